use super::RecordRef;
use crate::config::{AddressPart, StatusChoice};
use crate::model::{Date, Decimal, Email, Localized, Phone, Position, PostalCode, RecordId, UrlPath, WebAddress};
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
    /// The values of its fields. **Shape**: one for each field of the schema, in the schema's order.
    pub values: Vec<Option<FieldValue>>,
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
    /// Index into [`Areas::areas`](super::Areas::areas).
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
    pub as_of: Date,
    /// Whether that day is more than a year before the build.
    pub is_past: bool,
    /// Where that is said.
    pub source: Option<Localized>,
    /// What else there is to say.
    pub note: Option<Localized>,
}

impl Status {
    /// The words for it: in the past where its day is long ago and its choice has such words.
    pub fn word<'c>(&self, choice: &'c StatusChoice) -> &'c Localized {
        choice.past.as_ref().filter(|_| self.is_past).unwrap_or(&choice.label)
    }
}

/// An area that a place serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceArea {
    /// Index into [`Areas::areas`](super::Areas::areas).
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
