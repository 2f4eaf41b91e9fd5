use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::collections::Collections;
use super::pages;
use super::portal::{Areas, Page, Unread};
use crate::load::Sources;
use crate::model::UrlPath;

/// What the stages before and this one could not read; `datasets` are the names of such datasets.
pub fn unread(
    sources: &Sources,
    pages: &[Page],
    collections: &Collections,
    areas: &Areas,
    datasets: impl IntoIterator<Item = String>,
) -> Unread {
    let read: HashSet<&Path> = pages.iter().map(|page| page.file.path()).collect();
    let files = sources.pages.iter().map(|file| file.path()).filter(|path| !read.contains(path));
    let files = files.chain(sources.unread.iter().map(PathBuf::as_path));
    let records = sources.unread.iter().filter_map(|path| record_path(path));
    let of_collections = collections.unread.iter().filter_map(|id| UrlPath::parse(id));
    Unread {
        names: collections.unread.iter().cloned().chain(datasets).collect(),
        addresses: files
            .filter_map(pages::path_of)
            .chain(records)
            .chain(of_collections)
            .chain(collections.unread_removed.iter().cloned())
            .collect(),
        areas: areas.unread,
    }
}

/// The address of the record that a file holds.
fn record_path(file: &Path) -> Option<UrlPath> {
    let inner = file.strip_prefix("content/registry").ok()?.with_extension("");
    UrlPath::parse(inner.to_str()?)
}
