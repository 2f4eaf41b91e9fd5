use std::sync::LazyLock;

use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};

/// A country's rules for telephone numbers and postal codes.
///
/// **Source**: ISO 3166-1 for the codes; the postal services' formats as of 2025; telephone numbers as in `libphonenumber`.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// The form of a postal code: `9` a digit, `A` a letter, `*` either, anything else itself; several forms by `|`.
    /// Nothing where the form is not known here, so that any code is taken as it is written.
    pub postal_code: Option<&'static str>,
    /// Its code in international numbers, without the plus sign; empty for lands without telephones.
    pub calling_code: String,
}

impl Country {
    /// The rules of a country by its ISO code.
    pub fn find(code: &str) -> Option<&'static Country> {
        let at = COUNTRIES.binary_search_by_key(&code, |country| country.code);
        at.map(|at| &COUNTRIES[at]).ok()
    }

    /// The ISO codes of all countries, in alphabetical order.
    pub fn codes() -> impl Iterator<Item = &'static str> + Clone {
        CODES.iter().map(|(code, _)| *code)
    }

    /// An example of a postal code in this country's form; empty where any form is taken.
    pub fn postal_code_example(&self) -> String {
        let form = self.postal_code.unwrap_or_default().split('|').next().unwrap_or_default();
        let mut digit = 0;
        form.chars()
            .map(|symbol| match symbol {
                '9' => {
                    digit = digit % 9 + 1;
                    char::from_digit(digit, 10).unwrap_or('1')
                }
                symbol => symbol,
            })
            .collect()
    }
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let country = |&(code, form): &(&'static str, &'static str)| Country {
        code,
        postal_code: Some(form).filter(|form| !form.is_empty()),
        calling_code: calling_code(code).unwrap_or_default(),
    };
    CODES.iter().map(country).collect()
});

/// The calling code of a country, without the plus sign.
pub(super) fn calling_code(country: &str) -> Option<String> {
    let region: Region = country.parse().ok()?;
    PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(|code| code.to_string())
}

/// Every country's code and the form of its postal codes, where it is known. **Shape**: in alphabetical order.
const CODES: &[(&str, &str)] = &[
    ("AD", ""),
    ("AE", ""),
    ("AF", ""),
    ("AG", ""),
    ("AI", ""),
    ("AL", ""),
    ("AM", ""),
    ("AO", ""),
    ("AQ", ""),
    ("AR", ""),
    ("AS", ""),
    ("AT", "9999"),
    ("AU", "9999"),
    ("AW", ""),
    ("AX", ""),
    ("AZ", ""),
    ("BA", ""),
    ("BB", ""),
    ("BD", ""),
    ("BE", "9999"),
    ("BF", ""),
    ("BG", "9999"),
    ("BH", ""),
    ("BI", ""),
    ("BJ", ""),
    ("BL", ""),
    ("BM", ""),
    ("BN", ""),
    ("BO", ""),
    ("BQ", ""),
    ("BR", "99999-999"),
    ("BS", ""),
    ("BT", ""),
    ("BV", ""),
    ("BW", ""),
    ("BY", ""),
    ("BZ", ""),
    ("CA", "A9A 9A9"),
    ("CC", ""),
    ("CD", ""),
    ("CF", ""),
    ("CG", ""),
    ("CH", "9999"),
    ("CI", ""),
    ("CK", ""),
    ("CL", ""),
    ("CM", ""),
    ("CN", ""),
    ("CO", ""),
    ("CR", ""),
    ("CU", ""),
    ("CV", ""),
    ("CW", ""),
    ("CX", ""),
    ("CY", "9999"),
    ("CZ", "999 99"),
    ("DE", "99999"),
    ("DJ", ""),
    ("DK", "9999"),
    ("DM", ""),
    ("DO", ""),
    ("DZ", ""),
    ("EC", ""),
    ("EE", "99999"),
    ("EG", ""),
    ("EH", ""),
    ("ER", ""),
    ("ES", "99999"),
    ("ET", ""),
    ("FI", "99999"),
    ("FJ", ""),
    ("FK", ""),
    ("FM", ""),
    ("FO", ""),
    ("FR", "99999"),
    ("GA", ""),
    ("GB", "A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA"),
    ("GD", ""),
    ("GE", ""),
    ("GF", ""),
    ("GG", ""),
    ("GH", ""),
    ("GI", ""),
    ("GL", ""),
    ("GM", ""),
    ("GN", ""),
    ("GP", ""),
    ("GQ", ""),
    ("GR", "999 99"),
    ("GS", ""),
    ("GT", ""),
    ("GU", ""),
    ("GW", ""),
    ("GY", ""),
    ("HK", ""),
    ("HM", ""),
    ("HN", ""),
    ("HR", "99999"),
    ("HT", ""),
    ("HU", "9999"),
    ("ID", ""),
    ("IE", "A99 ****|A9A ****"),
    ("IL", ""),
    ("IM", ""),
    ("IN", "999999"),
    ("IO", ""),
    ("IQ", ""),
    ("IR", ""),
    ("IS", "999"),
    ("IT", "99999"),
    ("JE", ""),
    ("JM", ""),
    ("JO", ""),
    ("JP", "999-9999"),
    ("KE", ""),
    ("KG", ""),
    ("KH", ""),
    ("KI", ""),
    ("KM", ""),
    ("KN", ""),
    ("KP", ""),
    ("KR", ""),
    ("KW", ""),
    ("KY", ""),
    ("KZ", ""),
    ("LA", ""),
    ("LB", ""),
    ("LC", ""),
    ("LI", ""),
    ("LK", ""),
    ("LR", ""),
    ("LS", ""),
    ("LT", "LT-99999"),
    ("LU", "9999"),
    ("LV", "LV-9999"),
    ("LY", ""),
    ("MA", ""),
    ("MC", ""),
    ("MD", ""),
    ("ME", ""),
    ("MF", ""),
    ("MG", ""),
    ("MH", ""),
    ("MK", ""),
    ("ML", ""),
    ("MM", ""),
    ("MN", ""),
    ("MO", ""),
    ("MP", ""),
    ("MQ", ""),
    ("MR", ""),
    ("MS", ""),
    ("MT", "AAA 9999"),
    ("MU", ""),
    ("MV", ""),
    ("MW", ""),
    ("MX", "99999"),
    ("MY", ""),
    ("MZ", ""),
    ("NA", ""),
    ("NC", ""),
    ("NE", ""),
    ("NF", ""),
    ("NG", ""),
    ("NI", ""),
    ("NL", "9999 AA"),
    ("NO", "9999"),
    ("NP", ""),
    ("NR", ""),
    ("NU", ""),
    ("NZ", "9999"),
    ("OM", ""),
    ("PA", ""),
    ("PE", ""),
    ("PF", ""),
    ("PG", ""),
    ("PH", ""),
    ("PK", ""),
    ("PL", "99-999"),
    ("PM", ""),
    ("PN", ""),
    ("PR", ""),
    ("PS", ""),
    ("PT", "9999-999"),
    ("PW", ""),
    ("PY", ""),
    ("QA", ""),
    ("RE", ""),
    ("RO", "999999"),
    ("RS", "99999"),
    ("RU", ""),
    ("RW", ""),
    ("SA", ""),
    ("SB", ""),
    ("SC", ""),
    ("SD", ""),
    ("SE", "999 99"),
    ("SG", ""),
    ("SH", ""),
    ("SI", "9999"),
    ("SJ", ""),
    ("SK", "999 99"),
    ("SL", ""),
    ("SM", ""),
    ("SN", ""),
    ("SO", ""),
    ("SR", ""),
    ("SS", ""),
    ("ST", ""),
    ("SV", ""),
    ("SX", ""),
    ("SY", ""),
    ("SZ", ""),
    ("TC", ""),
    ("TD", ""),
    ("TF", ""),
    ("TG", ""),
    ("TH", ""),
    ("TJ", ""),
    ("TK", ""),
    ("TL", ""),
    ("TM", ""),
    ("TN", ""),
    ("TO", ""),
    ("TR", "99999"),
    ("TT", ""),
    ("TV", ""),
    ("TW", ""),
    ("TZ", ""),
    ("UA", "99999"),
    ("UG", ""),
    ("UM", ""),
    ("US", "99999|99999-9999"),
    ("UY", ""),
    ("UZ", ""),
    ("VA", ""),
    ("VC", ""),
    ("VE", ""),
    ("VG", ""),
    ("VI", ""),
    ("VN", ""),
    ("VU", ""),
    ("WF", ""),
    ("WS", ""),
    ("YE", ""),
    ("YT", ""),
    ("ZA", ""),
    ("ZM", ""),
    ("ZW", ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_found_by_its_code() {
        assert!(Country::codes().is_sorted());
        for code in Country::codes() {
            assert_eq!(Country::find(code).map(|country| country.code), Some(code));
        }
        assert_eq!(Country::find("pl"), None);
        assert_eq!(Country::find("GB").map(|country| country.calling_code.as_str()), Some("44"));
    }
}
