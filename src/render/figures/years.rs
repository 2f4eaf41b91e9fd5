use super::table::{self, Heading, Shape, Table};
use crate::model::Decimal;
use crate::render::shared::Scene;
use crate::render::shown::values::ShownValue;
use crate::validate::{Dataset, Datum};

/// One column of a dataset beside the same column of the other years, where its series has several: a column for each
/// year, then the change between the last two.
pub(super) fn comparison(scene: &Scene<'_>, dataset: &Dataset, column: usize, id: &str) -> Option<Table> {
    let years = dataset.years(&scene.portal.datasets, column);
    if years.len() < 2 {
        return None;
    }
    let label = scene.say(&dataset.columns[column].label);
    let mut columns = vec![Heading { label: scene.say(&dataset.columns[dataset.key].label), is_number: false }];
    columns.extend(years.iter().map(|(year, _, _)| Heading { label: year.to_string(), is_number: true }));
    columns.push(Heading { label: scene.wording.text("change", &[]), is_number: true });
    Some(Table {
        id: format!("{id}-years"),
        caption: format!("{}: {label}", scene.wording.text("compare-years", &[])),
        columns,
        rows: names(&years).iter().map(|name| row(scene, &years, name)).collect(),
        total: Vec::new(),
    })
}

type Year<'p> = (i64, &'p Dataset, usize);

/// One column over the years of a series: the years, then each row's name with its figures.
pub(super) fn lines(scene: &Scene<'_>, dataset: &Dataset, column: usize) -> (Vec<String>, Vec<Line>) {
    let years = dataset.years(&scene.portal.datasets, column);
    let line = |name: &Datum| Line {
        name: table::words(scene, name),
        values: figures(&years, name),
        contested: years.iter().map(|year| is_contested(year, name)).collect(),
    };
    (years.iter().map(|(year, ..)| year.to_string()).collect(), names(&years).into_iter().map(line).collect())
}

/// Figures that belong together in a chart.
pub(super) struct Line {
    pub name: String,
    /// One for each category.
    pub values: Vec<Option<Decimal>>,
    /// Whether the source contradicts each.
    pub contested: Vec<bool>,
}

fn is_contested((_, dataset, column): &Year<'_>, name: &Datum) -> bool {
    row_of(dataset, name).is_some_and(|row| dataset.is_contested(row, *column))
}

fn row_of(dataset: &Dataset, name: &Datum) -> Option<usize> {
    dataset.rows.iter().position(|row| row[dataset.key] == *name)
}

/// The figures of a row in each year.
fn figures(years: &[Year<'_>], name: &Datum) -> Vec<Option<Decimal>> {
    let figure = |(_, dataset, column): &Year<'_>| dataset.number(row_of(dataset, name)?, *column);
    years.iter().map(figure).collect()
}

/// The names of the rows of all years, those of the latest year first and in its order.
fn names<'p>(years: &[Year<'p>]) -> Vec<&'p Datum> {
    let mut names: Vec<&Datum> = Vec::new();
    for row in years.iter().rev().flat_map(|(_, dataset, _)| dataset.rows.iter().map(|row| &row[dataset.key])) {
        if !names.contains(&row) {
            names.push(row);
        }
    }
    names
}

fn row(scene: &Scene<'_>, years: &[Year<'_>], name: &Datum) -> Vec<Shape> {
    let found = figures(years, name);
    let (_, last, column) = years[years.len() - 1];
    let change = || found[found.len() - 1]?.checked_sub(found[found.len() - 2]?);
    let mut cells = vec![Shape {
        shown: ShownValue::Text { text: table::words(scene, name), lang: None },
        names: true,
        is_number: false,
        sort: None,
        marks: Vec::new(),
    }];
    cells.extend(found.iter().chain([&change()]).map(|number| figure(scene, last, column, *number)));
    cells
}

fn figure(scene: &Scene<'_>, dataset: &Dataset, column: usize, number: Option<Decimal>) -> Shape {
    let text = match number {
        Some(number) => table::number(scene, dataset, column, number),
        None => scene.wording.text("no-data", &[]),
    };
    let sort = number.map(|number| number.to_string());
    Shape { shown: ShownValue::Text { text, lang: None }, names: false, is_number: true, sort, marks: Vec::new() }
}
