use super::Locale;
use crate::model::Decimal;

const MINUS: char = '−';
const NO_BREAK: char = '\u{a0}';

impl Locale {
    /// A whole number with its groups of three digits: `47 180 355`. Spaces between groups do not break.
    pub fn format_integer(&self, number: i64) -> String {
        self.write_number(i128::from(number), 0)
    }

    /// A number rounded (half away from zero) to so many decimals, exact and with zeros where it has fewer.
    pub fn format_decimal(&self, number: Decimal, decimals: u8) -> String {
        self.write_number(rounded(number, decimals), decimals)
    }

    /// A percentage: 40 → `40%`.
    pub fn format_percent(&self, percent: Decimal, decimals: u8) -> String {
        self.format_decimal(percent, decimals) + self.rules.percent
    }

    /// An amount of money in a currency by its ISO 4217 code: `47 180 355,67 zł`. An amount written without decimals
    /// is shown without, any other with as many as the currency has.
    pub fn format_money(&self, amount: Decimal, currency: &str) -> String {
        let decimals = if amount.scale() == 0 { 0 } else { minor_digits(currency) };
        let symbol = symbol(currency, self.rules.language);
        let number = self.format_decimal(amount, decimals);
        match (self.rules.currency_first, symbol.ends_with(char::is_alphabetic)) {
            (false, _) => format!("{number}{NO_BREAK}{symbol}"),
            (true, true) => format!("{symbol}{NO_BREAK}{number}"),
            (true, false) => match number.strip_prefix(MINUS) {
                Some(number) => format!("{MINUS}{symbol}{number}"),
                None => format!("{symbol}{number}"),
            },
        }
    }

    /// Writes `digits` / 10^`decimals`.
    fn write_number(&self, digits: i128, decimals: u8) -> String {
        let decimals = usize::from(decimals);
        let width = decimals + 1;
        let written = format!("{:0width$}", digits.unsigned_abs());
        let (whole, fraction) = written.split_at(written.len() - decimals);
        let mut text = String::with_capacity(2 * written.len());
        if digits < 0 {
            text.push(MINUS);
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && whole.len() > self.rules.together && (whole.len() - index).is_multiple_of(3) {
                text.push(self.rules.group);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text.push(self.rules.decimal);
            text.push_str(fraction);
        }
        text
    }
}

/// The number's digits with so many decimals, rounded half away from zero.
fn rounded(number: Decimal, decimals: u8) -> i128 {
    let digits = i128::from(number.digits());
    match decimals.checked_sub(number.scale()) {
        Some(more) => digits * 10_i128.pow(u32::from(more)),
        None => {
            let unit = 10_i128.pow(u32::from(number.scale() - decimals));
            // Division cuts towards zero, so the half is added away from it.
            let half = if digits < 0 { -unit / 2 } else { unit / 2 };
            (digits + half) / unit
        }
    }
}

/// How many decimals a currency has. **Source**: ISO 4217.
fn minor_digits(currency: &str) -> u8 {
    match currency {
        "JPY" | "KRW" | "ISK" | "CLP" | "VND" | "XAF" | "XOF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// A currency's sign where the language's readers know it, else its code.
fn symbol<'a>(currency: &'a str, language: &str) -> &'a str {
    match (currency, language) {
        ("EUR", _) => "€",
        ("GBP", _) => "£",
        ("USD", _) => "$",
        ("PLN", "pl") => "zł",
        ("CZK", "cs") => "Kč",
        ("UAH", "uk") => "₴",
        _ => currency,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace('\u{202f}', "'").replace('\u{a0}', "_")
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    #[test]
    fn integers_are_grouped_as_the_language_does() {
        for (tag, four, seven) in [
            ("pl", "1385", "1'234'567"),
            ("uk", "1385", "1'234'567"),
            ("en", "1,385", "1,234,567"),
            ("de", "1385", "1.234.567"),
            ("cs", "1'385", "1'234'567"),
            ("xx", "1385", "1'234'567"),
        ] {
            let locale = Locale::new(tag);
            assert_eq!(plain(&locale.format_integer(1385)), four, "{tag}");
            assert_eq!(plain(&locale.format_integer(1_234_567)), seven, "{tag}");
        }
        let polish = Locale::new("pl");
        assert_eq!(plain(&polish.format_integer(12_345)), "12'345");
        assert_eq!(plain(&polish.format_integer(-12_345)), "−12'345");
        assert_eq!(polish.format_integer(0), "0");
        assert_eq!(plain(&polish.format_integer(i64::MIN)), "−9'223'372'036'854'775'808");
    }

    #[test]
    fn decimals_are_exact_and_rounded_half_away_from_zero() {
        let polish = Locale::new("pl");
        for (number, decimals, text) in [
            ("0.125", 2, "0,13"),
            ("-0.125", 2, "−0,13"),
            ("0.1249", 2, "0,12"),
            ("0.5", 0, "1"),
            ("-0.4", 0, "0"),
            ("2", 2, "2,00"),
            ("999.995", 2, "1000,00"),
            ("9999.995", 2, "10'000,00"),
            ("999999999999999.999", 3, "999'999'999'999'999,999"),
        ] {
            assert_eq!(plain(&polish.format_decimal(decimal(number), decimals)), text, "{number}");
        }
    }

    #[test]
    fn percentages_and_money() {
        let polish = Locale::new("pl");
        assert_eq!(polish.format_percent(decimal("40"), 0), "40%");
        assert_eq!(plain(&Locale::new("de").format_percent(decimal("48.84"), 1)), "48,8_%");
        let amount = decimal("47180355.67");
        for (tag, currency, text) in [
            ("pl", "PLN", "47'180'355,67_zł"),
            ("en", "PLN", "PLN_47,180,355.67"),
            ("en", "GBP", "£47,180,355.67"),
            ("uk", "PLN", "47'180'355,67_PLN"),
            ("de", "EUR", "47.180.355,67_€"),
            ("xx", "JPY", "47'180'356_JPY"),
        ] {
            assert_eq!(plain(&Locale::new(tag).format_money(amount, currency)), text, "{tag}");
        }
        assert_eq!(plain(&polish.format_money(decimal("1500"), "PLN")), "1500_zł");
        assert_eq!(plain(&polish.format_money(decimal("0.5"), "PLN")), "0,50_zł");
        assert_eq!(plain(&Locale::new("en").format_money(decimal("-3"), "EUR")), "−€3");
    }
}
