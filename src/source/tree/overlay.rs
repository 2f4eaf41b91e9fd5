use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Bytes, Standing, Tree};
use crate::source::{Error, SourceFile};

/// A tree some of whose files have other texts: what a site would be after a change that nobody has made yet.
pub struct Overlay<'t> {
    tree: &'t dyn Tree,
    files: BTreeMap<PathBuf, Arc<SourceFile>>,
}

impl<'t> Overlay<'t> {
    /// The tree as it is.
    pub fn new(tree: &'t dyn Tree) -> Self {
        Self { tree, files: BTreeMap::new() }
    }

    /// Puts a text in place of a file of the tree.
    pub fn put(&mut self, file: Arc<SourceFile>) {
        self.files.insert(file.path().to_owned(), file);
    }

    /// The files with other texts. **Shape**: ordered by path.
    pub fn changed(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }
}

impl Tree for Overlay<'_> {
    fn name(&self, path: &Path) -> PathBuf {
        self.tree.name(path)
    }

    fn files(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Option<Vec<PathBuf>>, Error> {
        self.tree.files(folder, skip)
    }

    fn standing(&self, path: &Path) -> Result<Standing, Error> {
        self.tree.standing(path)
    }

    fn read(&self, path: &Path) -> Result<Bytes, Error> {
        match self.files.get(path) {
            Some(file) => Ok(Bytes::Whole(file.written().into_bytes())),
            None => self.tree.read(path),
        }
    }
}
