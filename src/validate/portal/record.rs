use std::ops::Range;
use std::sync::Arc;

use crate::field::{Field, Value};
use crate::model::{AreaIx, Date, FieldPath, Localized, RecordId, UrlPath, WebAddress};
use crate::reading::locate;
use crate::source::{Location, SourceFile};

/// One entry of the register.
#[derive(Debug)]
pub struct Record {
    /// The file that it comes from.
    pub file: Arc<SourceFile>,
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
    /// The areas in which it stands, as far as that is known.
    /// **Shape**: at most one of each level, the smallest first.
    pub standing: Vec<AreaIx>,
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

impl Record {
    /// The place of a part of a text that a field of this record has; the field's definition for a text that the schema
    /// gives to records without one.
    pub fn locate(&self, field: &Field, text: &str, range: Range<usize>) -> Location {
        let own = locate(&self.file, &FieldPath::new(&field.name), text, range.clone());
        let default = || {
            let path = FieldPath::new("fields").key(&field.name).key("default");
            locate(field.location.file(), &path, text, range)
        };
        own.or_else(default).unwrap_or_else(|| field.location.clone())
    }
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
