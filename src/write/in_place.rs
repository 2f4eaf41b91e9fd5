//! Publishing into a folder that cannot be moved, such as one that something is mounted at: file by file.
//!
//! Whoever looks meanwhile may find files of both sites, so the order is chosen to do least harm: first the list of all
//! files that either site has, so that a run that is killed leaves nothing that the next would not know as its own; then
//! what pages refer to; then the pages; last, what only the old site had.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::disk;
use super::leftover::{self, gone};
use super::manifest::{self, Manifest};
use super::target::Target;
use crate::source::Error;

/// Moves the files of a staging folder to their places in the published one, and removes those of the old site.
pub(super) fn publish(staging: &Path, target: &Target, new: &Manifest) -> Result<(), Error> {
    let published = &target.published;
    let old = Manifest::read(published)?.unwrap_or_default();
    let both: BTreeSet<&String> = old.paths().iter().chain(new.paths()).collect();
    list(staging, published, &Manifest::new(both.into_iter().cloned().collect()))?;
    let (pages, others): (Vec<&String>, Vec<&String>) = new.paths().iter().partition(|path| path.ends_with(".html"));
    for path in others.into_iter().chain(pages) {
        make_way(published, path, &old)?;
        let (from, to) = (staging.join(path), published.join(path));
        fs::rename(&from, &to).map_err(|cause| Error::new("replace", &to, cause))?;
    }
    let folders = new.folders();
    for path in old.paths().iter().filter(|path| !new.has(path) && !folders.contains(path.as_str())) {
        gone(&published.join(path), |path| fs::remove_file(path))?;
    }
    for path in old.folders().into_iter().rev().filter(|path| !folders.contains(path)) {
        gone(&published.join(path), |path| fs::remove_dir(path))?;
    }
    list(staging, published, new)?;
    leftover::remove(staging)
}

/// Puts a list into the published folder, in one step.
fn list(staging: &Path, published: &Path, manifest: &Manifest) -> Result<(), Error> {
    let (from, to) = (staging.join("list"), published.join(manifest::FILE_NAME));
    disk::create(&from, |file| disk::write(file, manifest.render().as_bytes()))
        .map_err(|cause| Error::new("write", &from, cause))?;
    fs::rename(&from, &to).map_err(|cause| Error::new("replace", &to, cause))
}

/// Makes the folders above a file. What stands in its way was the old site's: a file where a folder is needed, or a
/// folder where the file goes.
fn make_way(published: &Path, path: &str, old: &Manifest) -> Result<(), Error> {
    for (end, _) in path.match_indices('/').filter(|(end, _)| old.has(&path[..*end])) {
        gone(&published.join(&path[..end]), |path| fs::remove_file(path))?;
    }
    let below = format!("{path}/");
    for file in old.paths().iter().filter(|file| file.starts_with(&below)) {
        gone(&published.join(file), |path| fs::remove_file(path))?;
    }
    for folder in old.folders().into_iter().rev().filter(|folder| *folder == path || folder.starts_with(&below)) {
        gone(&published.join(folder), |path| fs::remove_dir(path))?;
    }
    let full = published.join(path);
    let folder = full.parent().unwrap_or(published);
    fs::create_dir_all(folder).map_err(|cause| Error::new("create", folder, cause))
}
