//! Staging folders: making them, and removing what is no longer needed.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::Lock;
use super::manifest::{self, Manifest};
use super::target::Target;
use super::{Remains, foreign};
use crate::source::Error;

/// How many names are tried for a new folder.
const TRIES: usize = 1000;

/// Makes a new staging folder and locks it.
pub(super) fn create_locked(target: &Target) -> Result<(PathBuf, OsString, Lock), Error> {
    for number in 0..TRIES {
        let suffix = OsString::from(format!("{}-{number}", std::process::id()));
        let path = target.staging(&suffix);
        let fail = |cause| Error::new("create", &path, cause);
        match fs::create_dir(&path) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(cause) => return Err(fail(cause)),
        }
        if let Some(lock) = lock(&path)? {
            return Ok((path, suffix, lock));
        }
    }
    Err(Error::new("create", target.staging(&OsString::new()), io::Error::other("every name is taken")))
}

/// Locks a folder, unless somebody else holds it or it is gone.
fn lock(path: &Path) -> Result<Option<Lock>, Error> {
    Lock::take(path).map_err(|cause| Error::new("lock", path, cause))
}

/// Puts back a site that a killed run had moved away and nothing took the place of. Returns whether it did.
pub(super) fn put_back(target: &Target) -> Result<bool, Error> {
    if target.published.exists() {
        return Ok(false);
    }
    for (path, suffix) in beside(target)? {
        let staging = target.staging(&suffix);
        // The run may live and be about to put its new site there: then it holds the staging folder.
        if path == staging || lock(&path)?.is_none() || (lock(&staging)?.is_none() && staging.exists()) {
            continue;
        }
        fs::rename(&path, &target.published).map_err(|cause| Error::new("rename", &path, cause))?;
        return Ok(true);
    }
    Ok(false)
}

/// Removes what killed runs left. What cannot be removed, because another user left it, stays and is told.
pub(super) fn clean(target: &Target, remains: &mut Remains) {
    match beside(target) {
        Ok(found) => {
            for (path, suffix) in found {
                remains.note(&path, clean_one(&path, target, &suffix));
            }
        }
        Err(error) => remains.note(&target.workshop, Err(error)),
    }
}

/// The folders that this and other runs left in the workshop, with the suffixes of their names.
fn beside(target: &Target) -> Result<Vec<(PathBuf, OsString)>, Error> {
    let fail = |cause| Error::new("read", &target.workshop, cause);
    let entries = match fs::read_dir(&target.workshop) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(fail)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(fail)?;
        if let Some(suffix) = target.suffix_of(&entry.file_name()) {
            found.push((entry.path(), suffix));
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn clean_one(path: &Path, target: &Target, suffix: &OsStr) -> Result<Option<PathBuf>, Error> {
    let staging = target.staging(suffix);
    let Some(lock) = lock(path)? else { return Ok(None) };
    // An old site that was moved away. Its successor's staging folder is locked if the run still lives.
    if path != staging && self::lock(&staging)?.is_none() && staging.exists() {
        return Ok(None);
    }
    match Manifest::read(path)? {
        Some(manifest) => remove_listed(&lock, &manifest, path, target, suffix),
        None => remove(path).map(|()| None),
    }
}

/// Removes the old site after a swap, unless another run is at it already: its files, and the foreign ones that may be
/// deleted. Returns what had to be kept.
pub(super) fn retire(
    folder: &Path,
    target: &Target,
    suffix: &OsStr,
    deletable: &[String],
) -> Result<Option<PathBuf>, Error> {
    let Some(lock) = lock(folder)? else { return Ok(None) };
    foreign::delete(folder, deletable)?;
    remove_listed(&lock, &Manifest::read(folder)?.unwrap_or_default(), folder, target, suffix)
}

/// Removes a locked folder file by file along its list.
///
/// Files that are not on the list are kept, in a folder beside, which is returned.
fn remove_listed(
    _lock: &Lock,
    manifest: &Manifest,
    folder: &Path,
    target: &Target,
    suffix: &OsStr,
) -> Result<Option<PathBuf>, Error> {
    manifest.paths().par_iter().try_for_each(|path| gone(&folder.join(path), |path| fs::remove_file(path)))?;
    for path in manifest.folders().into_iter().rev() {
        gone(&folder.join(path), |path| fs::remove_dir(path))?;
    }
    if !holds_more_than_its_list(folder)? {
        remove(folder)?;
        return Ok(None);
    }
    let kept = target.kept(suffix);
    fs::rename(folder, &kept).map_err(|cause| Error::new("rename", folder, cause))?;
    Ok(Some(kept))
}

/// Answers to a removal that are no failure: a file may have become a folder, or a folder a file.
const GONE: [io::ErrorKind; 3] =
    [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory, io::ErrorKind::DirectoryNotEmpty];

/// Runs a removal; what was not there, or is not empty, is no failure.
pub(super) fn gone(path: &Path, remove: impl Fn(&Path) -> io::Result<()>) -> Result<(), Error> {
    match remove(path) {
        Err(cause) if !GONE.contains(&cause.kind()) => Err(Error::new("remove", path, cause)),
        _ => Ok(()),
    }
}

fn holds_more_than_its_list(folder: &Path) -> Result<bool, Error> {
    let fail = |cause| Error::new("read", folder, cause);
    for entry in fs::read_dir(folder).map_err(fail)? {
        if entry.map_err(fail)?.file_name() != manifest::FILE_NAME {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removes a folder with everything in it.
pub(super) fn remove(folder: &Path) -> Result<(), Error> {
    gone(folder, |path| fs::remove_dir_all(path))
}
