use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Limits, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Terms, WHOLE, schemas, sorting,
};
use crate::reading::{Fields, Reading};
use crate::search;
use crate::yaml::{self, Node};

/// A whole number.
#[derive(Clone, Debug)]
pub struct IntegerField {
    /// Whether its thousands are set apart, as those of an amount are and those of a year are not.
    grouped: bool,
    limits: Limits<i64>,
}

impl FieldKind for IntegerField {
    type Value = i64;
    const NAME: &'static str = "integer";
    const EXAMPLES: &'static [&'static str] = &["min: 0\nmax: 1000000", "grouped: false\nrole: founded"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let grouped = keys.boolean("grouped").unwrap_or(true);
        Some(Self { grouped, limits: Limits::options(keys, |reading, node| reading.integer(node))? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::Founded],
            refers: None,
            parts: WHOLE,
            search: SearchField::None,
            terms: Terms::None,
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let number = reading.integer(node)?;
        self.limits.admit(reading, node, &number).then_some(number)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.to_string())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text(self.limits.nearest(1_907).to_string())]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Integer(*value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value)
    }

    fn json_schema(&self, form: Form) -> Json {
        if form == Form::Content {
            return schemas::number(
                "integer",
                [self.limits.least, self.limits.most].map(|limit| limit.map(Json::from)),
            );
        }
        let mut schema = json!({"type": "integer"});
        let limits = [("minimum", self.limits.least), ("maximum", self.limits.most)];
        limits
            .into_iter()
            .filter_map(|(key, limit)| Some((key, limit?)))
            .for_each(|(key, limit)| schema[key] = json!(limit));
        schema
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(value))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        sorting::integer(*value)
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.to_string()
    }

    fn title<'v>(&'v self, value: &'v Self::Value, _: Part, _: &Speech<'_>, _: &'v dyn Scope) -> Option<Cow<'v, str>> {
        Some(Cow::Owned(value.to_string()))
    }

    no_prose!();

    no_terms!();

    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        _: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((field, value.to_string()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let text = if self.grouped { showing.locale.format_integer(*value) } else { value.to_string() };
        Shown::plain(text)
    }
}
