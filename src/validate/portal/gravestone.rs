use std::sync::Arc;

use crate::model::{Localized, RecordId, RecordRef, UrlPath, When};
use crate::source::{Location, SourceFile};

/// What stays of an entry that is in the register no longer: its address and why it is gone.
#[derive(Debug)]
pub struct Gravestone {
    /// The file that it comes from.
    pub file: Arc<SourceFile>,
    /// Its permanent name.
    pub id: RecordId,
    /// Where its notice lies.
    pub url: UrlPath,
    /// Its name as it was printed.
    pub name: Box<str>,
    /// What readers called it.
    pub title: Localized,
    /// Why it is gone.
    pub removal: Removal,
    /// Old addresses that lead to it, each with its place in the file.
    pub aliases: Vec<(UrlPath, Location)>,
}

/// Why and when an entry was taken out of the register.
#[derive(Debug)]
pub struct Removal {
    /// When.
    pub on: When,
    /// Why, in words for readers.
    pub reason: Localized,
    /// Where that is said.
    pub source: Localized,
    /// The record that does its work now.
    pub successor: Option<RecordRef>,
}
