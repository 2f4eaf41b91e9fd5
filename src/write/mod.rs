//! Outputs become the published folder, all at once or not at all.
//!
//! In: a path and bytes for every output, from many threads. Out: the published folder, and a [`WriteSummary`].
//!
//! Outputs collect in a staging folder beside the published one; [`Staging::commit`] swaps the two in one step of the
//! file system, so whoever looks, and whenever the program is killed, finds either the old site or the new one, whole.
//! A list inside the published folder names the files that were written; what is not on it belongs to somebody else
//! and is never deleted unless [`ForeignFiles::Delete`] says so.
//!
//! This module does not know what the bytes mean and does not compare them with what is there. It does not wait for
//! the disk either: after a power cut, build again.

mod folders;
mod leftover;
mod manifest;
mod swap;
mod target;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, openat};

use crate::model::OutputPath;
use crate::render::Made;
use crate::source::Error;
use folders::Folders;
use manifest::Manifest;
use target::Target;

/// What to do where the published folder holds files that spis did not write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForeignFiles {
    /// Publish nothing and say which they are.
    #[default]
    Refuse,
    /// Delete them with the old site.
    Delete,
}

/// What was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteSummary {
    /// How many files the site has.
    pub files: usize,
    /// How large they are together. **Units**: bytes.
    pub bytes: u64,
    /// Folders with files that appeared in the published folder during a build and were not written by spis.
    pub kept: Vec<PathBuf>,
}

/// A folder beside the published one in which a site is put together. Dropped without [`Staging::commit`], it is gone.
#[derive(Debug)]
pub struct Staging {
    target: Target,
    foreign: ForeignFiles,
    path: PathBuf,
    suffix: OsString,
    /// Locked for as long as this process lives: what tells a folder in use from a leftover.
    folder: OwnedFd,
    folders: Folders,
    written: Mutex<Written>,
    kept: Vec<PathBuf>,
    is_published: bool,
}

#[derive(Debug, Default)]
struct Written {
    paths: Vec<String>,
    bytes: u64,
}

impl Staging {
    /// Begins a site that is to become the folder `published`. Removes what killed runs left beside it.
    ///
    /// `inputs` are the folders that the site is made from.
    ///
    /// **Errors**: `published` is no folder, a link, the root or home folder; is, holds or lies in an input; holds
    /// files that spis did not write; or its parent folder cannot be written to. Nothing has changed then.
    pub fn begin(published: &Path, inputs: &[PathBuf], foreign: ForeignFiles) -> Result<Self, Error> {
        let target = Target::new(published, inputs)?;
        if foreign == ForeignFiles::Refuse {
            manifest::refuse_foreign_files(&target.published)?;
        }
        fs::create_dir_all(&target.parent).map_err(|cause| Error::new("create", &target.parent, cause))?;
        let kept = leftover::clean(&target)?;
        let (path, suffix, folder) = leftover::create_locked(&target)?;
        Ok(Self {
            target,
            foreign,
            path,
            suffix,
            folder,
            folders: Folders::default(),
            written: Mutex::default(),
            kept,
            is_published: false,
        })
    }

    /// Takes one output, as it was made; `root` is the site's folder. May be called from many threads at once.
    ///
    /// **Errors**: those of [`Staging::write`] and [`Staging::copy`].
    pub fn put(&self, output: &OutputPath, made: Made, root: &Path) -> Result<(), Error> {
        match made {
            Made::Bytes(bytes) => self.write(output, &bytes),
            Made::Copy(path) => self.copy(output, &root.join(path)),
            Made::Files(files) => files.iter().try_for_each(|(path, bytes)| self.write(path, bytes)),
        }
    }

    /// Copies a file to one output, without holding it in memory. May be called from many threads at once.
    ///
    /// **Errors**: the output was written before; the file cannot be read; the disk fails.
    pub fn copy(&self, output: &OutputPath, from: &Path) -> Result<(), Error> {
        let mut source = File::open(from).map_err(|cause| Error::new("read", from, cause))?;
        self.add(output, |file| io::copy(&mut source, file))
    }

    /// Writes one output. May be called from many threads at once.
    ///
    /// **Errors**: the output was written before; the disk is full, or fails in another way.
    pub fn write(&self, output: &OutputPath, bytes: &[u8]) -> Result<(), Error> {
        self.add(output, |file| file.write_all(bytes).map(|()| bytes.len() as u64))
    }

    /// Makes the file of an output and takes note of it; `fill` returns how many bytes it has.
    fn add(&self, output: &OutputPath, fill: impl FnOnce(&mut File) -> io::Result<u64>) -> Result<(), Error> {
        let path = output.as_str();
        let bytes = self.create(path).and_then(|mut file| fill(&mut file));
        let bytes = bytes.map_err(|cause| Error::new("write", self.target.published.join(path), cause))?;
        let mut written = self.written();
        written.paths.push(path.to_owned());
        written.bytes += bytes;
        Ok(())
    }

    /// Publishes what was written, in one swap, then removes the old site.
    ///
    /// **Errors**: any I/O failure. Up to the swap the old site stays as it was.
    pub fn commit(mut self) -> Result<WriteSummary, Error> {
        let Written { paths, bytes } = std::mem::take(&mut *self.written());
        let files = paths.len();
        let manifest = Manifest::new(paths);
        self.create(manifest::FILE_NAME)
            .and_then(|mut file| file.write_all(manifest.render().as_bytes()))
            .map_err(|cause| Error::new("write", self.path.join(manifest::FILE_NAME), cause))?;
        drop(manifest);
        let old = swap::publish(&self.path, &self.target, &self.suffix)?;
        self.is_published = true;
        // The lock went with the folder; whoever publishes next must be able to remove it.
        flock(&self.folder, FlockOperation::Unlock)
            .map_err(|cause| Error::new("unlock", &self.target.published, cause.into()))?;
        let mut kept = std::mem::take(&mut self.kept);
        if let Some(old) = old {
            kept.extend(leftover::retire(&old, &self.target, &self.suffix, self.foreign)?);
        }
        Ok(WriteSummary { files, bytes, kept })
    }

    fn create(&self, path: &str) -> io::Result<File> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.folders.ensure(&self.folder, folder)?;
        }
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.folder, path, flags, Mode::from_raw_mode(0o666))?))
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().expect("no thread panics while it holds the list")
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_published {
            // Nobody is left to hear of a failure here; the next run tries again.
            drop(fs::remove_dir_all(&self.path));
        }
    }
}

#[cfg(test)]
mod tests;
