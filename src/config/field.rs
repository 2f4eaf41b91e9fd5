use regex::Regex;

use super::reading::{Fields, Reading, unknown_key};
use crate::diagnostic::codes;
use crate::model::{Date, Localized};
use crate::say;
use crate::yaml::{Entry, Node};

/// One field of a collection's records.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key in records and open data.
    pub name: String,
    /// What kind of value it holds.
    pub kind: FieldKind,
    /// Whether it holds a list of such values.
    pub list: bool,
    /// Its label on pages.
    pub label: Localized,
    /// What editors are told about it.
    pub help: Option<Localized>,
    /// What readers are shown where the value is missing.
    pub absent: Option<Localized>,
    /// Whether every record must have it.
    pub required: bool,
    /// Whether no two records of the collection may share a value.
    pub unique: bool,
    /// What the value must match as a whole.
    pub pattern: Option<Regex>,
    /// Smallest and largest value, as written in the schema.
    pub range: ValueRange,
    /// Fewest and most items of a list.
    pub items: (usize, usize),
    /// The value of a record that has none.
    pub default: Option<Node>,
    /// The search field that it feeds.
    pub search: SearchField,
    /// The property of schema.org that it is published as.
    pub schema_org: Option<String>,
}

/// The kinds of values that fields hold.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// One line of text, translatable.
    Text,
    /// Formatted text, translatable.
    Markdown,
    /// A whole number.
    Integer,
    /// An amount in a currency (ISO 4217 code).
    Money {
        /// The currency's code.
        currency: String,
    },
    /// A day; whether it is a term that runs out.
    Date {
        /// Whether a day in the past is reported.
        expires: bool,
    },
    /// Yes or no.
    Boolean,
    /// One of a list of words.
    Choice {
        /// The words and their labels, in the schema's order.
        choices: Vec<Choice>,
    },
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A postal code of the site's country.
    PostalCode,
    /// A postal address: street, postal code, town.
    Address,
    /// A point on Earth with its precision.
    Position,
    /// An area of one level.
    Area {
        /// The level's name.
        level: String,
    },
    /// A record of a collection.
    Reference {
        /// The collection's name.
        collection: String,
    },
    /// A dated word that says whether the place is open.
    Status {
        /// The words, in the schema's order.
        choices: Vec<StatusChoice>,
    },
    /// An area that is served, with the basis of that claim.
    ServiceArea {
        /// The one level allowed; all levels where there is none.
        level: Option<String>,
    },
}

/// One word of a choice field.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The word in records and open data.
    pub key: String,
    /// Its label on pages.
    pub label: Localized,
}

/// One word of a status field.
#[derive(Clone, Debug)]
pub struct StatusChoice {
    /// The word in records and open data.
    pub key: String,
    /// Its label on pages.
    pub label: Localized,
    /// Good news or bad, for colour and shape.
    pub tone: Tone,
    /// Its place in lists ordered by status and in search: lower comes first.
    pub rank: u8,
    /// What it means for the reader.
    pub explanation: Option<Localized>,
}

/// Whether a status is good or bad news for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Open.
    Positive,
    /// Not known.
    Neutral,
    /// Perhaps not open.
    Warning,
    /// Not open.
    Negative,
}

impl Tone {
    /// The word for it in schemas and style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Positive => "positive",
            Tone::Neutral => "neutral",
            Tone::Warning => "warning",
            Tone::Negative => "negative",
        }
    }
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

/// Smallest and largest allowed value of an integer, money or date field.
#[derive(Clone, Debug, Default)]
pub struct ValueRange {
    /// Smallest and largest number (money: in whole units of the currency).
    pub number: (Option<i64>, Option<i64>),
    /// First and last day.
    pub date: (Option<Date>, Option<Date>),
}

impl FieldKind {
    /// Whether its values are few enough to filter by.
    pub fn has_terms(&self) -> bool {
        matches!(self, Self::Boolean | Self::Choice { .. } | Self::Area { .. } | Self::Status { .. })
    }

    fn default_search(&self) -> SearchField {
        match self {
            Self::Text | Self::Markdown => SearchField::Text,
            Self::Choice { .. } => SearchField::Activity,
            Self::Phone | Self::Email | Self::Url | Self::PostalCode => SearchField::Contact,
            Self::Address | Self::Area { .. } | Self::ServiceArea { .. } => SearchField::Place,
            _ => SearchField::None,
        }
    }
}

const SEARCH_FIELDS: &[(&str, SearchField)] = &[
    ("name", SearchField::Name),
    ("operator", SearchField::Operator),
    ("place", SearchField::Place),
    ("street", SearchField::Street),
    ("activity", SearchField::Activity),
    ("contact", SearchField::Contact),
    ("text", SearchField::Text),
    ("none", SearchField::None),
];

const TONES: &[(&str, Tone)] = &[
    ("positive", Tone::Positive),
    ("neutral", Tone::Neutral),
    ("warning", Tone::Warning),
    ("negative", Tone::Negative),
];

/// Keys that every record has by itself, so that no field may have their names.
pub const RECORD_KEYS: [&str; 6] = ["name", "source", "verified", "corrections", "doubts", "aliases"];
/// Names that records get in open data, so that no field may have them.
const RESERVED: [&str; 4] = ["id", "collection", "title", "url"];

/// Reads one definition under `fields:`.
pub fn read_field(reading: &Reading<'_>, entry: &Entry) -> Option<Field> {
    let name = entry.key.clone();
    if RECORD_KEYS.contains(&name.as_str()) || RESERVED.contains(&name.as_str()) {
        let message =
            say!("Nazwa „{name}” jest zajęta: ma ją każdy rekord.", "The name “{name}” is taken: every record has it.");
        reading.report(codes::SCHEMA_FIELD, &entry.key_span, message, None);
        return None;
    }
    let definition = reading.fields(&entry.value)?;
    let kind = read_kind(reading, &definition)?;
    let search = definition.take("search").and_then(|node| reading.word(node, SEARCH_FIELDS));
    let field = Field {
        list: definition.boolean("list").unwrap_or(false),
        label: definition.need_localized("label").unwrap_or_else(|| Localized::plain(name.as_str())),
        help: definition.localized("help"),
        absent: definition.localized("absent"),
        required: definition.boolean("required").unwrap_or(false),
        unique: definition.boolean("unique").unwrap_or(false),
        pattern: definition.take("pattern").and_then(|node| read_pattern(reading, node)),
        range: read_range(&definition, &kind),
        items: read_items(&definition),
        default: definition.take("default").cloned(),
        search: search.unwrap_or_else(|| kind.default_search()),
        schema_org: definition.text("schema_org").map(str::to_owned),
        name,
        kind,
    };
    definition.close();
    Some(field)
}

fn read_kind(reading: &Reading<'_>, definition: &Fields<'_, '_>) -> Option<FieldKind> {
    type Make = fn(&Reading<'_>, &Fields<'_, '_>) -> Option<FieldKind>;
    const KINDS: &[(&str, Make)] = &[
        ("text", |_, _| Some(FieldKind::Text)),
        ("markdown", |_, _| Some(FieldKind::Markdown)),
        ("integer", |_, _| Some(FieldKind::Integer)),
        ("money", |_, fields| Some(FieldKind::Money { currency: fields.need_text("currency")?.to_owned() })),
        ("date", |_, fields| Some(FieldKind::Date { expires: fields.boolean("expires").unwrap_or(false) })),
        ("boolean", |_, _| Some(FieldKind::Boolean)),
        ("choice", |reading, fields| {
            Some(FieldKind::Choice { choices: read_choices(reading, fields.need("choices")?)? })
        }),
        ("phone", |_, _| Some(FieldKind::Phone)),
        ("email", |_, _| Some(FieldKind::Email)),
        ("url", |_, _| Some(FieldKind::Url)),
        ("postal_code", |_, _| Some(FieldKind::PostalCode)),
        ("address", |_, _| Some(FieldKind::Address)),
        ("position", |_, _| Some(FieldKind::Position)),
        ("area", |_, fields| Some(FieldKind::Area { level: fields.need_text("level")?.to_owned() })),
        ("reference", |_, fields| {
            Some(FieldKind::Reference { collection: fields.need_text("collection")?.to_owned() })
        }),
        ("status", |reading, fields| {
            Some(FieldKind::Status { choices: read_statuses(reading, fields.need("choices")?)? })
        }),
        ("service_area", |_, fields| Some(FieldKind::ServiceArea { level: fields.text("level").map(str::to_owned) })),
    ];
    let make = reading.word(definition.need("type")?, KINDS)?;
    make(reading, definition)
}

fn read_choices(reading: &Reading<'_>, node: &Node) -> Option<Vec<Choice>> {
    let entries = &reading.mapping(node)?.entries;
    let choice = |entry: &Entry| Some(Choice { key: entry.key.clone(), label: reading.localized(&entry.value)? });
    Some(entries.iter().filter_map(choice).collect())
}

fn read_statuses(reading: &Reading<'_>, node: &Node) -> Option<Vec<StatusChoice>> {
    let entries = &reading.mapping(node)?.entries;
    let status = |entry: &Entry| {
        let fields = reading.fields(&entry.value)?;
        let choice = StatusChoice {
            key: entry.key.clone(),
            label: fields.need_localized("label")?,
            tone: fields.need("tone").and_then(|node| reading.word(node, TONES)).unwrap_or(Tone::Neutral),
            rank: fields.integer("rank").and_then(|rank| u8::try_from(rank).ok()).unwrap_or(0),
            explanation: fields.localized("explanation"),
        };
        fields.close();
        Some(choice)
    };
    Some(entries.iter().filter_map(status).collect())
}

fn read_pattern(reading: &Reading<'_>, node: &Node) -> Option<Regex> {
    let text = reading.text(node)?;
    match Regex::new(&format!("^(?:{text})$")) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            let message = say!("Wyrażenie regularne jest błędne: {error}", "The regular expression is wrong: {error}");
            reading.report(codes::SCHEMA_FIELD, &node.span, message, None);
            None
        }
    }
}

fn read_range(definition: &Fields<'_, '_>, kind: &FieldKind) -> ValueRange {
    match kind {
        FieldKind::Integer | FieldKind::Money { .. } => {
            ValueRange { number: (definition.integer("min"), definition.integer("max")), ..ValueRange::default() }
        }
        FieldKind::Date { .. } => {
            ValueRange { date: (definition.date("min"), definition.date("max")), ..ValueRange::default() }
        }
        _ => ValueRange::default(),
    }
}

fn read_items(definition: &Fields<'_, '_>) -> (usize, usize) {
    let count = |key| definition.integer(key).and_then(|count| usize::try_from(count).ok());
    (count("min_items").unwrap_or(0), count("max_items").unwrap_or(usize::MAX))
}

/// Reports a key of a record that its schema does not know.
pub fn unknown_record_key(reading: &Reading<'_>, entry: &Entry, fields: &[Field]) {
    let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).chain(RECORD_KEYS).collect();
    unknown_key(reading, &entry.key, &entry.key_span, known);
}
