use super::plan::{MapPlan, PlannedArea, places, plain_area};
use super::{ShownMap, draw};
use crate::draw::map::{Fill, Focus, Frame};
use crate::model::{AreaIx, Position};
use crate::render::shared::Scene;
use crate::validate::RecordRef;

/// The map of an area with its places and neighbours; for one without an outline, that of the area around it with its
/// own town.
pub fn area(scene: &Scene<'_>, index: AreaIx) -> Option<ShownMap> {
    let areas = &scene.portal.areas;
    let outlined = areas.lineage(index).find(|area| scene.atlases[areas.areas[*area].level].is_some())?;
    let level = areas.areas[outlined].level;
    let around = scene.indexes.neighbours(outlined).iter().copied();
    let mut planned: Vec<PlannedArea> = vec![plain_area(scene, outlined, Fill::Focus, index != outlined)];
    planned.extend(around.map(|area| plain_area(scene, area, Fill::Plain, true)));
    let collections = scene.portal.collections.keys();
    let records: Vec<RecordRef> =
        collections.flat_map(|collection| scene.indexes.in_area(outlined, collection)).copied().collect();
    let plan = MapPlan {
        id: "m".to_owned(),
        title: scene.wording.text("map-of", &[("title", &scene.area_name(&areas.areas[outlined]))]),
        level: Some(level),
        crowd: Vec::new(),
        frame: Frame::AREA,
        areas: planned,
        places: places(scene, &records, Some(level), Frame::AREA),
        marks: Vec::new(),
        own: own(scene, index).filter(|_| index != outlined),
        shaded: None,
        shades: Vec::new(),
        wide: false,
    };
    draw(scene, &plan, Focus::Areas(&[&areas.areas[outlined].code]))
}

/// The town of an area with its name.
fn own(scene: &Scene<'_>, index: AreaIx) -> Option<(String, Position)> {
    let area = &scene.portal.areas.areas[index];
    Some((scene.say(&area.name), area.start()?))
}
