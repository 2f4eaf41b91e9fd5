//! Whether each address of the site has one source, and the site's own menus lead somewhere.

use std::collections::HashMap;
use std::path::PathBuf;

use super::portal::Portal;
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::model::UrlPath;
use crate::say;
use crate::source::{Location, SourceFile};

/// Reports addresses and files with two sources, and navigation that leads nowhere.
pub fn check_addresses(portal: &Portal, sink: &mut Vec<Diagnostic>) {
    let mut sources = Sources { first: HashMap::new(), diagnostics: Vec::new() };
    sources.add_pages(portal);
    sources.add_collections(portal);
    sources.add_areas(portal);
    sources.add_files(portal);
    let known = sources.addresses();
    for (path, location) in portal.site.navigation.iter().chain(&portal.site.footer) {
        if !sources.first.contains_key(path.output().as_str()) {
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
    first: HashMap<String, PathBuf>,
    diagnostics: Vec<Diagnostic>,
}

impl Sources {
    fn add_pages(&mut self, portal: &Portal) {
        let default = portal.site.languages.default_language();
        for page in portal.pages.iter().filter(|page| &page.language == default) {
            self.add_url(&page.path, page.file.path().to_owned());
            for alias in &page.aliases {
                self.add_url(alias, page.file.path().to_owned());
            }
            let folder = page.path.as_str().split('/').next().unwrap_or_default();
            if portal.site.languages.iter().any(|language| language != default && language.as_str() == folder) {
                let message = say!(
                    "Adres „{folder}/” należy do wersji językowej strony.",
                    "The address “{folder}/” belongs to a language of the site."
                );
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, page.file.start(), message));
            }
        }
    }

    fn add_collections(&mut self, portal: &Portal) {
        for collection in &portal.collections {
            let folder = PathBuf::from("content/registry").join(&collection.schema.id);
            self.add_url(&collection.path, folder.join("_schema.yaml"));
            for record in &collection.records {
                let file = folder.join(format!("{}.yaml", record.id));
                for alias in &record.aliases {
                    self.add_url(alias, file.clone());
                }
                self.add_url(&record.url, file);
            }
        }
    }

    fn add_areas(&mut self, portal: &Portal) {
        let file = PathBuf::from("content/geo/areas.yaml");
        for path in portal.areas.levels.iter().filter_map(|level| level.path.as_ref()) {
            self.add_url(path, file.clone());
        }
        for url in portal.areas.areas.iter().filter_map(|area| area.url.as_ref()) {
            self.add_url(url, file.clone());
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
            self.add(file.output.as_str().to_owned(), file.path.clone());
        }
        for own in ["404.html", "sitemap.xml", "robots.txt"] {
            if let Some(file) = self.first.get(own) {
                let message = say!("Plik „{own}” tworzy spis.", "The file “{own}” is made by spis.");
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, start(file), message));
            }
        }
    }

    fn add_url(&mut self, url: &UrlPath, source: PathBuf) {
        self.add(url.output().as_str().to_owned(), source);
    }

    fn add(&mut self, output: String, source: PathBuf) {
        let Some(first) = self.first.get(&output) else {
            self.first.insert(output, source);
            return;
        };
        let address = output.strip_suffix("index.html").unwrap_or(&output);
        let message = say!("Adres /{address} ma dwa źródła.", "The address /{address} has two sources.");
        let diagnostic = Diagnostic::new(codes::OUTPUT_CONFLICT, start(&source), message);
        self.diagnostics.push(diagnostic.related(start(first), say!("Pierwsze jest tutaj.", "The first one is here.")));
    }

    fn addresses(&self) -> Vec<String> {
        let mut known: Vec<String> =
            self.first.keys().filter_map(|output| output.strip_suffix("index.html").map(str::to_owned)).collect();
        known.sort();
        known
    }
}

fn start(path: &std::path::Path) -> Location {
    SourceFile::new(path, "").start()
}
