use serde_json::json;

use super::text::write_localized;
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Scope, SearchField, Showing, Shown, Sorting,
    Speech, Terms, attached, schemas, sorting,
};
use crate::diagnostic::codes;
use crate::model::{Attachment, Dimensions, Localized};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::search;
use crate::yaml::{self, Node};

/// A picture with what it shows in words.
#[derive(Clone, Debug)]
pub struct ImageField;

/// A picture of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file.
    pub file: Attachment,
    /// How large it is.
    pub size: Dimensions,
    /// What it shows, for those who do not see it.
    pub alt: Localized,
}

const FILE: Part = Part::column("file", "");
const ALT: Part = Part::column("alt", ".alt");
const PARTS: &[Part] = &[FILE, ALT];

impl FieldKind for ImageField {
    type Value = Image;
    const NAME: &'static str = "image";
    const EXAMPLES: &'static [&'static str] = &["schema_org: image"];

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
            search: SearchField::None,
            terms: Terms::None,
            translates: true,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        if let yaml::Value::Scalar(path) = &node.value {
            let message = say!(
                "Obraz nie ma opisu dla osób, które go nie widzą.",
                "The picture has no description for people who do not see it."
            );
            let help = say!("Napisz {{file: {path}, alt: co widać}}", "Write {{file: {path}, alt: what it shows}}");
            reading.report(codes::IMAGE_DESCRIPTION, &node.span, message, Some(help));
            return None;
        }
        let fields = reading.fields(node)?;
        let node = fields.need("file");
        let file = node.and_then(|node| attached::read(reading, node, scope));
        let alt = fields.need_localized("alt");
        fields.close();
        let (file, node) = (file?, node?);
        let Some(size) = file.picture else {
            report_no_picture(reading, node, file);
            return None;
        };
        Some(Image { file: file.clone(), size, alt: alt? })
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let file = yaml::Value::text(value.file.path.as_str());
        yaml::Value::mapping([("file", Some(file)), ("alt", Some(write_localized(&value.alt, names)))])
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        let pictures = names.attachments().into_iter().filter(|file| file.picture.is_some());
        let image = |file: &Attachment| {
            let file = Some(yaml::Value::text(file.path.as_str()));
            yaml::Value::mapping([("file", file), ("alt", Some(yaml::Value::text("The reading room")))])
        };
        pictures.take(2).map(image).collect()
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            ALT => Cell::original(&value.alt),
            _ => Cell::Text(value.file.path.as_str().to_owned()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json {
        let mut json = attached::json(&value.file, names);
        json["width"] = json!(value.size.width);
        json["height"] = json!(value.size.height);
        json["alt"] = json!(value.alt.original());
        json
    }

    fn json_schema(&self, form: Form) -> Json {
        if form == Form::Content {
            return schemas::object(
                [("file", schemas::text(form)), ("alt", schemas::localized(form))],
                &["file", "alt"],
            );
        }
        let pixels = || json!({"type": "integer", "minimum": 1});
        let [url, size, media] = attached::json_schema();
        schemas::object(
            [url, size, media, ("width", pixels()), ("height", pixels()), ("alt", schemas::text(form))],
            &["url", "size", "width", "height", "alt"],
        )
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        Some(json!({
            "@type": "ImageObject",
            "contentUrl": showing.names.file_address(&value.file.path),
            "width": value.size.width,
            "height": value.size.height,
            "caption": showing.speech.text(&value.alt),
        }))
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
        into.push((field, speech.text(&value.alt).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Image {
            file: &value.file.path,
            size: value.size,
            alt: showing.speech.say(&value.alt),
            lang: showing.speech.lang(&value.alt),
        }
    }
}

/// Reports a file that browsers do not show as a picture.
///
/// **Errors**: `image/type`.
fn report_no_picture(reading: &Reading<'_>, node: &Node, file: &Attachment) {
    let path = file.path.as_str();
    let message = say!(
        "{path} nie jest obrazem, który pokaże każda przeglądarka.",
        "{path} is no picture that every browser shows."
    );
    let help = say!(
        "Zapisz go jako JPEG, PNG, GIF, WebP albo SVG (z width i height); inny plik ma typ file.",
        "Save it as JPEG, PNG, GIF, WebP or SVG (with width and height); another file has the type file."
    );
    reading.report(codes::IMAGE_TYPE, &node.span, message, Some(help));
}
