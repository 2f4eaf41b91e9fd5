use serde_json::json;

use super::{
    About, Better, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Terms, schemas, sorting, tidying,
};
use crate::model::{Country, Phone};
use crate::reading::{Fields, Reading, read_phone};
use crate::search;
use crate::yaml::{self, Node};

/// A telephone number.
#[derive(Clone, Debug)]
pub struct PhoneField;

const NUMBER: Part = Part::hidden("number");
const EXTENSION: Part = Part::hidden("extension");
const PRINTED: Part = Part::hidden("printed");
const PARTS: &[Part] = &[Part::WHOLE, NUMBER, EXTENSION, PRINTED];

impl FieldKind for PhoneField {
    type Value = Phone;
    const NAME: &'static str = "phone";
    const EXAMPLES: &'static [&'static str] = &["role: telephone"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: Some(Role::Telephone),
            roles: &[Role::Telephone],
            refers: None,
            parts: PARTS,
            search: SearchField::Contact,
            terms: Terms::None,
            translates: false,
            titles: false,
        }
    }

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        if scope.country_unread() {
            return None;
        }
        read_phone(reading, node, scope.country())
    }

    fn tidy(&self, node: &Node, country: Option<&Country>) -> Vec<Better> {
        let number = match &node.value {
            yaml::Value::Mapping(mapping) => mapping.get("number"),
            _ => Some(node),
        };
        number.map_or_else(Vec::new, |node| tidying::texts(node, &|text| Phone::grouped(text.trim(), country)))
    }

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        let text = |text: &str| Some(yaml::Value::text(text));
        if value.extension.is_none() && value.printed.is_none() {
            return yaml::Value::text(&value.number);
        }
        let (extension, printed) = (value.extension.as_deref().and_then(text), value.printed.as_deref().and_then(text));
        yaml::Value::mapping([("number", text(&value.number)), ("extension", extension), ("printed", printed)])
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        // Each country's numbers are of one or two lengths; the digits mean nothing.
        let number = names.country().map_or("+44 20 7946 0018".to_owned(), |country| {
            format!("+{} {}", country.calling_code, &"895234567012"[..country.national_digits.0])
        });
        let inner = yaml::Value::mapping([
            ("number", Some(yaml::Value::text(&number))),
            ("extension", Some(yaml::Value::text("12"))),
            ("printed", Some(yaml::Value::text("tel. w. 12"))),
        ]);
        vec![yaml::Value::text(number), inner]
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            NUMBER => Cell::Text(value.number.clone()),
            EXTENSION => Cell::maybe(value.extension.as_deref()),
            PRINTED => Cell::maybe(value.printed.as_deref()),
            _ => Cell::Text(dialled(value)),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        let whole = cells.text("");
        let (number, inner) = match whole.as_deref().map(|whole| whole.split_once(";ext=").unwrap_or((whole, ""))) {
            Some((number, inner)) => (Some(yaml::Value::text(number)), Some(inner).filter(|inner| !inner.is_empty())),
            None => (cells.value("number"), None),
        };
        let extension = inner.map(yaml::Value::text).or(cells.value("extension"));
        match (number, extension, cells.value("printed")) {
            (None, ..) => yaml::Value::Null,
            (Some(number), None, None) => number,
            (number, extension, printed) => {
                yaml::Value::mapping([("number", number), ("extension", extension), ("printed", printed)])
            }
        }
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        schemas::parts([
            ("number", Some(value.number.clone())),
            ("extension", value.extension.clone()),
            ("printed", value.printed.clone()),
        ])
    }

    fn json_schema(&self, form: Form) -> Json {
        let number = match form {
            Form::Content => schemas::text(form),
            Form::Data => json!({"type": "string", "pattern": r"^\+\d{4,15}$"}),
        };
        let text = schemas::text(form);
        let parts = [("number", number.clone()), ("extension", text.clone()), ("printed", text)];
        let object = schemas::object(parts, &["number"]);
        if form == Form::Content { schemas::either(number, object) } else { object }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &dyn Names) -> Option<Json> {
        Some(json!(value.number))
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match part {
            Part::WHOLE => value.number.clone().into_bytes(),
            part => sorting::cell(&self.cell(value, part, sorting.names), sorting.locale),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        format!("{} {}", value.number, value.extension.as_deref().unwrap_or(""))
    }

    no_title!();

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
        into.push((search::Field::Phone, value.number.clone()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Phone {
            text: value.display(showing.names.country()).replace(' ', "\u{a0}"),
            number: &value.number,
            extension: value.extension.as_deref(),
        }
    }
}

/// The number as it is dialled: with its extension. **Source**: RFC 3966.
fn dialled(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{};ext={extension}", phone.number),
        None => phone.number.clone(),
    }
}
