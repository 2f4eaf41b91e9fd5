use std::fmt::Write;

use super::Locale;
use crate::model::{Date, DatePrecision, PartialDate};

impl Locale {
    /// A date with its month by name: `31 grudnia 2024`. A no-break space keeps day and month together.
    pub fn format_date(&self, date: Date) -> String {
        self.fill(self.rules.dates[0], date)
    }

    /// A date as short as the language writes it without doubt which number is the month: `31.12.2024`.
    pub fn format_date_short(&self, date: Date) -> String {
        self.fill(self.rules.dates[1], date)
    }

    /// As much of a date as is known: `31 grudnia 2024`, `grudzień 2024`, `2024`.
    pub fn format_partial_date(&self, date: PartialDate) -> String {
        let day = date.first();
        match date.precision() {
            DatePrecision::Day => self.format_date(day),
            DatePrecision::Month => {
                let months = self.rules.months_alone.as_ref().unwrap_or(&self.rules.months);
                fill(self.rules.month_of_year, day, months)
            }
            DatePrecision::Year => date.to_string(),
        }
    }

    fn fill(&self, pattern: &str, date: Date) -> String {
        fill(pattern, date, &self.rules.months)
    }
}

/// A pattern with a day's numbers and the name of its month.
fn fill(pattern: &str, date: Date, months: &[&str; 12]) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let name = months[usize::from(month.unsigned_abs()) - 1];
    let mut text = String::with_capacity(32);
    for part in pattern.split('{') {
        let Some((field, literal)) = part.split_once('}') else { continue };
        let written = match field {
            "d" => write!(text, "{day}"),
            "dd" => write!(text, "{day:02}"),
            "m" => write!(text, "{month}"),
            "mm" => write!(text, "{month:02}"),
            "month" => write!(text, "{name}"),
            "mon" => write!(text, "{}", name.chars().take(3).collect::<String>()),
            "y" => write!(text, "{year:04}"),
            other => panic!("a date pattern of the table has the unknown field {other:?}"),
        };
        written.expect("writing to a string does not fail");
        text.push_str(literal);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartialDate, parse_date};

    fn both(tag: &str, date: &str) -> (String, String) {
        let (locale, date) = (Locale::new(tag), parse_date(date).expect("a date"));
        (locale.format_date(date).replace('\u{a0}', "_"), locale.format_date_short(date).replace('\u{a0}', "_"))
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        for (tag, long, short) in [
            ("pl", "31_grudnia 2024", "31.12.2024"),
            ("en", "31_December 2024", "31_Dec 2024"),
            ("en-gb", "31_December 2024", "31_Dec 2024"),
            ("uk", "31_грудня 2024", "31.12.2024"),
            ("de", "31._Dezember 2024", "31.12.2024"),
            ("cs", "31._prosince 2024", "31._12._2024"),
            ("sk", "31._decembra 2024", "31._12._2024"),
            ("lt", "2024_m. gruodžio 31_d.", "2024-12-31"),
            ("fr", "31_décembre 2024", "31/12/2024"),
            ("es", "31 de_diciembre de_2024", "31/12/2024"),
            ("it", "31_dicembre 2024", "31/12/2024"),
            ("xx", "2024-12-31", "2024-12-31"),
        ] {
            assert_eq!(both(tag, "2024-12-31"), (long.to_owned(), short.to_owned()), "{tag}");
        }
    }

    #[test]
    fn as_much_of_a_date_is_written_as_is_known() {
        for (tag, month) in [
            ("pl", "styczeń 2024"),
            ("en", "January 2024"),
            ("uk", "січень 2024"),
            ("de", "Januar 2024"),
            ("cs", "leden 2024"),
            ("lt", "2024_m. sausis"),
            ("es", "enero de_2024"),
            ("xx", "2024-01"),
        ] {
            let locale = Locale::new(tag);
            let write =
                |text| locale.format_partial_date(PartialDate::parse(text).expect("a date")).replace('\u{a0}', "_");
            assert_eq!((write("2024-01"), write("2024")), (month.to_owned(), "2024".to_owned()), "{tag}");
            assert_eq!(write("2024-12-31"), both(tag, "2024-12-31").0);
        }
    }

    #[test]
    fn short_days_and_early_years_are_padded_where_they_must_be() {
        assert_eq!(both("pl", "0987-01-02"), ("2_stycznia 0987".to_owned(), "02.01.0987".to_owned()));
        assert_eq!(both("cs", "2025-03-02").1, "2._3._2025");
    }
}
