//! What changed in a register, as text, JSON or Markdown.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{escaped, one_line};
use crate::diagnostic::{MessageLanguage, Text};
use crate::diff::{Change, ChangeKind, Changes, FieldChange};
use crate::say;

/// The form of an account of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangesFormat {
    /// For people at a terminal.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// For a comment on a pull request.
    Markdown,
}

/// Tells what changed. **Shape**: ends with a line end.
pub fn changes(changes: &Changes, format: ChangesFormat, language: MessageLanguage) -> String {
    match format {
        ChangesFormat::Text => text(changes, language),
        ChangesFormat::Json => json_text(changes),
        ChangesFormat::Markdown => markdown(changes, language),
    }
}

/// `{changes: [{collection, id, kind, from?, fields: [{field, old, new}]}]}`.
fn json_text(changes: &Changes) -> String {
    let value = |seen: &Option<crate::diff::Seen>| seen.as_ref().map_or(Value::Null, |seen| seen.json.clone());
    let field = |of: &FieldChange| json!({"field": of.field, "old": value(&of.old), "new": value(&of.new)});
    let entry = |of: &Change| {
        let fields: Vec<Value> = of.fields.iter().map(field).collect();
        let mut entry =
            json!({"collection": of.key.collection, "id": of.key.id, "kind": kind_name(&of.kind), "fields": fields});
        if let ChangeKind::Renamed { from, .. } = &of.kind {
            entry["from"] = json!({"collection": from.collection, "id": from.id});
        }
        entry
    };
    let report = json!({"changes": changes.records.iter().map(entry).collect::<Vec<_>>()});
    let mut text = serde_json::to_string_pretty(&report).expect("strings are always JSON");
    text.push('\n');
    text
}

fn kind_name(kind: &ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed { .. } => "removed",
        ChangeKind::Renamed { .. } => "renamed",
        ChangeKind::Changed => "changed",
    }
}

fn text(changes: &Changes, language: MessageLanguage) -> String {
    let mut text = String::new();
    for change in &changes.records {
        let (title, key) = (&change.title, &change.key);
        writeln!(text, "{title} ({key}): {}", happened(&change.kind).in_language(language)).expect(WRITES);
        for field in &change.fields {
            writeln!(text, "  {}: {}", field.label, told(field, &one_line).in_language(language)).expect(WRITES);
        }
        text.push('\n');
    }
    text + count(changes).in_language(language) + "\n"
}

fn markdown(changes: &Changes, language: MessageLanguage) -> String {
    let mut text = String::new();
    for change in &changes.records {
        let (title, key) = (escaped(&change.title), &change.key);
        writeln!(text, "**{title}** (`{key}`): {}", happened(&change.kind).in_language(language)).expect(WRITES);
        for field in &change.fields {
            let label = escaped(&field.label);
            writeln!(text, "- {label}: {}", told(field, &|words| escaped(&one_line(words))).in_language(language))
                .expect(WRITES);
        }
        text.push('\n');
    }
    text + count(changes).in_language(language) + "\n"
}

const WRITES: &str = "a string takes every write";

fn happened(kind: &ChangeKind) -> Text {
    match kind {
        ChangeKind::Added => say!("dodano", "added"),
        ChangeKind::Removed { notice: None } => say!("usunięto", "removed"),
        ChangeKind::Removed { notice: Some(reason) } => {
            let reason = one_line(reason);
            say!("usunięto, pod adresem jest informacja: „{reason}”", "removed, its address says: “{reason}”")
        }
        ChangeKind::Changed => say!("zmieniono", "changed"),
        ChangeKind::Renamed { from, kept: true } => {
            say!("inny identyfikator, dawny: {from}", "another identifier, before: {from}")
        }
        ChangeKind::Renamed { from, kept: false } => say!(
            "inny identyfikator, dawny: {from}; dawny adres nie prowadzi do nowego, brakuje „aliases”",
            "another identifier, before: {from}; the old address does not lead to the new one, “aliases” is missing"
        ),
    }
}

fn told(field: &FieldChange, form: &dyn Fn(&str) -> String) -> Text {
    let words = |seen: &Option<crate::diff::Seen>| seen.as_ref().map(|seen| form(&seen.text));
    match (words(&field.old), words(&field.new)) {
        (Some(old), Some(new)) if old == new => {
            say!("zmieniono tłumaczenie albo zapis: „{new}”", "the translation or form changed: “{new}”")
        }
        (Some(old), Some(new)) => say!("było „{old}”, jest „{new}”", "was “{old}”, is “{new}”"),
        (None, Some(new)) => say!("dopisano „{new}”", "added “{new}”"),
        (Some(old), None) => say!("usunięto „{old}”", "removed “{old}”"),
        (None, None) => say!("bez zmian", "unchanged"),
    }
}

fn count(changes: &Changes) -> Text {
    match changes.records.len() {
        0 => say!("Nic się nie zmieniło.", "Nothing changed."),
        count => say!("Zmienione rekordy: {count}.", "Records changed: {count}."),
    }
}
