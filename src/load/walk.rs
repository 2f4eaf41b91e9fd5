use std::io;
use std::path::{Path, PathBuf};

use super::{CollectionSource, Place, Sources};
use crate::diagnostic::{Diagnostic, codes};
use crate::say;
use crate::source::{Error, SourceFile, Tree};

/// The files below `content/`, told apart by where they lie.
pub struct Found {
    /// Collections and files that are not read.
    pub sources: Sources,
    /// Text files to read, relative to the root, in the order of their paths.
    pub texts: Vec<(Place, PathBuf)>,
    /// Files that nothing reads.
    pub diagnostics: Vec<Diagnostic>,
}

/// The folder that a site is made from.
const CONTENT: &str = "content";

/// Lists `content/`. Hidden files and editors' leftovers are passed over.
pub fn walk(tree: &dyn Tree) -> Result<Found, Error> {
    const NO_CONTENT: &str = "no such folder; name the register's with --root, or begin one with `spis init`";
    let mut found = Found { sources: Sources::default(), texts: Vec::new(), diagnostics: Vec::new() };
    let files = tree.files(Path::new(CONTENT), &is_leftover)?;
    let no_content =
        || Error::new("read", tree.name(Path::new(CONTENT)), io::Error::new(io::ErrorKind::NotFound, NO_CONTENT));
    for path in files.ok_or_else(no_content)? {
        let inner: Vec<String> = path.iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
        found.sort_out(&inner.iter().map(String::as_str).collect::<Vec<_>>());
    }
    Ok(found)
}

impl Found {
    fn sort_out(&mut self, inner: &[&str]) {
        let path: PathBuf = std::iter::once(CONTENT).chain(inner.iter().copied()).collect();
        if let ["registry", collection, _, ..] = inner {
            self.enter(collection);
        }
        let collection = self.sources.collections.len().wrapping_sub(1);
        let place = match inner {
            ["site.yaml"] => Place::Site,
            ["glossary.yaml"] => Place::Glossary,
            ["geo", "areas.yaml"] => Place::Levels,
            ["geo", name] if name.ends_with(".geojson") || name.ends_with(".csv") => Place::Geo((*name).to_owned()),
            ["registry", _, "_schema.yaml"] => Place::Schema(collection),
            ["registry", _, name] if name.ends_with(".yaml") => Place::Record(collection),
            ["datasets", name] if name.ends_with(".yaml") => Place::Dataset,
            ["pages", .., name] if name.ends_with(".md") => Place::Page,
            ["pages", ..] => return self.sources.files.push(path),
            [.., name] if is_documentation(name) => return,
            _ => return self.diagnostics.push(unexpected(&path)),
        };
        self.texts.push((place, path));
    }

    /// Begins a collection where its first file is met.
    fn enter(&mut self, id: &str) {
        let collections = &mut self.sources.collections;
        if collections.last().is_none_or(|last| last.id != id) {
            collections.push(CollectionSource { id: id.to_owned(), schema: None, records: Vec::new() });
        }
    }
}

fn is_leftover(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.starts_with("~$") || name.ends_with('~') || name == "Thumbs.db"
}

fn is_documentation(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("readme") || lower.starts_with("licen")
}

fn unexpected(path: &Path) -> Diagnostic {
    let file = SourceFile::new(path, "");
    let message = say!("Tego pliku nic nie czyta.", "Nothing reads this file.");
    let help = match path.extension().and_then(|extension| extension.to_str()) {
        Some("yml" | "YAML" | "YML") => say!("Zmień końcówkę nazwy na .yaml", "Rename it so that it ends in .yaml"),
        _ => say!(
            "Rekordy leżą w content/registry/<zbiór>/, strony w content/pages/.",
            "Records lie in content/registry/<collection>/, pages in content/pages/."
        ),
    };
    Diagnostic::new(codes::FILE_UNEXPECTED, file.start(), message).help(help)
}
