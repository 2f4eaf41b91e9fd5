use serde_json::json;

use super::text::write_localized;
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Scope, SearchField, Showing, Shown, Sorting,
    Speech, Target, Terms, schemas, sorting,
};
use crate::model::{Localized, WebAddress};
use crate::reading::{Fields, Reading, read_web_address};
use crate::search;
use crate::yaml::{self, Node};

/// A web address with what it leads to.
#[derive(Clone, Debug)]
pub struct LinkField;

/// A web address and the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub url: WebAddress,
    /// What readers see of it.
    pub label: Localized,
}

const URL: Part = Part::column("url", "");
const LABEL: Part = Part::column("label", ".label");
const PARTS: &[Part] = &[URL, LABEL];

impl FieldKind for LinkField {
    type Value = Link;
    const NAME: &'static str = "link";
    const EXAMPLES: &'static [&'static str] = &[""];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[],
            refers: None,
            parts: PARTS,
            search: SearchField::Text,
            terms: Terms::None,
            translates: true,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let fields = reading.fields(node)?;
        let url = fields.need("url").and_then(|node| read_web_address(reading, node));
        let label = fields.need_localized("label");
        fields.close();
        Some(Link { url: url?, label: label? })
    }

    no_tidy!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let url = yaml::Value::text(value.url.as_str());
        yaml::Value::mapping([("url", Some(url)), ("label", Some(write_localized(&value.label, names)))])
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let text = |text: &str| Some(yaml::Value::text(text));
        let link = |url: &str, label: &str| yaml::Value::mapping([("url", text(url)), ("label", text(label))]);
        vec![link("https://library.example.org/rules", "House rules"), link("https://library.example.org/", "Web site")]
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            LABEL => Cell::original(&value.label),
            _ => Cell::Text(value.url.as_str().to_owned()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!({"url": value.url.as_str(), "label": value.label.original()})
    }

    fn json_schema(&self, form: Form) -> Json {
        let url = json!({"type": "string", "format": "uri", "pattern": "^https?://"});
        schemas::object([("url", url), ("label", schemas::localized(form))], &["url", "label"])
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(value.url.as_str()))
    }

    open_to_all!();

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match part {
            URL => value.url.as_str().as_bytes().to_vec(),
            _ => sorting::cell(&Cell::original(&value.label), sorting.locale),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.url.as_str().to_owned()
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
        into.push((field, speech.text(&value.label).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Link {
            text: showing.speech.say(&value.label),
            target: Target::Web(value.url.as_str()),
            lang: showing.speech.lang(&value.label),
            note: None,
        }
    }
}
