//! Charts, tables, maps and pictures in the text of pages, and the files that their figures can be downloaded as.
//!
//! In: the directives of a language's pages. Out: [`Figures`], the HTML of each block; a CSV file for each dataset and
//! an SVG file for each chart. All figures that a page shows come from its datasets, exactly as declared.

mod chart;
mod files;
mod shaded;
mod table;
mod years;

use std::collections::BTreeMap;

use serde::Serialize;

use super::directives::{self, Directive, FigureOf};
use super::html::Html;
use super::{Failure, Scene, maps};
use crate::validate::{Dataset, Page};

pub use files::{csv_path, render_csv, render_drawings};

/// The blocks of all pages of one language, ready to stand in their text.
#[derive(Debug, Default)]
pub struct Figures {
    /// Page address → the directive's words → HTML.
    pages: BTreeMap<String, BTreeMap<String, String>>,
}

impl Figures {
    /// Makes the blocks of the pages in the scene's language.
    ///
    /// **Errors**: `template/error`.
    pub fn render(scene: &Scene<'_>) -> Result<Self, Failure> {
        let mut figures = Self::default();
        for page in scene.portal.pages.iter().filter(|page| page.language == *scene.language) {
            let blocks = blocks(scene, page)?;
            if !blocks.is_empty() {
                figures.pages.insert(page.path.as_str().to_owned(), blocks);
            }
        }
        Ok(figures)
    }

    /// The block that a directive on a page stands for.
    pub fn block(&self, page: &str, inside: &str) -> Option<&str> {
        self.pages.get(page)?.get(inside).map(String::as_str)
    }
}

fn blocks(scene: &Scene<'_>, page: &Page) -> Result<BTreeMap<String, String>, Failure> {
    let mut blocks = BTreeMap::new();
    for (inside, directive) in directives::of_page(scene.portal, page) {
        if let Some(html) = block(scene, &directive)? {
            blocks.insert(inside.to_owned(), html);
        }
    }
    Ok(blocks)
}

/// What the template of a block gets.
#[derive(Serialize)]
struct Block<'a, T: Serialize> {
    lang: &'a str,
    #[serde(flatten)]
    content: T,
}

fn block(scene: &Scene<'_>, directive: &Directive<'_>) -> Result<Option<String>, Failure> {
    let lang = scene.language.as_str();
    let theme = scene.theme;
    Ok(match directive {
        Directive::Chart(of) => Some(theme.render("chart.html", Block { lang, content: chart::chart(scene, of) })?),
        Directive::Table(of) => Some(theme.render("table.html", Block { lang, content: table::block(scene, of) })?),
        Directive::Map(collection) => match maps::region(scene, Some(*collection)) {
            Some(map) => Some(theme.render("_map.html", Block { lang, content: OnMap { map } })?),
            None => Some(String::new()),
        },
        Directive::Shaded(of) => match shaded::block(scene, of) {
            Some(content) => Some(theme.render("dataset-map.html", Block { lang, content })?),
            None => Some(String::new()),
        },
        Directive::Picture(of) => Some(theme.render("figure.html", Block { lang, content: picture(scene, of) })?),
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

fn picture<'a>(scene: &Scene<'_>, of: &'a FigureOf) -> Picture<'a> {
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
