//! What the schemas of sources have in common: texts in the site's languages, nouns, and what values may refer to.

use serde_json::{Value as Json, json};

use super::keys::{Writer, line};
use crate::config::LevelDefinition;
use crate::field::Form;
use crate::field::schemas::{self, Shared};
use crate::locale::{Locale, PluralCategory};
use crate::model::{Country, LanguageTag};

/// The name of nouns under `$defs`.
const NOUN: &str = "noun";

/// A noun with its plural forms.
pub fn noun() -> Json {
    json!({"$ref": format!("#/$defs/{NOUN}")})
}

/// The names under `$defs` that a schema refers to. **Shape**: each once.
pub fn named(schema: &Json) -> Vec<String> {
    let mut names = Vec::new();
    gather(schema, &mut names);
    names.sort_unstable();
    names.dedup();
    names
}

fn gather(schema: &Json, names: &mut Vec<String>) {
    match schema {
        Json::Array(items) => items.iter().for_each(|item| gather(item, names)),
        Json::Object(object) => {
            let reference = object.get("$ref").and_then(Json::as_str).and_then(|way| way.strip_prefix("#/$defs/"));
            names.extend(reference.map(str::to_owned));
            object.values().for_each(|value| gather(value, names));
        }
        _ => {}
    }
}

/// What those names mean in this register; names that the schema defines itself are left to it.
pub fn definitions(writer: &Writer<'_>, needed: Vec<String>) -> Vec<(String, Json)> {
    let portal = writer.portal;
    let levels = || portal.areas.levels.iter();
    let collections = || portal.collections.iter().map(|of| of.schema.id.as_str());
    let mut known: Vec<(String, Json)> = vec![(NOUN.to_owned(), nouns(writer)), (Shared::Text.name(), texts(writer))];
    let mut offer = |shared: Shared<'_>, schema: &dyn Fn() -> Json| {
        if needed.contains(&shared.name()) {
            known.push((shared.name(), schema()));
        }
    };
    offer(Shared::PostalCode, &|| postal_code(portal.site.country));
    offer(Shared::Area(None), &|| areas(writer, None));
    levels().for_each(|level| offer(Shared::Area(Some(&level.id)), &|| areas(writer, Some(level))));
    collections().for_each(|collection| offer(Shared::Record(collection), &|| records(writer, collection)));
    known.into_iter().filter(|(name, _)| needed.contains(name)).collect()
}

fn languages<'p>(writer: &Writer<'p>) -> Vec<&'p LanguageTag> {
    writer.portal.site.languages.iter().collect()
}

/// Plain text is in the first language; a mapping must have it.
fn texts(writer: &Writer<'_>) -> Json {
    let properties: serde_json::Map<String, Json> =
        languages(writer).iter().map(|tag| (tag.to_string(), line())).collect();
    let first = writer.portal.site.languages.default_language().as_str();
    let by_language = json!({"type": "object", "properties": properties, "required": languages(writer).iter().filter(|tag| tag.as_str() == first).map(|tag| tag.as_str()).collect::<Vec<_>>(), "additionalProperties": false});
    schemas::either(line(), by_language)
}

/// The forms that each language counts with.
fn nouns(writer: &Writer<'_>) -> Json {
    let forms = |tag: &&LanguageTag| {
        let locale = Locale::new(tag.as_str());
        let needed: Vec<&str> = locale.plural_categories().map(PluralCategory::name).collect();
        let properties: serde_json::Map<String, Json> = ["zero", "one", "two", "few", "many", "other"]
            .iter()
            .map(|category| ((*category).to_owned(), line()))
            .collect();
        json!({"type": "object", "properties": properties, "required": needed, "additionalProperties": false})
    };
    let properties: serde_json::Map<String, Json> =
        languages(writer).iter().map(|tag| (tag.to_string(), forms(tag))).collect();
    let by_language = json!({"type": "object", "properties": properties, "additionalProperties": false});
    match languages(writer)[..] {
        [only] => schemas::either(forms(&only), by_language),
        _ => by_language,
    }
}

/// A postal code in the form of the country, as far as that is known.
fn postal_code(country: Option<&Country>) -> Json {
    let Some(form) = country.and_then(|country| country.postal_code) else { return line() };
    let symbol = |symbol| match symbol {
        '9' => r"\d".to_owned(),
        'A' => "[A-Za-z]".to_owned(),
        '*' => r"[A-Za-z\d]".to_owned(),
        '|' => "|".to_owned(),
        ' ' => r"\s".to_owned(),
        other => regex::escape(&other.to_string()),
    };
    let pattern: String = form.chars().map(symbol).collect();
    let text = json!({"type": "string", "pattern": format!(r"^\s*({pattern})\s*$")});
    let is_number = form.split('|').any(|form| form.bytes().all(|symbol| symbol == b'9'));
    if is_number { schemas::either(text, json!({"type": "integer"})) } else { text }
}

/// The codes of areas with their names. Where areas could not be read any code will do.
fn areas(writer: &Writer<'_>, level: Option<&LevelDefinition>) -> Json {
    let areas = &writer.portal.areas;
    let is_meant = |area: &&crate::validate::Area| level.is_none_or(|level| areas.levels[area.level].id == level.id);
    let known: Vec<(&str, &str)> =
        areas.areas.iter().filter(is_meant).map(|area| (area.code.as_str(), area.name.original())).collect();
    if areas.unread || known.is_empty() { line() } else { schemas::words(known.into_iter(), Form::Content) }
}

/// The identifiers of a collection's records with their titles.
fn records(writer: &Writer<'_>, collection: &str) -> Json {
    let portal = writer.portal;
    let of = portal.collections.iter().filter(|of| of.schema.id == collection).flat_map(|of| &of.records);
    let known: Vec<(&str, &str)> = of.map(|record| (record.id.as_str(), record.title.original())).collect();
    if known.is_empty() { line() } else { schemas::words(known.into_iter(), Form::Content) }
}
