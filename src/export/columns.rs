use serde_json::{Value, json};

use super::{json, localized};
use crate::field::{Audience, Cell, Part};
use crate::index::Indexes;
use crate::model::RecordRef;
use crate::validate::{Collection, Portal};

/// A column of the records' table.
pub struct Column {
    /// Its name in the head.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
}

/// What a column holds.
pub enum Holds {
    /// What every record has.
    Own(Own),
    /// A field, or one part of its values.
    Field(String, Part),
}

/// What every record has beside its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Its identifier.
    Id,
    /// The name of its collection.
    Collection,
    /// Its name as printed.
    Name,
    /// Its title.
    Title,
    /// The address of its page.
    Url,
    /// The document that its facts come from.
    SourceTitle,
    /// Where that can be read.
    SourceUrl,
    /// The place in it.
    SourcePlace,
    /// The last day on which somebody checked it.
    Verified,
    /// What it gives otherwise than printed, as JSON.
    Corrections,
    /// What may be wrong, as JSON.
    Doubts,
}

/// The columns before and after those of the fields, with their names.
const BEFORE: [(&str, Own); 5] =
    [("id", Own::Id), ("collection", Own::Collection), ("name", Own::Name), ("title", Own::Title), ("url", Own::Url)];
const AFTER: [(&str, Own); 6] = [
    ("source.title", Own::SourceTitle),
    ("source.url", Own::SourceUrl),
    ("source.place", Own::SourcePlace),
    ("verified", Own::Verified),
    ("corrections", Own::Corrections),
    ("doubts", Own::Doubts),
];

/// The columns of some collections' records: one for each part of a field that one of them has, in the order of schemas.
pub fn columns(collections: &[&Collection]) -> Vec<Column> {
    let own = |(name, own): (&str, Own)| Column { name: name.to_owned(), holds: Holds::Own(own) };
    let mut columns: Vec<Column> = BEFORE.map(own).into();
    let mut known: Vec<&str> = Vec::new();
    for field in collections.iter().flat_map(|collection| &collection.schema.fields) {
        if !known.contains(&field.name.as_str()) {
            known.push(&field.name);
            let holds = |part| Holds::Field(field.name.clone(), part);
            columns.extend(field.columns().map(|(name, part)| Column { name, holds: holds(part) }));
        }
    }
    columns.extend(AFTER.map(own));
    columns
}

impl Column {
    /// Its cell for a record.
    pub fn cell(&self, portal: &Portal, at: RecordRef) -> Cell {
        let (collection, record) = (portal.collection_of(at), portal.record(at));
        match &self.holds {
            Holds::Own(own) => own.cell(portal, at),
            Holds::Field(name, part) => match collection.schema.field_index(name) {
                Some(index) => {
                    collection.schema.fields[index].cell(&record.values[index], *part, Audience::Everyone, portal)
                }
                None => Cell::Empty,
            },
        }
    }

    /// Whether it holds lists in one of the collections, so that its cells are texts with items in them.
    pub fn is_list(&self, collections: &[&Collection]) -> bool {
        let Holds::Field(name, _) = &self.holds else { return false };
        let field = |of: &&Collection| of.schema.field_index(name).map(|index| of.schema.fields[index].list);
        collections.iter().filter_map(field).any(|list| list)
    }

    /// What people call it, in all languages; nothing where its name is all there is.
    pub fn label(&self, portal: &Portal, collections: &[&Collection]) -> Option<Value> {
        let Holds::Field(name, _) = &self.holds else { return None };
        let schema = collections.iter().find_map(|of| Some(&of.schema.fields[of.schema.field_index(name)?]));
        schema.map(|field| localized(portal, &field.label))
    }

    /// The type of its cells.
    pub fn kind(&self, portal: &Portal, indexes: &Indexes, collections: &[&Collection]) -> CellKind {
        match self.holds {
            Holds::Own(Own::Url | Own::SourceUrl) => return CellKind::Address,
            Holds::Own(Own::Verified) => return CellKind::Date,
            Holds::Own(Own::Corrections | Own::Doubts) => return CellKind::Json,
            Holds::Own(_) => return CellKind::Text,
            Holds::Field(..) if self.is_list(collections) => return CellKind::Text,
            Holds::Field(..) => {}
        }
        let kinds = rows(portal, indexes, collections).filter_map(|at| CellKind::of(&self.cell(portal, at)));
        kinds.reduce(|one, other| if one == other { one } else { CellKind::Text }).unwrap_or(CellKind::Text)
    }
}

impl Own {
    /// The theme's word for it.
    pub fn label_key(self) -> &'static str {
        match self {
            Own::Id => "column-id",
            Own::Collection => "column-collection",
            Own::Name => "column-name",
            Own::Title => "column-title",
            Own::Url => "column-url",
            Own::SourceTitle => "column-source-title",
            Own::SourceUrl => "column-source-url",
            Own::SourcePlace => "column-source-place",
            Own::Verified => "column-verified",
            Own::Corrections => "column-corrections",
            Own::Doubts => "column-doubts",
        }
    }

    fn cell(self, portal: &Portal, at: RecordRef) -> Cell {
        let (collection, record) = (portal.collection_of(at), portal.record(at));
        let notes =
            |notes: Vec<Value>| if notes.is_empty() { Cell::Empty } else { Cell::Text(json!(notes).to_string()) };
        let source = |key: &str| Cell::maybe(json::citation(portal, &record.source)[key].as_str());
        match self {
            Own::Id => Cell::Text(record.id.to_string()),
            Own::Collection => Cell::Text(collection.schema.id.clone()),
            Own::Name => Cell::Text(record.name.to_string()),
            Own::Title => Cell::original(&record.title),
            Own::Url => Cell::Text(json::address(portal, record)),
            Own::SourceTitle => source("title"),
            Own::SourceUrl => source("url"),
            Own::SourcePlace => source("place"),
            Own::Verified => record.verified.map_or(Cell::Empty, Cell::Date),
            Own::Corrections => notes(json::corrections(collection, record)),
            Own::Doubts => notes(json::doubts(collection, record)),
        }
    }
}

/// The records of some collections, in order.
pub fn rows<'p>(
    portal: &'p Portal,
    indexes: &'p Indexes,
    collections: &'p [&Collection],
) -> impl Iterator<Item = RecordRef> + 'p {
    let chosen = |at: &RecordRef| {
        let id = &portal.collection_of(*at).schema.id;
        collections.iter().any(|chosen| chosen.schema.id == *id)
    };
    indexes.in_order().filter(chosen)
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Text, also what looks like a number but is a name.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Days.
    Date,
    /// Yes or no.
    Boolean,
    /// Addresses on the web.
    Address,
    /// JSON within a cell.
    Json,
}

impl CellKind {
    /// The kind of a cell that is not empty.
    pub fn of(cell: &Cell) -> Option<Self> {
        Some(match cell {
            Cell::Empty => return None,
            Cell::Text(_) => Self::Text,
            Cell::Integer(_) => Self::Integer,
            Cell::Decimal(_) | Cell::Degrees(_) => Self::Number,
            Cell::Date(_) => Self::Date,
            Cell::Boolean(_) => Self::Boolean,
        })
    }

    /// The word for it in CSV on the Web. **Source**: W3C Metadata Vocabulary for Tabular Data §5.11.1.
    pub fn csvw(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::Address => "anyURI",
            Self::Json => "json",
        }
    }

    /// The words for it in a Table Schema: type and format. **Source**: Table Schema 2.0.
    pub fn table_schema(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("string", "default"),
            Self::Integer => ("integer", "default"),
            Self::Number => ("number", "default"),
            Self::Date => ("date", "default"),
            Self::Boolean => ("boolean", "default"),
            Self::Address => ("string", "uri"),
            Self::Json => ("array", "default"),
        }
    }
}

/// A cell in JSON: a number stays one.
pub fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Integer(number) => json!(number),
        Cell::Decimal(number) => {
            let text = number.to_string();
            text.parse::<serde_json::Number>().map_or(json!(text), Value::Number)
        }
        Cell::Degrees(degrees) => json!(degrees),
        Cell::Date(date) => json!(date.to_string()),
        Cell::Boolean(yes) => json!(yes),
    }
}
