//! Tables as offices keep them: workbooks, delimited text, lists in JSON or YAML, features of GeoJSON.
//!
//! In: the bytes of a file and its name. Out: [`Sheet`]s, plain rows of [`Cell`]s, each of which knows by its row and column
//! where it stands. The other way, a [`Table`] becomes the bytes of a workbook, of CSV or of JSON.
//!
//! Nothing is known here of records and fields, and nothing is guessed of what a cell means: a number stays a number, and
//! the text of a cell is the text that was typed.

mod delimited;
mod encoding;
mod excel;
mod tree;
mod workbook;

use std::fmt;

use crate::diagnostic::Text;
use crate::model::Date;
use crate::say;

pub use delimited::{csv, unguarded};
pub use workbook::{Book, Column, Explained, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, Table, json, workbook};

/// One table of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the file calls it; empty where a file is one table.
    pub name: String,
    /// Its rows from the file's first one, so that a row's number is its place plus one.
    pub rows: Vec<Row>,
    /// How a row is called where it is no row of a table: the number of an item in a list.
    pub kind: Kind,
}

/// The cells of a row, from the first column.
pub type Row = Vec<Cell>;

/// What a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A sheet of a workbook: cells have types.
    Workbook,
    /// Delimited text: all cells are text.
    #[default]
    Text,
    /// A list of JSON or YAML: the first row holds the keys.
    List,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, without spaces around it.
    Text(String),
    /// A number, as a spreadsheet has it.
    Number(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Boolean(bool),
    /// What a spreadsheet shows of a formula that has no value, such as `#REF!`.
    Fault(String),
}

impl Cell {
    /// A text, or nothing where only spaces stand.
    pub fn text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

impl fmt::Display for Cell {
    /// As a person reads it: whole numbers without a point, days as ISO 8601.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Empty => Ok(()),
            Cell::Text(text) | Cell::Fault(text) => formatter.write_str(text),
            Cell::Number(number) => formatter.write_str(&number_text(*number)),
            Cell::Date(date) => date.fmt(formatter),
            Cell::Boolean(yes) => yes.fmt(formatter),
        }
    }
}

/// A number with the fifteen digits that a spreadsheet knows of it, so that 0.1 + 0.2 is 0.3.
fn number_text(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string()
}

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, and where.
    pub message: Text,
}

impl Fault {
    fn new(message: Text) -> Self {
        Self { message }
    }
}

/// Reads all tables of a file. What it is is told from its bytes; the name's ending only where they do not tell.
///
/// **Errors**: bytes that are no table, with the line where that shows.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    // A workbook is an archive, or a compound file of the time before.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return excel::read(bytes);
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let text = encoding::decode(bytes);
    let sheet = match ending.as_str() {
        "json" | "geojson" => tree::json(&text)?,
        "yaml" | "yml" => tree::yaml(name, &text)?,
        "jsonl" | "ndjson" => tree::lines(&text)?,
        _ if text.trim_start().starts_with(['{', '[']) => tree::json(&text)?,
        _ => delimited::read(&text, (ending == "tsv").then_some(b'\t')),
    };
    if sheet.rows.iter().flatten().all(Cell::is_empty) {
        return Err(Fault::new(say!("Plik jest pusty.", "The file is empty.")));
    }
    Ok(vec![sheet])
}

/// The letters of a column, as spreadsheets show them. **Units**: 0-based.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;
