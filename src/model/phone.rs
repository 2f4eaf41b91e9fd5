use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use super::country::calling_code;
use super::{Country, Localized};

/// A telephone number that can be dialled, with an extension where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// E.164: a plus sign, country code and national number, digits only. The bare digits of a short number.
    pub number: String,
    /// Digits to dial after the connection.
    pub extension: Option<String>,
    /// What answers there, where the register says so.
    pub kind: Option<PhoneKind>,
    /// Whom one reaches there.
    pub label: Option<Localized>,
    /// The number as it stood in the source, where that differs from what is shown.
    pub printed: Option<String>,
}

/// What answers at a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhoneKind {
    /// A telephone at a place.
    Landline,
    /// A telephone that somebody carries.
    Mobile,
    /// A fax machine.
    Fax,
    /// A relay or a line that is read, for people who do not hear.
    Text,
    /// A few digits that work inside one country or network only.
    Short,
}

impl PhoneKind {
    /// All kinds with their words in records and open data.
    pub const WORDS: [(&'static str, PhoneKind); 5] = [
        ("landline", PhoneKind::Landline),
        ("mobile", PhoneKind::Mobile),
        ("fax", PhoneKind::Fax),
        ("text", PhoneKind::Text),
        ("short", PhoneKind::Short),
    ];

    /// The word for it in records and open data.
    pub fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// Why a text is no telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneFault {
    /// A character that no telephone number has; its byte offset.
    Character(usize),
    /// Too few or too many digits of the national number; how many there are.
    Digits(usize),
    /// No country has this code.
    Code(String),
    /// The extension is empty, too long or holds something else than digits.
    Extension,
    /// An area code that stands behind the number.
    AreaCode,
    /// A number without a country code in a register without a country.
    CountryCode,
}

/// The digits that a short number may have. **Source**: ITU-T E.164 §6.5 leaves them to each country; 112 … 116 123.
pub const SHORT_DIGITS: RangeInclusive<usize> = 2..=6;
/// The most digits of an extension. **Source**: RFC 3966 sets no limit; exchanges have up to seven.
pub const EXTENSION_DIGITS: RangeInclusive<usize> = 1..=7;

impl Phone {
    /// Reads a number as people write it: digits grouped by spaces, hyphens, dots, slashes or brackets, with
    /// or without a country code, an extension behind a word such as "wew." or "x".
    ///
    /// **Errors**: the first thing that makes it no telephone number of the country.
    pub fn parse(text: &str, country: Option<&Country>) -> Result<Self, PhoneFault> {
        let (main, extension) = split_extension(text)?;
        let digits = digits_of(main)?;
        let number = if is_international(main) {
            international(digits.strip_prefix("00").unwrap_or(&digits))?
        } else {
            national(&digits, country.ok_or(PhoneFault::CountryCode)?)?
        };
        Ok(Self { number, extension, kind: None, label: None, printed: None })
    }

    /// Reads a short number, such as that of a helpline, which has no form outside its country.
    ///
    /// **Errors**: a character that is no digit, or too few or too many digits.
    pub fn short(text: &str) -> Result<Self, PhoneFault> {
        let number = digits_of(text)?;
        if !SHORT_DIGITS.contains(&number.len()) || is_international(text) {
            return Err(PhoneFault::Digits(number.len()));
        }
        Ok(Self { number, extension: None, kind: Some(PhoneKind::Short), label: None, printed: None })
    }

    /// Whether its country gives out numbers that begin so. **Source**: libphonenumber's metadata, which lag behind new
    /// ranges and leave out those that are kept for films and examples.
    pub fn is_assigned(&self) -> bool {
        self.kind == Some(PhoneKind::Short) || PHONE_NUMBER_UTIL.parse(&self.number, None).is_ok_and(|it| is_valid(&it))
    }

    /// A number as it was written, with its digits in the groups of its country and everything else as it was: the country
    /// code where there is one, the extension. Nothing where it is none, or one that its country does not give out, so that
    /// its groups are not known.
    pub fn grouped(text: &str, country: Option<&Country>) -> Option<String> {
        let phone = Self::parse(text, country).ok()?;
        let number = PHONE_NUMBER_UTIL.parse(&phone.number, None).ok().filter(is_valid)?;
        let (main, _) = split_extension(text).ok()?;
        let main = main.trim_end();
        let form = if is_international(main) { PhoneNumberFormat::International } else { PhoneNumberFormat::National };
        let grouped = format!("{}{}", number.format_as(form), &text[main.len()..]);
        // What is mended must be read to the same number.
        Self::parse(&grouped, country).is_ok_and(|same| same == phone).then_some(grouped)
    }

    /// The number grouped for reading: national form inside its own country, international form elsewhere.
    pub fn display(&self, country: Option<&Country>) -> String {
        if self.kind == Some(PhoneKind::Short) {
            return group_short(&self.number);
        }
        let Ok(number) = PHONE_NUMBER_UTIL.parse(&self.number, None) else { return self.number.clone() };
        let inside = country.is_some_and(|country| self.number[1..].starts_with(&country.calling_code));
        let form = if inside { PhoneNumberFormat::National } else { PhoneNumberFormat::International };
        number.format_as(form).into_owned()
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.number)
    }
}

/// Fewest and most digits of a country's usual landline and mobile numbers, written without a trunk prefix.
pub fn national_digits(country: &Country) -> Option<(usize, usize)> {
    usual_digits(country.code.parse().ok()?)
}

fn usual_digits(region: Region) -> Option<(usize, usize)> {
    let example = |kind| PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind);
    let kinds = [PhoneNumberType::FixedLine, PhoneNumberType::Mobile];
    let examples = kinds.into_iter().filter_map(|kind| example(kind).ok());
    let lengths: Vec<usize> = examples.map(|number| number.get_national_significant_number().len()).collect();
    Some((*lengths.iter().min()?, *lengths.iter().max()?))
}

/// A number of a country as it is written there, to show how; empty where none is known.
pub fn example(country: &Country) -> String {
    let region = country.code.parse().ok();
    let number = region.and_then(|region| PHONE_NUMBER_UTIL.get_example_number(region).ok());
    number.map(|number| number.format_as(PhoneNumberFormat::National).into_owned()).unwrap_or_default()
}

/// Words that say "extension", and all that stands behind them.
static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
    let words = "wewn(?:ętrzny)?|wew|w\\.|extension|extn?|x|#|durchwahl|dw|app|linka|kl|внутр|вн|доб|дод|vid\\.|poste|int|interno";
    Regex::new(&format!(r"(?i)[\s,;(]*(?:{words})\.?:?\s*([^)]*)\)?\s*$")).expect("the expression is a constant")
});

/// Words that say "area code".
static AREA_CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:kier(?:unkowy)?|area code|std|vorwahl|код)\b").expect("the expression is a constant")
});

/// A number without its extension, and that. Only a word that follows a digit says "extension".
fn split_extension(text: &str) -> Result<(&str, Option<String>), PhoneFault> {
    let Some(found) = EXTENSION.captures(text) else {
        return if AREA_CODE.is_match(text) { Err(PhoneFault::AreaCode) } else { Ok((text, None)) };
    };
    let (whole, digits) = (found.get(0).expect("it matched"), found[1].trim());
    let main = &text[..whole.start()];
    // Without a number before it, the word is something else, such as a name.
    if !main.bytes().any(|byte| byte.is_ascii_digit()) {
        return Ok((text, None));
    }
    let plain = EXTENSION_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { Ok((main, Some(digits.to_owned()))) } else { Err(PhoneFault::Extension) }
}

fn digits_of(text: &str) -> Result<String, PhoneFault> {
    let mut digits = String::with_capacity(text.len());
    for (offset, character) in text.char_indices() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if digits.is_empty() => {}
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '‐' | '‑' | '–' | '.' | '/' | '(' | ')' => {}
            _ => return Err(PhoneFault::Character(offset)),
        }
    }
    Ok(digits)
}

fn is_international(text: &str) -> bool {
    let begin = text.trim_start().trim_start_matches('(');
    begin.starts_with('+') || begin.starts_with("00")
}

/// Digits that stood before every national number of a country and still do on paper: Poland's zero, until 2009.
const FORMER_TRUNKS: [(&str, &str); 1] = [("PL", "0")];

fn national(digits: &str, country: &Country) -> Result<String, PhoneFault> {
    let region: Option<Region> = country.code.parse().ok();
    let read = |digits: &str| PHONE_NUMBER_UTIL.parse(digits, region).map_err(|_| PhoneFault::Digits(digits.len()));
    let number = read(digits)?;
    let former = FORMER_TRUNKS.iter().find(|(code, _)| *code == country.code);
    // Only of what is no number as it stands: a valid one may begin with that digit.
    let shorter = former.and_then(|(_, trunk)| digits.strip_prefix(trunk)).filter(|_| !is_valid(&number));
    judge(&shorter.map_or(Ok(number), read)?)
}

fn international(digits: &str) -> Result<String, PhoneFault> {
    let read = |digits: &str| PHONE_NUMBER_UTIL.parse(format!("+{digits}"), None);
    let number = read(digits).map_err(|_| PhoneFault::Code(format!("+{}", digits.get(..3).unwrap_or(digits))))?;
    let former = FORMER_TRUNKS.iter().find_map(|(country, trunk)| {
        let code = calling_code(country)?;
        let rest = digits.strip_prefix(code.as_str())?.strip_prefix(trunk)?;
        read(&format!("{code}{rest}")).ok()
    });
    judge(&former.unwrap_or(number))
}

/// The number in E.164, where its country gives out such numbers or it has as many digits as they usually have.
fn judge(number: &PhoneNumber) -> Result<String, PhoneFault> {
    // The usual length is that of example numbers, which take long to make: it is asked only of numbers that nobody has.
    if is_valid(number) || has_usual_length(number) {
        Ok(number.format_as(PhoneNumberFormat::E164).into_owned())
    } else {
        Err(PhoneFault::Digits(number.get_national_significant_number().len()))
    }
}

fn has_usual_length(number: &PhoneNumber) -> bool {
    let digits = number.get_national_significant_number().len();
    let region = PHONE_NUMBER_UTIL.get_region_for_country_code(number.country_code);
    region.and_then(usual_digits).is_some_and(|(fewest, most)| (fewest..=most).contains(&digits))
}

fn is_valid(number: &PhoneNumber) -> bool {
    PHONE_NUMBER_UTIL.is_valid_number(number)
}

/// `116123` → `116 123`; shorter ones are read at a glance.
fn group_short(digits: &str) -> String {
    if digits.len() == 6 { format!("{} {}", &digits[..3], &digits[3..]) } else { digits.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_word() {
        for (word, kind) in PhoneKind::WORDS {
            assert_eq!(kind.as_str(), word);
        }
    }

    fn read(text: &str, country: &str) -> Result<Phone, PhoneFault> {
        Phone::parse(text, Country::find(country))
    }

    #[test]
    fn numbers_in_any_grouping() {
        let polish = [
            "89 523 45 67",
            "(0-89) 523 45 67",
            "+48 895234567",
            "+48 (0) 89 523 45 67",
            "0048 89-523-45-67",
            "89.523.45.67",
            "89 523‑45‑67",
        ];
        for text in polish {
            assert_eq!(read(text, "PL").map(|phone| phone.number), Ok("+48895234567".to_owned()), "{text}");
        }
        for (text, country, number) in [
            ("030 88663393", "DE", "+493088663393"),
            ("020 7946 0958", "GB", "+442079460958"),
            ("(907) 555-0100", "US", "+19075550100"),
            ("(044) 279-12-34", "UA", "+380442791234"),
            ("06 6982", "IT", "+39066982"),
            ("03-3501-1511", "JP", "+81335011511"),
            ("+44 20 7946 0958", "PL", "+442079460958"),
        ] {
            assert_eq!(read(text, country).map(|phone| phone.number), Ok(number.to_owned()), "{text}");
        }
        assert_eq!(Phone::parse("020 7946 0958", None).unwrap_err(), PhoneFault::CountryCode);
    }

    #[test]
    fn a_number_is_grouped_as_it_was_written() {
        for (country, text, grouped) in [
            ("PL", "895234567", "89 523 45 67"),
            ("PL", "(0-89) 523 45 67 wew. 12", "89 523 45 67 wew. 12"),
            ("PL", "+48501234567", "+48 501 234 567"),
            ("PL", "0048 89-523-45-67", "+48 89 523 45 67"),
            ("PL", "+4930 901820", "+49 30 901820"),
            ("DE", "03088663393", "030 88663393"),
            ("GB", "02079460958 ext. 4", "020 7946 0958 ext. 4"),
            ("US", "907.555.0100", "(907) 555-0100"),
            ("UA", "0442791234", "044 279 1234"),
            ("FR", "0142687300", "01 42 68 73 00"),
        ] {
            assert_eq!(Phone::grouped(text, Country::find(country)).as_deref(), Some(grouped));
            assert_eq!(read(text, country).map(|phone| phone.number), read(grouped, country).map(|phone| phone.number));
        }
        assert_eq!(Phone::grouped("01632 960101", Country::find("GB")), None);
        assert_eq!(Phone::grouped("89 523", Country::find("PL")), None);
    }

    #[test]
    fn an_extension_is_data_however_it_is_written() {
        for text in ["wew. 211", "wewn. 211", "w. 211", "(wew. 211)", "x211", ", ext. 211", "#211", "Durchwahl: 211"] {
            let phone = read(&format!("89 644 30 86 {text}"), "PL").expect("a number with an extension");
            assert_eq!((phone.number.as_str(), phone.extension.as_deref()), ("+48896443086", Some("211")), "{text}");
        }
        for text in ["89 644 30 86 wew. ", "89 644 30 86 wew. 12, 13", "89 644 30 86 x12345678"] {
            assert_eq!(read(text, "PL").unwrap_err(), PhoneFault::Extension, "{text}");
        }
    }

    #[test]
    fn wrong_numbers_say_why() {
        for (text, country, fault) in [
            ("89 523 45 6", "PL", PhoneFault::Digits(8)),
            ("89 523 45 678", "PL", PhoneFault::Digits(10)),
            ("tel. 89", "PL", PhoneFault::Character(0)),
            ("", "PL", PhoneFault::Digits(0)),
            ("112", "PL", PhoneFault::Digits(3)),
            ("523 45 67 (kier. 89)", "PL", PhoneFault::AreaCode),
            ("01632 960 1O1", "GB", PhoneFault::Character(11)),
            ("+999 12345678", "PL", PhoneFault::Code("+999".to_owned())),
        ] {
            assert_eq!(read(text, country).unwrap_err(), fault, "{text}");
        }
    }

    #[test]
    fn numbers_that_nobody_has_are_told_apart() {
        let assigned = |text, country| read(text, country).map(|phone| phone.is_assigned());
        assert_eq!(assigned("89 523 45 67", "PL"), Ok(true));
        assert_eq!(assigned("19 523 45 67", "PL"), Ok(false));
        assert_eq!(assigned("01632 960 101", "GB"), Ok(false));
    }

    #[test]
    fn short_numbers_are_bare_digits() {
        let helpline = Phone::short("116 123").expect("a short number");
        assert_eq!((helpline.number.as_str(), helpline.display(None).as_str()), ("116123", "116 123"));
        assert_eq!(Phone::short("19115").map(|phone| phone.display(Country::find("PL"))), Ok("19115".to_owned()));
        assert_eq!(Phone::short("895234567").unwrap_err(), PhoneFault::Digits(9));
    }

    #[test]
    fn numbers_are_grouped_as_their_country_does() {
        for (text, country, shown) in [
            ("895234567", "PL", "89 523 45 67"),
            ("505601680", "PL", "505 601 680"),
            ("03088663393", "DE", "030 88663393"),
            ("02079460958", "GB", "020 7946 0958"),
            ("+48505601680", "DE", "+48 505 601 680"),
        ] {
            let phone = read(text, country).expect("a number");
            assert_eq!(phone.display(Country::find(country)), shown);
        }
    }

    #[test]
    fn countries_tell_how_their_numbers_look() {
        let poland = Country::find("PL").expect("a country");
        assert_eq!(national_digits(poland), Some((9, 9)));
        assert!(read(&example(poland), "PL").is_ok());
    }
}
