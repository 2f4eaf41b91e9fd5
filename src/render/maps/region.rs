use std::collections::BTreeMap;

use super::plan::{MapPlan, PlannedArea, places, plain_area};
use super::{ShownMap, draw, outlined_level, shades};
use crate::draw::Classes;
use crate::draw::map::{Fill, Focus, Frame};
use crate::field::Role;
use crate::index::Coverage;
use crate::model::{AreaIx, CollectionIx, Position};
use crate::render::shared::Scene;
use crate::validate::RecordRef;

/// The map of the whole register, or of one collection: every area shaded by how many open places it has.
pub fn region(scene: &Scene<'_>, only: Option<CollectionIx>) -> Option<ShownMap> {
    draw(scene, &plan(scene, only)?, Focus::All)
}

/// What that map is made from; nothing for a collection whose records lie nowhere.
pub fn plan(scene: &Scene<'_>, only: Option<CollectionIx>) -> Option<MapPlan> {
    let Some(level) = outlined_level(scene) else { return plain(scene, only) };
    let counts: BTreeMap<AreaIx, usize> =
        scene.portal.areas.of_level(level).map(|(area, _)| (area, count(scene, area, only))).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
    let classes = Classes::new(counts.values().map(|count| *count as f64));
    let areas = counts.iter().map(|(area, count)| shaded_area(scene, *area, *count, only, &classes));
    let has_states =
        scene.portal.collections.iter().any(|collection| collection.schema.playing(Role::Status).is_some());
    let shaded = if has_states { "map-shades-open" } else { "map-shades" };
    let places = places(scene, &records(scene, only), Some(level), Frame::REGION);
    if only.is_some() && places.is_empty() && counts.values().all(|count| *count == 0) {
        return None;
    }
    Some(MapPlan {
        id: id(only),
        title: title(scene, only),
        level: Some(level),
        crowd: Vec::new(),
        frame: Frame::REGION,
        areas: areas.collect(),
        places,
        marks: Vec::new(),
        own: None,
        shaded: Some(scene.wording.text(shaded, &[])),
        shades: shades(&classes),
        wide: true,
    })
}

fn id(only: Option<CollectionIx>) -> String {
    only.map_or_else(|| "m".to_owned(), |only| format!("m{}", usize::from(only)))
}

fn title(scene: &Scene<'_>, only: Option<CollectionIx>) -> String {
    let title = match only {
        Some(collection) => scene.say(&scene.portal.collections[collection].schema.label),
        None => scene.say(&scene.portal.site.title),
    };
    scene.wording.text("map-of", &[("title", &title)])
}

fn records(scene: &Scene<'_>, only: Option<CollectionIx>) -> Vec<RecordRef> {
    scene.indexes.in_order().filter(|at| only.is_none_or(|only| at.collection == only)).collect()
}

/// The map of places alone, where there are no outlines: one by one, or where they are too many, their numbers.
fn plain(scene: &Scene<'_>, only: Option<CollectionIx>) -> Option<MapPlan> {
    let records = records(scene, only);
    let position = |at: &RecordRef| scene.portal.collection_of(*at).position(scene.portal.record(*at));
    let located: Vec<RecordRef> = records.into_iter().filter(|at| position(at).is_some()).collect();
    let places = places(scene, &located, None, Frame::REGION);
    let crowd: Vec<Position> = match places.is_empty() {
        true => located.iter().filter_map(|at| Some(position(at)?.position)).collect(),
        false => Vec::new(),
    };
    (!located.is_empty()).then(|| MapPlan {
        id: id(only),
        title: title(scene, only),
        level: None,
        crowd,
        frame: Frame::REGION,
        areas: Vec::new(),
        places,
        marks: Vec::new(),
        own: None,
        shaded: None,
        shades: Vec::new(),
        wide: false,
    })
}

fn shaded_area(
    scene: &Scene<'_>,
    area: AreaIx,
    count: usize,
    only: Option<CollectionIx>,
    classes: &Classes,
) -> PlannedArea {
    #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
    let class = classes.of(count as f64);
    let mut planned = plain_area(scene, area, Fill::Class(class.map_or(0, |class| class.number)), true);
    let counted = scene.counted(area, only).unwrap_or_else(|| scene.wording.text("none", &[]));
    let all: usize = standing(scene, area, only).count();
    let open = (count < all).then(|| scene.wording.text("map-open", &[("n", &count.to_string())]));
    planned.title =
        format!("{}: {counted}{}", planned.title, open.map(|open| format!(" ({open})")).unwrap_or_default());
    planned.figure = Some(count.to_string());
    planned
}

/// How many open places an area has: what is closed or not known is not counted as help.
fn count(scene: &Scene<'_>, area: AreaIx, only: Option<CollectionIx>) -> usize {
    standing(scene, area, only).filter(|at| Coverage::of(scene.portal, *at) == Coverage::Open).count()
}

fn standing<'s>(
    scene: &'s Scene<'_>,
    area: AreaIx,
    only: Option<CollectionIx>,
) -> impl Iterator<Item = RecordRef> + 's {
    let collections = scene.portal.collections.keys().filter(move |at| only.is_none_or(|only| only == *at));
    collections.flat_map(move |collection| scene.indexes.in_area(area, collection)).copied()
}
