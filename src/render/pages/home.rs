use serde::Serialize;

use super::area::AreaGroup;
use super::area::ListedArea;
use super::area::level_groups;
use super::area::listed;
use super::edition::Edition;
use super::narrative;
use crate::field::{Role, StatusChoice, StatusField};
use crate::model::{CollectionIx, UrlPath};
use crate::render::layout::chrome::Search;
use crate::render::layout::frame::{Framed, Head, framed_for_search};
use crate::render::layout::{chrome, linked};
use crate::render::maps;
use crate::render::maps::ShownMap;
use crate::render::passages;
use crate::render::shared::Scene;
use crate::render::shared::address::encode;
use crate::render::shared::html::Html;
use crate::render::shown::lists::term_link;
use crate::validate::{Page, RecordRef};

/// The most areas that the home page lists one by one.
const LISTED_AREAS: usize = 60;

/// The most areas of which the home page lets one choose; beyond, their own page is the way.
const CHOOSABLE: usize = 400;

/// The home page: what this is, and the ways in.
#[derive(Serialize)]
pub struct Home {
    body: Option<Html>,
    search: Option<Search>,
    /// The ways to one's own area without a script. **Shape**: one at most.
    choosers: Vec<Chooser>,
    /// What people come for, each as a search. **Shape**: in the owner's order; empty without a search page.
    needs: Vec<NeedLink>,
    collections: Vec<Tile>,
    levels: Vec<Level>,
    map: Option<ShownMap>,
}

/// A word of need that leads to what answers it.
#[derive(Serialize)]
struct NeedLink {
    word: String,
    url: String,
}

/// The areas of the smallest level that has pages, under those that they lie in.
#[derive(Serialize)]
struct Chooser {
    label: String,
    /// The level's page.
    url: String,
    /// Empty where there are too many areas to list here.
    groups: Vec<AreaGroup>,
}

/// A collection with its figures.
#[derive(Serialize)]
struct Tile {
    url: String,
    label: String,
    /// How many records it has, and the noun for so many.
    count: String,
    noun: String,
    introduction: Option<Html>,
    statuses: Vec<StatusCount>,
}

/// How many records of a collection have a status.
#[derive(Serialize)]
struct StatusCount {
    url: Option<String>,
    label: String,
    tone: &'static str,
    count: String,
}

#[derive(Serialize)]
struct Level {
    id: String,
    url: String,
    label: String,
    areas: Vec<ListedArea>,
}

/// The context of the home page; `page` is its text, where there is one.
pub fn page<'a>(edition: &Edition<'a>, page: Option<&Page>) -> Framed<'a, Home> {
    let Edition { scene, chrome, .. } = edition;
    let path = UrlPath::home();
    let head = match page {
        Some(page) => narrative::head(scene, page),
        None => Head::new(scene, &path, scene.site_title(), Some(scene.say(&scene.portal.site.description))),
    };
    let head = head.json_ld(linked::website(scene));
    let content = Home {
        body: page.map(|page| Html::new(edition.prose(page).html)),
        search: chrome::search(scene),
        choosers: chooser(scene).into_iter().collect(),
        needs: needs(scene),
        collections: scene.portal.collections.keys().map(|index| tile(scene, index)).collect(),
        levels: level(scene).into_iter().collect(),
        map: maps::region(scene, None),
    };
    framed_for_search(scene, chrome, head, content)
}

/// Each need by its first word in the page's language, which is the one that its owner would say aloud.
fn needs(scene: &Scene<'_>) -> Vec<NeedLink> {
    let Some(search) = chrome::search(scene) else { return Vec::new() };
    let words = scene.portal.needs.iter().filter_map(|need| need.words(scene.language).first());
    let link = |word: &String| NeedLink { word: word.clone(), url: format!("{}?q={}", search.url, encode(word)) };
    words.map(link).collect()
}

fn chooser(scene: &Scene<'_>) -> Option<Chooser> {
    let areas = &scene.portal.areas;
    let (index, level) = areas.levels.iter_enumerated().rfind(|(_, level)| level.path.is_some())?;
    let groups = if areas.of_level(index).count() > CHOOSABLE { Vec::new() } else { level_groups(scene, index) };
    let url = scene.addresses.link(level.path.as_ref()?);
    Some(Chooser { label: scene.say(&level.label), url, groups })
}

fn tile(scene: &Scene<'_>, index: CollectionIx) -> Tile {
    let collection = &scene.portal.collections[index];
    let n = collection.records.len();
    let counted = scene.count(&collection.schema.noun, n);
    let (count, noun) = counted.rsplit_once('\u{a0}').unwrap_or((&counted, ""));
    let introduction = collection
        .schema
        .introduction
        .as_ref()
        .map(|text| passages::passage(scene, text, |text| text.split("\n\n").next().unwrap_or_default()));
    Tile {
        url: scene.addresses.link(&collection.path),
        label: scene.say(&collection.schema.label),
        count: count.to_owned(),
        noun: noun.to_owned(),
        introduction,
        statuses: statuses(scene, index),
    }
}

/// How many records of a collection have each status, where the collection has one.
fn statuses(scene: &Scene<'_>, index: CollectionIx) -> Vec<StatusCount> {
    let collection = &scene.portal.collections[index];
    let Some(field) = collection.schema.playing(Role::Status) else { return Vec::new() };
    let Some(StatusField { choices }) = collection.schema.fields[field].kind.get() else { return Vec::new() };
    let facet = scene.indexes.facets(index).iter().find(|facet| facet.field == field);
    let count = |choice: &StatusChoice| {
        let with = |at: &&RecordRef| {
            let status = collection.status(scene.portal.record(**at));
            status.is_some_and(|(_, status)| status.word.key == choice.word.key)
        };
        let records: Vec<RecordRef> = scene.indexes.order(index).iter().filter(with).copied().collect();
        let n = records.len();
        let term =
            facet.and_then(|facet| Some((facet, facet.terms.iter().find(|term| term.about.key == choice.word.key)?)));
        let past = choice.past.as_ref().filter(|_| scene.are_past(&records));
        (n > 0).then(|| StatusCount {
            url: term.map(|(facet, term)| term_link(scene, collection, facet, term)),
            label: scene.say(past.unwrap_or(&choice.label)),
            tone: choice.tone.as_str(),
            count: scene.wording.locale().format_integer(i64::try_from(n).unwrap_or(i64::MAX)),
        })
    };
    choices.iter().filter_map(count).collect()
}

/// The first level of areas with pages that is short enough to be listed.
fn level(scene: &Scene<'_>) -> Option<Level> {
    let areas = &scene.portal.areas;
    let (index, level, path) = areas.levels.iter_enumerated().find_map(|(index, level)| {
        let path = level.path.as_ref()?;
        (areas.of_level(index).count() <= LISTED_AREAS).then_some((index, level, path))
    })?;
    Some(Level {
        id: format!("level-{}", level.id),
        url: scene.addresses.link(path),
        label: scene.say(&level.label),
        areas: listed(scene, areas.of_level(index).map(|(index, _)| index)),
    })
}
