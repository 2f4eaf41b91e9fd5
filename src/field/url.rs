use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing, Shown,
    Sorting, Speech, Target, Terms, WHOLE,
};
use crate::model::WebAddress;
use crate::reading::{Fields, Reading, read_web_address};
use crate::search;
use crate::yaml::{self, Node};

/// A web address.
#[derive(Clone, Debug)]
pub struct UrlField;

impl FieldKind for UrlField {
    type Value = WebAddress;
    const NAME: &'static str = "url";
    const EXAMPLES: &'static [&'static str] = &["role: website"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: Some(Role::Website),
            roles: &[Role::Website],
            refers: None,
            parts: WHOLE,
            search: SearchField::Contact,
            terms: Terms::None,
            translates: false,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        read_web_address(reading, node)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.as_str())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text("https://library.example.org/")]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Text(value.as_str().to_owned())
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.as_str())
    }

    fn json_schema(&self, _: Form) -> Json {
        json!({"type": "string", "format": "uri", "pattern": "^https?://"})
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(value.as_str()))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        value.as_str().as_bytes().to_vec()
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.as_str().to_owned()
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
        into.push((search::Field::Text, value.as_str().to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, _: &Showing<'v>) -> Shown<'v> {
        let (text, target) = (readable(value.as_str()), Target::Web(value.as_str()));
        Shown::Link { text, target, lang: None, note: None }
    }
}

/// A web address without what everybody knows.
fn readable(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_suffix('/').unwrap_or(rest).to_owned()
}
