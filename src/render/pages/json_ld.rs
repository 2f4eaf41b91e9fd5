use serde_json::{Map, Value, json};

use crate::field::{FieldKind, PositionField};
use crate::render::shared::Scene;
use crate::render::shared::html::{Html, script_safe};
use crate::validate::{Collection, Record};

/// What a record is in the vocabulary of search engines: an organisation with the properties that its schema names.
///
/// Whether the place is open is not said there: the vocabulary has no word for "not known".
///
/// **Source**: schema.org, JSON-LD 1.1.
pub fn record(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Html {
    let mut facts = Map::new();
    facts.insert("@context".to_owned(), json!("https://schema.org"));
    facts.insert("@type".to_owned(), json!("Organization"));
    facts.insert("@id".to_owned(), json!(scene.addresses.absolute_file(record.url.as_str())));
    facts.insert("name".to_owned(), json!(*record.name));
    facts.insert("url".to_owned(), json!(scene.addresses.absolute(&record.url)));
    for (field, values) in collection.schema.fields.iter().zip(&record.values) {
        let Some((property, mut values)) = field.schema_org(values, scene.portal) else { continue };
        match values.len() {
            0 => {}
            1 => drop(facts.insert(property.to_owned(), values.remove(0))),
            _ => drop(facts.insert(property.to_owned(), Value::Array(values))),
        }
    }
    if let Some(point) = collection.position(record) {
        facts.extend(
            PositionField.schema_org(point, "location", scene.portal).map(|place| ("location".to_owned(), place)),
        );
    }
    script_safe(&Value::Object(facts))
}
