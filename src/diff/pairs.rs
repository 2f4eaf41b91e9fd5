//! Which record of one state is which of another.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use super::{Entry, values};
use crate::field::Role;
use crate::model::RecordKey;

/// A record in both states, or in one of them.
pub(super) struct Pair<'a> {
    pub old: Option<Entry<'a>>,
    pub new: Option<Entry<'a>>,
}

type Entries<'a> = BTreeMap<RecordKey, Entry<'a>>;

/// Joins the records of two states: those of one key, then those that are one under another key. That is so where the new
/// one says it by an alias; else where all values are equal; else where a telephone number or e-mail address is in one
/// vanished and in one new record of a collection alone.
pub(super) fn pairs<'a>(old: &Entries<'a>, new: &Entries<'a>) -> Vec<Pair<'a>> {
    let both = |key: &RecordKey| Pair { old: old.get(key).copied(), new: new.get(key).copied() };
    let mut pairs: Vec<Pair<'a>> = old.keys().filter(|key| new.contains_key(key)).map(both).collect();
    let mut gone: BTreeMap<_, _> = old.iter().filter(|(key, _)| !new.contains_key(key)).collect();
    let mut come: BTreeMap<_, _> = new.iter().filter(|(key, _)| !old.contains_key(key)).collect();
    // The surest sign first: whom an alias names is gone from the lists when mere contacts are compared.
    for signs in [addresses, content, contacts] {
        for (from, to) in only_pairs(&gone, &come, signs) {
            let pair = Pair { old: gone.remove(&from).copied(), new: come.remove(&to).copied() };
            pairs.push(pair);
        }
    }
    pairs.extend(gone.into_values().map(|old| Pair { old: Some(*old), new: None }));
    pairs.extend(come.into_values().map(|new| Pair { old: None, new: Some(*new) }));
    pairs
}

/// What a record can be known again by: in the old state, in the new one.
type Signs = fn(&Entry<'_>, Side) -> Vec<String>;

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Old,
    New,
}

/// The records that share a sign that no other one has.
fn only_pairs(
    gone: &BTreeMap<&RecordKey, &Entry<'_>>,
    come: &BTreeMap<&RecordKey, &Entry<'_>>,
    signs: Signs,
) -> BTreeMap<RecordKey, RecordKey> {
    let old = owners(gone, |entry| signs(entry, Side::Old));
    let new = owners(come, |entry| signs(entry, Side::New));
    let mut met: BTreeMap<&RecordKey, BTreeSet<&RecordKey>> = BTreeMap::new();
    let mut back: BTreeMap<&RecordKey, BTreeSet<&RecordKey>> = BTreeMap::new();
    for (from, to) in old.iter().filter_map(|(sign, from)| Some(((*from)?, (*new.get(sign)?)?))) {
        met.entry(from).or_default().insert(to);
        back.entry(to).or_default().insert(from);
    }
    // Where one of them meets two, nobody knows which it became.
    let only = |from: &RecordKey, to: &BTreeSet<&RecordKey>| {
        let to = to.first().filter(|_| to.len() == 1)?;
        (back[to].len() == 1).then(|| (from.clone(), (*to).clone()))
    };
    met.iter().filter_map(|(from, to)| only(from, to)).collect()
}

/// The record that has each sign; nothing for a sign of several.
fn owners<'k, S: Hash + Eq + Ord>(
    entries: &BTreeMap<&'k RecordKey, &Entry<'_>>,
    signs: impl Fn(&Entry<'_>) -> Vec<S>,
) -> BTreeMap<S, Option<&'k RecordKey>> {
    let mut owners: HashMap<S, Option<&'k RecordKey>> = HashMap::new();
    for (key, entry) in entries {
        for sign in signs(entry) {
            owners.entry(sign).and_modify(|owner| *owner = owner.filter(|owner| owner == key)).or_insert(Some(key));
        }
    }
    owners.into_iter().collect()
}

/// Where the record lay; where the new one says that it lay.
fn addresses(entry: &Entry<'_>, side: Side) -> Vec<String> {
    match side {
        Side::Old => vec![entry.record.url.to_string()],
        Side::New => entry.record.aliases.iter().map(|(path, _)| path.to_string()).collect(),
    }
}

/// All that the record says.
fn content(entry: &Entry<'_>, _: Side) -> Vec<String> {
    let written = values::written(entry);
    let all: Vec<String> = written.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    vec![format!("{}\n{}\n{}", entry.collection.schema.id, entry.record.name, all.join("\n"))]
}

/// How the record is reached.
fn contacts(entry: &Entry<'_>, _: Side) -> Vec<String> {
    let schema = &entry.collection.schema;
    let contact = |role| matches!(role, Some(Role::Telephone | Role::Email));
    let fields = schema.fields.iter().zip(&entry.record.values).filter(|(field, _)| contact(field.kind.about().role));
    let keys = fields.flat_map(|(field, values)| values.iter().map(|value| field.kind.unique_key(value)));
    keys.map(|key| format!("{} {key}", schema.id)).collect()
}
