use std::collections::BTreeMap;

use csv::Writer;

use super::super::directives::{self, ChartOf, Directive};
use super::super::{Failure, Scene, Sink};
use super::chart;
use crate::draw::standalone;
use crate::model::OutputPath;
use crate::validate::{Cell, Dataset, Portal};

/// Where a dataset lies as CSV, relative to the site's root.
pub fn csv_path(portal: &Portal, dataset: &Dataset) -> String {
    format!("{}v1/datasets/{}.csv", portal.site.open_data.path.as_str(), dataset.id)
}

/// Where a chart lies as SVG, relative to the site's root: the same dataset may be drawn in several ways.
pub(super) fn svg_path(scene: &Scene<'_>, of: &ChartOf<'_>) -> String {
    let columns: String = match of.every_column {
        true => String::new(),
        false => of.columns.iter().map(|column| format!("-{}", of.dataset.columns[*column].id)).collect(),
    };
    let language = match scene.language == scene.default_language() {
        true => String::new(),
        false => format!(".{}", scene.language),
    };
    let folder = scene.portal.site.open_data.path.as_str();
    format!("{folder}v1/charts/{}-{}{columns}{language}.svg", of.dataset.id, of.kind_name)
}

/// Makes the CSV file of each dataset.
///
/// **Errors**: what the sink fails with.
pub fn render_csv(portal: &Portal, sink: &Sink<'_>) -> Result<(), Failure> {
    for dataset in &portal.datasets {
        sink(output(&csv_path(portal, dataset)), csv(portal, dataset))?;
    }
    Ok(())
}

/// Makes an SVG file for each chart on the pages of a language.
///
/// **Errors**: what the sink fails with.
pub fn render_charts(scene: &Scene<'_>, sink: &Sink<'_>) -> Result<(), Failure> {
    let style = scene.theme.assets.iter().find(|asset| asset.path.as_str() == "assets/chart.css");
    let style = style.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).unwrap_or_default();
    for (path, svg) in charts(scene) {
        sink(output(&path), standalone(&svg, &style).into_bytes())?;
    }
    Ok(())
}

fn charts(scene: &Scene<'_>) -> BTreeMap<String, String> {
    let pages = scene.portal.pages.iter().filter(|page| page.language == *scene.language);
    let directives = pages.flat_map(|page| directives::of_page(scene.portal, page));
    let charts = directives.filter_map(|(_, directive)| match directive {
        Directive::Chart(of) => Some((svg_path(scene, &of), chart::draw(scene, &of))),
        _ => None,
    });
    charts.collect()
}

fn output(path: &str) -> OutputPath {
    OutputPath::parse(path).expect("names of datasets and columns are plain, and so is the folder of open data")
}

/// A dataset as a table: column names, then rows; numbers with a decimal point, areas by code, texts in the default
/// language, nothing where the source has no figure.
///
/// **Source**: RFC 4180, with LF between the lines.
fn csv(portal: &Portal, dataset: &Dataset) -> Vec<u8> {
    let mut writer = Writer::from_writer(Vec::new());
    let names = dataset.columns.iter().map(|column| column.id.as_str());
    writer.write_record(names).expect("writing to memory does not fail");
    for row in &dataset.rows {
        writer.write_record(row.iter().map(|cell| text(portal, cell))).expect("rows have as many cells as the head");
    }
    writer.into_inner().expect("writing to memory does not fail")
}

fn text(portal: &Portal, cell: &Cell) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => text.original().to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Area(area) => portal.areas.areas[*area].code.clone(),
        Cell::Record(at) => format!("{}/{}", portal.collection_of(*at).schema.id, portal.record(*at).id),
    }
}
