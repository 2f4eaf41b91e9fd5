use serde_json::json;

use super::Json;
use crate::model::DatePrecision;

/// Which writing of values a JSON Schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What an editor writes in a record: YAML reads plain numbers and `true` as such.
    Content,
    /// What open data give.
    Data,
}

/// A language's code, as [`LanguageTag`](crate::model::LanguageTag) reads it.
const TAG: &str = "^[a-z]{2,3}(-[a-z]{2})?$";

/// One line of text: in records also a number or word that YAML takes for something else than text.
pub fn text(form: Form) -> Json {
    match form {
        Form::Content => json!({"type": ["string", "number", "boolean"]}),
        Form::Data => json!({"type": "string"}),
    }
}

/// A text in languages: in open data in the default language alone.
pub fn localized(form: Form) -> Json {
    match form {
        Form::Content => json!({"anyOf": [
            text(form),
            {"type": "object", "propertyNames": {"pattern": TAG}, "additionalProperties": text(form), "minProperties": 1},
        ]}),
        Form::Data => text(form),
    }
}

/// A text in one format of JSON Schema, such as `email`.
pub fn formatted(format: &str) -> Json {
    json!({"type": "string", "format": format})
}

/// A date of which at least so much is known: in records also a year, which YAML takes for a number.
pub fn date(least: DatePrecision, form: Form) -> Json {
    match (least, form) {
        (DatePrecision::Day, _) => formatted("date"),
        (DatePrecision::Month, _) => json!({"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}),
        (DatePrecision::Year, Form::Data) => json!({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
        (DatePrecision::Year, Form::Content) => json!({"anyOf": [{"type": "integer"}, date(least, Form::Data)]}),
    }
}

/// One of the words, each with what it means.
pub fn words<'w>(words: impl Iterator<Item = (&'w str, &'w str)>) -> Json {
    let word = |(word, title): (&str, &str)| json!({"const": word, "title": title});
    json!({"oneOf": words.map(word).collect::<Vec<_>>()})
}

/// An object of named parts; no other keys may stand in it.
pub fn object<const N: usize>(properties: [(&str, Json); N], required: &[&str]) -> Json {
    let properties: serde_json::Map<String, Json> =
        properties.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// One of two ways to write a value.
pub fn either(one: Json, other: Json) -> Json {
    json!({"anyOf": [one, other]})
}

/// An object of open data with the parts that are there.
pub fn parts<const N: usize>(parts: [(&str, Option<String>); N]) -> Json {
    let given = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), Json::String(part?))));
    Json::Object(given.collect())
}
