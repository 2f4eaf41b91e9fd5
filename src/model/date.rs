pub use jiff::civil::Date;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is not written as year-month-day.
    Form,
    /// It is written so, but the calendar has no such day.
    Calendar,
}

/// Reads a date written `YYYY-MM-DD`. **Source**: ISO 8601 calendar date, extended form.
///
/// **Errors**: [`DateFault`] where it is written otherwise, or where the calendar has no such day.
pub fn parse_date(text: &str) -> Result<Date, DateFault> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let formed =
        bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && digits(0..4) && digits(5..7) && digits(8..10);
    if !formed {
        return Err(DateFault::Form);
    }
    text.parse().map_err(|_| DateFault::Calendar)
}

/// Reads the other common ways to write a date (`31.12.2024`, `31-12-2024`, `2024.12.31`) to suggest the right one.
pub fn guess_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .trim_matches(|mark: char| !mark.is_ascii_digit())
        .split(['.', '-', '/', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, c] = parts.try_into().ok()?;
    let (year, day): (&str, &str) = if a.len() == 4 { (a, c) } else { (c, a) };
    let (year, month, day) = (year.parse().ok().filter(|_| year.len() == 4)?, month(b)?, day.parse().ok()?);
    Date::new(year, month, day).ok()
}

/// The day that is meant where day and month of `2026-31-08` stand in each other's place: for help alone, as it is a slip.
pub fn swapped_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (day, month) = rest.split_once('-')?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().filter(|_| year.len() == 4)
}

/// The beginnings of the names of months, January first, as dates in Polish, English and Ukrainian have them.
const MONTHS: [&[&str]; 12] = [
    &["sty", "jan", "січ"],
    &["lut", "feb", "лют"],
    &["mar", "бер"],
    &["kwi", "apr", "кві"],
    &["maj", "may", "тра"],
    &["cze", "jun", "чер"],
    &["lip", "jul", "лип"],
    &["sie", "aug", "сер"],
    &["wrz", "sep", "вер"],
    &["paź", "paz", "oct", "жов"],
    &["lis", "nov", "лис"],
    &["gru", "dec", "гру"],
];

/// The number of a month, from digits or its name.
fn month(text: &str) -> Option<i8> {
    let lower = text.to_lowercase();
    let named = || MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)));
    text.parse().ok().or_else(|| i8::try_from(named()? + 1).ok())
}

/// Whether a day lies more than a year before another.
pub fn is_over_a_year_before(date: Date, other: Date) -> bool {
    date.saturating_add(jiff::Span::new().years(1)) < other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_of_the_calendar() {
        assert!(parse_date("2024-02-29").is_ok());
        assert_eq!(parse_date("2023-02-29"), Err(DateFault::Calendar));
        assert_eq!(parse_date("31.12.2024"), Err(DateFault::Form));
        assert_eq!(parse_date("2024-1-1"), Err(DateFault::Form));
        assert_eq!(guess_date("31.12.2024"), parse_date("2024-12-31").ok());
        assert_eq!(guess_date("31.02.2024"), None);
    }

    #[test]
    fn a_year_ends_on_the_same_day() {
        let day = |text| parse_date(text).expect("a day of the calendar");
        assert!(!is_over_a_year_before(day("2024-12-31"), day("2025-12-31")));
        assert!(is_over_a_year_before(day("2024-12-31"), day("2026-01-01")));
        assert!(!is_over_a_year_before(day("2026-01-02"), day("2026-01-01")));
    }
}
