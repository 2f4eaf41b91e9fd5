//! A language's rules: how it sorts, counts, and writes numbers, money, dates and text.
//!
//! In: a language tag. Out: a [`Locale`] whose methods return text. A language without rules of its own sorts and
//! counts by the root of Unicode CLDR and writes numbers and dates in ISO forms, so no language is a reason to fail.
//!
//! Words of the site (labels, month names apart) are no business of this module: they live in the theme's translations.

mod dates;
mod numbers;
mod plural;
mod rules;
mod territory;
mod typography;

use std::cmp::Ordering;
use std::fmt;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

pub use plural::PluralCategory;
pub use territory::with_territory;
pub use typography::{Typesetter, typeset};

use plural::Plurals;
use rules::Rules;

/// The rules of one language.
pub struct Locale {
    tag: String,
    collator: CollatorBorrowed<'static>,
    /// Tells letters of the alphabet apart and nothing else.
    letters: CollatorBorrowed<'static>,
    plurals: Plurals,
    rules: &'static Rules,
}

/// What stands before the decimals of a number in a language.
pub fn decimal_sign(tag: &str) -> char {
    rules::of(tag).decimal
}

impl Locale {
    /// The rules for a language tag such as `pl` or `pt-br`; neutral rules for one that nobody knows.
    ///
    /// **Source**: Unicode CLDR 48 for collation and plurals; the tables of this module for the rest.
    pub fn new(tag: &str) -> Self {
        let locale = tag.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut only_letters = CollatorOptions::default();
        only_letters.strength = Some(Strength::Primary);
        let collator = |options: CollatorOptions| {
            Collator::try_new(preferences, options)
                .expect("the compiled collation data falls back to the root for every locale")
        };
        let (collator, letters) = (collator(CollatorOptions::default()), collator(only_letters));
        Self { letters, tag: tag.to_owned(), collator, plurals: Plurals::new(&locale), rules: rules::of(tag) }
    }

    /// The tag that the rules were asked for with.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// A key whose bytes sort as the language's dictionaries do: `Ł` after `L`, numbers by their value.
    ///
    /// Equal keys are possible for unequal texts. Make the key once per text where many texts are sorted.
    pub fn collation_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(2 * text.len());
        let Ok(()) = self.collator.write_sort_key_to(text, &mut key);
        key
    }

    /// Whether two letters stand under one heading of an alphabetical list: `S` and `Ś` in English, not in Polish.
    pub fn is_one_letter(&self, a: &str, b: &str) -> bool {
        self.letters.compare(a, b) == Ordering::Equal
    }

    /// The order of two texts, the same as that of their [keys](Self::collation_key).
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Locale").field(&self.tag).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(tag: &str, words: &str) -> String {
        let locale = Locale::new(tag);
        let mut words: Vec<&str> = words.split(' ').collect();
        words.sort_by_key(|word| locale.collation_key(word));
        let mut compared = words.clone();
        compared.sort_by(|a, b| locale.compare(a, b));
        assert_eq!(words, compared);
        words.join(" ")
    }

    #[test]
    fn words_sort_as_in_the_languages_dictionaries() {
        assert_eq!(
            sorted("pl", "Żory Łódź Ostróda Zator Ósmy lipa Źródło ćma Lubin cynk Olecko ławka"),
            "cynk ćma lipa Lubin ławka Łódź Olecko Ostróda Ósmy Zator Źródło Żory"
        );
        assert_eq!(sorted("de", "Zug Äpfel Apfel Ofen"), "Apfel Äpfel Ofen Zug");
        assert_eq!(sorted("cs", "ihned chata cesta hora"), "cesta hora chata ihned");
        assert_eq!(sorted("uk", "яма їжа ґава гора іній єнот"), "гора ґава єнот іній їжа яма");
    }

    #[test]
    fn what_is_one_letter_depends_on_the_language() {
        for (tag, a, b, one) in [
            ("en", "S", "Ś", true),
            ("pl", "S", "Ś", false),
            ("pl", "s", "S", true),
            ("de", "A", "Ä", true),
            ("sv", "A", "Ä", false),
        ] {
            assert_eq!(Locale::new(tag).is_one_letter(a, b), one, "{tag} {a} {b}");
        }
    }

    #[test]
    fn numbers_in_texts_sort_by_value() {
        assert_eq!(sorted("pl", "poz.10 poz.9 poz.1"), "poz.1 poz.9 poz.10");
    }

    #[test]
    fn unknown_languages_have_neutral_rules() {
        for tag in ["xx", "", "qqq", "not a tag", "pt-br", "zh"] {
            let locale = Locale::new(tag);
            assert_eq!(locale.compare("a", "b"), Ordering::Less);
            assert!(locale.collation_key("a") < locale.collation_key("b"));
            assert!(!locale.format_integer(1).is_empty());
            assert_eq!(locale.tag(), tag);
        }
    }

    #[test]
    fn a_locale_is_shared_by_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Locale>();
    }
}
