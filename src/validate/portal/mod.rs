//! What `validate` proves: the register as plain values, one file for each part of it.

mod area;
mod block;
mod dataset;
mod gravestone;
mod harvest;
mod names;
mod need;
mod page;
mod record;
mod unread;

use std::path::PathBuf;

use typed_index_collections::TiVec;

use crate::config::{Schema, Site};
use crate::field::{
    Address, AddressField, Audience, EmailField, Field, PhoneField, Point, PositionField, ReferenceField, Registered,
    Role, ServiceArea, ServiceAreaField, Status, StatusChoice, StatusField, TextField, UrlField, Value,
};
pub use crate::model::RecordRef;
use crate::model::{
    CollectionIx, DatasetIx, Date, Email, FieldPath, LanguageTag, Localized, PageIx, Phone, Step, UrlPath, WebAddress,
};
pub use area::{Area, Areas, Outlines};
pub use block::{
    AreaCount, Block, ChartOf, Directive, Figure, MapOf, NumberStyle, PictureOf, RecordCount, Told, UnitStyle,
};
pub use dataset::{About, ColumnKind, Conflict, DataColumn, Dataset, Datum, Printed, Unit};
pub use gravestone::{Gravestone, Removal};
pub use harvest::{Harvest, HarvestEntry, HarvestSubject};
pub use need::{Lead, Need};
pub use page::{Layout, Page};
pub use record::{Citation, Correction, Doubt, Record};

pub use unread::Unread;

/// The whole register, proven: every reference leads somewhere and every value is what its schema says.
#[derive(Debug)]
pub struct Portal {
    /// The site as a whole.
    pub site: Site,
    /// The day that it is published on.
    pub build_date: Date,
    /// The collections. **Shape**: ordered by name.
    pub collections: TiVec<CollectionIx, Collection>,
    /// The areas of all levels.
    pub areas: Areas,
    /// The narrative pages in all languages. **Shape**: ordered by address, then language.
    pub pages: TiVec<PageIx, Page>,
    /// The datasets. **Shape**: ordered by name.
    pub datasets: TiVec<DatasetIx, Dataset>,
    /// The glossary in the file's order.
    pub glossary: Vec<GlossaryTerm>,
    /// What people who need help search by, in the file's order.
    pub needs: Vec<Need>,
    /// What a national portal gathers, where one does.
    pub harvest: Option<Harvest>,
    /// Files under `content/pages` that are published as they are.
    pub files: Vec<StaticFile>,
    /// What could not be read and was reported: what refers to it is not.
    pub unread: Unread,
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
    /// What stays of entries that are in the register no longer. **Shape**: ordered by identifier.
    pub removed: Vec<Gravestone>,
}

/// An entry of the glossary.
#[derive(Debug)]
pub struct GlossaryTerm {
    /// The term as it stands in text.
    pub term: String,
    /// What it stands for.
    pub expansion: Localized,
    /// What that is.
    pub definition: Option<Localized>,
    /// The collection that it leads to.
    pub collection: Option<CollectionIx>,
    /// Other written forms.
    pub forms: Vec<String>,
}

/// A file that is published as it is.
#[derive(Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its path below the site's root folder.
    pub path: PathBuf,
    /// Where it is published, and how large it is.
    pub attachment: crate::model::Attachment,
}

impl Portal {
    /// Whether there is anybody to call: a collection whose records have telephone numbers.
    pub fn has_telephones(&self) -> bool {
        self.collections.iter().any(|collection| collection.schema.playing(Role::Telephone).is_some())
    }

    /// Whether a collection or dataset of this name could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.holds_name(name)
    }

    /// The pages in a language that lie directly below an address, in their order.
    pub fn pages_below(&self, parent: &UrlPath, language: &LanguageTag) -> Vec<&Page> {
        let directly = |page: &&Page| page.path.parent().as_ref() == Some(parent);
        let own = self.pages.iter().filter(|page| page.language == *language);
        let mut pages: Vec<&Page> = own.filter(directly).collect();
        pages.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.path.cmp(&b.path)));
        pages
    }

    /// The pages of a report, in their order.
    pub fn chapters(&self, report: &Page) -> Vec<&Page> {
        self.pages_below(&report.path, &report.language)
    }

    /// A record by its place.
    pub fn record(&self, at: RecordRef) -> &Record {
        &self.collections[at.collection].records[at.record]
    }

    /// The collection of a record.
    pub fn collection_of(&self, at: RecordRef) -> &Collection {
        &self.collections[at.collection]
    }

    /// What runs a record: as it says, or the title of the record that it refers to.
    pub fn provider(&self, at: RecordRef) -> Option<&Localized> {
        let value = self.collection_of(at).playing(self.record(at), Role::Provider).first()?;
        let other = || value.get::<ReferenceField>().map(|other| &self.record(*other).title);
        value.get::<TextField>().or_else(other)
    }

    /// Every record with its place, collection by collection.
    pub fn records(&self) -> impl Iterator<Item = (RecordRef, &Record)> {
        self.collections.iter_enumerated().flat_map(|(collection, of)| {
            of.records.iter().enumerate().map(move |(record, value)| (RecordRef { collection, record }, value))
        })
    }

    /// What stays of every removed entry, with its collection and its place in it.
    pub fn removed(&self) -> impl Iterator<Item = ((CollectionIx, usize), &Gravestone)> {
        self.collections.iter_enumerated().flat_map(|(collection, of)| {
            of.removed.iter().enumerate().map(move |(at, gravestone)| ((collection, at), gravestone))
        })
    }
}

impl Collection {
    /// A record's values of the field that plays a role. **Shape**: empty where no field plays it.
    fn playing<'r>(&self, record: &'r Record, role: Role) -> &'r [Value] {
        self.schema.playing(role).map_or(&[], |field| &record.values[field])
    }

    /// The first value of a kind that plays a role.
    fn first<'r, K: Registered>(&self, record: &'r Record, role: Role) -> Option<&'r K::Value> {
        self.playing(record, role).iter().find_map(Value::get::<K>)
    }

    /// Whether a record is open, and the words for it.
    pub fn status<'r>(&'r self, record: &'r Record) -> Option<(&'r Status, &'r StatusChoice)> {
        let kind = &self.schema.fields[self.schema.playing(Role::Status)?].kind;
        let status = self.first::<StatusField>(record, Role::Status)?;
        Some((status, &kind.get::<StatusField>()?.choices[status.choice]))
    }

    /// Where on Earth a record is.
    pub fn position<'r>(&self, record: &'r Record) -> Option<&'r Point> {
        self.first::<PositionField>(record, Role::Position)
    }

    /// A record's postal address.
    pub fn address<'r>(&self, record: &'r Record) -> Option<&'r Address> {
        self.first::<AddressField>(record, Role::Address)
    }

    /// The numbers to call, in the order in which to try them.
    pub fn telephones<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r Phone> {
        self.playing(record, Role::Telephone).iter().filter_map(Value::get::<PhoneField>)
    }

    /// The mailboxes to write to that an audience may have, the first one first.
    pub fn mailboxes<'r>(&'r self, record: &'r Record, audience: Audience) -> impl Iterator<Item = &'r Email> {
        let field = self.schema.playing(Role::Email);
        let open = field.into_iter().flat_map(move |at| self.schema.fields[at].open(&record.values[at], audience));
        open.filter_map(Value::get::<EmailField>).map(|mailbox| &mailbox.address)
    }

    /// What a record gives otherwise than was printed, as far as an audience may know it: not of a value that is held back.
    pub fn corrections<'r>(&'r self, record: &'r Record, audience: Audience) -> impl Iterator<Item = &'r Correction> {
        let held = move |value: &(&Field, &Value)| !value.0.kind.is_open(value.1, audience);
        record.corrections.iter().filter(move |note| !self.named(record, &note.field).any(|value| held(&value)))
    }

    /// What may be wrong in a record, as far as an audience may know it: not of values that are all held back.
    pub fn doubts<'r>(&'r self, record: &'r Record, audience: Audience) -> impl Iterator<Item = &'r Doubt> {
        let open = move |(field, value): (&Field, &Value)| field.kind.is_open(value, audience);
        let told = move |note: &&Doubt| {
            let mut named = self.named(record, &note.field).peekable();
            named.peek().is_none() || named.any(open)
        };
        record.doubts.iter().filter(told)
    }

    /// The values that a way into a record leads to: the item of a list, or all of them.
    fn named<'r>(&'r self, record: &'r Record, way: &str) -> impl Iterator<Item = (&'r Field, &'r Value)> + use<'r> {
        let way = FieldPath::parse(way);
        let (name, item) = match way.as_ref().map(FieldPath::steps) {
            Some([Step::Key(name), Step::Item(item), ..]) => (Some(name), Some(*item)),
            Some([Step::Key(name), ..]) => (Some(name), None),
            _ => (None, None),
        };
        let index = name.and_then(|name| self.schema.field_index(name));
        let values = index.map_or(&[][..], |index| &record.values[index]);
        let named = values.iter().enumerate().filter(move |(at, _)| item.is_none_or(|item| item == *at));
        named.filter_map(move |(_, value)| Some((&self.schema.fields[index?], value)))
    }

    /// A record's own site.
    pub fn website<'r>(&self, record: &'r Record) -> Option<&'r WebAddress> {
        self.first::<UrlField>(record, Role::Website)
    }

    /// The areas that a record serves.
    pub fn serves<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r ServiceArea> {
        self.playing(record, Role::ServiceArea).iter().filter_map(Value::get::<ServiceAreaField>)
    }
}
