use std::fmt;

use super::Date;

/// A day, or the year where no more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Only the year is known.
    Year(i16),
    /// The day.
    Day(Date),
}

impl When {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// Reads a year of four digits.
    pub fn parse_year(text: &str) -> Option<Self> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok().map(Self::Year) } else { None }
    }

    /// The last day that it may mean, to put things in order.
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).expect("four digits are a year of the calendar"),
            Self::Day(date) => date,
        }
    }
}

/// As ISO 8601 writes it: `2024` or `2024-05-31`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_digits() {
        assert_eq!(When::parse_year("2024"), Some(When::Year(2024)));
        assert_eq!(
            When::parse_year("0000").map(When::last_day).map(|day| day.to_string()),
            Some("0000-12-31".to_owned())
        );
        for wrong in ["24", "20245", "2024 ", "+024", "２０２４"] {
            assert_eq!(When::parse_year(wrong), None, "{wrong}");
        }
    }
}
