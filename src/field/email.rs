use serde_json::json;

use super::{
    About, Audience, BooleanField, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope,
    SearchField, Showing, Shown, Sorting, Speech, Target, Terms, schemas, tidying,
};
use crate::diagnostic::Text;
use crate::model::{Country, Email, Mailbox};
use crate::reading::{Fields, Reading, read_mailbox};
use crate::search;
use crate::yaml::{self, Node};

/// An e-mail address.
#[derive(Clone, Debug)]
pub struct EmailField {
    /// Where mailboxes that are one person's are shown.
    pub personal: Personal,
}

/// Where mailboxes that are one person's are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// Where only the record itself is looked at.
    Page,
    /// Wherever mailboxes are.
    Everywhere,
}

const ADDRESS: Part = Part::hidden("address");
const PERSONAL: Part = Part::hidden("personal");
const PARTS: &[Part] = &[Part::WHOLE, ADDRESS, PERSONAL];

impl FieldKind for EmailField {
    type Value = Mailbox;
    const NAME: &'static str = "email";
    const EXAMPLES: &'static [&'static str] = &["role: email", "personal: page"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let words = [("page", Personal::Page), ("everywhere", Personal::Everywhere)];
        let personal = keys.take("personal").and_then(|node| keys.reading.word(node, &words));
        Some(Self { personal: personal.unwrap_or(Personal::Everywhere) })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: Some(Role::Email),
            roles: &[Role::Email],
            refers: None,
            parts: PARTS,
            search: SearchField::Contact,
            terms: Terms::None,
            translates: false,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        read_mailbox(reading, node)
    }

    fn is_open(&self, value: &Self::Value, audience: Audience) -> bool {
        audience != Audience::Everyone || self.personal == Personal::Everywhere || !value.is_personal()
    }

    no_tidy!();

    fn reshaped(&self, node: &Node, _: Option<&Country>) -> Option<Text> {
        tidying::behind_a_word(node, &["address", "personal"], &|text| Email::parse(text).is_ok())
    }

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        let address = yaml::Value::text(value.address.as_str());
        match value.marked {
            None => address,
            Some(marked) => yaml::Value::mapping([
                ("address", Some(address)),
                ("personal", Some(yaml::Value::Scalar(marked.to_string()))),
            ]),
        }
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let marked = yaml::Value::mapping([
            ("address", Some(yaml::Value::text("nowak@library.example.org"))),
            ("personal", Some(yaml::Value::Scalar("true".to_owned()))),
        ]);
        vec![yaml::Value::text("desk@library.example.org"), marked]
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            PERSONAL => value.marked.map_or(Cell::Empty, Cell::Boolean),
            _ => Cell::Text(value.address.as_str().to_owned()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        match (cells.value("").or(cells.value("address")), cells.value("personal")) {
            (None, _) => yaml::Value::Null,
            (Some(address), None) => address,
            (Some(address), marked) => yaml::Value::mapping([("address", Some(address)), ("personal", marked)]),
        }
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.address.as_str())
    }

    fn json_schema(&self, form: Form) -> Json {
        let address = schemas::formatted("email");
        match form {
            Form::Data => address,
            Form::Content => {
                let keys = [("address", address.clone()), ("personal", BooleanField.json_schema(form))];
                schemas::either(address, schemas::object(keys, &["address"]))
            }
        }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(value.address.as_str()))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        value.address.as_str().as_bytes().to_vec()
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.address.as_str().to_lowercase()
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
        into.push((search::Field::Email, value.address.as_str().to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, _: &Showing<'v>) -> Shown<'v> {
        let target = Target::Mail(value.address.as_str());
        Shown::Link { text: value.address.to_string(), target, lang: None, note: None }
    }
}
