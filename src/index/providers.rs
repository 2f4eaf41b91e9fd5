use std::collections::HashMap;

use crate::field::{ReferenceField, Role};
use crate::model::RecordRef;
use crate::validate::Portal;

/// Who runs places, each once.
#[derive(Debug, Default)]
pub struct Providers {
    list: Vec<Provider>,
    by_key: HashMap<String, usize>,
}

/// Somebody who runs places.
#[derive(Debug)]
pub struct Provider {
    /// What tells it from all others: its name, or the record that it is. **Shape**: the same in every build.
    pub key: String,
    /// The record that it is: one that others refer to, or a place of which nobody says who runs it.
    pub record: Option<RecordRef>,
    /// What it runs, in order. **Shape**: not empty.
    pub runs: Vec<RecordRef>,
}

impl Providers {
    /// Joins the records by who runs them. `order` has all records.
    pub fn new(portal: &Portal, order: impl Iterator<Item = RecordRef>) -> Self {
        let mut providers = Self::default();
        for at in order {
            let (key, record) = identity(portal, at);
            let number = *providers.by_key.entry(key).or_insert_with_key(|key| {
                providers.list.push(Provider { key: key.clone(), record, runs: Vec::new() });
                providers.list.len() - 1
            });
            providers.list[number].runs.push(at);
        }
        providers
    }

    /// All of them, in the order of the first place that each runs.
    pub fn list(&self) -> &[Provider] {
        &self.list
    }

    /// Who runs a record.
    pub fn of(&self, portal: &Portal, at: RecordRef) -> &Provider {
        &self.list[self.by_key[&identity(portal, at).0]]
    }
}

/// Who runs a record; a record that names nobody runs itself.
fn identity(portal: &Portal, at: RecordRef) -> (String, Option<RecordRef>) {
    let (collection, record) = (portal.collection_of(at), portal.record(at));
    let field = collection.schema.playing(Role::Provider);
    let other = field.and_then(|field| record.values[field].iter().find_map(|value| value.get::<ReferenceField>()));
    match (other, portal.provider(at)) {
        (None, Some(name)) => (format!("name/{}", name.original()), None),
        (other, _) => {
            let subject = *other.unwrap_or(&at);
            let of = &portal.collection_of(subject).schema.id;
            (format!("record/{of}/{}", portal.record(subject).id), Some(subject))
        }
    }
}
