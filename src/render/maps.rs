use std::collections::BTreeMap;

use serde::Serialize;

use super::Scene;
use super::chrome::Item;
use super::html::Html;
use crate::config::{Marker, Tone};
use crate::draw::map::{
    self, BaseMap, Fill, Focus, Frame, MapArea, MapPlace, MapRequest, MarkerShape, draw_base, draw_map, swatch,
};
use crate::draw::{Atlas, Classes};
use crate::validate::{Place, Portal, Precision, RecordRef};

/// The most places whose markers one map shows: above, the areas' figures say it.
const PLACES: usize = 400;

/// How many places around it the map of one place shows.
const AROUND: usize = 8;

/// A map with what must stand beside it.
#[derive(Clone, Serialize)]
pub struct Map {
    svg: Html,
    /// Whether it shows the whole region, so that it is drawn differently on a telephone.
    wide: bool,
    title: String,
    /// What its markers mean.
    marks: Vec<Sign>,
    /// What its shades mean.
    shades: Vec<Sign>,
    /// Who drew the outlines.
    attribution: Option<String>,
    /// The places for whose markers there was no room.
    left_out: Vec<Item>,
}

/// A sign of a map with its meaning.
#[derive(Clone, Serialize)]
struct Sign {
    /// An `<svg>` for a marker, the CSS classes of an area for a shade.
    sign: Html,
    label: String,
}

/// The outlines of each level, ready to be drawn; `None` where a level has none.
pub fn atlases(portal: &Portal) -> Vec<Option<Atlas>> {
    let outlines = portal.areas.outlines.iter();
    outlines.map(|outlines| outlines.as_ref().map(|outlines| Atlas::new(&outlines.features, None))).collect()
}

/// What a map is made from, with texts that the drawing borrows.
struct Plan {
    id: &'static str,
    title: String,
    level: usize,
    frame: Frame,
    areas: Vec<PlannedArea>,
    places: Vec<PlannedPlace>,
    /// The classes of its figures.
    shades: Classes,
    wide: bool,
}

struct PlannedArea {
    code: String,
    labels: Vec<String>,
    figure: Option<String>,
    title: String,
    url: Option<String>,
    fill: Fill,
}

struct PlannedPlace {
    at: RecordRef,
    title: String,
    url: Option<String>,
    place: Place,
    area: Option<String>,
    current: bool,
    tone: map::Tone,
}

/// The map of the whole register, or of one collection: every area shaded by how many records it has.
pub fn region(scene: &Scene<'_>, only: Option<usize>) -> Option<Map> {
    let level = outlined_level(scene)?;
    let counts: BTreeMap<usize, usize> =
        scene.portal.areas.of_level(level).map(|(area, _)| (area, count(scene, area, only))).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
    let classes = Classes::new(counts.values().map(|count| *count as f64));
    let areas = counts.iter().map(|(area, count)| shaded_area(scene, *area, *count, only, &classes));
    let title = match only {
        Some(collection) => scene.say(&scene.portal.collections[collection].schema.label),
        None => scene.say(&scene.portal.site.title),
    };
    let records: Vec<RecordRef> =
        scene.indexes.in_order().filter(|at| only.is_none_or(|only| at.collection == only)).collect();
    let shown = if records.len() <= PLACES { records } else { Vec::new() };
    let plan = Plan {
        id: REGION_IDS[only.map_or(0, |only| (only + 1).min(REGION_IDS.len() - 1))],
        title: scene.wording.text("map-of", &[("title", &title)]),
        level,
        frame: Frame::REGION,
        areas: areas.collect(),
        places: shown.into_iter().filter_map(|at| place(scene, at, level, true)).collect(),
        shades: classes,
        wide: true,
    };
    draw(scene, &plan, Focus::All)
}

/// What the ids in the maps of a page begin with: the whole register, then each collection.
const REGION_IDS: [&str; 9] = ["m", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"];

/// The map of an area with its places and neighbours; for one without an outline, that of the area around it.
pub fn area(scene: &Scene<'_>, index: usize) -> Option<Map> {
    let areas = &scene.portal.areas;
    let outlined = areas.lineage(index).find(|area| scene.atlases[areas.areas[*area].level].is_some())?;
    let level = areas.areas[outlined].level;
    let around = scene.indexes.neighbours(outlined).iter().copied();
    let mut planned: Vec<PlannedArea> = vec![plain_area(scene, outlined, Fill::Focus, index != outlined)];
    planned.extend(around.map(|area| plain_area(scene, area, Fill::Plain, true)));
    let collections = 0..scene.portal.collections.len();
    let records: Vec<RecordRef> =
        collections.flat_map(|collection| scene.indexes.in_area(outlined, collection)).copied().collect();
    let shown = if records.len() <= PLACES { records } else { Vec::new() };
    let plan = Plan {
        id: "m",
        title: scene.wording.text("map-of", &[("title", &scene.area_name(&areas.areas[outlined]))]),
        level,
        frame: Frame::AREA,
        areas: planned,
        places: shown.into_iter().filter_map(|at| place(scene, at, level, true)).collect(),
        shades: Classes::default(),
        wide: false,
    };
    draw(scene, &plan, Focus::Areas(&[&areas.areas[outlined].code]))
}

/// The map of the area that a record stands in, with the record and those near it. What lies under them is drawn once
/// for all records of the area.
pub fn record(scene: &Scene<'_>, at: RecordRef) -> Option<Map> {
    let collection = scene.portal.collection_of(at);
    let level = outlined_level(scene)?;
    let position = collection.place(scene.portal.record(at))?.position;
    let standing = collection.area(scene.portal.record(at));
    let home = standing.and_then(|area| scene.portal.areas.at_level(area, level)).or_else(|| {
        let code = scene.portal.areas.outlines[level].as_ref()?.index.locate(position)?;
        scene.portal.areas.by_code.get(&(level, code.to_owned())).copied()
    })?;
    let mut places: Vec<PlannedPlace> = place(scene, at, level, false).into_iter().collect();
    for planned in &mut places {
        planned.current = true;
    }
    let near = scene.indexes.near_record(scene.portal, at, AROUND);
    places.extend(near.iter().filter_map(|near| place(scene, near.record, level, true)));
    let plan = Plan { places, ..locator(scene, home, level) };
    let atlas = scene.atlases[level].as_ref()?;
    let base = scene.locators[home].get_or_init(|| base(scene, atlas, &locator(scene, home, level), home));
    let areas = Vec::new();
    let requested = plan.places.iter().map(|place| requested_place(scene, place)).collect();
    let request = MapRequest { areas, places: requested, ..request(&plan, "", Focus::All) };
    let drawn = base.with_places(atlas, &request);
    // The places without room, or outside the area, stand in the list of nearby places.
    Some(Map { left_out: Vec::new(), ..framed(scene, &plan, drawn) })
}

/// The map of an area as it lies under the places of records.
fn locator(scene: &Scene<'_>, home: usize, level: usize) -> Plan {
    let around = scene.indexes.neighbours(home).iter().copied().chain([home]);
    let title = scene.area_name(&scene.portal.areas.areas[home]);
    Plan {
        id: "m",
        title: scene.wording.text("map-of", &[("title", &title)]),
        level,
        frame: Frame::LOCATOR,
        areas: around.map(|area| plain_area(scene, area, Fill::Plain, true)).collect(),
        places: Vec::new(),
        shades: Classes::default(),
        wide: false,
    }
}

fn base(scene: &Scene<'_>, atlas: &Atlas, plan: &Plan, home: usize) -> BaseMap {
    let code = &scene.portal.areas.areas[home].code;
    let description = scene.wording.text("map-description", &[]);
    let areas = plan.areas.iter().map(requested_area).collect();
    draw_base(atlas, &MapRequest { areas, ..request(plan, &description, Focus::Areas(&[code])) })
}

/// The first level of areas with outlines that records stand in or above. Index into the levels.
fn outlined_level(scene: &Scene<'_>) -> Option<usize> {
    scene.atlases.iter().position(Option::is_some)
}

fn count(scene: &Scene<'_>, area: usize, only: Option<usize>) -> usize {
    let collections = (0..scene.portal.collections.len()).filter(|at| only.is_none_or(|only| only == *at));
    collections.map(|collection| scene.indexes.in_area(area, collection).len()).sum()
}

fn shaded_area(scene: &Scene<'_>, area: usize, count: usize, only: Option<usize>, classes: &Classes) -> PlannedArea {
    #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
    let class = classes.of(count as f64);
    let mut planned = plain_area(scene, area, Fill::Class(class.map_or(0, |class| class.number)), true);
    let counted = scene.counted(area, only).unwrap_or_else(|| scene.wording.text("none", &[]));
    planned.title = format!("{}: {counted}", planned.title);
    planned.figure = Some(count.to_string());
    planned
}

fn plain_area(scene: &Scene<'_>, index: usize, fill: Fill, linked: bool) -> PlannedArea {
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

fn place(scene: &Scene<'_>, at: RecordRef, level: usize, linked: bool) -> Option<PlannedPlace> {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let place = collection.place(record)?.clone();
    let area = collection.area(record).and_then(|area| scene.portal.areas.at_level(area, level));
    let status = collection.status(record).map(|(_, choice)| choice);
    let title = scene.say(&record.title);
    Some(PlannedPlace {
        at,
        title: match status {
            Some(status) => format!("{title} ({})", scene.say(&status.label)),
            None => title,
        },
        url: linked.then(|| scene.addresses.link(&record.url)),
        place,
        area: area.map(|area| scene.portal.areas.areas[area].code.clone()),
        current: false,
        tone: status.map_or(map::Tone::Neutral, |status| tone(status.tone)),
    })
}

fn tone(tone: Tone) -> map::Tone {
    match tone {
        Tone::Positive => map::Tone::Positive,
        Tone::Neutral => map::Tone::Neutral,
        Tone::Warning => map::Tone::Warning,
        Tone::Negative => map::Tone::Negative,
    }
}

fn shape(marker: Marker) -> MarkerShape {
    match marker {
        Marker::Circle => MarkerShape::Circle,
        Marker::Square => MarkerShape::Square,
        Marker::Diamond => MarkerShape::Diamond,
        Marker::Triangle => MarkerShape::Triangle,
    }
}

fn draw(scene: &Scene<'_>, plan: &Plan, focus: Focus<'_>) -> Option<Map> {
    let atlas = scene.atlases[plan.level].as_ref()?;
    let areas = plan.areas.iter().map(requested_area).collect();
    let places = plan.places.iter().map(|place| requested_place(scene, place)).collect();
    let description = scene.wording.text("map-description", &[]);
    let drawn = draw_map(atlas, &MapRequest { areas, places, ..request(plan, &description, focus) });
    Some(framed(scene, plan, drawn))
}

/// A request without areas and places.
fn request<'p>(plan: &'p Plan, description: &'p str, focus: Focus<'p>) -> MapRequest<'p> {
    let (areas, places, marks) = (Vec::new(), Vec::new(), Vec::new());
    MapRequest { id: plan.id, title: &plan.title, description, frame: plan.frame, focus, areas, places, marks }
}

/// A drawn map with what must stand beside it.
fn framed(scene: &Scene<'_>, plan: &Plan, drawn: map::Map) -> Map {
    let left_out = drawn.left_out.iter().filter_map(|index| plan.places.get(*index));
    let item = |place: &PlannedPlace| {
        let url = scene.addresses.link(&scene.portal.record(place.at).url);
        Item { url, label: place.title.clone(), short: None, hreflang: None, current: false }
    };
    Map {
        svg: Html::new(drawn.svg),
        wide: plan.wide,
        title: plan.title.clone(),
        marks: marks(scene, plan),
        shades: shades(plan),
        attribution: scene.portal.areas.levels[plan.level].attribution.as_ref().map(|text| scene.say(text)),
        left_out: left_out.map(item).collect(),
    }
}

fn requested_area(area: &PlannedArea) -> MapArea<'_> {
    MapArea {
        code: &area.code,
        labels: area.labels.iter().map(String::as_str).collect(),
        figure: area.figure.as_deref(),
        title: &area.title,
        url: area.url.as_deref(),
        fill: area.fill,
    }
}

fn requested_place<'p>(scene: &Scene<'_>, place: &'p PlannedPlace) -> MapPlace<'p> {
    MapPlace {
        title: &place.title,
        url: place.url.as_deref(),
        position: place.place.position,
        area: place.area.as_deref(),
        approximate: place.place.precision > Precision::Building,
        current: place.current,
        shape: shape(scene.portal.collection_of(place.at).schema.marker),
        tone: place.tone,
    }
}

/// What the markers on a map mean: shapes of collections, signs of states.
fn marks(scene: &Scene<'_>, plan: &Plan) -> Vec<Sign> {
    let mut signs: BTreeMap<(usize, Option<u8>, String), Sign> = BTreeMap::new();
    for place in &plan.places {
        let collection = scene.portal.collection_of(place.at);
        let status = collection.status(scene.portal.record(place.at)).map(|(_, choice)| choice);
        let mut label = scene.say(&collection.schema.label);
        if let Some(status) = status {
            label = format!("{label}: {}", scene.say(&status.label));
        }
        let sign = Html::new(swatch(shape(collection.schema.marker), place.tone, false));
        let key = (place.at.collection, status.map(|status| status.rank), label.clone());
        signs.entry(key).or_insert(Sign { sign, label });
    }
    signs.into_values().collect()
}

/// What the shades on a map mean: how many records the areas have.
fn shades(plan: &Plan) -> Vec<Sign> {
    let sign = |class: &crate::draw::Class| {
        let label =
            if class.low < class.high { format!("{}–{}", class.low, class.high) } else { class.low.to_string() };
        Sign { sign: Html::new(Fill::Class(class.number).css()), label }
    };
    plan.shades.all().iter().map(sign).collect()
}
