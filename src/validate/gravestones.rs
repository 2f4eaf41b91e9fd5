//! Entries that are in the register no longer: files with the key `removed`.

use std::sync::Arc;

use super::context::Context;
use super::portal::{Gravestone, Removal};
use super::records::{read_aliases, read_id, report_unknown};
use super::scope::Register;
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::field::{RECORD_KEYS, Scope};
use crate::model::{Date, RecordRef, When};
use crate::reading::{Reading, missing_key};
use crate::say;
use crate::source::SourceFile;
use crate::yaml::{self, Mapping, Node, Value};

/// What a removed entry must say; the rest of what it said when it stood may stay in the file, unread.
const NEEDED: [&str; 3] = ["name", "title", "removed"];

/// Whether a file tells of an entry that is in the register no longer.
pub fn is_gravestone(file: &Arc<SourceFile>) -> bool {
    // The word is in few files, and only these are parsed for it.
    file.text().contains("removed")
        && yaml::parse(file).value.is_some_and(|node| match &node.value {
            Value::Mapping(mapping) => mapping.get("removed").is_some_and(|removed| removed.value != Value::Null),
            _ => false,
        })
}

/// Reads what stays of a removed entry; nothing where that is wrong.
pub fn read_gravestone(
    context: &Context<'_>,
    file: &Arc<SourceFile>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Gravestone> {
    let id = read_id(file, sink);
    let tree = yaml::parse(file).into_value(sink)?;
    let reading = Reading::new(file, context.languages);
    let gravestone = reading.mapping(&tree).and_then(|mapping| {
        let keys = KeysOf { context, reading: &reading, mapping };
        keys.judge();
        let (name, title, removal) = (keys.text("name"), keys.need("title"), keys.need("removed"));
        Some(Gravestone {
            file: Arc::clone(file),
            url: context.path.join(&id.slug()),
            name: name?.into(),
            title: title.and_then(|node| reading.localized(node))?,
            removal: removal.and_then(|node| read_removal(&reading, node, context))?,
            aliases: mapping.get("aliases").map(|node| read_aliases(&reading, node, context.path)).unwrap_or_default(),
            id,
        })
    });
    let diagnostics = reading.finish();
    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    sink.extend(diagnostics);
    gravestone.filter(|_| whole)
}

/// The keys of a removed entry.
struct KeysOf<'k> {
    context: &'k Context<'k>,
    reading: &'k Reading<'k>,
    mapping: &'k Mapping,
}

impl<'k> KeysOf<'k> {
    /// Reports keys that no entry has, and those that are missing.
    fn judge(&self) {
        let schema = self.context.schema;
        let is_known = |key: &str| {
            schema.field_index(key).is_some()
                || RECORD_KEYS.contains(&key)
                || NEEDED.contains(&key)
                || schema.is_unread(key)
        };
        let unknown: Vec<_> = self.mapping.entries.iter().filter(|entry| !is_known(&entry.key)).collect();
        report_unknown(self.context, self.reading, self.mapping, &unknown);
        for key in NEEDED {
            let entry = self.mapping.entry(key).filter(|entry| entry.value.value == Value::Null);
            let span = entry.map(|entry| entry.key_span.clone());
            if span.is_some() || self.mapping.get(key).is_none() {
                missing_key(self.reading, key, &span.clone().unwrap_or(0..0), span.is_some());
            }
        }
    }

    fn need(&self, key: &str) -> Option<&'k Node> {
        self.mapping.get(key).filter(|node| node.value != Value::Null)
    }

    fn text(&self, key: &str) -> Option<&'k str> {
        self.reading.text(self.need(key)?)
    }
}

fn read_removal(reading: &Reading<'_>, node: &Node, context: &Context<'_>) -> Option<Removal> {
    let fields = reading.fields(node)?;
    let on = fields.need("on").and_then(|node| read_when(reading, node, context.scope.today()));
    let (reason, source) = (fields.need_localized("reason"), fields.need_localized("source"));
    let successor = fields.take("successor").map(|node| read_successor(reading, node, context));
    fields.close();
    Some(Removal { on: on?, reason: reason?, source: source?, successor: successor.flatten() })
}

/// Reads a day, or a year alone.
fn read_when(reading: &Reading<'_>, node: &Node, today: Date) -> Option<When> {
    if let Some(year) = reading.text(node).and_then(When::parse_year) {
        if year.year() > today.year() {
            reading.warn_of_future(year.last_day(), &node.span, today);
        }
        return Some(year);
    }
    let date = reading.date(node)?;
    reading.warn_of_future(date, &node.span, today);
    Some(When::Day(date))
}

/// Reads which record does the work now: an identifier in the same collection, or `collection/identifier`.
fn read_successor(reading: &Reading<'_>, node: &Node, context: &Context<'_>) -> Option<RecordRef> {
    let text = reading.text(node)?;
    let (collection, id) = text.trim_matches('/').split_once('/').unwrap_or((&context.schema.id, text));
    let scope: &Register<'_> = context.scope;
    let known = || scope.records.iter().map(|(name, _)| name.as_str());
    if !known().any(|name| name == collection) {
        if !scope.unread_collections.iter().any(|unread| unread == collection) {
            let message = say!("Nie ma zbioru „{collection}”.", "There is no collection “{collection}”.");
            reading.report(codes::REFERENCE_DANGLING, &node.span, message, did_you_mean(collection, known()));
        }
        return None;
    }
    scope.record(reading, id, &node.span, collection)
}
