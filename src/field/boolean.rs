use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Label, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Term, TermId, Terms, WHOLE, Word, sorting,
};
use crate::reading::{Fields, Reading};
use crate::yaml::{self, Node};

/// Yes or no.
#[derive(Clone, Debug)]
pub struct BooleanField;

impl FieldKind for BooleanField {
    type Value = bool;
    const NAME: &'static str = "boolean";
    const EXAMPLES: &'static [&'static str] = &["role: accessibility"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::Accessibility],
            refers: None,
            parts: WHOLE,
            search: SearchField::None,
            terms: Terms::Own(2),
            translates: false,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        reading.boolean(node)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.to_string())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        ["true", "false"].map(yaml::Value::text).to_vec()
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Boolean(*value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value)
    }

    fn json_schema(&self, form: Form) -> Json {
        match form {
            Form::Content => json!({"enum": [true, false, "true", "false", "yes", "no", "tak", "nie"]}),
            Form::Data => json!({"type": "boolean"}),
        }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(value))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        sorting::integer(i64::from(!value))
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.to_string()
    }

    no_title!();

    no_prose!();

    schema_terms!();

    fn term(&self, value: &bool) -> Option<TermId> {
        Some(TermId(u32::from(*value)))
    }

    fn words(&self) -> Vec<&Word> {
        Vec::new()
    }

    fn term_key<'n>(&'n self, term: TermId, _: &'n dyn Names) -> Cow<'n, str> {
        Cow::Borrowed(word(term))
    }

    fn describe(&self, term: TermId, _: &Sorting<'_>) -> Term {
        let word = word(term);
        Term {
            key: word.to_owned(),
            label: Label::Interface(word),
            past: None,
            depth: 0,
            tone: None,
            folder: None,
            slug: word.to_owned(),
            rank: sorting::place(term.index()),
        }
    }

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::plain(showing.texts.text(if *value { "yes" } else { "no" }, &[]))
    }
}

fn word(term: TermId) -> &'static str {
    if term == TermId(1) { "yes" } else { "no" }
}
