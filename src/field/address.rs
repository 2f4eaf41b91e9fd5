use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Address, Better, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField,
    Showing, Shown, Sorting, Speech, Terms, schemas, tidying,
};
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{Country, PostalCode};
use crate::reading::{Fields, Reading, read_postal_code};
use crate::say;
use crate::search;
use crate::yaml::{self, Node};

/// A postal address: street, postal code, town.
#[derive(Clone, Debug)]
pub struct AddressField;

const STREET: Part = Part::column("street", ".street");
const LOCALITY: Part = Part::column("locality", ".locality");
const POSTAL_CODE: Part = Part::column("postal_code", ".postal_code");
const TOWN: Part = Part::column("town", ".town");
const REGION: Part = Part::hidden("region");
const PARTS: &[Part] = &[STREET, LOCALITY, POSTAL_CODE, TOWN, REGION];

/// One part of it for titles and orders; empty where there is none. The village of a town's own place is the town.
fn words(address: &Address, part: Part) -> &str {
    match part {
        STREET => address.street.as_deref().unwrap_or(""),
        LOCALITY => address.village(),
        POSTAL_CODE => address.postal_code.as_ref().map_or("", PostalCode::as_str),
        REGION => address.region.as_deref().unwrap_or(""),
        _ => &address.town,
    }
}

impl FieldKind for AddressField {
    type Value = Address;
    const NAME: &'static str = "address";
    const EXAMPLES: &'static [&'static str] = &["role: address"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::OneValue,
            role: Some(Role::Address),
            roles: &[Role::Address],
            refers: None,
            parts: PARTS,
            search: SearchField::Place,
            terms: Terms::None,
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        let fields = reading.fields(node)?;
        fields.take("street").into_iter().for_each(|node| warn_of_glued(reading, node));
        let address = Address {
            street: fields.text("street").map(str::to_owned),
            locality: fields.text("locality").map(str::to_owned),
            postal_code: fields.take("postal_code").and_then(|node| read_postal_code(reading, node, scope.country())),
            town: fields.need_text("town").unwrap_or_default().to_owned(),
            region: fields.text("region").map(str::to_owned),
        };
        fields.close();
        (!address.town.is_empty()).then_some(address)
    }

    fn tidy(&self, node: &Node, _: Option<&Country>) -> Vec<Better> {
        tidying::single_spaced(node)
    }

    open_to_all!();

    fn reshaped(&self, node: &Node, country: Option<&Country>) -> Option<Text> {
        let yaml::Value::Scalar(line) = &node.value else { return None };
        let parts = on_one_line(line, country);
        let written: Vec<String> = parts.iter().map(|(key, text)| format!("{key}: {}", yaml::scalar(text))).collect();
        let written = written.join(", ");
        Some(say!("Napisz: {{{written}}}", "Write: {{{written}}}"))
    }

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        let text = |text: &str| yaml::Value::text(text);
        yaml::Value::mapping([
            ("street", value.street.as_deref().map(text)),
            ("locality", value.locality.as_deref().map(text)),
            ("postal_code", value.postal_code.as_ref().map(|code| text(code.as_str()))),
            ("town", Some(text(&value.town))),
            ("region", value.region.as_deref().map(text)),
        ])
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        let code = names.country().map_or("N1 9GU".to_owned(), Country::postal_code_example);
        let part = |text: &str| Some(yaml::Value::text(text));
        let whole = [("street", part("Mill Lane 4")), ("locality", part("Nether Dale")), ("postal_code", part(&code))];
        let town = ("town", part("Millford"));
        let region = ("region", part("Derbyshire"));
        vec![yaml::Value::mapping(whole.into_iter().chain([town.clone(), region])), yaml::Value::mapping([town])]
    }

    fn cell(&self, value: &Self::Value, part: Part, names: &dyn Names) -> Cell {
        match part {
            STREET => Cell::maybe(value.street.as_deref()),
            LOCALITY => Cell::maybe(value.locality.as_deref()),
            POSTAL_CODE => Cell::maybe(value.postal_code.as_ref().map(PostalCode::as_str)),
            TOWN => Cell::Text(value.town.clone()),
            REGION => Cell::maybe(value.region.as_deref()),
            _ => Cell::Text(value.lines(names.country()).join(", ").replace('\u{a0}', " ")),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        schemas::parts([
            ("street", value.street.clone()),
            ("locality", value.locality.clone()),
            ("postal_code", value.postal_code.as_ref().map(|code| code.as_str().to_owned())),
            ("town", Some(value.town.clone())),
            ("region", value.region.clone()),
        ])
    }

    fn json_schema(&self, form: Form) -> Json {
        let code = if form == Form::Content { schemas::Shared::PostalCode.schema() } else { schemas::text(form) };
        let part = |part: Part| (part.key, if part == POSTAL_CODE { code.clone() } else { schemas::text(form) });
        schemas::object([STREET, LOCALITY, POSTAL_CODE, TOWN, REGION].map(part), &["town"])
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        let street = value.street.iter().chain(&value.locality).cloned().collect::<Vec<_>>().join(", ");
        let mut address = schemas::parts([
            ("@type", Some("PostalAddress".to_owned())),
            ("streetAddress", Some(street).filter(|street| !street.is_empty())),
            ("postalCode", value.postal_code.as_ref().map(|code| code.as_str().to_owned())),
            ("addressLocality", Some(value.town.clone())),
            ("addressRegion", value.region.clone()),
        ]);
        if let Some(country) = showing.names.country() {
            address["addressCountry"] = json!(country.code);
        }
        Some(address)
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        sorting.locale.collation_key(words(value, part))
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.lines(None).join("\n").to_lowercase()
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        part: Part,
        _: &Speech<'_>,
        _: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        Some(Cow::Borrowed(words(value, part)))
    }

    no_prose!();

    no_terms!();

    fn search(
        &self,
        value: &Self::Value,
        _: search::Field,
        _: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((search::Field::Place, value.town.clone()));
        into.extend(value.locality.iter().chain(&value.region).map(|place| (search::Field::Place, place.clone())));
        into.extend(value.street.iter().map(|street| (search::Field::Street, street.clone())));
        into.extend(value.postal_code.iter().map(|code| (search::Field::PostalCode, code.as_str().to_owned())));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let country = showing.names.country();
        Shown::Address { lines: value.lines(country), country: country.map(|country| country.code).unwrap_or_default() }
    }
}

/// Reports a street that is glued to its number: `Długa12`. Short words before a digit are names: `A4`, `os. B2`.
///
/// **Errors**: `address/street`.
fn warn_of_glued(reading: &Reading<'_>, node: &Node) {
    let yaml::Value::Scalar(street) = &node.value else { return };
    let Some(at) = glued(street) else { return };
    let better = format!("{} {}", &street[..at], &street[at..]);
    let message =
        say!("Nazwa ulicy jest sklejona z numerem: „{street}”.", "The street is glued to its number: “{street}”.");
    let help = say!("Napisz: {better}", "Write: {better}");
    let fix = reading.rewrite(&node.span, &better, false);
    reading.push(Diagnostic::new(codes::ADDRESS_STREET, reading.at(&node.span), message).help(help).maybe_fix(fix));
}

/// Where a number begins right behind a word. **Units**: bytes.
fn glued(street: &str) -> Option<usize> {
    let digits = street.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let mut starts = digits.map(|(at, _)| at);
    starts.find(|at| street[..*at].chars().rev().take_while(|c| c.is_alphabetic()).count() >= 3)
}

/// The parts of an address that stands on one line: the postal code tells where the town begins, else the last comma does.
fn on_one_line(line: &str, country: Option<&Country>) -> Vec<(&'static str, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let code = |word: &&str| country.is_some_and(|country| PostalCode::parse(word, Some(country)).is_some());
    let trimmed = |words: &[&str]| words.join(" ").trim_matches([',', ';', ' ']).to_owned();
    let at = words.iter().position(|word| word.contains(|c: char| c.is_ascii_digit()) && code(&word.trim_matches(',')));
    let (street, code, town) = match (at, line.rsplit_once(',')) {
        (Some(at), _) => (trimmed(&words[..at]), words[at].trim_matches(',').to_owned(), trimmed(&words[at + 1..])),
        (None, Some((street, town))) => (street.trim().to_owned(), String::new(), town.trim().to_owned()),
        (None, None) => (line.trim().to_owned(), String::new(), String::new()),
    };
    let town = if town.is_empty() { "…".to_owned() } else { town };
    let parts = [("street", street), ("postal_code", code), ("town", town)];
    parts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_a_word_is_glued_to_it() {
        for (street, glued_at) in [
            ("Długa12", Some("Długa".len())),
            ("ul. Polna3a/4", Some(9)),
            ("Długa 12", None),
            ("os. B2", None),
            ("3 Maja 5", None),
            ("K1 5", None),
        ] {
            assert_eq!(glued(street), glued_at, "{street}");
        }
    }
}
