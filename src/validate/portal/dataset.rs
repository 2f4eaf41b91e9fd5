use std::collections::BTreeMap;

use super::{Citation, RecordRef};
use crate::config::Noun;
use crate::model::{Decimal, Localized};
use crate::source::Location;

/// Figures with their source: rows and columns.
#[derive(Debug)]
pub struct Dataset {
    /// Its name: the file name.
    pub id: String,
    /// Its title.
    pub title: Localized,
    /// What is counted.
    pub unit: Option<Unit>,
    /// The year of the report it belongs to.
    pub year: Option<i64>,
    /// Where the figures come from.
    pub source: Citation,
    /// Its columns in order.
    pub columns: Vec<DataColumn>,
    /// The column whose values name the rows. Index into `columns`.
    pub key: usize,
    /// Its rows. **Shape**: as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// Totals stated in the source: column index → value.
    pub totals: BTreeMap<usize, Decimal>,
    /// Notes under charts and tables.
    pub notes: Vec<Localized>,
    /// Where the source contradicts itself.
    pub conflicts: Vec<Conflict>,
    /// Its file.
    pub location: Location,
}

/// What figures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A noun with plural forms.
    Noun(Noun),
    /// A symbol such as `zł` or `%`.
    Symbol(Localized),
}

/// A column of a dataset.
#[derive(Clone, Debug)]
pub struct DataColumn {
    /// Its name.
    pub id: String,
    /// Its heading.
    pub label: Localized,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// What its figures count, where it is not the dataset's unit.
    pub unit: Option<Unit>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals.
    Decimal,
    /// Amounts of money.
    Money,
    /// Shares of a hundred.
    Percent,
    /// Areas.
    Area,
    /// Records.
    Record,
}

/// One cell of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The source has no figure.
    Missing,
    /// Text.
    Text(Localized),
    /// A number.
    Number(Decimal),
    /// Index into [`Areas::areas`](super::Areas::areas).
    Area(usize),
    /// A record.
    Record(RecordRef),
}

impl Cell {
    /// The area that it names. Index into [`Areas::areas`](super::Areas::areas).
    pub fn area(&self) -> Option<usize> {
        match self {
            Self::Area(area) => Some(*area),
            _ => None,
        }
    }
}

/// A place where the source contradicts itself.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Where in the source.
    pub place: Localized,
    /// What is printed there.
    pub printed: Localized,
    /// What the dataset takes.
    pub taken: Localized,
    /// Why.
    pub reason: Localized,
}
