//! Pieces of JSON Schemas that many kinds share. **Source**: JSON Schema 2020-12.

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

/// What the schemas of sources share: a kind refers to it, and whoever writes the whole schema says what it is in this
/// site (which languages, areas, records and postal codes there are).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared<'a> {
    /// A text in the site's languages.
    Text,
    /// A postal code of the site's country.
    PostalCode,
    /// The code of an area: of a level, or of any.
    Area(Option<&'a str>),
    /// The identifier of a record of a collection.
    Record(&'a str),
}

impl Shared<'_> {
    /// Its name under `$defs`.
    pub fn name(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::PostalCode => "postal_code".to_owned(),
            Self::Area(None) => "area".to_owned(),
            Self::Area(Some(level)) => format!("area.{level}"),
            Self::Record(collection) => format!("record.{collection}"),
        }
    }

    /// The schema that refers to it.
    pub fn schema(self) -> Json {
        json!({"$ref": format!("#/$defs/{}", self.name())})
    }
}

/// One line of text: in records also a number or word that YAML takes for something else than text.
pub fn text(form: Form) -> Json {
    match form {
        Form::Content => json!({"type": ["string", "number", "boolean"], "pattern": r"\S"}),
        Form::Data => json!({"type": "string"}),
    }
}

/// A text in languages: in open data in the default language alone.
pub fn localized(form: Form) -> Json {
    match form {
        Form::Content => Shared::Text.schema(),
        Form::Data => text(form),
    }
}

/// One of the words: in records also as the number that YAML takes it for.
pub fn enumerated(words: &[&str], form: Form) -> Json {
    let written = words.iter().map(|word| Json::from(*word));
    let taken = words.iter().filter_map(|word| taken_by_yaml(word).filter(|_| form == Form::Content));
    json!({"enum": written.chain(taken).collect::<Vec<_>>()})
}

/// What YAML takes a word for that stands without quotes, where that is no text. **Source**: YAML 1.2.2 §10.3, core schema.
pub fn taken_by_yaml(word: &str) -> Option<Json> {
    match word {
        "true" | "True" | "TRUE" => Some(Json::Bool(true)),
        "false" | "False" | "FALSE" => Some(Json::Bool(false)),
        _ => word.parse::<i64>().map(Json::from).or_else(|_| decimal(word).ok_or(())).ok(),
    }
}

fn decimal(word: &str) -> Option<Json> {
    let plain = word.starts_with(|c: char| c.is_ascii_digit() || "-+.".contains(c))
        && word.bytes().all(|byte| byte.is_ascii_digit() || b"-+.eE".contains(&byte));
    word.parse::<f64>().map(Json::from).ok().filter(|_| plain)
}

/// A number written as text: with spaces between its groups, and a comma or point before its decimals.
pub fn number_text(decimals: bool) -> Json {
    let after = if decimals { r"([.,]\d+)?" } else { "" };
    json!({"type": "string", "pattern": format!(r"^\s*[-−]?\d([\d\s]*\d)?{after}\s*$")})
}

/// Either of two ways to write a number, between limits as far as it is written as such.
pub fn number(kind: &str, limits: [Option<Json>; 2]) -> Json {
    let mut number = json!({"type": kind});
    for (key, limit) in ["minimum", "maximum"].into_iter().zip(limits) {
        limit.into_iter().for_each(|limit| number[key] = limit);
    }
    either(number, number_text(kind == "number"))
}

/// A text in one format of JSON Schema, such as `email`.
pub fn formatted(format: &str) -> Json {
    json!({"type": "string", "format": format})
}

/// A date of which at least so much is known: in records also a year, which YAML takes for a number.
pub fn date(least: DatePrecision, form: Form) -> Json {
    match (least, form) {
        (DatePrecision::Day, Form::Data) => formatted("date"),
        (DatePrecision::Day, Form::Content) => json!({"type": "string", "pattern": r"^\s*\d{4}-\d{2}-\d{2}\s*$"}),
        (DatePrecision::Month, _) => json!({"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}),
        (DatePrecision::Year, Form::Data) => json!({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
        (DatePrecision::Year, Form::Content) => json!({"anyOf": [{"type": "integer"}, date(least, Form::Data)]}),
    }
}

/// One of the words, each with what it means: in records also as what YAML takes it for.
pub fn words<'w>(words: impl Iterator<Item = (&'w str, &'w str)>, form: Form) -> Json {
    let mut taken = Vec::new();
    let mut choices: Vec<Json> = words
        .map(|(word, title)| {
            taken.extend(taken_by_yaml(word).filter(|_| form == Form::Content));
            json!({"const": word, "title": title})
        })
        .collect();
    match form {
        Form::Data => json!({"oneOf": choices}),
        Form::Content => {
            choices.extend((!taken.is_empty()).then(|| json!({"enum": taken})));
            json!({"anyOf": choices})
        }
    }
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
