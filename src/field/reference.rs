use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Refers, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Target, Terms, WHOLE, schemas,
};
use crate::model::RecordRef;
use crate::reading::{Fields, Reading};
use crate::search;
use crate::source::Location;
use crate::yaml::{self, Node};

/// A record of a collection.
#[derive(Clone, Debug)]
pub struct ReferenceField {
    /// The collection's name.
    collection: String,
    /// Where the schema names it.
    location: Location,
}

impl FieldKind for ReferenceField {
    type Value = RecordRef;
    const NAME: &'static str = "reference";
    const EXAMPLES: &'static [&'static str] = &["collection: libraries\nrole: provider"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let collection = keys.need_text("collection");
        let location = keys.place("collection");
        Some(Self { collection: collection?.to_owned(), location: location? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::Provider],
            refers: Some(Refers::Collection(&self.collection, &self.location)),
            parts: WHOLE,
            search: SearchField::None,
            terms: Terms::None,
            translates: false,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        scope.record(reading, reading.text(node)?, &node.span, &self.collection)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        yaml::Value::text(names.record(*value).id)
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        names
            .first_record(&self.collection)
            .map(|record| yaml::Value::text(names.record(record).id))
            .into_iter()
            .collect()
    }

    fn cell(&self, value: &Self::Value, _: Part, names: &dyn Names) -> Cell {
        Cell::Text(names.record(*value).id.to_owned())
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json {
        let record = names.record(*value);
        json!({"collection": record.collection, "id": record.id})
    }

    fn json_schema(&self, form: Form) -> Json {
        match form {
            Form::Content => schemas::Shared::Record(&self.collection).schema(),
            Form::Data => {
                let collection = json!({"const": self.collection});
                schemas::object([("collection", collection), ("id", schemas::text(form))], &["collection", "id"])
            }
        }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        let name = showing.speech.text(showing.names.record(*value).title);
        Some(json!({"@type": "Thing", "name": name}))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        sorting.locale.collation_key(sorting.names.record(*value).title.original())
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        format!("{}/{}", usize::from(value.collection), value.record)
    }

    no_title!();

    no_prose!();

    no_terms!();

    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        speech: &Speech<'_>,
        names: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((field, speech.text(names.record(*value).title).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let record = showing.names.record(*value);
        let (text, lang) = (showing.speech.say(record.title), showing.speech.lang(record.title));
        Shown::Link { text, target: Target::Page(record.url), lang, note: None }
    }
}
