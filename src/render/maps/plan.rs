use super::{PLACES, Sign};
use crate::draw::Atlas;
use crate::draw::map::{Fill, Focus, Frame, MapArea, MapPlace, MapRequest, Mark, OwnTown};
use crate::field::Point;
use crate::model::{AreaIx, LevelIx, Position};
use crate::render::shared::Scene;
use crate::render::shown::mark::mark;
use crate::validate::RecordRef;

/// What a map is made from, with texts that the drawing borrows.
pub struct MapPlan {
    /// What the ids in the drawing begin with.
    pub id: String,
    pub title: String,
    /// The level whose outlines it shows; none where there are no outlines.
    pub level: Option<LevelIx>,
    /// Places of which only the number is shown.
    pub crowd: Vec<Position>,
    pub frame: Frame,
    pub areas: Vec<PlannedArea>,
    pub places: Vec<PlannedPlace>,
    /// Looks of markers that a script draws later.
    pub marks: Vec<Mark>,
    /// What its shades tell.
    pub shaded: Option<String>,
    /// What each shade means.
    pub shades: Vec<Sign>,
    /// The area without an outline that the page is about: its name and where it is.
    pub own: Option<(String, Position)>,
    /// Whether it shows the whole region.
    pub wide: bool,
}

pub struct PlannedArea {
    pub code: String,
    pub labels: Vec<String>,
    pub figure: Option<String>,
    pub title: String,
    pub url: Option<String>,
    pub fill: Fill,
}

pub struct PlannedPlace {
    pub at: RecordRef,
    pub title: String,
    pub url: Option<String>,
    pub point: Point,
    pub area: Option<String>,
    pub current: bool,
}

impl MapPlan {
    /// What it is drawn on.
    pub fn atlas<'s>(&self, scene: &'s Scene<'_>) -> Option<&'s Atlas> {
        match self.level {
            Some(level) => scene.atlases[level].as_ref(),
            None => scene.plane,
        }
    }
}

impl PlannedPlace {
    /// How it looks as it is drawn: a mark that nobody has to hit has no ring.
    pub fn mark(&self, scene: &Scene<'_>) -> Mark {
        let mark = mark(scene, self.at, &self.point);
        Mark { approximate: mark.approximate && (self.url.is_some() || self.current), ..mark }
    }
}

pub fn plain_area(scene: &Scene<'_>, index: AreaIx, fill: Fill, linked: bool) -> PlannedArea {
    let area = &scene.portal.areas.areas[index];
    let name = scene.area_name(area);
    let dropped = scene.portal.areas.levels[area.level].slug_without.as_deref();
    let short = dropped.and_then(|dropped| name.strip_prefix(dropped)).unwrap_or(&name).to_owned();
    PlannedArea {
        code: area.code.clone(),
        labels: vec![short],
        figure: None,
        title: name,
        url: area.url.as_ref().filter(|_| linked).map(|url| scene.addresses.link(url)),
        fill,
    }
}

/// Records on a map of this size: as markers that lead to them while there is room, then as points, then not at all.
pub fn places(scene: &Scene<'_>, records: &[RecordRef], level: Option<LevelIx>, frame: Frame) -> Vec<PlannedPlace> {
    let linked = records.len() <= frame.capacity();
    let shown = if records.len() <= PLACES { records } else { &[] };
    shown.iter().filter_map(|at| place(scene, *at, level, linked)).collect()
}

pub fn place(scene: &Scene<'_>, at: RecordRef, level: Option<LevelIx>, linked: bool) -> Option<PlannedPlace> {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let point = collection.position(record)?.clone();
    let area = level.and_then(|level| scene.portal.areas.standing(record, level));
    let status = collection.status(record);
    let title = scene.record_title(at);
    Some(PlannedPlace {
        at,
        title: match status {
            Some((status, choice)) => format!("{title} ({})", scene.say(status.word(choice))),
            None => title.to_owned(),
        },
        url: linked.then(|| scene.addresses.link(&record.url)),
        point,
        area: area.map(|area| scene.portal.areas.areas[area].code.clone()),
        current: false,
    })
}

/// A request without areas and places.
pub fn request<'p>(plan: &'p MapPlan, description: &'p str, focus: Focus<'p>) -> MapRequest<'p> {
    let (areas, places, marks, crowd) = (Vec::new(), Vec::new(), plan.marks.clone(), plan.crowd.clone());
    let own = plan.own.as_ref().map(|(name, position)| OwnTown { name, position: *position });
    MapRequest {
        id: &plan.id,
        title: &plan.title,
        description,
        frame: plan.frame,
        focus,
        areas,
        places,
        marks,
        crowd,
        own,
    }
}

pub fn requested_area(area: &PlannedArea) -> MapArea<'_> {
    MapArea {
        code: &area.code,
        labels: area.labels.iter().map(String::as_str).collect(),
        figure: area.figure.as_deref(),
        title: &area.title,
        url: area.url.as_deref(),
        fill: area.fill,
    }
}

pub fn requested_place<'p>(scene: &Scene<'_>, place: &'p PlannedPlace) -> MapPlace<'p> {
    let mark = mark(scene, place.at, &place.point);
    MapPlace {
        title: &place.title,
        url: place.url.as_deref(),
        position: place.point.position,
        area: place.area.as_deref(),
        approximate: mark.approximate,
        current: place.current,
        shape: mark.shape,
        tone: mark.tone,
    }
}
