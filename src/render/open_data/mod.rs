//! The register as files for other programs.
//!
//! In: the portal. Out: the whole register as JSON and CSV, each collection as CSV. Texts are in the site's default
//! language; words that a schema defines are given as its keys, not its labels.

mod coverage;
mod csv;
mod json;

use super::{Failure, Sink};
use crate::index::Indexes;
use crate::model::OutputPath;
use crate::validate::{Collection, Layout, Portal};

/// A file for other programs.
pub struct Download {
    /// Where it lies, relative to the site's root.
    pub path: String,
    /// What it holds.
    pub holds: Holds,
    /// Its format, as its name ends.
    pub format: &'static str,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// All records.
    Register,
    /// The records of one collection. Index into [`Portal::collections`].
    Collection(usize),
    /// Who helps in each area.
    Coverage,
}

/// The files of a register.
pub fn downloads(portal: &Portal) -> Vec<Download> {
    let open_data = &portal.site.open_data;
    let file = |name: &str, holds, format: &'static str| Download {
        path: format!("{}{name}.{format}", open_data.path.as_str()),
        holds,
        format,
    };
    let whole = [("json", Holds::Register), ("csv", Holds::Register)];
    let whole = whole.into_iter().map(|(format, holds)| file(&open_data.name, holds, format));
    let collections = portal.collections.iter().enumerate();
    let collections = collections.map(|(index, of)| file(&of.schema.id, Holds::Collection(index), "csv"));
    let coverage = coverage_name(portal);
    let coverage = coverage.iter().flat_map(|name| COVERAGE_FORMATS.map(|format| file(name, Holds::Coverage, format)));
    whole.chain(collections).chain(coverage).collect()
}

/// The formats of the file that tells who helps in each area.
const COVERAGE_FORMATS: [&str; 3] = ["csv", "json", "geojson"];

/// What the files that tell who helps in each area are called: like the page that they belong to.
fn coverage_name(portal: &Portal) -> Option<&str> {
    let page = portal.pages.iter().find(|page| page.layout == Layout::Coverage)?;
    page.path.as_str().trim_end_matches('/').rsplit('/').next()
}

/// Makes all files of a register.
///
/// **Errors**: whatever the sink fails with.
pub fn render(portal: &Portal, indexes: &Indexes, sink: &Sink<'_>) -> Result<(), Failure> {
    for download in downloads(portal) {
        let bytes = match (download.format, download.holds) {
            ("csv", Holds::Coverage) => coverage::csv(portal, indexes),
            ("geojson", Holds::Coverage) => coverage::geojson(portal, indexes),
            (_, Holds::Coverage) => coverage::json(portal, indexes),
            ("json", _) => json::register(portal, indexes),
            (_, Holds::Register) => {
                csv::table(portal, indexes, &portal.collections.iter().collect::<Vec<&Collection>>())
            }
            (_, Holds::Collection(index)) => csv::table(portal, indexes, &[&portal.collections[index]]),
        };
        let path = OutputPath::parse(&download.path).expect("the settings allow only plain names for open data");
        sink(path, bytes)?;
    }
    Ok(())
}
