//! What `validate` proves: the register as plain values, one file for each part of it.

mod area;
mod block;
mod dataset;
mod page;
mod record;

use std::path::PathBuf;

use crate::config::{Schema, Site};
pub use crate::model::RecordRef;
use crate::model::{Localized, UrlPath};
pub use area::{Area, Areas, Outlines};
pub use block::{AreaCount, Block, ChartOf, Directive, Figure, MapOf, PictureOf, RecordCount, Style, Told, UnitStyle};
pub use dataset::{About, Cell, ColumnKind, Conflict, DataColumn, Dataset, Printed, Unit};
pub use page::{Layout, Page};
pub use record::{
    Address, Basis, Citation, Correction, Doubt, FieldValue, Place, Precision, Record, ServiceArea, Status,
};

/// The whole register, proven: every reference leads somewhere and every value is what its schema says.
#[derive(Debug)]
pub struct Portal {
    /// The site as a whole.
    pub site: Site,
    /// The collections. **Shape**: ordered by name.
    pub collections: Vec<Collection>,
    /// The areas of all levels.
    pub areas: Areas,
    /// The narrative pages in all languages. **Shape**: ordered by address, then language.
    pub pages: Vec<Page>,
    /// The datasets. **Shape**: ordered by name.
    pub datasets: Vec<Dataset>,
    /// The glossary in the file's order.
    pub glossary: Vec<Term>,
    /// Files under `content/pages` that are published as they are.
    pub files: Vec<StaticFile>,
    /// Names of collections and datasets whose files could not be read and were reported: what refers to them is not.
    pub unread: Vec<String>,
}

/// A collection and its records.
#[derive(Debug)]
pub struct Collection {
    /// What its records look like.
    pub schema: Schema,
    /// Where its pages lie.
    pub path: UrlPath,
    /// Its records. **Shape**: ordered by identifier, which is unique.
    pub records: Vec<Record>,
}

/// An entry of the glossary.
#[derive(Debug)]
pub struct Term {
    /// The term as it stands in text.
    pub term: String,
    /// What it stands for.
    pub expansion: Localized,
    /// What that is.
    pub definition: Option<Localized>,
    /// The collection that it leads to. Index into [`Portal::collections`].
    pub collection: Option<usize>,
    /// Other written forms.
    pub forms: Vec<String>,
}

/// A file that is published as it is.
#[derive(Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its path below the site's root folder.
    pub path: PathBuf,
    /// Where it is published.
    pub output: crate::model::OutputPath,
}

impl Portal {
    /// Whether a collection or dataset of this name could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.iter().any(|unread| unread == name)
    }

    /// A record by its place.
    pub fn record(&self, at: RecordRef) -> &Record {
        &self.collections[at.collection].records[at.record]
    }

    /// The collection of a record.
    pub fn collection_of(&self, at: RecordRef) -> &Collection {
        &self.collections[at.collection]
    }

    /// Every record with its place, collection by collection.
    pub fn records(&self) -> impl Iterator<Item = (RecordRef, &Record)> {
        self.collections.iter().enumerate().flat_map(|(collection, of)| {
            of.records.iter().enumerate().map(move |(record, value)| (RecordRef { collection, record }, value))
        })
    }
}

impl Collection {
    /// A record's value for the field at an index of the schema.
    pub fn value<'r>(&self, record: &'r Record, field: Option<usize>) -> Option<&'r FieldValue> {
        record.values.get(field?)?.as_ref()
    }

    /// Whether a record is open, and the words for it.
    pub fn status<'r>(&'r self, record: &'r Record) -> Option<(&'r Status, &'r crate::config::StatusChoice)> {
        let index = self.schema.status()?;
        let crate::config::FieldKind::Status { choices } = &self.schema.fields[index].kind else { return None };
        match self.value(record, Some(index))? {
            FieldValue::Status(status) => Some((status, &choices[status.choice])),
            _ => None,
        }
    }

    /// Where on Earth a record is.
    pub fn place<'r>(&self, record: &'r Record) -> Option<&'r Place> {
        match self.value(record, self.schema.position())? {
            FieldValue::Position(place) => Some(place),
            _ => None,
        }
    }

    /// A record's postal address.
    pub fn address<'r>(&self, record: &'r Record) -> Option<&'r Address> {
        match self.value(record, self.schema.address())? {
            FieldValue::Address(address) => Some(address),
            _ => None,
        }
    }

    /// The areas that a record serves.
    pub fn serves<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r ServiceArea> {
        let value = self.value(record, self.schema.service_area());
        value.into_iter().flat_map(FieldValue::items).filter_map(|item| match item {
            FieldValue::ServiceArea(area) => Some(area),
            _ => None,
        })
    }
}
