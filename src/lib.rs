//! spis turns a folder of YAML records, Markdown pages and GeoJSON into a static site.
//!
//! One pipeline, one folder a stage; each uses only those above it:
//!
//! ```text
//! load → validate → index → render → write
//! ```

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod locale;
pub mod yaml;
pub mod markdown;
pub mod geometry;
pub mod draw;
pub mod search;
pub mod reading;
pub mod field;
pub mod config;
pub mod load;
pub mod validate;
pub mod index;
pub mod theme;
pub mod diff;
pub mod render;
pub mod write;
pub mod edit;
pub mod faults;
pub mod report;
pub mod desk;
pub mod serve;
pub mod cli;

use std::path::{Path, PathBuf};

use config::BaseUrl;
use diagnostic::{Checked, Diagnostic, MessageLanguage};
use index::Indexes;
use model::{Date, LanguageTag, OutputPath};
use source::{Error, Folder, Tree};
use theme::Theme;
use validate::Portal;
use write::{ForeignFiles, Staging, WriteSummary};

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The site's folder: it holds `content/` and may hold `themes/`.
    pub root: PathBuf,
    /// Where the site will be published; instead of the address in `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// The day by which terms are judged.
    pub build_date: Date,
}

/// What came of a build or a check.
#[derive(Debug, Default)]
pub struct BuildReport {
    /// What is wrong with the content. **Shape**: in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The language that messages are best read in: the site's own.
    pub language: MessageLanguage,
    /// How many records the register has.
    pub records: usize,
    /// The path under which the site's pages lie.
    pub base_path: String,
    /// What was published; nothing where the content has errors, and for a check.
    pub written: Option<WriteSummary>,
}

/// Hears how far a build is.
pub trait Progress: Sync {
    /// The number of files that will be made, as far as it is known.
    fn expect(&self, files: usize);
    /// One more file was made.
    fn advance(&self);
}

/// Hears nothing.
impl Progress for () {
    fn expect(&self, _: usize) {}
    fn advance(&self) {}
}

/// Builds the site and publishes it in the folder `out`, unless the content has errors.
///
/// **Errors**: any I/O failure; the published folder is then as it was.
pub fn build(
    options: &BuildOptions,
    out: &Path,
    foreign: ForeignFiles,
    progress: &dyn Progress,
) -> Result<BuildReport, Error> {
    let mut report = BuildReport::default();
    let Some(portal) = read(options, &mut report)? else { return Ok(report) };
    let inputs = [options.root.join("content"), options.root.join("themes")];
    let staging = Staging::begin(out, &inputs, foreign)?;
    let tree = Folder::new(&options.root);
    make(&tree, &portal, &mut report, progress, &|path, bytes| staging.write(&path, &bytes))?;
    report.accept(&portal, options);
    if !report.diagnostics.iter().any(Diagnostic::is_error) {
        report.written = Some(staging.commit()?);
    }
    Ok(report)
}

/// Builds the site without keeping it: says all that is wrong with the content.
///
/// **Errors**: any I/O failure.
pub fn check(options: &BuildOptions, progress: &dyn Progress) -> Result<BuildReport, Error> {
    let (portal, mut report) = examine(options, &Folder::new(&options.root), progress)?;
    portal.iter().for_each(|portal| report.accept(portal, options));
    Ok(report)
}

/// All that is wrong with a state of the content, also what its owner accepts.
fn examine(
    options: &BuildOptions,
    tree: &dyn Tree,
    progress: &dyn Progress,
) -> Result<(Option<Portal>, BuildReport), Error> {
    let mut report = BuildReport::default();
    let portal = read_into(options, tree, &mut report)?;
    if let Some(portal) = &portal {
        make(tree, portal, &mut report, progress, &|_, _| Ok(()))?;
    }
    Ok((portal, report))
}

impl BuildReport {
    /// Leaves out the warnings that the site's owner accepts.
    fn accept(&mut self, portal: &Portal, options: &BuildOptions) {
        let found = std::mem::take(&mut self.diagnostics);
        self.diagnostics = faults::accept(found, &portal.site.checks, options.build_date);
        diagnostic::sort(&mut self.diagnostics);
    }
}

fn read_tree(options: &BuildOptions, tree: &dyn Tree) -> Result<Checked<Option<Portal>>, Error> {
    let mut diagnostics = Vec::new();
    let sources = load::load(tree)?.into_value(&mut diagnostics);
    let validated = validate::validate(sources, options.base_url.clone(), options.build_date);
    let value = validated.into_value(&mut diagnostics);
    Ok(Checked { value, diagnostics })
}

/// Loads and validates the content: nothing comes back where not even the site's own file can be read.
pub fn read(options: &BuildOptions, report: &mut BuildReport) -> Result<Option<Portal>, Error> {
    read_into(options, &Folder::new(&options.root), report)
}

fn read_into(options: &BuildOptions, tree: &dyn Tree, report: &mut BuildReport) -> Result<Option<Portal>, Error> {
    let portal = read_tree(options, tree)?.into_value(&mut report.diagnostics);
    if let Some(portal) = &portal {
        report.language = message_language(portal.site.languages.default_language());
        report.records = portal.records().count();
        report.base_path = portal.site.base_url.path().to_owned();
    }
    diagnostic::sort(&mut report.diagnostics);
    Ok(portal)
}

/// One answer to a query.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Answer {
    /// The identity of what was found.
    pub id: String,
    /// The collection, the level of an area, `page` or `term`.
    pub collection: String,
    /// Its heading.
    pub title: String,
    /// Its path on the site, the base path included.
    pub url: String,
    /// How well it matches; only comparable within one query.
    pub score: i64,
}

/// Answers a query as the site's search does, best answer first; needs no build before it.
///
/// Nothing comes back where not even the site's own file can be read: `report` says why.
///
/// **Errors**: any I/O failure.
pub fn search(
    options: &BuildOptions,
    query: &str,
    limit: usize,
    report: &mut BuildReport,
) -> Result<Option<Vec<Answer>>, Error> {
    let Some(portal) = read(options, report)? else { return Ok(None) };
    let indexes = Indexes::new(&portal);
    let index = search_index(&portal, &indexes, portal.site.languages.default_language());
    let base = portal.site.base_url.path().trim_end_matches('/');
    let answer = |hit: &search::Hit<'_>| Answer {
        id: hit.document.id.clone(),
        collection: hit.document.collection.clone(),
        title: hit.document.title.clone(),
        url: format!("{base}{}", hit.document.url),
        score: i64::from(hit.score),
    };
    Ok(Some(index.search(query, limit).iter().map(answer).collect()))
}

fn search_index(portal: &Portal, indexes: &Indexes, language: &LanguageTag) -> search::SearchIndex {
    let order: Vec<_> = indexes.in_order().collect();
    let documents = index::search_documents(portal, &order, language);
    search::build(language.as_str(), documents, &index::search_vocabulary(portal, language))
        .expect("an index in memory meets no full or broken disk")
}

/// Indexes the portal and renders every output into `sink`.
fn make(
    tree: &dyn Tree,
    portal: &Portal,
    report: &mut BuildReport,
    progress: &dyn Progress,
    sink: &(dyn Fn(OutputPath, Vec<u8>) -> Result<(), Error> + Sync),
) -> Result<(), Error> {
    let languages: Vec<LanguageTag> = portal.site.languages.iter().cloned().collect();
    let (base_path, asked) = (portal.site.base_url.path(), &portal.site.location);
    let theme = Theme::load(tree, &portal.site.theme, &languages, base_path, asked)?;
    let unusable = theme.diagnostics.iter().any(|of| of.code == diagnostic::codes::TEMPLATE);
    let theme = theme.into_value(&mut report.diagnostics);
    if unusable {
        // Every page made with that template would only say it again.
        diagnostic::sort(&mut report.diagnostics);
        return Ok(());
    }
    let indexes = Indexes::new(portal);
    progress.expect(render::count(portal));
    let counted = |path, bytes| {
        progress.advance();
        sink(path, bytes)
    };
    let pages = || render::render(portal, &indexes, &theme, &counted);
    let searches = || languages.iter().try_for_each(|language| write_search(portal, &indexes, language, &counted));
    let (rendered, indexed) = rayon::join(pages, searches);
    report.diagnostics.extend(rendered?);
    indexed?;
    diagnostic::sort(&mut report.diagnostics);
    Ok(())
}

/// Hands the files of a language's search index to `sink`.
fn write_search(
    portal: &Portal,
    indexes: &Indexes,
    language: &LanguageTag,
    sink: &(dyn Fn(OutputPath, Vec<u8>) -> Result<(), Error> + Sync),
) -> Result<(), Error> {
    for (path, bytes) in search_index(portal, indexes, language).files() {
        let path = OutputPath::parse(&format!("assets/search/{path}")).expect("the index names its files plainly");
        sink(path, bytes)?;
    }
    Ok(())
}

fn message_language(tag: &LanguageTag) -> MessageLanguage {
    if tag.as_str() == "pl" { MessageLanguage::Polish } else { MessageLanguage::English }
}
