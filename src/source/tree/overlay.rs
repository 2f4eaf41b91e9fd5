use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Bytes, Standing, Tree};
use crate::source::{Error, SourceFile};

/// A tree some of whose files have other texts or are there in addition: what a site would be after a change that nobody
/// has made yet.
pub struct Overlay<'t> {
    tree: &'t dyn Tree,
    files: BTreeMap<PathBuf, Arc<SourceFile>>,
    /// Which of them the tree does not have.
    added: BTreeSet<PathBuf>,
}

impl<'t> Overlay<'t> {
    /// The tree as it is.
    pub fn new(tree: &'t dyn Tree) -> Self {
        Self { tree, files: BTreeMap::new(), added: BTreeSet::new() }
    }

    /// Puts a text in place of a file of the tree.
    pub fn put(&mut self, file: Arc<SourceFile>) {
        self.files.insert(file.path().to_owned(), file);
    }

    /// Adds a file that the tree does not have.
    pub fn add(&mut self, file: Arc<SourceFile>) {
        self.added.insert(file.path().to_owned());
        self.put(file);
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
        let mut files = self.tree.files(folder, skip)?;
        let new: Vec<PathBuf> = self.added.iter().filter(|path| path.starts_with(folder)).cloned().collect();
        if !new.is_empty() {
            let files = files.get_or_insert_default();
            files.extend(new);
            files.sort();
        }
        Ok(files)
    }

    fn standing(&self, path: &Path) -> Result<Standing, Error> {
        if self.added.contains(path) { Ok(Standing::File) } else { self.tree.standing(path) }
    }

    fn read(&self, path: &Path) -> Result<Bytes, Error> {
        match self.files.get(path) {
            Some(file) => Ok(Bytes::Whole(file.written().into_bytes())),
            None => self.tree.read(path),
        }
    }

    fn beginning(&self, path: &Path, most: usize) -> Result<(Vec<u8>, u64), Error> {
        match self.files.get(path) {
            Some(file) => {
                let bytes = file.written().into_bytes();
                Ok((bytes[..most.min(bytes.len())].to_vec(), bytes.len() as u64))
            }
            None => self.tree.beginning(path, most),
        }
    }
}
