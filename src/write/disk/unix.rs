//! Linux, macOS and other Unixes: a folder is locked, recognised and synced through an open descriptor of its own.

use std::fs::{self, File};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{FlockOperation, Mode, OFlags, flock, fstat, fsync, open, stat};
use rustix::io::Errno;

use super::Swap;

/// A folder that is held open: its number on the disk cannot pass to another one meanwhile.
#[derive(Debug)]
pub(in crate::write) struct Folder(OwnedFd);

impl Folder {
    /// Opens a folder; nothing where there is none, or a link or a file instead.
    ///
    /// **Errors**: any other I/O failure.
    pub fn open(path: &Path) -> io::Result<Option<Self>> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match open(path, flags, Mode::empty()) {
            Ok(folder) => Ok(Some(Self(folder))),
            Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => Ok(None),
            Err(cause) => Err(cause.into()),
        }
    }

    /// Whether it is the one that stands at a path.
    ///
    /// **Errors**: any I/O failure but that nothing stands there.
    pub fn is_at(&self, path: &Path) -> io::Result<bool> {
        let open = fstat(&self.0)?;
        match stat(path) {
            Ok(found) => Ok((found.st_dev, found.st_ino) == (open.st_dev, open.st_ino)),
            Err(Errno::NOENT) => Ok(false),
            Err(cause) => Err(cause.into()),
        }
    }
}

/// A folder that no other run of this program may touch. Goes with the folder when it is renamed, ends with the process.
#[derive(Debug)]
pub(in crate::write) struct Lock(Folder);

impl Lock {
    /// Locks a folder, unless somebody else holds it or it is gone.
    ///
    /// **Errors**: any other I/O failure.
    pub fn take(path: &Path) -> io::Result<Option<Self>> {
        let Some(folder) = Folder::open(path)? else { return Ok(None) };
        match flock(&folder.0, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(cause) => return Err(cause.into()),
        }
        // Whoever held it may have removed it, and another folder may have its name by now.
        Ok(folder.is_at(path)?.then_some(Self(folder)))
    }

    /// Lets the folder go.
    ///
    /// **Errors**: the system refuses to unlock or to close it.
    pub fn release(self) -> io::Result<()> {
        flock(&self.0.0, FlockOperation::Unlock)?;
        Ok(nix::unistd::close(self.0.0)?)
    }
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(in crate::write) fn swap(a: &Path, b: &Path) -> io::Result<Swap> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(Swap::Done),
        Err(Errno::NOENT) => Ok(Swap::NothingThere),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(Swap::Unsupported),
        Err(Errno::BUSY | Errno::XDEV) => Ok(Swap::Immovable),
        Err(cause) => Err(cause.into()),
    }
}

/// Exchanges two folders in one step: not on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(in crate::write) fn swap(_: &Path, b: &Path) -> io::Result<Swap> {
    Ok(if b.try_exists()? { Swap::Unsupported } else { Swap::NothingThere })
}

/// Whether something is mounted at a folder, so that it cannot be renamed.
pub(in crate::write) fn is_mount_point(path: &Path) -> io::Result<bool> {
    let Some(parent) = path.parent() else { return Ok(true) };
    if fs::metadata(path)?.dev() != fs::metadata(parent)?.dev() {
        return Ok(true);
    }
    mounts_differ(path, parent)
}

/// Whether two folders of one file system are reached through different mounts, as a folder bound to a second place is.
#[cfg(target_os = "linux")]
fn mounts_differ(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    let mount = |path: &Path| statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID);
    match (mount(a), mount(b)) {
        (Ok(a), Ok(b)) => Ok(a.stx_mnt_id != b.stx_mnt_id),
        // Kernels before 5.8 do not say: the swap will find out.
        (Err(Errno::NOSYS | Errno::INVAL), _) | (_, Err(Errno::NOSYS | Errno::INVAL)) => Ok(false),
        (Err(cause), _) | (_, Err(cause)) => Err(cause.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn mounts_differ(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Waits until the names in a folder are on the disk.
pub(in crate::write) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = open(path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    match fsync(&folder) {
        // Some network file systems cannot sync a folder; they answer so.
        Ok(()) | Err(Errno::INVAL) => {}
        Err(cause) => return Err(cause.into()),
    }
    Ok(nix::unistd::close(folder)?)
}

pub(super) fn open_to_sync(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Closes a file and says if that failed: the last word of the system on whether the bytes were taken.
pub(super) fn close(file: File) -> io::Result<()> {
    Ok(nix::unistd::close(file)?)
}
