//! Delimited text: CSV, TSV and what else programs call so.

use super::{Cell, Kind, Row, Sheet, Table};

/// Separators that are tried, in the order of preference where two fit as well.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How much of a text the separator is told from. **Units**: records.
const SAMPLE: usize = 200;

/// Reads text as a table; every row of the file is one, also empty ones.
///
/// **Source**: RFC 4180, with any separator and line end.
pub(super) fn read(text: &str, separator: Option<u8>) -> Sheet {
    // Excel's own line that names the separator.
    let (text, named, skipped) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((mark, rest)) => (rest, mark.trim_end_matches('\r').bytes().next(), 1),
        None => (text, None, 0),
    };
    let separator = named.or(separator).unwrap_or_else(|| guess(text));
    let mut rows: Vec<Row> = vec![Row::new(); skipped];
    records(text, separator, usize::MAX, |at, record| {
        // Lines of nothing are no records for the reader, but rows for a person who counts them.
        rows.resize(rows.len() + blank_lines(text, at), Row::new());
        rows.push(record.iter().map(|field| Cell::text(unguarded(field))).collect());
    });
    Sheet { name: String::new(), rows, kind: Kind::Text }
}

/// How many lines of nothing stand before a record. `at`: where the record before it ended.
fn blank_lines(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    // Of CRLF, the reader takes LF for the beginning of the next record.
    let halved = at > 0 && bytes[at - 1] == b'\r' && bytes.get(at) == Some(&b'\n');
    let ends = bytes[at + usize::from(halved)..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let ends: Vec<u8> = ends.copied().collect();
    let count = |mark: u8| ends.iter().filter(|byte| **byte == mark).count();
    count(b'\n').max(count(b'\r'))
}

/// Calls `each` with the place where the record before ended and the record. **Units**: bytes.
fn records(text: &str, separator: u8, most: usize, mut each: impl FnMut(usize, &csv::StringRecord)) {
    let mut builder = csv::ReaderBuilder::new();
    let reader = builder.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.into_records().take(most) {
        // Text that is UTF-8 already and records of any length: nothing is left that could be wrong.
        let record = record.expect("text in memory is readable in records of any length");
        let at = record.position().map_or(0, csv::Position::byte);
        each(usize::try_from(at).unwrap_or(text.len()), &record);
    }
}

/// The separator by which most rows fall into the same number of cells, and into most.
fn guess(text: &str) -> u8 {
    let score = |separator: &u8| {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        records(text, *separator, SAMPLE, |_, record| *counts.entry(record.len()).or_default() += 1);
        let split = counts.into_iter().filter(|(cells, _)| *cells > 1);
        split.map(|(cells, rows)| rows * rows * cells).max().unwrap_or(0)
    };
    SEPARATORS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}

/// What a spreadsheet would run or read as something else than text.
const GUARDED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// A text that no spreadsheet takes for a formula: with a quote before it where it could.
fn guarded(text: &str) -> String {
    if text.starts_with(GUARDED) { format!("'{text}") } else { text.to_owned() }
}

/// A text without the quote that guards it; any other quote stays.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(GUARDED)).unwrap_or(text)
}

/// A table as CSV with a byte order mark, without which Excel takes UTF-8 for something else.
///
/// **Source**: RFC 4180. Text that could run as a formula has a quote before it, which [`read`](super::read) takes away.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => guarded(text),
        other => other.to_string(),
    };
    let heads = table.columns.iter().map(|column| guarded(&column.head));
    writer.write_record(heads).expect("writing to memory does not fail");
    for row in &table.rows {
        writer.write_record(row.iter().map(cell)).expect("rows have as many cells as the head");
    }
    writer.into_inner().expect("writing to memory does not fail")
}
