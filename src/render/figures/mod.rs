//! Charts, tables, maps, lists and pictures in the text of pages, and the files that their figures can be downloaded as.
//!
//! In: the directives of a language's pages. Out: [`Figures`], the HTML of each block; a CSV file for each dataset and
//! an SVG file for each chart. All figures that a page shows come from its datasets, exactly as declared.

mod chart;
mod conflicts;
mod files;
mod helpers;
mod shaded;
mod table;
mod table_block;
mod words;
mod years;

use std::collections::HashMap;

use conflicts::{Mark, Note, Spot, Spots};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::locale::typeset;
use crate::model::{LanguageTag, UrlPath};
use crate::plan::{Format, dataset_path};
use crate::render::maps;
use crate::render::passages;
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::validate::{self, Dataset, Directive, Page, PictureOf};

pub use files::drawing;
pub use words::words;

/// The figures of all pages that are shown in one language, ready to stand in their text.
#[derive(Debug, Default)]
pub struct Figures<'a> {
    pages: HashMap<(&'a UrlPath, &'a LanguageTag), PageFigures>,
}

/// The figures of a page as HTML.
#[derive(Debug, Default)]
struct PageFigures {
    /// For each directive: the block that it stands for, or what follows its words.
    html: Vec<String>,
    /// What follows the page's text: what the source says otherwise.
    below: String,
}

impl<'a> Figures<'a> {
    /// Makes the figures of the pages that are shown in the scene's language.
    ///
    /// **Errors**: `template/error`.
    pub fn render(scene: &Scene<'a>) -> Result<Self, Box<Diagnostic>> {
        let mut pages = HashMap::new();
        let home = scene.page_or_default(&UrlPath::home()).filter(|page| page.language != *scene.language);
        let own = scene.portal.pages.iter().filter(|page| page.language == *scene.language);
        for page in own.chain(home).filter(|page| !page.blocks.is_empty()) {
            pages.insert((&page.path, &page.language), of_page(scene, page)?);
        }
        Ok(Self { pages })
    }

    fn page<'s>(&'s self, page: &'s Page) -> Option<&'s PageFigures> {
        self.pages.get(&(&page.path, &page.language))
    }

    /// The block that a directive of a page stands for, or what follows its words; by its place among the page's.
    pub fn html<'s>(&'s self, page: &'s Page, at: usize) -> &'s str {
        self.page(page).map_or("", |figures| figures.html[at].as_str())
    }

    /// What follows the text of a page.
    pub fn below<'s>(&'s self, page: &'s Page) -> &'s str {
        self.page(page).map_or("", |figures| figures.below.as_str())
    }
}

fn of_page(scene: &Scene<'_>, page: &Page) -> Result<PageFigures, Box<Diagnostic>> {
    let spots = Spots::new(scene.portal, &page.blocks);
    let directives = page.blocks.iter().enumerate();
    let html = |(at, block): (usize, &validate::Block)| html(scene, &block.directive, &spots, at);
    let below = match conflicts::below(scene, &page.blocks, &spots) {
        Some(content) => scene.theme.render("conflicts.html", InLanguage { lang: scene.language.as_str(), content })?,
        None => String::new(),
    };
    Ok(PageFigures { html: directives.map(html).collect::<Result<_, Box<Diagnostic>>>()?, below })
}

/// What the template of a block gets.
#[derive(Serialize)]
struct InLanguage<'a, T: Serialize> {
    lang: &'a str,
    #[serde(flatten)]
    content: T,
}

/// The block that a directive stands for, or what follows its words.
fn html(scene: &Scene<'_>, directive: &Directive, spots: &Spots, at: usize) -> Result<String, Box<Diagnostic>> {
    let (theme, lang) = (scene.theme, scene.language.as_str());
    let home = directive.dataset().map(|of| spots.home(of).unwrap_or(&scene.portal.datasets[of].id));
    let at = At { spot: spots.of(at), home: home.unwrap_or_default() };
    Ok(match directive {
        Directive::Chart(of) => {
            theme.render("chart.html", InLanguage { lang, content: chart::chart(scene, of, &at) })?
        }
        Directive::Table(of) => {
            let content = table_block::block(scene, &scene.portal.datasets[*of], &at);
            theme.render("table.html", InLanguage { lang, content })?
        }
        Directive::Map(collection) => match maps::region(scene, Some(*collection)) {
            Some(map) => theme.render("_map.html", InLanguage { lang, content: OnMap { map } })?,
            None => String::new(),
        },
        Directive::Shaded(of) => match shaded::block(scene, of, &at) {
            Some(content) => theme.render("dataset-map.html", InLanguage { lang, content })?,
            None => String::new(),
        },
        Directive::Helpers(level) => {
            theme.render("helpers.html", InLanguage { lang, content: helpers::block(scene, *level) })?
        }
        Directive::Picture(of) => theme.render("figure.html", InLanguage { lang, content: picture(scene, of) })?,
        Directive::Figure(figure) if !figure.conflicts.is_empty() => {
            let marks = at.marks(&scene.portal.datasets[figure.dataset], figure.conflicts.clone());
            theme.render("_marks.html", InLanguage { lang, content: Marks { marks } })?
        }
        Directive::Count(_) | Directive::Areas(_) | Directive::Figure(_) => String::new(),
    })
}

#[derive(Serialize)]
struct Marks {
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct OnMap {
    map: maps::ShownMap,
}

#[derive(Serialize)]
struct Picture<'a> {
    url: String,
    size: Option<(u32, u32)>,
    alt: &'a str,
    caption: Option<&'a str>,
}

fn picture<'a>(scene: &Scene<'_>, of: &'a PictureOf) -> Picture<'a> {
    let size = of.file.picture.map(|size| (size.width, size.height));
    let url = scene.addresses.file(&of.file.path.address());
    Picture { url, size, alt: &of.alt, caption: of.caption.as_deref() }
}

/// Where a block stands on its page.
struct At<'a> {
    spot: &'a Spot,
    /// The anchor of what tells the contradictions of its dataset.
    home: &'a str,
}

impl At<'_> {
    /// The signs for some contradictions of the block's dataset.
    fn marks(&self, dataset: &Dataset, conflicts: impl IntoIterator<Item = usize>) -> Vec<Mark> {
        conflicts::marks(dataset, conflicts, self.home)
    }
}

/// What stands below a chart or table: where its figures come from, what the source says otherwise, and notes.
#[derive(Serialize)]
struct Provenance {
    source: Option<String>,
    /// The figures of the source that show the same.
    printed: Vec<Printed>,
    conflicts: Vec<Note>,
    notes: Vec<Html>,
    /// The dataset as CSV.
    csv: String,
    /// The same with what is known of the figures.
    json: String,
}

/// A figure of the source.
#[derive(Serialize)]
struct Printed {
    number: String,
    title: String,
    /// The language of the title, where it is not the page's.
    lang: Option<String>,
}

/// Where the figures of a dataset come from.
pub fn source(scene: &Scene<'_>, dataset: &Dataset) -> Option<String> {
    let citation = &dataset.source;
    let parts: Vec<String> = citation.title.iter().chain(&citation.place).map(|text| scene.say(text)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What stands below a block; what is to be said about a dataset stands once on a page.
fn provenance(scene: &Scene<'_>, dataset: &Dataset, at: &At<'_>) -> Provenance {
    let home = at.spot.is_home;
    let lang = (scene.language != scene.default_language()).then(|| scene.default_language().to_string());
    let printed = |printed: &validate::Printed| Printed {
        number: scene.say(&printed.number),
        title: typeset(&printed.title, scene.default_language().as_str()).into_owned(),
        lang: lang.clone(),
    };
    let shown = if home { 0..dataset.conflicts.len() } else { 0..0 };
    let notes = dataset.notes.iter().filter(|_| home);
    Provenance {
        source: source(scene, dataset),
        printed: dataset.printed.iter().map(printed).collect(),
        conflicts: conflicts::notes(scene, dataset, shown, &at.spot.id),
        notes: notes.map(|note| passages::markdown(scene, note)).collect(),
        csv: scene.addresses.file(&dataset_path(scene.portal, dataset, Format::Csv)),
        json: scene.addresses.file(&dataset_path(scene.portal, dataset, Format::Json)),
    }
}
