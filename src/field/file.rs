use serde_json::json;

use super::text::write_localized;
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Scope, SearchField, Showing, Shown, Sorting,
    Speech, Target, Terms, attached, schemas, sorting,
};
use crate::diagnostic::codes;
use crate::model::{Attachment, Localized};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::search;
use crate::yaml::{self, Node};

/// A file with what it is called.
#[derive(Clone, Debug)]
pub struct FileField;

/// A file of the site to read or to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub file: Attachment,
    /// What readers see of it.
    pub label: Localized,
}

const FILE: Part = Part::column("file", "");
const LABEL: Part = Part::column("label", ".label");
const PARTS: &[Part] = &[FILE, LABEL];

impl FieldKind for FileField {
    type Value = Document;
    const NAME: &'static str = "file";
    const EXAMPLES: &'static [&'static str] = &["schema_org: subjectOf"];

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

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        if let yaml::Value::Scalar(path) = &node.value {
            let message = say!("Plik nie ma nazwy dla czytelników.", "The file has no words for readers.");
            let help = say!("Napisz {{file: {path}, label: co to jest}}", "Write {{file: {path}, label: what it is}}");
            reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
            return None;
        }
        let fields = reading.fields(node)?;
        let file = fields.need("file").and_then(|node| attached::read(reading, node, scope));
        let label = fields.need_localized("label");
        fields.close();
        Some(Document { file: file?.clone(), label: label? })
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let file = yaml::Value::text(value.file.path.as_str());
        yaml::Value::mapping([("file", Some(file)), ("label", Some(write_localized(&value.label, names)))])
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        let document = |file: &Attachment| {
            let file = Some(yaml::Value::text(file.path.as_str()));
            yaml::Value::mapping([("file", file), ("label", Some(yaml::Value::text("House rules")))])
        };
        names.attachments().into_iter().take(2).map(document).collect()
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            LABEL => Cell::original(&value.label),
            _ => Cell::Text(value.file.path.as_str().to_owned()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json {
        let mut json = attached::json(&value.file, names);
        json["label"] = json!(value.label.original());
        json
    }

    fn json_schema(&self, form: Form) -> Json {
        let label = ("label", schemas::localized(form));
        if form == Form::Content {
            return schemas::object([("file", schemas::text(form)), label], &["file", "label"]);
        }
        let [url, size, media] = attached::json_schema();
        schemas::object([url, size, media, label], &["url", "size", "label"])
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        let url = showing.names.file_address(&value.file.path);
        let mut document = json!({"@type": "DigitalDocument", "url": url, "name": showing.speech.text(&value.label)});
        if let Some(media) = value.file.media_type() {
            document["encodingFormat"] = json!(media);
        }
        Some(document)
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        sorting::cell(&self.cell(value, part, sorting.names), sorting.locale)
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.file.path.as_str().to_owned()
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
            target: Target::File(&value.file.path),
            lang: showing.speech.lang(&value.label),
            note: Some(attached::told(&value.file, showing.locale)),
        }
    }
}
