use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::Coverage;
use crate::model::{AreaIx, LevelIx};
use crate::render::shared::Scene;
use crate::render::shown::row;
use crate::render::shown::row::Row;
use crate::validate::{Area, RecordRef};

/// How many records an area has at least, where there are so many around it.
const ENOUGH: usize = 3;

/// The most areas that are listed one by one; beyond, the level's own page is the way.
const LISTED: usize = 400;

/// Who helps in each area of a level.
#[derive(Serialize)]
pub(super) struct Helpers {
    label: String,
    /// The level's page.
    url: Option<String>,
    /// The areas by the one that they lie in; empty where there are too many.
    groups: Vec<Group>,
}

/// Areas that lie in the same one.
#[derive(Serialize)]
struct Group {
    label: Option<String>,
    /// The language of the label, where that is not the page's.
    lang: Option<String>,
    areas: Vec<Helped>,
}

/// An area with those who help its people.
#[derive(Serialize)]
struct Helped {
    url: String,
    name: String,
    /// The language of the name, where that is not the page's.
    lang: Option<String>,
    rows: Vec<Row>,
}

/// The context of the template of a list of helpers.
pub(super) fn block(scene: &Scene<'_>, level: LevelIx) -> Helpers {
    let definition = &scene.portal.areas.levels[level];
    let few = scene.portal.areas.of_level(level).count() <= LISTED;
    Helpers {
        label: scene.say(&definition.label),
        url: definition.path.as_ref().map(|path| scene.addresses.link(path)),
        groups: if few { groups(scene, level) } else { Vec::new() },
    }
}

fn groups(scene: &Scene<'_>, level: LevelIx) -> Vec<Group> {
    let mut around: BTreeMap<Option<AreaIx>, Vec<Helped>> = BTreeMap::new();
    for (index, area) in scene.portal.areas.of_level(level) {
        around.entry(area.parent).or_default().extend(helped(scene, index, area));
    }
    let compare = |a: &str, b: &str| scene.wording.locale().compare(a, b);
    let alone = around.len() == 1;
    let group = |(parent, mut areas): (Option<AreaIx>, Vec<Helped>)| {
        areas.sort_by(|a, b| compare(&a.name, &b.name));
        let around = parent.filter(|_| !alone).map(|parent| &scene.portal.areas.areas[parent]);
        Group {
            label: around.map(|area| scene.area_name(area)),
            lang: around.and_then(|area| scene.lang(&area.name)),
            areas,
        }
    };
    let mut groups: Vec<Group> = around.into_iter().map(group).collect();
    groups.sort_by(|a, b| compare(a.label.as_deref().unwrap_or_default(), b.label.as_deref().unwrap_or_default()));
    groups
}

fn helped(scene: &Scene<'_>, index: AreaIx, area: &Area) -> Option<Helped> {
    Some(Helped {
        url: scene.addresses.link(area.url.as_ref()?),
        name: scene.area_name(area),
        lang: scene.lang(&area.name),
        rows: rows(scene, index),
    })
}

/// Those who are there for the people of an area, then the nearest that are open, then the nearest that may be.
fn rows(scene: &Scene<'_>, area: AreaIx) -> Vec<Row> {
    let hopeful = |means: Option<Coverage>| matches!(means, Some(Coverage::Open | Coverage::Unknown));
    let helping = scene.indexes.helping(scene.portal, area).into_iter();
    let own: Vec<RecordRef> = helping.filter(|of| hopeful(of.means)).map(|of| of.record).collect();
    let mut rows: Vec<Row> = own.iter().map(|at| row::row(scene, *at)).collect();
    let mut listed = own;
    listed.sort_unstable();
    for coverage in [Coverage::Open, Coverage::Unknown] {
        let missing = ENOUGH.saturating_sub(rows.len());
        let near = scene.indexes.near_area(scene.portal, area, coverage, &listed, missing);
        rows.extend(near.iter().map(|near| row::distant_row(scene, near)));
    }
    rows
}
