use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Bytes, MAXIMUM_FILE_SIZE, Standing, Tree};
use crate::source::Error;

/// A site's folder on the disk. Links are followed as long as they stay in it.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder that holds `content/`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Whether the real place of a path lies in the site's folder, or in the folder that `content` or `themes` leads to.
    fn is_inside(&self, path: &Path) -> Result<bool, Error> {
        let real = |path: &Path| path.canonicalize().map_err(|cause| Error::new("read", path, cause));
        let top = path.strip_prefix(&self.root).ok().and_then(|inner| inner.iter().next());
        let place = real(path)?;
        // `content` itself may be a link, and what lies behind it is the site's.
        let homes = [Some(self.root.clone()), top.map(|top| self.root.join(top))];
        let mut homes = homes.iter().flatten();
        homes.try_fold(false, |inside, home| Ok(inside || place.starts_with(real(home)?)))
    }
}

impl Tree for Folder {
    fn name(&self, path: &Path) -> PathBuf {
        self.root.join(path)
    }

    fn files(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Option<Vec<PathBuf>>, Error> {
        let top = self.name(folder);
        let mut files = Vec::new();
        let mut add = |path: &Path| {
            files.push(path.strip_prefix(&self.root).expect("it was found below the root").to_owned());
        };
        let entries = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        let mut entries =
            entries.filter_entry(|entry| entry.depth() == 0 || !skip(&entry.file_name().to_string_lossy()));
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 && is_missing(&error) => return Ok(None),
                Err(error) => {
                    let link = link(&error).ok_or_else(|| walk_error(&top, &error))?;
                    // A failure does not pass the filter: an editor's lock is a hidden link to nowhere.
                    if !link.file_name().is_some_and(|name| skip(&name.to_string_lossy())) {
                        add(link);
                    }
                    continue;
                }
            };
            if !entry.file_type().is_dir() {
                add(entry.path());
            } else if entry.path_is_symlink() && !self.is_inside(entry.path())? {
                add(entry.path());
                entries.skip_current_dir();
            }
        }
        Ok(Some(files))
    }

    fn standing(&self, path: &Path) -> Result<Standing, Error> {
        let full = self.name(path);
        let fail = |cause| Error::new("read", &full, cause);
        let found = full.symlink_metadata().map_err(fail)?;
        if !found.is_symlink() {
            return Ok(of_file(&found));
        }
        match full.metadata() {
            Err(cause) if is_astray(&cause) => Ok(Standing::Nowhere),
            Err(cause) => Err(fail(cause)),
            Ok(_) if !self.is_inside(&full)? => Ok(Standing::Outside),
            Ok(target) if target.is_dir() => Ok(Standing::Nowhere),
            Ok(target) => Ok(of_file(&target)),
        }
    }

    fn read(&self, path: &Path) -> Result<Bytes, Error> {
        let full = self.name(path);
        let fail = |cause| Error::new("read", &full, cause);
        let found = full.metadata().map_err(fail)?;
        // Opening a pipe would wait for somebody to write into it.
        if !found.is_file() {
            return Err(fail(io::Error::other("not a regular file")));
        }
        let size = found.len();
        if size > MAXIMUM_FILE_SIZE {
            return Ok(Bytes::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        let file = File::open(&full).map_err(fail)?;
        // The file may grow while it is read.
        file.take(MAXIMUM_FILE_SIZE).read_to_end(&mut bytes).map_err(fail)?;
        Ok(Bytes::Whole(bytes))
    }

    fn beginning(&self, path: &Path, most: usize) -> Result<(Vec<u8>, u64), Error> {
        let full = self.name(path);
        let fail = |cause| Error::new("read", &full, cause);
        let file = File::open(&full).map_err(fail)?;
        let size = file.metadata().map_err(fail)?.len();
        let mut bytes = Vec::new();
        file.take(most as u64).read_to_end(&mut bytes).map_err(fail)?;
        Ok((bytes, size))
    }
}

fn of_file(found: &Metadata) -> Standing {
    match found.len() {
        _ if !found.is_file() => Standing::Special,
        size if size > MAXIMUM_FILE_SIZE => Standing::TooLarge(size),
        _ => Standing::File,
    }
}

fn is_missing(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}

fn walk_error(top: &Path, error: &walkdir::Error) -> Error {
    let cause = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
    Error::new("read", error.path().unwrap_or(top), cause.into())
}

/// The link that a walk could not follow, if that is why it failed.
fn link(error: &walkdir::Error) -> Option<&Path> {
    let leads_astray = error.loop_ancestor().is_some() || error.io_error().is_some_and(is_astray);
    error.path().filter(|path| leads_astray && path.is_symlink())
}

/// Whether a link could not be followed because there is nothing at its end, or no end.
fn is_astray(cause: &io::Error) -> bool {
    let kinds = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
    kinds.contains(&cause.kind()) || cause.to_string().contains("symbolic links")
}
