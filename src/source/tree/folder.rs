use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Bytes, MAXIMUM_FILE_SIZE, Tree};
use crate::source::Error;

/// A site's folder on the disk. Links are followed.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder that holds `content/`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Tree for Folder {
    fn name(&self, path: &Path) -> PathBuf {
        self.root.join(path)
    }

    fn files(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Option<Vec<PathBuf>>, Error> {
        let top = self.name(folder);
        let mut files = Vec::new();
        let entries = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| entry.depth() == 0 || !skip(&entry.file_name().to_string_lossy())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 && is_missing(&error) => return Ok(None),
                Err(error) => return Err(walk_error(&top, error)),
            };
            if !entry.file_type().is_dir() {
                let path = entry.path().strip_prefix(&self.root).expect("it was found below the root");
                files.push(path.to_owned());
            }
        }
        Ok(Some(files))
    }

    fn is_inside(&self, path: &Path) -> Result<bool, Error> {
        let real = |path: &Path| path.canonicalize().map_err(|cause| Error::new("read", path, cause));
        Ok(real(&self.name(path))?.starts_with(real(&self.root)?))
    }

    fn read(&self, path: &Path) -> Result<Bytes, Error> {
        let full = self.name(path);
        let fail = |cause| Error::new("read", &full, cause);
        let file = File::open(&full).map_err(fail)?;
        let size = file.metadata().map_err(fail)?.len();
        if size > MAXIMUM_FILE_SIZE {
            return Ok(Bytes::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.take(MAXIMUM_FILE_SIZE).read_to_end(&mut bytes).map_err(fail)?;
        Ok(Bytes::Whole(bytes))
    }
}

fn is_missing(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}

fn walk_error(top: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(top).to_owned();
    let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a folder contains itself through a link"));
    Error::new("read", path, cause)
}
