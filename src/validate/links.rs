//! Whether the links of all Markdown texts lead to a page, an anchor or a file of the site.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::addresses::Unread;
use super::portal::{Layout, Page, Portal};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::markdown::{Anchors, Link, anchors, links, undefined_footnotes};
use crate::model::{LanguageTag, Localized, UrlPath, slugify};
use crate::reading::locate_under;
use crate::say;
use crate::source::Location;

/// Reports links that lead nowhere and footnotes that are never defined.
pub fn check_links(portal: &Portal, unread: &Unread, sink: &mut Vec<Diagnostic>) {
    let targets = Targets::new(portal, unread);
    for page in &portal.pages {
        let text = page.markdown();
        for link in links(text) {
            let place = || page.at(link.range.clone());
            sink.extend(targets.fault(&link, page.path.as_str(), Some(page), place));
        }
        for (name, range) in undefined_footnotes(text) {
            let message = say!("Przypis „{name}” nie ma treści.", "The footnote “{name}” is never defined.");
            let help = say!("Dopisz wiersz: [^{name}]: treść przypisu", "Add a line: [^{name}]: the footnote's text");
            sink.push(Diagnostic::new(codes::FOOTNOTE_UNDEFINED, page.at(range), message).help(help));
        }
    }
    check_other_texts(portal, &targets, sink);
}

/// Checks the texts of schemas, levels and records.
fn check_other_texts(portal: &Portal, targets: &Targets<'_>, sink: &mut Vec<Diagnostic>) {
    let mut check = |text: &Localized, place: &dyn Fn(&str, Range<usize>) -> Location| {
        for text in text.iter() {
            let faults = links(text)
                .into_iter()
                .filter_map(|link| targets.fault(&link, "", None, || place(text, link.range.clone())));
            sink.extend(faults);
        }
    };
    for collection in &portal.collections {
        let schema = &collection.schema;
        let introduction = |text: &str, range| locate_under(&schema.location, "introduction", text, range);
        let guide = |text: &str, range| locate_under(&schema.location, "guide", text, range);
        schema.introduction.iter().for_each(|text| check(text, &introduction));
        schema.guide.iter().for_each(|of| check(&of.text, &guide));
        for record in &collection.records {
            for (field, values) in schema.fields.iter().zip(&record.values) {
                let prose = values.iter().filter_map(|value| field.kind.prose(value));
                prose.for_each(|text| check(text, &|text, range| record.locate(field, text, range)));
            }
        }
    }
    for level in &portal.areas.levels {
        let place = |text: &str, range| locate_under(&level.location, "levels", text, range);
        level.introduction.iter().for_each(|text| check(text, &place));
    }
}

/// Everything that a link may lead to.
struct Targets<'a> {
    /// Addresses of pages, without slashes at their ends.
    pages: HashSet<&'a str>,
    /// The anchors of narrative pages: by address and language.
    anchors: HashMap<(&'a str, &'a LanguageTag), Anchors>,
    default_language: &'a LanguageTag,
    /// Files that are published as they are.
    files: HashSet<&'a str>,
    /// Where the open data lies.
    open_data: &'a str,
    /// Addresses that are not judged.
    unread: &'a Unread,
}

impl<'a> Targets<'a> {
    fn new(portal: &'a Portal, unread: &'a Unread) -> Self {
        let collections = portal.collections.iter().map(|collection| &collection.path);
        let records = portal.records().map(|(_, record)| &record.url);
        let levels = portal.areas.levels.iter().filter_map(|level| level.path.as_ref());
        let areas = portal.areas.areas.iter().filter_map(|area| area.url.as_ref());
        let narrative = portal.pages.iter().map(|page| &page.path);
        let pages = collections.chain(records).chain(levels).chain(areas).chain(narrative);
        Self {
            pages: pages.map(trimmed).chain([""]).collect(),
            anchors: narrative_anchors(portal),
            default_language: portal.site.languages.default_language(),
            files: portal.files.iter().map(|file| file.output.as_str()).collect(),
            open_data: portal.site.open_data.path.as_str(),
            unread,
        }
    }

    /// What is wrong with a link, if anything is. `base` is the address that relative links start from, `page` the page
    /// that it stands in.
    fn fault(
        &self,
        link: &Link,
        base: &str,
        page: Option<&Page>,
        location: impl Fn() -> Location,
    ) -> Option<Diagnostic> {
        if has_scheme(&link.target) {
            return None;
        }
        let (path, anchor) = split(&link.target);
        let full = match path.strip_prefix('/') {
            Some(path) => normalized("", path),
            None if path.is_empty() => page.map_or(String::new(), |page| trimmed(&page.path).to_owned()),
            None => normalized(base, path),
        };
        let target = &link.target;
        let named_file = full.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if named_file || link.image {
            let known = self.files.contains(full.as_str()) || (!link.image && self.is_generated(&full));
            let message = say!("Nie ma pliku {target}.", "There is no file {target}.");
            let near = did_you_mean(&full, self.files.iter().copied().collect::<Vec<_>>());
            let help = near
                .unwrap_or_else(|| say!("Połóż plik w content/pages/{full}", "Put the file into content/pages/{full}"));
            return (!known).then(|| Diagnostic::new(codes::LINK_FILE, location(), message).help(help));
        }
        if self.unread.holds(&full) {
            return None;
        }
        if !self.pages.contains(full.as_str()) {
            let message = say!("Na stronie nie ma adresu {target}.", "The site has no address {target}.");
            let near = crate::diagnostic::nearest(&full, self.pages.iter().copied());
            let help = near.map(|near| say!("Czy chodziło o „/{near}/”?", "Did you mean “/{near}/”?"));
            return Some(Diagnostic::new(codes::LINK_BROKEN, location(), message).maybe_help(help));
        }
        let language = page.map_or(self.default_language, |page| &page.language);
        self.anchor_fault(&full, language, anchor?, location)
    }

    /// Whether the site makes a file itself: open data, and what lies at its root or among its assets.
    fn is_generated(&self, path: &str) -> bool {
        path.starts_with(self.open_data) || path.starts_with("assets/") || matches!(path, "sitemap.xml" | "robots.txt")
    }

    /// What is wrong with an anchor on a page, in a language or, where the page is not translated, the default one.
    fn anchor_fault(
        &self,
        path: &str,
        language: &LanguageTag,
        anchor: &str,
        location: impl Fn() -> Location,
    ) -> Option<Diagnostic> {
        let known = self.anchors.get(&(path, language)).or_else(|| self.anchors.get(&(path, self.default_language)))?;
        if anchor.is_empty() || known.contains(anchor) {
            return None;
        }
        let message = say!("Na tej stronie nie ma nagłówka „{anchor}”.", "That page has no heading “{anchor}”.");
        let help = did_you_mean(anchor, known.iter().map(String::as_str));
        Some(Diagnostic::new(codes::LINK_ANCHOR, location(), message).maybe_help(help))
    }
}

/// The anchors of all pages to whose text the theme adds no anchors of its own, and of the glossary.
fn narrative_anchors(portal: &Portal) -> HashMap<(&str, &LanguageTag), Anchors> {
    let mut known: HashMap<(&str, &LanguageTag), Anchors> = HashMap::new();
    for page in &portal.pages {
        let added: Anchors = match page.layout {
            Layout::Page | Layout::Report | Layout::Home => Anchors::new(),
            Layout::Glossary => portal.glossary.iter().map(|term| slugify(&term.term)).collect(),
            _ => continue,
        };
        let of_page = known.entry((trimmed(&page.path), &page.language)).or_default();
        of_page.extend(anchors(page.markdown()));
        of_page.extend(added);
    }
    known
}

fn trimmed(path: &UrlPath) -> &str {
    path.as_str().trim_end_matches('/')
}

/// The path and, after `#`, the anchor of a target; a query is dropped.
fn split(target: &str) -> (&str, Option<&str>) {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    (path.split('?').next().unwrap_or(path), anchor)
}

/// Whether a target has a scheme or a host, so that it leads out of the site.
fn has_scheme(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    scheme || target.starts_with("//")
}

/// A path that starts from an address, without `.`, `..` and slashes at its ends.
fn normalized(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_apart() {
        assert_eq!(split("/a/?b=c#d"), ("/a/", Some("d")));
        assert_eq!(split("#d"), ("", Some("d")));
        assert_eq!(normalized("a/b/", "../c//./d/"), "a/c/d");
        assert!(has_scheme("mailto:a@b.example") && has_scheme("//a.example") && !has_scheme("/a/b:c"));
    }
}
