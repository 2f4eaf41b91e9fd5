//! From texts that nobody has checked to a register in which everything holds.
//!
//! In: [`Sources`] and the day of the build. Out: [`Portal`], with every fault of every file.
//!
//! One file for each group of rules. A record with faults stays in the portal without its bad values, so that what
//! refers to it is not reported as well; a portal with errors is never published.

mod amounts;
mod areas;
mod collections;
mod conflicts;
mod contacts;
mod context;
mod datasets;
mod directives;
mod glossary;
mod gravestones;
mod harvest;
mod namesakes;
mod needs;
mod notes;
mod open_data;
mod outlines;
mod pages;
mod portal;
mod positions;
mod records;
mod scope;
mod slips;
mod standing;
mod terms;
mod titles;
mod unread;

use crate::config::{BaseUrl, Site, read_site};
use crate::diagnostic::{Checked, Diagnostic};
use crate::load::Sources;
use crate::model::Date;
use crate::yaml;

pub use conflicts::FIGURES;
pub use datasets::COLUMN_KINDS;
pub use pages::LAYOUTS;
pub use portal::{
    About, Area, AreaCount, Areas, Block, ChartOf, Citation, Collection, ColumnKind, Conflict, Correction, DataColumn,
    Dataset, Datum, Directive, Doubt, Figure, GlossaryTerm, Gravestone, Harvest, HarvestEntry, HarvestSubject, Layout,
    Lead, MapOf, Need, NumberStyle, Outlines, Page, PictureOf, Portal, Printed, Record, RecordCount, RecordRef,
    Removal, StaticFile, Told, Unit, UnitStyle, Unread,
};

/// Checks everything and joins it into a portal; there is none where the site's own file cannot be read.
///
/// **Errors**: all kinds of `diagnostic/codes.rs` but those of outputs, links and templates.
pub fn validate(sources: Sources, base_url: Option<BaseUrl>, build_date: Date) -> Checked<Option<Portal>> {
    let mut diagnostics = Vec::new();
    let value = read_site_file(&sources, base_url, build_date, &mut diagnostics)
        .map(|site| portal(site, sources, build_date, &mut diagnostics));
    Checked { value, diagnostics }
}

fn read_site_file(
    sources: &Sources,
    base_url: Option<BaseUrl>,
    build_date: Date,
    sink: &mut Vec<Diagnostic>,
) -> Option<Site> {
    let file = sources.site.as_ref()?;
    let node = yaml::parse(file).into_value(sink)?;
    let mut site = read_site(file, &node, build_date).into_value(sink)?;
    if let Some(base_url) = base_url {
        site.base_url = base_url;
    }
    Some(site)
}

fn portal(site: Site, mut sources: Sources, build_date: Date, sink: &mut Vec<Diagnostic>) -> Portal {
    // In the order in which one names the other: records name areas and files, datasets and terms name records, needs
    // name pages.
    let areas = areas::read_areas(&sources, &site.languages).into_value(sink);
    let files = pages::static_files(&sources).into_value(sink);
    let of_collections = std::mem::take(&mut sources.collections);
    let collections =
        collections::read_collections(of_collections, &sources.unread, &site, (&areas, &files), build_date);
    let collections = collections.into_value(sink);
    open_data::check(&site, collections.read.iter(), sink);
    let glossary = glossary::read_glossary(&sources, &site.languages, &collections).into_value(sink);
    let datasets = datasets::read_datasets(&sources, &site.languages, &areas, &collections).into_value(sink);
    let pages = pages::read_pages(&sources, &site).into_value(sink);
    let within = needs::Within { collections: &collections, glossary: &glossary, pages: &pages };
    let needs = needs::read_needs(&sources, &site.languages, &within).into_value(sink);
    let unread = unread::unread(&sources, &pages, &collections, &areas, datasets::unread(&sources, &datasets));
    let collections = collections.read;
    let mut portal = Portal {
        site,
        build_date,
        collections,
        areas,
        pages: pages.into(),
        datasets: datasets.into(),
        glossary,
        needs,
        harvest: None,
        files,
        unread,
    };
    portal.harvest = harvest::read_harvest(&sources, &portal, build_date).into_value(sink);
    // Last, for directives may name anything.
    let blocks = directives::read_blocks(&portal).into_value(sink);
    for (page, blocks) in portal.pages.iter_mut().zip(blocks) {
        page.blocks = blocks;
    }
    portal
}
