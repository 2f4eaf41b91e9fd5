use std::borrow::Cow;

use serde_json::json;

use super::text::{words_or_thing, write_localized};
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing, Shown,
    Sorting, Speech, Terms, WHOLE, schemas,
};
use crate::markdown;
use crate::model::Localized;
use crate::reading::{Fields, Reading};
use crate::search;
use crate::yaml::{self, Node};

/// Formatted text, translatable.
#[derive(Clone, Debug)]
pub struct MarkdownField;

impl FieldKind for MarkdownField {
    type Value = Localized;
    const NAME: &'static str = "markdown";
    const EXAMPLES: &'static [&'static str] = &["role: description"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::Description, Role::OpeningHours, Role::Accessibility],
            refers: None,
            parts: WHOLE,
            search: SearchField::Text,
            terms: Terms::None,
            translates: true,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        reading.localized(node)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        write_localized(value, names)
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text("A reading room for **children**.\n\nOn Saturdays a puppet theatre.")]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::original(value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(markdown::unfolded(value.original()))
    }

    fn json_schema(&self, form: Form) -> Json {
        schemas::localized(form)
    }

    fn schema_org(&self, value: &Self::Value, property: &str, showing: &Showing<'_>) -> Option<Json> {
        Some(words_or_thing(showing.speech.text(value), property))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        sorting.locale.collation_key(value.original())
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.original().to_lowercase()
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        _: Part,
        speech: &Speech<'_>,
        _: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        Some(Cow::Borrowed(speech.text(value)))
    }

    fn prose<'v>(&'v self, value: &'v Localized) -> Vec<&'v Localized> {
        vec![value]
    }

    no_terms!();

    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        speech: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((field, speech.text(value).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, _: &Showing<'v>) -> Shown<'v> {
        Shown::Prose(value)
    }
}
