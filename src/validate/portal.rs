use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{AddressPart, LevelDefinition, Noun, Schema, Site};
use crate::geometry::{AreaIndex, Feature};
use crate::model::{
    Date, Decimal, Email, LanguageTag, Localized, Phone, Position, PostalCode, RecordId, UrlPath, WebAddress,
};
use crate::source::{Location, SourceFile};

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

/// A record's place in the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// Index into [`Portal::collections`].
    pub collection: usize,
    /// Index into [`Collection::records`].
    pub record: usize,
}

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
    /// One line on it for lists.
    pub summary: Option<Localized>,
    /// The values of its fields. **Shape**: one for each field of the schema, in the schema's order.
    pub values: Vec<Option<FieldValue>>,
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

/// The value of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// One line of text.
    Text(Localized),
    /// Formatted text.
    Markdown(Localized),
    /// A whole number.
    Integer(i64),
    /// An amount in the field's currency.
    Money(Decimal),
    /// A day.
    Date(Date),
    /// Yes or no.
    Boolean(bool),
    /// Index into the field's choices.
    Choice(usize),
    /// A telephone number.
    Phone(Phone),
    /// An e-mail address.
    Email(Email),
    /// A web address.
    Url(WebAddress),
    /// A postal code.
    PostalCode(PostalCode),
    /// A postal address.
    Address(Address),
    /// A point on Earth.
    Position(Place),
    /// Index into [`Areas::areas`].
    Area(usize),
    /// Another record.
    Reference(RecordRef),
    /// Whether the place is open.
    Status(Status),
    /// An area that is served.
    ServiceArea(ServiceArea),
    /// A list of the field's kind. **Shape**: never empty.
    List(Vec<FieldValue>),
}

impl FieldValue {
    /// The value, or the items of a list, one after another.
    pub fn items(&self) -> &[FieldValue] {
        match self {
            FieldValue::List(items) => items,
            single => std::slice::from_ref(single),
        }
    }
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street and number, or the village and number where there are no streets.
    pub street: Option<String>,
    /// The village, where it is not the post town.
    pub locality: Option<String>,
    /// The postal code.
    pub postal_code: Option<PostalCode>,
    /// The post town.
    pub town: String,
}

impl Address {
    /// One part of it; empty where there is none. The village of a town's own place is the town.
    pub fn part(&self, part: AddressPart) -> &str {
        match part {
            AddressPart::Street => self.street.as_deref().unwrap_or(""),
            AddressPart::Locality => self.locality.as_deref().unwrap_or(&self.town),
            AddressPart::PostalCode => self.postal_code.as_ref().map_or("", |code| code.as_str()),
            AddressPart::Town => &self.town,
        }
    }
}

/// A point with how exact it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The point.
    pub position: Position,
    /// How exact it is.
    pub precision: Precision,
    /// Where it comes from.
    pub source: Option<String>,
}

/// What a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The building.
    Building,
    /// The street.
    Street,
    /// The town or village.
    Locality,
    /// The area.
    Area,
}

impl Precision {
    /// The word for it in records and open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Building => "building",
            Precision::Street => "street",
            Precision::Locality => "locality",
            Precision::Area => "area",
        }
    }
}

/// Whether a place is open, as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Index into the field's choices.
    pub choice: usize,
    /// The day it is known for.
    pub as_of: Option<Date>,
    /// Where that is said.
    pub source: Option<Localized>,
    /// What else there is to say.
    pub note: Option<Localized>,
}

/// An area that a place serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceArea {
    /// Index into [`Areas::areas`].
    pub area: usize,
    /// What the claim rests on.
    pub basis: Basis,
}

/// What the claim that a place serves an area rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The place's operator is the area's own body.
    Operator,
    /// The operator or the source says so.
    Declared,
    /// Nothing that is known.
    Unknown,
}

impl Basis {
    /// The word for it in records and open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Operator => "operator",
            Basis::Declared => "declared",
            Basis::Unknown => "unknown",
        }
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

/// The areas of all levels.
#[derive(Debug, Default)]
pub struct Areas {
    /// The levels, from the largest areas to the smallest.
    pub levels: Vec<LevelDefinition>,
    /// All areas. **Shape**: ordered by level, then code.
    pub areas: Vec<Area>,
    /// Index into `areas` by level and code.
    pub by_code: HashMap<(usize, String), usize>,
    /// The outlines, one for each level; `None` where the level has none.
    pub outlines: Vec<Option<Outlines>>,
    /// Whether some could not be read: codes and points are not judged by them then.
    pub unread: bool,
}

/// The outlines of the areas of one level.
#[derive(Debug)]
pub struct Outlines {
    /// The shapes, for drawing. **Shape**: in the order of the file.
    pub features: Vec<Feature>,
    /// What can be asked of them: inside, how far, which neighbours.
    pub index: AreaIndex,
}

impl Areas {
    /// The areas of a level with their indexes, in the order of their codes.
    pub fn of_level(&self, level: usize) -> impl Iterator<Item = (usize, &Area)> {
        self.areas.iter().enumerate().filter(move |(_, area)| area.level == level)
    }

    /// The index of a level by its name.
    pub fn level_index(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// An area and all areas that it lies in, the smallest first.
    pub fn lineage(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(index), |index| self.areas[*index].parent)
    }

    /// The area of a level that an area lies in (the area itself where it is of that level).
    pub fn at_level(&self, index: usize, level: usize) -> Option<usize> {
        self.lineage(index).find(|index| self.areas[*index].level == level)
    }
}

/// An area: a region, county, commune.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its official code. **Shape**: unique in its level.
    pub code: String,
    /// Its name.
    pub name: Localized,
    /// What kind of area it is.
    pub kind: Option<Localized>,
    /// The town it is administered from.
    pub seat: Option<String>,
    /// Index into [`Areas::levels`].
    pub level: usize,
    /// Index into [`Areas::areas`].
    pub parent: Option<usize>,
    /// Areas one level down. Indexes into [`Areas::areas`].
    pub children: Vec<usize>,
    /// Where its page lies, if its level has pages. **Shape**: unique.
    pub url: Option<UrlPath>,
    /// A point inside it.
    pub position: Option<Position>,
    /// What tells it from another area of its level with the same name: its kind or, where that is the same too, the
    /// name of the area that it lies in.
    pub distinction: Option<Localized>,
}

impl Area {
    /// Its name with what tells it from its namesakes. **Shape**: unique in its level.
    pub fn title(&self, language: &LanguageTag, default: &LanguageTag) -> String {
        let name = self.name.get(language, default).text;
        match &self.distinction {
            Some(distinction) => format!("{name} – {}", distinction.get(language, default).text),
            None => name.to_owned(),
        }
    }
}

/// A narrative page in one language.
#[derive(Debug)]
pub struct Page {
    /// Where it lies, without the language's prefix.
    pub path: UrlPath,
    /// Its language.
    pub language: LanguageTag,
    /// Its title.
    pub title: String,
    /// What it is called in menus where there is little room.
    pub short_title: Option<String>,
    /// One sentence for lists and search engines.
    pub description: Option<String>,
    /// What the theme adds to its text.
    pub layout: Layout,
    /// Its place among its siblings.
    pub order: i64,
    /// Whether it begins with a table of contents.
    pub toc: bool,
    /// Whether its headings are numbered.
    pub numbered: bool,
    /// Old addresses that lead to it, each with its place in the file.
    pub aliases: Vec<(UrlPath, Location)>,
    /// The file it comes from.
    pub file: Arc<SourceFile>,
    /// Where its Markdown begins in the file. **Units**: bytes.
    pub body: usize,
}

impl Page {
    /// Its Markdown.
    pub fn markdown(&self) -> &str {
        &self.file.text()[self.body..]
    }

    /// Where the whole report can be printed, for a page with the layout `report`.
    pub fn whole_report(&self) -> UrlPath {
        self.path.join("print")
    }

    /// The place of a byte range of its Markdown.
    pub fn at(&self, range: std::ops::Range<usize>) -> Location {
        self.file.location(self.body + range.start..self.body + range.end)
    }
}

/// What the theme adds to a page's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Nothing.
    Page,
    /// Ways into the register.
    Home,
    /// All collections as tables, grouped.
    Directory,
    /// The map.
    Map,
    /// The search.
    Search,
    /// The glossary.
    Glossary,
    /// The open data.
    Downloads,
    /// Corrections, doubts and contradictions of the source.
    SourceNotes,
    /// The accessibility statement.
    Accessibility,
    /// Which areas are served.
    Coverage,
    /// The contents of the pages below it.
    Report,
}

/// Figures with their source: rows and columns.
#[derive(Debug)]
pub struct Dataset {
    /// Its name: the file name.
    pub id: String,
    /// Its title.
    pub title: Localized,
    /// What is counted.
    pub unit: Option<Unit>,
    /// The year of the report it belongs to.
    pub year: Option<i64>,
    /// Where the figures come from.
    pub source: Citation,
    /// Its columns in order.
    pub columns: Vec<DataColumn>,
    /// The column whose values name the rows. Index into `columns`.
    pub key: usize,
    /// Its rows. **Shape**: as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// Totals stated in the source: column index → value.
    pub totals: BTreeMap<usize, Decimal>,
    /// Notes under charts and tables.
    pub notes: Vec<Localized>,
    /// Where the source contradicts itself.
    pub conflicts: Vec<Conflict>,
    /// Its file.
    pub location: Location,
}

/// What figures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A noun with plural forms.
    Noun(Noun),
    /// A symbol such as `zł` or `%`.
    Symbol(Localized),
}

/// A column of a dataset.
#[derive(Clone, Debug)]
pub struct DataColumn {
    /// Its name.
    pub id: String,
    /// Its heading.
    pub label: Localized,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// What its figures count, where it is not the dataset's unit.
    pub unit: Option<Unit>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals.
    Decimal,
    /// Amounts of money.
    Money,
    /// Shares of a hundred.
    Percent,
    /// Areas.
    Area,
    /// Records.
    Record,
}

/// One cell of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The source has no figure.
    Missing,
    /// Text.
    Text(Localized),
    /// A number.
    Number(Decimal),
    /// Index into [`Areas::areas`].
    Area(usize),
    /// A record.
    Record(RecordRef),
}

impl Cell {
    /// The area that it names. Index into [`Areas::areas`].
    pub fn area(&self) -> Option<usize> {
        match self {
            Self::Area(area) => Some(*area),
            _ => None,
        }
    }
}

/// A place where the source contradicts itself.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Where in the source.
    pub place: Localized,
    /// What is printed there.
    pub printed: Localized,
    /// What the dataset takes.
    pub taken: Localized,
    /// Why.
    pub reason: Localized,
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

    /// The area that a record stands in. Index into [`Areas::areas`].
    pub fn area(&self, record: &Record) -> Option<usize> {
        match self.value(record, self.schema.area())? {
            FieldValue::Area(area) => Some(*area),
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
