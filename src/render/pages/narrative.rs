use serde::Serialize;

use super::chapters;
use super::edition::Edition;
use crate::markdown::Heading;
use crate::model::{LanguageTag, UrlPath};
use crate::render::layout::frame::{Framed, Head, framed};
use crate::render::shared::html::Html;
use crate::render::shared::{Item, Scene, TrailStep};
use crate::validate::Page;

/// A narrative page without anything added to its text.
#[derive(Serialize)]
pub struct Narrative {
    toc: Vec<Section>,
    numbered: bool,
    body: Html,
    place: Option<chapters::ChapterPlace>,
    minutes: Option<usize>,
    has_figures: bool,
    previous: Option<Item>,
    next: Option<Item>,
}

/// A section in the table of contents, with the sections in it.
#[derive(Serialize)]
struct Section {
    id: String,
    text: String,
    parts: Vec<Section>,
}

/// The head of a narrative page, in the languages that it is written in.
pub fn head<'a>(scene: &Scene<'a>, page: &Page) -> Head<'a> {
    let translations = &scene.narrative[&page.path];
    let exists = |language: &LanguageTag| translations.contains_key(language);
    Head::in_languages(scene, &page.path, scene.title(page), page.description.clone(), exists)
        .below(above(scene, &page.path))
}

/// The pages above an address that there are, without the home page.
pub(super) fn above(scene: &Scene<'_>, path: &UrlPath) -> Vec<TrailStep> {
    let text = path.as_str().trim_end_matches('/');
    let ends = text.match_indices('/').map(|(at, _)| at);
    let parents = ends.filter_map(|end| UrlPath::parse(&text[..end]));
    parents.filter(|parent| scene.narrative.contains_key(parent)).map(|parent| scene.step(&parent)).collect()
}

/// The context of a narrative page.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, Narrative> {
    let Edition { scene, chrome, .. } = edition;
    let place = chapters::place(scene, page);
    let prose = edition.prose(page);
    let prose = match &place {
        Some(place) => chapters::numbered(prose, place.number),
        None => prose,
    };
    let (previous, next) = beside(scene, page);
    let content = Narrative {
        toc: if page.toc { contents(&prose.headings) } else { Vec::new() },
        numbered: page.numbered,
        has_figures: page.has_figures(),
        body: Html::new(prose.html),
        minutes: place.is_some().then(|| chapters::minutes(page.markdown())),
        place,
        previous,
        next,
    };
    framed(scene, chrome, &page.path, head(scene, page), content)
}

/// The table of contents: second-level headings with the third-level ones below them.
fn contents(headings: &[Heading]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for heading in headings {
        let section = Section { id: heading.id.clone(), text: heading.text.clone(), parts: Vec::new() };
        match (heading.level, sections.last_mut()) {
            (3, Some(last)) => last.parts.push(section),
            (1..=3, _) => sections.push(section),
            _ => {}
        }
    }
    sections
}

/// The pages before and after a page below another one; pages at the site's root stand alone.
fn beside(scene: &Scene<'_>, page: &Page) -> (Option<Item>, Option<Item>) {
    let text = page.path.as_str().trim_end_matches('/');
    let Some(parent) = text.rfind('/').and_then(|end| UrlPath::parse(&text[..end])) else { return (None, None) };
    let pages = chapters::siblings(scene, &parent);
    let Some(at) = pages.iter().position(|other| other.path == page.path) else { return (None, None) };
    let item = |page: &&Page| {
        let url = scene.link(&page.path);
        Item { url, label: scene.title(page), short: None, hreflang: None, current: false }
    };
    (at.checked_sub(1).and_then(|at| pages.get(at)).map(item), pages.get(at + 1).map(item))
}
