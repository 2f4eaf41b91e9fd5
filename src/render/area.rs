use serde::Serialize;

use super::Scene;
use super::chrome::Chrome;
use super::directory::{Group, More, term_path};
use super::entries::{self, Entry};
use super::frame::{Framed, Head, framed};
use super::html::Html;
use super::maps::{self, Map};
use crate::index::TermValue;
use crate::model::UrlPath;
use crate::validate::{Area, RecordRef};

/// How many records of one collection an area's page lists before it refers to the collection's directory.
const LISTED: usize = 100;

/// How many places outside an area its page names.
const NEARBY: usize = 4;

/// The page of an area.
#[derive(Serialize)]
pub struct AreaPage {
    kind: Option<String>,
    summary: String,
    groups: Vec<Group>,
    /// Records that serve the area without standing in it.
    serving: Vec<Entry>,
    nearby: Vec<Entry>,
    neighbours: Vec<ListedArea>,
    parts: Vec<Part>,
    map: Option<Map>,
}

/// The page of a level of areas.
#[derive(Serialize)]
pub struct LevelPage {
    introduction: Option<Html>,
    map: Option<Map>,
    groups: Vec<Part>,
}

/// Areas under one heading.
#[derive(Serialize)]
pub struct Part {
    id: String,
    label: Option<String>,
    areas: Vec<ListedArea>,
}

/// An area in a list.
#[derive(Serialize)]
pub struct ListedArea {
    url: String,
    name: String,
    /// How many records it has or, in a level below those that records stand in, how many serve it; in words.
    counted: String,
    /// Whether it has none.
    empty: bool,
}

/// The context of an area's page.
pub fn page<'a>(scene: &Scene<'a>, chrome: &Chrome, index: usize, url: &UrlPath) -> Framed<'a, AreaPage> {
    let area = &scene.portal.areas.areas[index];
    let level = &scene.portal.areas.levels[area.level];
    let above = level.path.as_ref().map(|path| scene.step(path));
    let content = content(scene, index, area);
    let head = Head::new(scene, url, scene.area_name(area), Some(content.summary.clone())).below(above);
    framed(scene, chrome, url, head, content)
}

fn content(scene: &Scene<'_>, index: usize, area: &Area) -> AreaPage {
    let groups = groups(scene, index);
    let serving = serving(scene, index);
    let near = if groups.is_empty() && serving.is_empty() {
        scene.indexes.near_area(scene.portal, index, NEARBY)
    } else {
        Vec::new()
    };
    let nearby: Vec<Entry> = near.iter().map(|near| entries::distant_entry(scene, near)).collect();
    AreaPage {
        kind: area.kind.clone().filter(|kind| !scene.area_name(area).contains(kind.as_str())),
        summary: summary(scene, index, !serving.is_empty(), !nearby.is_empty()),
        groups,
        serving,
        nearby,
        neighbours: listed(scene, scene.indexes.neighbours(index).iter().copied()),
        parts: parts(scene, area),
        map: maps::area(scene, index),
    }
}

/// What there is in an area, in a sentence: the records that stand in it or, in areas smaller than those that records
/// stand in, whether the register says who serves it.
fn summary(scene: &Scene<'_>, index: usize, serving: bool, nearby: bool) -> String {
    let level = scene.portal.areas.areas[index].level;
    let key = match (scene.counted(index, None), level > standing_level(scene)) {
        (Some(list), _) => return scene.wording.text("here", &[("list", &list)]),
        (None, true) if serving => "somebody-serves",
        (None, true) => "nobody-serves",
        (None, false) if nearby => "nothing-here",
        (None, false) => "nothing-here-alone",
    };
    scene.wording.text(key, &[])
}

/// How many records an area has or, in a level below those that records stand in, how many serve it; in words.
fn counted(scene: &Scene<'_>, index: usize) -> Option<String> {
    if scene.portal.areas.areas[index].level <= standing_level(scene) {
        return scene.counted(index, None);
    }
    let serving: std::collections::BTreeSet<RecordRef> =
        scene.indexes.serving(index).iter().map(|serving| serving.record).collect();
    let collections = scene.portal.collections.iter().enumerate();
    let counts = collections.map(|(at, of)| (serving.iter().filter(|record| record.collection == at).count(), of));
    let words: Vec<String> = counts.filter(|(n, _)| *n > 0).map(|(n, of)| scene.count(&of.schema.noun, n)).collect();
    (!words.is_empty()).then(|| scene.wording.list(&words))
}

/// The smallest level of areas that records stand in. Index into the levels.
fn standing_level(scene: &Scene<'_>) -> usize {
    let areas = scene.portal.collections.iter().filter_map(|collection| {
        let field = collection.schema.area()?;
        match &collection.schema.fields[field].kind {
            crate::config::FieldKind::Area { level } => scene.portal.areas.level_index(level),
            _ => None,
        }
    });
    areas.max().unwrap_or(usize::MAX)
}

/// The records that serve an area without standing in it, in their order.
fn serving(scene: &Scene<'_>, index: usize) -> Vec<Entry> {
    let standing = |at: RecordRef| scene.indexes.in_area(index, at.collection).contains(&at);
    let mut records: Vec<RecordRef> = scene.indexes.serving(index).iter().map(|serving| serving.record).collect();
    records.retain(|at| !standing(*at));
    records.dedup();
    records.into_iter().map(|at| entries::entry(scene, at)).collect()
}

/// The records in an area, collection by collection.
fn groups(scene: &Scene<'_>, index: usize) -> Vec<Group> {
    let collections = scene.portal.collections.iter().enumerate();
    let records = collections.map(|(at, collection)| (at, collection, scene.indexes.in_area(index, at)));
    let group =
        |(at, collection, records): (usize, &crate::validate::Collection, &[crate::validate::RecordRef])| Group {
            id: collection.schema.id.clone(),
            label: Some(scene.say(&collection.schema.label)),
            counted: scene.wording.locale().format_integer(i64::try_from(records.len()).unwrap_or(i64::MAX)),
            entries: records.iter().take(LISTED).map(|at| entries::entry(scene, *at)).collect(),
            more: (records.len() > LISTED).then(|| more(scene, index, at, records.len())),
        };
    records.filter(|(_, _, records)| !records.is_empty()).map(group).collect()
}

/// A link to the whole list of a collection's records in an area, or to the collection's directory.
fn more(scene: &Scene<'_>, area: usize, collection: usize, n: usize) -> More {
    let of = &scene.portal.collections[collection];
    let term = scene.indexes.facets(collection).iter().find_map(|facet| {
        let term = facet.terms.iter().find(|term| term.value == TermValue::Area(area))?;
        Some(term_path(scene, of, facet, term))
    });
    More {
        url: scene.addresses.link(term.as_ref().unwrap_or(&of.path)),
        label: scene.wording.counted("show-all-of", n),
    }
}

/// The areas one level down that have pages.
fn parts(scene: &Scene<'_>, area: &Area) -> Vec<Part> {
    let areas = listed(scene, area.children.iter().copied());
    let Some(first) = area.children.first().filter(|_| !areas.is_empty()) else { return Vec::new() };
    let level = &scene.portal.areas.levels[scene.portal.areas.areas[*first].level];
    vec![Part { id: format!("level-{}", level.id), label: Some(scene.say(&level.label)), areas }]
}

/// Areas that have pages, in the language's alphabetical order.
pub fn listed(scene: &Scene<'_>, areas: impl Iterator<Item = usize>) -> Vec<ListedArea> {
    let one = |index: usize| {
        let area = &scene.portal.areas.areas[index];
        let url = scene.addresses.link(area.url.as_ref()?);
        let counted = counted(scene, index);
        let empty = counted.is_none();
        let none = if area.level > standing_level(scene) { "not-known" } else { "none" };
        let counted = counted.unwrap_or_else(|| scene.wording.text(none, &[]));
        Some(ListedArea { url, name: scene.area_name(area), counted, empty })
    };
    let mut listed: Vec<ListedArea> = areas.filter_map(one).collect();
    listed.sort_by(|a, b| scene.wording.locale().compare(&a.name, &b.name));
    listed
}

/// The context of the page of a level: all its areas, under those that they lie in where these have pages too.
pub fn level_page<'a>(scene: &Scene<'a>, chrome: &Chrome, level: usize, path: &UrlPath) -> Framed<'a, LevelPage> {
    let definition = &scene.portal.areas.levels[level];
    let content = LevelPage {
        introduction: definition.introduction.as_ref().map(|text| scene.markdown(text)),
        map: scene.atlases[level].is_some().then(|| maps::region(scene, None)).flatten(),
        groups: level_groups(scene, level),
    };
    let head = Head::new(scene, path, scene.say(&definition.label), None);
    framed(scene, chrome, path, head, content)
}

/// The areas of a level that have pages, under those that they lie in where these have pages too.
pub fn level_groups(scene: &Scene<'_>, level: usize) -> Vec<Part> {
    let areas = &scene.portal.areas;
    let of_level: Vec<usize> = areas.of_level(level).map(|(index, _)| index).collect();
    let parent_has_page =
        |index: &usize| areas.areas[*index].parent.is_some_and(|parent| areas.areas[parent].url.is_some());
    if !of_level.iter().any(parent_has_page) {
        return vec![Part { id: "areas".to_owned(), label: None, areas: listed(scene, of_level.into_iter()) }];
    }
    let mut parents: Vec<usize> = of_level.iter().filter_map(|index| areas.areas[*index].parent).collect();
    parents.sort_unstable();
    parents.dedup();
    let name = |index: usize| scene.area_name(&areas.areas[index]);
    parents.sort_by(|a, b| scene.wording.locale().compare(&name(*a), &name(*b)));
    let part = |parent: usize| Part {
        id: format!("area-{}", areas.areas[parent].code),
        label: Some(name(parent)),
        areas: listed(scene, areas.areas[parent].children.iter().copied()),
    };
    parents.into_iter().map(part).collect()
}
