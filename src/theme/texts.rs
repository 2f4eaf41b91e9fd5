use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use crate::diagnostic::{Diagnostic, codes};
use crate::field;
use crate::locale::Locale;
use crate::model::LanguageTag;
use crate::say;
use crate::source::{Location, SourceFile};

use super::messages::{self, Message, Messages};

/// The language whose texts stand in for those that another language lacks.
const FALLBACK: &str = "en";

/// The interface's texts in each of the site's languages.
#[derive(Debug)]
pub struct Texts {
    languages: BTreeMap<String, Wording>,
}

/// The interface's texts in one language.
#[derive(Debug)]
pub struct Wording {
    locale: Locale,
    messages: Messages,
}

impl Texts {
    /// The texts in one of the site's languages.
    pub fn language(&self, code: &str) -> Option<&Wording> {
        self.languages.get(code)
    }
}

impl field::Texts for Wording {
    fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        Wording::text(self, key, values)
    }
}

impl Wording {
    /// A text with nothing to fill in.
    pub(super) fn plain(&self, key: &str) -> Option<&Value> {
        match self.messages.get(key)? {
            Message::Plain(text) => Some(text),
            Message::Pattern(_) | Message::Forms(_) => None,
        }
    }

    /// A text with its names filled in; `n` is a whole number, chooses the plural form and is written as the
    /// language writes numbers.
    pub(super) fn find(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        let n = values.iter().find(|(name, _)| *name == "n").and_then(|(_, value)| value.parse::<u64>().ok());
        let written = n.map(|n| self.locale.format_integer(i64::try_from(n).unwrap_or(i64::MAX)));
        let pattern = match self.messages.get(key)? {
            Message::Plain(text) => text.as_str().unwrap_or_default(),
            Message::Pattern(pattern) => pattern,
            Message::Forms(forms) => {
                let category = self.locale.plural(n.unwrap_or(0));
                forms.get(category.name()).or_else(|| forms.get("other"))?
            }
        };
        let value = |name: &str| match (name, &written) {
            ("n", Some(written)) => Some(written.as_str()),
            _ => values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value),
        };
        Some(fill(pattern, value))
    }

    /// A text of the theme.
    ///
    /// **Panics**: if the default theme does not have the key, which a test excludes.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.find(key, values).unwrap_or_else(|| panic!("the default theme has the text `{key}`"))
    }

    /// A text that counts: its form and number by `n`.
    pub fn counted(&self, key: &str, n: usize) -> String {
        self.text(key, &[("n", &n.to_string())])
    }

    /// A text's plural forms, with `{n}` still in them, by plural category.
    pub fn forms(&self, key: &str) -> Vec<(&str, &str)> {
        match self.messages.get(key) {
            Some(Message::Forms(forms)) => forms.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect(),
            _ => Vec::new(),
        }
    }

    /// Several things in a row, the last two joined by "and".
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.text("and", &[])),
        }
    }

    /// A text as it was written, with its names still to be filled in; empty for one with plural forms.
    pub fn pattern(&self, key: &str) -> &str {
        match self.messages.get(key) {
            Some(Message::Plain(text)) => text.as_str().unwrap_or_default(),
            Some(Message::Pattern(text)) => text,
            Some(Message::Forms(_)) | None => "",
        }
    }

    /// How this language writes numbers, dates and lists.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }
}

/// Replaces each `{name}` by its value; unknown names stay as they are.
fn fill<'a>(pattern: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, following)) = after.split_once('}') else { break };
        filled.push_str(before);
        match value(name) {
            Some(value) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = following;
    }
    filled.push_str(rest);
    filled
}

/// Reads the translations of the site's languages and fills the gaps of one language from another.
pub(super) fn load(
    files: &BTreeMap<String, Vec<Arc<SourceFile>>>,
    (theme, languages): (&str, &[LanguageTag]),
    asked: &Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> Texts {
    let built_in = messages::read(FALLBACK, &files[FALLBACK][..1], &Messages::new(), diagnostics);
    let read: BTreeMap<&str, Messages> = files
        .iter()
        .map(|(code, files)| (code.as_str(), messages::read(code, files, &built_in, diagnostics)))
        .collect();
    let fallback = &read[FALLBACK];
    let mut complete = BTreeMap::new();
    for language in languages {
        let code = language.as_str();
        let own = read.get(code);
        report_gaps((theme, code), files.get(code), own, fallback, asked, diagnostics);
        let mut messages = fallback.clone();
        messages.extend(own.cloned().unwrap_or_default());
        complete.insert(code.to_owned(), Wording { locale: Locale::new(code), messages });
    }
    Texts { languages: complete }
}

fn report_gaps(
    (theme, code): (&str, &str),
    files: Option<&Vec<Arc<SourceFile>>>,
    own: Option<&Messages>,
    fallback: &Messages,
    asked: &Location,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (Some(own), Some(file)) = (own, files.and_then(|files| files.last())) else {
        let own = format!("themes/{theme}/translations/{code}.yaml");
        let message = say!("Motyw nie ma tekstów w języku „{code}”.", "The theme has no texts in “{code}”.");
        let help = say!(
            "Przetłumacz themes/default/translations/en.yaml (z kodu spisu) i zapisz jako {own}, obok content.",
            "Translate themes/default/translations/en.yaml (in the source of spis) and save it as {own}, beside content."
        );
        diagnostics.push(Diagnostic::new(codes::TRANSLATION_MISSING, asked.clone(), message).help(help));
        return;
    };
    let missing: Vec<&str> = fallback.keys().filter(|key| !own.contains_key(*key)).map(String::as_str).collect();
    if !missing.is_empty() {
        let keys = missing.join(", ");
        let message = say!("Brak tłumaczenia na „{code}”: {keys}.", "Not translated into “{code}”: {keys}.");
        let help = say!(
            "Skopiuj te wiersze z themes/default/translations/en.yaml (z kodu spisu) i przetłumacz.",
            "Copy these lines from themes/default/translations/en.yaml (in the source of spis) and translate them."
        );
        diagnostics.push(Diagnostic::new(codes::TRANSLATION_MISSING, file.start(), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in() {
        let value = |name: &str| (name == "n").then_some("5");
        assert_eq!(fill("{n} of {total}, {", value), "5 of {total}, {");
        assert_eq!(fill("nothing", value), "nothing");
    }

    #[test]
    fn the_default_theme_has_the_same_keys_in_every_language() {
        let file = SourceFile::new("site.yaml", "");
        let mut diagnostics = Vec::new();
        let languages = ["de", "en", "pl", "uk"].map(|code| LanguageTag::parse(code).expect("a language"));
        let theme = super::super::Theme::load(
            &crate::source::Folder::new("/nonexistent"),
            "default",
            &languages,
            "/",
            &file.start(),
        );
        let texts = theme.expect("nothing is read").into_value(&mut diagnostics).texts;
        assert_eq!(diagnostics, []);
        let english = texts.language("en").expect("asked for").messages.keys().collect::<Vec<_>>();
        for language in &languages {
            let own = texts.language(language.as_str()).expect("asked for").messages.keys().collect::<Vec<_>>();
            assert_eq!(own, english, "{language}");
        }
    }
}
