//! The maps of pages: which areas and places each shows, how they are filled and named, and what stands beside it.

mod area;
mod coverage;
mod dataset;
mod live;
mod plan;
mod record;
mod region;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::draw::Classes;
use crate::draw::map::{self, Fill, Focus, MapRequest, Mark, draw_map, ring_swatch, swatch};
use crate::model::{CollectionIx, LevelIx};
use crate::render::shared::html::Html;
use crate::render::shared::{Item, Scene};
use crate::render::shown::mark::{mark, plain_mark};
use crate::validate::RecordRef;

pub use area::area;
pub use coverage::coverage;
pub use dataset::dataset;
pub use live::{Live, live};
use plan::{MapPlan, PlannedPlace, request, requested_area, requested_place};
pub use record::record;
pub use region::region;

/// The most places that one map shows: above, the areas' figures say it.
const PLACES: usize = 400;

/// A map with what must stand beside it.
#[derive(Clone, Serialize)]
pub struct ShownMap {
    /// What the ids in the drawing begin with.
    id: String,
    svg: Html,
    /// Whether it shows the whole region, so that it is drawn differently on a telephone.
    wide: bool,
    title: String,
    /// What its markers mean.
    marks: Vec<Sign>,
    /// What its shades tell.
    shaded: Option<String>,
    /// What each shade means.
    shades: Vec<Sign>,
    /// Who drew the outlines.
    attribution: Option<String>,
    /// The places for whose markers there was no room.
    left_out: Vec<Item>,
}

impl ShownMap {
    /// The drawing alone.
    pub fn svg(&self) -> &str {
        self.svg.as_str()
    }

    /// Who drew the outlines.
    pub fn attribution(&self) -> Option<&str> {
        self.attribution.as_deref()
    }
}

impl ShownMap {
    /// What the ids in the drawing begin with.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// A sign of a map with its meaning.
#[derive(Clone, Serialize)]
pub struct Sign {
    /// An `<svg>` for a marker, the CSS classes of an area for a shade.
    sign: Html,
    label: String,
}

/// The first level of areas with outlines that records stand in or above.
fn outlined_level(scene: &Scene<'_>) -> Option<LevelIx> {
    scene.atlases.position(Option::is_some)
}

fn draw(scene: &Scene<'_>, plan: &MapPlan, focus: Focus<'_>) -> Option<ShownMap> {
    let atlas = plan.atlas(scene)?;
    let areas = plan.areas.iter().map(requested_area).collect();
    let places = plan.places.iter().map(|place| requested_place(scene, place)).collect();
    // What is told of outlines is not told where there are none; the title says the rest.
    let description = plan.level.map_or_else(String::new, |_| scene.wording.text("map-description", &[]));
    let drawn = draw_map(atlas, &MapRequest { areas, places, ..request(plan, &description, focus) });
    Some(framed(scene, plan, drawn))
}

/// A drawn map with what must stand beside it.
fn framed(scene: &Scene<'_>, plan: &MapPlan, drawn: map::Map) -> ShownMap {
    let left_out = drawn.left_out.iter().filter_map(|index| plan.places.get(*index));
    let is_drawn = |(index, _): &(usize, &PlannedPlace)| !drawn.left_out.contains(index);
    let places: Vec<(RecordRef, Mark)> =
        plan.places.iter().enumerate().filter(is_drawn).map(|(_, place)| (place.at, place.mark(scene))).collect();
    let item = |place: &PlannedPlace| {
        let url = scene.addresses.link(&scene.portal.record(place.at).url);
        Item { url, label: place.title.clone(), short: None, hreflang: None, current: false }
    };
    let areas = &scene.portal.areas;
    ShownMap {
        id: plan.id.clone(),
        svg: Html::new(drawn.svg),
        wide: plan.wide,
        title: plan.title.clone(),
        marks: legend(scene, places.into_iter()),
        shaded: plan.shaded.clone(),
        shades: plan.shades.clone(),
        attribution: plan.level.and_then(|level| areas.levels[level].attribution.as_ref()).map(|text| scene.say(text)),
        left_out: left_out.map(item).collect(),
    }
}

/// What markers mean: shapes of collections, signs of states, the ring of places that are not exact.
fn legend(scene: &Scene<'_>, marked: impl Iterator<Item = (RecordRef, Mark)>) -> Vec<Sign> {
    let mut signs: BTreeMap<(CollectionIx, Option<u8>, String), Sign> = BTreeMap::new();
    let mut ring = false;
    for (at, mark) in marked {
        ring |= mark.approximate;
        let collection = scene.portal.collection_of(at);
        let status = collection.status(scene.portal.record(at));
        let mut label = scene.say(&collection.schema.label);
        if let Some((status, choice)) = status {
            label = format!("{label}: {}", scene.say(status.word(choice)));
        }
        let key = (at.collection, status.map(|(_, choice)| choice.rank), label.clone());
        let sign = || Sign { sign: Html::new(swatch(Mark { approximate: false, ..mark })), label };
        signs.entry(key).or_insert_with(sign);
    }
    let ring = ring.then(|| Sign { sign: Html::new(ring_swatch()), label: scene.wording.text("map-approximate", &[]) });
    signs.into_values().chain(ring).collect()
}

/// What the shades of classes of counts mean: each begins where the one before ends, so that no count lies between.
fn shades(classes: &Classes) -> Vec<Sign> {
    let mut after: Option<f64> = None;
    let sign = |class: &crate::draw::Class| {
        let low = after.replace(class.high).map_or(class.low, |before| before + 1.0);
        let label = if low < class.high { format!("{low}–{}", class.high) } else { class.high.to_string() };
        Sign { sign: Html::new(Fill::Class(class.number).css()), label }
    };
    classes.all().iter().map(sign).collect()
}
