//! Whether the links of all texts lead to a page, an anchor or a file of the site.

use std::collections::HashMap;
use std::ops::Range;

use super::html;
use super::resolve::{decoded, split};
use super::{Broken, From, LanguageIx, OutputIx, Plan, Promise, Subject, address};
use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::markdown::allowed::{SCHEMES, is_elsewhere, scheme};
use crate::markdown::{Anchors, Link, heading_anchors, links, undefined_footnotes};
use crate::model::{LanguageTag, Localized, PageIx, UrlPath};
use crate::reading::locate_under;
use crate::say;
use crate::source::Location;
use crate::validate::{Page, Portal};

/// Reports links that lead nowhere and footnotes that are never defined: in the Markdown and raw HTML of pages, records,
/// schemas, levels and datasets, and in the site's menus. What could only repeat a reported fault is not judged. Returns
/// also the links to places that the pages must be asked for.
pub(super) fn check(plan: &Plan, portal: &Portal) -> (Vec<Diagnostic>, Vec<Promise>) {
    let home = UrlPath::home();
    let (written, diagnostics, promises) = (HashMap::new(), Vec::new(), Vec::new());
    Judge { plan, portal, written, diagnostics, promises, home: &home }.all()
}

struct Judge<'p> {
    plan: &'p Plan,
    portal: &'p Portal,
    /// The places that a page's own text has, by the page's place in the portal: only of pages that links name places of.
    written: HashMap<PageIx, Anchors>,
    diagnostics: Vec<Diagnostic>,
    promises: Vec<Promise>,
    home: &'p UrlPath,
}

impl<'p> Judge<'p> {
    fn all(mut self) -> (Vec<Diagnostic>, Vec<Promise>) {
        for page in &self.portal.pages {
            self.page(page);
        }
        self.records();
        let portal = self.portal;
        for level in &portal.areas.levels {
            let place = |text: &str, range| locate_under(&level.location, "levels", text, range);
            level.introduction.iter().for_each(|text| self.localized(text, level.path.as_ref(), &place));
        }
        for dataset in &portal.datasets {
            let place = |text: &str, range| locate_under(&dataset.location, "notes", text, range);
            dataset.notes.iter().for_each(|text| self.localized(text, None, &place));
        }
        self.menus();
        (self.diagnostics, self.promises)
    }

    fn page(&mut self, page: &'p Page) {
        let text = page.markdown();
        let language = self.plan.language(&page.language);
        let folder = page.folder();
        let from = From { language, folder: &folder, address: &page.path };
        let own = self.plan.at_path(&self.plan.page_path(&page.path, language));
        for link in links(text) {
            self.judge(&link, from, own, &|| page.at(link.range.clone()));
        }
        html::check(text, &|range| page.at(range), &mut self.diagnostics);
        for (name, range) in undefined_footnotes(text) {
            let message = say!("Przypis „{name}” nie ma treści.", "The footnote “{name}” is never defined.");
            let help = say!("Dopisz wiersz: [^{name}]: treść przypisu", "Add a line: [^{name}]: the footnote's text");
            self.diagnostics.push(Diagnostic::new(codes::FOOTNOTE_UNDEFINED, page.at(range), message).help(help));
        }
    }

    /// The texts of collections and their records.
    fn records(&mut self) {
        for collection in &self.portal.collections {
            let schema = &collection.schema;
            let introduction = |text: &str, range| locate_under(&schema.location, "introduction", text, range);
            let guide = |text: &str, range| locate_under(&schema.location, "guide", text, range);
            schema.introduction.iter().for_each(|text| self.localized(text, Some(&collection.path), &introduction));
            schema.guide.iter().for_each(|of| self.localized(&of.text, None, &guide));
            for record in &collection.records {
                for (field, values) in schema.fields.iter().zip(&record.values) {
                    let prose = values.iter().flat_map(|value| field.kind.prose(value));
                    let place = |text: &str, range| record.locate(field, text, range);
                    prose.for_each(|text| self.localized(text, Some(&record.url), &place));
                }
            }
        }
    }

    /// A text in the default language, then its translations, each as a page in that language shows it. `page`: the address
    /// of the page that it stands on, where that is one.
    fn localized(
        &mut self,
        text: &'p Localized,
        page: Option<&UrlPath>,
        location: &dyn Fn(&str, Range<usize>) -> Location,
    ) {
        let default = &self.plan.languages[0];
        let translations = text.translations();
        for (tag, text) in [(default, text.original())].into_iter().chain(translations) {
            let from = From { language: self.plan.language(tag), folder: "", address: self.home };
            let own = page.and_then(|page| self.plan.at_path(&self.plan.page_path(page, from.language)));
            for link in links(text) {
                self.judge(&link, from, own, &|| location(text, link.range.clone()));
            }
            html::check(text, &|range| location(text, range), &mut self.diagnostics);
        }
    }

    fn menus(&mut self) {
        let from = From { language: LanguageIx::DEFAULT, folder: "", address: self.home };
        for (path, location) in self.portal.site.navigation.iter().chain(&self.portal.site.footer) {
            let target = path.to_string();
            let link = Link { target, range: 0..0, image: false };
            self.judge(&link, from, None, &|| location.clone());
        }
    }

    /// Judges a link; `own` is the page that it stands on, for links to its anchors.
    fn judge(&mut self, link: &Link, from: From<'_>, own: Option<OutputIx>, location: &dyn Fn() -> Location) {
        if is_elsewhere(&link.target) {
            self.diagnostics.extend(outward(link, location));
            return;
        }
        let (path, _, anchor) = split(&link.target);
        if path.is_empty() {
            match (own, anchor) {
                (Some(own), Some(anchor)) => self.anchor(own, anchor, location),
                (None, Some(anchor)) if !anchor.is_empty() => self.homeless(anchor, location),
                _ => {}
            }
            return;
        }
        match self.plan.resolve(path, from) {
            Ok(found) if link.image && self.is_page(found.at) => self.no_file(link, path, location),
            Ok(found) if found.elsewhere && self.portal.unread.holds(path.trim_matches('/')) => {}
            Ok(found) if found.elsewhere => self.elsewhere(link, found.at, from.language, location),
            Ok(found) => anchor.into_iter().for_each(|anchor| self.anchor(found.at, anchor, location)),
            Err(Broken::Write(right)) => {
                let message = say!(
                    "Odsyłacz wskazuje plik strony zamiast jej adresu.",
                    "The link names a page's file instead of its address."
                );
                let help = say!("Napisz {right}", "Write {right}");
                self.diagnostics.push(Diagnostic::new(codes::LINK_BROKEN, location(), message).help(help));
            }
            Err(Broken::Missing(full)) if self.portal.unread.holds(full.trim_end_matches(".md")) => {}
            Err(Broken::Missing(full)) => {
                let name = full.rsplit('/').next().unwrap_or_default();
                let is_file = link.image || (name.contains('.') && !name.ends_with(".md"));
                if is_file { self.no_file(link, &full, location) } else { self.no_address(link, &full, location) }
            }
        }
    }

    fn is_page(&self, at: OutputIx) -> bool {
        self.plan.output(at).path.as_str().ends_with(".html")
    }

    fn no_file(&mut self, link: &Link, full: &str, location: &dyn Fn() -> Location) {
        let target = &link.target;
        let message = say!("Nie ma pliku {target}.", "There is no file {target}.");
        let full = full.trim_start_matches('/');
        let files = self.plan.outputs().filter(|(at, _)| !self.is_page(*at));
        let help = match nearest(full, files.map(|(_, file)| file.path.as_str())) {
            // Without a scheme a browser looks for a folder of that name on this site.
            _ if target.starts_with("www.") => say!("Napisz: https://{target}", "Write: https://{target}"),
            Some(near) => say!("Czy chodziło o „/{near}”?", "Did you mean “/{near}”?"),
            None => say!("Połóż plik w content/pages/{full}", "Put the file into content/pages/{full}"),
        };
        self.diagnostics.push(Diagnostic::new(codes::LINK_FILE, location(), message).help(help));
    }

    fn no_address(&mut self, link: &Link, full: &str, location: &dyn Fn() -> Location) {
        let target = &link.target;
        let message = say!("Na stronie nie ma adresu {target}.", "The site has no address {target}.");
        let pages = self.plan.outputs().filter_map(|(_, page)| page.path.as_str().strip_suffix("/index.html"));
        let near = nearest(full.trim_end_matches(".md"), pages);
        let help = match near {
            Some(near) => say!("Czy chodziło o „/{near}/”?", "Did you mean “/{near}/”?"),
            None => say!(
                "Popraw adres albo usuń odsyłacz; jeśli strona nazywa się teraz inaczej, dopisz jej dawną nazwę w „aliases”.",
                "Correct the address or remove the link; of a page that was renamed, add its former name to “aliases”."
            ),
        };
        self.diagnostics.push(Diagnostic::new(codes::LINK_BROKEN, location(), message).help(help));
    }

    /// Reports a page that is there in neither the link's language nor the default one.
    fn elsewhere(&mut self, link: &Link, at: OutputIx, language: LanguageIx, location: &dyn Fn() -> Location) {
        let target = &link.target;
        let wanted = self.name(language);
        let there = self.name(self.plan.output(at).language.unwrap_or(LanguageIx::DEFAULT));
        let message = say!(
            "Strony {target} nie ma w języku tego tekstu ({wanted}): jest tylko w innym ({there}).",
            "The page {target} does not exist in the language of this text ({wanted}), only in another one ({there})."
        );
        let address = address(&self.plan.output(at).path);
        let help =
            say!("Przetłumacz ją albo odeślij wprost do /{address}", "Translate it, or link to /{address} by name");
        self.diagnostics.push(Diagnostic::new(codes::LINK_BROKEN, location(), message).help(help));
    }

    fn name(&self, language: LanguageIx) -> &'p LanguageTag {
        &self.plan.languages[language.index()]
    }

    fn anchor(&mut self, at: OutputIx, anchor: &str, location: &dyn Fn() -> Location) {
        let anchor = decoded(anchor);
        // A file that is copied is not read here, an old address has no text, and `#top` is the start of any page in
        // HTML.
        let other = matches!(self.plan.output(at).subject, Subject::File(_) | Subject::Alias(_));
        if other || !self.is_page(at) || anchor.is_empty() || anchor == "top" {
            return;
        }
        if !self.is_written(at, &anchor) {
            self.promises.push(Promise { at, anchor, location: location() });
        }
    }

    /// Whether a page's own text has a place, so that the page need not be made to know it.
    fn is_written(&mut self, at: OutputIx, anchor: &str) -> bool {
        let Subject::Page(page) = self.plan.output(at).subject else { return false };
        let portal = self.portal;
        self.written.entry(page).or_insert_with(|| heading_anchors(portal.pages[page].markdown())).contains(anchor)
    }

    /// Reports a place without a page in a text that several pages show.
    fn homeless(&mut self, anchor: &str, location: &dyn Fn() -> Location) {
        let message = say!(
            "Ten tekst stoi na różnych stronach: nie wiadomo, na której jest miejsce „{anchor}”.",
            "This text stands on several pages: nobody knows on which of them “{anchor}” is."
        );
        let help = say!(
            "Napisz przed nim adres strony: /strona/#{anchor}",
            "Write the page's address before it: /page/#{anchor}"
        );
        self.diagnostics.push(Diagnostic::new(codes::LINK_ANCHOR, location(), message).help(help));
    }
}

/// What is wrong with a link that leads out of the site: nothing, but for pictures, and for schemes that run or fetch.
fn outward(link: &Link, location: &dyn Fn() -> Location) -> Option<Diagnostic> {
    let target = &link.target;
    let scheme = scheme(target);
    if link.image && scheme.as_deref().is_none_or(|scheme| scheme.starts_with("http")) {
        let message = say!(
            "Obraz „{target}” leży na innym serwerze, który dowiedziałby się o każdej osobie na tej stronie.",
            "The picture “{target}” lies on another server, which would hear of everybody who reads this page."
        );
        let help =
            say!("Połóż plik obok strony, w content/pages/.", "Put the file beside the page, in content/pages/.");
        return Some(Diagnostic::new(codes::LINK_FOREIGN, location(), message).help(help));
    }
    let scheme = scheme.filter(|scheme| link.image || !SCHEMES.contains(&scheme.as_str()))?;
    let message = say!(
        "Odsyłacz zaczyna się od „{scheme}:”, a takich na stronach nie ma.",
        "The link begins with “{scheme}:”, and pages have no such links."
    );
    let known = SCHEMES.join(":, ");
    let help = match link.image {
        true => say!("Połóż plik obok strony, w content/pages/.", "Put the file beside the page, in content/pages/."),
        false => say!("Dozwolone są {known}: i adresy tej strony.", "Allowed are {known}: and addresses of this site."),
    };
    Some(Diagnostic::new(codes::LINK_SCHEME, location(), message).help(help))
}
