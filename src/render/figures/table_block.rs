use std::collections::BTreeSet;

use serde::Serialize;

use super::table::{self, Table};
use super::{At, Mark, Provenance, provenance, years};
use crate::render::shared::Scene;
use crate::validate::{About, Dataset};

/// A table in the text with its source.
#[derive(Serialize)]
pub(super) struct TableBlock {
    id: String,
    /// The contradictions about no cell of it.
    marks: Vec<Mark>,
    table: Table,
    years: Option<Table>,
    provenance: Provenance,
}

/// The context of a table's template.
pub(super) fn block(scene: &Scene<'_>, dataset: &Dataset, at: &At<'_>) -> TableBlock {
    let id = at.spot.id.clone();
    let all: Vec<usize> = (0..dataset.columns.len()).collect();
    let compared = all.iter().copied().find(|column| dataset.is_numeric(*column) && *column != dataset.key);
    TableBlock {
        marks: at.marks(dataset, outside(dataset)),
        table: table::table(scene, dataset, &all, at),
        years: compared.and_then(|column| years::comparison(scene, dataset, column, &id)),
        provenance: provenance(scene, dataset, at),
        id,
    }
}

/// The contradictions of a dataset that are at no cell of its table.
fn outside(dataset: &Dataset) -> Vec<usize> {
    let columns = 0..dataset.columns.len();
    let cells = columns.clone().flat_map(|column| dataset.conflicts_of(About::Value, &[], column));
    let totals = columns.filter(|column| dataset.totals.contains_key(column));
    let totals = totals.flat_map(|column| dataset.conflicts_of(About::Total, &[], column));
    let inside: BTreeSet<usize> = cells.chain(totals).collect();
    (0..dataset.conflicts.len()).filter(|index| !inside.contains(index)).collect()
}
