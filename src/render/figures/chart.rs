use serde::Serialize;

use super::table::{self, Table};
use super::years::Line;
use super::{At, Mark, Provenance, provenance, years};
use crate::config::Noun;
use crate::draw::chart::{ChartKind, ChartRequest, Series, draw_chart};
use crate::model::Decimal;
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::number::format;
use crate::validate::{ChartOf, ColumnKind, Dataset, NumberStyle, Unit, UnitStyle};

/// A chart with its figures.
#[derive(Serialize)]
pub(super) struct Chart {
    id: String,
    title: String,
    title_lang: Option<String>,
    marks: Vec<Mark>,
    svg: Html,
    /// Its figures, where they stand in no other block.
    table: Option<Table>,
    /// The anchor of the block that has its figures as a table.
    table_at: Option<String>,
    years: Option<Table>,
    /// The chart as an SVG file.
    file: String,
    provenance: Provenance,
}

/// The context of a chart's template.
pub(super) fn chart(scene: &Scene<'_>, of: &ChartOf, at: &At<'_>) -> Chart {
    let (dataset, id) = (&scene.portal.datasets[of.dataset], at.spot.id.clone());
    let all: Vec<usize> = (0..dataset.columns.len()).collect();
    let table = at.spot.table.is_none().then(|| table::table(scene, dataset, &all, at));
    Chart {
        svg: Html::new(draw(scene, of, &format!("{id}-{}", of.kind_name))),
        title: scene.say(&dataset.title),
        title_lang: scene.lang(&dataset.title),
        marks: at.marks(dataset, 0..dataset.conflicts.len()),
        table,
        table_at: at.spot.table.clone(),
        years: years::comparison(scene, dataset, of.columns[0], &id),
        file: scene.addresses.file(&scene.plan.chart_path(scene.portal, scene.language_ix, of)),
        provenance: provenance(scene, dataset, at),
        id,
    }
}

/// What a chart draws: the names of its categories and, for each series, its name and values.
fn plotted(scene: &Scene<'_>, of: &ChartOf) -> (Vec<String>, Vec<Line>) {
    let dataset = &scene.portal.datasets[of.dataset];
    if of.kind_name == ChartOf::YEARS {
        return years::lines(scene, dataset, of.columns[0]);
    }
    let rows = 0..dataset.rows.len();
    let line = |column: &usize| Line {
        name: scene.say(&dataset.columns[*column].label),
        values: rows.clone().map(|row| dataset.number(row, *column)).collect(),
        contested: rows.clone().map(|row| dataset.is_contested(row, *column)).collect(),
    };
    let names = dataset.rows.iter().map(|row| table::words(scene, &row[dataset.key]));
    (names.collect(), of.columns.iter().map(line).collect())
}

/// The chart as SVG with the theme's classes; `id` begins the ids inside it.
pub(super) fn draw(scene: &Scene<'_>, of: &ChartOf, id: &str) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    let (names, lines) = plotted(scene, of);
    let missing = scene.wording.text("no-data", &[]);
    let written = |value: f64| write_value(scene, of, value);
    let title = scene.say(&dataset.title);
    let description = describe(scene, of, &names, &lines);
    let unit = unit_text(scene, of);
    draw_chart(&ChartRequest {
        id,
        title: &title,
        description: &description,
        kind: of.kind,
        unit: &unit,
        categories: names.iter().map(String::as_str).collect(),
        series: lines.iter().map(series).collect(),
        format: &written,
        missing: &missing,
    })
}

fn series(line: &Line) -> Series<'_> {
    Series {
        name: &line.name,
        values: line.values.iter().map(|number| number.map(Decimal::to_f64)).collect(),
        contested: line.contested.clone(),
    }
}

/// What the values are, above the chart.
fn unit_text(scene: &Scene<'_>, of: &ChartOf) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    let column = of.columns[0];
    let unit = match dataset.unit_of(column) {
        Some(Unit::Noun(noun)) => plural(scene, noun),
        Some(Unit::Symbol(symbol)) => scene.say(symbol),
        None => String::new(),
    };
    if of.columns.len() > 1 {
        return unit;
    }
    let label = scene.say(&dataset.columns[column].label);
    let says_more = matches!(dataset.unit_of(column), Some(Unit::Symbol(_))) && of.kind != ChartKind::Stacked;
    if says_more { format!("{label} ({unit})") } else { label }
}

/// The form of a noun for many of it.
fn plural(scene: &Scene<'_>, noun: &Noun) -> String {
    let category = scene.wording.locale().plural(100);
    noun.form(scene.language, scene.default_language(), category.name()).to_owned()
}

/// A value as the table writes it; a tick with as many decimals as it needs.
fn write_value(scene: &Scene<'_>, of: &ChartOf, value: f64) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    let cells = of.columns.iter().flat_map(|column| (0..dataset.rows.len()).map(move |row| (row, *column)));
    let exact = cells.filter_map(|(row, column)| Some((column, dataset.number(row, column)?)));
    match exact.into_iter().find(|(_, number)| number.to_f64() == value) {
        Some((column, number)) => table::number(scene, dataset, column, number),
        None => {
            let number = Decimal::parse(&format!("{value}")).unwrap_or_default();
            match dataset.columns[of.columns[0]].kind {
                ColumnKind::Percent => scene.wording.locale().format_percent(number, number.scale()),
                _ => scene.wording.locale().format_decimal(number, number.scale()),
            }
        }
    }
}

/// The chart in a sentence or two: its largest and smallest value, and those that the source contradicts.
fn describe(scene: &Scene<'_>, of: &ChartOf, names: &[String], lines: &[Line]) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    let cells = lines.iter().enumerate().flat_map(|(series, line)| {
        line.values.iter().enumerate().filter_map(move |(category, value)| Some(((*value)?, category, series)))
    });
    let cells: Vec<(Decimal, usize, usize)> = cells.collect();
    let (Some(most), Some(least)) =
        (cells.iter().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))), cells.iter().min_by_key(|cell| cell.0))
    else {
        return String::new();
    };
    let name = |(_, category, series): &(Decimal, usize, usize)| {
        let category = names[*category].clone();
        if lines.len() > 1 { format!("{category}, {}", lines[*series].name) } else { category }
    };
    let written = |(number, _, series): &(Decimal, usize, usize)| {
        tell_number(scene, dataset, of.columns[if of.columns.len() > 1 { *series } else { 0 }], *number)
    };
    let told = [("most", name(most)), ("high", written(most)), ("least", name(least)), ("low", written(least))];
    let told: Vec<(&str, &str)> = told.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let extremes = scene.wording.text("chart-description", &told);
    let is_contested = |cell: &&(Decimal, usize, usize)| lines[cell.2].contested.get(cell.1) == Some(&true);
    let contested: Vec<String> = cells.iter().filter(is_contested).map(name).collect();
    if contested.is_empty() {
        return extremes;
    }
    let list = scene.wording.list(&contested);
    format!("{extremes} {}", scene.wording.text("chart-contested", &[("list", &list)]))
}

fn tell_number(scene: &Scene<'_>, dataset: &Dataset, column: usize, number: Decimal) -> String {
    format(scene, dataset, column, number, NumberStyle { decimals: None, unit: UnitStyle::Unit })
}
