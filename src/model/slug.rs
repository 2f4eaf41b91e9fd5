use std::fmt;

/// A part of an address.
///
/// **Shape**: never empty; words of lower-case ASCII letters and digits, joined by single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The plain form of a text; nothing where the text has no letter or digit.
    pub fn of(text: &str) -> Option<Self> {
        let slug = if super::is_slug(text) { text.to_owned() } else { slugify(text) };
        (!slug.is_empty()).then_some(Self(slug))
    }

    /// A plain word with a number: `page-2`.
    pub fn numbered(word: &'static str, number: u32) -> Self {
        debug_assert!(super::is_slug(word), "the program's own words are plain");
        Self(format!("{word}-{number}"))
    }

    /// One of the program's own words.
    pub fn word(word: &'static str) -> Self {
        debug_assert!(super::is_slug(word), "the program's own words are plain");
        Self(word.to_owned())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The plain form of a text for an address: lower-case ASCII words joined by hyphens.
///
/// Cyrillic is taken for Ukrainian unless it has a letter that Ukrainian lacks.
///
/// **Shape**: empty where the text has no letter or digit. **Source**: for Ukrainian, the national transliteration of
/// 2010 (resolution 55 of the Cabinet of Ministers); for all else, the tables of `deunicode`.
pub fn slugify(text: &str) -> String {
    let ukrainian =
        !text.contains(|letter: char| "ыэъёўјљњћђџѓќѕ".contains(letter.to_lowercase().next().unwrap_or(letter)));
    let mut slug = String::with_capacity(text.len());
    let mut at_word_start = true;
    for character in text.chars() {
        let lower = character.to_lowercase().next().unwrap_or(character);
        match ukrainian.then(|| ukrainian_letter(lower, at_word_start, slug.ends_with('z'))).flatten() {
            Some(letters) => slug.push_str(letters),
            None => push_plain(&mut slug, character),
        }
        at_word_start = !(character.is_alphanumeric() || matches!(character, '\'' | '’'));
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn push_plain(slug: &mut String, character: char) {
    match deunicode::deunicode_char(character) {
        Some(plain) if !matches!(character, '\'' | '’') => {
            for character in plain.chars() {
                if character.is_ascii_alphanumeric() {
                    slug.push(character.to_ascii_lowercase());
                } else if character != '\'' && !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            }
        }
        _ => {}
    }
}

/// A lower-case letter that Ukrainian transliterates in its own way.
fn ukrainian_letter(letter: char, at_word_start: bool, after_z: bool) -> Option<&'static str> {
    Some(match letter {
        'г' if after_z => "gh",
        'г' => "h",
        'ґ' => "g",
        'и' => "y",
        'є' if at_word_start => "ye",
        'є' => "ie",
        'ї' | 'й' if !at_word_start => "i",
        'ї' => "yi",
        'й' => "y",
        'ю' if at_word_start => "yu",
        'ю' => "iu",
        'я' if at_word_start => "ya",
        'я' => "ia",
        'х' => "kh",
        'ц' => "ts",
        'щ' => "shch",
        'ь' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_lose_their_marks_and_words_join() {
        for (text, slug) in [
            ("Łódź, ulica Źródlana", "lodz-ulica-zrodlana"),
            ("Źdźbło ŻÓŁCI", "zdzblo-zolci"),
            ("1.2. O czym?", "1-2-o-czym"),
            ("e—f it's „g”", "e-f-its-g"),
            ("Straße Äpfel Øre Česká", "strasse-apfel-ore-ceska"),
            ("Київ і Згорани: щастя, Харків", "kyiv-i-zghorany-shchastia-kharkiv"),
            ("Єнакієве, Ґалаґан, Їжак, Знам'янка, Юрій", "yenakiieve-galagan-yizhak-znamianka-yurii"),
            ("Объявления", "obiavleniia"),
            ("", ""),
            ("?!", ""),
        ] {
            assert_eq!(slugify(text), slug, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_plain_slug_that_stays(text in any::<String>()) {
            let slug = slugify(&text);
            prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert_eq!(slugify(&slug), slug);
        }
    }
}
