//! What is computed from the whole register before any page is made.
//!
//! In: `&Portal`. Out: [`Indexes`]: records in their order and groups, the terms of facets, the records of each area, what
//! is near what.
//!
//! Nothing here depends on a language but the order of names, which is that of the site's default language.

mod areas;
mod documents;
mod facets;
mod near;
mod order;

pub use areas::{Coverage, Serving};
pub use documents::{search_documents, search_vocabulary};
pub use facets::{Facet, Term, TermValue, key, term_value};
pub use near::Near;

use crate::locale::Locale;
use crate::validate::{Basis, Portal, RecordRef};

/// Everything that pages need to know about the register as a whole.
#[derive(Debug)]
pub struct Indexes {
    /// For each collection: its records, ordered by their group, then as the schema says.
    order: Vec<Vec<RecordRef>>,
    /// For each collection: its facets, in the schema's order.
    facets: Vec<Vec<Facet>>,
    areas: areas::AreaRecords,
    near: near::NearIndex,
}

/// What a record is grouped by in directories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Index into the areas.
    Area(usize),
    /// Index into the field's choices.
    Choice(usize),
}

impl Indexes {
    /// Computes the indexes of a register.
    pub fn new(portal: &Portal) -> Self {
        let locale = Locale::new(portal.site.languages.default_language().as_str());
        let order: Vec<Vec<RecordRef>> =
            (0..portal.collections.len()).map(|collection| order::of(portal, collection, &locale)).collect();
        let facets = order.iter().enumerate().map(|(at, order)| facets::of(portal, at, order, &locale)).collect();
        let areas = areas::AreaRecords::new(portal, &order);
        let near = near::NearIndex::new(portal);
        Self { order, facets, areas, near }
    }

    /// A collection's records, ordered by their group, then as the schema says.
    pub fn order(&self, collection: usize) -> &[RecordRef] {
        &self.order[collection]
    }

    /// All records, collection by collection in their order.
    pub fn in_order(&self) -> impl Iterator<Item = RecordRef> {
        self.order.iter().flatten().copied()
    }

    /// A collection's facets, in the schema's order.
    pub fn facets(&self, collection: usize) -> &[Facet] {
        &self.facets[collection]
    }

    /// The records of a collection that stand in an area or in an area within it, in their order.
    pub fn in_area(&self, area: usize, collection: usize) -> &[RecordRef] {
        self.areas.standing(area, collection)
    }

    /// The records that serve an area or an area around it, those that name the area itself first.
    pub fn serving(&self, area: usize) -> &[Serving] {
        self.areas.serving(area)
    }

    /// The records that serve an area within an area.
    pub fn serving_within(&self, area: usize) -> &[Serving] {
        self.areas.serving_within(area)
    }

    /// The records that stand in an area, serve it or serve a part of it: each once, the most hopeful status first.
    pub fn helping(&self, portal: &Portal, area: usize) -> Vec<RecordRef> {
        let mut records = self.areas.helping(area);
        records.sort_by_key(|at| Coverage::of(portal, *at));
        records
    }

    /// The best that is known of the places that help in an area.
    pub fn coverage(&self, portal: &Portal, area: usize) -> Coverage {
        let all = self.areas.helping(area).into_iter().map(|at| Coverage::of(portal, at));
        all.min().unwrap_or(Coverage::Nobody)
    }

    /// Whether an area is smaller than those that records stand in, so that only `serves` tells who helps there.
    pub fn is_only_served(&self, portal: &Portal, area: usize) -> bool {
        self.areas.smallest_standing().is_some_and(|smallest| portal.areas.areas[area].level > smallest)
    }

    /// The records that may help in an area although the register does not say whom they serve: those that stand in an
    /// area around it, closed ones left out.
    pub fn perhaps_helping(&self, portal: &Portal, area: usize) -> Vec<RecordRef> {
        let level = self.areas.smallest_standing();
        let Some(around) = level.and_then(|level| portal.areas.at_level(area, level)) else { return Vec::new() };
        let silent = |at: &RecordRef| {
            let mut claims = portal.collection_of(*at).serves(portal.record(*at));
            claims.all(|claim| claim.basis == Basis::Unknown && claim.area != area)
        };
        let standing = (0..portal.collections.len()).flat_map(|collection| self.in_area(around, collection));
        let open = standing.filter(|at| Coverage::of(portal, **at) != Coverage::Closed);
        open.copied().filter(silent).collect()
    }

    /// The areas of the same level that share a border with an area.
    pub fn neighbours(&self, area: usize) -> &[usize] {
        self.areas.neighbours(area)
    }

    /// The records nearest to a record, closed places and the record itself left out.
    pub fn near_record(&self, portal: &Portal, at: RecordRef, limit: usize) -> Vec<Near> {
        self.near.around_record(portal, at, limit)
    }

    /// The open records nearest to a point inside an area.
    pub fn near_open(&self, portal: &Portal, area: usize, limit: usize) -> Vec<Near> {
        self.near.open_around_area(portal, area, limit)
    }

    /// The records nearest to a point inside an area that do not stand in it, closed places left out.
    pub fn near_area(&self, portal: &Portal, area: usize, limit: usize) -> Vec<Near> {
        self.near.around_area(portal, area, limit)
    }
}

/// What a record is grouped by in the directories of its collection.
pub fn group(portal: &Portal, at: RecordRef) -> Option<Group> {
    let collection = portal.collection_of(at);
    match collection.value(portal.record(at), collection.schema.group)? {
        crate::validate::FieldValue::Area(area) => Some(Group::Area(*area)),
        crate::validate::FieldValue::Choice(choice) => Some(Group::Choice(*choice)),
        _ => None,
    }
}
