//! Postal addresses, and their lines as the post of each country wants them.

use crate::model::{Country, PostalCode};

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street and number, or the village and number where there are no streets.
    pub street: Option<String>,
    /// The village, where it is not the post town.
    pub locality: Option<String>,
    /// The postal code.
    pub postal_code: Option<PostalCode>,
    /// The post town.
    pub town: String,
    /// The state or province, where letters need it.
    pub region: Option<String>,
}

impl Address {
    /// Street and locality; the post town too, where that is another one.
    pub fn street_and_town(&self) -> String {
        let in_street =
            |locality: &&String| self.street.as_ref().is_some_and(|street| street.starts_with(locality.as_str()));
        let locality = self.locality.as_ref().filter(|locality| !in_street(locality));
        let town = Some(&self.town).filter(|town| locality != Some(*town));
        let parts = self.street.iter().chain(locality).chain(town);
        parts.map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// Where it is: the village, or the town where it lies in the post town itself.
    pub fn village(&self) -> &str {
        self.locality.as_deref().unwrap_or(&self.town)
    }

    /// The lines of it, as on an envelope of the country.
    pub fn lines(&self, country: Option<&Country>) -> Vec<String> {
        lines(self, country)
    }
}

/// Where postal code and region stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `10115 Berlin`.
    CodeBeforeTown,
    /// `Springfield, IL 62701`.
    RegionAndCodeBehindTown,
    /// Town, region and code each on a line: `LONDON`, `SW1A 1AA`.
    CodeOnALineOfItsOwn,
}

/// The form of a country; where it is not known here, that of most of Europe.
///
/// **Source**: Universal Postal Union, postal addressing systems; Royal Mail, PAF; USPS Publication 28; Ukrposhta.
fn form(country: Option<&Country>) -> Form {
    match country.map(|country| country.code) {
        Some("GB" | "UA") => Form::CodeOnALineOfItsOwn,
        Some("US") => Form::RegionAndCodeBehindTown,
        _ => Form::CodeBeforeTown,
    }
}

/// The lines of an address, as on an envelope. **Shape**: never empty; a code and its town are kept together.
fn lines(address: &Address, country: Option<&Country>) -> Vec<String> {
    let form = form(country);
    let locality = address.locality.iter().filter(|locality| Some(*locality) != address.street.as_ref());
    let street = address.street.iter();
    // In Britain and the United States a village stands below the street.
    let mut lines: Vec<String> = match form {
        Form::CodeBeforeTown => locality.chain(street).cloned().collect(),
        _ => street.chain(locality).cloned().collect(),
    };
    let code = address.postal_code.as_ref().map(PostalCode::as_str);
    let (town, region) = (address.town.clone(), address.region.clone());
    match form {
        Form::CodeBeforeTown => {
            lines.push(code.map_or(town.clone(), |code| format!("{code}\u{a0}{town}")));
            lines.extend(region);
        }
        Form::RegionAndCodeBehindTown => {
            let behind: Vec<&str> = region.as_deref().into_iter().chain(code).collect();
            lines.push(if behind.is_empty() { town } else { format!("{town}, {}", behind.join("\u{a0}")) });
        }
        Form::CodeOnALineOfItsOwn => {
            lines.push(town);
            lines.extend(region.into_iter().chain(code.map(str::to_owned)));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(country: &str, [street, locality, code, town, region]: [&str; 5]) -> String {
        let country = Country::find(country);
        let part = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let address = Address {
            street: part(street),
            locality: part(locality),
            postal_code: PostalCode::parse(code, country),
            town: town.to_owned(),
            region: part(region),
        };
        lines(&address, country).join(" / ").replace('\u{a0}', " ")
    }

    #[test]
    fn each_country_has_its_form() {
        for (country, parts, lines) in [
            ("PL", ["Kopernika 46", "", "10-513", "Olsztyn", ""], "Kopernika 46 / 10-513 Olsztyn"),
            ("PL", ["Gutkowo 2", "Gutkowo", "11-041", "Olsztyn", ""], "Gutkowo / Gutkowo 2 / 11-041 Olsztyn"),
            ("DE", ["Torstraße 1", "", "10115", "Berlin", ""], "Torstraße 1 / 10115 Berlin"),
            ("CZ", ["Vodičkova 1", "", "110 00", "Praha 1", ""], "Vodičkova 1 / 110 00 Praha 1"),
            ("LT", ["Gedimino pr. 1", "", "LT-01103", "Vilnius", ""], "Gedimino pr. 1 / LT-01103 Vilnius"),
            (
                "GB",
                ["1 Mill Lane", "Nether Dale", "DE1 1AA", "Derby", ""],
                "1 Mill Lane / Nether Dale / Derby / DE1 1AA",
            ),
            ("US", ["1 Main St", "", "62701", "Springfield", "IL"], "1 Main St / Springfield, IL 62701"),
            ("US", ["1 Main St", "", "", "Springfield", ""], "1 Main St / Springfield"),
            (
                "UA",
                ["вул. Франка, 1", "", "79000", "Львів", "Львівська обл."],
                "вул. Франка, 1 / Львів / Львівська обл. / 79000",
            ),
        ] {
            assert_eq!(written(country, parts), lines, "{country}");
        }
    }
}
