use std::collections::BTreeMap;

use crate::field::{self, Sorting, TermId};
use crate::locale::Locale;
use crate::model::CollectionIx;
use crate::validate::{Portal, RecordRef};

/// A field that a directory can be narrowed by.
#[derive(Debug)]
pub struct Facet {
    /// Index into the schema's fields.
    pub field: usize,
    /// The terms that records have, in the schema's order; areas in the order of their names.
    pub terms: Vec<FacetTerm>,
}

/// One term of a facet.
#[derive(Debug)]
pub struct FacetTerm {
    /// Which one it is among the field's.
    pub id: TermId,
    /// What it is.
    pub about: field::Term,
    /// The records that have it, in their order. **Shape**: never empty.
    pub records: Vec<RecordRef>,
}

/// The facets of a collection whose records are given in their order.
pub(super) fn of(portal: &Portal, collection: CollectionIx, order: &[RecordRef], locale: &Locale) -> Vec<Facet> {
    let schema = &portal.collections[collection].schema;
    let sorting = Sorting { locale, names: portal };
    let terms = |index: usize| terms(portal, &schema.fields[index], index, order, &sorting);
    schema.facets.iter().map(|&field| Facet { field, terms: terms(field) }).collect()
}

fn terms(
    portal: &Portal,
    field: &field::Field,
    index: usize,
    order: &[RecordRef],
    sorting: &Sorting<'_>,
) -> Vec<FacetTerm> {
    let mut found: BTreeMap<TermId, Vec<RecordRef>> = BTreeMap::new();
    for at in order {
        for id in field.terms(&portal.record(*at).values[index]) {
            let records = found.entry(id).or_default();
            if records.last() != Some(at) {
                records.push(*at);
            }
        }
    }
    let term = |(id, records)| FacetTerm { id, about: field.kind.describe(id, sorting), records };
    let mut terms: Vec<FacetTerm> = found.into_iter().map(term).collect();
    terms.sort_by(|a, b| a.about.rank.cmp(&b.about.rank));
    terms
}
