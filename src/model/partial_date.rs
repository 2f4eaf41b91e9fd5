use std::cmp::Ordering;
use std::fmt;

use super::{Date, DateFault, guess_date, parse_date, swapped_date};

/// A day, a month or a year: as much of a date as is known.
///
/// One comes before another where all of its days do, so that `2024` and `2024-05` have no order.
/// **Source**: ISO 8601 calendar date, with reduced precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    first: Date,
    precision: DatePrecision,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DatePrecision {
    /// The year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

impl DatePrecision {
    /// All of them with their words in schemas.
    pub const ALL: &[(&str, DatePrecision)] =
        &[("year", DatePrecision::Year), ("month", DatePrecision::Month), ("day", DatePrecision::Day)];
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    ///
    /// **Errors**: the form or the number that no calendar has.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let (rest, precision) = match text.len() {
            4 => ("-01-01", DatePrecision::Year),
            7 => ("-01", DatePrecision::Month),
            _ => ("", DatePrecision::Day),
        };
        Ok(Self { first: parse_date(&format!("{text}{rest}"))?, precision })
    }

    /// What was probably meant by a date in another common writing: `31.12.2024`, `12.2024`, `05/2024`, `2024 r.`
    pub fn guess(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text
            .trim_matches(|mark: char| !mark.is_ascii_digit())
            .split(['.', '-', '/', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        match *parts.as_slice() {
            [year] if year.len() == 4 => Self::parse(year).ok(),
            [month, year] if year.len() == 4 && month.len() <= 2 => Self::parse(&format!("{year}-{month:0>2}")).ok(),
            [year, month] if year.len() == 4 && month.len() <= 2 => Self::parse(&format!("{year}-{month:0>2}")).ok(),
            _ => guess_date(text).or_else(|| swapped_date(text)).map(Self::from),
        }
    }

    /// The first day that it can mean.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day that it can mean.
    pub fn last(self) -> Date {
        match self.precision {
            DatePrecision::Year => self.first.last_of_year(),
            DatePrecision::Month => self.first.last_of_month(),
            DatePrecision::Day => self.first,
        }
    }

    /// How much of it is known.
    pub fn precision(self) -> DatePrecision {
        self.precision
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        (self.precision == DatePrecision::Day).then_some(self.first)
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self { first: day, precision: DatePrecision::Day }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        let (before, after) = (self.last() < other.first, other.last() < self.first);
        before.then_some(Ordering::Less).or(after.then_some(Ordering::Greater))
    }
}

impl fmt::Display for PartialDate {
    /// As ISO 8601, with as many digits as are known.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            DatePrecision::Year => write!(formatter, "{year:04}"),
            DatePrecision::Month => write!(formatter, "{year:04}-{month:02}"),
            DatePrecision::Day => write!(formatter, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    #[test]
    fn as_much_is_read_as_is_known() {
        for text in ["2024", "2024-02", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!((date("2024-02").first().to_string(), date("2024-02").last().to_string()).1, "2024-02-29");
        assert_eq!(date("2023").last().to_string(), "2023-12-31");
        for (text, fault) in [
            ("", DateFault::Form),
            ("24", DateFault::Form),
            ("2024-", DateFault::Form),
            ("2024-1", DateFault::Form),
            ("02-2024", DateFault::Form),
            ("2024-13", DateFault::Calendar),
            ("2023-02-29", DateFault::Calendar),
        ] {
            assert_eq!(PartialDate::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn other_writings_are_guessed() {
        for (text, meant) in [
            ("31.12.2024", Some("2024-12-31")),
            ("12.2024", Some("2024-12")),
            ("5/2024", Some("2024-05")),
            ("2024-5", Some("2024-05")),
            ("2024 r.", Some("2024")),
            ("13.2024", None),
            ("maj 24", None),
        ] {
            assert_eq!(PartialDate::guess(text), meant.map(date), "{text}");
        }
    }

    #[test]
    fn one_comes_before_another_where_all_of_its_days_do() {
        assert!(date("2023") < date("2024-01-01") && date("2024-05") > date("2024-04-30"));
        assert_eq!(date("2024").partial_cmp(&date("2024-05")), None);
        assert_eq!(date("2024-05").partial_cmp(&date("2024-05")), Some(Ordering::Equal));
    }
}
