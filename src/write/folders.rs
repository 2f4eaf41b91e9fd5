//! The folders of a site, each made once.

use std::collections::HashSet;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::RwLock;

use rustix::fs::{Mode, mkdirat};

/// The folders that were made so far, relative to the staging folder.
#[derive(Debug, Default)]
pub(super) struct Folders {
    made: RwLock<HashSet<String>>,
}

impl Folders {
    /// Makes a folder and those above it, unless they were made before.
    pub fn ensure(&self, root: &OwnedFd, folder: &str) -> io::Result<()> {
        if self.is_made(folder) {
            return Ok(());
        }
        if let Some((parent, _)) = folder.rsplit_once('/') {
            self.ensure(root, parent)?;
        }
        match mkdirat(root, folder, Mode::from_raw_mode(0o777)) {
            Ok(()) | Err(rustix::io::Errno::EXIST) => {}
            Err(cause) => return Err(cause.into()),
        }
        self.made.write().expect("no thread panics while it holds the set").insert(folder.to_owned());
        Ok(())
    }

    fn is_made(&self, folder: &str) -> bool {
        self.made.read().expect("no thread panics while it holds the set").contains(folder)
    }
}
