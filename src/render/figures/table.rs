use serde::Serialize;

use super::{At, Mark};
use crate::model::Decimal;
use crate::render::shared::Scene;
use crate::render::shown::values::{self, ShownValue};
use crate::validate::{About, ColumnKind, Dataset, Datum, Unit};

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
    pub shown: ShownValue,
    /// Whether it names its row.
    pub names: bool,
    pub is_number: bool,
    /// The number that the row sorts by, as a program reads it.
    pub sort: Option<String>,
    /// Signs that the source contradicts it.
    pub marks: Vec<Mark>,
}

/// Some columns of a dataset as a table.
pub(super) fn table(scene: &Scene<'_>, dataset: &Dataset, columns: &[usize], at: &At<'_>) -> Table {
    let shape = |(number, row): (usize, &Vec<Datum>)| {
        let shape = |column: &usize| {
            let conflicts = dataset.conflicts_of(About::Value, &[number], *column);
            cell(scene, dataset, *column, &row[*column], at.marks(dataset, conflicts))
        };
        columns.iter().map(shape).collect()
    };
    Table {
        id: format!("{}-data", at.spot.id),
        caption: scene.say(&dataset.title),
        columns: columns.iter().map(|column| heading(scene, dataset, *column)).collect(),
        rows: dataset.rows.iter().enumerate().map(shape).collect(),
        total: if dataset.totals.is_empty() { Vec::new() } else { total(scene, dataset, columns, at) },
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

fn cell(scene: &Scene<'_>, dataset: &Dataset, column: usize, value: &Datum, marks: Vec<Mark>) -> Shape {
    let shown = match value {
        Datum::Missing => ShownValue::Text { text: scene.wording.text("no-data", &[]), lang: None },
        Datum::Text(text) => values::text(scene, text),
        Datum::Number(figure) => ShownValue::Text { text: number(scene, dataset, column, *figure), lang: None },
        Datum::Area(area) => values::area_link(scene, *area, None),
        Datum::Record(at) => {
            let record = scene.portal.record(*at);
            let (text, url) = (scene.record_title(*at).to_owned(), scene.addresses.link(&record.url));
            ShownValue::Link { text, url, lang: scene.lang(&record.title), note: None }
        }
    };
    let sort = match value {
        Datum::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Shape { shown, names: column == dataset.key, is_number: is_figure(dataset, column), sort, marks }
}

fn total(scene: &Scene<'_>, dataset: &Dataset, columns: &[usize], at: &At<'_>) -> Vec<Shape> {
    let shape = |column: &usize| {
        let stated = dataset.totals.contains_key(column);
        let conflicts = dataset.conflicts_of(About::Total, &[], *column).into_iter().filter(|_| stated);
        let text = match dataset.totals.get(column) {
            Some(total) => number(scene, dataset, *column, *total),
            None if *column == dataset.key => scene.wording.text("total", &[]),
            None => String::new(),
        };
        let shown = ShownValue::Text { text, lang: None };
        let marks = at.marks(dataset, conflicts);
        Shape { shown, names: *column == dataset.key, is_number: is_figure(dataset, *column), sort: None, marks }
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
pub(super) fn words(scene: &Scene<'_>, cell: &Datum) -> String {
    match cell {
        Datum::Missing => scene.wording.text("no-data", &[]),
        Datum::Text(text) => scene.say(text),
        Datum::Number(number) => number.to_string(),
        Datum::Area(area) => scene.area_name(&scene.portal.areas.areas[*area]),
        Datum::Record(at) => scene.record_title(*at).to_owned(),
    }
}
