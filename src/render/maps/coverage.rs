use super::plan::{MapPlan, PlannedArea, plain_area, request, requested_area};
use super::{PLACES, ShownMap, Sign, draw, framed};
use crate::draw::map::{Fill, Focus, Frame, MapPlace, MapRequest, Mark, MarkerShape, draw_map, swatch};
use crate::index::Coverage;
use crate::model::{AreaIx, LevelIx, Position, Tone};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::coverage::coverage_status;

/// The map of what is known of the help in each area of a level: its outlines filled or, where it has none, its points
/// on the outlines of a level above.
pub fn coverage(scene: &Scene<'_>, level: LevelIx) -> Option<ShownMap> {
    if scene.atlases[level].is_some() { outlines(scene, level) } else { points(scene, level) }
}

/// How an area with some coverage is filled, and the sign that says the same.
fn fill(coverage: Coverage) -> (Fill, &'static str) {
    match coverage {
        Coverage::Open => (Fill::Class(4), "●"),
        Coverage::Unknown => (Fill::Class(2), "?"),
        Coverage::Doubtful => (Fill::Class(1), "▲"),
        Coverage::Closed => (Fill::Class(0), "✕"),
        Coverage::Nobody => (Fill::Unknown, "–"),
    }
}

/// How the point of an area with some coverage looks: no two have the same shape and filling.
fn point(coverage: Coverage) -> Mark {
    let (shape, tone) = match coverage {
        Coverage::Open => (MarkerShape::Circle, Tone::Positive),
        Coverage::Unknown => (MarkerShape::Circle, Tone::Neutral),
        Coverage::Doubtful => (MarkerShape::Triangle, Tone::Warning),
        Coverage::Closed => (MarkerShape::Square, Tone::Negative),
        Coverage::Nobody => (MarkerShape::Diamond, Tone::Neutral),
    };
    Mark { shape, tone: Some(tone), approximate: false }
}

fn outlines(scene: &Scene<'_>, level: LevelIx) -> Option<ShownMap> {
    let mut found = Vec::new();
    let area = |index: AreaIx| {
        let coverage = scene.indexes.coverage(index);
        found.push(coverage);
        let (fill, sign) = fill(coverage);
        let planned = plain_area(scene, index, fill, true);
        let title = told(scene, &planned.title, coverage);
        PlannedArea { title, figure: Some(sign.to_owned()), ..planned }
    };
    let areas = scene.portal.areas.of_level(level).map(|(index, _)| index).map(area).collect();
    let sign = |coverage: &Coverage| {
        let (fill, sign) = fill(*coverage);
        Sign { sign: Html::new(fill.css()), label: format!("{sign} {}", coverage_status(scene, *coverage).label) }
    };
    let shades = Coverage::ALL.iter().filter(|coverage| found.contains(coverage)).map(sign).collect();
    draw(scene, &MapPlan { areas, shades, ..plan(scene, level, level) }, Focus::All)
}

fn points(scene: &Scene<'_>, level: LevelIx) -> Option<ShownMap> {
    let base =
        std::iter::successors(level.above(), |above| above.above()).find(|above| scene.atlases[*above].is_some())?;
    let atlas = scene.atlases[base].as_ref()?;
    let located = scene.portal.areas.of_level(level).filter_map(|(index, area)| Some((index, area, area.position?)));
    let spots: Vec<_> = located
        .map(|(index, area, position)| {
            let coverage = scene.indexes.coverage(index);
            (told(scene, &scene.area_name(area), coverage), position, coverage)
        })
        .collect();
    if spots.is_empty() || spots.len() > PLACES {
        return None;
    }
    let areas = scene.portal.areas.of_level(base).map(|(index, _)| plain_area(scene, index, Fill::Plain, true));
    let plan = MapPlan { areas: areas.collect(), ..plan(scene, level, base) };
    let places = spots.iter().map(|(title, position, coverage)| place(title, *position, *coverage)).collect();
    let description = scene.wording.text("map-description", &[]);
    let areas = plan.areas.iter().map(requested_area).collect();
    let drawn = draw_map(atlas, &MapRequest { areas, places, ..request(&plan, &description, Focus::All) });
    let sign = |coverage: &Coverage| Sign {
        sign: Html::new(swatch(point(*coverage))),
        label: coverage_status(scene, *coverage).label,
    };
    let found = |coverage: &&Coverage| spots.iter().any(|(_, _, found)| found == *coverage);
    let marks = Coverage::ALL.iter().filter(found).map(sign).collect();
    Some(ShownMap { marks, ..framed(scene, &plan, drawn) })
}

fn place(title: &str, position: Position, coverage: Coverage) -> MapPlace<'_> {
    let Mark { shape, tone, approximate } = point(coverage);
    MapPlace { title, url: None, position, area: None, approximate, current: false, shape, tone }
}

/// An area with what is known of the help in it.
fn told(scene: &Scene<'_>, name: &str, coverage: Coverage) -> String {
    format!("{name}: {}", coverage_status(scene, coverage).label)
}

/// The map of a level on the outlines of `base`, still empty.
fn plan(scene: &Scene<'_>, level: LevelIx, base: LevelIx) -> MapPlan {
    let title = scene.say(&scene.portal.areas.levels[level].label);
    MapPlan {
        id: format!("m{}", usize::from(level)),
        title: scene.wording.text("map-of", &[("title", &title)]),
        level: Some(base),
        crowd: Vec::new(),
        frame: Frame::REGION,
        areas: Vec::new(),
        places: Vec::new(),
        marks: Vec::new(),
        own: None,
        shaded: Some(scene.wording.text("coverage-heading", &[])),
        shades: Vec::new(),
        wide: true,
    }
}
