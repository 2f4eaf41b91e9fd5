//! What an import would change.

use std::sync::Arc;

use super::mapping::Mapping;
use crate::diagnostic::Text;
use crate::edit::Mended;
use crate::sheet::Sheet;
use crate::source::SourceFile;
use crate::validate::Portal;

/// What is asked for.
pub struct Asked<'a> {
    /// The register as it is.
    pub portal: &'a Portal,
    /// The collection that the rows are records of.
    pub collection: &'a str,
    /// The table.
    pub sheet: &'a Sheet,
    /// How it is read.
    pub mapping: &'a Mapping,
    /// What the file is called, for the source of new records.
    pub file: &'a str,
    /// Files that the site will have besides: a schema that is proposed.
    pub added: &'a [Arc<SourceFile>],
}

/// What would change, and the files as they would be.
#[derive(Debug, Default)]
pub struct Plan {
    /// Records that there will be: identifier, row and name.
    pub new: Vec<(String, usize, String)>,
    /// Records that will say something else.
    pub changed: Vec<Changed>,
    /// How many stay as they are.
    pub unchanged: usize,
    /// Records of which the table has no row.
    pub gone: Vec<String>,
    /// What cannot be taken over: where, what is wrong, what to write instead.
    pub refused: Vec<Refused>,
    /// Rows of which a person must say whether they are a record that there is.
    pub undecided: Vec<(Text, String)>,
    /// Columns that go nowhere, with their letters.
    pub unplaced: Vec<(String, String)>,
    /// Rows around the table.
    pub left_out: Vec<Text>,
    /// Files to write anew.
    pub files: Vec<Arc<SourceFile>>,
    /// Files to change.
    pub mended: Vec<Mended>,
}

/// A record that will say something else.
#[derive(Debug)]
pub struct Changed {
    /// Its identifier.
    pub id: String,
    /// The row.
    pub row: usize,
    /// What is called how, what it was, what it will be.
    pub fields: Vec<(String, String, String)>,
}

/// What cannot be taken over.
#[derive(Debug)]
pub struct Refused {
    /// Sheet, row and column.
    pub place: Text,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Option<Text>,
}

impl Plan {
    /// Whether everything of the table found its place.
    pub fn is_whole(&self) -> bool {
        self.refused.is_empty() && self.undecided.is_empty() && self.unplaced.is_empty()
    }
}
