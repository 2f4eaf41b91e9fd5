use std::collections::BTreeMap;

use typed_index_collections::TiSlice;

use super::{Citation, RecordRef};
use crate::config::Noun;
use crate::model::{AreaIx, DatasetIx, Decimal, Localized};
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
    pub rows: Vec<Vec<Datum>>,
    /// Totals stated in the source: column index → value.
    pub totals: BTreeMap<usize, Decimal>,
    /// The figures of the source that show them.
    pub printed: Vec<Printed>,
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
pub enum Datum {
    /// The source has no figure.
    Missing,
    /// Text.
    Text(Localized),
    /// A number.
    Number(Decimal),
    /// The area.
    Area(AreaIx),
    /// A record.
    Record(RecordRef),
}

impl Datum {
    /// The area that it names.
    pub fn area(&self) -> Option<AreaIx> {
        match self {
            Self::Area(area) => Some(*area),
            _ => None,
        }
    }
}

/// A chart, table or map of the source, to find it again there.
#[derive(Clone, Debug)]
pub struct Printed {
    /// What it is called there: `chart 4`.
    pub number: Localized,
    /// Its title, word by word.
    pub title: String,
}

/// A place where the source contradicts itself.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What the contradiction is about.
    pub about: About,
    /// The rows that it is about, of all rows where empty. Indexes into [`Dataset::rows`].
    pub rows: Vec<usize>,
    /// The columns that it is about, of all columns of figures where empty. Indexes into [`Dataset::columns`].
    pub columns: Vec<usize>,
    /// Where in the source.
    pub place: Localized,
    /// What is printed there.
    pub printed: Localized,
    /// What the dataset takes.
    pub taken: Localized,
    /// Why.
    pub reason: Localized,
}

/// Which figures a contradiction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Cells, and what is computed from them row by row.
    Value,
    /// The share of a cell in its column.
    Share,
    /// The change from one cell to another.
    Change,
    /// The sum of a column.
    Total,
    /// The dataset, and no figure of it.
    Whole,
}

impl Conflict {
    /// Whether it is about figures of this kind that are made from some rows; from all of them where none is named.
    fn is_about(&self, about: About, rows: &[usize]) -> bool {
        let is_same = match (self.about, about) {
            (About::Value, About::Value | About::Share | About::Change) => true,
            (own, asked) => own == asked && own != About::Whole,
        };
        is_same && (self.rows.is_empty() || rows.is_empty() || rows.iter().any(|row| self.rows.contains(row)))
    }
}

impl Dataset {
    /// Whether the source contradicts a cell.
    pub fn is_contested(&self, row: usize, column: usize) -> bool {
        !self.conflicts_of(About::Value, &[row], column).is_empty()
    }

    /// The index of a column by its name.
    pub fn column_index(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The index of a row by the text of its key cell.
    pub fn row_index(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|row| matches!(&row[self.key], Datum::Text(text) if text.original() == name)).or_else(
            || {
                self.rows
                    .iter()
                    .position(|row| matches!(&row[self.key], Datum::Number(number) if number.to_string() == name))
            },
        )
    }

    /// Whether a column holds numbers.
    pub fn is_numeric(&self, column: usize) -> bool {
        use ColumnKind::{Decimal, Integer, Money, Percent};
        matches!(self.columns[column].kind, Integer | Decimal | Money | Percent)
    }

    /// What the figures of a column count.
    pub fn unit_of(&self, column: usize) -> Option<&Unit> {
        self.columns[column].unit.as_ref().or(self.unit.as_ref())
    }

    /// The name that the datasets of one kind share over the years: the file name without the dataset's year at its end.
    pub fn series(&self) -> &str {
        let year = self.year.map(|year| format!("-{year}"));
        year.and_then(|year| self.id.strip_suffix(year.as_str())).unwrap_or(&self.id)
    }

    /// The datasets of its series that have figures in a column of the same name, with that column, by year.
    pub fn years<'d>(&self, datasets: &'d TiSlice<DatasetIx, Self>, column: usize) -> Vec<(i64, &'d Self, usize)> {
        let id = &self.columns[column].id;
        let same = datasets.iter().filter(|other| other.series() == self.series());
        let mut years: Vec<(i64, &Self, usize)> = same
            .filter_map(|other| Some((other.year?, other, other.column_index(id)?)))
            .filter(|(_, other, column)| other.is_numeric(*column) && *column != other.key)
            .collect();
        years.sort_by_key(|(year, ..)| *year);
        years
    }

    /// The number in a cell, if there is one.
    pub fn number(&self, row: usize, column: usize) -> Option<Decimal> {
        match self.rows.get(row)?.get(column)? {
            Datum::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The exact sum of a column; missing cells count nothing.
    pub fn sum(&self, column: usize) -> Option<Decimal> {
        let mut numbers = (0..self.rows.len()).filter_map(|row| self.number(row, column));
        numbers.try_fold(Decimal::default(), Decimal::checked_add)
    }

    /// The contradictions about a figure that is made from some rows of a column.
    ///
    /// **Shape**: ascending. Indexes into [`Dataset::conflicts`].
    pub fn conflicts_of(&self, about: About, rows: &[usize], column: usize) -> Vec<usize> {
        let is_figure = self.is_numeric(column) && column != self.key;
        let has_column = |conflict: &Conflict| {
            if conflict.columns.is_empty() { is_figure } else { conflict.columns.contains(&column) }
        };
        let conflicts = self.conflicts.iter().enumerate();
        let found = conflicts.filter(|(_, conflict)| conflict.is_about(about, rows) && has_column(conflict));
        found.map(|(index, _)| index).collect()
    }
}
