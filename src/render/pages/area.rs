use serde::Serialize;

use super::directory::FilterForm;
use super::directory::Group;
use super::directory::More;
use super::directory::forms;
use super::edition::Edition;
use super::helping;
use super::helping::ShownHelping;
use super::helping::coverage_sentence;
use super::helping::helping;
use super::helping::summary_page;
use crate::field::Label;
use crate::index::Coverage;
use crate::model::{AreaIx, CollectionIx, LevelIx, UrlPath};
use crate::render::layout::frame::{Framed, Head, framed};
use crate::render::maps;
use crate::render::maps::ShownMap;
use crate::render::passages;
use crate::render::shared::html::Html;
use crate::render::shared::{Item, Scene};
use crate::render::shown::coverage::coverage_status;
use crate::render::shown::lists::term_link;
use crate::render::shown::row;
use crate::render::shown::row::ShownStatus;
use crate::validate::{Area, RecordRef};

/// How many records of one collection an area's page lists before it refers to the collection's directory.
const LISTED: usize = 100;

/// From how many areas on a level's page has an alphabet.
const ALPHABET: usize = 40;

/// The page of an area.
#[derive(Serialize)]
pub struct AreaPage {
    lang_of_title: Option<String>,
    kind: Option<String>,
    /// What the page says first, sentence by sentence.
    summary: Vec<String>,
    /// The records that stand here, collection by collection.
    groups: Vec<Group>,
    #[serde(flatten)]
    helping: ShownHelping,
    /// The page that tells which areas have help.
    coverage: Option<Item>,
    neighbours: Vec<ListedArea>,
    parts: Vec<AreaGroup>,
    map: Option<ShownMap>,
    /// Who to call, as a sheet of paper.
    leaflet: Option<String>,
}

/// The page of a level of areas.
#[derive(Serialize)]
pub struct LevelPage<'a> {
    introduction: Option<Html>,
    map: Option<ShownMap>,
    /// All areas by the letter they begin with; none where there are few of them.
    letters: Vec<AreaGroup>,
    /// What the groups are: the label of the level above; none where there is one group alone.
    grouped_by: Option<String>,
    groups: Vec<AreaGroup>,
    /// How many were found, in each plural form, for the script that filters.
    found: Vec<FilterForm<'a>>,
    coverage: Option<Item>,
}

/// Areas under one heading.
#[derive(Serialize)]
pub struct AreaGroup {
    id: String,
    label: Option<String>,
    /// The language of the label, where that is not the page's.
    lang: Option<String>,
    areas: Vec<ListedArea>,
}

/// An area in a list.
#[derive(Serialize)]
pub struct ListedArea {
    url: String,
    name: String,
    /// The language of the name, where that is not the page's.
    lang: Option<String>,
    /// How many records stand in it, in words; none where none does.
    counted: Option<String>,
    /// What is known of the help in it, for levels of areas that records say they serve.
    status: Option<ShownStatus>,
    /// The area that it lies in, where that tells readers something.
    around: Option<String>,
}

/// The context of an area's page.
pub fn page<'a>(edition: &Edition<'a>, index: AreaIx, url: &UrlPath) -> Framed<'a, AreaPage> {
    let Edition { scene, chrome, .. } = edition;
    let area = &scene.portal.areas.areas[index];
    let level = &scene.portal.areas.levels[area.level];
    let above = level.path.as_ref().map(|path| scene.step(path));
    let content = content(scene, index, area);
    let head = Head::new(scene, url, scene.area_name(area), Some(content.summary.join(" "))).below(above);
    framed(scene, chrome, url, head, content)
}

fn content(scene: &Scene<'_>, index: AreaIx, area: &Area) -> AreaPage {
    let helping = helping(scene, index);
    AreaPage {
        lang_of_title: scene.lang(&area.name),
        kind: area.kind.as_ref().map(|kind| scene.say(kind)).filter(|kind| !scene.area_name(area).contains(kind)),
        summary: summary(scene, index, &helping),
        groups: groups(scene, index),
        coverage: summary_page(scene).filter(|_| scene.indexes.is_claimed(area.level)),
        neighbours: listed(scene, scene.indexes.neighbours(index).iter().copied()),
        parts: parts(scene, area),
        map: maps::area(scene, index),
        leaflet: area.leaflet().filter(|_| scene.portal.has_telephones()).map(|path| scene.link(&path)),
        helping,
    }
}

/// How many records stand in an area, then what is known of the help there where records say whom they serve.
fn summary(scene: &Scene<'_>, index: AreaIx, helping: &ShownHelping) -> Vec<String> {
    let level = scene.portal.areas.areas[index].level;
    let told = scene.indexes.is_claimed(level) && scene.indexes.coverage(index) != Coverage::Nobody;
    let standing = match scene.counted(index, None) {
        Some(list) => scene.wording.text("here", &[("list", &list)]),
        None if helping.has_nearest() && !told => scene.wording.text("nothing-here", &[]),
        None => scene.wording.text("nothing-here-alone", &[]),
    };
    [standing].into_iter().chain(told.then(|| coverage_sentence(scene, index))).collect()
}

/// The records in an area, collection by collection, but for those that are run for the people of other areas.
fn groups(scene: &Scene<'_>, index: AreaIx) -> Vec<Group> {
    let others = helping::for_others(scene, index);
    let collections = scene.portal.collections.iter_enumerated();
    let group = |(at, collection): (CollectionIx, &crate::validate::Collection)| {
        let standing = scene.indexes.in_area(index, at).iter().filter(|record| others.binary_search(record).is_err());
        let records: Vec<RecordRef> = row::in_order(scene, standing.copied());
        (!records.is_empty()).then(|| Group {
            id: collection.schema.id.clone(),
            label: Some(scene.say(&collection.schema.label)),
            counted: scene.wording.locale().format_integer(i64::try_from(records.len()).unwrap_or(i64::MAX)),
            rows: records.iter().take(LISTED).map(|at| row::row(scene, *at)).collect(),
            more: (records.len() > LISTED).then(|| more(scene, index, at, records.len())),
        })
    };
    collections.filter_map(group).collect()
}

/// A link to the whole list of a collection's records in an area, or to the collection's directory.
fn more(scene: &Scene<'_>, area: AreaIx, collection: CollectionIx, n: usize) -> More {
    let of = &scene.portal.collections[collection];
    let term = scene.indexes.facets(collection).iter().find_map(|facet| {
        let term = facet.terms.iter().find(|term| term.about.label == Label::Area(area))?;
        Some(term_link(scene, of, facet, term))
    });
    More { url: term.unwrap_or_else(|| scene.addresses.link(&of.path)), label: scene.wording.counted("show-all-of", n) }
}

/// The areas one level down that have pages.
fn parts(scene: &Scene<'_>, area: &Area) -> Vec<AreaGroup> {
    let areas = listed(scene, area.children.iter().copied());
    let Some(first) = area.children.first().filter(|_| !areas.is_empty()) else { return Vec::new() };
    let level = &scene.portal.areas.levels[scene.portal.areas.areas[*first].level];
    vec![AreaGroup { id: format!("level-{}", level.id), label: Some(scene.say(&level.label)), lang: None, areas }]
}

/// Areas that have pages, in the language's alphabetical order.
pub fn listed(scene: &Scene<'_>, areas: impl Iterator<Item = AreaIx>) -> Vec<ListedArea> {
    let mut listed: Vec<ListedArea> = areas.filter_map(|index| listed_area(scene, index)).collect();
    listed.sort_by(|a, b| scene.wording.locale().compare(&a.name, &b.name));
    listed
}

fn listed_area(scene: &Scene<'_>, index: AreaIx) -> Option<ListedArea> {
    let area = &scene.portal.areas.areas[index];
    let claimed = scene.indexes.is_claimed(area.level);
    Some(ListedArea {
        url: scene.addresses.link(area.url.as_ref()?),
        name: scene.area_name(area),
        lang: scene.lang(&area.name),
        counted: scene.counted(index, None),
        status: claimed.then(|| coverage_status(scene, scene.indexes.coverage(index))),
        around: None,
    })
}

/// The context of the page of a level: all its areas, under those that they lie in where these have pages too.
pub fn level_page<'a>(edition: &Edition<'a>, level: LevelIx, path: &UrlPath) -> Framed<'a, LevelPage<'a>> {
    let Edition { scene, chrome, .. } = edition;
    let definition = &scene.portal.areas.levels[level];
    let groups = level_groups(scene, level);
    let above = level.above().filter(|_| groups.len() > 1).map(|above| &scene.portal.areas.levels[above]);
    let content = LevelPage {
        introduction: definition.introduction.as_ref().map(|text| passages::markdown(scene, text)),
        map: scene.atlases[level].is_some().then(|| maps::region(scene, None)).flatten(),
        letters: letters(scene, level),
        grouped_by: above.map(|above| scene.say(&above.label)),
        groups,
        found: forms(scene, "found"),
        coverage: summary_page(scene).filter(|_| scene.indexes.is_claimed(level)),
    };
    let head = Head::new(scene, path, scene.say(&definition.label), None);
    framed(scene, chrome, path, head, content)
}

/// The areas of a level that have pages, under those that they lie in where these have pages too.
pub fn level_groups(scene: &Scene<'_>, level: LevelIx) -> Vec<AreaGroup> {
    let areas = &scene.portal.areas;
    let of_level: Vec<AreaIx> = areas.of_level(level).map(|(index, _)| index).collect();
    let parent_has_page =
        |index: &AreaIx| areas.areas[*index].parent.is_some_and(|parent| areas.areas[parent].url.is_some());
    if !of_level.iter().any(parent_has_page) {
        return vec![AreaGroup {
            id: "areas".to_owned(),
            label: None,
            lang: None,
            areas: listed(scene, of_level.into_iter()),
        }];
    }
    let mut parents: Vec<AreaIx> = of_level.iter().filter_map(|index| areas.areas[*index].parent).collect();
    parents.sort_unstable();
    parents.dedup();
    let name = |index: AreaIx| scene.area_name(&areas.areas[index]);
    parents.sort_by(|a, b| scene.wording.locale().compare(&name(*a), &name(*b)));
    let part = |parent: AreaIx| AreaGroup {
        id: format!("area-{}", areas.areas[parent].code),
        label: Some(name(parent)),
        lang: scene.lang(&areas.areas[parent].name),
        areas: listed(scene, areas.areas[parent].children.iter().copied()),
    };
    parents.into_iter().map(part).collect()
}

/// All areas of a level under their first letters; nothing where they are few enough to be seen at once.
fn letters(scene: &Scene<'_>, level: LevelIx) -> Vec<AreaGroup> {
    let areas = &scene.portal.areas;
    let around = |index: AreaIx| areas.areas[index].parent.map(|parent| scene.area_name(&areas.areas[parent]));
    let area = |index| Some(ListedArea { around: around(index), ..listed_area(scene, index)? });
    let mut all: Vec<ListedArea> = areas.of_level(level).filter_map(|(index, _)| area(index)).collect();
    if all.len() < ALPHABET {
        return Vec::new();
    }
    let locale = scene.wording.locale();
    all.sort_by(|a, b| locale.compare(&a.name, &b.name));
    let mut letters: Vec<AreaGroup> = Vec::new();
    for area in all {
        let letter: String = area.name.chars().take(1).flat_map(char::to_uppercase).collect();
        match letters.last_mut() {
            Some(last) if last.label.as_ref().is_some_and(|label| locale.is_one_letter(label, &letter)) => {
                last.areas.push(area);
            }
            _ => letters.push(AreaGroup {
                id: format!("letter-{}", letters.len() + 1),
                label: Some(letter),
                lang: None,
                areas: vec![area],
            }),
        }
    }
    letters
}
