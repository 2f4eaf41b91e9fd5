use std::collections::{HashMap, HashSet};

use super::{
    Alias, AliasIx, AliasTarget, Drawing, DrawingIx, Format, LanguageIx, ListIx, Output, OutputIx, Plan, Subject,
    dataset_path, downloads, index, lists,
};
use crate::draw::map::reaches_all;
use crate::index::Indexes;
use crate::model::{LanguageTag, OutputPath, UrlPath};
use crate::theme::Theme;
use crate::validate::{Layout, Portal};

/// The most places that the script of a live map is sent: 20 000 are some 8 MB, 0.8 MB compressed, which a telephone can
/// still hold.
const SENT: usize = 20_000;

/// What the file that the script of a live map draws is called, beside the page of maps.
pub const MAP_DATA: &str = "places.json";

/// Lists every file of the site, without judging.
pub(super) fn list(portal: &Portal, indexes: &Indexes, theme: &Theme) -> Plan {
    let collections = portal.collections.keys();
    let plan = Plan {
        languages: portal.site.languages.iter().cloned().collect(),
        outputs: Vec::new(),
        by_path: HashMap::new(),
        lists: collections.flat_map(|index| lists::of_collection(portal, indexes, index)).collect(),
        aliases: Vec::new(),
        drawings: Vec::new(),
        promises: Vec::new(),
        changes: HashMap::new(),
    };
    let mut builder = Builder { plan, portal, has_live_map: has_live_map(portal, indexes) };
    for language in 0..builder.plan.languages.len() {
        builder.language(LanguageIx(super::language_index(language)));
    }
    builder.shared(indexes, theme);
    builder.finish()
}

/// Whether there are outlines to draw, places to show, and a projection that reaches all of it.
fn has_live_map(portal: &Portal, indexes: &Indexes) -> bool {
    if portal.pages.iter().all(|page| page.layout != Layout::Map) {
        return false;
    }
    let located = portal.records().any(|(at, record)| portal.collection_of(at).position(record).is_some());
    let sent = located && portal.records().count() <= SENT;
    let atlas = || indexes.atlases(portal).iter().flatten().next().or_else(|| indexes.plane(portal));
    sent && atlas().is_some_and(reaches_all)
}

struct Builder<'p> {
    plan: Plan,
    portal: &'p Portal,
    has_live_map: bool,
}

impl<'p> Builder<'p> {
    fn language(&mut self, language: LanguageIx) {
        let tag = self.plan.languages[language.index()].clone();
        self.page(Subject::Home, &UrlPath::home(), language);
        self.beside_home(Subject::Lost, "404.html", language);
        self.narrative(&tag, language);
        for at in 0..self.plan.lists.len() {
            for number in 1..=self.plan.lists[at].pages {
                let path = self.plan.lists[at].page(number);
                self.page(Subject::List(ListIx(index(at)), number), &path, language);
            }
        }
        self.areas(language);
        self.records(language);
        for ((of, at), gravestone) in self.portal.removed() {
            let path = self.plan.page_path(&gravestone.url, language);
            self.add(Subject::Gravestone(of, at), OutputPath::parse(&path), Some(language), false);
        }
        self.aliases(&tag, language);
        self.drawings(&tag, language);
        if self.portal.pages.iter().any(|page| page.layout == Layout::Search && page.language == tag) {
            self.beside_home(Subject::OpenSearch, "opensearch.xml", language);
        }
        let search = format!("assets/search/{tag}.json");
        self.add(Subject::Search, OutputPath::parse(&search), Some(language), false);
    }

    /// The pages that editors wrote, with what belongs to them.
    fn narrative(&mut self, tag: &LanguageTag, language: LanguageIx) {
        let portal = self.portal;
        let own = portal.pages.iter_enumerated().filter(|(_, page)| page.language == *tag);
        let mut home = true;
        for (at, page) in own {
            // The home page is there in every language; a second file for it is a conflict of its own.
            if !(page.path.as_str().is_empty() && std::mem::take(&mut home)) {
                self.page(Subject::Page(at), &page.path, language);
            }
            if page.layout == Layout::Map && self.has_live_map {
                let file = format!("{}{MAP_DATA}", page.path.as_str());
                self.beside_home(Subject::MapData(at), &file, language);
            }
            if page.layout == Layout::Report && !portal.chapters(page).is_empty() {
                let path = [&self.plan.prefix(language), page.whole_report().as_str(), "index.html"].concat();
                self.add(Subject::PrintedReport(at), OutputPath::parse(&path), Some(language), false);
            }
        }
    }

    fn areas(&mut self, language: LanguageIx) {
        let areas = &self.portal.areas;
        for (at, level) in areas.levels.iter_enumerated() {
            level.path.iter().for_each(|path| self.page(Subject::Level(at), path, language));
        }
        let with_leaflets = self.portal.has_telephones();
        for (at, area) in areas.areas.iter_enumerated() {
            let Some(path) = &area.url else { continue };
            self.page(Subject::Area(at), path, language);
            if let Some(leaflet) = area.leaflet().filter(|_| with_leaflets) {
                let path = self.plan.page_path(&leaflet, language);
                self.add(Subject::Leaflet(at), OutputPath::parse(&path), Some(language), false);
            }
        }
    }

    fn records(&mut self, language: LanguageIx) {
        // Two records with one identifier are reported where records are read.
        let mut last: Option<&UrlPath> = None;
        for (at, record) in self.portal.records() {
            if last != Some(&record.url) {
                self.page(Subject::Record(at), &record.url, language);
            }
            last = Some(&record.url);
        }
    }

    /// Old addresses: those of records in every language, those of a page in its own.
    fn aliases(&mut self, tag: &LanguageTag, language: LanguageIx) {
        let portal = self.portal;
        let records = portal
            .records()
            .flat_map(|(at, record)| record.aliases.iter().map(move |alias| (AliasTarget::Record(at), alias)));
        let removed = portal.removed().flat_map(|((of, at), gravestone)| {
            gravestone.aliases.iter().map(move |alias| (AliasTarget::Gravestone(of, at), alias))
        });
        let pages = portal.pages.iter_enumerated().filter(|(_, page)| page.language == *tag);
        let pages = pages.flat_map(|(at, page)| page.aliases.iter().map(move |alias| (AliasTarget::Page(at), alias)));
        for (to, (from, location)) in records.chain(removed).chain(pages) {
            let at = AliasIx(index(self.plan.aliases.len()));
            self.plan.aliases.push(Alias { from: from.clone(), to, location: location.clone() });
            let path = self.plan.page_path(from, language);
            self.add(Subject::Alias(at), OutputPath::parse(&path), Some(language), false);
        }
    }

    fn drawings(&mut self, tag: &LanguageTag, language: LanguageIx) {
        let portal = self.portal;
        let first = self.plan.drawings.len();
        let pages = portal.pages.iter_enumerated().filter(|(_, page)| page.language == *tag);
        let blocks =
            pages.flat_map(|(at, page)| page.blocks.iter().enumerate().map(move |(block, of)| (at, block, of)));
        let mut known = HashSet::new();
        for (page, block, of) in blocks {
            let Some(path) = self.plan.drawing_path(portal, language, &of.directive) else { continue };
            // Equal drawings are one file. Unequal ones of one name stay two, so that the conflict of their paths is
            // told.
            let same = |known: &Drawing| *known.directive(portal) == of.directive;
            if known.contains(&path) && self.plan.drawings[first..].iter().any(same) {
                continue;
            }
            known.insert(path.clone());
            let at = DrawingIx(index(self.plan.drawings.len()));
            self.plan.drawings.push(Drawing { page, block });
            self.add(Subject::Drawing(at), OutputPath::parse(&path), Some(language), false);
        }
    }

    /// What all languages share: data, files, and what is told to search engines.
    fn shared(&mut self, indexes: &Indexes, theme: &Theme) {
        let portal = self.portal;
        for (at, dataset) in portal.datasets.iter_enumerated() {
            for format in [Format::Csv, Format::Json] {
                let path = OutputPath::parse(&dataset_path(portal, dataset, format));
                self.add(Subject::Dataset(at, format), path, None, false);
            }
        }
        for (path, holds, format) in downloads::list(portal, indexes, theme) {
            self.add(Subject::Download(holds, format), OutputPath::parse(&path), None, false);
        }
        let listed = self.plan.outputs.iter().filter(|output| output.listed).count();
        let parts = listed.div_ceil(Plan::SITEMAP);
        for part in 1..=if parts > 1 { parts } else { 0 } {
            let path = OutputPath::parse(&format!("sitemap-{part}.xml"));
            self.add(Subject::Sitemap(index(part)), path, None, false);
        }
        self.add(Subject::Sitemap(0), OutputPath::parse("sitemap.xml"), None, false);
        self.add(Subject::Robots, OutputPath::parse("robots.txt"), None, false);
        self.add(Subject::Llms, OutputPath::parse("llms.txt"), None, false);
        for (at, file) in portal.files.iter().enumerate() {
            self.add(Subject::File(at), Some(file.attachment.path.clone()), None, false);
        }
        for (at, asset) in theme.assets.iter().enumerate() {
            self.add(Subject::Asset(at), Some(asset.path.clone()), None, false);
        }
    }

    fn page(&mut self, subject: Subject, address: &UrlPath, language: LanguageIx) {
        let path = self.plan.page_path(address, language);
        self.add(subject, OutputPath::parse(&path), Some(language), true);
    }

    /// A file of a language beside its home page, or below it.
    fn beside_home(&mut self, subject: Subject, name: &str, language: LanguageIx) {
        let path = [&self.plan.prefix(language), name].concat();
        self.add(subject, OutputPath::parse(&path), Some(language), false);
    }

    fn add(&mut self, subject: Subject, path: Option<OutputPath>, language: Option<LanguageIx>, listed: bool) {
        // A name that makes no plain path was reported where it was read.
        self.plan.outputs.extend(path.map(|path| Output { path, subject, language, listed }));
    }

    fn finish(self) -> Plan {
        let mut plan = self.plan;
        plan.by_path.reserve(plan.outputs.len());
        for (at, output) in plan.outputs.iter().enumerate() {
            plan.by_path.entry(output.path.as_str().to_owned()).or_insert(OutputIx(index(at)));
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_page_of_a_list_is_numbered() {
        let list = super::super::List {
            collection: 0.into(),
            term: None,
            path: UrlPath::parse("a/").expect("an address"),
            pages: 2,
        };
        assert_eq!(list.page(1).as_str(), "a/");
        assert_eq!(list.page(2).as_str(), "a/page-2/");
    }
}
