//! Every page and file of the site, as bytes.
//!
//! In: `&Portal`, `&Indexes`, `&Theme`. Out: path and bytes of every output, handed one by one to a [`Sink`] as soon as
//! it is made, so that memory does not hold the site. Pages are made in parallel; their bytes do not depend on the order.
//!
//! Nothing is written to the disk here, and nothing is decided about the content: what the pages show was proven by
//! `validate` and put into order by `index`.

mod accessibility;
mod address;
mod area;
mod chrome;
mod coverage;
mod directory;
mod downloads;
mod facets;
mod figures;
mod frame;
mod glossary;
mod guide;
mod helping;
mod home;
mod html;
mod json_ld;
mod lost;
mod map_data;
mod map_page;
mod maps;
pub mod markdown;
mod mentions;
mod notes;
pub mod open_data;
mod opensearch;
mod pages;
mod record;
mod report;
mod row;
mod scene;
mod search;
mod sitemap;
mod tables;
mod values;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::draw::Atlas;
use crate::index::Indexes;
use crate::model::{LanguageTag, OutputPath, UrlPath};
use crate::source::Error;
use crate::theme::Theme;
use crate::validate::{Layout, Page, Portal, RecordRef};
use address::Addresses;
use chrome::Chrome;
use figures::Figures;
use markdown::Abbreviations;
pub use scene::Scene;

/// Takes the outputs as they are made, in no particular order and from several threads.
pub type Sink<'a> = dyn Fn(OutputPath, Vec<u8>) -> Result<(), Error> + Sync + 'a;

/// Why an output could not be made.
#[derive(Debug)]
pub enum Failure {
    /// A template is wrong.
    Theme(Box<Diagnostic>),
    /// The sink failed.
    Machine(Error),
}

impl From<Box<Diagnostic>> for Failure {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::Theme(diagnostic)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

/// Renders the whole site; every output goes to `sink`.
///
/// Returns what was wrong in templates: `template/error`.
///
/// **Errors**: what the sink fails with.
pub fn render(portal: &Portal, indexes: &Indexes, theme: &Theme, sink: &Sink<'_>) -> Result<Vec<Diagnostic>, Error> {
    let languages: Vec<(LanguageTag, Addresses)> =
        portal.site.languages.iter().map(|tag| (tag.clone(), Addresses::new(&portal.site, tag))).collect();
    let narrative = narrative(portal);
    let atlases = maps::atlases(portal);
    let scenes: Vec<Scene<'_>> = languages
        .iter()
        .map(|language| scene(portal, indexes, theme, &languages, language, &narrative, &atlases))
        .collect();
    let (scenes, failures) = with_figures(scenes);
    let mut results: Vec<Result<(), Failure>> = scenes.iter().flat_map(|scene| render_language(scene, sink)).collect();
    results.extend(failures);
    results.push(figures::render_csv(portal, sink));
    results.extend(scenes.iter().map(|scene| figures::render_drawings(scene, sink)));
    results.push(open_data::render(portal, indexes, sink));
    results.push(sitemap::render(&scenes, sink));
    results.extend(scenes.iter().map(|scene| opensearch::render(scene, sink)));
    results.extend(theme.assets.iter().map(|asset| Ok(sink(asset.path.clone(), asset.bytes.to_vec())?)));
    let mut diagnostics = Vec::new();
    for failure in results.into_iter().filter_map(Result::err) {
        match failure {
            Failure::Theme(diagnostic) => diagnostics.push(*diagnostic),
            Failure::Machine(error) => return Err(error),
        }
    }
    Ok(diagnostics)
}

/// Makes the blocks in the pages' text; a scene whose blocks fail goes without.
fn with_figures(scenes: Vec<Scene<'_>>) -> (Vec<Scene<'_>>, Vec<Result<(), Failure>>) {
    let mut failures = Vec::new();
    let made = scenes.into_iter().map(|scene| match Figures::render(&scene) {
        Ok(figures) => Scene { figures, ..scene },
        Err(failure) => {
            failures.push(Err(failure));
            scene
        }
    });
    (made.collect(), failures)
}

fn narrative(portal: &Portal) -> HashMap<&UrlPath, BTreeMap<&LanguageTag, usize>> {
    let mut narrative: HashMap<&UrlPath, BTreeMap<&LanguageTag, usize>> = HashMap::new();
    for (index, page) in portal.pages.iter().enumerate() {
        narrative.entry(&page.path).or_default().insert(&page.language, index);
    }
    narrative
}

fn scene<'a>(
    portal: &'a Portal,
    indexes: &'a Indexes,
    theme: &'a Theme,
    languages: &'a [(LanguageTag, Addresses)],
    (language, addresses): &'a (LanguageTag, Addresses),
    narrative: &'a HashMap<&'a UrlPath, BTreeMap<&'a LanguageTag, usize>>,
    atlases: &'a [Option<Atlas>],
) -> Scene<'a> {
    let mut abbreviations = Abbreviations::default();
    for term in &portal.glossary {
        let expansion = term.expansion.get(language, portal.site.languages.default_language()).text;
        abbreviations.add(&term.term, expansion, term.forms.iter().map(String::as_str));
    }
    let default = portal.site.languages.default_language();
    let titles = portal.collections.iter().map(|collection| {
        collection.records.par_iter().map(|record| scene::say(&record.title, language, default)).collect()
    });
    let wording = theme.texts.language(language.as_str()).expect("the theme has every language of the site");
    Scene {
        portal,
        indexes,
        theme,
        language,
        wording,
        addresses: addresses.clone(),
        atlases,
        locators: portal.areas.areas.iter().map(|_| OnceLock::new()).collect(),
        languages,
        narrative,
        abbreviations,
        mentions: mentions::mentions(portal, language, addresses),
        titles: titles.collect(),
        figures: Figures::default(),
    }
}

/// One output or a few that belong together.
enum Job<'a> {
    Home,
    Page(&'a Page),
    WholeReport(&'a Page, UrlPath),
    Directory(usize),
    Level(usize, &'a UrlPath),
    Area(usize, &'a UrlPath),
    Record(RecordRef),
    Lost,
    Redirects,
}

fn render_language(scene: &Scene<'_>, sink: &Sink<'_>) -> Vec<Result<(), Failure>> {
    match Chrome::render(scene) {
        Ok(chrome) => jobs(scene).par_iter().map(|job| run(scene, &chrome, job, sink)).collect(),
        Err(failure) => vec![Err(failure)],
    }
}

fn jobs<'a>(scene: &Scene<'a>) -> Vec<Job<'a>> {
    let portal = scene.portal;
    let mut jobs = vec![Job::Home, Job::Lost, Job::Redirects];
    let pages = portal.pages.iter().filter(|page| page.language == *scene.language);
    jobs.extend(pages.filter(|page| !page.path.as_str().is_empty()).map(Job::Page));
    let reports = portal.pages.iter().filter(|page| page.language == *scene.language);
    jobs.extend(reports.filter_map(|page| Some(Job::WholeReport(page, report::whole_path(scene, page)?))));
    jobs.extend((0..portal.collections.len()).map(Job::Directory));
    let levels = portal.areas.levels.iter().enumerate();
    jobs.extend(levels.filter_map(|(index, level)| Some(Job::Level(index, level.path.as_ref()?))));
    let areas = portal.areas.areas.iter().enumerate();
    jobs.extend(areas.filter_map(|(index, area)| Some(Job::Area(index, area.url.as_ref()?))));
    jobs.extend(portal.records().map(|(at, _)| Job::Record(at)));
    jobs
}

fn run(scene: &Scene<'_>, chrome: &Chrome, job: &Job<'_>, sink: &Sink<'_>) -> Result<(), Failure> {
    let theme = scene.theme;
    let (path, html) = match job {
        Job::Directory(index) => return directory::render(scene, chrome, *index, sink),
        Job::Lost => return lost::render(scene, chrome, sink),
        Job::Redirects => return lost::redirects(scene, sink),
        Job::Home => {
            let home = UrlPath::home();
            let html = theme.render("home.html", home::page(scene, chrome, scene.page_or_default(&home)))?;
            (home, html)
        }
        Job::Page(page) if page.layout == Layout::Map => return map_page::render(scene, chrome, page, sink),
        Job::Page(page) => (page.path.clone(), render_page(scene, chrome, page)?),
        Job::WholeReport(page, path) => {
            (path.clone(), theme.render("report-print.html", report::whole(scene, chrome, page, path))?)
        }
        Job::Level(level, path) => {
            ((*path).clone(), theme.render("areas.html", area::level_page(scene, chrome, *level, path))?)
        }
        Job::Area(area, path) => ((*path).clone(), theme.render("area.html", area::page(scene, chrome, *area, path))?),
        Job::Record(at) => {
            (scene.portal.record(*at).url.clone(), theme.render("record.html", record::page(scene, chrome, *at))?)
        }
    };
    Ok(sink(scene.addresses.output(&path), html.into_bytes())?)
}

fn render_page(scene: &Scene<'_>, chrome: &Chrome, page: &Page) -> Result<String, Box<Diagnostic>> {
    let theme = scene.theme;
    match page.layout {
        Layout::Directory => theme.render("tables.html", tables::page(scene, chrome, page)),
        Layout::Glossary => theme.render("glossary.html", glossary::page(scene, chrome, page)),
        Layout::SourceNotes => theme.render("source-notes.html", notes::page(scene, chrome, page)),
        Layout::Accessibility => theme.render("accessibility.html", accessibility::page(scene, chrome, page)),
        Layout::Search => theme.render("search.html", search::page(scene, chrome, page)),
        Layout::Coverage => theme.render("coverage.html", coverage::page(scene, chrome, page)),
        Layout::Downloads => theme.render("downloads.html", downloads::page(scene, chrome, page)),
        Layout::Report => theme.render("report.html", report::page(scene, chrome, page)),
        _ => theme.render("page.html", pages::page(scene, chrome, page)),
    }
}

/// How many pages a site has, for a progress bar: every record, area and collection in every language, and each
/// narrative page.
pub fn count(portal: &Portal) -> usize {
    let areas = portal.areas.areas.iter().filter(|area| area.url.is_some()).count();
    let each = portal.records().count() + areas + portal.collections.len() + portal.areas.levels.len();
    portal.site.languages.iter().count() * each + portal.pages.len()
}
