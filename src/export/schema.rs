use serde_json::{Map, Value, json};

use super::json::SCHEMA_VERSION;
use super::localized;
use super::metadata::pretty;
use crate::field::Form;
use crate::validate::{Collection, Portal};

/// What the register's JSON looks like: no other keys, no other words.
///
/// **Source**: JSON Schema 2020-12.
pub fn register(portal: &Portal) -> Vec<u8> {
    let records: Vec<Value> =
        portal.collections.iter().map(|of| json!({"$ref": format!("#/$defs/{}", of.schema.id)})).collect();
    let mut definitions: Map<String, Value> =
        portal.collections.iter().map(|of| (of.schema.id.clone(), record(portal, of))).collect();
    definitions.insert("source".to_owned(), object(&[("title", text()), ("url", address()), ("place", text())], &[]));
    let path = [portal.site.base_url.as_str(), portal.site.open_data.path.as_str()].concat();
    let items = if records.is_empty() { json!(false) } else { json!({"oneOf": records}) };
    let licence = object(&[("name", text()), ("url", address())], &["name", "url"]);
    let mut schema = object(
        &[
            ("schema_version", json!({"const": SCHEMA_VERSION})),
            ("title", text()),
            ("licence", json!({"anyOf": [licence, {"type": "null"}]})),
            ("as_of", json!({"anyOf": [day(), {"type": "null"}]})),
            ("language", json!({"const": portal.site.languages.default_language().as_str()})),
            ("records", json!({"type": "array", "items": items})),
        ],
        &["schema_version", "title", "licence", "as_of", "language", "records"],
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["$id"] = json!(format!("{path}{}.schema.json", portal.site.open_data.name));
    schema["title"] = json!(portal.site.title.original());
    schema["description"] = json!(portal.site.description.original());
    schema["$defs"] = Value::Object(definitions);
    pretty(&schema)
}

fn record(portal: &Portal, collection: &Collection) -> Value {
    let note = |more: &[(&str, Value)], required: &[&str]| {
        let parts = [&[("field", text()), ("reason", text())], more].concat();
        json!({"type": "array", "minItems": 1, "items": object(&parts, required)})
    };
    let own = [
        ("id", json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})),
        ("collection", json!({"const": collection.schema.id})),
        ("name", text()),
        ("title", text()),
        ("url", address()),
        ("source", json!({"$ref": "#/$defs/source"})),
        ("verified", day()),
        ("translations", translations(portal, collection)),
        ("corrections", note(&[("printed", json!({"type": "string"}))], &["field", "reason", "printed"])),
        ("doubts", note(&[], &["field", "reason"])),
    ];
    let mut schema = object(&own, &["id", "collection", "name", "title", "url", "source"]);
    schema["title"] = json!(collection.schema.label.original());
    for field in &collection.schema.fields {
        let mut described = field.json_schema(Form::Data);
        if let Some(described) = described.as_object_mut().filter(|_| !field.required) {
            // A record without any value has an empty list.
            described.remove("minItems");
        }
        described["x-labels"] = localized(portal, &field.label);
        schema["properties"][&field.name] = described;
        if (field.required || field.list)
            && let Some(required) = schema["required"].as_array_mut()
        {
            required.push(json!(field.name));
        }
    }
    schema
}

/// The texts of a record in the site's other languages.
fn translations(portal: &Portal, collection: &Collection) -> Value {
    let texts = collection.schema.fields.iter().filter(|field| field.kind.about().translates && !field.list);
    let names = texts.map(|field| field.name.as_str()).chain(["title"]);
    let texts: Vec<(&str, Value)> = names.map(|name| (name, text())).collect();
    let others = portal.site.languages.iter().skip(1);
    object(&others.map(|language| (language.as_str(), object(&texts, &[]))).collect::<Vec<_>>(), &[])
}

fn object(properties: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn text() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn address() -> Value {
    json!({"type": "string", "format": "uri", "pattern": "^https?://"})
}

fn day() -> Value {
    json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
}
