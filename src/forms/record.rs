use serde_json::{Value as Json, json};

use super::keys::{Writer, day, line, list, localized, may, need, url};
use crate::diagnostic::Text;
use crate::field::{Field, Form};
use crate::say;
use crate::validate::Collection;
use crate::yaml;

/// A record of a collection, or what stays of one that was removed.
pub fn schema(writer: &Writer<'_>, collection: &Collection) -> Json {
    let label = collection.schema.label.original();
    json!({
        "title": label,
        "type": "object",
        "if": {"required": ["removed"], "properties": {"removed": {"not": {"type": "null"}}}},
        "then": {"$ref": "#/$defs/removed"},
        "else": {"$ref": "#/$defs/record"},
        "$defs": {"record": record(writer, collection), "removed": removed(writer, collection)},
    })
}

fn record(writer: &Writer<'_>, collection: &Collection) -> Json {
    let note = |more| {
        let named = say!(
            "Ścieżka do pola, np. phones[0] albo address.street.",
            "The way to the field, such as phones[0] or address.street."
        );
        let why = say!("Dlaczego.", "Why.");
        let mut keys = writer.mapping([need("field", line(), named), need("reason", localized(), why)]);
        if let Some(meaning) = more {
            keys["properties"]["printed"] = writer.described(line(), &meaning);
            keys["required"] = json!(["field", "printed", "reason"]);
        }
        list(keys)
    };
    let printed = say!("Co wydrukowano w źródle.", "What the source has.");
    let mut schema = writer.mapping([
        need("name", line(), say!("Nazwa tak, jak w źródle.", "The name as printed.")),
        need("source", source(writer), say!("Skąd to wiadomo.", "Where it is known from.")),
        may(
            "verified",
            day(),
            say!("Dzień, w którym ktoś to ostatnio sprawdził.", "The day on which somebody last made sure of it."),
        ),
        may(
            "corrections",
            note(Some(printed)),
            say!("Co w źródle stoi inaczej niż tutaj i dlaczego.", "What the source has otherwise, and why."),
        ),
        may(
            "doubts",
            note(None),
            say!("Co stoi jak w źródle, a może być błędem.", "What is kept as printed and may be wrong."),
        ),
        may("aliases", list(line()), aliases()),
        may(
            "removed",
            json!({"type": "null"}),
            say!("Kiedy i dlaczego wpisu już nie ma w rejestrze.", "When and why the entry left the register."),
        ),
    ]);
    for field in &collection.schema.fields {
        schema["properties"][&field.name] = described(writer, field);
        if let (true, Some(required)) = (field.required, schema["required"].as_array_mut()) {
            required.push(json!(field.name));
        }
    }
    // The definition of a field may be wrong, and `check` says so: its values are not judged.
    for name in &collection.schema.unread {
        schema["properties"][name] = json!({});
    }
    schema
}

/// A field with its label, its help and an example.
fn described(writer: &Writer<'_>, field: &Field) -> Json {
    let mut schema = field.json_schema(Form::Content);
    if field.list {
        schema["uniqueItems"] = json!(true);
        if field.required && field.items.0 == 0 {
            schema["minItems"] = json!(1);
        }
    }
    let written = field.kind.examples(writer.portal).into_iter().take(1);
    let examples: Vec<Json> =
        written.map(|value| if field.list { json!([as_json(&value)]) } else { as_json(&value) }).collect();
    if !examples.is_empty() {
        schema["examples"] = json!(examples);
    }
    schema
}

/// A written value as JSON: scalars are text.
fn as_json(value: &yaml::Value) -> Json {
    match value {
        yaml::Value::Null => Json::Null,
        yaml::Value::Scalar(text) => json!(text),
        yaml::Value::Sequence(items) => items.iter().map(|item| as_json(&item.value)).collect(),
        yaml::Value::Mapping(mapping) => {
            Json::Object(mapping.entries.iter().map(|entry| (entry.key.clone(), as_json(&entry.value.value))).collect())
        }
    }
}

/// Where a fact comes from.
pub fn source(writer: &Writer<'_>) -> Json {
    writer.mapping([
        may("title", localized(), say!("Tytuł innego źródła.", "The title of another source.")),
        may("url", url(), say!("Adres tego źródła.", "Its web address.")),
        may("place", localized(), say!("Miejsce w źródle, np. s. 12.", "The place in the source, such as p. 12.")),
    ])
}

/// What stays of a removed entry: its other keys may stay as they were.
fn removed(writer: &Writer<'_>, collection: &Collection) -> Json {
    let when = json!({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\s*\d{4}(-\d{2}-\d{2})?\s*$"}]});
    let told = writer.mapping([
        need("on", when, say!("Dzień albo rok.", "A day or a year.")),
        need("reason", localized(), say!("Dlaczego.", "Why.")),
        need("source", localized(), say!("Skąd to wiadomo.", "Where it is known from.")),
        may(
            "successor",
            line(),
            say!("Identyfikator wpisu, który przejął jego zadania.", "The record that does its work now."),
        ),
    ]);
    let mut schema = writer.mapping([
        need("name", line(), say!("Nazwa tak, jak w źródle.", "The name as printed.")),
        need("title", localized(), say!("Jak wpis nazywał się na stronie.", "What readers called it.")),
        need(
            "removed",
            told,
            say!("Kiedy i dlaczego wpisu już nie ma w rejestrze.", "When and why the entry left the register."),
        ),
        may("aliases", list(line()), aliases()),
    ]);
    let fields = collection.schema.fields.iter().map(|field| &field.name).chain(&collection.schema.unread);
    let own = ["source", "verified", "corrections", "doubts"].map(str::to_owned);
    for name in fields.chain(&own) {
        schema["properties"][name] = json!({});
    }
    schema
}

fn aliases() -> Text {
    say!("Dawne identyfikatory; ich adresy prowadzą tutaj.", "Former identifiers; their addresses lead here.")
}
