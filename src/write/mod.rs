//! Outputs become the published folder, all at once or not at all.
//!
//! In: a path and bytes for every output, from many threads. Out: the published folder, and a [`WriteSummary`].
//!
//! Outputs collect in a staging folder beside the published one; [`Staging::commit`] swaps the two in one step of the
//! file system, so whoever looks, and whenever the program is killed, finds either the old site or the new one, whole.
//! A list inside the published folder names the files that were written; what is not on it belongs to somebody else
//! and is never deleted unless [`ForeignFiles::Delete`] says so.
//!
//! Unless told otherwise it waits until all of it is on the disk before the swap, so that a power cut leaves the old site
//! or the new one, too.
//!
//! A folder that cannot be moved, because something is mounted there, is exempt from this: see `in_place.rs`.
//!
//! This module does not know what the bytes mean and does not compare them with what is there.

mod disk;
mod folders;
mod foreign;
mod in_place;
mod leftover;
mod manifest;
mod swap;
mod target;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rayon::prelude::*;

use crate::model::OutputPath;
use crate::render::Made;
use crate::source::Error;
use folders::Folders;
use manifest::Manifest;
use swap::Swapped;
use target::Target;

pub use manifest::FILE_NAME as MANIFEST_NAME;

/// How a site is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// What to do with files that spis did not write.
    pub foreign: ForeignFiles,
    /// What to wait for before the new site takes the place of the old.
    pub durability: Durability,
}

/// What to do where the published folder holds files that spis did not write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForeignFiles {
    /// Publish nothing and say which they are.
    #[default]
    Refuse,
    /// Delete them with the old site, unless there is a git repository or more than a megabyte among them.
    Delete,
}

/// What a publishing survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// A power cut: files and folders are on the disk before the swap.
    #[default]
    PowerCut,
    /// The end of the program at any moment.
    Kill,
}

/// What was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteSummary {
    /// How many files the site has.
    pub files: usize,
    /// How large they are together. **Units**: bytes.
    pub bytes: u64,
    /// What could not be tidied up.
    pub remains: Remains,
}

/// What stayed beside the published folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remains {
    /// Folders with files that appeared in the published folder during a build and were not written by spis.
    pub kept: Vec<PathBuf>,
    /// What an earlier run left, or the old site, that could not be removed: where, and why not.
    pub stuck: Vec<(PathBuf, String)>,
}

impl Remains {
    fn note(&mut self, path: &Path, removal: Result<Option<PathBuf>, Error>) {
        match removal {
            Ok(kept) => self.kept.extend(kept),
            Err(_) if self.stuck.iter().any(|(known, _)| known == path) => {}
            Err(error) => self.stuck.push((path.to_owned(), error.to_string())),
        }
    }
}

/// A folder beside the published one in which a site is put together. Dropped without [`Staging::commit`], it is gone.
#[derive(Debug)]
pub struct Staging {
    target: Target,
    durability: Durability,
    /// Foreign files that go with the old site.
    deletable: Vec<String>,
    path: PathBuf,
    suffix: OsString,
    /// Held for as long as this process lives: what tells a folder in use from a leftover.
    lock: Option<disk::Lock>,
    folders: Folders,
    written: Mutex<Written>,
    remains: Remains,
    is_published: bool,
}

#[derive(Debug, Default)]
struct Written {
    paths: Vec<String>,
    bytes: u64,
}

/// Puts back a site that a killed run had moved away, on systems that cannot exchange two folders. Any command may do so
/// at its start. Returns whether there was need.
///
/// **Errors**: the folder beside cannot be read or written to.
pub fn put_back(published: &Path) -> Result<bool, Error> {
    if published.exists() { Ok(false) } else { leftover::put_back(&Target::new(published, &[])?) }
}

impl Staging {
    /// Begins a site that is to become the folder `published`. Removes what killed runs left beside it.
    ///
    /// `inputs` are the folders that the site is made from.
    ///
    /// **Errors**: `published` is no folder, a link, the root or home folder; is, holds or lies in an input; holds
    /// files that spis did not write; or its parent folder cannot be written to. Nothing has changed then.
    pub fn begin(published: &Path, inputs: &[PathBuf], options: WriteOptions) -> Result<Self, Error> {
        let target = Target::new(published, inputs)?;
        // Judged before anything is made, so that a refusal leaves the disk as it was.
        let deletable = foreign::judge(&target, options.foreign)?;
        fs::create_dir_all(&target.workshop).map_err(|cause| Error::new("create", &target.workshop, cause))?;
        let mut remains = Remains::default();
        if let Err(error) = leftover::put_back(&target) {
            remains.note(&target.workshop, Err(error));
        }
        leftover::clean(&target, &mut remains);
        let (path, suffix, lock) = leftover::create_locked(&target)?;
        Ok(Self {
            target,
            durability: options.durability,
            deletable,
            path,
            suffix,
            lock: Some(lock),
            folders: Folders::default(),
            written: Mutex::default(),
            remains,
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
        self.add(output, |file| disk::write(file, bytes))
    }

    /// Makes the file of an output and takes note of it; `fill` returns how many bytes it has.
    fn add(&self, output: &OutputPath, fill: impl FnOnce(&mut File) -> io::Result<u64>) -> Result<(), Error> {
        let path = output.as_str();
        let bytes =
            self.create(path, fill).map_err(|cause| Error::new("write", self.target.published.join(path), cause))?;
        let mut written = self.written();
        written.paths.push(path.to_owned());
        written.bytes += bytes;
        Ok(())
    }

    /// Publishes what was written, in one swap, then removes the old site.
    ///
    /// **Errors**: any I/O failure. Up to the swap the old site stays as it was; after it the new one is there whole.
    pub fn commit(mut self) -> Result<WriteSummary, Error> {
        let Written { paths, bytes } = std::mem::take(&mut *self.written());
        let files = paths.len();
        let manifest = Manifest::new(paths);
        self.create(manifest::FILE_NAME, |file| disk::write(file, manifest.render().as_bytes()))
            .map_err(|cause| Error::new("write", self.path.join(manifest::FILE_NAME), cause))?;
        let folders = std::mem::take(&mut self.folders).into_made();
        if self.durability == Durability::PowerCut {
            sync(&self.path, &manifest, &folders)?;
        }
        let swapped = swap::publish(&self.path, &self.target, &self.suffix)?;
        self.is_published = true;
        match swapped {
            Swapped::Old(old) => self.finish_swap(old)?,
            Swapped::Immovable => self.replace_files(&manifest, &folders)?,
        }
        Ok(WriteSummary { files, bytes, remains: std::mem::take(&mut self.remains) })
    }

    /// The new site stands in its place: makes that last, then removes the old one, which no longer matters to anybody.
    fn finish_swap(&mut self, old: Option<PathBuf>) -> Result<(), Error> {
        self.release()?;
        if self.durability == Durability::PowerCut {
            sync_folder(&self.target.workshop)?;
        }
        if let Some(old) = old {
            let removal = leftover::retire(&old, &self.target, &self.suffix, &self.deletable);
            self.remains.note(&old, removal);
        }
        // Another run may have swapped this new site away before it was unlocked, and left it for whoever holds it.
        leftover::clean(&self.target, &mut self.remains);
        Ok(())
    }

    fn replace_files(&mut self, manifest: &Manifest, folders: &[String]) -> Result<(), Error> {
        in_place::publish(&self.path, &self.target, manifest)?;
        foreign::delete(&self.target.published, &self.deletable)?;
        if self.durability == Durability::PowerCut {
            sync_folders(&self.target.published, folders)?;
        }
        self.release()
    }

    /// The lock went with the folder; whoever publishes next must be able to remove it.
    fn release(&mut self) -> Result<(), Error> {
        let lock = self.lock.take().map_or(Ok(()), disk::Lock::release);
        lock.map_err(|cause| Error::new("unlock", &self.target.published, cause))
    }

    fn create(&self, path: &str, fill: impl FnOnce(&mut File) -> io::Result<u64>) -> io::Result<u64> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.folders.ensure(&self.path, folder)?;
        }
        disk::create(&self.path.join(path), fill)
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().expect("no thread panics while it holds the list")
    }
}

/// Waits until a staging folder is on the disk. Files are synced here and not one by one as they are written: by now the
/// disk has most of them, and one commit of its journal serves many.
fn sync(root: &Path, manifest: &Manifest, folders: &[String]) -> Result<(), Error> {
    let files = manifest.paths().par_iter().map(String::as_str).chain([manifest::FILE_NAME]);
    files
        .map(|path| root.join(path))
        .try_for_each(|path| disk::sync_file(&path).map_err(|cause| Error::new("sync", &path, cause)))?;
    sync_folders(root, folders)
}

fn sync_folders(root: &Path, folders: &[String]) -> Result<(), Error> {
    folders.par_iter().try_for_each(|folder| sync_folder(&root.join(folder)))?;
    sync_folder(root)
}

fn sync_folder(path: &Path) -> Result<(), Error> {
    disk::sync_folder(path).map_err(|cause| Error::new("sync", path, cause))
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
