//! Tables as workbooks and as JSON.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use super::{Cell, letters};
use crate::model::Date;

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

/// How many rows a column's width is measured by.
const MEASURED_ROWS: u32 = 100;

/// The most rows of a sheet, its head among them. **Source**: Excel's specifications and limits.
pub const MOST_ROWS: usize = 1_048_576;

/// The most columns of a sheet. **Source**: Excel's specifications and limits.
pub const MOST_COLUMNS: usize = 16_384;

/// The longest text of a cell. **Units**: UTF-16 code units. **Source**: Excel's specifications and limits.
pub const LONGEST_TEXT: usize = 32_767;

/// A table as a workbook that people fill in: with lists to choose from, and a sheet that explains it.
///
/// **Errors**: a table that no workbook can hold, such as one with over a million rows.
///
/// **Source**: ECMA-376. Its time of making is always the same, so that the same table is the same bytes.
pub fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(ExcelDateTime::from_ymd(2000, 1, 1)?);
    let sheet = book.rows(&table.name, &table.columns, table.rows.iter().map(|row| row.iter().cloned()))?;
    offer_choices(sheet, table)?;
    book.explained(&table.explained)?;
    write_choices(book.book.add_worksheet(), table)?;
    book.finish()
}

/// A workbook that is being written: text as text, so that `02-300` and `+48…` stay and nothing runs as a formula; days as
/// days; the first row stays in sight, and its cells filter.
pub struct Book {
    book: Workbook,
    /// The names of its sheets, in small letters: no two may be called the same, in whatever case.
    names: Vec<String>,
}

impl Book {
    /// A workbook that was made on a day.
    ///
    /// **Errors**: a day before 1900.
    pub fn made_on(day: Date) -> Result<Self, XlsxError> {
        Ok(Self::new(ExcelDateTime::parse_from_str(&day.to_string())?))
    }

    fn new(made: ExcelDateTime) -> Self {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        Self { book, names: vec![CHOICES.to_owned(), "history".to_owned()] }
    }

    /// Adds a sheet with a row of headings.
    ///
    /// **Errors**: more than [`MOST_ROWS`] or [`MOST_COLUMNS`]; a text beyond [`LONGEST_TEXT`].
    pub fn rows<R: IntoIterator<Item = Cell>>(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: impl Iterator<Item = R>,
    ) -> Result<&mut Worksheet, XlsxError> {
        let sheet = self.sheet(name)?;
        let formats = Formats::new();
        for (at, column) in (0u16..).zip(columns) {
            sheet.write_string_with_format(0, at, &column.head, &formats.heading)?;
            // New rows are typed into the same columns: they are text from the start.
            sheet.set_column_format(at, &formats.text)?;
        }
        let mut widths = vec![0; columns.len()];
        let mut last = 0;
        for (line, row) in (1u32..).zip(rows) {
            for ((at, cell), width) in (0u16..).zip(row).zip(&mut widths) {
                if line <= MEASURED_ROWS {
                    *width = (*width).max(cell.to_string().chars().count());
                }
                formats.write(sheet, (line, at), &cell)?;
            }
            last = line;
        }
        for (at, width) in (0u16..).zip(widths) {
            sheet.set_column_width(at, u32::try_from(width.clamp(10, 48)).unwrap_or(48) + 2)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        if let Some(end) = u16::try_from(columns.len()).unwrap_or(u16::MAX).checked_sub(1) {
            sheet.autofilter(0, 0, last, end)?;
        }
        Ok(sheet)
    }

    /// Adds a sheet that explains others.
    ///
    /// **Errors**: a text beyond [`LONGEST_TEXT`].
    pub fn explained(&mut self, explained: &Explained) -> Result<(), XlsxError> {
        let sheet = self.sheet(&explained.name)?;
        let formats = Formats::new();
        let wrapped = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        for (line, row) in (0u32..).zip(&explained.rows) {
            for (at, words) in (0u16..).zip(row) {
                sheet.write_string_with_format(line, at, words, if line == 0 { &formats.heading } else { &wrapped })?;
            }
        }
        for at in 0..5 {
            sheet.set_column_width(at, if at < 4 { 24 } else { 70 })?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// **Errors**: what no workbook can hold.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.book.save_to_buffer()
    }

    /// Adds a sheet with a name that none has yet.
    fn sheet(&mut self, name: &str) -> Result<&mut Worksheet, XlsxError> {
        let plain = sheet_name(name);
        let mut own = plain.clone();
        let mut number = self.names.len();
        while own.is_empty() || self.names.contains(&own.to_lowercase()) {
            number += 1;
            let start: String = plain.chars().take(LONGEST_SHEET_NAME - 6).collect();
            own = format!("{start} {number}").trim().to_owned();
        }
        self.names.push(own.to_lowercase());
        self.book.add_worksheet().set_name(own)
    }
}

/// How the cells of a sheet look.
struct Formats {
    heading: Format,
    text: Format,
    day: Format,
    plain: Format,
}

impl Formats {
    fn new() -> Self {
        let heading = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_EDF2));
        Self {
            heading: heading.set_text_wrap().set_align(FormatAlign::Top),
            text: Format::new().set_num_format("@"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            plain: Format::new(),
        }
    }

    fn write(&self, sheet: &mut Worksheet, (line, at): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(words) | Cell::Fault(words) => sheet.write_string_with_format(line, at, words, &self.text)?,
            Cell::Number(number) => sheet.write_number_with_format(line, at, *number, &self.plain)?,
            Cell::Boolean(yes) => sheet.write_boolean_with_format(line, at, *yes, &self.plain)?,
            Cell::Date(date) => match ExcelDateTime::parse_from_str(&date.to_string()) {
                Ok(moment) => sheet.write_datetime_with_format(line, at, &moment, &self.day)?,
                // Days before 1900 are none to Excel.
                Err(_) => sheet.write_string_with_format(line, at, date.to_string(), &self.text)?,
            },
        };
        Ok(())
    }
}

/// Offers the choices of columns that have some, from the sheet that lists them.
fn offer_choices(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
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

/// The longest name of a sheet. **Source**: Excel's specifications and limits.
const LONGEST_SHEET_NAME: usize = 31;

/// What of a name a sheet may be called; perhaps nothing. **Source**: Excel: 31 UTF-16 code units, none of `[]:*?/\`, no
/// apostrophe at its ends.
fn sheet_name(name: &str) -> String {
    let is_plain = |character: &char| !character.is_control() && !"[]:*?/\\'".contains(*character);
    let mut room = LONGEST_SHEET_NAME;
    let fits = |character: &char| room.checked_sub(character.len_utf16()).map(|left| room = left).is_some();
    name.chars().filter(is_plain).take_while(fits).collect::<String>().trim().to_owned()
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
