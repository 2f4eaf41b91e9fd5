//! Which folders may be published into.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use crate::source::Error;

/// A folder that may be published into, and where the staging folders beside it stand.
#[derive(Debug)]
pub(super) struct Target {
    /// The published folder. **Shape**: absolute, without links; it may not exist yet.
    pub published: PathBuf,
    /// The folder in which staging folders stand: beside the published one, or in it where something is mounted there.
    pub workshop: PathBuf,
    /// Whether something is mounted at the published folder, so that it cannot be swapped.
    pub is_mounted: bool,
    name: OsString,
}

impl Target {
    /// Finds out whether a folder may be published into; changes nothing.
    ///
    /// **Errors**: the folder holds the sources, or files that spis did not write; any I/O failure.
    pub fn new(published: &Path, inputs: &[PathBuf]) -> Result<Self, Error> {
        let fail = |cause| Error::new("publish into", published, cause);
        refuse_other_than_folder(published).map_err(fail)?;
        let resolved = resolve(published).map_err(fail)?;
        let refuse = |reason: &str| Err(fail(io::Error::other(reason.to_owned())));
        let (Some(parent), Some(name)) = (resolved.parent(), resolved.file_name()) else {
            return refuse("this is the root of the file system");
        };
        if std::env::home_dir().and_then(|home| home.canonicalize().ok()).is_some_and(|home| home == resolved) {
            return refuse("this is the home folder");
        }
        for input in inputs {
            let input = resolve(input).map_err(fail)?;
            if input.starts_with(&resolved) {
                return refuse(&format!("it would replace {}, which the site is made from", input.display()));
            }
            if resolved.starts_with(&input) {
                return refuse(&format!("it lies in {}, which the site is made from", input.display()));
            }
        }
        let is_mounted = resolved.is_dir() && disk::is_mount_point(&resolved).map_err(fail)?;
        let workshop = if is_mounted { resolved.clone() } else { parent.to_owned() };
        Ok(Self { workshop, is_mounted, name: name.to_owned(), published: resolved })
    }

    /// Where a site is put together.
    pub fn staging(&self, suffix: &OsStr) -> PathBuf {
        self.workshop.join(self.beside("staging", suffix))
    }

    /// Where the old site waits while the new one takes its place, on file systems that cannot exchange two folders.
    pub fn previous(&self, suffix: &OsStr) -> PathBuf {
        self.workshop.join(self.beside("previous", suffix))
    }

    /// Where files go that appeared in the old site and were not written by spis.
    pub fn kept(&self, suffix: &OsStr) -> PathBuf {
        self.workshop.join(self.beside("kept", suffix))
    }

    /// Whether a name in the published folder is a staging folder's, which stands there where something is mounted.
    pub fn is_workshop_of(&self, name: &OsStr) -> bool {
        self.is_mounted && self.suffix_of(name).is_some()
    }

    /// The suffix of a folder's name that [`Self::staging`] or [`Self::previous`] gave out.
    pub fn suffix_of(&self, name: &OsStr) -> Option<OsString> {
        ["staging", "previous"].iter().find_map(|role| {
            let name = name.to_str()?;
            let prefix = self.beside(role, OsStr::new(""));
            Some(OsString::from(name.strip_prefix(prefix.to_str()?)?))
        })
    }

    fn beside(&self, role: &str, suffix: &OsStr) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(format!(".{role}-"));
        name.push(suffix);
        name
    }
}

fn refuse_other_than_folder(path: &Path) -> io::Result<()> {
    // Collecting the parts drops a slash at the end, behind which a link would pass for its target.
    let path: PathBuf = path.components().collect();
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_symlink() => Err(io::Error::other("this is a link; name the folder itself")),
        Ok(found) if !found.is_dir() => Err(io::Error::other("this is not a folder")),
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(cause),
    }
}

/// The absolute path without links; what does not exist yet is taken as it is written.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let absolute = std::path::absolute(path)?;
            let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else { return Err(cause) };
            Ok(resolve(parent)?.join(name))
        }
        resolved => resolved,
    }
}
