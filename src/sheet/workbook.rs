//! Tables as workbooks and as JSON.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use super::{Cell, letters};

/// A table that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the sheet is called.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows. **Shape**: as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The sheet that explains it.
    pub explained: Explained,
}

/// A column that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// What it is called by machines.
    pub key: String,
    /// All values that a cell may have, where they are few.
    pub choices: Vec<String>,
}

/// A sheet that explains another: a title and rows of text, the first of which is their head.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// What the sheet is called.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Rows below the last one in which a list of choices is offered still.
const SPARE_ROWS: u32 = 1000;

/// A table as a workbook: text as text, so that `02-300` and `+48…` stay and nothing runs as a formula; days as days; lists to
/// choose from.
///
/// **Errors**: a table that no workbook can hold, such as one with over a million rows.
///
/// **Source**: ECMA-376. Its time of making is always the same, so that the same table is the same bytes.
pub fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    write_rows(book.add_worksheet(), table)?;
    let names = [&table.explained.name, "2", "3"].map(|name| sheet_name(name, "2"));
    // No two sheets may be called the same, in whatever case.
    let own = sheet_name(&table.name, "1").to_lowercase();
    let free = names.iter().find(|name| name.to_lowercase() != own).map_or("4", String::as_str);
    write_explained(book.add_worksheet(), &table.explained, free)?;
    write_choices(book.add_worksheet(), table)?;
    book.save_to_buffer()
}

fn heading() -> Format {
    Format::new().set_bold().set_background_color(Color::RGB(0x00E8_EDF2)).set_text_wrap().set_align(FormatAlign::Top)
}

fn write_rows(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&table.name, "1"))?;
    let text = Format::new().set_num_format("@");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.head, &heading())?;
        sheet.set_column_width(at, width(table, usize::from(at)))?;
        // New rows are typed into the same columns: they are text from the start.
        sheet.set_column_format(at, &text)?;
    }
    for (line, row) in (1u32..).zip(&table.rows) {
        for (at, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) | Cell::Fault(words) => {
                    sheet.write_string_with_format(line, at, words, &text)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(line, at, *number, &Format::new())?;
                }
                Cell::Boolean(yes) => {
                    sheet.write_boolean_with_format(line, at, *yes, &Format::new())?;
                }
                Cell::Date(date) => match ExcelDateTime::parse_from_str(&date.to_string()) {
                    Ok(moment) => sheet.write_datetime_with_format(line, at, &moment, &day).map(|_| ())?,
                    // Days before 1900 are none to Excel.
                    Err(_) => sheet.write_string_with_format(line, at, date.to_string(), &text).map(|_| ())?,
                },
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    validate(sheet, table)
}

/// Offers the choices of columns that have some, from the sheet that lists them.
fn validate(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX).saturating_add(SPARE_ROWS);
    for (at, column) in (0u16..).zip(&table.columns).filter(|(_, column)| !column.choices.is_empty()) {
        let (letter, count) = (letters(usize::from(at)), column.choices.len());
        let list = Formula::new(format!("={CHOICES}!${letter}$1:${letter}${count}"));
        sheet.add_data_validation(1, at, last, at, &DataValidation::new().allow_list_formula(list))?;
    }
    Ok(())
}

/// The hidden sheet of choices: a column for each of the table's.
const CHOICES: &str = "_choices";

fn write_choices(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(CHOICES)?.set_hidden(true);
    for (at, column) in (0u16..).zip(&table.columns) {
        for (line, choice) in (0u32..).zip(&column.choices) {
            sheet.write_string(line, at, choice)?;
        }
    }
    Ok(())
}

fn write_explained(sheet: &mut Worksheet, explained: &Explained, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let (bold, wrapped) = (heading(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    for (line, row) in (0u32..).zip(&explained.rows) {
        for (at, words) in (0u16..).zip(row) {
            sheet.write_string_with_format(line, at, words, if line == 0 { &bold } else { &wrapped })?;
        }
    }
    for at in 0..5 {
        sheet.set_column_width(at, if at < 4 { 24 } else { 70 })?;
    }
    Ok(())
}

/// A name that a sheet may have, or `other` where nothing is left of it. **Source**: Excel: 31 characters, none of
/// `[]:*?/\`, no apostrophe at its ends.
fn sheet_name(name: &str, other: &str) -> String {
    let plain: String = name.chars().filter(|character| !"[]:*?/\\'".contains(*character)).take(31).collect();
    let is_taken = plain.trim().is_empty() || plain.eq_ignore_ascii_case("history") || plain == CHOICES;
    if is_taken { other.to_owned() } else { plain.trim().to_owned() }
}

/// Wide enough for most of what stands in a column. **Units**: characters.
fn width(table: &Table, at: usize) -> u32 {
    let cells = table.rows.iter().take(100).filter_map(|row| row.get(at));
    let longest = cells.map(|cell| cell.to_string().chars().count()).max().unwrap_or(0);
    u32::try_from(longest.clamp(10, 48)).unwrap_or(48) + 2
}

/// A table as a list of objects with machines' names for the columns; empty cells are left out.
pub fn json(table: &Table) -> Vec<u8> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => None,
        Cell::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 =>
        {
            #[allow(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
            Some(serde_json::json!(*number as i64))
        }
        Cell::Number(number) => Some(serde_json::json!(number)),
        Cell::Boolean(yes) => Some(serde_json::json!(yes)),
        Cell::Text(_) | Cell::Date(_) | Cell::Fault(_) => Some(serde_json::json!(cell.to_string())),
    };
    let object = |row: &Vec<Cell>| {
        let keys = table.columns.iter().map(|column| column.key.clone());
        keys.zip(row.iter().map(value))
            .filter_map(|(key, value)| Some((key, value?)))
            .collect::<serde_json::Map<_, _>>()
    };
    let list: Vec<_> = table.rows.iter().map(object).collect();
    let mut bytes = serde_json::to_vec_pretty(&list).expect("plain values can be written");
    bytes.push(b'\n');
    bytes
}
