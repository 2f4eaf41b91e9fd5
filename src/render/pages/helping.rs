use std::collections::BTreeMap;

use serde::Serialize;

use crate::field::{Basis, Role};
use crate::index::{Claim, Coverage, Near, Relation};
use crate::model::AreaIx;
use crate::render::shared::{Item, Scene};
use crate::render::shown::row;
use crate::render::shown::row::Row;
use crate::render::shown::values::basis;
use crate::validate::{Layout, RecordRef};

/// How many of the nearest places an area's page names, of each state.
const NEAREST: usize = 3;

/// Who helps in an area, beyond those that stand in it for everybody.
#[derive(Serialize)]
pub struct ShownHelping {
    /// Records that stand elsewhere and are run for the people of the area or of a part of it.
    serving: Vec<Row>,
    /// Records that stand elsewhere, of which somebody says that they take people from here.
    declared: Vec<Row>,
    /// Records that stand here and are run for the people of other areas.
    for_others: Vec<Row>,
    /// The nearest records that are known to be open and stand above in no list.
    pub(super) nearest_open: Vec<Row>,
    /// The nearest of which that is not known.
    pub(super) nearest_unknown: Vec<Row>,
    /// Whether those nearest ones have a state at all.
    with_states: bool,
    /// Where to look next: the areas around and the one that they are administered from.
    see_also: Vec<Item>,
}

impl ShownHelping {
    /// Whether any record outside the area is named.
    pub fn has_nearest(&self) -> bool {
        !self.nearest_open.is_empty() || !self.nearest_unknown.is_empty()
    }
}

/// Who helps in an area.
pub fn helping(scene: &Scene<'_>, area: AreaIx) -> ShownHelping {
    let all = scene.indexes.helping(scene.portal, area);
    let mut listed: Vec<RecordRef> = all.iter().map(|helping| helping.record).collect();
    listed.sort_unstable();
    let elsewhere = |relation: Relation| {
        let records = all.iter().filter(|helping| helping.relation == relation);
        let claims: BTreeMap<RecordRef, Claim> = records.filter_map(|of| Some((of.record, of.claim?))).collect();
        let records = row::in_order(scene, claims.keys().copied());
        records.into_iter().map(|at| serving(scene, at, claims[&at], area)).collect()
    };
    let near = |coverage: Coverage| scene.indexes.near_area(scene.portal, area, coverage, &listed, NEAREST);
    let (open, unknown) = (near(Coverage::Open), near(Coverage::Unknown));
    let has_state = |near: &Near| scene.portal.collection_of(near.record).schema.playing(Role::Status).is_some();
    let others = for_others(scene, area);
    ShownHelping {
        serving: elsewhere(Relation::Serves),
        declared: elsewhere(Relation::Declared),
        for_others: row::in_order(scene, others).into_iter().map(|at| serving_others(scene, at)).collect(),
        with_states: open.iter().chain(&unknown).any(has_state),
        nearest_open: open.iter().map(|near| nearest(scene, near)).collect(),
        nearest_unknown: unknown.iter().map(|near| nearest(scene, near)).collect(),
        see_also: see_also(scene, area),
    }
}

/// The records that stand in an area and are run for the people of other areas. **Shape**: ordered.
pub fn for_others(scene: &Scene<'_>, area: AreaIx) -> Vec<RecordRef> {
    let all = scene.indexes.helping(scene.portal, area).into_iter();
    let mut others: Vec<RecordRef> =
        all.filter(|helping| helping.means.is_none()).map(|helping| helping.record).collect();
    others.sort_unstable();
    others
}

/// A record that stands elsewhere, with how far it is and why it is named here.
fn serving(scene: &Scene<'_>, at: RecordRef, claim: Claim, area: AreaIx) -> Row {
    let basis = basis(scene, claim.basis);
    let name = scene.area_name(&scene.portal.areas.areas[claim.area]);
    let whole = scene.wording.text("serves", &[("area", &name)]);
    let note = if claim.area == area { basis } else { format!("{whole} ({basis})") };
    let km = scene.indexes.distance(scene.portal, area, at);
    Row { note: Some(note), distance: km.map(|km| row::distance(scene, km)), ..row::row(scene, at) }
}

/// One of the nearest records, with the areas that it is run for, so that nobody travels in vain.
fn nearest(scene: &Scene<'_>, near: &Near) -> Row {
    Row { note: serves(scene, near.record), ..row::distant_row(scene, near) }
}

fn serving_others(scene: &Scene<'_>, at: RecordRef) -> Row {
    Row { note: serves(scene, at), ..row::row(scene, at) }
}

/// The areas that a record is run for, in words.
pub(super) fn serves(scene: &Scene<'_>, at: RecordRef) -> Option<String> {
    let claims = scene.portal.collection_of(at).serves(scene.portal.record(at));
    let run = claims.filter(|claim| claim.basis == Basis::Operator);
    let names: Vec<String> = run.map(|claim| scene.area_name(&scene.portal.areas.areas[claim.area])).collect();
    (!names.is_empty()).then(|| scene.wording.text("serves", &[("area", &scene.wording.list(&names))]))
}

/// The pages of the areas around, then of the area that the nearest one is administered from.
fn see_also(scene: &Scene<'_>, index: AreaIx) -> Vec<Item> {
    let areas = &scene.portal.areas;
    let mut found: Vec<AreaIx> = areas.lineage(index).skip(1).collect();
    found.extend(areas.areas[index].parent.and_then(|parent| seat(scene, parent)));
    let item = |index: AreaIx| {
        let area = &areas.areas[index];
        let url = scene.addresses.link(area.url.as_ref()?);
        Some(Item { url, label: scene.area_name(area), short: None, hreflang: None, current: false })
    };
    found.into_iter().filter_map(item).collect()
}

/// The town that an area is administered from, where that is another area of the same level.
fn seat(scene: &Scene<'_>, index: AreaIx) -> Option<AreaIx> {
    let areas = &scene.portal.areas;
    let seat = areas.areas[index].seat.as_deref()?;
    let level = areas.areas[index].level;
    areas
        .of_level(level)
        .map(|(other, _)| other)
        .find(|&other| other != index && areas.areas[other].name.original() == seat)
}

/// What is known of the help in an area, in a sentence.
pub fn coverage_sentence(scene: &Scene<'_>, area: AreaIx) -> String {
    let coverage = scene.indexes.coverage(area);
    let word = if is_declared_open(scene, area, coverage) { "declared" } else { coverage.as_str() };
    scene.wording.text(&format!("helped-{word}"), &[])
}

/// Whether all that is not known of the help in an area is whether an open place elsewhere takes people from there.
fn is_declared_open(scene: &Scene<'_>, area: AreaIx, coverage: Coverage) -> bool {
    let told = scene.indexes.helping(scene.portal, area);
    let some = |declared: bool, state: Coverage| {
        let mut of = told.iter().filter(|helping| (helping.relation == Relation::Declared) == declared);
        of.any(|helping| Coverage::of(scene.portal, helping.record) == state)
    };
    coverage == Coverage::Unknown && some(true, Coverage::Open) && !some(false, Coverage::Unknown)
}

/// The page that sums up which areas have help, if the site has one.
pub fn summary_page(scene: &Scene<'_>) -> Option<Item> {
    let page = scene.page_of(Layout::Coverage)?;
    let label = scene.title(page);
    Some(Item { url: scene.link(&page.path), label, short: None, hreflang: None, current: false })
}
