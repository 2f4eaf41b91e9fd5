use super::cells::Table;
use crate::validate::{Dataset, Datum, Portal};

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

fn text(portal: &Portal, cell: &Datum) -> String {
    match cell {
        Datum::Missing => String::new(),
        Datum::Text(text) => text.original().to_owned(),
        Datum::Number(number) => number.to_string(),
        Datum::Area(area) => portal.areas.areas[*area].code.clone(),
        Datum::Record(at) => format!("{}/{}", portal.collection_of(*at).schema.id, portal.record(*at).id),
    }
}
