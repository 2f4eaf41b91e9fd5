//! What the system does with folders: locks, swaps and syncs them. Each system has its half; the rest of `write` knows
//! none of them.
//!
//! Every failure of the system comes back as an [`io::Error`]: a file that could not be closed may not be on the disk.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as system;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as system;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

pub(super) use system::{Folder, Lock, is_mount_point, swap, sync_folder};

/// What came of the wish to exchange two folders in one step. Some systems never can.
#[cfg_attr(windows, expect(dead_code))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swap {
    Done,
    /// There is no folder at the second path.
    NothingThere,
    /// This file system cannot exchange two folders.
    Unsupported,
    /// One of the two cannot be renamed at all: it is a mount point, or comes from another layer of the file system.
    Immovable,
}

/// Makes a file that must not exist yet and fills it. Returns how many bytes it has.
pub(super) fn create(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<u64>) -> io::Result<u64> {
    let mut file = File::create_new(path)?;
    let bytes = fill(&mut file)?;
    system::close(file)?;
    Ok(bytes)
}

/// Writes bytes into a file; returns how many they are.
pub(super) fn write(file: &mut File, bytes: &[u8]) -> io::Result<u64> {
    file.write_all(bytes)?;
    Ok(bytes.len() as u64)
}

/// Waits until a file that was written is on the disk.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    let file = system::open_to_sync(path)?;
    file.sync_all()?;
    system::close(file)
}
