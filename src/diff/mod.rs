//! What changed between two states of a register, in words of its schema.
//!
//! In: two portals, each from a folder or a revision. Out: [`Changes`]: records added, removed, renamed and changed, field by
//! field.
//!
//! Values are compared, not files: another order of keys, other quotes, another grouping of digits is no change. Pages and
//! datasets are not compared.

mod own;
mod pairs;
mod values;

use std::collections::BTreeMap;

use crate::diagnostic::{MessageLanguage, Text};
use crate::field::{Json, Showing, Speech};
use crate::model::{CollectionIx, LanguageTag, RecordKey};
use crate::theme::Wording;
use crate::validate::{Collection, Gravestone, Portal, Record};

use pairs::Pair;

/// What changed in a register.
#[derive(Debug, Default)]
pub struct Changes {
    /// **Shape**: ordered by key; those removed under their last key.
    pub records: Vec<Change>,
}

/// What changed in one record.
#[derive(Debug)]
pub struct Change {
    /// Who it is now, or was last.
    pub key: RecordKey,
    /// What readers call it now, or called it last.
    pub title: String,
    /// What happened to it.
    pub kind: ChangeKind,
    /// The fields that differ, in the order of the schema. **Shape**: empty for a record that was added or removed.
    pub fields: Vec<FieldChange>,
}

/// What happened to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed {
        /// Why, where its address keeps a notice of it.
        notice: Option<String>,
    },
    /// It has another identity now.
    Renamed {
        /// The one that it had.
        from: RecordKey,
        /// Whether the old address leads to the new one.
        kept: bool,
    },
    /// It is the same one with other values.
    Changed,
}

/// What changed in a field.
#[derive(Debug, PartialEq)]
pub struct FieldChange {
    /// Its name in records.
    pub field: String,
    /// Its name in words.
    pub label: String,
    /// Its value before; nothing where it had none.
    pub old: Option<Seen>,
    /// Its value now; nothing where it has none.
    pub new: Option<Seen>,
}

/// A value, for machines and for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// As it is written in a record, every scalar as text.
    pub json: Json,
    /// In words.
    pub text: String,
}

/// How changes are told.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The language of what the program says itself.
    pub message: MessageLanguage,
    /// The language of the register's own words.
    pub language: &'a LanguageTag,
    /// The interface's words in it.
    pub wording: &'a Wording,
}

/// One state of the register.
#[derive(Clone, Copy)]
struct State<'a> {
    portal: &'a Portal,
    telling: Telling<'a>,
}

/// A record of a state.
#[derive(Clone, Copy)]
struct Entry<'a> {
    state: State<'a>,
    collection: &'a Collection,
    record: &'a Record,
}

/// Compares two states of a register.
pub fn diff(old: &Portal, new: &Portal, telling: Telling<'_>) -> Changes {
    let (old, new) = (State { portal: old, telling }, State { portal: new, telling });
    let (before, now) = (old.gravestones(), new.gravestones());
    let present = new.entries();
    let mut entries = old.entries();
    // What was struck off in the open is told with its notice, and must not look like another record's old name.
    entries.retain(|key, _| !now.contains_key(key));
    let mut records: Vec<Change> = pairs::pairs(&entries, &present).iter().filter_map(change).collect();
    let raised = now.iter().filter(|(key, _)| !before.contains_key(key));
    records.extend(raised.map(|(key, stone)| new.removed(key, stone, true)));
    let stands = |key: &RecordKey| now.contains_key(key) || present.contains_key(key);
    let lost = before.iter().filter(|(key, stone)| !stands(key) && !new.has_alias(&stone.url));
    records.extend(lost.map(|(key, stone)| old.removed(key, stone, false)));
    records.sort_by(|a, b| a.key.cmp(&b.key));
    Changes { records }
}

fn change(pair: &Pair<'_>) -> Option<Change> {
    let (entry, kind, fields) = match pair {
        Pair { old: None, new: None } => return None,
        Pair { old: None, new: Some(new) } => (new, ChangeKind::Added, Vec::new()),
        Pair { old: Some(old), new: None } => (old, ChangeKind::Removed { notice: None }, Vec::new()),
        Pair { old: Some(old), new: Some(new) } => {
            let fields = values::differences(old, new);
            let kind = if old.key() == new.key() {
                ChangeKind::Changed
            } else {
                ChangeKind::Renamed { from: old.key(), kept: new.has_alias(&old.record.url) }
            };
            (new, kind, fields)
        }
    };
    if kind == ChangeKind::Changed && fields.is_empty() {
        return None;
    }
    Some(Change { key: entry.key(), title: entry.state.speech().text(&entry.record.title).to_owned(), kind, fields })
}

impl<'a> State<'a> {
    /// Every record by who it is. Of two with one identifier, which is a fault, the first.
    fn entries(self) -> BTreeMap<RecordKey, Entry<'a>> {
        let mut entries = BTreeMap::new();
        for collection in &self.portal.collections {
            for record in &collection.records {
                let entry = Entry { state: self, collection, record };
                entries.entry(entry.key()).or_insert(entry);
            }
        }
        entries
    }

    /// What stays of removed entries, by who they were.
    fn gravestones(self) -> BTreeMap<RecordKey, &'a Gravestone> {
        let collections = &self.portal.collections;
        let key = |of: CollectionIx, stone: &Gravestone| RecordKey::new(&collections[of].schema.id, stone.id.as_str());
        self.portal.removed().map(|((of, _), stone)| (key(of, stone), stone)).collect()
    }

    fn removed(self, key: &RecordKey, stone: &Gravestone, noted: bool) -> Change {
        let words = |text| self.speech().text(text).to_owned();
        let notice = noted.then(|| words(&stone.removal.reason));
        let kind = ChangeKind::Removed { notice };
        Change { key: key.clone(), title: words(&stone.title), kind, fields: Vec::new() }
    }

    /// Whether an old address leads to a record or notice.
    fn has_alias(self, url: &crate::model::UrlPath) -> bool {
        let records = self.portal.records().flat_map(|(_, record)| &record.aliases);
        let stones = self.portal.removed().flat_map(|(_, stone)| &stone.aliases);
        records.chain(stones).any(|(alias, _)| alias == url)
    }

    fn speech(self) -> Speech<'a> {
        Speech { language: self.telling.language, default: self.portal.site.languages.default_language() }
    }

    fn showing(self) -> Showing<'a> {
        let wording = self.telling.wording;
        Showing { speech: self.speech(), locale: wording.locale(), texts: wording, names: self.portal }
    }

    fn say(self, text: &Text) -> &str {
        text.in_language(self.telling.message)
    }
}

impl Entry<'_> {
    fn key(&self) -> RecordKey {
        RecordKey::new(&self.collection.schema.id, self.record.id.as_str())
    }

    fn has_alias(&self, url: &crate::model::UrlPath) -> bool {
        self.record.aliases.iter().any(|(alias, _)| alias == url)
    }
}
