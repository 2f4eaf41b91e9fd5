use std::path::PathBuf;

use super::hsds::Hsds;
use super::names::words;
use super::{Holds, OutputIx, Plan, Subject};
use crate::index::Indexes;
use crate::source::{Location, SourceFile};
use crate::validate::{Layout, Portal};

impl Plan {
    /// The place in the sources that an output comes from. What the program makes of its own points into `site.yaml`.
    pub fn origin(&self, at: OutputIx, portal: &Portal, indexes: &Indexes) -> Location {
        match self.output(at).subject {
            Subject::Page(page) | Subject::PrintedReport(page) | Subject::MapData(page) => {
                portal.pages[page].file.start()
            }
            Subject::List(list, _) => self.list_origin(list, portal, indexes),
            Subject::Level(level) => portal.areas.levels[level].location.clone(),
            Subject::Area(area) | Subject::Leaflet(area) => portal.areas.areas[area].location.clone(),
            Subject::Record(at) => portal.record(at).file.start(),
            Subject::Gravestone(of, at) => portal.collections[of].removed[at].file.start(),
            Subject::Alias(alias) => self.alias(alias).location.clone(),
            Subject::File(at) => file(portal.files[at].path.clone()),
            Subject::Download(Holds::Hsds(Hsds::Service(at)), _) => portal.record(at).file.start(),
            Subject::Download(
                Holds::Register
                | Holds::Codes
                | Holds::Index
                | Holds::Areas
                | Holds::Datasets
                | Holds::Hsds(_)
                | Holds::Catalog
                | Holds::Harvest,
                _,
            ) => portal.site.open_data.location.clone(),
            Subject::Download(Holds::Record(at), _) => portal.record(at).file.start(),
            Subject::Download(Holds::Collection(at) | Holds::Part(at, _), _) => {
                portal.collections[at].schema.location.clone()
            }
            Subject::Download(Holds::Coverage, _) => {
                let page = portal.pages.iter().find(|page| page.layout == Layout::Coverage);
                page.map_or_else(|| portal.site.location.clone(), |page| page.file.start())
            }
            Subject::Dataset(at, _) => portal.datasets[at].location.clone(),
            Subject::Drawing(at) => self.drawing(at).location(portal),
            Subject::Home => {
                let home = portal.pages.iter().find(|page| page.path.as_str().is_empty() && !page.is_made_up());
                home.map_or_else(|| portal.site.location.clone(), |page| page.file.start())
            }
            Subject::Lost
            | Subject::OpenSearch
            | Subject::Asset(_)
            | Subject::Search
            | Subject::Sitemap(_)
            | Subject::Robots
            | Subject::Llms => portal.site.location.clone(),
        }
    }

    fn list_origin(&self, list: super::ListIx, portal: &Portal, indexes: &Indexes) -> Location {
        let list = self.list(list);
        let schema = &portal.collections[list.collection].schema;
        let Some((facet, term)) = list.term else { return schema.location.clone() };
        let facet = &indexes.facets(list.collection)[facet];
        let key = &facet.terms[term].about.key;
        let word = words(&schema.fields[facet.field].kind).into_iter().find(|word| word.key == *key);
        word.map_or_else(|| schema.location.clone(), |word| word.location.clone())
    }
}

fn file(path: PathBuf) -> Location {
    SourceFile::new(path, "").start()
}
