//! Finding and reading the site's files.
//!
//! In: the site's [`Tree`]. Out: [`Sources`], the text of every file below `content/` that the site is made from,
//! each in its place, not yet trusted.
//!
//! Nothing is parsed here: a record's text becomes a tree only while it is validated, so that memory holds one tree a
//! thread and not one a record.

mod attachments;
mod standing;
mod walk;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, codes};
use crate::say;
use crate::source::{Error, ReadOutcome, SourceFile, Tree, read};

pub use attachments::Beside;
pub use standing::misplaced;
use standing::too_large;
use walk::{Found, walk};

/// The files that a site is made from, read but not parsed.
#[derive(Debug, Default)]
pub struct Sources {
    /// `content/site.yaml`.
    pub site: Option<Arc<SourceFile>>,
    /// `content/glossary.yaml`.
    pub glossary: Option<Arc<SourceFile>>,
    /// `content/needs.yaml`.
    pub needs: Option<Arc<SourceFile>>,
    /// `content/open_data.yaml`.
    pub open_data: Option<Arc<SourceFile>>,
    /// `content/geo/areas.yaml`.
    pub levels: Option<Arc<SourceFile>>,
    /// The other files of `content/geo/` by their names.
    pub geo: BTreeMap<String, Arc<SourceFile>>,
    /// The folders of `content/registry/`. **Shape**: ordered by name.
    pub collections: Vec<CollectionSource>,
    /// `content/datasets/*.yaml`. **Shape**: ordered by path.
    pub datasets: Vec<Arc<SourceFile>>,
    /// `content/pages/**/*.md`. **Shape**: ordered by path.
    pub pages: Vec<Arc<SourceFile>>,
    /// Every other file of `content/pages/`. **Shape**: ordered by path.
    pub files: Vec<Beside>,
    /// Files that could not be read and were reported, so that what refers to them is not reported as well.
    pub unread: Vec<PathBuf>,
}

/// The files of one collection.
#[derive(Debug)]
pub struct CollectionSource {
    /// The folder's name.
    pub id: String,
    /// `_schema.yaml`, where there is one.
    pub schema: Option<Arc<SourceFile>>,
    /// One file a record. **Shape**: ordered by path.
    pub records: Vec<Arc<SourceFile>>,
}

/// Reads all files of a site.
///
/// **Errors**: `file/not-utf8`, `file/too-large`, `file/conflict`, `file/unexpected`, `file/ending`, `file/outside`,
/// `file/name`, `file/missing`; I/O failures as [`Error`].
pub fn load(tree: &dyn Tree) -> Result<Checked<Sources>, Error> {
    let Found { mut sources, texts, beside, mut diagnostics } = walk(tree)?;
    sources.files =
        beside.into_par_iter().map(|path| attachments::measure(tree, path)).collect::<Result<_, Error>>()?;
    let read: Vec<(SourceKind, ReadOutcome)> =
        texts.into_par_iter().map(|(place, path)| Ok((place, read(tree, &path)?))).collect::<Result<_, Error>>()?;
    for (place, outcome) in read {
        let (file, fault) = judge(outcome);
        match fault {
            None => sources.put(place, file),
            Some(fault) => {
                diagnostics.push(fault);
                sources.unread.push(file.path().to_owned());
            }
        }
    }
    if sources.site.is_none() && !sources.unread.iter().any(|path| path.ends_with("site.yaml")) {
        diagnostics.push(no_site());
    }
    Ok(Checked { value: sources, diagnostics })
}

/// A file with the reason why it cannot be used, if there is one.
fn judge(outcome: ReadOutcome) -> (Arc<SourceFile>, Option<Diagnostic>) {
    match outcome {
        ReadOutcome::Text(file) => {
            let fault = conflict(file.text()).map(|offset| unmerged(&file, offset));
            (file, fault)
        }
        ReadOutcome::NotUtf8 { file, offset } => {
            let fault = not_utf8(&file, offset);
            (file, Some(fault))
        }
        ReadOutcome::TooLarge { file, size } => {
            let fault = too_large(&file, size);
            (file, Some(fault))
        }
    }
}

/// What a text file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum SourceKind {
    Site,
    Glossary,
    Needs,
    OpenData,
    Levels,
    Geo(String),
    Schema(usize),
    Record(usize),
    Dataset,
    Page,
}

impl Sources {
    /// Every text that could be read. **Shape**: ordered by path within each kind.
    pub fn texts(&self) -> Vec<Arc<SourceFile>> {
        // Named one by one, so that a new kind of file is not forgotten. Outlines and points are data, not anybody's writing.
        let Self {
            site,
            glossary,
            needs,
            open_data,
            levels,
            collections,
            datasets,
            pages,
            geo: _,
            files: _,
            unread: _,
        } = self;
        let single = [site, glossary, needs, open_data, levels].into_iter().flatten();
        let collections = collections.iter().flat_map(|of| of.schema.iter().chain(&of.records));
        single.chain(collections).chain(datasets).chain(pages).cloned().collect()
    }

    fn put(&mut self, place: SourceKind, file: Arc<SourceFile>) {
        match place {
            SourceKind::Site => self.site = Some(file),
            SourceKind::Glossary => self.glossary = Some(file),
            SourceKind::Needs => self.needs = Some(file),
            SourceKind::OpenData => self.open_data = Some(file),
            SourceKind::Levels => self.levels = Some(file),
            SourceKind::Geo(name) => {
                self.geo.insert(name, file);
            }
            SourceKind::Schema(collection) => self.collections[collection].schema = Some(file),
            SourceKind::Record(collection) => self.collections[collection].records.push(file),
            SourceKind::Dataset => self.datasets.push(file),
            SourceKind::Page => self.pages.push(file),
        }
    }
}

fn not_utf8(file: &Arc<SourceFile>, offset: usize) -> Diagnostic {
    let message = say!("Plik nie jest zapisany w UTF-8.", "The file is not encoded in UTF-8.");
    let help =
        say!("Zapisz plik ponownie, wybierając kodowanie UTF-8.", "Save the file again and choose the encoding UTF-8.");
    Diagnostic::new(codes::FILE_NOT_UTF8, file.location(offset..offset + 3), message).help(help)
}

/// Where git left the mark of two versions that it could not merge. **Units**: bytes.
fn conflict(text: &str) -> Option<usize> {
    const MARK: &str = "\n<<<<<<< ";
    if text.starts_with(&MARK[1..]) { Some(0) } else { text.find(MARK).map(|at| at + 1) }
}

fn unmerged(file: &Arc<SourceFile>, offset: usize) -> Diagnostic {
    let message = say!(
        "Ten plik ma dwie wersje, których git nie umiał połączyć.",
        "This file holds two versions that git could not merge."
    );
    let help = say!(
        "Zostaw jedną z wersji między „<<<<<<<”, „=======” i „>>>>>>>” i usuń te trzy linie.",
        "Keep one of the versions between “<<<<<<<”, “=======” and “>>>>>>>”, and remove these three lines."
    );
    Diagnostic::new(codes::FILE_CONFLICT, file.location(offset..offset + 7), message).help(help)
}

fn no_site() -> Diagnostic {
    let file = SourceFile::new("content/site.yaml", "");
    let message = say!("Brakuje pliku content/site.yaml.", "The file content/site.yaml is missing.");
    let help = say!(
        "Wskaż folder strony przez --root albo zacznij od „spis init”.",
        "Name the site's folder with --root, or begin with “spis init”."
    );
    Diagnostic::new(codes::FILE_MISSING, file.start(), message).help(help)
}
