use std::path::Path;

use crate::diagnostic::{Diagnostic, codes};
use crate::diff::{Change, ChangeKind, Changes};
use crate::model::RecordKey;
use crate::say;
use crate::source::{Location, SourceFile};

/// Reports records whose published addresses lead nowhere any more: those that are gone, and those with another identifier
/// that do not keep the old one.
///
/// **Errors**: `record/vanished`, `record/moved`.
pub fn vanished(changes: &Changes) -> Vec<Diagnostic> {
    changes.records.iter().filter_map(fault).collect()
}

fn fault(change: &Change) -> Option<Diagnostic> {
    let (title, key) = (&change.title, &change.key);
    match &change.kind {
        ChangeKind::Removed { notice: None } => {
            let message = say!(
                "Rekord „{title}” ({key}) zniknął, a jego adres jest opublikowany.",
                "The record “{title}” ({key}) is gone, but its address is published."
            );
            let id = &key.id;
            let help = say!(
                "Jeśli ma inny identyfikator, dopisz w nowym pliku: aliases: [{id}]. Jeśli jest wykreślony, przywróć plik \
                 i dopisz w nim title: … oraz removed: {{on: 2025, reason: …, source: …}}.",
                "If it has another identifier, add to the new file: aliases: [{id}]. If it was struck off, bring the file \
                 back and add to it title: … and removed: {{on: 2025, reason: …, source: …}}."
            );
            Some(Diagnostic::new(codes::RECORD_VANISHED, start(key), message).help(help))
        }
        ChangeKind::Renamed { from, kept: false } => {
            let message = say!(
                "Rekord „{title}” miał identyfikator {from}, a ma {key}; dawny adres prowadzi donikąd.",
                "The record “{title}” was {from} and is {key}; the old address leads nowhere."
            );
            let alias = if from.collection == key.collection { from.id.to_string() } else { format!("{from}/") };
            let help = say!("Dopisz w tym pliku: aliases: [{alias}]", "Add to this file: aliases: [{alias}]");
            Some(Diagnostic::new(codes::RECORD_MOVED, start(key), message).help(help))
        }
        _ => None,
    }
}

/// The start of a record's file, which may be there no longer.
fn start(key: &RecordKey) -> Location {
    let RecordKey { collection, id } = key;
    SourceFile::new(Path::new("content/registry").join(&**collection).join(format!("{id}.yaml")), "").start()
}
