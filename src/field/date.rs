use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Limits, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Terms, WHOLE, schemas,
};
use crate::model::Date;
use crate::reading::{Fields, Reading};
use crate::yaml::{self, Node};

/// A day.
#[derive(Clone, Debug)]
pub struct DateField {
    /// Whether it is a term that runs out, so that a day in the past is reported.
    pub expires: bool,
    limits: Limits<Date>,
}

impl FieldKind for DateField {
    type Value = Date;
    const NAME: &'static str = "date";
    const EXAMPLES: &'static [&'static str] =
        &["min: 1900-01-01\nmax: 2100-12-31\nrole: registered_on", "expires: true"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let expires = keys.boolean("expires").unwrap_or(false);
        Some(Self { expires, limits: Limits::options(keys, |reading, node| reading.date(node))? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::RegisteredOn, Role::Founded],
            refers: None,
            parts: WHOLE,
            search: SearchField::None,
            terms: Terms::None,
            translates: false,
            titles: true,
        }
    }

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let date = reading.date(node)?;
        self.limits.admit(reading, node, &date).then_some(date)
    }

    no_tidy!();

    open_to_all!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.to_string())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text(self.limits.nearest(Date::constant(2031, 5, 17)).to_string())]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Date(*value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.to_string())
    }

    fn json_schema(&self, _: Form) -> Json {
        schemas::formatted("date")
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &dyn Names) -> Option<Json> {
        Some(json!(value.to_string()))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        value.to_string().into_bytes()
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.to_string()
    }

    fn title<'v>(&'v self, value: &'v Self::Value, _: Part, _: &Speech<'_>, _: &'v dyn Scope) -> Option<Cow<'v, str>> {
        Some(Cow::Owned(value.to_string()))
    }

    no_prose!();

    no_terms!();

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Date { text: showing.locale.format_date(*value), iso: value.to_string() }
    }
}
