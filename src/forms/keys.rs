use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{MessageLanguage, Text};
use crate::field::schemas::{self, Shared};
use crate::field::{BooleanField, FieldKind, Form};
use crate::model::DatePrecision;
use crate::validate::Portal;

/// Writes schemas of one register, in the language of whoever writes its files.
pub struct Writer<'a> {
    /// The register.
    pub portal: &'a Portal,
    /// The language of descriptions.
    pub language: MessageLanguage,
}

/// One key of a mapping: its name, what stands behind it, what it means and whether it must be there.
pub struct Key(&'static str, Json, Text, bool);

/// A key that must be there.
pub fn need(name: &'static str, schema: Json, meaning: Text) -> Key {
    Key(name, schema, meaning, true)
}

/// A key that may be left out.
pub fn may(name: &'static str, schema: Json, meaning: Text) -> Key {
    Key(name, schema, meaning, false)
}

impl Writer<'_> {
    /// A mapping of these keys and no others.
    pub fn mapping<const N: usize>(&self, keys: [Key; N]) -> Json {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for Key(name, schema, meaning, needed) in keys {
            properties.insert(name.to_owned(), self.described(schema, &meaning));
            required.extend(needed.then(|| json!(name)));
        }
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    }

    /// A schema with what it means.
    pub fn described(&self, mut schema: Json, meaning: &Text) -> Json {
        schema["description"] = json!(meaning.in_language(self.language));
        schema
    }
}

/// A text in the site's languages.
pub fn localized() -> Json {
    Shared::Text.schema()
}

/// One line of text.
pub fn line() -> Json {
    schemas::text(Form::Content)
}

/// A day.
pub fn day() -> Json {
    schemas::date(DatePrecision::Day, Form::Content)
}

/// Yes or no.
pub fn boolean() -> Json {
    BooleanField.json_schema(Form::Content)
}

/// A whole number.
pub fn integer() -> Json {
    schemas::number("integer", [None, None])
}

/// A whole number that is not negative.
pub fn count() -> Json {
    let digits = json!({"type": "string", "pattern": r"^\s*\d[\d\s]*$"});
    schemas::either(json!({"type": "integer", "minimum": 0}), digits)
}

/// An exact number.
pub fn decimal() -> Json {
    schemas::number("number", [None, None])
}

/// A web address.
pub fn url() -> Json {
    json!({"type": "string", "pattern": "^https?://"})
}

/// The address of a page of the site.
pub fn path() -> Json {
    json!({"type": ["string", "number", "boolean"], "pattern": "^/?([a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/?)?$"})
}

/// One of a fixed set of words.
pub fn word<'w>(words: impl Iterator<Item = &'w str>) -> Json {
    schemas::enumerated(&words.collect::<Vec<_>>(), Form::Content)
}

/// A list.
pub fn list(items: Json) -> Json {
    json!({"type": "array", "items": items})
}

/// A mapping with keys of any name.
pub fn by_name(values: Json) -> Json {
    json!({"type": "object", "additionalProperties": values})
}

/// Lets every key that may be left out be left empty: it then counts for nothing.
pub fn allow_empty(schema: &mut Json) {
    let Json::Object(object) = schema else { return };
    for (keyword, inner) in object.iter_mut() {
        match (keyword.as_str(), inner) {
            // Names lead to schemas there, and may be called as a keyword is.
            ("properties" | "$defs", Json::Object(named)) => named.values_mut().for_each(allow_empty),
            ("anyOf" | "oneOf", Json::Array(items)) => items.iter_mut().for_each(allow_empty),
            ("items" | "additionalProperties" | "then" | "else", inner) => allow_empty(inner),
            _ => {}
        }
    }
    let required: Vec<Json> = object.get("required").and_then(Json::as_array).cloned().unwrap_or_default();
    let Some(Json::Object(properties)) = object.get_mut("properties") else { return };
    let optional = properties.iter_mut().filter(|(name, _)| !required.contains(&json!(name)));
    optional.for_each(|(_, property)| or_empty(property));
}

fn or_empty(property: &mut Json) {
    let Json::Object(object) = property else { return };
    let mut told = Map::new();
    for key in ["title", "description", "examples"] {
        told.extend(object.remove(key).map(|value| (key.to_owned(), value)));
    }
    let filled = std::mem::take(property);
    *property = schemas::either(filled, json!({"type": "null"}));
    for (key, value) in told {
        property[key] = value;
    }
}
