//! What a row and a record say in a column, in one form, so that the two can be compared.

use unicode_normalization::UnicodeNormalization;

use super::cells::{self, canonical, item_text};
use super::mapping::Target;
use super::planner::Planner;
use super::rows::Incoming;
use crate::field::{Audience, Field, Part};
use crate::validate::Record;
use crate::yaml::Value;

impl Planner<'_> {
    /// All that a row says in the columns that have a place. **Shape**: columns by line; the same text says the same.
    pub(super) fn whole_row(&self, row: &Incoming) -> String {
        self.whole(|column| self.said_by_row(row, column))
    }

    /// All that a record says in the columns of the table.
    pub(super) fn whole_record(&self, record: &Record) -> String {
        self.whole(|column| self.said_by_record(record, column))
    }

    fn whole(&self, said: impl Fn(usize) -> Option<String>) -> String {
        let placed = (0..self.targets.len()).filter(|column| self.targets[*column] != Target::Id);
        placed.map(|column| said(column).unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    /// The key of a row: what it says in the key's columns. Nothing where the first one is empty, or one is not there.
    pub(super) fn key_of_row(&self, row: &Incoming) -> Option<String> {
        self.key(|column| self.said_by_row(row, column))
    }

    /// The key of a record.
    pub(super) fn key_of_record(&self, record: &Record) -> Option<String> {
        self.key(|column| self.said_by_record(record, column))
    }

    fn key(&self, said: impl Fn(usize) -> Option<String>) -> Option<String> {
        let columns: Vec<usize> = self.keys.iter().copied().collect::<Option<_>>()?;
        let parts: Vec<Option<String>> = columns.into_iter().map(said).collect();
        parts.first()?.as_ref()?;
        Some(parts.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("\n"))
    }

    /// What a row says in a column; nothing where the cell is empty or goes nowhere.
    fn said_by_row(&self, row: &Incoming, column: usize) -> Option<String> {
        let (index, part) = match self.targets.get(column)? {
            Target::Name => return row.name.as_deref().map(plain),
            Target::Id => return row.id.clone(),
            Target::Part(field, part) => (*field, *part),
            Target::Address(field) => (*field, Part::WHOLE),
            Target::Skip | Target::Unknown => return None,
        };
        let (field, given) = (&self.collection.schema.fields[index], row.fields.iter().find(|of| of.field == index)?);
        let (_, cell, _) =
            given.cells.iter().find(|(.., at)| *at == Some(column)).filter(|(_, cell, _)| !cell.is_empty())?;
        match self.targets[column] {
            Target::Address(_) => given.tree.as_ref().map(|tree| self.said(field, tree)),
            _ => cells::tree(field, &[(part, cell)], self.within).map(|tree| self.said(field, &tree)),
        }
    }

    /// What a record says in a column; nothing where it has no such value.
    fn said_by_record(&self, record: &Record, column: usize) -> Option<String> {
        let (field, tree) = match self.targets.get(column)? {
            Target::Name => return Some(plain(&record.name)),
            Target::Id => return Some(record.id.as_str().to_owned()),
            Target::Skip | Target::Unknown => return None,
            Target::Part(field, part) => {
                let (of, values) = (&self.collection.schema.fields[*field], &record.values[*field]);
                (of, of.tree(&[(*part, of.cell(values, *part, Audience::Office, self.asked.portal))])?)
            }
            Target::Address(field) => {
                let of = &self.collection.schema.fields[*field];
                (of, of.write(&record.values[*field], self.asked.portal)?)
            }
        };
        Some(self.said(field, &tree))
    }

    /// A value in one form.
    pub(super) fn said(&self, field: &Field, tree: &Value) -> String {
        let one = |value: &Value| canonical(field, &item_text(value), self.asked.portal.site.country);
        match tree {
            Value::Sequence(items) => items.iter().map(|item| one(&item.value)).collect::<Vec<_>>().join("; "),
            other => one(other),
        }
    }
}

/// A name in one form: letters in NFC, small, words by one space.
fn plain(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
