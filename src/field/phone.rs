use serde_json::json;

use super::text::write_localized;
use super::{
    About, Better, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Terms, schemas, sorting, tidying,
};
use crate::diagnostic::Text;
use crate::model::{Country, Phone, PhoneKind, phone_example};
use crate::reading::{Fields, Reading, read_phone};
use crate::search;
use crate::yaml::{self, Node};

/// A telephone number.
#[derive(Clone, Debug)]
pub struct PhoneField;

const NUMBER: Part = Part::hidden("number");
const EXTENSION: Part = Part::hidden("extension");
const PRINTED: Part = Part::column("printed", ".printed");
const KIND: Part = Part::column("kind", ".kind");
const LABEL: Part = Part::column("label", ".label");
const PARTS: &[Part] = &[Part::WHOLE, NUMBER, EXTENSION, KIND, LABEL, PRINTED];

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

    no_fields!();

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

    open_to_all!();

    fn reshaped(&self, node: &Node, country: Option<&Country>) -> Option<Text> {
        let keys: Vec<&str> = PARTS.iter().map(|part| part.key).filter(|key| !key.is_empty()).collect();
        tidying::behind_a_word(node, &keys, &|text| Phone::parse(text, country).is_ok())
    }

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let text = |text: &str| Some(yaml::Value::text(text));
        let keys = [
            ("extension", value.extension.as_deref().and_then(text)),
            ("kind", value.kind.and_then(|kind| text(kind.as_str()))),
            ("label", value.label.as_ref().map(|label| write_localized(label, names))),
            ("printed", value.printed.as_deref().and_then(text)),
        ];
        if keys.iter().all(|(_, key)| key.is_none()) {
            return yaml::Value::text(&value.number);
        }
        yaml::Value::mapping([("number", text(&value.number))].into_iter().chain(keys))
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        let number = names.country().map(phone_example).unwrap_or_default();
        let number = if number.is_empty() { "+44 20 7946 0018".to_owned() } else { number };
        let inner = yaml::Value::mapping([
            ("number", Some(yaml::Value::text(&number))),
            ("extension", Some(yaml::Value::text("12"))),
            ("kind", Some(yaml::Value::text("fax"))),
            ("label", Some(yaml::Value::text("Lending desk"))),
            ("printed", Some(yaml::Value::text("tel. w. 12"))),
        ]);
        vec![yaml::Value::text(number), inner]
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            NUMBER => Cell::Text(value.number.clone()),
            EXTENSION => Cell::maybe(value.extension.as_deref()),
            KIND => Cell::maybe(value.kind.map(PhoneKind::as_str)),
            LABEL => value.label.as_ref().map_or(Cell::Empty, Cell::original),
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
        let Some(number) = number else { return yaml::Value::Null };
        let keys = [
            ("extension", extension),
            ("kind", cells.value("kind")),
            ("label", cells.value("label")),
            ("printed", cells.value("printed")),
        ];
        match keys.iter().all(|(_, key)| key.is_none()) {
            true => number,
            false => yaml::Value::mapping([("number", Some(number))].into_iter().chain(keys)),
        }
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        schemas::parts([
            ("number", Some(value.number.clone())),
            ("extension", value.extension.clone()),
            ("kind", value.kind.map(|kind| kind.as_str().to_owned())),
            ("label", value.label.as_ref().map(|label| label.original().to_owned())),
            ("printed", value.printed.clone()),
        ])
    }

    fn json_schema(&self, form: Form) -> Json {
        let number = match form {
            Form::Content => schemas::text(form),
            // Short numbers are bare digits.
            Form::Data => json!({"type": "string", "pattern": r"^(\+\d{4,15}|\d{2,6})$"}),
        };
        let text = schemas::text(form);
        let kinds = schemas::words(PhoneKind::WORDS.into_iter().map(|(word, _)| (word, word)), form);
        let parts = [
            ("number", number.clone()),
            ("extension", text.clone()),
            ("kind", kinds),
            ("label", schemas::localized(form)),
            ("printed", text),
        ];
        let object = schemas::object(parts, &["number"]);
        if form == Form::Content { schemas::either(number, object) } else { object }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(dialled(value)))
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
        field: search::Field,
        speech: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((search::Field::Phone, value.number.clone()));
        into.extend(value.label.iter().map(|label| (field, speech.text(label).to_owned())));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Phone {
            text: value.display(showing.names.country()).replace(' ', "\u{a0}"),
            number: &value.number,
            extension: value.extension.as_deref(),
            about: about(value, showing),
            speaks: value.kind != Some(PhoneKind::Fax),
        }
    }
}

/// What answers at a number, and whom one reaches there.
fn about(phone: &Phone, showing: &Showing<'_>) -> Vec<(String, Option<String>)> {
    let kind = phone.kind.map(|kind| (showing.texts.text(kind_text(kind), &[]), None));
    let label = phone.label.as_ref().map(|label| (showing.speech.say(label), showing.speech.lang(label)));
    kind.into_iter().chain(label).collect()
}

/// The theme's text for what answers.
fn kind_text(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Landline => "phone-landline",
        PhoneKind::Mobile => "phone-mobile",
        PhoneKind::Fax => "phone-fax",
        PhoneKind::Text => "phone-text",
        PhoneKind::Short => "phone-short",
    }
}

/// The properties of schema.org that tell a number: a fax is no telephone, and a number with a label is a way of contact.
pub fn schema_org(phone: &Phone, speech: &Speech<'_>) -> (&'static str, Json) {
    if phone.kind == Some(PhoneKind::Fax) {
        return ("faxNumber", json!(phone.number));
    }
    let reads = phone.kind == Some(PhoneKind::Text);
    if phone.label.is_none() && !reads {
        return ("telephone", json!(dialled(phone)));
    }
    let mut point = json!({"@type": "ContactPoint", "telephone": dialled(phone)});
    if let Some(label) = &phone.label {
        point["contactType"] = json!(speech.text(label));
    }
    if reads {
        point["contactOption"] = json!("https://schema.org/HearingImpairedSupported");
    }
    ("contactPoint", point)
}

/// The number as it is dialled: with its extension. **Source**: RFC 3966.
fn dialled(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{};ext={extension}", phone.number),
        None => phone.number.clone(),
    }
}
