//! The register as human services, for directories that help people find them.
//!
//! Every thing is a row of a table, made in one place whether it stands in a table or in JSON: `rows.rs` for what
//! belongs to a record, `words.rs` for the register's own words, `organizations.rs` for who runs records. What each is made
//! from are the roles of fields and nothing else.
//!
//! The standard has no word for “not known whether it is open”: such a place is `inactive`, so that nobody is sent to a
//! closed door, and an alert and an attribute say what is known.
//!
//! **Source**: Human Services Data Specification 3.1.

mod columns;
mod json;
mod organizations;
mod package;
mod rows;
mod words;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::index::Indexes;
use crate::plan::hsds::{Hsds, Table, identifier, record_key};
use crate::validate::{Portal, RecordRef};

/// A row of a table: its cells by the names of columns, without the empty ones.
type Row = Map<String, Value>;

/// What rows are made from.
struct Source<'p> {
    portal: &'p Portal,
    indexes: &'p Indexes,
    namespace: Uuid,
}

/// The bytes of a file of human services.
pub fn file(portal: &Portal, indexes: &Indexes, file: Hsds) -> Vec<u8> {
    let namespace = portal.site.open_data.namespace.expect("only a register with a namespace plans these files");
    let source = Source { portal, indexes, namespace };
    match file {
        Hsds::Index => json::index(&source),
        Hsds::Package => package::package(&source),
        Hsds::Table(table) => package::table(&source, table),
        Hsds::List(table, number) => json::list(&source, table, number),
        Hsds::Service(at) => json::single(&source, at),
    }
}

impl Source<'_> {
    /// The identifier of a thing.
    fn id(&self, table: Table, key: &str) -> String {
        identifier(self.namespace, table, key).to_string()
    }

    /// The identifier of the only row that a record has in a table.
    fn of(&self, table: Table, at: RecordRef) -> String {
        self.id(table, &record_key(self.portal, at))
    }

    /// The identifier of one of a record's rows in a table. **Units**: counted from 0.
    fn nth(&self, table: Table, at: RecordRef, number: usize) -> String {
        self.id(table, &format!("{}/{number}", record_key(self.portal, at)))
    }
}

/// A row without its empty cells.
fn row(cells: Value) -> Row {
    match cells {
        Value::Object(cells) => cells.into_iter().filter(|(_, cell)| !cell.is_null()).collect(),
        _ => unreachable!("rows are written as objects"),
    }
}
