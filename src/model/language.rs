use std::fmt;

/// The code of a language, such as `pl` or `pt-br`. **Shape**: lower-case ASCII. **Source**: BCP 47, language and region only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(Box<str>);

impl LanguageTag {
    /// A language code: two or three letters, optionally a region of two letters.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let language = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && is_lower(part));
        let region = parts.next().is_none_or(|part| part.len() == 2 && is_lower(part));
        (language && region && parts.next().is_none()).then(|| Self(text.into()))
    }

    /// Whether the language is written from right to left. **Source**: Unicode CLDR, likely scripts of languages.
    pub fn is_right_to_left(&self) -> bool {
        const LANGUAGES: [&str; 15] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "lad", "mzn", "ps", "sd", "syr", "ug", "ur", "yi"];
        let language = self.0.split('-').next().unwrap_or_default();
        LANGUAGES.contains(&language)
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_lower(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A text in the site's default language, with translations where there are some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    text: Box<str>,
    translations: Box<[(LanguageTag, Box<str>)]>,
}

/// A text as it is shown to readers of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it is in the language asked for; if not, it is in the site's default language and a page must say so.
    pub translated: bool,
}

impl Localized {
    /// A text in the default language alone.
    pub fn plain(text: impl Into<Box<str>>) -> Self {
        Self { text: text.into(), translations: Box::default() }
    }

    /// A text with translations into other languages than the default one.
    pub fn new(text: impl Into<Box<str>>, translations: Vec<(LanguageTag, Box<str>)>) -> Self {
        Self { text: text.into(), translations: translations.into() }
    }

    /// The text in the site's default language.
    pub fn original(&self) -> &str {
        &self.text
    }

    /// The text in a language, or in the default one where it is not translated.
    pub fn get<'a>(&'a self, language: &LanguageTag, default: &LanguageTag) -> Phrase<'a> {
        let translation = self.translations.iter().find(|(tag, _)| tag == language);
        match translation {
            Some((_, text)) => Phrase { text, translated: true },
            None => Phrase { text: &self.text, translated: language == default },
        }
    }

    /// The translations: language and text, without the default language.
    pub fn translations(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        self.translations.iter().map(|(tag, text)| (tag, &**text))
    }

    /// The text in every language that it has.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.original()).chain(self.translations().map(|(_, text)| text))
    }

    /// The same text with each language's version changed by a function.
    pub fn map(&self, mut change: impl FnMut(&str) -> String) -> Self {
        let translations = self.translations.iter().map(|(tag, text)| (tag.clone(), change(text).into())).collect();
        Self { text: change(&self.text).into(), translations }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_languages_are_written_from_right_to_left() {
        let right = |code| LanguageTag::parse(code).is_some_and(|tag| tag.is_right_to_left());
        assert!(["ar", "he", "ar-eg", "fa"].into_iter().all(right));
        assert!(!["en", "arn", "hr", "uk"].into_iter().any(right));
    }

    #[test]
    fn tags_are_lower_case_languages_with_an_optional_region() {
        for good in ["pl", "en", "csb", "pt-br"] {
            assert!(LanguageTag::parse(good).is_some(), "{good}");
        }
        for bad in ["", "p", "PL", "polski", "pl-", "pl-PL", "pl-pl-x"] {
            assert!(LanguageTag::parse(bad).is_none(), "{bad}");
        }
    }
}
