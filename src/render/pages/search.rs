use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::edition::Edition;
use super::narrative;
use crate::draw::map::row_mark;
use crate::index::Facet;
use crate::model::CollectionIx;
use crate::render::layout::chrome::Search;
use crate::render::layout::frame::{Framed, framed_for_search};
use crate::render::layout::{chrome, script_texts};
use crate::render::shared::html::{Html, script_safe};
use crate::render::shared::{Item, Scene};
use crate::render::shown::facets;
use crate::render::shown::facets::{JoinedFacet, JoinedTerm};
use crate::render::shown::lists::term_link;
use crate::render::shown::mark::plain_mark;
use crate::validate::{Collection, Page};

/// The search page.
#[derive(Serialize)]
pub struct SearchPage {
    body: Html,
    form: Option<Search>,
    texts: Html,
    /// The lists made beforehand, for those without JavaScript: collection by collection.
    browse: Vec<Browse>,
}

/// The lists of one collection.
#[derive(Serialize)]
struct Browse {
    id: String,
    label: String,
    url: String,
    facets: Vec<BrowseFacet>,
}

/// The lists of one facet.
#[derive(Serialize)]
struct BrowseFacet {
    label: String,
    terms: Vec<Counted>,
}

#[derive(Serialize)]
struct Counted {
    link: Item,
    count: usize,
}

/// The texts that the scripts need on the search page as well.
const ON_THE_PAGE: &[(&str, &str)] = &[
    ("searching", "search-searching"),
    ("results", "search-results"),
    ("elsewhere", "search-elsewhere"),
    ("nothing", "search-nothing"),
    ("guessed", "search-guessed"),
    ("meant", "search-meant"),
    ("more", "search-more"),
    ("lists", "search-browse"),
    ("filters", "narrow"),
    ("remove", "search-remove"),
    ("unknownFilter", "search-unknown-filter"),
    ("print", "search-print"),
    ("locate", "search-locate"),
    ("forgetPosition", "search-forget-position"),
    ("noPosition", "search-no-position"),
    ("distance", "search-distance"),
    ("distanceSame", "distance-same"),
    ("asOf", "status-as-of"),
    ("others", "nearest-others"),
    ("extension", "extension"),
    ("phone-landline", "phone-landline"),
    ("phone-mobile", "phone-mobile"),
    ("phone-text", "phone-text"),
    ("phone-short", "phone-short"),
];

/// The context of the search page.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, SearchPage> {
    let Edition { scene, chrome, .. } = edition;
    let mut texts = script_texts::common(scene);
    texts.extend(ON_THE_PAGE.iter().map(|(name, key)| ((*name).to_owned(), script_texts::wording(scene, key))));
    texts.insert("facets".to_owned(), facets(scene));
    texts.insert("marks".to_owned(), marks(scene));
    let collections = scene.portal.collections.iter_enumerated();
    let content = SearchPage {
        body: Html::new(edition.prose(page).html),
        form: chrome::search(scene),
        texts: script_safe(&Value::Object(texts)),
        browse: collections.map(|(index, collection)| browse(scene, index, collection)).collect(),
    };
    framed_for_search(scene, chrome, narrative::head(scene, page), content)
}

/// The marks of records, by collection and tone: what stands before their rows.
fn marks(scene: &Scene<'_>) -> Value {
    let mut marks: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for (at, record) in scene.portal.records() {
        let collection = scene.portal.collection_of(at);
        let tone = collection.status(record).map_or("", |(_, choice)| choice.tone.as_str());
        let own = marks.entry(&collection.schema.id).or_default();
        own.entry(tone).or_insert_with(|| row_mark(plain_mark(scene, at)));
    }
    json!(marks)
}

/// All facets of all collections, in the order of their schemas: name, label, and the label of each term.
fn facets(scene: &Scene<'_>) -> Value {
    let kinds = json!({
        "key": "collection",
        "label": scene.wording.text("search-kind", &[]),
        "values": kinds_in_order(scene),
    });
    let value = |facet: JoinedFacet| {
        let term = |term: JoinedTerm| match term.tone {
            Some(tone) => json!([term.key, term.label, tone]),
            None => json!([term.key, term.label]),
        };
        let terms: Vec<Value> = facet.terms.into_iter().map(term).collect();
        json!({"key": facet.key, "label": facet.label, "values": terms})
    };
    let joined = facets::joined(scene, |_| true).into_iter().map(value);
    Value::Array([kinds].into_iter().chain(joined).collect())
}

fn kinds_in_order(scene: &Scene<'_>) -> Vec<(String, String)> {
    let collections = scene.portal.collections.iter().map(|of| (of.schema.id.clone(), scene.say(&of.schema.label)));
    let levels = scene.portal.areas.levels.iter().filter(|level| level.path.is_some());
    let levels = levels.map(|level| (level.id.clone(), scene.say(&level.label)));
    let own = [("page", "search-kind-pages"), ("term", "search-kind-terms")];
    let own = own.map(|(kind, key)| (kind.to_owned(), scene.wording.text(key, &[])));
    collections.chain(levels).chain(own).collect()
}

fn browse(scene: &Scene<'_>, index: CollectionIx, collection: &Collection) -> Browse {
    let facets = scene.indexes.facets(index).iter().filter(|facet| facet.terms.len() > 1);
    let facets = facets.map(|facet| browse_facet(scene, collection, facet));
    Browse {
        id: collection.schema.id.clone(),
        label: scene.say(&collection.schema.label),
        url: scene.addresses.link(&collection.path),
        facets: facets.collect(),
    }
}

fn browse_facet(scene: &Scene<'_>, collection: &Collection, facet: &Facet) -> BrowseFacet {
    let field = &collection.schema.fields[facet.field];
    let term = |term: &crate::index::FacetTerm| {
        let url = term_link(scene, collection, facet, term);
        let label = scene.term_word(term);
        Counted { link: Item { url, label, short: None, hreflang: None, current: false }, count: term.records.len() }
    };
    BrowseFacet { label: scene.say(&field.label), terms: facet.terms.iter().map(term).collect() }
}
