//! Whether each address of the site has one source, and the site's own menus lead somewhere.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::collections::Collections;
use super::pages;
use super::portal::{Areas, Page, Portal};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::load;
use crate::model::{LanguageTag, UrlPath};
use crate::say;
use crate::source::{Location, SourceFile};

/// Addresses that nothing is known about, because what makes them could not be read and was reported.
pub struct Unread {
    paths: Vec<UrlPath>,
    areas: bool,
}

impl Unread {
    /// What the stages before could not read.
    pub fn new(sources: &load::Sources, pages: &[Page], collections: &Collections, areas: &Areas) -> Self {
        let read: HashSet<&Path> = pages.iter().map(|page| page.file.path()).collect();
        let files = sources.pages.iter().map(|file| file.path()).filter(|path| !read.contains(path));
        let files = files.chain(sources.unread.iter().map(PathBuf::as_path));
        let records = sources.unread.iter().filter_map(|path| record_path(path));
        let collections = collections.unread.iter().filter_map(|id| UrlPath::parse(id));
        let paths = files.filter_map(pages::path_of).chain(records).chain(collections).collect();
        Self { paths, areas: areas.unread }
    }

    /// Whether an address, with or without a slash at its end, may be one of them.
    pub fn holds(&self, path: &str) -> bool {
        let below = |unread: &UrlPath| match unread.as_str().trim_end_matches('/') {
            "" => path.trim_matches('/').is_empty(),
            unread => path.strip_prefix(unread).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        };
        self.areas || self.paths.iter().any(below)
    }
}

/// The address of the record that a file holds.
fn record_path(file: &Path) -> Option<UrlPath> {
    let inner = file.strip_prefix("content/registry").ok()?.with_extension("");
    UrlPath::parse(inner.to_str()?)
}

/// Reports addresses and files with two sources, and navigation that leads nowhere.
pub fn check_addresses(portal: &Portal, unread: &Unread, sink: &mut Vec<Diagnostic>) {
    let mut sources = Sources { first: HashMap::new(), diagnostics: Vec::new() };
    sources.add_pages(portal);
    sources.add_collections(portal);
    sources.add_areas(portal);
    sources.add_files(portal);
    sources.add_aliases(portal);
    sources.check_languages(portal);
    let known = sources.addresses();
    for (path, location) in portal.site.navigation.iter().chain(&portal.site.footer) {
        if !sources.first.contains_key(path.output().as_str()) && !unread.holds(path.as_str()) {
            let message = say!("Na stronie nie ma adresu {path}.", "The site has no address {path}.");
            let diagnostic = Diagnostic::new(codes::LINK_BROKEN, location.clone(), message);
            sources
                .diagnostics
                .push(diagnostic.maybe_help(did_you_mean(path.as_str(), known.iter().map(String::as_str))));
        }
    }
    sink.extend(sources.diagnostics);
}

/// What makes each output file of the default language.
struct Sources {
    first: HashMap<String, Location>,
    diagnostics: Vec<Diagnostic>,
}

impl Sources {
    fn add_pages(&mut self, portal: &Portal) {
        let default = portal.site.languages.default_language();
        // Two files of one page are reported where pages are read.
        let mut seen = HashSet::new();
        let own = portal.pages.iter().filter(|page| &page.language == default);
        for page in own.filter(|page| seen.insert(&page.path)) {
            self.add_url(&page.path, page.file.start());
            if page.layout == super::portal::Layout::Report {
                self.add_url(&page.whole_report(), page.file.start());
            }
        }
    }

    fn add_collections(&mut self, portal: &Portal) {
        for collection in &portal.collections {
            self.add_url(&collection.path, collection.schema.location.clone());
            let folder = PathBuf::from("content/registry").join(&collection.schema.id);
            // Two records with one identifier are reported where records are read.
            let mut seen = HashSet::new();
            for record in collection.records.iter().filter(|record| seen.insert(&record.id)) {
                self.add_url(&record.url, start(&folder.join(format!("{}.yaml", record.id))));
            }
        }
    }

    fn add_areas(&mut self, portal: &Portal) {
        for level in &portal.areas.levels {
            if let Some(path) = &level.path {
                self.add_url(path, level.location.clone());
            }
        }
        for area in &portal.areas.areas {
            if let Some(url) = &area.url {
                self.add_url(url, portal.areas.levels[area.level].location.clone());
            }
        }
    }

    /// Old addresses come last: where one is taken, it is the old address that has to give way.
    fn add_aliases(&mut self, portal: &Portal) {
        let default = portal.site.languages.default_language();
        let pages = portal.pages.iter().filter(|page| &page.language == default).flat_map(|page| &page.aliases);
        let records = portal.records().flat_map(|(_, record)| &record.aliases);
        for (alias, location) in pages.chain(records) {
            self.add_url(alias, location.clone());
        }
    }

    fn add_files(&mut self, portal: &Portal) {
        for file in &portal.files {
            let folder = file.output.as_str().split('/').next().unwrap_or_default();
            let reserved = [portal.site.open_data.path.as_str().trim_end_matches('/'), "assets"];
            if reserved.contains(&folder) && file.output.as_str().contains('/') {
                let message = say!(
                    "Folder „{folder}” na stronie wypełnia spis.",
                    "The folder “{folder}” of the site is filled by spis."
                );
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, start(&file.path), message));
            }
            self.add(file.output.as_str().to_owned(), start(&file.path));
        }
        for own in ["404.html", "opensearch.xml", "sitemap.xml", "robots.txt"] {
            if let Some(location) = self.first.get(own) {
                let message = say!("Plik „{own}” tworzy spis.", "The file “{own}” is made by spis.");
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, location.clone(), message));
            }
        }
    }

    /// Reports pages, collections and levels in the folder of one of the site's other languages.
    fn check_languages(&mut self, portal: &Portal) {
        let default = portal.site.languages.default_language();
        let others: Vec<&str> =
            portal.site.languages.iter().filter(|language| *language != default).map(LanguageTag::as_str).collect();
        let pages = portal.pages.iter().filter(|page| &page.language == default);
        let pages = pages.map(|page| (&page.path, page.file.start()));
        let collections = portal.collections.iter().map(|of| (&of.path, of.schema.location.clone()));
        let levels =
            portal.areas.levels.iter().filter_map(|level| Some((level.path.as_ref()?, level.location.clone())));
        for (path, location) in pages.chain(collections).chain(levels) {
            let folder = path.as_str().split('/').next().unwrap_or_default();
            if others.contains(&folder) {
                let message = say!(
                    "Adres „{folder}/” należy do wersji językowej strony.",
                    "The address “{folder}/” belongs to a language of the site."
                );
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, location, message));
            }
        }
    }

    fn add_url(&mut self, url: &UrlPath, source: Location) {
        self.add(url.output().as_str().to_owned(), source);
    }

    fn add(&mut self, output: String, source: Location) {
        let Some(first) = self.first.get(&output) else {
            self.first.insert(output, source);
            return;
        };
        let address = output.strip_suffix("index.html").unwrap_or(&output);
        let (one, other) = (first.path().display(), source.path().display());
        let message = say!(
            "Adres /{address} ma dwa źródła: {one} i {other}.",
            "The address /{address} has two sources: {one} and {other}."
        );
        let help = say!("Usuń jedno z nich albo zmień jego adres.", "Remove one of them, or change its address.");
        let diagnostic = Diagnostic::new(codes::OUTPUT_CONFLICT, source, message).help(help);
        let first = first.clone();
        self.diagnostics.push(diagnostic.related(first, say!("Pierwsze jest tutaj.", "The first one is here.")));
    }

    fn addresses(&self) -> Vec<String> {
        let mut known: Vec<String> =
            self.first.keys().filter_map(|output| output.strip_suffix("index.html").map(str::to_owned)).collect();
        known.retain(|address| !address.is_empty());
        known.sort();
        known
    }
}

fn start(path: &Path) -> Location {
    SourceFile::new(path, "").start()
}
