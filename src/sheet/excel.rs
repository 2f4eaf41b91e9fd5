//! Workbooks of Excel and LibreOffice.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Sheets, open_workbook_auto_from_rs};

use super::{Cell, Fault, Kind, Row, Sheet};
use crate::model::{Date, parse_date};
use crate::say;

/// The most cells that are read from one sheet: a workbook of a few kilobytes can claim a thousand million.
const MAXIMUM_CELLS: usize = 20_000_000;

/// The most cells that one merged cell is spread over.
const MAXIMUM_MERGED: usize = 100_000;

/// Reads the sheets of a workbook that hold anything. Merged cells each hold what they show together.
///
/// **Errors**: what is no workbook, or is locked by a password.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    let fail = |cause: calamine::Error| {
        Fault::new(say!("Nie można odczytać skoroszytu: {cause}.", "The workbook cannot be read: {cause}."))
    };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(fail)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // A sheet that is a chart has no cells.
        let Ok(range) = book.worksheet_range(&name) else { continue };
        if range.is_empty() {
            continue;
        }
        let mut rows = rows(&range, &name)?;
        spread(&mut rows, &merged(&mut book, &name));
        sheets.push(Sheet { name, rows, kind: Kind::Workbook });
    }
    if sheets.is_empty() {
        return Err(Fault::new(say!("W skoroszycie nie ma żadnej tabeli.", "The workbook has no table.")));
    }
    Ok(sheets)
}

fn rows(range: &Range<Data>, name: &str) -> Result<Vec<Row>, Fault> {
    let (top, left) = range.start().unwrap_or((0, 0));
    let (top, left) = (top as usize, left as usize);
    if range.height().saturating_mul(range.width()) > MAXIMUM_CELLS {
        return Err(Fault::new(say!(
            "Arkusz „{name}” ma więcej niż {MAXIMUM_CELLS} komórek.",
            "The sheet “{name}” has more than {MAXIMUM_CELLS} cells."
        )));
    }
    let mut rows = vec![Row::new(); top];
    for row in range.rows() {
        // Empty cells at the end are not stored: sheets are often formatted far beyond what they hold.
        let used = row.iter().rposition(|data| !data.is_empty()).map_or(0, |last| last + 1);
        let cells = row[..used].iter().map(cell);
        let blank = if used == 0 { 0 } else { left };
        rows.push(std::iter::repeat_n(Cell::Empty, blank).chain(cells).collect());
    }
    Ok(rows)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Text(number.to_string()),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => Cell::text(text),
        Data::Bool(yes) => Cell::Boolean(*yes),
        Data::Error(fault) => Cell::Fault(fault.to_string()),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            moment_cell(i16::try_from(year).unwrap_or(0), month, day, (hour, minute))
        }
        Data::DateTime(span) => Cell::Number(span.as_f64()),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => Cell::text(text),
    }
}

/// A day; with its time as text where it has one, for no field holds both.
fn moment_cell(year: i16, month: u8, day: u8, (hour, minute): (u8, u8)) -> Cell {
    let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
    match Date::new(year, month, day) {
        // Excel keeps a time alone as one of its day nought.
        Ok(date) if date.year() < 1900 => Cell::Text(format!("{hour}:{minute:02}")),
        Ok(date) if (hour, minute) == (0, 0) => Cell::Date(date),
        Ok(date) => Cell::Text(format!("{date} {hour}:{minute:02}")),
        Err(_) => Cell::Empty,
    }
}

fn iso(text: &str) -> Cell {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    match parse_date(day) {
        Ok(date) if time.trim_matches(['0', ':', '.', 'Z']).is_empty() => Cell::Date(date),
        _ => Cell::text(text),
    }
}

/// The merged cells of a sheet: first and last row and column. Files of LibreOffice and the binary ones do not say.
fn merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<[usize; 4]> {
    let found = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    };
    let corners = |area: &calamine::Dimensions| {
        let ((top, left), (bottom, right)) = (area.start, area.end);
        [top, left, bottom, right].map(|number| number as usize)
    };
    found.iter().map(corners).collect()
}

/// Puts what merged cells show into each of them.
fn spread(rows: &mut [Row], merged: &[[usize; 4]]) {
    for [top, left, bottom, right] in merged {
        let Some(shown) = rows.get(*top).and_then(|row| row.get(*left)).filter(|cell| !cell.is_empty()).cloned() else {
            continue;
        };
        let size = (bottom.saturating_sub(*top) + 1).saturating_mul(right.saturating_sub(*left) + 1);
        if size > MAXIMUM_MERGED {
            continue;
        }
        for row in rows.iter_mut().take(bottom + 1).skip(*top) {
            if row.len() <= *right {
                row.resize(right + 1, Cell::Empty);
            }
            row[*left..=*right].fill(shown.clone());
        }
    }
}
