use super::plan::{MapPlan, PlannedPlace, place, plain_area, request, requested_area, requested_place};
use super::{ShownMap, draw, framed, outlined_level};
use crate::draw::Atlas;
use crate::draw::map::{BaseMap, Fill, Focus, Frame, MapRequest, draw_base};
use crate::index::Near;
use crate::model::{AreaIx, LevelIx};
use crate::render::shared::Scene;
use crate::validate::RecordRef;

/// The map of the area that a record stands in, with the record and those near it. What lies under them is drawn once
/// for all records of the area.
pub fn record(scene: &Scene<'_>, at: RecordRef, near: &[Near]) -> Option<ShownMap> {
    let collection = scene.portal.collection_of(at);
    let Some(level) = outlined_level(scene) else { return around(scene, at, near) };
    let position = collection.position(scene.portal.record(at))?.position;
    let areas = &scene.portal.areas;
    let home = areas.standing(scene.portal.record(at), level).or_else(|| areas.around(level, position))?;
    let mut places: Vec<PlannedPlace> = place(scene, at, Some(level), false).into_iter().collect();
    for planned in &mut places {
        planned.current = true;
    }
    places.extend(near.iter().filter_map(|near| place(scene, near.record, Some(level), true)));
    let plan = MapPlan { places, ..locator(scene, home, level) };
    let atlas = scene.atlases[level].as_ref()?;
    let base = scene.locators[home].get_or_init(|| base(scene, atlas, &locator(scene, home, level), home));
    let areas = Vec::new();
    let requested = plan.places.iter().map(|place| requested_place(scene, place)).collect();
    let request = MapRequest { areas, places: requested, ..request(&plan, "", Focus::All) };
    let drawn = base.with_places(atlas, &request);
    // The places without room, or outside the area, stand in the list of nearby places.
    Some(ShownMap { left_out: Vec::new(), ..framed(scene, &plan, drawn) })
}

/// The map around a record where there are no outlines: as far as the nearest others.
fn around(scene: &Scene<'_>, at: RecordRef, near: &[Near]) -> Option<ShownMap> {
    let position = scene.portal.collection_of(at).position(scene.portal.record(at))?.position;
    let mut places: Vec<PlannedPlace> = place(scene, at, None, false).into_iter().collect();
    places.iter_mut().for_each(|planned| planned.current = true);
    places.extend(near.iter().filter_map(|near| place(scene, near.record, None, true)));
    let farthest = near.iter().map(|near| near.km).fold(1.0, f64::max);
    let plan = MapPlan {
        id: "m".to_owned(),
        title: scene.wording.text("map-of", &[("title", scene.record_title(at))]),
        level: None,
        crowd: Vec::new(),
        frame: Frame::LOCATOR,
        areas: Vec::new(),
        places,
        marks: Vec::new(),
        own: None,
        shaded: None,
        shades: Vec::new(),
        wide: false,
    };
    let map = draw(scene, &plan, Focus::Around { position, radius_km: farthest * 1.1 })?;
    Some(ShownMap { left_out: Vec::new(), ..map })
}

/// The map of an area as it lies under the places of records.
fn locator(scene: &Scene<'_>, home: AreaIx, level: LevelIx) -> MapPlan {
    let around = scene.indexes.neighbours(home).iter().copied().chain([home]);
    let title = scene.area_name(&scene.portal.areas.areas[home]);
    MapPlan {
        id: "m".to_owned(),
        title: scene.wording.text("map-of", &[("title", &title)]),
        level: Some(level),
        crowd: Vec::new(),
        frame: Frame::LOCATOR,
        areas: around.map(|area| plain_area(scene, area, Fill::Plain, true)).collect(),
        places: Vec::new(),
        marks: Vec::new(),
        own: None,
        shaded: None,
        shades: Vec::new(),
        wide: false,
    }
}

fn base(scene: &Scene<'_>, atlas: &Atlas, plan: &MapPlan, home: AreaIx) -> BaseMap {
    let code = &scene.portal.areas.areas[home].code;
    let description = scene.wording.text("map-description", &[]);
    let areas = plan.areas.iter().map(requested_area).collect();
    draw_base(atlas, &MapRequest { areas, ..request(plan, &description, Focus::Areas(&[code])) })
}
