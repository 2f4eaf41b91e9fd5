use std::collections::BTreeMap;

use crate::config::FieldKind;
use crate::locale::Locale;
use crate::validate::{FieldValue, Portal, RecordRef};

/// A field that a directory can be narrowed by.
#[derive(Debug)]
pub struct Facet {
    /// Index into the schema's fields.
    pub field: usize,
    /// The values that records have, in the schema's order; areas in the order of their names.
    pub terms: Vec<Term>,
}

/// One value of a facet.
#[derive(Debug)]
pub struct Term {
    /// The word for it in data: a choice's key, an area's code, `yes` or `no`.
    pub key: String,
    /// The value.
    pub value: TermValue,
    /// The records that have it, in their order. **Shape**: never empty.
    pub records: Vec<RecordRef>,
}

/// The value that a term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermValue {
    /// Yes or no.
    Boolean(bool),
    /// Index into the field's choices.
    Choice(usize),
    /// Index into the areas.
    Area(usize),
}

/// The facets of a collection whose records are given in their order.
pub(super) fn of(portal: &Portal, collection: usize, order: &[RecordRef], locale: &Locale) -> Vec<Facet> {
    let schema = &portal.collections[collection].schema;
    schema.facets.iter().map(|&field| Facet { field, terms: terms(portal, field, order, locale) }).collect()
}

fn terms(portal: &Portal, field: usize, order: &[RecordRef], locale: &Locale) -> Vec<Term> {
    let mut found: BTreeMap<TermValue, Vec<RecordRef>> = BTreeMap::new();
    for at in order {
        let items = portal.record(*at).values[field].as_ref().map(FieldValue::items).unwrap_or_default();
        for value in items.iter().filter_map(term_value) {
            let records = found.entry(value).or_default();
            if records.last() != Some(at) {
                records.push(*at);
            }
        }
    }
    let kind = order.first().map(|at| &portal.collection_of(*at).schema.fields[field].kind);
    let term = |(value, records)| Some(Term { key: key(portal, kind?, value), value, records });
    let mut terms: Vec<Term> = found.into_iter().filter_map(term).collect();
    terms.sort_by_cached_key(|term| match term.value {
        TermValue::Area(area) => locale.collation_key(portal.areas.areas[area].name.original()),
        TermValue::Boolean(_) | TermValue::Choice(_) => Vec::new(),
    });
    terms
}

/// The value as one that a facet can have.
pub fn term_value(value: &FieldValue) -> Option<TermValue> {
    match value {
        FieldValue::Boolean(yes) => Some(TermValue::Boolean(*yes)),
        FieldValue::Choice(index) => Some(TermValue::Choice(*index)),
        FieldValue::Status(status) => Some(TermValue::Choice(status.choice)),
        FieldValue::Area(area) => Some(TermValue::Area(*area)),
        _ => None,
    }
}

/// The word for a value of a facet in data.
pub fn key(portal: &Portal, kind: &FieldKind, value: TermValue) -> String {
    match (value, kind) {
        (TermValue::Boolean(yes), _) => if yes { "yes" } else { "no" }.to_owned(),
        (TermValue::Area(area), _) => portal.areas.areas[area].code.clone(),
        (TermValue::Choice(index), FieldKind::Choice { choices }) => choices[index].key.clone(),
        (TermValue::Choice(index), FieldKind::Status { choices }) => choices[index].key.clone(),
        (TermValue::Choice(index), _) => index.to_string(),
    }
}
