use serde_json::Value as Json;

use super::Answers;
use crate::diagnostic::MessageLanguage;
use crate::field::Field;
use crate::forms;
use crate::model::{FieldPath, Localized};
use crate::say;
use crate::validate::{Collection, Portal};

/// Something that a record needs, to ask somebody for.
#[derive(Debug)]
pub struct Question {
    /// Where the answer goes.
    pub path: FieldPath,
    /// What it is called.
    pub label: String,
    /// What those who write it are told.
    pub help: Option<String>,
    /// The words that may be answered, each with its meaning; empty where anything may be.
    pub choices: Vec<(String, String)>,
}

impl Question {
    /// The word for an answer, also of somebody who answers with its meaning, where only one word has it.
    pub fn word(&self, answer: &str) -> String {
        let lower = answer.to_lowercase();
        let is_word = self.choices.iter().any(|(word, _)| word == answer);
        let mut meant = self.choices.iter().filter(|(_, label)| !is_word && label.to_lowercase() == lower);
        match (meant.next(), meant.next()) {
            (Some((word, _)), None) => word.clone(),
            _ => answer.to_owned(),
        }
    }
}

/// What a record of a collection needs and nobody has answered yet, in the order of the schema.
pub fn questions(
    portal: &Portal,
    collection: &Collection,
    given: &Answers,
    language: MessageLanguage,
) -> Vec<Question> {
    let schema = forms::source_schemas(portal, language).into_iter().find(|of| of.name == collection.schema.id);
    let schema = schema.map(|of| of.schema).unwrap_or_default();
    let mut asked = vec![own("name", say!("Nazwa", "Name").in_language(language).to_owned(), &schema)];
    for field in collection.schema.fields.iter().filter(|field| field.required) {
        asked.extend(of_field(field, &schema, portal, language));
    }
    let source = FieldPath::new("source").key("place");
    let place = say!("Miejsce w źródle, np. s. 12", "Place in the source, such as p. 12");
    let whole = given.get("source").is_some();
    let label = place.in_language(language).to_owned();
    asked.extend((!whole).then_some(Question { path: source, label, help: None, choices: Vec::new() }));
    asked.retain(|question| !given.has(&question.path));
    asked
}

fn own(key: &str, label: String, schema: &Json) -> Question {
    let help = schema.pointer(&format!("/$defs/record/properties/{key}/description")).and_then(Json::as_str);
    Question { path: FieldPath::new(key), label, help: help.map(str::to_owned), choices: Vec::new() }
}

/// One question for a value that is a word or text, one for each part that a value must have.
fn of_field(field: &Field, root: &Json, portal: &Portal, language: MessageLanguage) -> Vec<Question> {
    let written = root.pointer(&format!("/$defs/record/properties/{}", field.name)).unwrap_or(&Json::Null);
    let value = if field.list { &written["items"] } else { written };
    let value = resolved(root, value);
    let path = FieldPath::new(&field.name);
    let path = if field.list { path.item(0) } else { path };
    let label = spoken(&field.label, portal, language);
    let help = field.help.as_ref().map(|help| spoken(help, portal, language));
    let parts = value["required"].as_array().filter(|_| value["type"] == "object");
    let Some(parts) = parts.filter(|parts| !parts.is_empty()) else {
        return vec![Question { path, label, help, choices: choices(value) }];
    };
    let part = |name: &str| {
        let schema = resolved(root, &value["properties"][name]);
        let label = format!("{label} – {name}");
        Question { path: path.clone().key(name), label, help: help.clone(), choices: choices(schema) }
    };
    parts.iter().filter_map(Json::as_str).map(part).collect()
}

/// A schema, or what it refers to.
fn resolved<'s>(root: &'s Json, schema: &'s Json) -> &'s Json {
    let way = schema.get("$ref").and_then(Json::as_str).and_then(|way| way.strip_prefix('#'));
    way.and_then(|way| root.pointer(way)).unwrap_or(schema)
}

/// The words that a schema allows, each with its meaning.
fn choices(schema: &Json) -> Vec<(String, String)> {
    let text = |value: &Json| value.as_str().map(str::to_owned);
    let titled = schema["anyOf"].as_array().into_iter().flatten();
    let titled = titled.filter_map(|word| Some((text(&word["const"])?, text(&word["title"])?)));
    let plain = schema["enum"].as_array().into_iter().flatten();
    titled.chain(plain.filter_map(|word| Some((text(word)?, text(word)?)))).collect()
}

/// A text in the language of whoever is asked, where the register has it.
pub fn spoken(text: &Localized, portal: &Portal, language: MessageLanguage) -> String {
    let tag = portal.site.languages.iter().find(|tag| tag.as_str() == language.code());
    tag.map_or(text.original(), |tag| text.get(tag, portal.site.languages.default_language()).text).to_owned()
}
