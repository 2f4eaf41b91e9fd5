//! Which record a row is about.

use std::collections::{HashMap, VecDeque};

use super::cells::canonical;
use super::outgoing::cell;
use super::planner::Planner;
use super::rows::Incoming;
use super::words::fold;
use crate::field::{EmailField, PhoneField};
use crate::sheet::Cell;
use crate::validate::Collection;
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

/// Says of each row which record it is about: by identifier; else the one that says the same in every column; else by the
/// key; else by a contact that one record and one row have while name or town agrees. Two rows for one record are both in
/// doubt.
pub fn matches(planner: &Planner<'_>, rows: &[Incoming]) -> Vec<About> {
    let records = &planner.collection.records;
    let mut round = Round { found: by_id(planner, rows), free: vec![true; records.len()] };
    round.take();
    let said = round.open(rows, |row| Some(planner.whole_row(row)));
    let all = round.unclaimed(|at| Some(planner.whole_record(&records[at])));
    // Before the key: rows that share one with others may still say all that one record says.
    round.same(&said, &all);
    let keys = round.open(rows, |row| planner.key_of_row(row));
    let of_records = round.unclaimed(|at| planner.key_of_record(&records[at]));
    round.by_key(&keys, &of_records);
    let contacts = Contacts::new(planner, rows);
    let by_contact = |at: usize, round: &Round| {
        let key = keys[at].as_ref().map(|_| planner.keys.len());
        contacts.of(at, key, &round.free)
    };
    let mut found: Vec<About> =
        (0..rows.len()).map(|at| round.found[at].unwrap_or_else(|| by_contact(at, &round))).collect();
    doubt_doubles(&mut found);
    found
}

fn by_id(planner: &Planner<'_>, rows: &[Incoming]) -> Vec<Option<About>> {
    let records = planner.collection.records.iter().enumerate();
    let known: HashMap<&str, usize> = records.map(|(at, record)| (record.id.as_str(), at)).collect();
    let about = |id: &String| known.get(id.as_str()).map_or(About::New, |at| About::Record(*at));
    rows.iter().map(|row| row.id.as_ref().map(about)).collect()
}

/// Two rows for one record are both in doubt.
fn doubt_doubles(found: &mut [About]) {
    let mut counts = HashMap::<usize, usize>::new();
    found.iter().for_each(|about| {
        if let About::Record(record) = about {
            *counts.entry(*record).or_default() += 1
        }
    });
    for about in found {
        if let About::Record(record) = *about
            && counts[&record] > 1
        {
            *about = About::Doubt(record);
        }
    }
}

/// What is known so far.
struct Round {
    /// Of the rows; none where nothing is known yet.
    found: Vec<Option<About>>,
    /// Whether no row is about a record yet.
    free: Vec<bool>,
}

impl Round {
    /// Marks the records that rows are about.
    fn take(&mut self) {
        for about in self.found.iter().flatten() {
            if let About::Record(record) | About::Doubt(record) = about {
                self.free[*record] = false;
            }
        }
    }

    fn open(&self, rows: &[Incoming], text: impl Fn(&Incoming) -> Option<String>) -> Vec<Option<String>> {
        rows.iter().zip(&self.found).map(|(row, found)| if found.is_none() { text(row) } else { None }).collect()
    }

    fn unclaimed(&self, text: impl Fn(usize) -> Option<String>) -> Vec<Option<String>> {
        (0..self.free.len()).map(|at| if self.free[at] { text(at) } else { None }).collect()
    }

    /// Gives each row the record that says the same; of several alike the first row gets the first record.
    fn same(&mut self, said: &[Option<String>], of_records: &[Option<String>]) {
        let mut places = HashMap::<&str, VecDeque<usize>>::new();
        for (at, text) in of_records.iter().enumerate() {
            text.iter().for_each(|text| places.entry(text).or_default().push_back(at));
        }
        for (row, text) in said.iter().enumerate() {
            let record = text.as_ref().and_then(|text| places.get_mut(text.as_str())?.pop_front());
            if let Some(record) = record {
                self.found[row] = Some(About::Record(record));
            }
        }
        self.take();
    }

    /// Gives each row the record with its key; where several have it, a person must say.
    fn by_key(&mut self, keys: &[Option<String>], of_records: &[Option<String>]) {
        let (records, rows) = (unique(of_records), unique(keys));
        for (row, key) in keys.iter().enumerate() {
            let Some(places) = key.as_ref().and_then(|key| records.get(key.as_str())) else { continue };
            // A key that two rows or two records have tells neither apart.
            let is_one = key.as_ref().is_some_and(|key| matches!(rows.get(key.as_str()), Some((_, 1))));
            let (first, count) = *places;
            self.found[row] = Some(if is_one && count == 1 { About::Record(first) } else { About::Doubt(first) });
        }
        self.take();
    }
}

/// Keys with the place of the first one that has them, and how many do.
fn unique(keys: &[Option<String>]) -> HashMap<&str, (usize, usize)> {
    let mut places = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            places.entry(key.as_str()).and_modify(|(_, count)| *count += 1).or_insert((at, 1));
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
    fn new(planner: &Planner<'a>, rows: &'a [Incoming]) -> Self {
        let (portal, collection) = (planner.asked.portal, planner.collection);
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

    /// What a row is about by its contacts, then by its name. `key`: from how many columns it has a key that no record has:
    /// then it can only be a record that no other row is about, and by its name alone only where the name is part of the key.
    fn of(&self, row: usize, key: Option<usize>, free: &[bool]) -> About {
        let mut shared = None;
        for contact in &self.own[row] {
            let (records, rows) =
                (self.records.get(contact).map(Vec::as_slice).unwrap_or_default(), &self.of_rows[contact]);
            if let ([record], [_]) = (records, rows.as_slice())
                // A row whose key is new may not take the record of another row by a number that both of them print.
                && (key.is_none() || free[*record])
                && self.agrees(row, *record)
            {
                return About::Record(*record);
            }
            let possible = |record: &&usize| key.is_none() || free[**record];
            shared = shared.or(records.iter().find(possible).copied());
        }
        let named = self.rows[row].name.as_ref().and_then(|name| self.names.get(&fold(name)));
        // Of a name alone nothing follows where many have it: then its town must be the same too.
        let possible = |record: &&usize| match key {
            None => true,
            Some(columns) => columns > 1 && free[**record],
        };
        let mut named = named.into_iter().flatten().filter(possible);
        let alike = named.find(|record| self.town_agrees(row, **record) != Some(false)).copied();
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
