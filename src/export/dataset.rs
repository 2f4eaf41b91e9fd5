use csv::Writer;

use crate::validate::{Cell, Dataset, Portal};

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
