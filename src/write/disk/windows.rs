//! Windows: no exchange of two folders, no descriptor of a folder. A lock is a file among the temporary ones, named after
//! the folder that it stands for.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::Swap;

/// A folder that was there when it was looked at.
#[derive(Debug)]
pub(in crate::write) struct Folder;

impl Folder {
    /// Opens a folder; nothing where there is none.
    ///
    /// **Errors**: none here: the other systems have some.
    pub fn open(path: &Path) -> io::Result<Option<Self>> {
        Ok(path.is_dir().then_some(Self))
    }

    /// Whether a folder stands at a path: nothing tells it from another one there.
    ///
    /// **Errors**: none here: the other systems have some.
    pub fn is_at(&self, path: &Path) -> io::Result<bool> {
        Ok(path.is_dir())
    }
}

/// A folder that no other run of this program may touch. Ends with the process.
#[derive(Debug)]
pub(in crate::write) struct Lock(File);

impl Lock {
    /// Locks a folder, unless somebody else holds it or it is gone.
    ///
    /// **Errors**: any other I/O failure.
    pub fn take(path: &Path) -> io::Result<Option<Self>> {
        if !path.is_dir() {
            return Ok(None);
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(lock_file(path))?;
        match file.try_lock() {
            Ok(()) => Ok(path.is_dir().then_some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(cause)) => Err(cause),
        }
    }

    /// Lets the folder go.
    ///
    /// **Errors**: the system refuses to unlock it.
    pub fn release(self) -> io::Result<()> {
        self.0.unlock()
    }
}

fn lock_file(path: &Path) -> PathBuf {
    let name = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
    std::env::temp_dir().join(format!("spis-{name}.lock"))
}

/// Exchanges two folders in one step: not on this system.
pub(in crate::write) fn swap(_: &Path, b: &Path) -> io::Result<Swap> {
    Ok(if b.try_exists()? { Swap::Unsupported } else { Swap::NothingThere })
}

/// Whether something is mounted at a folder: on this system a link, which is refused before.
pub(in crate::write) fn is_mount_point(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Waits until the names in a folder are on the disk: this system does so by itself.
pub(in crate::write) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Only a file that may be written to can be synced.
pub(super) fn open_to_sync(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

/// Closes a file. Nothing is held back on this system once a file was written.
pub(super) fn close(file: File) -> io::Result<()> {
    drop(file);
    Ok(())
}
