use std::borrow::Cow;

use serde_json::json;

use super::pattern::Pattern;
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Scope, SearchField, Showing, Shown, Sorting,
    Speech, Terms, WHOLE, schemas,
};
use crate::model::{Country, PostalCode};
use crate::reading::{Fields, Reading, read_postal_code};
use crate::search;
use crate::yaml::{self, Node};

/// A postal code of the site's country.
#[derive(Clone, Debug)]
pub struct PostalCodeField {
    /// What it must match as a whole.
    pattern: Pattern,
}

impl FieldKind for PostalCodeField {
    type Value = PostalCode;
    const NAME: &'static str = "postal_code";
    const EXAMPLES: &'static [&'static str] = &["pattern: '.+'"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        Some(Self { pattern: Pattern::options(keys) })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[],
            refers: None,
            parts: WHOLE,
            search: SearchField::Contact,
            terms: Terms::None,
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        let code = read_postal_code(reading, node, scope.country())?;
        self.pattern.admit(reading, node, code.as_str()).then_some(code)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.as_str())
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text(names.country().map_or("N1 9GU".to_owned(), Country::postal_code_example))]
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

    fn json_schema(&self, form: Form) -> Json {
        match form {
            Form::Content => schemas::Shared::PostalCode.schema(),
            Form::Data => schemas::text(form),
        }
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

    fn title<'v>(&'v self, value: &'v Self::Value, _: Part, _: &Speech<'_>, _: &'v dyn Scope) -> Option<Cow<'v, str>> {
        Some(Cow::Borrowed(value.as_str()))
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
        into.push((search::Field::PostalCode, value.as_str().to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, _: &Showing<'v>) -> Shown<'v> {
        Shown::plain(value.as_str().to_owned())
    }
}
