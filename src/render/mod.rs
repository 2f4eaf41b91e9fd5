//! Every page and file of the site, as bytes.
//!
//! In: a [`Plan`] with what it was made from. Out: what each of its outputs holds, handed one by one to a [`Sink`] as soon
//! as it is made, so that memory does not hold the site. Outputs are made in parallel, and none depends on another, but
//! for those about outputs: these name what they must know the size of.
//!
//! Nothing is written to the disk here, and nothing is decided about the content: what the pages show was proven by
//! `validate` and put into order by `index`.

mod shared;
mod passages;
mod shown;
mod layout;
mod maps;
mod figures;
mod prose;
mod pages;
mod policy;
mod sitemap;
mod places;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use layout::opensearch;
use pages::edition::Edition;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::export::{self, Measure};
use crate::index::{self, Indexes};
use crate::model::{LanguageTag, OutputPath, UrlPath};
use crate::plan::{Holds, LanguageIx, OutputIx, Plan, Subject};
use crate::source::Error;
use crate::theme::Theme;
use crate::validate::{Layout, Page, Portal};

pub use shared::Measured;
use shared::address::Addresses;
use shared::{Abbreviations, Narrative, Scene};

/// What an output holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as a file of the site's folder; the path is relative to the site's root.
    Copy(PathBuf),
    /// Several files that are planned as one, by their paths.
    Files(Vec<(OutputPath, Vec<u8>)>),
}

/// Takes the outputs as they are made, in no particular order and from several threads.
pub type Sink<'a> = dyn Fn(&OutputPath, Made) -> Result<(), Error> + Sync + 'a;

/// Why the rendering of a site ended.
enum Failure {
    /// A template is wrong: the other outputs are still made, for what may be wrong with them.
    Template(Box<Diagnostic>),
    /// The sink failed.
    Sink(Error),
}

/// Renders the whole site; every output goes to `sink`. Returns what was wrong in templates.
///
/// **Errors**: `template/error`; what the sink fails with.
pub fn render(
    portal: &Portal,
    indexes: &Indexes,
    theme: &Theme,
    plan: &Plan,
    sink: &Sink<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let renderer = match Renderer::new(portal, indexes, theme, plan) {
        Ok(renderer) => renderer,
        Err(fault) => return Ok(vec![*fault]),
    };
    let mut phases: [Vec<OutputIx>; 3] = Default::default();
    for (at, _) in plan.outputs() {
        phases[renderer.phase(at)].push(at);
    }
    // A search index takes longer than anything else, so that nothing may wait for it at the end.
    phases[0].sort_by_key(|at| plan.output(*at).subject != Subject::Search);
    let (mut diagnostics, mut measured) = (Vec::new(), Measured::default());
    for outputs in phases {
        let made = renderer.publish(&outputs, &measured, sink, &mut diagnostics)?;
        measured.extend(made);
    }
    Ok(diagnostics)
}

/// Says which links lead to places that their pages do not have; makes those pages alone.
///
/// **Errors**: `link/anchor`.
pub fn missing_places(portal: &Portal, indexes: &Indexes, theme: &Theme, plan: &Plan) -> Vec<Diagnostic> {
    if plan.promises().is_empty() {
        return Vec::new();
    }
    match Renderer::new(portal, indexes, theme, plan) {
        // Only the pages that links name: to make all would cost as much as a build.
        Ok(renderer) => places::missing(&renderer, plan.promises()),
        // Whoever renders all reports the template.
        Err(_) => Vec::new(),
    }
}

/// What the outputs of a plan are made from, made once for all of them.
pub struct Renderer<'a> {
    /// One for each language, in the site's order.
    languages: Vec<Edition<'a>>,
}

impl<'a> Renderer<'a> {
    /// Prepares the rendering of a plan.
    ///
    /// **Errors**: `template/error`.
    pub fn new(
        portal: &'a Portal,
        indexes: &'a Indexes,
        theme: &'a Theme,
        plan: &'a Plan,
    ) -> Result<Self, Box<Diagnostic>> {
        let narrative = Arc::new(narrative(portal));
        let edition = |language| Edition::new(scene(portal, indexes, theme, plan, language, Arc::clone(&narrative)));
        let tags = plan.languages().zip(portal.site.languages.iter()).map(|((at, _), tag)| (at, tag));
        Ok(Self { languages: tags.map(edition).collect::<Result<_, Box<Diagnostic>>>()? })
    }

    /// When an output is made: those that tell of others come after them, and the catalogue before the page that lists it.
    fn phase(&self, at: OutputIx) -> usize {
        let scene = &self.languages[0].scene;
        match scene.plan.output(at).subject {
            Subject::Sitemap(_) | Subject::Robots | Subject::Llms => 2,
            Subject::Page(page) if scene.portal.pages[page].layout == Layout::Downloads => 2,
            Subject::Download(Holds::Catalog, _) => 1,
            _ => 0,
        }
    }

    /// The outputs that an output tells of, in the order in which they are made.
    fn needs(&self, at: OutputIx) -> Vec<OutputIx> {
        let plan = self.languages[0].scene.plan;
        let described = || plan.outputs().filter(|(_, output)| export::describes(output)).map(|(at, _)| at);
        match (self.phase(at), plan.output(at).subject) {
            (1, _) => described().collect(),
            (2, Subject::Page(_)) => {
                let catalog = plan.downloads().map(|(at, ..)| at).filter(|at| self.phase(*at) == 1);
                described().chain(catalog).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Makes one output without any other, but for those that it tells of.
    ///
    /// **Errors**: `template/error`.
    pub fn alone(&self, at: OutputIx) -> Result<Made, Box<Diagnostic>> {
        let mut measured = Measured::default();
        for needed in self.needs(at) {
            let made = self.one(needed, &measured)?;
            measured.extend([(needed, self.measure(needed, &made))]);
        }
        self.one(at, &measured)
    }

    /// What is known of an output that was made here.
    fn measure(&self, at: OutputIx, made: &Made) -> Measure {
        let is_described = export::describes(self.languages[0].scene.plan.output(at));
        // Only what a catalogue lists is hashed.
        let checksum = match made {
            Made::Bytes(bytes) if is_described => Some(format!("{:x}", Sha256::digest(bytes))),
            _ => None,
        };
        Measure { bytes: size(made), checksum }
    }

    /// Makes one output. `measured` knows the outputs that it tells of.
    ///
    /// **Errors**: `template/error`.
    pub fn one(&self, at: OutputIx, measured: &Measured) -> Result<Made, Box<Diagnostic>> {
        let scene = &self.languages[0].scene;
        let (portal, indexes) = (scene.portal, scene.indexes);
        let output = scene.plan.output(at);
        let edition = &self.languages[output.language.unwrap_or(LanguageIx::DEFAULT).index()];
        Ok(Made::Bytes(match output.subject {
            Subject::File(at) => return Ok(Made::Copy(portal.files[at].path.clone())),
            Subject::Search => return Ok(Made::Files(search_index(&edition.scene))),
            Subject::Asset(at) => scene.theme.assets[at].bytes.to_vec(),
            Subject::Download(Holds::Catalog, format) => {
                export::catalog(portal, scene.plan, &|at| measured.of(at), format)
            }
            Subject::Download(holds, format) => export::download(portal, indexes, scene.wording, holds, format),
            Subject::Dataset(at, format) => export::dataset(portal, &portal.datasets[at], format),
            Subject::Sitemap(part) => sitemap::sitemap(scene.plan, portal, part).into_bytes(),
            Subject::Llms => layout::llms::llms(scene).into_bytes(),
            Subject::Robots => sitemap::robots(&portal.site).into_bytes(),
            Subject::MapData(_) => {
                edition.live().map(|live| pages::map_data::json(&edition.scene, live)).unwrap_or_default()
            }
            subject => policy::add_to(text(edition, subject, measured)?).into_bytes(),
        }))
    }

    /// Makes some outputs and hands them to the sink; returns what is known of them then.
    fn publish(
        &self,
        outputs: &[OutputIx],
        measured: &Measured,
        sink: &Sink<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Vec<(OutputIx, Measure)>, Error> {
        let plan = self.languages[0].scene.plan;
        let one = |at: &OutputIx| {
            let made = self.one(*at, measured).map_err(Failure::Template)?;
            let measure = self.measure(*at, &made);
            sink(&plan.output(*at).path, made).map_err(Failure::Sink)?;
            Ok((*at, measure))
        };
        let results: Vec<Result<(OutputIx, Measure), Failure>> = outputs.par_iter().map(one).collect();
        let mut measures = Vec::with_capacity(results.len());
        for result in results {
            match result {
                Ok(measure) => measures.push(measure),
                Err(Failure::Template(fault)) => diagnostics.push(*fault),
                Err(Failure::Sink(error)) => return Err(error),
            }
        }
        Ok(measures)
    }
}

/// How large an output is that was made here. **Units**: bytes.
fn size(made: &Made) -> u64 {
    match made {
        Made::Bytes(bytes) => bytes.len() as u64,
        Made::Files(files) => files.iter().map(|(_, bytes)| bytes.len() as u64).sum(),
        Made::Copy(_) => 0,
    }
}

/// The text of a page, or of another file in a language.
fn text(edition: &Edition<'_>, subject: Subject, measured: &Measured) -> Result<String, Box<Diagnostic>> {
    let scene = &edition.scene;
    let (theme, plan, portal) = (scene.theme, scene.plan, scene.portal);
    match subject {
        Subject::Home => theme.render("home.html", pages::home::page(edition, scene.page_or_default(&UrlPath::home()))),
        Subject::Lost => pages::lost::render(edition),
        Subject::OpenSearch => Ok(opensearch::render(scene)),
        Subject::Page(at) => page(edition, &portal.pages[at], measured),
        Subject::PrintedReport(at) => {
            let page = &portal.pages[at];
            theme.render("report-print.html", pages::report::whole(edition, page, &page.whole_report()))
        }
        Subject::List(list, number) => pages::directory::render(edition, plan.list(list), number),
        Subject::Level(level) => match &portal.areas.levels[level].path {
            Some(path) => theme.render("areas.html", pages::area::level_page(edition, level, path)),
            None => Ok(String::new()),
        },
        Subject::Area(at) => match &portal.areas.areas[at].url {
            Some(url) => theme.render("area.html", pages::area::page(edition, at, url)),
            None => Ok(String::new()),
        },
        Subject::Leaflet(at) => match portal.areas.areas[at].leaflet() {
            Some(path) => theme.render("leaflet.html", pages::leaflet::page(edition, at, &path)),
            None => Ok(String::new()),
        },
        Subject::Record(at) => theme.render("record.html", pages::record::page(edition, at)),
        Subject::Gravestone(of, at) => {
            let collection = &portal.collections[of];
            theme.render("removed.html", pages::removed::page(edition, collection, &collection.removed[at]))
        }
        Subject::Alias(alias) => pages::lost::redirect(scene, plan.alias(alias)),
        Subject::Drawing(drawing) => Ok(figures::drawing(scene, plan.drawing(drawing).directive(portal))),
        Subject::MapData(_)
        | Subject::File(_)
        | Subject::Asset(_)
        | Subject::Download(..)
        | Subject::Dataset(..)
        | Subject::Search
        | Subject::Sitemap(_)
        | Subject::Robots
        | Subject::Llms => unreachable!("these are no texts of a language"),
    }
}

/// A page that editors wrote, in its layout.
fn page(edition: &Edition<'_>, page: &Page, measured: &Measured) -> Result<String, Box<Diagnostic>> {
    let theme = edition.scene.theme;
    match page.layout {
        Layout::Map => pages::map_page::render(edition, page),
        Layout::Directory => theme.render("tables.html", pages::tables::page(edition, page)),
        Layout::Changes => theme.render("changes.html", pages::changes::page(edition, page)),
        Layout::Glossary => theme.render("glossary.html", pages::glossary::page(edition, page)),
        Layout::SourceNotes => theme.render("source-notes.html", pages::notes::page(edition, page)),
        Layout::Accessibility => theme.render("accessibility.html", pages::accessibility::page(edition, page)),
        Layout::Search => theme.render("search.html", pages::search::page(edition, page)),
        Layout::Coverage => theme.render("coverage.html", pages::coverage::page(edition, page)),
        Layout::Downloads => theme.render("downloads.html", pages::downloads::page(edition, page, measured)),
        Layout::Report => theme.render("report.html", pages::report::page(edition, page)),
        Layout::Page | Layout::Home => theme.render("page.html", pages::narrative::page(edition, page)),
    }
}

/// The files of a language's search index.
fn search_index(scene: &Scene<'_>) -> Vec<(OutputPath, Vec<u8>)> {
    let files = index::search_index(scene.portal, scene.indexes, scene.language).files().into_iter();
    let output =
        |path: String| OutputPath::parse(&format!("assets/search/{path}")).expect("the index names its files plainly");
    files.map(|(path, bytes)| (output(path), bytes)).collect()
}

fn narrative(portal: &Portal) -> Narrative<'_> {
    let mut narrative = Narrative::new();
    for (index, page) in portal.pages.iter_enumerated() {
        narrative.entry(&page.path).or_default().insert(&page.language, index);
    }
    narrative
}

fn scene<'a>(
    portal: &'a Portal,
    indexes: &'a Indexes,
    theme: &'a Theme,
    plan: &'a Plan,
    (language_ix, language): (LanguageIx, &'a LanguageTag),
    narrative: Arc<Narrative<'a>>,
) -> Scene<'a> {
    let mut abbreviations = Abbreviations::default();
    let default = portal.site.languages.default_language();
    for term in &portal.glossary {
        let expansion = term.expansion.get(language, default).text;
        abbreviations.add(&term.term, expansion, term.forms.iter().map(String::as_str));
    }
    let titles = portal.collections.iter().map(|collection| {
        collection.records.par_iter().map(|record| shared::say(&record.title, language, default)).collect()
    });
    let wording = theme.texts.language(language.as_str()).expect("the theme has every language of the site");
    let addresses = Addresses::new(&portal.site, language);
    Scene {
        portal,
        indexes,
        theme,
        plan,
        language,
        language_ix,
        wording,
        atlases: indexes.atlases(portal),
        plane: indexes.plane(portal),
        locators: portal.areas.areas.iter().map(|_| OnceLock::new()).collect(),
        narrative,
        abbreviations,
        addresses,
        titles: titles.collect(),
    }
}
