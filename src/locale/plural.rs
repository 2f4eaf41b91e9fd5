use icu_plurals::PluralRules;

use super::Locale;
use crate::model::Decimal;

/// The form of a noun that goes with a number. **Source**: Unicode CLDR plural rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralCategory {
    /// Zero of them.
    Zero,
    /// One of them.
    One,
    /// Two of them.
    Two,
    /// A few of them.
    Few,
    /// Many of them.
    Many,
    /// All other numbers.
    Other,
}

impl PluralCategory {
    /// The category's name in CLDR and in content files: `one`, `few` …
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

impl From<icu_plurals::PluralCategory> for PluralCategory {
    fn from(category: icu_plurals::PluralCategory) -> Self {
        match category {
            icu_plurals::PluralCategory::Zero => Self::Zero,
            icu_plurals::PluralCategory::One => Self::One,
            icu_plurals::PluralCategory::Two => Self::Two,
            icu_plurals::PluralCategory::Few => Self::Few,
            icu_plurals::PluralCategory::Many => Self::Many,
            icu_plurals::PluralCategory::Other => Self::Other,
        }
    }
}

/// A language's plural rules.
pub(super) struct Plurals(PluralRules);

impl Plurals {
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Self {
        let rules = PluralRules::try_new_cardinal(locale.into());
        Self(rules.expect("the compiled plural data falls back to the root for every locale"))
    }
}

impl Locale {
    /// The forms that a noun of the language has.
    pub fn plural_categories(&self) -> impl Iterator<Item = PluralCategory> {
        self.plurals.0.categories().map(PluralCategory::from)
    }

    /// The form of a noun that goes with a whole number.
    pub fn plural(&self, count: u64) -> PluralCategory {
        self.plurals.0.category_for(count).into()
    }

    /// The form of a noun that goes with a decimal number as it is written, zeros at its end included.
    pub fn plural_of_decimal(&self, number: Decimal) -> PluralCategory {
        let mut written = fixed_decimal::Decimal::from(number.digits());
        written.multiply_pow10(-i16::from(number.scale()));
        self.plurals.0.category_for(&written).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories(tag: &str, counts: &[u64]) -> String {
        let locale = Locale::new(tag);
        counts.iter().map(|count| locale.plural(*count).name()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn whole_numbers_take_the_languages_forms() {
        assert_eq!(
            categories("pl", &[0, 1, 2, 4, 5, 12, 14, 21, 22, 112]),
            "many one few few many many many many few many"
        );
        assert_eq!(categories("uk", &[0, 1, 2, 5, 11, 21]), "many one few many many one");
        assert_eq!(categories("en", &[0, 1, 2]), "other one other");
        assert_eq!(categories("cs", &[1, 3, 5]), "one few other");
        assert_eq!(categories("xx", &[1, 3]), "other other");
    }

    #[test]
    fn decimals_are_counted_as_written() {
        let category = |tag: &str, number: &str| {
            Locale::new(tag).plural_of_decimal(Decimal::parse(number).expect("a number")).name()
        };
        assert_eq!(category("pl", "1,5"), "other");
        assert_eq!(category("pl", "2"), "few");
        assert_eq!(category("en", "1.0"), "other");
        assert_eq!(category("en", "-1"), "one");
    }
}
