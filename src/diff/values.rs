//! Values side by side.

use std::collections::BTreeMap;

use super::own::own_fields;
use super::{Entry, FieldChange, Seen};
use crate::field::{Audience, Field, Json, Shown, ShownField, Value};
use crate::yaml;

/// The fields in which two states of a record differ: those of the new schema in its order, then those that it no longer
/// has, then what every record says of itself.
pub(super) fn differences(old: &Entry<'_>, new: &Entry<'_>) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let (before, now) = (fields(old), fields(new));
    let new_names = now.iter().map(|(field, _)| field.name.as_str());
    let old_only = before.iter().map(|(field, _)| field.name.as_str()).filter(|name| find(&now, name).is_none());
    for name in new_names.chain(old_only) {
        let (was, is) = (find(&before, name), find(&now, name));
        let (was_json, is_json) = (was.and_then(|of| json(old, of)), is.and_then(|of| json(new, of)));
        // What is written is compared, not what is shown: a new word of the theme is no change of the register.
        if was_json == is_json {
            continue;
        }
        let Some((field, state)) = is.map(|of| (of.0, new.state)).or(was.map(|of| (of.0, old.state))) else { continue };
        changes.push(FieldChange {
            field: name.to_owned(),
            label: state.speech().text(&field.label).to_owned(),
            old: was_json.map(|json| Seen { text: was.map_or_else(String::new, |of| words(old, of)), json }),
            new: is_json.map(|json| Seen { text: is.map_or_else(String::new, |of| words(new, of)), json }),
        });
    }
    let (before, now) = (own_fields(old), own_fields(new));
    for ((name, label, was), (_, _, is)) in before.into_iter().zip(now) {
        if was.as_ref().map(|seen| &seen.json) != is.as_ref().map(|seen| &seen.json) {
            changes.push(FieldChange {
                field: name.to_owned(),
                label: new.state.say(&label).to_owned(),
                old: was,
                new: is,
            });
        }
    }
    changes
}

/// A field with its values in a record.
type Filled<'a> = (&'a Field, &'a [Value]);

fn fields<'a>(entry: &Entry<'a>) -> Vec<Filled<'a>> {
    entry.collection.schema.fields.iter().zip(entry.record.values.iter().map(|values| &**values)).collect()
}

fn find<'a>(fields: &[Filled<'a>], name: &str) -> Option<Filled<'a>> {
    fields.iter().find(|(field, _)| field.name == name).copied()
}

/// Every value of a record as it is written, by the name of its field.
pub(super) fn written(entry: &Entry<'_>) -> BTreeMap<String, Json> {
    fields(entry).into_iter().filter_map(|of| Some((of.0.name.clone(), json(entry, of)?))).collect()
}

fn json(entry: &Entry<'_>, (field, values): Filled<'_>) -> Option<Json> {
    field.write(values, entry.state.portal).map(|tree| as_json(&tree))
}

/// A tree of YAML as JSON: every scalar is text.
pub(super) fn as_json(tree: &yaml::Value) -> Json {
    match tree {
        yaml::Value::Null => Json::Null,
        yaml::Value::Scalar(text) => Json::String(text.clone()),
        yaml::Value::Sequence(items) => items.iter().map(|item| as_json(&item.value)).collect(),
        yaml::Value::Mapping(mapping) => {
            mapping.entries.iter().map(|entry| (entry.key.clone(), as_json(&entry.value.value))).collect()
        }
    }
}

/// Values as readers see them, one after another.
fn words(entry: &Entry<'_>, (field, values): Filled<'_>) -> String {
    let showing = entry.state.showing();
    let shown = field.show(values, Audience::Office, &showing);
    shown.iter().map(|shown| word(entry, shown)).collect::<Vec<_>>().join("; ").replace('\u{a0}', " ")
}

fn word(entry: &Entry<'_>, shown: &Shown<'_>) -> String {
    match shown {
        Shown::Text { text, .. } | Shown::Date { text, .. } | Shown::Status { text, .. } => text.clone(),
        Shown::Prose(text) => entry.state.speech().text(text).trim().to_owned(),
        Shown::Phone { text, extension, about, .. } => {
            let extension = extension.map(|extension| format!(" / {extension}")).unwrap_or_default();
            let about = about.iter().map(|(about, _)| about.as_str()).collect::<Vec<_>>().join(", ");
            if about.is_empty() { format!("{text}{extension}") } else { format!("{text}{extension} ({about})") }
        }
        Shown::Link { text, note: None, .. } => text.clone(),
        Shown::Link { text, note: Some(note), .. } => format!("{text} ({note})"),
        Shown::Group(fields) => {
            let values = |field: &ShownField<'_>| {
                field.values.iter().map(|value| word(entry, value)).collect::<Vec<_>>().join(", ")
            };
            fields.iter().map(|field| format!("{}: {}", field.label, values(field))).collect::<Vec<_>>().join(", ")
        }
        Shown::Image { file, alt, .. } => format!("{alt} ({file})"),
        Shown::Address { lines, .. } => lines.join(", "),
        Shown::Hours { rows, note, .. } => {
            let rows = rows.iter().map(|row| format!("{}: {}", row.days, row.times));
            rows.chain(note.iter().map(|(note, _)| note.clone())).collect::<Vec<_>>().join(", ")
        }
        Shown::Position { position, note } => {
            let point = format!("{}, {}", position.lat(), position.lon());
            note.as_ref().map_or(point.clone(), |note| format!("{point} ({note})"))
        }
    }
}
