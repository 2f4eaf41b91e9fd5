use serde::Serialize;

use super::super::Scene;
use super::super::values::Shown;
use super::{Provenance, provenance, years};
use crate::model::Decimal;
use crate::validate::{Cell, ColumnKind, Dataset, Unit};

/// A table in the text with its source.
#[derive(Serialize)]
pub(super) struct TableBlock {
    id: String,
    table: Table,
    years: Option<Table>,
    provenance: Provenance,
}

/// A table of figures.
#[derive(Serialize)]
pub(super) struct Table {
    pub id: String,
    pub caption: String,
    pub columns: Vec<Heading>,
    pub rows: Vec<Vec<Shape>>,
    /// The last row, with the totals that the source states.
    pub total: Vec<Shape>,
}

/// The head of a column.
#[derive(Serialize)]
pub(super) struct Heading {
    pub label: String,
    pub is_number: bool,
}

/// A cell as it is shown.
#[derive(Serialize)]
pub(super) struct Shape {
    pub shown: Shown,
    /// Whether it names its row.
    pub names: bool,
    pub is_number: bool,
    /// The number that the row sorts by, as a program reads it.
    pub sort: Option<String>,
}

/// The context of a table's template.
pub(super) fn block(scene: &Scene<'_>, dataset: &Dataset) -> TableBlock {
    let id = format!("table-{}", dataset.id);
    let all: Vec<usize> = (0..dataset.columns.len()).collect();
    let compared = all.iter().copied().find(|column| dataset.is_numeric(*column) && *column != dataset.key);
    TableBlock {
        table: table(scene, dataset, &all, format!("{id}-data")),
        years: compared.and_then(|column| years::comparison(scene, dataset, column, &id)),
        provenance: provenance(scene, dataset),
        id,
    }
}

/// Some columns of a dataset as a table.
pub(super) fn table(scene: &Scene<'_>, dataset: &Dataset, columns: &[usize], id: String) -> Table {
    let shape = |row: &Vec<Cell>| columns.iter().map(|column| cell(scene, dataset, *column, &row[*column])).collect();
    Table {
        id,
        caption: scene.say(&dataset.title),
        columns: columns.iter().map(|column| heading(scene, dataset, *column)).collect(),
        rows: dataset.rows.iter().map(shape).collect(),
        total: if dataset.totals.is_empty() { Vec::new() } else { total(scene, dataset, columns) },
    }
}

/// A column's head, with the unit where it is a sign: its cells go without.
fn heading(scene: &Scene<'_>, dataset: &Dataset, column: usize) -> Heading {
    let label = scene.say(&dataset.columns[column].label);
    let is_number = is_figure(dataset, column);
    let unit = match dataset.unit_of(column) {
        Some(Unit::Symbol(symbol)) if is_number => Some(scene.say(symbol)).filter(|symbol| symbol != "%"),
        _ => None,
    };
    Heading { label: unit.map_or_else(|| label.clone(), |unit| format!("{label} ({unit})")), is_number }
}

fn is_figure(dataset: &Dataset, column: usize) -> bool {
    column != dataset.key && dataset.is_numeric(column)
}

fn cell(scene: &Scene<'_>, dataset: &Dataset, column: usize, value: &Cell) -> Shape {
    let shown = match value {
        Cell::Missing => Shown::Text { text: scene.wording.text("no-data", &[]), lang: None },
        Cell::Text(text) => scene.text(text),
        Cell::Number(figure) => Shown::Text { text: number(scene, dataset, column, *figure), lang: None },
        Cell::Area(area) => scene.area_link(*area, None),
        Cell::Record(at) => {
            let record = scene.portal.record(*at);
            let (text, url) = (scene.record_title(*at).to_owned(), scene.addresses.link(&record.url));
            Shown::Link { text, url, lang: scene.lang(&record.title), note: None }
        }
    };
    let sort = match value {
        Cell::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Shape { shown, names: column == dataset.key, is_number: is_figure(dataset, column), sort }
}

fn total(scene: &Scene<'_>, dataset: &Dataset, columns: &[usize]) -> Vec<Shape> {
    let shape = |column: &usize| {
        let text = match dataset.totals.get(column) {
            Some(total) => number(scene, dataset, *column, *total),
            None if *column == dataset.key => scene.wording.text("total", &[]),
            None => String::new(),
        };
        let shown = Shown::Text { text, lang: None };
        Shape { shown, names: *column == dataset.key, is_number: is_figure(dataset, *column), sort: None }
    };
    columns.iter().map(shape).collect()
}

/// A number without its unit, with as many decimals as its column has.
pub(super) fn number(scene: &Scene<'_>, dataset: &Dataset, column: usize, number: Decimal) -> String {
    let locale = scene.wording.locale();
    let numbers = (0..dataset.rows.len()).filter_map(|row| dataset.number(row, column));
    let decimals = numbers.map(Decimal::scale).max().unwrap_or_else(|| number.scale());
    if column == dataset.key {
        return number.to_string();
    }
    let percent = matches!(dataset.unit_of(column), Some(Unit::Symbol(symbol)) if scene.say(symbol) == "%");
    if percent || dataset.columns[column].kind == ColumnKind::Percent {
        locale.format_percent(number, decimals)
    } else {
        locale.format_decimal(number, decimals)
    }
}

/// A cell in plain words, as the name of a row.
pub(super) fn words(scene: &Scene<'_>, cell: &Cell) -> String {
    match cell {
        Cell::Missing => scene.wording.text("no-data", &[]),
        Cell::Text(text) => scene.say(text),
        Cell::Number(number) => number.to_string(),
        Cell::Area(area) => scene.area_name(&scene.portal.areas.areas[*area]),
        Cell::Record(at) => scene.record_title(*at).to_owned(),
    }
}
