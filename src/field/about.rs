use super::Role;
use crate::search;
use crate::source::Location;

/// What holds for all values of a field.
#[derive(Clone, Copy, Debug)]
pub struct About<'k> {
    /// How many values there may be.
    pub multiplicity: Multiplicity,
    /// The part that the field plays for the program where the schema says nothing.
    pub role: Option<Role>,
    /// All parts that the schema may give it.
    pub roles: &'static [Role],
    /// What its values refer to.
    pub refers: Option<Refers<'k>>,
    /// The parts of a value. **Shape**: never empty.
    pub parts: &'static [Part],
    /// The search field that it feeds where the schema says nothing.
    pub search: SearchField,
    /// What can be chosen and counted by.
    pub terms: Terms<'k>,
    /// Whether its values are texts in languages.
    pub translates: bool,
    /// Whether its values can be pieces of a title.
    pub titles: bool,
}

/// How many values of a kind there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplicity {
    /// One field of a schema, with one value.
    OneField,
    /// Several fields, each with one value.
    OneValue,
    /// Several fields, each perhaps with a list.
    Many,
}

/// What the values of a field refer to.
#[derive(Clone, Copy, Debug)]
pub enum Refers<'k> {
    /// Areas of a level, and where the schema names it.
    Level(&'k str, &'k Location),
    /// Records of a collection, and where the schema names it.
    Collection(&'k str, &'k Location),
}

/// A part of a value, as `address.town` names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The key under which it stands in a record; empty for the value as a whole.
    pub key: &'static str,
    /// What tables add to the field's name; none where they leave the part out.
    pub column: Option<&'static str>,
    /// The number of the field that it is a part of, where a value is made of fields.
    pub inner: Option<u16>,
}

impl Part {
    /// The value as a whole.
    pub const WHOLE: Part = Part { key: "", column: Some(""), inner: None };

    /// A part with a column of its own.
    pub const fn column(key: &'static str, column: &'static str) -> Self {
        Self { key, column: Some(column), inner: None }
    }

    /// A part that tables leave out.
    pub const fn hidden(key: &'static str) -> Self {
        Self { key, column: None, inner: None }
    }
}

/// The parts of a value that has none.
pub const WHOLE: &[Part] = &[Part::WHOLE];

/// What the values of a field can be chosen and counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms<'k> {
    /// Nothing: there are as many values as records.
    None,
    /// So many words of its own; their identifiers are the numbers below.
    Own(u32),
    /// So many as the records have; their identifiers are the numbers below. None yet while records are read.
    Found(u32),
    /// The areas of a level, or of all levels; their identifiers are the areas' numbers.
    Areas(Option<&'k str>),
}

/// The search field that a record's field feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchField {
    /// The record's name.
    Name,
    /// Who runs it.
    Operator,
    /// Towns and areas.
    Place,
    /// Streets.
    Street,
    /// What it does.
    Activity,
    /// Telephones, e-mails, web addresses, postal codes.
    Contact,
    /// Longer text.
    Text,
    /// Not searched.
    None,
}

impl SearchField {
    /// The search fields by their words in schemas.
    pub const ALL: &[(&str, SearchField)] = &[
        ("name", SearchField::Name),
        ("operator", SearchField::Operator),
        ("place", SearchField::Place),
        ("street", SearchField::Street),
        ("activity", SearchField::Activity),
        ("contact", SearchField::Contact),
        ("text", SearchField::Text),
        ("none", SearchField::None),
    ];

    /// The part of a document that its words go to, unless the kind knows better; none where it is not searched.
    pub fn of_document(self) -> Option<search::Field> {
        Some(match self {
            SearchField::Name => search::Field::Name,
            SearchField::Operator => search::Field::Operator,
            SearchField::Place => search::Field::Place,
            SearchField::Street => search::Field::Street,
            SearchField::Activity => search::Field::Activity,
            SearchField::Contact | SearchField::Text => search::Field::Text,
            SearchField::None => return None,
        })
    }
}
