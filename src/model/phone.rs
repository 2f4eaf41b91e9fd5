use std::fmt;

use super::Country;

/// A telephone number that can be dialled from anywhere, with an extension where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// E.164: a plus sign, country code and national number, digits only.
    pub number: String,
    /// Digits to dial after the connection.
    pub extension: Option<String>,
    /// The number as it stood in the source, where that differs from what is shown.
    pub printed: Option<String>,
}

/// Why a text is no telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneFault {
    /// A character that no telephone number has; its byte offset.
    Character(usize),
    /// Too few or too many digits of the national number; how many there are.
    Digits(usize),
    /// The right number of digits, but no such area or network code.
    Code(String),
    /// The extension is empty or holds something else than digits.
    Extension,
    /// A number without a country code in a register without a country.
    CountryCode,
}

const EXTENSION_WORDS: [&str; 5] = ["wew.", "wew", "ext.", "ext", "w."];

impl Phone {
    /// Reads a number as people write it: digits grouped by spaces, hyphens, dots, slashes or brackets, with
    /// or without a country code, an extension after "wew." or "ext.".
    ///
    /// **Errors**: the first thing that makes it no telephone number of the country.
    pub fn parse(text: &str, country: Option<&Country>) -> Result<Self, PhoneFault> {
        let (main, extension) = split_extension(text)?;
        let digits = digits_of(main)?;
        let number = match international(main.trim_start(), &digits) {
            Some(international) => check_international(international, country)?,
            None => check_national(&digits, country.ok_or(PhoneFault::CountryCode)?)?,
        };
        Ok(Self { number, extension, printed: None })
    }

    /// A number as it was written, with its digits in the groups of its country and everything else as it was: the country
    /// code where there is one, the extension. Nothing where it is none, or where the country's groups are not known.
    pub fn grouped(text: &str, country: Option<&Country>) -> Option<String> {
        let country = country.filter(|country| country.code == "PL")?;
        let phone = Self::parse(text, Some(country)).ok()?;
        let national = phone.number[1..].strip_prefix(country.calling_code)?;
        let (main, _) = split_extension(text).ok()?;
        let code = if international(main.trim_start(), &digits_of(main).ok()?).is_some() {
            format!("+{} ", country.calling_code)
        } else {
            String::new()
        };
        let gap = &main[main.trim_end().len()..];
        Some(format!("{code}{}{gap}{}", group(national, country), &text[main.len()..]))
    }

    /// The number grouped for reading: national form inside its own country, international form elsewhere.
    pub fn display(&self, country: Option<&Country>) -> String {
        let national = country.and_then(|country| self.number[1..].strip_prefix(country.calling_code));
        match (national, country) {
            (Some(national), Some(country)) => {
                let trunk = if country.writes_trunk_prefix() { country.trunk_prefix } else { "" };
                format!("{trunk}{}", group(national, country))
            }
            _ => self.number.clone(),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.number)
    }
}

fn split_extension(text: &str) -> Result<(&str, Option<String>), PhoneFault> {
    let lower = text.to_ascii_lowercase();
    let found = EXTENSION_WORDS.iter().find_map(|word| lower.find(word).map(|at| (at, at + word.len())));
    let Some((at, end)) = found else { return Ok((text, None)) };
    let extension = text[end..].trim();
    let plain = (1..=7).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit());
    if plain { Ok((&text[..at], Some(extension.to_owned()))) } else { Err(PhoneFault::Extension) }
}

fn digits_of(text: &str) -> Result<String, PhoneFault> {
    let mut digits = String::with_capacity(text.len());
    for (offset, character) in text.char_indices() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if digits.is_empty() => {}
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '.' | '/' | '(' | ')' => {}
            _ => return Err(PhoneFault::Character(offset)),
        }
    }
    Ok(digits)
}

fn international<'a>(text: &str, digits: &'a str) -> Option<&'a str> {
    if text.starts_with('+') || text.starts_with("(+") { Some(digits) } else { digits.strip_prefix("00") }
}

fn check_international(digits: &str, country: Option<&Country>) -> Result<String, PhoneFault> {
    if let Some((country, national)) =
        country.and_then(|country| digits.strip_prefix(country.calling_code).map(|national| (country, national)))
    {
        return check_national(national, country);
    }
    if (7..=15).contains(&digits.len()) && !digits.starts_with('0') {
        Ok(format!("+{digits}"))
    } else {
        Err(PhoneFault::Digits(digits.len()))
    }
}

fn check_national(digits: &str, country: &Country) -> Result<String, PhoneFault> {
    let (fewest, most) = country.national_digits;
    let trunk = country.trunk_prefix;
    let written = !trunk.is_empty() && (country.writes_trunk_prefix() || digits.len() > most);
    let national = digits.strip_prefix(trunk).filter(|_| written).unwrap_or(digits);
    if !(fewest..=most).contains(&national.len()) {
        return Err(PhoneFault::Digits(national.len()));
    }
    if country.code == "PL" && !polish_code_exists(national) {
        return Err(PhoneFault::Code(national[..2].to_owned()));
    }
    Ok(format!("+{}{national}", country.calling_code))
}

/// Two-digit area codes of the Polish numbering plan. **Source**: UKE, numbering plan for public telephone networks.
const POLISH_AREAS: &[u8] = &[
    12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 29, 32, 33, 34, 41, 42, 43, 44, 46, 48, 52, 54, 55, 56, 58, 59, 61, 62,
    63, 65, 67, 68, 71, 74, 75, 76, 77, 81, 82, 83, 84, 85, 86, 87, 89, 91, 94, 95,
];
/// First two digits of Polish mobile and other non-geographic numbers. **Source**: as above.
const POLISH_NETWORKS: &[u8] = &[20, 21, 26, 39, 45, 47, 50, 51, 53, 57, 60, 64, 66, 69, 70, 72, 73, 78, 79, 80, 88];

fn polish_code(national: &str) -> Option<u8> {
    national.get(..2)?.parse().ok()
}

fn polish_code_exists(national: &str) -> bool {
    polish_code(national).is_some_and(|code| POLISH_AREAS.contains(&code) || POLISH_NETWORKS.contains(&code))
}

fn group(national: &str, country: &Country) -> String {
    let area = country.code == "PL" && polish_code(national).is_some_and(|code| POLISH_AREAS.contains(&code));
    let sizes: &[usize] = if area { &[2, 3, 2, 2] } else { &[3, 3, 3, 3, 3] };
    let mut groups = Vec::new();
    let mut rest = national;
    for size in sizes {
        if rest.is_empty() {
            break;
        }
        let (head, tail) = rest.split_at((*size).min(rest.len()));
        groups.push(head);
        rest = tail;
    }
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polish(text: &str) -> Result<Phone, PhoneFault> {
        Phone::parse(text, Country::find("PL"))
    }

    #[test]
    fn polish_numbers_in_any_grouping() {
        for text in ["89 523 45 67", "(0-89) 523 45 67", "+48 895234567", "0048 89-523-45-67", "89.523.45.67"] {
            assert_eq!(polish(text).map(|phone| phone.number), Ok("+48895234567".to_owned()), "{text}");
        }
    }

    #[test]
    fn a_number_is_grouped_as_it_was_written() {
        for (text, grouped) in [
            ("895234567", "89 523 45 67"),
            ("(0-89) 523 45 67 wew. 12", "89 523 45 67 wew. 12"),
            ("+48501234567", "+48 501 234 567"),
            ("0048 89-523-45-67", "+48 89 523 45 67"),
        ] {
            assert_eq!(Phone::grouped(text, Country::find("PL")).as_deref(), Some(grouped));
            assert_eq!(polish(text).map(|phone| phone.number), polish(grouped).map(|phone| phone.number));
        }
        assert_eq!(Phone::grouped("+49 30 901820", Country::find("PL")), None);
        assert_eq!(Phone::grouped("89 523", Country::find("PL")), None);
    }

    #[test]
    fn an_extension_is_data() {
        let phone = polish("89 644 30 86 wew. 211").expect("a number with an extension");
        assert_eq!((phone.number.as_str(), phone.extension.as_deref()), ("+48896443086", Some("211")));
        assert_eq!(polish("89 644 30 86 wew. ").unwrap_err(), PhoneFault::Extension);
    }

    #[test]
    fn wrong_numbers_say_why() {
        assert_eq!(polish("89 523 45 6").unwrap_err(), PhoneFault::Digits(8));
        assert_eq!(polish("89 523 45 678").unwrap_err(), PhoneFault::Digits(10));
        assert_eq!(polish("19 523 45 67").unwrap_err(), PhoneFault::Code("19".to_owned()));
        assert_eq!(polish("tel. 89").unwrap_err(), PhoneFault::Character(0));
        assert_eq!(polish("").unwrap_err(), PhoneFault::Digits(0));
    }

    #[test]
    fn numbers_of_other_countries() {
        let british = Phone::parse("020 7946 0958", Country::find("GB")).expect("a British number");
        assert_eq!(british.number, "+442079460958");
        assert_eq!(Phone::parse("020 7946 0958", None).unwrap_err(), PhoneFault::CountryCode);
    }

    #[test]
    fn numbers_are_grouped_for_reading() {
        let landline = polish("895234567").expect("a landline");
        let mobile = polish("505601680").expect("a mobile");
        assert_eq!(landline.display(Country::find("PL")), "89 523 45 67");
        assert_eq!(mobile.display(Country::find("PL")), "505 601 680");
        assert_eq!(mobile.display(Country::find("DE")), "+48505601680");
    }
}
