use serde_json::{Map, Value, json};

use crate::field::Audience;
use crate::index::Indexes;
use crate::validate::{Citation, Collection, Portal, Record};

/// The version of the format: raised when a key changes its name or meaning.
const SCHEMA_VERSION: &str = "1";

/// All records: one line each between the first and the last, so that changes can be compared.
pub fn register(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let mut head = Map::new();
    head.insert("schema_version".to_owned(), json!(SCHEMA_VERSION));
    head.insert("title".to_owned(), json!(portal.site.title.original()));
    let licence = portal.site.licence.as_ref();
    head.insert("licence".to_owned(), json!(licence.map(|of| json!({"name": of.name, "url": of.url.as_str()}))));
    head.insert("as_of".to_owned(), json!(portal.site.as_of.map(|date| date.to_string())));
    head.insert("language".to_owned(), json!(portal.site.languages.default_language().as_str()));
    let head = Value::Object(head).to_string();
    let mut file = head.trim_end_matches('}').as_bytes().to_vec();
    file.extend_from_slice(b",\"records\":[");
    for (number, at) in indexes.in_order().enumerate() {
        file.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        let value = record(portal, portal.collection_of(at), portal.record(at));
        file.extend_from_slice(value.to_string().as_bytes());
    }
    file.extend_from_slice(b"\n]}\n");
    file
}

fn record(portal: &Portal, collection: &Collection, record: &Record) -> Value {
    let mut facts = Map::new();
    facts.insert("id".to_owned(), json!(record.id.as_str()));
    facts.insert("collection".to_owned(), json!(collection.schema.id));
    facts.insert("name".to_owned(), json!(*record.name));
    facts.insert("title".to_owned(), json!(record.title.original()));
    facts.insert("url".to_owned(), json!(format!("{}{}", portal.site.base_url.as_str(), record.url.as_str())));
    for (field, values) in collection.schema.fields.iter().zip(&record.values) {
        facts.extend(field.json(values, Audience::Everyone, portal).map(|json| (field.name.clone(), json)));
    }
    facts.insert("source".to_owned(), citation(portal, &record.source));
    if let Some(date) = record.verified {
        facts.insert("verified".to_owned(), json!(date.to_string()));
    }
    notes(&mut facts, collection, record);
    Value::Object(facts)
}

fn notes(facts: &mut Map<String, Value>, collection: &Collection, record: &Record) {
    let correction = |note: &crate::validate::Correction| json!({"field": note.field, "printed": note.printed, "reason": note.reason.original()});
    let doubt = |note: &crate::validate::Doubt| json!({"field": note.field, "reason": note.reason.original()});
    let corrections: Vec<Value> = collection.corrections(record, Audience::Everyone).map(correction).collect();
    let doubts: Vec<Value> = collection.doubts(record, Audience::Everyone).map(doubt).collect();
    for (name, notes) in [("corrections", corrections), ("doubts", doubts)] {
        if !notes.is_empty() {
            facts.insert(name.to_owned(), Value::Array(notes));
        }
    }
}

/// An object with the parts that are there.
fn object<const N: usize>(parts: [(&str, Option<String>); N]) -> Value {
    let given = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), Value::String(part?))));
    Value::Object(given.collect())
}

fn citation(portal: &Portal, citation: &Citation) -> Value {
    let document = portal.site.source.as_ref();
    let title = citation.title.as_ref().or(document.map(|document| &document.title));
    let url = citation.url.as_ref().or(document.and_then(|document| document.url.as_ref()));
    object([
        ("title", title.map(|title| title.original().to_owned())),
        ("url", url.map(|url| url.as_str().to_owned())),
        ("place", citation.place.as_ref().map(|place| place.original().to_owned())),
    ])
}
