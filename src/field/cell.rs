use std::fmt;

use super::Part;
use crate::model::{Date, Decimal, Localized, PartialDate};
use crate::yaml::Value;

/// The cell of a table: a column of numbers stays one in a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, also what looks like a number but is a name: a code, a telephone number.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Decimal(Decimal),
    /// **Units**: degrees.
    Degrees(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Boolean(bool),
}

impl Cell {
    /// A text in the site's default language; tables are in one language.
    pub fn original(text: &Localized) -> Self {
        Self::Text(text.original().to_owned())
    }

    /// A date: text where the day is not known, which a spreadsheet would add.
    pub fn partial_date(date: PartialDate) -> Self {
        date.day().map_or_else(|| Self::Text(date.to_string()), Self::Date)
    }

    /// A text that may be missing.
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }
}

impl fmt::Display for Cell {
    /// As it stands in CSV: days as ISO 8601, numbers with a point, nothing as nothing.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Empty => Ok(()),
            Cell::Text(text) => formatter.write_str(text),
            Cell::Integer(number) => number.fmt(formatter),
            Cell::Decimal(number) => number.fmt(formatter),
            Cell::Degrees(degrees) => degrees.fmt(formatter),
            Cell::Date(date) => date.fmt(formatter),
            Cell::Boolean(yes) => yes.fmt(formatter),
        }
    }
}

/// The cells of one value, each with the part that it gives: what an import has read from a row.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'c>(pub &'c [(Part, Cell)]);

impl Cells<'_> {
    /// The text of a part by its key, unless its cell is empty or not there.
    pub fn text(&self, key: &str) -> Option<String> {
        let (_, cell) = self.0.iter().find(|(part, _)| part.key == key)?;
        Some(cell.to_string().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The same as a value of YAML.
    pub fn value(&self, key: &str) -> Option<Value> {
        self.text(key).map(Value::Scalar)
    }

    /// The value that has no parts.
    pub fn whole(&self) -> Value {
        self.value("").unwrap_or(Value::Null)
    }

    /// A mapping of the parts, as they stand in a record; nothing where all cells are empty.
    pub fn mapping(&self, parts: &[Part]) -> Value {
        let named = parts.iter().filter(|part| !part.key.is_empty());
        let entries: Vec<_> = named.map(|part| (part.key, self.value(part.key))).collect();
        if entries.iter().all(|(_, value)| value.is_none()) { Value::Null } else { Value::mapping(entries) }
    }
}
