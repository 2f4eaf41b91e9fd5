use std::collections::BTreeMap;

use csv::Writer;

use super::super::{Failure, Scene, Sink, maps};
use super::{chart, shaded};
use crate::draw::standalone;
use crate::model::OutputPath;
use crate::validate::{Cell, ChartOf, Dataset, Directive, MapOf, Portal};

/// Where a dataset lies as CSV, relative to the site's root.
pub fn csv_path(portal: &Portal, dataset: &Dataset) -> String {
    format!("{}v1/datasets/{}.csv", portal.site.open_data.path.as_str(), dataset.id)
}

/// Where a chart lies as SVG, relative to the site's root: the same dataset may be drawn in several ways.
pub(super) fn svg_path(scene: &Scene<'_>, of: &ChartOf) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    let columns: String = match of.every_column {
        true => String::new(),
        false => of.columns.iter().map(|column| format!("-{}", dataset.columns[*column].id)).collect(),
    };
    let folder = scene.portal.site.open_data.path.as_str();
    format!("{folder}v1/charts/{}-{}{columns}{}.svg", dataset.id, of.kind_name, language(scene))
}

/// Where a shaded map lies as SVG, relative to the site's root.
pub(super) fn map_path(scene: &Scene<'_>, of: &MapOf) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    let folder = scene.portal.site.open_data.path.as_str();
    let column = &dataset.columns[of.column].id;
    format!("{folder}v1/charts/{}-map-{column}{}.svg", dataset.id, language(scene))
}

/// What the names of files end with that are not in the site's default language.
fn language(scene: &Scene<'_>) -> String {
    if scene.language == scene.default_language() { String::new() } else { format!(".{}", scene.language) }
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

/// Makes an SVG file for each chart and shaded map on the pages of a language.
///
/// **Errors**: what the sink fails with.
pub fn render_drawings(scene: &Scene<'_>, sink: &Sink<'_>) -> Result<(), Failure> {
    let pages = scene.portal.pages.iter().filter(|page| page.language == *scene.language);
    let blocks = pages.flat_map(|page| &page.blocks);
    let drawn: BTreeMap<String, String> = blocks.filter_map(|block| drawing(scene, &block.directive)).collect();
    for (path, svg) in drawn {
        sink(output(&path), svg.into_bytes())?;
    }
    Ok(())
}

/// A chart or shaded map as a file, with its path.
fn drawing(scene: &Scene<'_>, directive: &Directive) -> Option<(String, String)> {
    let source = |dataset: usize| {
        let label = scene.wording.text("source", &[]);
        super::source(scene, &scene.portal.datasets[dataset])
            .map(|source| format!("{label}: {source}. "))
            .unwrap_or_default()
    };
    match directive {
        Directive::Chart(of) => {
            let id = format!("chart-{}-{}", scene.portal.datasets[of.dataset].id, of.kind_name);
            let svg = standalone(&chart::draw(scene, of, &id), &style(scene, "assets/chart.css"), &source(of.dataset));
            Some((svg_path(scene, of), svg))
        }
        Directive::Shaded(of) => {
            let map = maps::dataset(scene, of, &shaded::title(scene, of), false)?;
            let credit = source(of.dataset) + map.attribution().unwrap_or_default();
            Some((map_path(scene, of), standalone(map.svg(), &style(scene, "assets/map.css"), &credit)))
        }
        _ => None,
    }
}

fn style(scene: &Scene<'_>, path: &str) -> String {
    let asset = scene.theme.assets.iter().find(|asset| asset.path.as_str() == path);
    asset.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).unwrap_or_default()
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
