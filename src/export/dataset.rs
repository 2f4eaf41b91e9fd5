use super::cells::Table;
use crate::validate::{Cell, Dataset, Portal};

/// A dataset as a table: column names, then rows; numbers with a decimal point, areas by code, texts in the default
/// language, nothing where the source has no figure.
///
/// **Source**: RFC 4180.
pub fn csv(portal: &Portal, dataset: &Dataset) -> Vec<u8> {
    let mut table = Table::new(dataset.columns.iter().map(|column| &column.id));
    for row in &dataset.rows {
        table.row(row.iter().map(|cell| text(portal, cell)));
    }
    table.finish()
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
