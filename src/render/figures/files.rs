use csv::Writer;

use super::super::{Scene, maps};
use super::{chart, shaded};
use crate::draw::standalone;
use crate::validate::{Cell, Dataset, Directive, Portal};

/// A chart or shaded map as an SVG file; empty for a directive that draws nothing, and for a map without outlines.
pub fn drawing(scene: &Scene<'_>, directive: &Directive) -> String {
    match directive {
        Directive::Chart(of) => {
            let id = format!("chart-{}-{}", scene.portal.datasets[of.dataset].id, of.kind_name);
            standalone(&chart::draw(scene, of, &id), &style(scene, "assets/chart.css"), &credit(scene, of.dataset))
        }
        Directive::Shaded(of) => {
            let Some(map) = maps::dataset(scene, of, &shaded::title(scene, of), false) else { return String::new() };
            let credit = credit(scene, of.dataset) + map.attribution().unwrap_or_default();
            standalone(map.svg(), &style(scene, "assets/map.css"), &credit)
        }
        _ => String::new(),
    }
}

/// Where the figures of a dataset come from, in a sentence.
fn credit(scene: &Scene<'_>, dataset: usize) -> String {
    let label = scene.wording.text("source", &[]);
    let source = super::source(scene, &scene.portal.datasets[dataset]);
    source.map(|source| format!("{label}: {source}. ")).unwrap_or_default()
}

fn style(scene: &Scene<'_>, path: &str) -> String {
    let asset = scene.theme.assets.iter().find(|asset| asset.path.as_str() == path);
    asset.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).unwrap_or_default()
}

/// A dataset as a table: column names, then rows; numbers with a decimal point, areas by code, texts in the default
/// language, nothing where the source has no figure.
///
/// **Source**: RFC 4180, with LF between the lines.
pub fn csv(portal: &Portal, dataset: &Dataset) -> Vec<u8> {
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
