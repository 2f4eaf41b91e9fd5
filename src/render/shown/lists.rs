use serde::Serialize;

use crate::index::{Facet, FacetTerm};
use crate::model::CollectionIx;
use crate::plan::term_path;
use crate::render::shared::Scene;
use crate::validate::Collection;

/// How many terms a facet may have and still be shown open.
const OPEN_FACET: usize = 6;

/// A facet of a collection in words, with links to the lists of its terms.
#[derive(Clone, Serialize)]
pub struct ShownFacet {
    key: String,
    label: String,
    /// Whether its terms are seen at once.
    pub open: bool,
    /// The terms that records have.
    pub terms: Vec<ShownTerm>,
}

/// A term in words.
#[derive(Clone, Serialize)]
pub struct ShownTerm {
    key: String,
    /// What it is called.
    pub label: String,
    url: String,
    count: usize,
    /// How many terms it lies in, one within the other.
    depth: usize,
    /// Whether the list is its own.
    pub current: bool,
}

/// Where the list of one term lies: `clubs/status/active/`.
pub fn term_link(scene: &Scene<'_>, collection: &Collection, facet: &Facet, term: &FacetTerm) -> String {
    let path = term_path(collection, facet, term);
    scene.addresses.link(&path.expect("the plan refuses words that give no address"))
}

/// The facets of a collection in words, which all pages of its lists share.
pub fn list_facets(scene: &Scene<'_>, index: CollectionIx) -> Vec<ShownFacet> {
    let collection = &scene.portal.collections[index];
    scene.indexes.facets(index).iter().map(|facet| shown_facet(scene, collection, facet)).collect()
}

fn shown_facet(scene: &Scene<'_>, collection: &Collection, facet: &Facet) -> ShownFacet {
    let field = &collection.schema.fields[facet.field];
    let term = |term: &FacetTerm| ShownTerm {
        key: term.about.key.clone(),
        label: scene.term_word(term),
        url: term_link(scene, collection, facet, term),
        count: term.records.len(),
        depth: term.about.depth,
        current: false,
    };
    let terms: Vec<ShownTerm> = facet.terms.iter().map(term).collect();
    ShownFacet { key: field.name.clone(), label: scene.say(&field.label), open: terms.len() <= OPEN_FACET, terms }
}
