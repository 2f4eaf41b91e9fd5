//! Where the table is in a sheet: its headings, its rows, and what stands around them.

use super::words::is_total;
use crate::diagnostic::Text;
use crate::say;
use crate::sheet::{Cell, Kind, Row, Sheet, letters};

/// The rows of a sheet below its headings.
#[derive(Debug)]
pub struct Found<'s> {
    /// What the sheet is called.
    pub sheet: &'s str,
    /// The headings by their columns; empty where a column has none.
    pub heads: Vec<String>,
    /// The rows with anything in them. **Shape**: number (1-based, as spreadsheets show it) and cells.
    pub rows: Vec<(usize, &'s Row)>,
    /// What was taken for no record, and why.
    pub left_out: Vec<Text>,
}

/// How many rows from the top headings are looked for in.
const SEARCHED: usize = 30;

/// Finds the table in a sheet. `header`: the row of the headings, where somebody said which (1-based).
pub fn find(sheet: &Sheet, header: Option<usize>) -> Found<'_> {
    let top = match (header, sheet.kind) {
        (Some(row), _) => row.saturating_sub(1),
        (None, Kind::List) => 0,
        (None, _) => heading_row(&sheet.rows),
    };
    let (heads, first) = headings(sheet, top);
    let mut left_out = Vec::new();
    for (number, row) in (1..).zip(&sheet.rows[..top.min(sheet.rows.len())]).filter(|(_, row)| is_used(row)) {
        let text = words(row);
        left_out.push(say!("wiersz {number}, nad nagłówkiem: {text}", "row {number}, above the headings: {text}"));
    }
    let rows = rows(sheet, first, &mut left_out);
    Found { sheet: &sheet.name, heads, rows, left_out }
}

fn is_used(row: &Row) -> bool {
    row.iter().any(|cell| !cell.is_empty())
}

/// What stands in a row, for people; each thing once, for merged cells repeat it.
fn words(row: &Row) -> String {
    let mut texts: Vec<String> = row.iter().filter(|cell| !cell.is_empty()).map(Cell::to_string).collect();
    texts.dedup();
    let text = texts.join(" · ");
    if text.chars().count() > 80 { text.chars().take(79).chain(['…']).collect() } else { text }
}

/// Different texts in a row: a title that is merged over all columns is one.
fn texts(row: &Row) -> usize {
    let mut texts: Vec<&str> =
        row.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len()
}

/// The first row that has a text in nearly as many columns as the widest one, and nothing but texts.
fn heading_row(rows: &[Row]) -> usize {
    let head = &rows[..rows.len().min(SEARCHED)];
    let widest = head.iter().map(|row| row.iter().filter(|cell| !cell.is_empty()).count()).max().unwrap_or(0);
    let wanted = (widest * 3).div_ceil(5).max(1);
    let fits = |row: &Row| texts(row) >= wanted && row.iter().all(|cell| matches!(cell, Cell::Text(_) | Cell::Empty));
    let first_used = || head.iter().position(is_used).unwrap_or(0);
    head.iter().position(fits).unwrap_or_else(first_used)
}

/// The headings, and the first row below them. Headings of two rows, the upper one over several columns, are joined.
fn headings(sheet: &Sheet, top: usize) -> (Vec<String>, usize) {
    let empty = Row::new();
    let row = |at: usize| sheet.rows.get(at).unwrap_or(&empty);
    let upper = row(top);
    let text = |cell: Option<&Cell>| cell.map(|cell| cell.to_string().replace(['\n', '\r'], " ")).unwrap_or_default();
    let single = || (upper.iter().map(|cell| text(Some(cell))).collect(), top + 1);
    if sheet.kind != Kind::Workbook || !has_second(upper, row(top + 1)) {
        return single();
    }
    let lower = row(top + 1);
    let join = |column: usize| match (text(upper.get(column)), text(lower.get(column))) {
        (above, below) if below.is_empty() || above == below => above,
        (above, below) if above.is_empty() => below,
        (above, below) => format!("{above} – {below}"),
    };
    ((0..upper.len().max(lower.len())).map(join).collect(), top + 2)
}

/// Whether the row below the headings names columns too: texts only, below headings that repeat.
fn has_second(upper: &Row, lower: &Row) -> bool {
    let repeats = upper.windows(2).any(|pair| !pair[0].is_empty() && pair[0] == pair[1]);
    repeats && is_used(lower) && lower.iter().all(|cell| matches!(cell, Cell::Text(_) | Cell::Empty))
}

fn rows<'s>(sheet: &'s Sheet, first: usize, left_out: &mut Vec<Text>) -> Vec<(usize, &'s Row)> {
    let used = (1..).zip(&sheet.rows).skip(first).filter(|(_, row)| is_used(row));
    let mut rows: Vec<(usize, &Row)> = used.collect();
    if sheet.kind == Kind::List {
        return rows;
    }
    // The numbers of columns below the headings: 1, 2, 3.
    let numbers =
        |row: &Row| row.len() > 2 && row.iter().enumerate().all(|(at, cell)| cell.to_string() == (at + 1).to_string());
    if rows.first().is_some_and(|(_, row)| numbers(row)) {
        let (number, _) = rows.remove(0);
        left_out.push(say!("wiersz {number}: numery kolumn", "row {number}: the numbers of the columns"));
    }
    while let Some((number, row)) = rows.last().copied().filter(|(_, row)| is_footer(row, sheet)) {
        rows.pop();
        let text = words(row);
        left_out.push(say!("wiersz {number}, pod tabelą: {text}", "row {number}, below the table: {text}"));
    }
    rows
}

/// A row that sums up, or one remark below a table of several columns.
fn is_footer(row: &Row, sheet: &Sheet) -> bool {
    let mut used = row.iter().filter(|cell| !cell.is_empty());
    let first = used.next().map(Cell::to_string).unwrap_or_default();
    let is_remark = used.next().is_none()
        && sheet.rows.iter().take(SEARCHED).any(|row| row.len() > 2)
        && first.chars().count() > 30;
    is_total(&first) || is_remark
}

/// Where a cell stands, for people. `column`: 0-based; none for the row as a whole.
pub fn place(sheet: &str, row: usize, column: Option<usize>) -> Text {
    let (pl, en) = if sheet.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("arkusz „{sheet}”, "), format!("sheet “{sheet}”, "))
    };
    match column.map(letters) {
        Some(column) => say!("{pl}wiersz {row}, kolumna {column}", "{en}row {row}, column {column}"),
        None => say!("{pl}wiersz {row}", "{en}row {row}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(kind: Kind, rows: &[&[&str]]) -> Sheet {
        let rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(text)).collect()).collect();
        Sheet { name: "S".to_owned(), rows, kind }
    }

    #[test]
    fn titles_above_numbers_of_columns_and_totals_are_no_records() {
        let sheet = sheet(
            Kind::Text,
            &[
                &["Wykaz klubów", "", "", ""],
                &[],
                &["Lp.", "Nazwa", "Miasto", "Osoby"],
                &["1", "2", "3", "4"],
                &["1", "A", "X", "5"],
                &[],
                &["2", "B", "Y", "7"],
                &["Razem", "", "", "12"],
                &["* dane szacunkowe według oświadczeń placówek"],
            ],
        );
        let found = find(&sheet, None);
        assert_eq!(found.heads, ["Lp.", "Nazwa", "Miasto", "Osoby"]);
        assert_eq!(found.rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [5, 7]);
        assert_eq!(found.left_out.len(), 4, "{:?}", found.left_out);
    }

    #[test]
    fn headings_of_two_rows_are_joined() {
        let sheet = sheet(
            Kind::Workbook,
            &[&["Nazwa", "Adres", "Adres"], &["Nazwa", "ulica", "kod"], &["A", "Długa 1", "11-010"]],
        );
        let found = find(&sheet, None);
        assert_eq!(found.heads, ["Nazwa", "Adres – ulica", "Adres – kod"]);
        assert_eq!(found.rows.len(), 1);
    }
}
