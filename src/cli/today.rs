//! The day that counts as today.

use std::io;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Date;
use crate::source::Error;

/// The variable by which build systems fix the time. **Units**: seconds since 1970-01-01 UTC.
/// **Source**: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The day of `SOURCE_DATE_EPOCH` where it is set, else the present one, in UTC.
///
/// **Errors**: the variable is set and no time.
pub(super) fn today() -> Result<Date, Error> {
    let Some(seconds) = std::env::var_os(VARIABLE) else {
        return Ok(Timestamp::now().to_zoned(TimeZone::UTC).date());
    };
    let seconds = seconds.to_string_lossy();
    from_seconds(&seconds).ok_or_else(|| {
        Error::new("read", VARIABLE, io::Error::other(format!("“{seconds}” is no number of seconds since 1970")))
    })
}

fn from_seconds(text: &str) -> Option<Date> {
    let time = Timestamp::from_second(text.trim().parse().ok()?).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days() {
        assert_eq!(from_seconds("0"), Date::new(1970, 1, 1).ok());
        assert_eq!(from_seconds("1767225599"), Date::new(2025, 12, 31).ok());
        assert_eq!(from_seconds("1767225600\n"), Date::new(2026, 1, 1).ok());
        assert_eq!(from_seconds("tomorrow"), None);
        assert_eq!(from_seconds("99999999999999"), None);
    }
}
