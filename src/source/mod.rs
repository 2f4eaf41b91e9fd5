//! Files as they were read, and places inside them.
//!
//! In: a [`Tree`], which is a folder or a revision of a git repository, and a path below its root. Out: [`SourceFile`],
//! the text with its path; a byte range of it is a [`Location`], which knows its line and column.
//!
//! This module does not know what the text means and reports nothing itself: a file that is not
//! UTF-8 or is too large comes back as a [`ReadOutcome`] for the `load` stage to put into words.

mod error;
mod read;
mod tree;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::Error;
pub use read::{ReadOutcome, read};
pub use tree::{Bytes, Folder, MAXIMUM_FILE_SIZE, Overlay, Revision, Standing, Tree, last_changes};

/// The text of one input file and its path relative to the site's root.
///
/// **Shape**: `text` has no byte order mark; line ends are as in the file (LF or CRLF).
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    has_mark: bool,
}

/// The byte order mark that some editors put before a text.
const MARK: char = '\u{feff}';

impl SourceFile {
    /// Makes a file from its path and text; a leading byte order mark is set apart.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        let has_mark = text.starts_with(MARK);
        if has_mark {
            text.drain(..MARK.len_utf8());
        }
        Arc::new(Self { path: path.into(), text, has_mark })
    }

    /// The same file with another text, and with the byte order mark that it has.
    pub fn with_text(&self, text: String) -> Arc<Self> {
        Arc::new(Self { path: self.path.clone(), text, has_mark: self.has_mark })
    }

    /// The text as it stands on the disk, with its byte order mark.
    pub fn written(&self) -> String {
        if self.has_mark { format!("{MARK}{}", self.text) } else { self.text.clone() }
    }

    /// The path relative to the site's root, with `/` between its parts on every system.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte range, moved onto character boundaries inside the text.
    pub fn location(self: &Arc<Self>, span: Range<usize>) -> Location {
        let start = floor_boundary(&self.text, span.start);
        let end = floor_boundary(&self.text, span.end.max(start));
        Location { file: Arc::clone(self), span: start..end }
    }

    /// The place of the file's first character, for what is wrong with the file as a whole.
    pub fn start(self: &Arc<Self>) -> Location {
        self.location(0..0)
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A place in a file: a byte range on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    file: Arc<SourceFile>,
    span: Range<usize>,
}

impl Location {
    /// The file that the place is in.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The path of the file, relative to the site's root.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The byte range in the file's text.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The line of the first character. **Units**: 1-based.
    pub fn line(&self) -> usize {
        self.before().bytes().filter(|byte| *byte == b'\n').count() + 1
    }

    /// The column of the first character. **Units**: 1-based, in characters (not bytes).
    pub fn column(&self) -> usize {
        let before = self.before();
        let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
        line.chars().count() + 1
    }

    /// Orders places by path, then by position in the file.
    pub fn sort_key(&self) -> (&Path, usize, usize) {
        (self.path(), self.span.start, self.span.end)
    }

    fn before(&self) -> &str {
        &self.file.text[..self.span.start]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let file = SourceFile::new("a.yaml", "\u{feff}żółć: 1\r\nb: ą!");
        let place = file.location(file.text().find('!').expect("it is there")..file.text().len());
        assert_eq!((place.line(), place.column()), (2, 5));
        assert_eq!(file.start().column(), 1);
    }

    #[test]
    fn a_range_outside_the_text_is_moved_inside() {
        let file = SourceFile::new("a.yaml", "ż");
        assert_eq!(file.location(1..99).span(), 0..2);
    }
}
