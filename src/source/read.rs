use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Bytes, Error, SourceFile, Tree};

/// What came of reading a file.
#[derive(Debug)]
pub enum ReadOutcome {
    /// The file is UTF-8 text.
    Text(Arc<SourceFile>),
    /// The file is not UTF-8; `file` holds it with the wrong bytes replaced, `offset` is where the first of them stood.
    NotUtf8 {
        /// The text with U+FFFD in place of each wrong byte sequence.
        file: Arc<SourceFile>,
        /// Byte offset in `file` of the first replacement.
        offset: usize,
    },
    /// The file is larger than [`MAXIMUM_FILE_SIZE`](super::MAXIMUM_FILE_SIZE) and was not read.
    TooLarge {
        /// The path, with an empty text.
        file: Arc<SourceFile>,
        /// The file's size in bytes.
        size: u64,
    },
}

impl ReadOutcome {
    /// The file, whatever came of it.
    pub fn into_file(self) -> Arc<SourceFile> {
        match self {
            Self::Text(file) | Self::NotUtf8 { file, .. } | Self::TooLarge { file, .. } => file,
        }
    }
}

/// Reads a file of a tree as UTF-8 text.
///
/// **Errors**: any I/O failure, with the path.
pub fn read(tree: &dyn Tree, path: &Path) -> Result<ReadOutcome, Error> {
    Ok(match tree.read(path)? {
        Bytes::Whole(bytes) => decode(display_path(path), bytes),
        Bytes::TooLarge(size) => ReadOutcome::TooLarge { file: SourceFile::new(display_path(path), ""), size },
    })
}

fn decode(path: PathBuf, bytes: Vec<u8>) -> ReadOutcome {
    match String::from_utf8(bytes) {
        Ok(text) => ReadOutcome::Text(SourceFile::new(path, text)),
        Err(error) => {
            let file = SourceFile::new(path, String::from_utf8_lossy(error.as_bytes()).into_owned());
            let offset = file.text().find('\u{fffd}').unwrap_or(0);
            ReadOutcome::NotUtf8 { file, offset }
        }
    }
}

fn display_path(path: &Path) -> PathBuf {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    PathBuf::from(parts.join("/"))
}
