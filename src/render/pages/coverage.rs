use serde::Serialize;

use super::edition::Edition;
use super::narrative;
use crate::index::{Coverage, Helping, Reach};
use crate::model::{AreaIx, LevelIx, OutputPath};
use crate::plan::{Format, Holds, OutputIx};
use crate::render::layout::frame::{Framed, framed};
use crate::render::maps;
use crate::render::maps::ShownMap;
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::coverage::coverage_status;
use crate::render::shown::row::{ShownStatus, status};
use crate::validate::Page;

/// How many of the places that help in an area its row names.
const NAMED: usize = 6;

/// The page that tells which areas have help and which have none.
#[derive(Serialize)]
pub struct CoveragePage {
    body: Html,
    levels: Vec<Level>,
    files: Vec<File>,
}

/// The areas of one level.
#[derive(Serialize)]
struct Level {
    id: String,
    label: String,
    counted: String,
    /// How many areas have an open place, and how many have none.
    reach: Vec<Share>,
    figures: Vec<Figure>,
    map: Option<ShownMap>,
    groups: Vec<LevelGroup>,
}

/// How many areas of all have something.
#[derive(Serialize)]
struct Share {
    /// What they have.
    label: String,
    /// How many of how many.
    counted: String,
}

/// How many areas have the same coverage.
#[derive(Serialize)]
struct Figure {
    status: ShownStatus,
    /// How many of how many.
    counted: String,
}

/// Areas that lie in the same one.
#[derive(Serialize)]
struct LevelGroup {
    id: String,
    label: Option<String>,
    /// The language of the label, where that is not the page's.
    lang: Option<String>,
    /// How many there are.
    counted: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    url: String,
    name: String,
    lang: Option<String>,
    status: ShownStatus,
    places: Vec<HelpingRecord>,
    /// How many more places there are than are named.
    more: Option<String>,
}

/// A place that has to do with an area.
#[derive(Serialize)]
struct HelpingRecord {
    url: String,
    title: String,
    lang: Option<String>,
    status: Option<ShownStatus>,
    /// What it has to do with it, in a few words.
    relation: String,
}

#[derive(Serialize)]
struct File {
    url: String,
    name: String,
}

/// The context of the page of coverage.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, CoveragePage> {
    let Edition { scene, chrome, .. } = edition;
    let levels = scene.portal.areas.levels.iter_enumerated().filter(|(_, level)| level.path.is_some());
    let files = scene.plan.downloads().filter(|(_, _, holds, _)| *holds == Holds::Coverage);
    let file = |(at, path, ..): (OutputIx, &OutputPath, Holds, Format)| File {
        url: scene.href(at),
        name: path.name().to_owned(),
    };
    let content = CoveragePage {
        body: Html::new(edition.prose(page).html),
        levels: levels.map(|(index, _)| level(scene, index)).collect(),
        files: files.map(file).collect(),
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

fn level(scene: &Scene<'_>, index: LevelIx) -> Level {
    let definition = &scene.portal.areas.levels[index];
    let areas: Vec<AreaIx> = scene.portal.areas.of_level(index).map(|(area, _)| area).collect();
    Level {
        id: definition.id.clone(),
        label: scene.say(&definition.label),
        counted: scene.count(&definition.noun, areas.len()),
        reach: reach(scene, index),
        figures: figures(scene, &areas),
        map: maps::coverage(scene, index),
        groups: groups(scene, &definition.id, &areas),
    }
}

/// The three figures that tell how far help reaches: those who serve nobody in particular and those who are run for
/// the people of an area are counted apart, since one sum of both would claim too much.
fn reach(scene: &Scene<'_>, level: LevelIx) -> Vec<Share> {
    let Reach { areas, standing, run, neither } = scene.indexes.reach(scene.portal, level);
    let share = |key: &str, n: usize| Share { label: scene.wording.text(key, &[]), counted: of(scene, n, areas) };
    let run = scene.indexes.is_claimed(level).then(|| share("reach-run", run));
    let neither = match run {
        Some(_) => share("reach-neither", neither),
        None => share("reach-none", areas - standing),
    };
    [share("reach-standing", standing)].into_iter().chain(run).chain([neither]).collect()
}

/// How many of how many, in figures.
fn of(scene: &Scene<'_>, n: usize, total: usize) -> String {
    scene.wording.text("n-of-total", &[("n", &integer(scene, n)), ("total", &integer(scene, total))])
}

fn integer(scene: &Scene<'_>, n: usize) -> String {
    scene.wording.locale().format_integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn figures(scene: &Scene<'_>, areas: &[AreaIx]) -> Vec<Figure> {
    let coverages: Vec<Coverage> = areas.iter().map(|area| scene.indexes.coverage(*area)).collect();
    let figure = |coverage: Coverage| {
        let n = coverages.iter().filter(|other| **other == coverage).count();
        (n > 0).then(|| Figure { status: coverage_status(scene, coverage), counted: of(scene, n, areas.len()) })
    };
    Coverage::ALL.into_iter().filter_map(figure).collect()
}

/// The areas under those that they lie in, where these have pages too.
fn groups(scene: &Scene<'_>, level: &str, areas: &[AreaIx]) -> Vec<LevelGroup> {
    let all = &scene.portal.areas.areas;
    let with_page = |area: AreaIx| all[area].parent.filter(|parent| all[*parent].url.is_some());
    let mut parents: Vec<Option<AreaIx>> = areas.iter().map(|area| with_page(*area)).collect();
    parents.sort_unstable();
    parents.dedup();
    let name = |parent: Option<AreaIx>| parent.map(|parent| scene.area_name(&all[parent]));
    let mut groups: Vec<(Option<String>, Option<AreaIx>)> =
        parents.into_iter().map(|parent| (name(parent), parent)).collect();
    groups.sort_by(|a, b| {
        scene.wording.locale().compare(a.0.as_deref().unwrap_or_default(), b.0.as_deref().unwrap_or_default())
    });
    let group = |(label, parent): (Option<String>, Option<AreaIx>)| {
        let rows = rows(scene, areas.iter().copied().filter(|area| with_page(*area) == parent));
        LevelGroup {
            id: parent.map_or_else(|| format!("all-{level}"), |parent| format!("in-{}", all[parent].code)),
            label,
            lang: parent.and_then(|parent| scene.lang(&all[parent].name)),
            counted: integer(scene, rows.len()),
            rows,
        }
    };
    groups.into_iter().map(group).collect()
}

fn rows(scene: &Scene<'_>, areas: impl Iterator<Item = AreaIx>) -> Vec<Row> {
    let row = |index: AreaIx| {
        let area = &scene.portal.areas.areas[index];
        let helping = scene.indexes.helping(scene.portal, index);
        let rest = helping.len().saturating_sub(NAMED);
        Some(Row {
            url: scene.addresses.link(area.url.as_ref()?),
            name: scene.area_name(area),
            lang: scene.lang(&area.name),
            status: coverage_status(scene, scene.indexes.coverage(index)),
            places: helping.iter().take(NAMED).map(|helping| place(scene, helping)).collect(),
            more: (rest > 0).then(|| scene.wording.counted("more-places", rest)),
        })
    };
    let mut rows: Vec<Row> = areas.filter_map(row).collect();
    rows.sort_by(|a, b| scene.wording.locale().compare(&a.name, &b.name));
    rows
}

fn place(scene: &Scene<'_>, helping: &Helping) -> HelpingRecord {
    let record = scene.portal.record(helping.record);
    let relation = match helping.means {
        None => "relation-for-others".to_owned(),
        Some(_) => format!("relation-{}", helping.relation.as_str()),
    };
    HelpingRecord {
        url: scene.addresses.link(&record.url),
        title: scene.record_title(helping.record).to_owned(),
        lang: scene.lang(&record.title),
        status: status(scene, scene.portal.collection_of(helping.record), record),
        relation: scene.wording.text(&relation, &[]),
    }
}
