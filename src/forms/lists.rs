use serde_json::{Value as Json, json};

use super::keys::{Writer, line, list, localized, may, need, path, word};
use crate::say;

/// `glossary.yaml`: a list of terms.
pub fn glossary(writer: &Writer<'_>) -> Json {
    list(writer.mapping([
        need("term", line(), say!("Skrót tak, jak stoi w tekście.", "The abbreviation as it stands in texts.")),
        need("expansion", localized(), say!("Co skrót znaczy.", "What it stands for.")),
        may("definition", localized(), say!("Co to jest.", "What that is.")),
        may("collection", collections(writer), say!("Zbiór, do którego prowadzi.", "The collection that it leads to.")),
        may("forms", list(line()), say!("Inne zapisy tego słowa.", "Other written forms.")),
    ]))
}

/// `needs.yaml`: a list of words with what they lead to.
pub fn needs(writer: &Writer<'_>) -> Json {
    let tags: serde_json::Map<String, Json> =
        writer.portal.site.languages.iter().map(|tag| (tag.to_string(), list(line()))).collect();
    let words = json!({"anyOf": [list(line()), {"type": "object", "properties": tags, "additionalProperties": false}]});
    list(writer.mapping([
        need(
            "words",
            words,
            say!("Słowa, których ludzie szukają, według języków.", "What people search by, by language."),
        ),
        need("leads_to", list(lead(writer)), say!("Dokąd prowadzą.", "Where they lead.")),
        may("note", localized(), say!("Uwaga dla redakcji.", "A note for editors.")),
    ]))
}

fn lead(writer: &Writer<'_>) -> Json {
    let choice = say!("Jedno ze słów tego pola.", "One of that field's words.");
    let mut lead = writer.mapping([
        may("collection", collections(writer), say!("Wszystkie wpisy zbioru.", "All records of a collection.")),
        may("field", line(), say!("Pole z wyborem.", "A field with choices.")),
        may("choice", line(), choice),
        may("page", path(), say!("Strona.", "A page.")),
        may("section", localized(), say!("Nagłówek na niej.", "A heading on it.")),
        may("term", line(), say!("Skrót ze słownika.", "A term of the glossary.")),
    ]);
    lead["oneOf"] = ["collection", "page", "term"].iter().map(|key| json!({"required": [key]})).collect();
    lead
}

fn collections(writer: &Writer<'_>) -> Json {
    let portal = writer.portal;
    let known: Vec<&str> = portal.collections.iter().map(|of| of.schema.id.as_str()).collect();
    if known.is_empty() { line() } else { word(known.into_iter()) }
}
