use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{CollectionSource, Place, Sources};
use crate::diagnostic::{Diagnostic, codes};
use crate::say;
use crate::source::{Error, SourceFile};

/// The files below `content/`, told apart by where they lie.
pub struct Found {
    /// Collections and files that are not read.
    pub sources: Sources,
    /// Text files to read, relative to the root, in the order of their paths.
    pub texts: Vec<(Place, PathBuf)>,
    /// Files that nothing reads.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lists `root/content`. Hidden files and editors' leftovers are passed over.
pub fn walk(root: &Path) -> Result<Found, Error> {
    let mut found = Found { sources: Sources::default(), texts: Vec::new(), diagnostics: Vec::new() };
    let content = root.join("content");
    let entries = WalkDir::new(&content).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_leftover(entry)) {
        let entry = entry.map_err(|error| walk_error(&content, error))?;
        let inner: Vec<String> = relative(&content, entry.path());
        let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
        if entry.file_type().is_dir() {
            if let ["registry", collection] = inner[..] {
                let collection = CollectionSource { id: collection.to_owned(), schema: None, records: Vec::new() };
                found.sources.collections.push(collection);
            }
        } else {
            found.sort_out(&inner);
        }
    }
    Ok(found)
}

impl Found {
    fn sort_out(&mut self, inner: &[&str]) {
        let path: PathBuf = std::iter::once("content").chain(inner.iter().copied()).collect();
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
}

fn relative(content: &Path, path: &Path) -> Vec<String> {
    let inner = path.strip_prefix(content).unwrap_or(path);
    inner.iter().map(|part| part.to_string_lossy().into_owned()).collect()
}

fn is_leftover(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
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

fn walk_error(content: &Path, error: walkdir::Error) -> Error {
    const NO_CONTENT: &str = "no such folder; name the register's with --root, or begin one with `spis init`";
    let path = error.path().unwrap_or(content).to_owned();
    if path == content && error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound) {
        return Error::new("read", path, io::Error::new(io::ErrorKind::NotFound, NO_CONTENT));
    }
    let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a folder contains itself through a link"));
    Error::new("read", path, cause)
}
