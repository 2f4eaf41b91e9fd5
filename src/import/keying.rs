//! Which columns of a new table tell its records apart, next month too.
//!
//! A key must outlast an ordinary change: telephones, mailboxes, counts and days are never one, nor is the number of a row.

use std::collections::BTreeSet;

use super::column::{Column, Use};
use super::words::{concept_of, fold};
use crate::sheet::Cell;

/// The most columns that a key is put together from.
const COLUMNS: usize = 5;

/// The headings of the columns that together tell the rows apart, as well as the table can. **Shape**: never empty.
pub fn key<'f>(columns: &[Column<'f>], uses: &[Use]) -> Vec<&'f str> {
    let places: Vec<usize> = (0..columns.len()).filter(|at| is_stable(&columns[*at], &uses[*at])).collect();
    let code = |wanted: fn(&Column<'_>) -> bool| {
        let mut fitting = places.iter().filter(|at| wanted(&columns[**at]) && tells_apart(columns, &[**at]));
        fitting.next().map(|at| vec![columns[*at].head])
    };
    code(is_called_identifier)
        .or_else(|| code(looks_like_identifier))
        .unwrap_or_else(|| together(columns, uses, &places).into_iter().map(|at| columns[at].head).collect())
}

/// Whether what stands in a column stays while a place stays what it is.
fn is_stable(column: &Column<'_>, of: &Use) -> bool {
    const KINDS: [&str; 4] = ["type: text", "type: choice", "type: area", "type: postal_code"];
    match of {
        Use::Name => true,
        Use::Part(path) => path.starts_with("address."),
        Use::Field(field) => field.lines.first().is_some_and(|kind| {
            // A whole number is a count, unless it is called a number in a register.
            KINDS.contains(&kind.as_str()) || kind == "type: integer" && is_called_identifier(column)
        }),
        Use::Skip => false,
    }
}

/// Whether all rows have something in the first of the columns, and none the same in all of them as another.
fn tells_apart(columns: &[Column<'_>], places: &[usize]) -> bool {
    let filled = places.first().is_some_and(|first| columns[*first].cells.len() == columns[*first].rows);
    filled && different(columns, places) == columns[places[0]].rows
}

/// How many rows differ in the columns.
fn different(columns: &[Column<'_>], places: &[usize]) -> usize {
    let row = |row: usize| places.iter().map(|at| words(columns[*at].cell(row))).collect::<Vec<_>>();
    (0..places.first().map_or(0, |first| columns[*first].rows)).map(row).collect::<BTreeSet<_>>().len()
}

fn words(cell: Option<&Cell>) -> String {
    cell.map(Cell::to_string).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a column's heading says that it names records: a code, a number in a register.
fn is_called_identifier(column: &Column<'_>) -> bool {
    const WORDS: [&str; 29] = [
        "id",
        "identyfikator",
        "identifier",
        "code",
        "kod",
        "numer",
        "nr",
        "no",
        "number",
        "key",
        "klucz",
        "ref",
        "reference",
        "urn",
        "uprn",
        "ukprn",
        "isil",
        "uuid",
        "guid",
        "regon",
        "nip",
        "krs",
        "ico",
        "edrpou",
        "iedrpou",
        "yedrpou",
        "kennung",
        "kennzahl",
        "identifikator",
    ];
    const COUNTS: [&str; 6] = ["of", "liczba", "ilosc", "anzahl", "count", "kilkist"];
    if !matches!(concept_of(column.head), None | Some("id")) || column.is_numbering() {
        return false;
    }
    let folded = fold(column.head);
    let has = |known: &[&str]| folded.split(' ').any(|word| known.contains(&word));
    concept_of(column.head) == Some("id") || has(&WORDS) && !has(&COUNTS)
}

/// Whether all that stands in a column has the form of a code: digits, no spaces, one length.
fn looks_like_identifier(column: &Column<'_>) -> bool {
    let texts: Vec<String> = column.cells.iter().map(|cell| cell.to_string()).collect();
    let has_form = |text: &String| {
        text.chars().any(|c| c.is_ascii_digit())
            && !text.contains(char::is_whitespace)
            && (5..=40).contains(&text.len())
    };
    let length = texts.first().map(String::len);
    concept_of(column.head).is_none()
        && texts.iter().all(|text| has_form(text) && Some(text.len()) == length)
        && !texts.iter().all(|text| text.contains(['.', ',']))
}

/// The name, the town, and whatever else the rows differ in most.
fn together(columns: &[Column<'_>], uses: &[Use], places: &[usize]) -> Vec<usize> {
    let used = |path: &str| uses.iter().position(|of| matches!(of, Use::Part(own) if *own == path));
    let name = uses.iter().position(|of| matches!(of, Use::Name));
    let mut key: Vec<usize> = name.into_iter().chain(used("address.town")).collect();
    let first = used("address.street").into_iter().chain(used("address.postal_code"));
    // What is empty in some rows is filled some day.
    let filled = places.iter().copied().filter(|at| columns[*at].cells.len() == columns[*at].rows);
    let others: Vec<usize> = first.chain(filled).collect();
    while key.len() < COLUMNS && !tells_apart(columns, &key) {
        let now = different(columns, &key);
        let more = |at: usize| different(columns, &[&*key, &[at]].concat());
        // Of equally good columns the first, so that a street comes before a remark.
        let best = others.iter().filter(|at| !key.contains(at)).rev().max_by_key(|at| more(**at)).copied();
        match best.filter(|at| more(*at) > now) {
            Some(at) => key.push(at),
            None => break,
        }
    }
    key
}
