//! Reports: a page with the layout `report` and the pages below it as its sections, read one by one or printed whole.

use serde::Serialize;

use super::chapters::{minutes, numbered, siblings};
use super::edition::Edition;
use super::narrative::{self, above};
use crate::locale::typeset;
use crate::model::UrlPath;
use crate::render::layout::frame::{Framed, Head, framed};
use crate::render::shared::html::Html;
use crate::render::shared::{Scene, TrailStep};
use crate::validate::{Layout, Page};

/// A report's first page: its text, then its sections.
#[derive(Serialize)]
pub struct Report {
    body: Html,
    sections: Vec<Section>,
    minutes: usize,
    whole: Option<String>,
    has_figures: bool,
}

/// A section in a report's contents.
#[derive(Serialize)]
struct Section {
    url: String,
    number: usize,
    title: String,
    description: Option<String>,
}

/// The whole report on one page.
#[derive(Serialize)]
pub struct Whole {
    body: Html,
    chapters: Vec<Chapter>,
    report: TrailStep,
}

#[derive(Serialize)]
struct Chapter {
    id: String,
    number: usize,
    title: String,
    body: Html,
}

/// The address of the page with the whole report, where it has sections in the scene's language.
pub fn whole_path(scene: &Scene<'_>, page: &Page) -> Option<UrlPath> {
    let is_report = page.layout == Layout::Report && !siblings(scene, &page.path).is_empty();
    is_report.then(|| page.whole_report())
}

/// The context of a report's first page.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, Report> {
    let Edition { scene, chrome, .. } = edition;
    let prose = edition.prose(page);
    let below = siblings(scene, &page.path);
    let section = |(index, below): (usize, &&Page)| Section {
        url: scene.link(&below.path),
        number: index + 1,
        title: scene.title(below),
        description: below.description.as_ref().map(|text| typeset(text, below.language.as_str()).into_owned()),
    };
    let content = Report {
        has_figures: page.has_figures(),
        body: Html::new(prose.html),
        minutes: minutes(page.markdown()) + below.iter().map(|below| minutes(below.markdown())).sum::<usize>(),
        sections: below.iter().enumerate().map(section).collect(),
        whole: whole_path(scene, page).map(|path| scene.addresses.link(&path)),
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

/// The context of the page with the whole report.
pub fn whole<'a>(edition: &Edition<'a>, page: &Page, path: &UrlPath) -> Framed<'a, Whole> {
    let Edition { scene, chrome, .. } = edition;
    let below = siblings(scene, &page.path);
    let ids: Vec<(String, String)> = below.iter().map(|below| (scene.link(&below.path), id(&below.path))).collect();
    let chapter = |(index, below): (usize, &&Page)| {
        let prose = numbered(edition.prose(below), index + 1);
        let id = id(&below.path);
        let body = linked(&demoted(&with_ids(&prose.html, &id)), &ids);
        Chapter { id, number: index + 1, title: scene.title(below), body: Html::new(body) }
    };
    let content = Whole {
        body: Html::new(linked(&edition.prose(page).html, &ids)),
        chapters: below.iter().enumerate().map(chapter).collect(),
        report: scene.step(&page.path),
    };
    let title = scene.title(page);
    let head = Head::in_languages(scene, path, title, page.description.clone(), |language| language == scene.language);
    let head = head.below(above(scene, path)).unlisted();
    framed(scene, chrome, path, head, content)
}

/// The anchor of a section within the whole report.
fn id(path: &UrlPath) -> String {
    path.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

/// Puts a section's name before its anchors, so that they stay unique beside those of other sections.
fn with_ids(html: &str, name: &str) -> String {
    let attributes = [" id=\"", " href=\"#", " aria-labelledby=\"", " aria-describedby=\"", "url(#"];
    attributes.iter().fold(html.to_owned(), |html, attribute| html.replace(attribute, &format!("{attribute}{name}-")))
}

/// Moves every heading one level down.
fn demoted(html: &str) -> String {
    (2..=5).rev().fold(html.to_owned(), |html, level| {
        let below = level + 1;
        html.replace(&format!("<h{level} "), &format!("<h{below} "))
            .replace(&format!("<h{level}>"), &format!("<h{below}>"))
            .replace(&format!("</h{level}>"), &format!("</h{below}>"))
    })
}

/// Lets links to sections lead to them within the page.
fn linked(html: &str, ids: &[(String, String)]) -> String {
    ids.iter().fold(html.to_owned(), |html, (url, id)| {
        html.replace(&format!(" href=\"{url}\""), &format!(" href=\"#{id}\""))
            .replace(&format!(" href=\"{url}#"), &format!(" href=\"#{id}-"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Heading;
    use crate::render::passages::Prose;

    fn prose(html: &str, headings: &[(u8, &str)]) -> Prose {
        let heading = |(level, id): &(u8, &str)| Heading { level: *level, id: (*id).to_owned(), text: String::new() };
        Prose { html: html.to_owned(), headings: headings.iter().map(heading).collect() }
    }

    #[test]
    fn headings_go_down_with_and_without_an_id() {
        assert_eq!(demoted("<h2>A</h2><h3 id=\"b\">B</h3>"), "<h3>A</h3><h4 id=\"b\">B</h4>");
    }

    #[test]
    fn headings_are_numbered_within_their_section() {
        let html = "<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3><h2 id=\"c\">C</h2><h3 id=\"d\">D</h3>";
        let prose = numbered(prose(html, &[(2, "a"), (3, "b"), (2, "c"), (3, "d")]), 7);
        let numbers: Vec<&str> =
            prose.html.split("number\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(numbers, ["7.1", "7.1.1", "7.2", "7.2.1"]);
        let contents: Vec<&str> = prose.headings.iter().map(|heading| heading.text.trim()).collect();
        assert_eq!(contents, numbers);
    }

    #[test]
    fn sections_keep_apart_on_one_page() {
        let html = "<h2 id=\"a\">A</h2><a href=\"#a\"></a><svg aria-labelledby=\"t\"><rect fill=\"url(#p)\"/></svg>";
        assert_eq!(
            demoted(&with_ids(html, "x")),
            "<h3 id=\"x-a\">A</h3><a href=\"#x-a\"></a><svg aria-labelledby=\"x-t\"><rect fill=\"url(#x-p)\"/></svg>"
        );
        let ids = [("/r/one/".to_owned(), "one".to_owned())];
        assert_eq!(
            linked("<a href=\"/r/one/\"></a><a href=\"/r/one/#b\"></a><a href=\"/r/\"></a>", &ids),
            "<a href=\"#one\"></a><a href=\"#one-b\"></a><a href=\"/r/\"></a>"
        );
    }
}
