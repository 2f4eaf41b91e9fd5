//! Charts, tables, maps and pictures in the text of pages, and the files that their figures can be downloaded as.
//!
//! In: the directives of a language's pages. Out: [`Figures`], the HTML of each block; a CSV file for each dataset and
//! an SVG file for each chart. All figures that a page shows come from its datasets, exactly as declared.

mod chart;
mod files;
mod shaded;
mod table;
mod words;
mod years;

use std::collections::HashMap;

use serde::Serialize;

use super::html::Html;
use super::{Failure, Scene, maps};
use crate::model::{LanguageTag, UrlPath};
use crate::validate::{Block, Dataset, Directive, Page, PictureOf};

pub use files::{csv_path, render_csv, render_drawings};
pub use words::{format, words};

/// The blocks of all pages that are shown in one language, ready to stand in their text.
#[derive(Debug, Default)]
pub struct Figures<'a> {
    /// By page: the HTML of each of its blocks; none where a directive stands for words.
    pages: HashMap<(&'a UrlPath, &'a LanguageTag), Vec<Option<String>>>,
}

impl<'a> Figures<'a> {
    /// Makes the blocks of the pages that are shown in the scene's language.
    ///
    /// **Errors**: `template/error`.
    pub fn render(scene: &Scene<'a>) -> Result<Self, Failure> {
        let mut pages = HashMap::new();
        let home = scene.page_or_default(&UrlPath::home()).filter(|page| page.language != *scene.language);
        let own = scene.portal.pages.iter().filter(|page| page.language == *scene.language);
        for page in own.chain(home).filter(|page| !page.blocks.is_empty()) {
            let html = |of: &Block| block(scene, &of.directive);
            let blocks = page.blocks.iter().map(html).collect::<Result<_, Failure>>()?;
            pages.insert((&page.path, &page.language), blocks);
        }
        Ok(Self { pages })
    }

    /// The HTML of a block of a page, by its place among the page's blocks.
    pub fn block<'s>(&'s self, page: &'s Page, at: usize) -> &'s str {
        let blocks = self.pages.get(&(&page.path, &page.language));
        blocks.and_then(|blocks| blocks[at].as_deref()).unwrap_or_default()
    }
}

/// What the template of a block gets.
#[derive(Serialize)]
struct InLanguage<'a, T: Serialize> {
    lang: &'a str,
    #[serde(flatten)]
    content: T,
}

fn block(scene: &Scene<'_>, directive: &Directive) -> Result<Option<String>, Failure> {
    let lang = scene.language.as_str();
    let theme = scene.theme;
    Ok(match directive {
        Directive::Chart(of) => {
            Some(theme.render("chart.html", InLanguage { lang, content: chart::chart(scene, of) })?)
        }
        Directive::Table(of) => Some(
            theme
                .render("table.html", InLanguage { lang, content: table::block(scene, &scene.portal.datasets[*of]) })?,
        ),
        Directive::Map(collection) => match maps::region(scene, Some(*collection)) {
            Some(map) => Some(theme.render("_map.html", InLanguage { lang, content: OnMap { map } })?),
            None => Some(String::new()),
        },
        Directive::Shaded(of) => match shaded::block(scene, of) {
            Some(content) => Some(theme.render("dataset-map.html", InLanguage { lang, content })?),
            None => Some(String::new()),
        },
        Directive::Picture(of) => Some(theme.render("figure.html", InLanguage { lang, content: picture(scene, of) })?),
        Directive::Count(_) | Directive::Areas(_) | Directive::Figure(_) => None,
    })
}

#[derive(Serialize)]
struct OnMap {
    map: maps::Map,
}

#[derive(Serialize)]
struct Picture<'a> {
    url: String,
    alt: &'a str,
    caption: Option<&'a str>,
}

fn picture<'a>(scene: &Scene<'_>, of: &'a PictureOf) -> Picture<'a> {
    Picture { url: scene.addresses.file(of.file.as_str()), alt: &of.alt, caption: of.caption.as_deref() }
}

/// What stands below a chart or table: where its figures come from, and its notes.
#[derive(Serialize)]
struct Provenance {
    source: Option<String>,
    notes: Vec<Html>,
    /// The dataset as CSV.
    csv: String,
}

/// Where the figures of a dataset come from.
pub fn source(scene: &Scene<'_>, dataset: &Dataset) -> Option<String> {
    let citation = &dataset.source;
    let parts: Vec<String> = citation.title.iter().chain(&citation.place).map(|text| scene.say(text)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn provenance(scene: &Scene<'_>, dataset: &Dataset) -> Provenance {
    Provenance {
        source: source(scene, dataset),
        notes: dataset.notes.iter().map(|note| scene.markdown(note)).collect(),
        csv: scene.addresses.file(&csv_path(scene.portal, dataset)),
    }
}
