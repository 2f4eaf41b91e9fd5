use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number, such as an amount of money: `digits` / 10^`scale`.
///
/// **Shape**: at most 18 digits, at most 9 of them after the point; `1.50` and `1.5` are equal but keep their own scale.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    digits: i64,
    scale: u8,
}

const MOST_DECIMALS: u8 = 9;

impl Decimal {
    /// A number from its digits and how many of them stand after the point.
    pub fn new(digits: i64, scale: u8) -> Self {
        Self { digits, scale: scale.min(MOST_DECIMALS) }
    }

    /// Reads a number with a decimal point or comma, and spaces between groups of digits: `6 238 135,40`.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
        let fits = decimals.len() <= usize::from(MOST_DECIMALS) && (text.len() == whole.len() || !decimals.is_empty());
        let grouped = whole.starts_with(|c: char| c.is_ascii_digit()) && whole.ends_with(|c: char| c.is_ascii_digit());
        if !fits || !grouped {
            return None;
        }
        let mut digits: i64 = 0;
        let spaces = |c: &char| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        for character in whole.chars().filter(spaces).chain(decimals.chars()) {
            let digit = character.to_digit(10)?;
            digits = digits.checked_mul(10)?.checked_add(i64::from(digit))?;
        }
        let scale = u8::try_from(decimals.len()).ok()?;
        (digits < 10_i64.pow(18)).then_some(Self { digits: sign * digits, scale })
    }

    /// The number without its point. **Units**: 10^-[`scale`](Self::scale).
    pub fn digits(self) -> i64 {
        self.digits
    }

    /// How many digits stand after the point.
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// The number in floating point, for drawing.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10_f64.powi(i32::from(self.scale))
    }

    /// The exact sum, or nothing where it has too many digits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let digits = self.at_scale(scale).checked_add(other.at_scale(scale))?;
        Some(Self { digits: i64::try_from(digits).ok()?, scale })
    }

    /// The exact difference, or nothing where it has too many digits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { digits: -other.digits, scale: other.scale })
    }

    /// This number as a share of another, in per cent; nothing where the other is zero.
    pub fn percent_of(self, whole: Self) -> Option<f64> {
        (whole.digits != 0).then(|| 100.0 * self.to_f64() / whole.to_f64())
    }

    /// The number with at most so many decimals, rounded half away from zero.
    pub fn rounded(self, decimals: u8) -> Self {
        let Some(dropped) = self.scale.checked_sub(decimals).filter(|dropped| *dropped > 0) else { return self };
        let unit = 10_i64.pow(u32::from(dropped));
        let half = if self.digits < 0 { -unit / 2 } else { unit / 2 };
        Self { digits: (self.digits + half) / unit, scale: decimals }
    }

    /// The number without its sign.
    pub fn abs(self) -> Self {
        Self { digits: self.digits.abs(), scale: self.scale }
    }

    fn at_scale(self, scale: u8) -> i128 {
        i128::from(self.digits) * 10_i128.pow(u32::from(scale - self.scale))
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self { digits: number, scale: 0 }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

impl fmt::Display for Decimal {
    /// Digits with a point, as in open data: `6238135.40`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let width = usize::from(self.scale) + 1;
        let digits = format!("{:0width$}", self.digits.unsigned_abs());
        let (whole, decimals) = digits.split_at(digits.len() - usize::from(self.scale));
        if decimals.is_empty() {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(formatter, "{sign}{whole}.{decimals}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, read) in
            [("6 238 135,40", "6238135.40"), ("0,12", "0.12"), ("-5", "-5"), ("1385", "1385"), ("-0.05", "-0.05")]
        {
            assert_eq!(Decimal::parse(text).map(|number| number.to_string()).as_deref(), Some(read), "{text}");
        }
        for bad in ["", "-", "1,", ",5", "1.2.3", "12a", " 1", "1 ", "1,1234567890", "9999999999999999999"] {
            assert!(Decimal::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn rounding_goes_away_from_zero() {
        for (number, decimals, rounded) in [("0.125", 2, "0.13"), ("-0.5", 0, "-1"), ("2.4", 0, "2"), ("2.4", 3, "2.4")]
        {
            let number = Decimal::parse(number).expect("a number");
            assert_eq!(number.rounded(decimals).to_string(), rounded);
        }
    }

    #[test]
    fn sums_are_exact() {
        let tenth = Decimal::new(1, 1);
        let sum = tenth.checked_add(Decimal::new(20, 2)).expect("a small sum");
        assert_eq!(sum, Decimal::new(3, 1));
        assert_eq!(sum.to_string(), "0.30");
    }
}
