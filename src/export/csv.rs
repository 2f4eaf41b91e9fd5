use super::cells::Table;
use super::columns::{columns, rows};
use crate::index::Indexes;
use crate::validate::{Collection, Portal};

/// The records of some collections as a table: all that the JSON has. The items of a list stand in one cell, separated by
/// `; `; corrections and doubts are JSON in a cell.
///
/// **Source**: RFC 4180.
pub fn table(portal: &Portal, indexes: &Indexes, collections: &[&Collection]) -> Vec<u8> {
    let columns = columns(collections);
    let mut table = Table::new(columns.iter().map(|column| &column.name));
    for at in rows(portal, indexes, collections) {
        table.row(columns.iter().map(|column| column.cell(portal, at).to_string()));
    }
    table.finish()
}
