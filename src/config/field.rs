use std::ops::Range;

use regex::Regex;

use crate::diagnostic::codes;
use crate::model::{Date, Localized, slugify};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::source::Location;
use crate::yaml::{Entry, Node, Value};

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
    /// Where the schema names it.
    pub location: Location,
    /// Where the schema names the level or collection that its values come from.
    pub target: Option<Location>,
}

/// The kinds of values that fields hold.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// One line of text, translatable.
    Text,
    /// Formatted text, translatable.
    Markdown,
    /// A whole number.
    Integer {
        /// Whether its thousands are set apart, as those of an amount are and those of a year are not.
        grouped: bool,
    },
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
    /// Its label where it is known of a day long ago only.
    pub past: Option<Localized>,
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
            Self::Choice { .. } | Self::Status { .. } => SearchField::Activity,
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
    check_name(reading, &entry.key, &entry.key_span)?;
    let definition = reading.fields(&entry.value)?;
    let Some(kind) = read_kind(reading, &definition) else {
        definition.close_unread();
        return None;
    };
    let search = definition.take("search").and_then(|node| reading.word(node, SEARCH_FIELDS));
    let field = Field {
        list: definition.boolean("list").unwrap_or(false),
        label: definition.need_localized("label").unwrap_or_else(|| Localized::plain(entry.key.as_str())),
        help: definition.localized("help"),
        absent: definition.localized("absent"),
        required: definition.boolean("required").unwrap_or(false),
        unique: definition.boolean("unique").unwrap_or(false),
        pattern: read_pattern(&definition, &kind),
        range: read_range(&definition, &kind),
        items: read_items(&definition),
        default: definition.take("default").cloned(),
        search: search.unwrap_or_else(|| kind.default_search()),
        schema_org: definition.text("schema_org").map(str::to_owned),
        location: reading.at(&entry.key_span),
        target: match kind {
            FieldKind::Reference { .. } => definition.place("collection"),
            FieldKind::Area { .. } | FieldKind::ServiceArea { .. } => definition.place("level"),
            _ => None,
        },
        name: entry.key.clone(),
        kind,
    };
    definition.close();
    Some(field)
}

/// Whether a field may have this name.
fn check_name(reading: &Reading<'_>, name: &str, span: &Range<usize>) -> Option<()> {
    if RECORD_KEYS.contains(&name) || RESERVED.contains(&name) {
        let message =
            say!("Nazwa „{name}” jest zajęta: ma ją każdy rekord.", "The name “{name}” is taken: every record has it.");
        reading.report(codes::SCHEMA_FIELD, span, message, None);
        return None;
    }
    if !is_plain_word(name) {
        let message = say!("Pole nie może się nazywać „{name}”.", "A field cannot be called “{name}”.");
        let word = slugify(name).replace('-', "_");
        let help = say!(
            "Małe litery bez polskich znaków, cyfry i podkreślenia, np. {word}; nazwę dla czytelników wpisz w „label”.",
            "Lower-case letters without accents, digits and underscores, such as {word}; readers see the “label”."
        );
        reading.report(codes::SCHEMA_FIELD, span, message, Some(help));
        return None;
    }
    Some(())
}

fn is_plain_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn read_kind(reading: &Reading<'_>, definition: &Fields<'_, '_>) -> Option<FieldKind> {
    type Make = fn(&Reading<'_>, &Fields<'_, '_>) -> Option<FieldKind>;
    const KINDS: &[(&str, Make)] = &[
        ("text", |_, _| Some(FieldKind::Text)),
        ("markdown", |_, _| Some(FieldKind::Markdown)),
        ("integer", |_, fields| Some(FieldKind::Integer { grouped: fields.boolean("grouped").unwrap_or(true) })),
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
    if matches!(node.value, Value::Sequence(_)) {
        let message = say!("Każde słowo potrzebuje etykiety.", "Each word needs a label.");
        let help = say!(
            "Napisz np. choices: {{rower: Rower, auto: Auto}}",
            "Write for example choices: {{bike: Bicycle, car: Car}}"
        );
        reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
        return None;
    }
    let entries = &reading.mapping(node)?.entries;
    let label = |entry: &Entry| reading.localized(&entry.value).unwrap_or_else(|| Localized::plain(entry.key.as_str()));
    let choice = |entry: &Entry| Choice { key: entry.key.clone(), label: label(entry) };
    not_empty(reading, node, entries.iter().map(choice).collect())
}

/// The choices, unless there are none, which is reported.
fn not_empty<T>(reading: &Reading<'_>, node: &Node, choices: Vec<T>) -> Option<Vec<T>> {
    if choices.is_empty() {
        let message = say!("Nie ma z czego wybierać.", "There is nothing to choose from.");
        let help = say!("Dopisz słowa i ich etykiety: klucz: Etykieta", "Add words and their labels: key: Label");
        reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
    }
    (!choices.is_empty()).then_some(choices)
}

fn read_statuses(reading: &Reading<'_>, node: &Node) -> Option<Vec<StatusChoice>> {
    let entries = &reading.mapping(node)?.entries;
    let status = |entry: &Entry| {
        let fields = reading.fields(&entry.value)?;
        let choice = StatusChoice {
            key: entry.key.clone(),
            label: fields.need_localized("label").unwrap_or_else(|| Localized::plain(entry.key.as_str())),
            past: fields.localized("past"),
            tone: fields.need("tone").and_then(|node| reading.word(node, TONES)).unwrap_or(Tone::Neutral),
            rank: read_rank(reading, &fields),
            explanation: fields.localized("explanation"),
        };
        fields.close();
        Some(choice)
    };
    not_empty(reading, node, entries.iter().filter_map(status).collect())
}

fn read_rank(reading: &Reading<'_>, fields: &Fields<'_, '_>) -> u8 {
    let Some(rank) = fields.count("rank") else { return 0 };
    u8::try_from(rank).unwrap_or_else(|_| {
        let span = fields.take("rank").map_or(0..0, |node| node.span.clone());
        let message = say!("{rank} to za dużo.", "{rank} is too large.");
        let help = say!("Największa dozwolona wartość to 255.", "The largest value allowed is 255.");
        reading.report(codes::VALUE_RANGE, &span, message, Some(help));
        u8::MAX
    })
}

/// Text and postal codes may have a pattern; under any other type the key is unknown.
fn read_pattern(definition: &Fields<'_, '_>, kind: &FieldKind) -> Option<Regex> {
    if !matches!(kind, FieldKind::Text | FieldKind::PostalCode) {
        return None;
    }
    let (reading, node) = (definition.reading, definition.take("pattern")?);
    let text = reading.text(node)?;
    match Regex::new(&format!("^(?:{text})$")) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            let message = say!(
                "„{text}” nie jest poprawnym wyrażeniem regularnym.",
                "“{text}” is not a valid regular expression."
            );
            let why = explain_regex(&error);
            let help = say!("Program czytający wyrażenia mówi: {why}", "The reader of expressions says: {why}");
            reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
            None
        }
    }
}

fn read_range(definition: &Fields<'_, '_>, kind: &FieldKind) -> ValueRange {
    match kind {
        FieldKind::Integer { .. } | FieldKind::Money { .. } => {
            ValueRange { number: (definition.integer("min"), definition.integer("max")), ..ValueRange::default() }
        }
        FieldKind::Date { .. } => {
            ValueRange { date: (definition.date("min"), definition.date("max")), ..ValueRange::default() }
        }
        _ => ValueRange::default(),
    }
}

fn read_items(definition: &Fields<'_, '_>) -> (usize, usize) {
    (definition.count("min_items").unwrap_or(0), definition.count("max_items").unwrap_or(usize::MAX))
}

/// What is wrong with a regular expression: the last line of the error, which else draws the expression as well.
fn explain_regex(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_plain_words() {
        assert!(["phones", "status_granted", "a1"].iter().all(|name| is_plain_word(name)));
        assert!(["", "Phones", "1a", "e-mail", "łąka", "a b", "_a", "a.b"].iter().all(|name| !is_plain_word(name)));
    }

    #[test]
    #[expect(clippy::invalid_regex, reason = "the wrong pattern is what is tested")]
    fn a_wrong_expression_is_explained_in_one_line() {
        let error = Regex::new("^(?:[0-9)$").unwrap_err();
        assert_eq!(explain_regex(&error), "unclosed character class");
    }
}
