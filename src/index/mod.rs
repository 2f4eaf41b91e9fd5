//! What is computed from the whole register before any page is made.
//!
//! In: `&Portal`. Out: [`Indexes`]: records in their order and groups, the terms of facets, the records of each area, what
//! is near what.
//!
//! Nothing here depends on a language but the order of names, which is that of the site's default language.

mod areas;
mod documents;
mod facets;
mod helping;
mod near;
mod order;
mod providers;
mod sections;

pub use documents::{search_documents, search_vocabulary};
pub use facets::{Facet, FacetTerm};
pub use helping::{Claim, Coverage, Helping, Reach, Relation};
pub use near::Near;
pub use providers::{Provider, Providers};

use std::sync::OnceLock;

use typed_index_collections::{TiSlice, TiVec};

use crate::draw::Atlas;
use crate::field::TermId;
use crate::locale::Locale;
use crate::model::{AreaIx, CollectionIx, LanguageTag, LevelIx};
use crate::search::{self, SearchIndex};
use crate::validate::{Outlines, Portal, RecordRef};

/// Everything that pages need to know about the register as a whole.
#[derive(Debug)]
pub struct Indexes {
    /// For each collection: its records, ordered by their group, then as the schema says.
    order: TiVec<CollectionIx, Vec<RecordRef>>,
    /// For each collection: its facets, in the schema's order.
    facets: TiVec<CollectionIx, Vec<Facet>>,
    areas: areas::AreaRecords,
    near: near::NearIndex,
    /// Joined when a format first asks for them.
    providers: OnceLock<Providers>,
    /// Drawn from when a map is first asked for.
    atlases: OnceLock<TiVec<LevelIx, Option<Atlas>>>,
    /// What maps without outlines are drawn on.
    plane: OnceLock<Option<Atlas>>,
}

impl Indexes {
    /// Computes the indexes of a register.
    pub fn new(portal: &Portal) -> Self {
        let locale = Locale::new(portal.site.languages.default_language().as_str());
        let order: TiVec<CollectionIx, Vec<RecordRef>> =
            portal.collections.keys().map(|collection| order::of(portal, collection, &locale)).collect();
        let facets = order.iter_enumerated().map(|(at, order)| facets::of(portal, at, order, &locale)).collect();
        let areas = areas::AreaRecords::new(portal, &order);
        let near = near::NearIndex::new(portal);
        Self {
            order,
            facets,
            areas,
            near,
            providers: OnceLock::new(),
            atlases: OnceLock::new(),
            plane: OnceLock::new(),
        }
    }

    /// The outlines of each level, ready to be drawn; `None` where a level has none.
    pub fn atlases(&self, portal: &Portal) -> &TiSlice<LevelIx, Option<Atlas>> {
        let atlas = |outlines: &Outlines| Atlas::new(&outlines.features, outlines.projection.clone());
        let outlines = || portal.areas.outlines.iter();
        self.atlases.get_or_init(|| outlines().map(|outlines| outlines.as_ref().map(atlas)).collect())
    }

    /// The plane around all positions of records, where no level has outlines.
    pub fn plane(&self, portal: &Portal) -> Option<&Atlas> {
        let positions = || {
            let point = |(at, record)| portal.collection_of(at).position(record).map(|point| point.position);
            portal.records().filter_map(point).collect::<Vec<_>>()
        };
        let is_plain = || portal.areas.outlines.iter().all(Option::is_none);
        self.plane.get_or_init(|| is_plain().then(|| Atlas::of_positions(&positions())).flatten()).as_ref()
    }

    /// Who runs the records, each once.
    pub fn providers(&self, portal: &Portal) -> &Providers {
        self.providers.get_or_init(|| Providers::new(portal, self.in_order()))
    }

    /// A collection's records, ordered by their group, then as the schema says.
    pub fn order(&self, collection: CollectionIx) -> &[RecordRef] {
        &self.order[collection]
    }

    /// All records, collection by collection in their order.
    pub fn in_order(&self) -> impl Iterator<Item = RecordRef> {
        self.order.iter().flatten().copied()
    }

    /// A collection's facets, in the schema's order.
    pub fn facets(&self, collection: CollectionIx) -> &[Facet] {
        &self.facets[collection]
    }

    /// The records of a collection that stand in an area or in an area within it, in their order.
    pub fn in_area(&self, area: AreaIx, collection: CollectionIx) -> &[RecordRef] {
        self.areas.standing(area, collection)
    }

    /// What each record that has to do with an area has to do with it, the most hopeful first.
    pub fn helping(&self, portal: &Portal, area: AreaIx) -> Vec<Helping> {
        let mut found = self.areas.helping(portal, area);
        found.sort_by_key(|helping| (helping.means.is_none(), helping.means, helping.relation));
        found
    }

    /// The best that is known of the places that help in an area.
    pub fn coverage(&self, area: AreaIx) -> Coverage {
        self.areas.coverage(area)
    }

    /// How many areas of a level have an open place.
    pub fn reach(&self, portal: &Portal, level: LevelIx) -> Reach {
        let mut reach = Reach::default();
        for (area, _) in portal.areas.of_level(level) {
            reach.add(portal, &self.areas.helping(portal, area));
        }
        reach
    }

    /// Whether any record says that it serves areas of a level.
    pub fn is_claimed(&self, level: LevelIx) -> bool {
        self.areas.is_claimed(level)
    }

    /// The areas of the same level that share a border with an area.
    pub fn neighbours(&self, area: AreaIx) -> &[AreaIx] {
        self.areas.neighbours(area)
    }

    /// The records nearest to a record, closed places and the record itself left out.
    pub fn near_record(&self, portal: &Portal, at: RecordRef, limit: usize) -> Vec<Near> {
        self.near.around_record(portal, at, limit)
    }

    /// The records with one state that are nearest to an area, without those of an ordered list.
    pub fn near_area(
        &self,
        portal: &Portal,
        area: AreaIx,
        coverage: Coverage,
        without: &[RecordRef],
        limit: usize,
    ) -> Vec<Near> {
        self.near.around_area(portal, area, coverage, &|at| without.binary_search(&at).is_ok(), limit)
    }

    /// How far a record is from where distances from an area start. **Units**: kilometres as the crow flies.
    pub fn distance(&self, portal: &Portal, area: AreaIx, at: RecordRef) -> Option<f64> {
        let point = portal.collection_of(at).position(portal.record(at))?;
        Some(point.position.distance_km(portal.areas.areas[area].start()?))
    }
}

/// The search index of a language.
pub fn search_index(portal: &Portal, indexes: &Indexes, language: &LanguageTag) -> SearchIndex {
    let order: Vec<_> = indexes.in_order().collect();
    let documents = search_documents(portal, &order, language);
    search::build(language.as_str(), documents, &search_vocabulary(portal, language))
        .expect("an index in memory meets no full or broken disk")
}

/// The term that a record is grouped by in the directories of its collection.
pub fn group(portal: &Portal, at: RecordRef) -> Option<TermId> {
    let collection = portal.collection_of(at);
    let field = collection.schema.group?;
    collection.schema.fields[field].terms(&portal.record(at).values[field]).next()
}
