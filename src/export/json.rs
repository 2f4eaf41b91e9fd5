use serde_json::{Map, Value, json};

use super::lines;
use crate::field::{Audience, MarkdownField, TextField, Value as FieldValue};
use crate::index::Indexes;
use crate::markdown;
use crate::model::{CollectionIx, LanguageTag, Localized};
use crate::validate::{Citation, Collection, Correction, Doubt, Gravestone, Portal, Record};

/// The version of the format: raised when a key changes its name or meaning.
pub const SCHEMA_VERSION: &str = "1";

/// All records: one line each between the first and the last, so that changes can be compared.
pub fn register(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let records = indexes.in_order().map(|at| record(portal, portal.collection_of(at), portal.record(at)));
    let mut file = lines(&head(portal), "records", records);
    file.truncate(file.len() - END.len());
    file.extend_from_slice(removed(portal).as_bytes());
    file.extend_from_slice(END);
    file
}

/// How the files of [`lines`] end.
const END: &[u8] = b"}\n";

/// The entries that are in the register no longer; nothing where there are none.
fn removed(portal: &Portal) -> String {
    let entry = |((collection, _), gravestone): ((CollectionIx, usize), &Gravestone)| {
        json!({
            "id": gravestone.id.as_str(),
            "collection": portal.collections[collection].schema.id,
            "on": gravestone.removal.on.to_string(),
            "reason": gravestone.removal.reason.original(),
        })
    };
    let entries: Vec<String> = portal.removed().map(|found| format!("\n{}", entry(found))).collect();
    if entries.is_empty() { String::new() } else { format!(",\"removed\":[{}\n]", entries.join(",")) }
}

/// What stands above all records.
pub fn head(portal: &Portal) -> Value {
    let licence = portal.site.licence.as_ref();
    json!({
        "schema_version": SCHEMA_VERSION,
        "title": portal.site.title.original(),
        "licence": licence.map(|of| json!({"name": of.name, "url": of.url.as_str()})),
        "as_of": portal.site.as_of.map(|date| date.to_string()),
        "language": portal.site.languages.default_language().as_str(),
    })
}

/// The address of a record's page, in the default language.
pub fn address(portal: &Portal, record: &Record) -> String {
    format!("{}{}", portal.site.base_url.as_str(), record.url.as_str())
}

/// All that the register says of a record.
pub fn record(portal: &Portal, collection: &Collection, record: &Record) -> Value {
    let mut facts = Map::new();
    facts.insert("id".to_owned(), json!(record.id.as_str()));
    facts.insert("collection".to_owned(), json!(collection.schema.id));
    facts.insert("name".to_owned(), json!(*record.name));
    facts.insert("title".to_owned(), json!(record.title.original()));
    facts.insert("url".to_owned(), json!(address(portal, record)));
    for (field, values) in collection.schema.fields.iter().zip(&record.values) {
        facts.extend(field.json(values, Audience::Everyone, portal).map(|json| (field.name.clone(), json)));
    }
    facts.insert("source".to_owned(), citation(portal, &record.source));
    if let Some(date) = record.verified {
        facts.insert("verified".to_owned(), json!(date.to_string()));
    }
    let translations = translations(portal, collection, record);
    if !translations.is_empty() {
        facts.insert("translations".to_owned(), Value::Object(translations));
    }
    notes(&mut facts, collection, record);
    Value::Object(facts)
}

/// The texts of a record in the other languages of the site, by language and field, as far as they are translated.
fn translations(portal: &Portal, collection: &Collection, record: &Record) -> Map<String, Value> {
    let languages = &portal.site.languages;
    let default = languages.default_language();
    let others = languages.iter().filter(|language| *language != default);
    let of = |language: &LanguageTag| {
        let own = [("title", &record.title)];
        let fields = collection.schema.fields.iter().zip(&record.values);
        let fields = fields.filter(|(field, _)| !field.list).flat_map(|(field, values)| {
            field.open(values, Audience::Everyone).filter_map(|value| Some((field.name.as_str(), prose(value)?)))
        });
        let texts = own.into_iter().chain(fields).filter_map(|(name, text)| {
            let phrase = text.get(language, default);
            (phrase.translated && phrase.text != text.original())
                .then(|| (name.to_owned(), json!(markdown::unfolded(phrase.text))))
        });
        texts.collect::<Map<String, Value>>()
    };
    let told = others.map(|language| (language.to_string(), of(language)));
    told.filter(|(_, texts)| !texts.is_empty()).map(|(language, texts)| (language, Value::Object(texts))).collect()
}

/// A value that is a text in languages.
fn prose(value: &FieldValue) -> Option<&Localized> {
    value.get::<MarkdownField>().or_else(|| value.get::<TextField>())
}

fn notes(facts: &mut Map<String, Value>, collection: &Collection, record: &Record) {
    let mut add = |name: &str, notes: Vec<Value>| {
        if !notes.is_empty() {
            facts.insert(name.to_owned(), Value::Array(notes));
        }
    };
    add("corrections", corrections(collection, record));
    add("doubts", doubts(collection, record));
}

/// Where a record gives something else than was printed.
pub fn corrections(collection: &Collection, record: &Record) -> Vec<Value> {
    let note =
        |note: &Correction| json!({"field": note.field, "printed": note.printed, "reason": note.reason.original()});
    collection.corrections(record, Audience::Everyone).map(note).collect()
}

/// What is as printed but may be wrong.
pub fn doubts(collection: &Collection, record: &Record) -> Vec<Value> {
    let note = |note: &Doubt| json!({"field": note.field, "reason": note.reason.original()});
    collection.doubts(record, Audience::Everyone).map(note).collect()
}

/// An object with the parts that are there.
fn object<const N: usize>(parts: [(&str, Option<String>); N]) -> Value {
    let given = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), Value::String(part?))));
    Value::Object(given.collect())
}

/// Where facts come from.
pub fn citation(portal: &Portal, citation: &Citation) -> Value {
    let document = portal.site.source.as_ref();
    let title = citation.title.as_ref().or(document.map(|document| &document.title));
    let url = citation.url.as_ref().or(document.and_then(|document| document.url.as_ref()));
    object([
        ("title", title.map(|title| title.original().to_owned())),
        ("url", url.map(|url| url.as_str().to_owned())),
        ("place", citation.place.as_ref().map(|place| place.original().to_owned())),
    ])
}
