//! What the script of the live map draws, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::field::{Basis, Field, Point, Terms};
use crate::model::{AreaIx, LevelIx};
use crate::render::maps::Live;
use crate::render::shared::Scene;
use crate::render::shown::row::{Call, ShownStatus};
use crate::render::shown::{mark, row};
use crate::validate::{Area, Collection, Record, RecordRef};

/// What its file is called, beside the page of maps.
pub const FILE: &str = crate::plan::MAP_DATA;
/// The facet that tells collections apart.
pub const COLLECTION: &str = "collection";
/// The name of the area that distances are counted from, among the facets.
pub const ORIGIN: &str = "from";

/// Everything that the script needs. Its keys are explained at the top of the script.
#[derive(Serialize)]
struct MapData<'a> {
    id: &'a str,
    country: &'a str,
    grid: Grid<'a>,
    places: Vec<ShownPlace<'a>>,
    areas: Vec<Origin<'a>>,
}

/// Where positions are drawn: see [`crate::draw::map::Grid`].
#[derive(Serialize)]
struct Grid<'a> {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    knots: u32,
    points: &'a [(f64, f64)],
    pixel: f64,
}

/// A record, also one whose place is not known.
#[derive(Serialize)]
struct ShownPlace<'a> {
    id: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<String>,
    /// Street and town.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The whole address, for other maps.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    calls: Vec<Call>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<ShownStatus>,
    /// Where others are, if it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<String>,
    /// The mark of its row; the map's own has a ring where the place is not exact.
    sign: String,
    #[serde(flatten)]
    spot: Option<Spot>,
    facets: BTreeMap<&'a str, Vec<String>>,
    /// Indexes of areas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    serves: Vec<usize>,
}

/// Where a record is drawn, and how.
#[derive(Serialize)]
struct Spot {
    lat: f64,
    lon: f64,
    mark: String,
}

/// An area from which distances can be counted.
#[derive(Serialize)]
struct Origin<'a> {
    code: &'a str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    lat: f64,
    lon: f64,
    /// Itself and the areas around it. Indexes of areas.
    within: Vec<usize>,
}

/// All that the script draws.
pub fn json(scene: &Scene<'_>, live: &Live) -> Vec<u8> {
    let extent = live.grid.extent;
    let grid = Grid {
        west: extent.west,
        south: extent.south,
        east: extent.east,
        north: extent.north,
        knots: live.grid.knots,
        points: &live.grid.points,
        pixel: live.grid.pixel,
    };
    let data = MapData {
        id: live.map.id(),
        country: scene.portal.site.country.map(|country| country.code).unwrap_or_default(),
        grid,
        places: scene.indexes.in_order().map(|at| place(scene, at)).collect(),
        areas: origins(scene).filter_map(|(index, area)| origin(scene, index, area)).collect(),
    };
    serde_json::to_vec(&data).expect("keys are texts and numbers are finite")
}

/// The areas of the lowest level that has points.
pub fn origins<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (AreaIx, &'a Area)> {
    let areas = &scene.portal.areas;
    let has_points = |level: &LevelIx| areas.of_level(*level).any(|(_, area)| area.position.is_some());
    let level = areas.levels.keys().rev().find(has_points);
    level.into_iter().flat_map(|level| areas.of_level(level)).filter(|(_, area)| area.position.is_some())
}

fn origin<'a>(scene: &Scene<'_>, index: AreaIx, area: &'a Area) -> Option<Origin<'a>> {
    let position = area.position?;
    Some(Origin {
        code: &area.code,
        name: scene.area_name(area),
        url: area.url.as_ref().map(|url| scene.addresses.link(url)),
        lat: position.lat(),
        lon: position.lon(),
        within: scene.portal.areas.lineage(index).map(usize::from).collect(),
    })
}

fn place<'a>(scene: &Scene<'a>, at: RecordRef) -> ShownPlace<'a> {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let row = row::row(scene, at);
    let address = collection.address(record).map(|address| address.lines(scene.portal.site.country).join(", "));
    let known = collection.serves(record).filter(|served| served.basis != Basis::Unknown);
    ShownPlace {
        id: format!("{}/{}", collection.schema.id, record.id),
        title: row.title.text,
        lang: row.title.lang,
        url: row.url,
        operator: row.operator.map(|operator| operator.text),
        place: row.place,
        address,
        calls: row.calls,
        status: row.status,
        others: row.others,
        sign: mark::plain_mark(scene, at).name(),
        spot: collection.position(record).map(|point| spot(scene, at, point)),
        facets: terms(scene, collection, record),
        serves: known.map(|served| served.area.into()).collect(),
    }
}

fn spot(scene: &Scene<'_>, at: RecordRef, point: &Point) -> Spot {
    Spot { lat: point.position.lat(), lon: point.position.lon(), mark: mark::mark(scene, at, point).name() }
}

/// The terms of a record in the facets that the page shows.
fn terms<'a>(scene: &Scene<'a>, collection: &'a Collection, record: &'a Record) -> BTreeMap<&'a str, Vec<String>> {
    let mut terms = BTreeMap::from([(COLLECTION, vec![collection.schema.id.clone()])]);
    for (field, term) in row::terms(scene, collection, record).filter(|(field, _)| is_shown(field)) {
        terms.entry(&field.name).or_default().push(term.into_owned());
    }
    terms
}

/// Whether places can be chosen by a field: areas are what the map itself is for.
pub fn is_shown(field: &Field) -> bool {
    let own = matches!(field.kind.about().terms, Terms::Own(_) | Terms::Found(_));
    own && ![COLLECTION, ORIGIN].contains(&field.name.as_str())
}
