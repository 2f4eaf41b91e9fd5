//! What those who plan an import share.

use std::path::PathBuf;

use super::amend::Change;
use super::cells::Within;
use super::mapping::Target;
use super::plan::Asked;
use super::rows::Incoming;
use super::table::Found;
use crate::validate::Collection;

/// One record as it would be.
pub struct Draft<'r> {
    pub row: &'r Incoming,
    /// Index into the collection; none for a new one.
    pub record: Option<usize>,
    pub path: PathBuf,
    pub changes: Vec<Change>,
}

/// A table, and the collection that it is taken into.
pub struct Planner<'a> {
    pub asked: &'a Asked<'a>,
    pub collection: &'a Collection,
    pub found: &'a Found<'a>,
    pub targets: &'a [Target],
    /// The columns that together tell records apart; none where the table lacks one.
    pub keys: Vec<Option<usize>>,
    pub within: Within<'a>,
}
