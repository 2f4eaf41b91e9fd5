//! What a column of a new table is to be, told from its heading and from all that stands in it.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Found;
use super::words::{concept_of, fold, is_ordinal, parted, yes_or_no};
use crate::field::Names;
use crate::model::{Country, PostalCode, guess_date, slugify};
use crate::sheet::Cell;
use crate::validate::Portal;
use crate::yaml::scalar;

/// The most different values that are choices, and not texts.
const CHOICES: usize = 15;

/// The most different texts by which records can be chosen.
const FACET: usize = 400;

/// A field that is proposed: its name, the lines of its definition, and what it is for.
pub struct Proposed {
    /// Its name.
    pub name: String,
    /// The lines of its definition.
    pub lines: Vec<String>,
    /// Whether records can be chosen by it.
    pub is_facet: bool,
}

/// What a column is to be.
pub enum Use {
    /// The record's name.
    Name,
    /// A part of the address or position: the path of the mapping.
    Part(&'static str),
    /// A field of its own.
    Field(Proposed),
    /// Nothing.
    Skip,
}

/// A column with all that stands in it.
pub struct Column<'f> {
    pub head: &'f str,
    /// What stands in it, without empty cells.
    pub cells: Vec<&'f Cell>,
    pub rows: usize,
    found: &'f Found<'f>,
    place: usize,
}

impl<'f> Column<'f> {
    pub fn new(found: &'f Found<'_>, at: usize) -> Self {
        let cells = found.rows.iter().filter_map(|(_, row)| row.get(at)).filter(|cell| !cell.is_empty()).collect();
        Self { head: &found.heads[at], cells, rows: found.rows.len(), found, place: at }
    }

    fn texts(&self) -> impl Iterator<Item = String> + '_ {
        self.cells.iter().map(|cell| cell.to_string())
    }

    fn all(&self, holds: impl Fn(&Cell) -> bool) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| holds(cell))
    }

    /// Whether nearly all values are so.
    fn most(&self, holds: impl Fn(&Cell) -> bool) -> bool {
        self.cells.iter().filter(|cell| holds(cell)).count() * 10 >= self.cells.len() * 9
    }

    /// Different values with how often each stands.
    pub fn distinct(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        self.texts().for_each(|text| *counts.entry(text).or_default() += 1);
        counts
    }

    /// What stands in it in a row of the table; nothing where the row is shorter.
    pub fn cell(&self, row: usize) -> Option<&'f Cell> {
        self.found.rows.get(row).and_then(|(_, cells)| cells.get(self.place))
    }

    /// Whether all that stands in it are postal codes of a country.
    pub fn holds_postal_codes(&self, country: Option<&Country>) -> bool {
        self.all(|cell| PostalCode::parse(&cell.to_string(), country).is_some())
    }

    /// Whether it numbers the rows, and so says nothing of a record: 1, 2, 3 to the last.
    pub fn is_numbering(&self) -> bool {
        let number = |(at, cell): (usize, &&Cell)| cell.to_string().trim_end_matches('.') == (at + 1).to_string();
        is_ordinal(self.head) && !self.cells.is_empty() && self.cells.iter().enumerate().all(number)
    }

    pub fn used(&self, portal: &Portal, taken: &mut BTreeSet<String>) -> Use {
        if self.head.trim().is_empty() || self.cells.is_empty() || self.is_numbering() {
            return Use::Skip;
        }
        let mut part = |path: &'static str| if taken_once(taken, path) { Some(Use::Part(path)) } else { None };
        let found = match concept_of(self.head) {
            Some("ordinal") if self.is_counting() => Some(Use::Skip),
            Some("street") => part("address.street"),
            Some("locality") => part("address.locality"),
            Some("postal_code") => part("address.postal_code"),
            Some("town") => part("address.town"),
            Some("lat") if self.all(is_number) => part("position.lat"),
            Some("lon") if self.all(is_number) => part("position.lon"),
            Some("precision") => part("position.precision"),
            _ => None,
        };
        found.unwrap_or_else(|| Use::Field(self.field(portal, taken)))
    }

    /// Whether a column counts the rows: 1, 2, 3.
    fn is_counting(&self) -> bool {
        let numbers: Vec<f64> = self.texts().filter_map(|text| text.trim_end_matches('.').parse().ok()).collect();
        numbers.len() == self.cells.len() && numbers.windows(2).all(|pair| pair[0] < pair[1])
    }

    fn field(&self, portal: &Portal, taken: &mut BTreeSet<String>) -> Proposed {
        let name = field_name(self.head, taken);
        let (mut lines, is_facet) = self.kind(portal);
        lines.insert(1, format!("label: {}", scalar(self.head)));
        if self.cells.len() == self.rows {
            lines.push("required: true".to_owned());
        }
        Proposed { name, lines, is_facet }
    }

    /// The lines that say the kind, and whether records can be chosen by it.
    fn kind(&self, portal: &Portal) -> (Vec<String>, bool) {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let concept = concept_of(self.head);
        if concept == Some("phone")
            && self.all(|cell| cell.to_string().chars().filter(char::is_ascii_digit).count() > 2)
        {
            return (lines(&["type: phone", "list: true"]), false);
        }
        if self.all(|cell| cell.to_string().contains('@')) {
            return (lines(&["type: email", "list: true"]), false);
        }
        let is_address = |cell: &Cell| is_web_address(&cell.to_string());
        if self.all(is_address) || self.most(is_address) && self.all(|cell| is_host(&cell.to_string())) {
            return (lines(&["type: url"]), false);
        }
        if self
            .all(|cell| matches!(cell, Cell::Date(_)) || matches!(cell, Cell::Text(text) if guess_date(text).is_some()))
        {
            return (lines(&["type: date"]), false);
        }
        if let Some(level) = self.level(portal) {
            return (vec!["type: area".to_owned(), format!("level: {}", scalar(&level))], true);
        }
        let few = self.distinct();
        let is_answer =
            few.keys().all(|text| yes_or_no(text).is_some()) && few.keys().any(|text| text.parse::<f64>().is_err());
        if is_answer || self.all(|cell| matches!(cell, Cell::Boolean(_))) {
            return (lines(&["type: boolean"]), true);
        }
        if self.all(is_year) && says_year(self.head) {
            return (lines(&["type: date"]), false);
        }
        if self.all(is_number) && concept != Some("id") && !self.cells.iter().any(|cell| is_name_of_digits(cell)) {
            let whole = self.all(|cell| cell.to_string().parse::<i64>().is_ok());
            return match whole {
                true if self.all(is_year) => (lines(&["type: integer", "grouped: false"]), false),
                true => (lines(&["type: integer"]), false),
                false => (lines(&["type: decimal"]), false),
            };
        }
        if (2..=CHOICES).contains(&few.len())
            && few.len() * 3 <= self.cells.len()
            && few.keys().all(|text| text.chars().count() <= 60)
        {
            return (choices(&few), true);
        }
        let is_long = |text: String| text.contains('\n') || text.chars().count() > 200;
        if self.texts().any(is_long) {
            return (lines(&["type: markdown"]), false);
        }
        // Texts that repeat, such as who runs a place, can be chosen by.
        let repeats = (2..=FACET).contains(&few.len()) && few.len() * 5 <= self.cells.len();
        (lines(&["type: text"]), repeats && self.cells.len() * 2 > self.rows)
    }

    /// The level of areas that nearly all values are codes or names of.
    fn level(&self, portal: &Portal) -> Option<String> {
        portal.areas.levels.iter().map(|level| level.id.clone()).find(|level| {
            let areas = portal.areas_of(Some(level));
            let known: BTreeSet<String> = areas
                .iter()
                .flat_map(|area| {
                    let area = portal.areas.areas.get(*area);
                    area.into_iter()
                        .flat_map(|area| std::iter::once(fold(&area.code)).chain(area.name.iter().map(fold)))
                })
                .collect();
            let hits = self.texts().filter(|text| known.contains(&fold(text))).count();
            !known.is_empty() && self.cells.len() > 2 && hits * 10 >= self.cells.len() * 9
        })
    }
}

fn taken_once(taken: &mut BTreeSet<String>, path: &str) -> bool {
    taken.insert(path.to_owned())
}

fn is_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => {
            let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            plain.replace(',', ".").parse::<f64>().is_ok()
        }
        _ => false,
    }
}

/// A number that is a name: its zeros count, or it has more digits than are ever counted.
fn is_name_of_digits(cell: &Cell) -> bool {
    let text = cell.to_string();
    (text.len() > 1 && text.starts_with('0') && !text.contains(['.', ',']))
        || text.len() > 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(cell: &Cell) -> bool {
    cell.to_string().parse::<u16>().is_ok_and(|year| (1500..=2100).contains(&year))
}

/// Whether a heading says that years stand below it.
fn says_year(head: &str) -> bool {
    const WORDS: [&str; 12] =
        ["year", "rok", "roku", "jahr", "annee", "rik", "roku", "god", "goda", "metai", "founded", "established"];
    fold(head).split(' ').any(|word| WORDS.contains(&word))
}

/// A web address that lacks its scheme: import writes it.
fn is_host(text: &str) -> bool {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest).split('/').next().unwrap_or_default();
    host.contains('.') && !text.contains([' ', '@']) && host.chars().any(char::is_alphabetic)
}

fn is_web_address(text: &str) -> bool {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let named = text.contains("://") || text.starts_with("www.");
    named && !host.contains([' ', '@']) && host.contains('.')
}

/// A name for a field out of a heading. **Shape**: lower-case letters, digits and underscores; unique.
pub fn field_name(head: &str, taken: &mut BTreeSet<String>) -> String {
    const RESERVED: [&str; 12] = [
        "id",
        "collection",
        "title",
        "url",
        "name",
        "source",
        "verified",
        "corrections",
        "doubts",
        "aliases",
        "address",
        "position",
    ];
    let slug: String = slugify(&parted(head)).replace('-', "_").chars().take(40).collect();
    let word = slug.trim_matches('_');
    let word =
        if word.starts_with(|c: char| c.is_ascii_lowercase()) { word.to_owned() } else { format!("field_{word}") };
    let word =
        if RESERVED.contains(&word.as_str()) { format!("{word}_field") } else { word.trim_end_matches('_').to_owned() };
    let numbered = (2..).map(|number| format!("{word}_{number}"));
    let free = std::iter::once(word.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(word);
    taken.insert(free.clone());
    free
}

fn choices(values: &BTreeMap<String, usize>) -> Vec<String> {
    let mut lines = vec!["type: choice".to_owned(), "choices:".to_owned()];
    let mut taken = BTreeSet::new();
    for value in values.keys() {
        let word = slugify(value).replace('-', "_");
        let word = if word.is_empty() { "value".to_owned() } else { word };
        let numbered = (2..).map(|number| format!("{word}_{number}"));
        let key = std::iter::once(word.clone()).chain(numbered).find(|key| !taken.contains(key)).unwrap_or(word);
        lines.push(format!("  {}: {}", scalar(&key), scalar(value)));
        taken.insert(key);
    }
    lines
}
