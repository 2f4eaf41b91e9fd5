//! Staging folders: making them, and removing what is no longer needed.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{FlockOperation, Mode, OFlags, flock, fstat, open, stat};
use rustix::io::Errno;

use super::ForeignFiles;
use super::manifest::{self, Manifest};
use super::target::Target;
use crate::source::Error;

/// How many names are tried for a new folder.
const TRIES: usize = 1000;

/// Makes a new staging folder and locks it.
pub(super) fn create_locked(target: &Target) -> Result<(PathBuf, OsString, OwnedFd), Error> {
    for number in 0..TRIES {
        let suffix = OsString::from(format!("{}-{number}", std::process::id()));
        let path = target.staging(&suffix);
        let fail = |cause| Error::new("create", &path, cause);
        match fs::create_dir(&path) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(cause) => return Err(fail(cause)),
        }
        if let Some(folder) = lock(&path)? {
            return Ok((path, suffix, folder));
        }
    }
    Err(Error::new("create", target.staging(&OsString::new()), io::Error::other("every name is taken")))
}

/// Locks a folder, unless somebody else holds it or it is gone.
fn lock(path: &Path) -> Result<Option<OwnedFd>, Error> {
    lock_by(path, FlockOperation::NonBlockingLockExclusive)
}

fn lock_by(path: &Path, operation: FlockOperation) -> Result<Option<OwnedFd>, Error> {
    let fail = |cause: Errno| Error::new("lock", path, cause.into());
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = match open(path, flags, Mode::empty()) {
        Ok(folder) => folder,
        // Gone, or no folder and so none of ours.
        Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => return Ok(None),
        Err(cause) => return Err(fail(cause)),
    };
    match flock(&folder, operation) {
        Ok(()) => {}
        Err(Errno::WOULDBLOCK) => return Ok(None),
        Err(cause) => return Err(fail(cause)),
    }
    // Whoever held it may have removed it, and another folder may have its name by now.
    Ok(is_at(&folder, path).map_err(fail)?.then_some(folder))
}

/// Whether an open folder is the one that stands at a path.
pub(super) fn is_at(folder: &OwnedFd, path: &Path) -> rustix::io::Result<bool> {
    let open = fstat(folder)?;
    match stat(path) {
        Ok(found) => Ok((found.st_dev, found.st_ino) == (open.st_dev, open.st_ino)),
        Err(Errno::NOENT) => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// Puts back a site that a killed run had moved away, and removes what killed runs left. Returns what had to be kept.
pub(super) fn clean(target: &Target) -> Result<Vec<PathBuf>, Error> {
    let fail = |cause| Error::new("read", &target.parent, cause);
    let mut kept = Vec::new();
    for entry in fs::read_dir(&target.parent).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if let Some(suffix) = target.suffix_of(&entry.file_name()) {
            kept.extend(clean_one(&entry.path(), target, &suffix)?);
        }
    }
    Ok(kept)
}

fn clean_one(path: &Path, target: &Target, suffix: &OsStr) -> Result<Option<PathBuf>, Error> {
    let staging = target.staging(suffix);
    let Some(lock) = lock(path)? else { return Ok(None) };
    if path != staging {
        // An old site that was moved away. Its successor's staging folder is locked if the run still lives.
        let successor = self::lock(&staging)?;
        if successor.is_none() && staging.exists() {
            return Ok(None);
        }
        if !target.published.exists() {
            fs::rename(path, &target.published).map_err(|cause| Error::new("rename", path, cause))?;
            return Ok(None);
        }
    }
    match Manifest::read(path)? {
        Some(manifest) => remove_listed(&lock, &manifest, path, target, suffix),
        None => remove(path).map(|()| None),
    }
}

/// Removes the old site after a swap, waiting for whoever else may be at it. Returns what had to be kept.
pub(super) fn retire(
    folder: &Path,
    target: &Target,
    suffix: &OsStr,
    foreign: ForeignFiles,
) -> Result<Option<PathBuf>, Error> {
    let Some(lock) = lock_by(folder, FlockOperation::LockExclusive)? else { return Ok(None) };
    match foreign {
        ForeignFiles::Delete => remove(folder).map(|()| None),
        ForeignFiles::Refuse => {
            remove_listed(&lock, &Manifest::read(folder)?.unwrap_or_default(), folder, target, suffix)
        }
    }
}

/// Removes a locked folder file by file along its list.
///
/// Files that are not on the list are kept, in a folder beside, which is returned.
fn remove_listed(
    _lock: &OwnedFd,
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

/// Runs a removal; what was not there, or is not empty, is no failure.
fn gone(path: &Path, remove: impl Fn(&Path) -> io::Result<()>) -> Result<(), Error> {
    match remove(path) {
        Err(cause) if !matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty) => {
            Err(Error::new("remove", path, cause))
        }
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
