/// The rules of one country for telephone numbers and postal codes.
///
/// **Source**: ITU-T E.164 national numbering plans and the postal services' formats, as of 2025.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// Telephone country code without the plus sign.
    pub calling_code: &'static str,
    /// The digits that may stand before a national number inside the country; empty where there are none.
    pub trunk_prefix: &'static str,
    /// Fewest and most digits of a national number.
    pub national_digits: (usize, usize),
    /// The form of a postal code: `9` a digit, `A` a letter, anything else itself; several forms by `|`.
    pub postal_code: &'static str,
}

impl Country {
    /// The rules of a country by its ISO code, if they are known here.
    pub fn find(code: &str) -> Option<&'static Country> {
        COUNTRIES.iter().find(|country| country.code == code)
    }

    /// Whether a national number is written with its trunk prefix. Poland's numbers have been dialled without it since 2009.
    pub fn writes_trunk_prefix(&self) -> bool {
        self.code != "PL"
    }

    /// The ISO codes of all countries known here, in alphabetical order.
    pub fn codes() -> impl Iterator<Item = &'static str> + Clone {
        COUNTRIES.iter().map(|country| country.code)
    }

    /// An example of a postal code in this country's form.
    pub fn postal_code_example(&self) -> String {
        let form = self.postal_code.split('|').next().unwrap_or_default();
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

const fn country(
    code: &'static str,
    calling_code: &'static str,
    trunk_prefix: &'static str,
    national_digits: (usize, usize),
    postal_code: &'static str,
) -> Country {
    Country { code, calling_code, trunk_prefix, national_digits, postal_code }
}

const COUNTRIES: &[Country] = &[
    country("AT", "43", "0", (4, 13), "9999"),
    country("BE", "32", "0", (8, 9), "9999"),
    country("BG", "359", "0", (6, 9), "9999"),
    country("CH", "41", "0", (9, 9), "9999"),
    country("CY", "357", "", (8, 8), "9999"),
    country("CZ", "420", "", (9, 9), "999 99"),
    country("DE", "49", "0", (3, 13), "99999"),
    country("DK", "45", "", (8, 8), "9999"),
    country("EE", "372", "", (7, 8), "99999"),
    country("ES", "34", "", (9, 9), "99999"),
    country("FI", "358", "0", (5, 12), "99999"),
    country("FR", "33", "0", (9, 9), "99999"),
    country("GB", "44", "0", (7, 10), "A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA"),
    country("GR", "30", "", (10, 10), "999 99"),
    country("HR", "385", "0", (8, 9), "99999"),
    country("HU", "36", "06", (8, 9), "9999"),
    country("IE", "353", "0", (7, 9), "A99 ****|A9A ****"),
    country("IS", "354", "", (7, 7), "999"),
    country("IT", "39", "", (6, 11), "99999"),
    country("LT", "370", "0", (8, 8), "LT-99999"),
    country("LU", "352", "", (4, 11), "9999"),
    country("LV", "371", "", (8, 8), "LV-9999"),
    country("MT", "356", "", (8, 8), "AAA 9999"),
    country("NL", "31", "0", (9, 9), "9999 AA"),
    country("NO", "47", "", (5, 8), "9999"),
    country("PL", "48", "0", (9, 9), "99-999"),
    country("PT", "351", "", (9, 9), "9999-999"),
    country("RO", "40", "0", (9, 9), "999999"),
    country("SE", "46", "0", (6, 9), "999 99"),
    country("SI", "386", "0", (8, 8), "9999"),
    country("SK", "421", "0", (9, 9), "999 99"),
    country("UA", "380", "0", (9, 9), "99999"),
];
