//! The folders of a site, each made once.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::RwLock;

/// The folders that were made so far, relative to the staging folder.
#[derive(Debug, Default)]
pub(super) struct Folders {
    made: RwLock<BTreeSet<String>>,
}

impl Folders {
    /// Makes a folder and those above it, unless they were made before.
    ///
    /// **Errors**: any I/O failure but that the folder is there.
    pub fn ensure(&self, root: &Path, folder: &str) -> io::Result<()> {
        if self.is_made(folder) {
            return Ok(());
        }
        if let Some((parent, _)) = folder.rsplit_once('/') {
            self.ensure(root, parent)?;
        }
        // Another thread may make it between the question and this line.
        match fs::create_dir(root.join(folder)) {
            Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => return Err(cause),
            _ => {}
        }
        self.made.write().expect("no thread panics while it holds the set").insert(folder.to_owned());
        Ok(())
    }

    /// The folders that were made. **Shape**: sorted.
    pub fn into_made(self) -> Vec<String> {
        let made = self.made.into_inner().expect("no thread panics while it holds the set");
        made.into_iter().collect()
    }

    fn is_made(&self, folder: &str) -> bool {
        self.made.read().expect("no thread panics while it holds the set").contains(folder)
    }
}
