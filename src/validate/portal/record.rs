use crate::field::Value;
use crate::model::{Date, Localized, RecordId, UrlPath, WebAddress};
use crate::source::Location;

/// One entry of the register.
#[derive(Debug)]
pub struct Record {
    /// Its permanent name.
    pub id: RecordId,
    /// Where its page lies.
    pub url: UrlPath,
    /// Its name as printed.
    pub name: Box<str>,
    /// Its telling name. **Shape**: unique in the collection.
    pub title: Localized,
    /// Its title in lists, above who runs it. **Shape**: not unique.
    pub short_title: Option<Localized>,
    /// One line on it for lists.
    pub summary: Option<Localized>,
    /// The values of its fields. **Shape**: one list for each field of the schema, in the schema's order; empty where the record
    /// has none, of one item unless the field is a list.
    pub values: Vec<Box<[Value]>>,
    /// The areas in which it stands, as far as that is known. Indexes into [`Areas::areas`](super::Areas::areas).
    /// **Shape**: at most one of each level, the smallest first.
    pub standing: Vec<usize>,
    /// Where its facts come from.
    pub source: Citation,
    /// The last day on which somebody checked it.
    pub verified: Option<Date>,
    /// Where it gives something else than was printed.
    pub corrections: Vec<Correction>,
    /// What is as printed but may be wrong.
    pub doubts: Vec<Doubt>,
    /// Old addresses that lead to it, each with its place in the file.
    pub aliases: Vec<(UrlPath, Location)>,
}

/// Where a fact comes from: a place in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The document's title; the site's own source document where it is absent.
    pub title: Option<Localized>,
    /// Where the document can be read.
    pub url: Option<WebAddress>,
    /// The section, table, row.
    pub place: Option<Localized>,
}

/// Something given differently than it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The field, such as `address.street` or `emails[0]`.
    pub field: String,
    /// What was printed.
    pub printed: String,
    /// Why it is given differently.
    pub reason: Localized,
}

/// Something given as printed although it may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The field, such as `address.street` or `emails[0]`.
    pub field: String,
    /// Why it may be wrong.
    pub reason: Localized,
}
