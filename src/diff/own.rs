//! What every record says of itself, whatever its schema.

use serde_json::json;

use super::{Entry, Seen};
use crate::diagnostic::Text;
use crate::field::Json;
use crate::model::Localized;
use crate::say;
use crate::validate::Citation;

/// Each key that every record may have, with its name in words and its value.
pub(super) fn own_fields(entry: &Entry<'_>) -> [(&'static str, Text, Option<Seen>); 6] {
    let record = entry.record;
    let list = |items: Vec<Seen>| {
        let text = items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join("; ");
        let json = Json::Array(items.iter().map(|item| item.json.clone()).collect());
        (!items.is_empty()).then_some(Seen { json, text })
    };
    let corrections = record.corrections.iter().map(|of| {
        let (field, printed, reason) = (of.field.to_string(), &of.printed, localized(entry, &of.reason));
        let text = format!("{field}: „{printed}” – {}", reason.text);
        Seen { json: json!({"field": field, "printed": printed, "reason": reason.json}), text }
    });
    let doubts = record.doubts.iter().map(|of| {
        let (field, reason) = (of.field.to_string(), localized(entry, &of.reason));
        Seen { text: format!("{field}: {}", reason.text), json: json!({"field": field, "reason": reason.json}) }
    });
    let aliases = record.aliases.iter().map(|(path, _)| plain(&path.to_string()));
    [
        ("name", say!("nazwa", "name"), Some(plain(&record.name))),
        ("source", say!("źródło", "source"), citation(entry, &record.source)),
        ("verified", say!("sprawdzono", "verified"), record.verified.map(|date| plain(&date.to_string()))),
        ("corrections", say!("poprawki", "corrections"), list(corrections.collect())),
        ("doubts", say!("wątpliwości", "doubts"), list(doubts.collect())),
        ("aliases", say!("dawne adresy", "old addresses"), list(aliases.collect())),
    ]
}

fn plain(text: &str) -> Seen {
    Seen { json: Json::from(text), text: text.to_owned() }
}

/// A text with all its translations, and in the language in which changes are told.
fn localized(entry: &Entry<'_>, text: &Localized) -> Seen {
    let speech = entry.state.speech();
    let original = (speech.default.to_string(), Json::from(text.original()));
    let others = text.translations().map(|(language, text)| (language.to_string(), Json::from(text)));
    let translated: Json = std::iter::once(original).chain(others).collect();
    let only = translated.as_object().is_some_and(|texts| texts.len() == 1);
    let json = if only { Json::from(text.original()) } else { translated };
    Seen { json, text: speech.text(text).to_owned() }
}

fn citation(entry: &Entry<'_>, source: &Citation) -> Option<Seen> {
    let url = source.url.as_ref().map(|url| plain(url.as_str()));
    let [title, place] = [&source.title, &source.place].map(|text| text.as_ref().map(|text| localized(entry, text)));
    let parts: Vec<(&str, Seen)> = [("title", title), ("url", url), ("place", place)]
        .into_iter()
        .filter_map(|(key, of)| Some((key, of?)))
        .collect();
    let text = parts.iter().map(|(_, seen)| seen.text.as_str()).collect::<Vec<_>>().join(", ");
    let json: Json = parts.into_iter().map(|(key, seen)| (key.to_owned(), seen.json)).collect();
    (!text.is_empty()).then_some(Seen { json, text })
}
