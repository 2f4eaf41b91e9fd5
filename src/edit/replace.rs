//! One file replaced by another text in one step.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::source::Error;

/// Writes `new` in place of `old`: beside the file first, then by rename, so that it is never half a file. A link stays
/// a link: the file that it leads to is replaced.
///
/// **Errors**: any I/O failure; the file holds something else than `old`; another run is writing it.
pub(super) fn replace(path: &Path, old: &str, new: &str) -> Result<(), Error> {
    let fail = |cause| Error::new("write", path, cause);
    let target = path.canonicalize().map_err(fail)?;
    let original = File::open(&target).map_err(fail)?;
    // Held until the end: a second run would otherwise replace what this one has just written.
    lock(&original).map_err(fail)?;
    if fs::read(&target).map_err(fail)? != old.as_bytes() {
        return Err(fail(io::Error::other("it has changed since it was read; run the command again")));
    }
    let beside = beside(&target);
    let written = write_beside(&beside, &original, new).and_then(|()| fs::rename(&beside, &target));
    if let Err(cause) = written {
        // Best effort: the first failure is the one to tell of.
        fs::remove_file(&beside).unwrap_or(());
        return Err(fail(cause));
    }
    sync_folder(&target).map_err(fail)
}

/// Writes a file that is not there yet: beside its place first, then by rename, so that it is never half a file.
///
/// **Errors**: any I/O failure; a file of that name.
pub(super) fn create(path: &Path, text: &str) -> Result<(), Error> {
    let fail = |cause| Error::new("write", path, cause);
    if path.exists() {
        return Err(fail(io::ErrorKind::AlreadyExists.into()));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(fail)?;
    let beside = beside(path);
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(fail)
}

/// Makes the names of new files in a folder last through a power cut.
///
/// **Errors**: any I/O failure.
pub(super) fn settle(path: &Path) -> Result<(), Error> {
    sync_folder(path).map_err(|cause| Error::new("write", path, cause))
}

fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(io::Error::other("another run of the program is writing it")),
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

/// A hidden file of the same folder, so that a rename stays on one disk. One that a killed run left is written over.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    target.with_file_name(format!(".{name}.spis-new"))
}

fn write_beside(path: &Path, original: &File, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(original.metadata()?.permissions())?;
    file.sync_all()
}

/// Makes a rename last through a power cut, where folders can be opened.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
