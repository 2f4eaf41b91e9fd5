//! Where the files of a site are kept: in a folder of the disk, or in a revision of a git repository.

mod folder;
mod git;
mod overlay;
mod history;
mod revision;

use std::path::{Path, PathBuf};

use super::Error;

pub use folder::Folder;
pub use history::last_changes;
pub use overlay::Overlay;
pub use revision::Revision;

/// The largest input file that is read. **Units**: bytes.
pub const MAXIMUM_FILE_SIZE: u64 = 128 * 1024 * 1024;

/// The files of a site as they were at one time.
pub trait Tree: Sync {
    /// What a path is called where a person is told of it.
    fn name(&self, path: &Path) -> PathBuf;

    /// Every file below a folder, and every link that cannot be followed; nothing where there is no such folder. What `skip` says of a name is left out, a
    /// folder with everything in it.
    ///
    /// **Shape**: paths from the tree's root, in the order of their parts, so that the files of a folder stand together.
    ///
    /// **Errors**: any I/O failure, with the path.
    fn files(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Option<Vec<PathBuf>>, Error>;

    /// How a path that [`Tree::files`] named stands in the site's folder. To be asked before it is read: reading a pipe
    /// never ends.
    ///
    /// **Errors**: any I/O failure, with the path.
    fn standing(&self, path: &Path) -> Result<Standing, Error>;

    /// The bytes of a file.
    ///
    /// **Errors**: any I/O failure, with the path.
    fn read(&self, path: &Path) -> Result<Bytes, Error>;

    /// The first bytes of a file, at most so many, and how many it has in all.
    ///
    /// **Errors**: any I/O failure, with the path.
    fn beginning(&self, path: &Path, most: usize) -> Result<(Vec<u8>, u64), Error> {
        Ok(match self.read(path)? {
            Bytes::TooLarge(size) => (Vec::new(), size),
            Bytes::Whole(mut bytes) => {
                let size = bytes.len() as u64;
                bytes.truncate(most);
                (bytes, size)
            }
        })
    }
}

/// How a path stands in a site's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A file of the site, also where a link leads to it.
    File,
    /// A link that leads out of the site's folder.
    Outside,
    /// A link that leads nowhere, or to a folder that it lies in.
    Nowhere,
    /// No file with contents: a pipe, a socket, a device.
    Special,
    /// A file larger than [`MAXIMUM_FILE_SIZE`]; its size in bytes.
    TooLarge(u64),
}

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Bytes {
    /// All of it.
    Whole(Vec<u8>),
    /// It is larger than [`MAXIMUM_FILE_SIZE`] and was not read; its size in bytes.
    TooLarge(u64),
}
