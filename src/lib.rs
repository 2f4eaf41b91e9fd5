//! spis turns a folder of YAML records, Markdown pages and GeoJSON into a static site.
//!
//! One pipeline, one folder a stage; each uses only those above it:
//!
//! ```text
//! load → validate → index → plan → render → write
//! ```

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod locale;
pub mod yaml;
pub mod markdown;
pub mod geometry;
pub mod sheet;
pub mod draw;
pub mod search;
pub mod reading;
pub mod field;
pub mod config;
pub mod load;
pub mod validate;
pub mod forms;
pub mod index;
pub mod theme;
pub mod diff;
pub mod plan;
pub mod export;
pub mod render;
pub mod write;
pub mod edit;
pub mod import;
pub mod faults;
pub mod report;
pub mod desk;
pub mod serve;
pub mod cli;

use std::path::{Path, PathBuf};

use config::BaseUrl;
use diagnostic::{Checked, Code, Diagnostic, MessageLanguage, codes};
use index::Indexes;
use model::{Date, LanguageTag};
use plan::Plan;
use source::{Error, Folder, Tree};
use theme::Theme;
use validate::Portal;
use write::{Staging, WriteOptions, WriteSummary};

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

/// Builds the site and publishes it in the folder `out`, unless the content has errors: then it is as `check`.
///
/// **Errors**: any I/O failure; the published folder is then as it was.
pub fn build(
    options: &BuildOptions,
    out: &Path,
    how: WriteOptions,
    progress: &dyn Progress,
) -> Result<BuildReport, Error> {
    let (site, mut report) = prepare(options, &Folder::new(&options.root))?;
    match site {
        Some(mut site) if !report.has_errors() => {
            site.plan.date(source::last_changes(&options.root, "content"));
            let inputs = [options.root.join("content"), options.root.join("themes")];
            let staging = Staging::begin(out, &inputs, how)?;
            let root = &options.root;
            report.add(site.render(progress, &|path, made| staging.put(path, made, root))?);
            report.accept(&site.portal, options);
            report.written = if report.has_errors() { None } else { Some(staging.commit()?) };
        }
        site => site.iter().try_for_each(|site| {
            site.rehearse(progress, &mut report)?;
            report.accept(&site.portal, options);
            Ok::<(), Error>(())
        })?,
    }
    Ok(report)
}

/// Says all that is wrong with the content: what `build` would say, without making what need not be made for that.
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
    let (site, mut report) = prepare(options, tree)?;
    site.iter().try_for_each(|site| site.rehearse(progress, &mut report))?;
    Ok((site.map(|site| site.portal), report))
}

/// Loads and validates the content: there is no portal where not even the site's own file can be read.
///
/// **Errors**: any I/O failure.
pub fn read(options: &BuildOptions) -> Result<Checked<Option<Portal>>, Error> {
    read_tree(options, &Folder::new(&options.root))
}

fn read_tree(options: &BuildOptions, tree: &dyn Tree) -> Result<Checked<Option<Portal>>, Error> {
    let mut diagnostics = Vec::new();
    let sources = load::load(tree)?.into_value(&mut diagnostics);
    let validated = validate::validate(sources, options.base_url.clone(), options.build_date);
    let value = validated.into_value(&mut diagnostics);
    Ok(Checked { value, diagnostics })
}

/// Reads the content and the theme, and plans what will be published: there is no site where not even its own file can be
/// read.
///
/// **Errors**: any I/O failure.
pub fn prepare(options: &BuildOptions, tree: &dyn Tree) -> Result<(Option<Site>, BuildReport), Error> {
    let Checked { value: portal, diagnostics } = read_tree(options, tree)?;
    let mut report = BuildReport::new(portal.as_ref(), diagnostics);
    let Some(portal) = portal else { return Ok((None, report)) };
    let languages: Vec<LanguageTag> = portal.site.languages.iter().cloned().collect();
    let (base_path, asked) = (portal.site.base_url.path(), &portal.site.location);
    let theme = Theme::load(tree, &portal.site.theme, &languages, base_path, asked)?;
    let indexes = Indexes::new(&portal);
    let plan = plan::plan(&portal, &indexes, &theme.value);
    let is_sound = theme.diagnostics.iter().chain(&plan.diagnostics).all(|found| !UNSOUND.contains(&found.code));
    report.add(theme.diagnostics);
    report.add(plan.diagnostics);
    let (theme, plan) = (theme.value, plan.value);
    if is_sound {
        report.add(render::missing_places(&portal, &indexes, &theme, &plan));
    }
    Ok((Some(Site { portal, indexes, theme, plan, is_sound }), report))
}

/// What keeps pages from being made at all: templates that cannot be read, two outputs in one place, an output without one.
const UNSOUND: [Code; 4] = [codes::TEMPLATE, codes::LIMIT_EXCEEDED, codes::OUTPUT_CONFLICT, codes::OUTPUT_NAME];

/// Everything that a site is rendered from.
#[derive(Debug)]
pub struct Site {
    /// The register.
    pub portal: Portal,
    /// What was computed from it.
    pub indexes: Indexes,
    /// Templates and texts.
    pub theme: Theme,
    /// Every file that will be published.
    pub plan: Plan,
    /// Whether the templates can be read and every output has a place of its own.
    is_sound: bool,
}

impl Site {
    /// Renders every output into `sink`; returns what was wrong in templates.
    fn render(&self, progress: &dyn Progress, sink: &render::Sink<'_>) -> Result<Vec<Diagnostic>, Error> {
        progress.expect(self.plan.outputs().len());
        render::render(&self.portal, &self.indexes, &self.theme, &self.plan, &|path, made| {
            progress.advance();
            sink(path, made)
        })
    }

    /// Renders into nothing where that may show more: in templates of the site's own.
    fn rehearse(&self, progress: &dyn Progress, report: &mut BuildReport) -> Result<(), Error> {
        if self.theme.own_templates && self.is_sound {
            report.add(self.render(progress, &|_, _| Ok(()))?);
        }
        Ok(())
    }
}

impl BuildReport {
    fn new(portal: Option<&Portal>, diagnostics: Vec<Diagnostic>) -> Self {
        let mut report = Self::default();
        if let Some(portal) = portal {
            report.language = message_language(portal.site.languages.default_language());
            report.records = portal.records().count();
            report.base_path = portal.site.base_url.path().to_owned();
        }
        report.add(diagnostics);
        report
    }

    fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
        diagnostic::sort(&mut self.diagnostics);
    }

    /// Leaves out the warnings that the site's owner accepts, and what one file has too much of.
    fn accept(&mut self, portal: &Portal, options: &BuildOptions) {
        let found = std::mem::take(&mut self.diagnostics);
        self.diagnostics = faults::accept(found, &portal.site.checks, options.build_date);
        diagnostic::sort(&mut self.diagnostics);
        self.diagnostics = diagnostic::bounded(std::mem::take(&mut self.diagnostics));
    }

    /// Whether the content has errors, so that nothing is published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
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

/// Answers a query as the site's search does, best answer first; needs no build before it. `language`: that of the pages
/// to search, if it is not the site's first.
///
/// There are no answers where not even the site's own file can be read: the report says why.
///
/// **Errors**: any I/O failure; a language that the site does not have.
pub fn search(
    options: &BuildOptions,
    query: &str,
    limit: usize,
    language: Option<&LanguageTag>,
) -> Result<(Option<Vec<Answer>>, BuildReport), Error> {
    let Checked { value: portal, diagnostics } = read(options)?;
    let report = BuildReport::new(portal.as_ref(), diagnostics);
    let Some(portal) = portal else { return Ok((None, report)) };
    let languages = &portal.site.languages;
    let language = language.unwrap_or(languages.default_language());
    if !languages.iter().any(|known| known == language) {
        let known = languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(", ");
        let cause = std::io::Error::other(format!("its languages are {known}"));
        return Err(Error::new("search in that language", options.root.join("content/site.yaml"), cause));
    }
    let indexes = Indexes::new(&portal);
    let index = index::search_index(&portal, &indexes, language);
    let folder = if language == languages.default_language() { String::new() } else { format!("/{language}") };
    let base = format!("{}{folder}", portal.site.base_url.path().trim_end_matches('/'));
    let answer = |hit: &search::Hit<'_>| Answer {
        id: hit.document.id.clone(),
        collection: hit.document.collection.clone(),
        title: hit.document.title.clone(),
        url: format!("{base}{}", hit.document.url),
        score: i64::from(hit.score),
    };
    Ok((Some(index.search(query, limit).iter().map(answer).collect()), report))
}

/// The language of messages about a site of which only its own file need be readable; none where it names no language.
fn spoken(tree: &dyn Tree) -> Option<MessageLanguage> {
    let file = match source::read(tree, Path::new("content/site.yaml")) {
        Ok(source::ReadOutcome::Text(file)) => file,
        // A command that could not run has said why already.
        Ok(_) | Err(_) => return None,
    };
    let node = yaml::parse(&file).value?;
    let languages = node.at(&model::FieldPath::new("languages").item(0))?;
    let yaml::Value::Scalar(tag) = &languages.value else { return None };
    LanguageTag::parse(tag).map(|tag| message_language(&tag))
}

fn message_language(tag: &LanguageTag) -> MessageLanguage {
    if tag.as_str() == "pl" { MessageLanguage::Polish } else { MessageLanguage::English }
}
