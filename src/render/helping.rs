use serde::Serialize;

use super::Scene;
use super::chrome::Item;
use super::entries::{self, Entry, Status};
use crate::index::{Coverage, Serving};
use crate::validate::{Basis, Layout, RecordRef};

/// How many open places outside an area its page names.
const NEARBY: usize = 4;

/// Who helps in an area, beyond what stands in it.
#[derive(Serialize)]
pub struct Helping {
    /// Records that serve the area, or a part of it, without standing in it.
    serving: Vec<Entry>,
    /// The nearest open records, where none that serves the area is known to be open.
    nearest_open: Vec<Entry>,
    /// Records that stand around the area and do not say whom they serve.
    perhaps: Vec<Entry>,
    /// The area around in which those stand.
    around: Option<String>,
    /// Where to look next: the areas around and the one that they are administered from.
    see_also: Vec<Item>,
}

/// Who helps in an area.
pub fn helping(scene: &Scene<'_>, area: usize) -> Helping {
    let serving = serving(scene, area);
    if !scene.indexes.is_only_served(scene.portal, area) {
        let (nearest_open, perhaps) = (Vec::new(), Vec::new());
        return Helping { serving, nearest_open, perhaps, around: None, see_also: Vec::new() };
    }
    let nearest_open = if scene.indexes.coverage(scene.portal, area) == Coverage::Open {
        Vec::new()
    } else {
        scene.indexes.near_open(scene.portal, area, NEARBY)
    };
    let mut perhaps = scene.indexes.perhaps_helping(scene.portal, area);
    perhaps.retain(|at| nearest_open.iter().all(|near| near.record != *at));
    perhaps.sort_by_key(|at| Coverage::of(scene.portal, *at));
    let near = |near: &crate::index::Near| Entry {
        note: serves_others(scene, near.record, area),
        ..entries::distant_entry(scene, near)
    };
    Helping {
        serving,
        nearest_open: nearest_open.iter().map(near).collect(),
        perhaps: perhaps.into_iter().map(|at| entries::entry(scene, at)).collect(),
        around: scene.portal.areas.areas[area].parent.map(|around| scene.area_name(&scene.portal.areas.areas[around])),
        see_also: see_also(scene, area),
    }
}

/// The records that serve an area or a part of it and do not stand in it, each with what it says it serves and why.
fn serving(scene: &Scene<'_>, area: usize) -> Vec<Entry> {
    let standing = |at: RecordRef| scene.indexes.in_area(area, at.collection).contains(&at);
    let all = scene.indexes.serving(area).iter().chain(scene.indexes.serving_within(area));
    let mut all: Vec<&Serving> = all.filter(|serving| !standing(serving.record)).collect();
    all.sort_by_key(|serving| Coverage::of(scene.portal, serving.record));
    all.dedup_by_key(|serving| serving.record);
    let entry = |serving: &Serving| {
        let basis = basis(scene, serving.basis);
        let name = scene.area_name(&scene.portal.areas.areas[serving.area]);
        let whole = scene.wording.text("serves", &[("area", &name)]);
        let note = if serving.area == area { basis } else { format!("{whole} ({basis})") };
        Entry { note: Some(note), ..entries::entry(scene, serving.record) }
    };
    all.into_iter().map(entry).collect()
}

/// What a claim to serve an area rests on, in words.
pub fn basis(scene: &Scene<'_>, basis: Basis) -> String {
    let key = match basis {
        Basis::Operator => "basis-operator",
        Basis::Declared => "basis-declared",
        Basis::Unknown => "basis-unknown",
    };
    scene.wording.text(key, &[])
}

/// That a record serves other areas than this one, so that nobody travels in vain.
fn serves_others(scene: &Scene<'_>, at: RecordRef, area: usize) -> Option<String> {
    let served: Vec<usize> =
        scene.portal.collection_of(at).serves(scene.portal.record(at)).map(|claim| claim.area).collect();
    let others = !served.is_empty() && served.iter().all(|other| *other != area);
    let name = |index: &usize| scene.area_name(&scene.portal.areas.areas[*index]);
    let names: Vec<String> = served.iter().map(name).collect();
    others.then(|| scene.wording.text("serves", &[("area", &scene.wording.list(&names))]))
}

/// The pages of the areas around, then of the area that the nearest one is administered from.
fn see_also(scene: &Scene<'_>, index: usize) -> Vec<Item> {
    let areas = &scene.portal.areas;
    let mut found: Vec<usize> = areas.lineage(index).skip(1).collect();
    found.extend(areas.areas[index].parent.and_then(|parent| seat(scene, parent)));
    let item = |index: usize| {
        let area = &areas.areas[index];
        let url = scene.addresses.link(area.url.as_ref()?);
        Some(Item { url, label: scene.area_name(area), short: None, hreflang: None, current: false })
    };
    found.into_iter().filter_map(item).collect()
}

/// The town that an area is administered from, where that is another area of the same level.
fn seat(scene: &Scene<'_>, index: usize) -> Option<usize> {
    let areas = &scene.portal.areas;
    let seat = areas.areas[index].seat.as_deref()?;
    let level = areas.areas[index].level;
    areas
        .of_level(level)
        .map(|(other, _)| other)
        .find(|&other| other != index && areas.areas[other].name.original() == seat)
}

/// What is known of the help in an area, in a word: for lists of areas.
pub fn coverage_status(scene: &Scene<'_>, coverage: Coverage) -> Status {
    Status { label: scene.wording.text(&format!("coverage-{}", coverage.as_str()), &[]), tone: coverage_tone(coverage) }
}

/// Good news or bad: a class of the style sheet.
pub fn coverage_tone(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Open => "positive",
        Coverage::Unknown => "neutral",
        Coverage::Doubtful => "warning",
        Coverage::Closed => "negative",
        Coverage::Nobody => "nobody",
    }
}

/// What is known of the help in an area, in a sentence.
pub fn coverage_sentence(scene: &Scene<'_>, area: usize) -> String {
    let coverage = scene.indexes.coverage(scene.portal, area);
    scene.wording.text(&format!("helped-{}", coverage.as_str()), &[])
}

/// The page that sums up which areas have help, if the site has one.
pub fn summary_page(scene: &Scene<'_>) -> Option<Item> {
    let page = scene.page_of(Layout::Coverage)?;
    let label = scene.title(page);
    Some(Item { url: scene.link(&page.path), label, short: None, hreflang: None, current: false })
}
