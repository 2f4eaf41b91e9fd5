//! Where the source of a dataset contradicts itself, and which figures that is about.

use std::ops::Range;

use super::portal::{About, Conflict, DataColumn};

use crate::diagnostic::{codes, did_you_mean};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::yaml::Node;

/// The words for what of its figures a contradiction is about.
pub const FIGURES: &[(&str, About)] = &[
    ("value", About::Value),
    ("share", About::Share),
    ("change", About::Change),
    ("total", About::Total),
    ("whole", About::Whole),
];

/// Reads the `conflicts` of one dataset.
pub struct ConflictReader<'a> {
    /// The dataset's file.
    pub reading: &'a Reading<'a>,
    /// Its columns.
    pub columns: &'a [DataColumn],
    /// What its rows are called.
    pub names: &'a [String],
}

impl ConflictReader<'_> {
    /// Reads one contradiction.
    ///
    /// **Errors**: `dataset/reference` for a row or column that the dataset does not have.
    pub fn read(&self, node: &Node) -> Option<Conflict> {
        let fields = self.reading.fields(node)?;
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let ids: Vec<&str> = self.columns.iter().map(|column| column.id.as_str()).collect();
        let rows = self.named(&fields, "rows", &names);
        let columns = self.named(&fields, "columns", &ids);
        let asked = fields.take("about").and_then(|node| self.reading.word(node, FIGURES));
        let is_whole = fields.take("rows").is_none() && fields.take("columns").is_none();
        let about = asked.unwrap_or(if is_whole { About::Whole } else { About::Value });
        let place = fields.need_localized("place");
        let printed = fields.need_localized("printed");
        let taken = fields.need_localized("taken");
        let reason = fields.need_localized("reason");
        fields.close();
        Some(Conflict { about, rows, columns, place: place?, printed: printed?, taken: taken?, reason: reason? })
    }

    /// The places in `known` of the names that a key lists.
    fn named(&self, fields: &Fields<'_, '_>, key: &'static str, known: &[&str]) -> Vec<usize> {
        let place = |(name, span): (&str, Range<usize>)| {
            let found = known.iter().position(|other| *other == name);
            if found.is_none() {
                self.unknown(key, name, &span, known);
            }
            found
        };
        fields.texts(key).into_iter().filter_map(place).collect()
    }

    fn unknown(&self, key: &str, name: &str, span: &Range<usize>, known: &[&str]) {
        let message = match key {
            "rows" => say!("Zestaw nie ma wiersza „{name}”.", "The dataset has no row “{name}”."),
            _ => say!("Zestaw nie ma kolumny „{name}”.", "The dataset has no column “{name}”."),
        };
        self.reading.report(codes::DATASET_REFERENCE, span, message, did_you_mean(name, known.iter().copied()));
    }
}
