//! Which record a row is about.

use std::collections::HashMap;

use super::cells::canonical;
use super::outgoing::cell;
use super::rows::Incoming;
use super::words::fold;
use crate::field::{EmailField, PhoneField};
use crate::sheet::Cell;
use crate::validate::{Collection, Portal};
use crate::yaml::Value;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A record, by its index in the collection.
    Record(usize),
    /// One that the register does not have.
    New,
    /// Perhaps this record; a person must say.
    Doubt(usize),
}

/// Says of each row which record it is about: by identifier, else by the key, else by a contact that one record and one row
/// have while name or town agrees. Two rows for one record are both in doubt.
pub fn matches(
    portal: &Portal,
    collection: &Collection,
    rows: &[Incoming],
    keys: &[Option<String>],
    of_record: &[Option<String>],
) -> Vec<About> {
    let contacts = Contacts::new(portal, collection, rows);
    let by_id: HashMap<&str, usize> =
        collection.records.iter().enumerate().map(|(at, record)| (record.id.as_str(), at)).collect();
    let by_key = unique(of_record);
    let keys_of_rows = unique(keys);
    let mut found: Vec<About> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            if let Some(id) = &row.id {
                return by_id.get(id.as_str()).map_or(About::New, |at| About::Record(*at));
            }
            if let Some(key) = &keys[at] {
                return match (by_key.get(key.as_str()), keys_of_rows.get(key.as_str())) {
                    (Some(Some(record)), Some(Some(_))) => About::Record(*record),
                    (Some(Some(record)), _) => About::Doubt(*record),
                    _ => contacts.of(at),
                };
            }
            contacts.of(at)
        })
        .collect();
    let mut counts = HashMap::<usize, usize>::new();
    found.iter().for_each(|about| {
        if let About::Record(record) = about {
            *counts.entry(*record).or_default() += 1
        }
    });
    for about in &mut found {
        if let About::Record(record) = *about
            && counts[&record] > 1
        {
            *about = About::Doubt(record);
        }
    }
    found
}

/// Keys with the place of the one that has them; none where several have.
fn unique(keys: &[Option<String>]) -> HashMap<&str, Option<usize>> {
    let mut places = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            places.entry(key.as_str()).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }
    places
}

/// The contacts of records and rows.
struct Contacts<'a> {
    collection: &'a Collection,
    rows: &'a [Incoming],
    /// Records that have a contact.
    records: HashMap<String, Vec<usize>>,
    /// Rows that have one.
    of_rows: HashMap<String, Vec<usize>>,
    own: Vec<Vec<String>>,
    names: HashMap<String, Vec<usize>>,
    towns: Vec<String>,
}

impl<'a> Contacts<'a> {
    fn new(portal: &'a Portal, collection: &'a Collection, rows: &'a [Incoming]) -> Self {
        let schema = &collection.schema;
        let is_contact = |field: usize| {
            schema.fields[field].kind.get::<PhoneField>().is_some()
                || schema.fields[field].kind.get::<EmailField>().is_some()
        };
        let mut records = HashMap::<String, Vec<usize>>::new();
        let mut names = HashMap::<String, Vec<usize>>::new();
        for (at, record) in collection.records.iter().enumerate() {
            for (index, field) in schema.fields.iter().enumerate().filter(|(index, _)| is_contact(*index)) {
                let part = field.columns().next().map_or(crate::field::Part::WHOLE, |(_, part)| part);
                for value in &record.values[index] {
                    let text = cell(portal, field, std::slice::from_ref(value), part).to_string();
                    records.entry(canonical(field, &text, portal.site.country)).or_default().push(at);
                }
            }
            names.entry(fold(&record.name)).or_default().push(at);
        }
        let own: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let given = row
                    .fields
                    .iter()
                    .filter(|given| is_contact(given.field))
                    .filter_map(|given| Some((given.field, given.tree.as_ref()?)));
                given
                    .flat_map(|(field, tree)| {
                        items(tree)
                            .into_iter()
                            .map(move |text| canonical(&schema.fields[field], &text, portal.site.country))
                    })
                    .collect()
            })
            .collect();
        let mut of_rows = HashMap::<String, Vec<usize>>::new();
        own.iter().enumerate().for_each(|(at, contacts)| {
            contacts.iter().for_each(|contact| of_rows.entry(contact.clone()).or_default().push(at))
        });
        let towns = collection
            .records
            .iter()
            .map(|record| collection.address(record).map_or(String::new(), |address| fold(address.village())));
        Self { collection, rows, records, of_rows, own, names, towns: towns.collect() }
    }

    fn of(&self, row: usize) -> About {
        let mut shared = None;
        for contact in &self.own[row] {
            let (records, rows) =
                (self.records.get(contact).map(Vec::as_slice).unwrap_or_default(), &self.of_rows[contact]);
            if let ([record], [_]) = (records, rows.as_slice())
                && self.agrees(row, *record)
            {
                return About::Record(*record);
            }
            shared = shared.or(records.first().copied());
        }
        let named = self.rows[row].name.as_ref().and_then(|name| self.names.get(&fold(name)));
        // Of a name alone nothing follows where many have it: then its town must be the same too.
        let alike = named.into_iter().flatten().find(|record| self.town_agrees(row, **record) != Some(false)).copied();
        shared.or(alike).map_or(About::New, About::Doubt)
    }

    fn agrees(&self, row: usize, record: usize) -> bool {
        let name = self.rows[row].name.as_ref().map(|name| fold(name));
        name.is_some_and(|name| name == fold(&self.collection.records[record].name))
            || self.town_agrees(row, record) == Some(true)
    }

    /// Whether the town of a record stands in the row's address; nothing where one of them has none.
    fn town_agrees(&self, row: usize, record: usize) -> Option<bool> {
        let town = self.towns.get(record).filter(|town| !town.is_empty())?;
        let mut texts = self.rows[row]
            .fields
            .iter()
            .flat_map(|given| &given.cells)
            .filter(|(_, cell, _)| matches!(cell, Cell::Text(_)))
            .peekable();
        texts.peek()?;
        Some(texts.any(|(_, cell, _)| format!(" {} ", fold(&cell.to_string())).contains(&format!(" {town} "))))
    }
}

/// The items of a value, each as one text.
fn items(tree: &Value) -> Vec<String> {
    match tree {
        Value::Sequence(items) => items.iter().map(|item| super::cells::item_text(&item.value)).collect(),
        other => vec![super::cells::item_text(other)],
    }
}
