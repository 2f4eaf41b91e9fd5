//! The register as files for other programs.
//!
//! In: the portal. Out: the whole register as JSON and CSV, each collection as CSV, each dataset as CSV and JSON. Texts are in the site's default
//! language; words that a schema defines are given as its keys, not its labels.

mod coverage;
mod csv;
mod dataset;
mod figures;
mod json;

use crate::index::Indexes;
use crate::plan::{Format, Holds};
use crate::validate::{Collection, Dataset, Portal};

/// The bytes of a dataset: its figures alone, or with all that is known of them.
pub fn dataset(portal: &Portal, dataset: &Dataset, format: Format) -> Vec<u8> {
    match format {
        Format::Csv => dataset::csv(portal, dataset),
        _ => figures::json(portal, dataset),
    }
}

/// The bytes of a download.
pub fn download(portal: &Portal, indexes: &Indexes, holds: Holds, format: Format) -> Vec<u8> {
    match (holds, format) {
        (Holds::Coverage, Format::Csv) => coverage::csv(portal, indexes),
        (Holds::Coverage, Format::GeoJson) => coverage::geojson(portal, indexes),
        (Holds::Coverage, Format::Json) => coverage::json(portal, indexes),
        (Holds::Register, Format::Csv) => {
            csv::table(portal, indexes, &portal.collections.iter().collect::<Vec<&Collection>>())
        }
        (Holds::Collection(index), Format::Csv) => csv::table(portal, indexes, &[&portal.collections[index]]),
        (Holds::Register | Holds::Collection(_), _) => json::register(portal, indexes),
    }
}
