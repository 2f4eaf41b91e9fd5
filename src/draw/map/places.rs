//! Where markers go so that each can be seen and hit.
//!
//! A marker goes to its true place if that is free, else to the nearest free place around it, rather inside the outline
//! of its area and clear of labels; a line leads from a marker that had to move to its true place.

use std::fmt::Write;
use std::sync::LazyLock;

use geo::Coord;

use super::marks::{TARGET, half_width};
use super::view::View;
use super::{Corners, MapPlace, MapRequest, Outline};
use crate::draw::Atlas;
use crate::draw::svg::number;
use crate::geometry::signed_distance;

/// Rings of free places looked at around a true place, a quarter of a target apart.
const RINGS: u32 = 32;
/// How many rings farther a place may be that is inside the outline.
const OUTSIDE: u32 = 24;
/// How many rings farther a place may be that is clear of labels.
const ON_LABEL: u32 = 5;

/// One marker with its place in the drawing.
pub(super) struct PlacedMark {
    /// The number of the place in the request.
    pub place: usize,
    /// The marker's middle.
    pub at: Coord<f64>,
    /// Where the place truly is.
    pub origin: Coord<f64>,
    /// Half the target's side.
    reach: f64,
    /// Half the width of what is seen of it.
    seen: f64,
}

/// All markers without overlap.
pub(super) struct Spread {
    pub marks: Vec<PlacedMark>,
    /// Places outside the frame, and those around which no place is free.
    pub left_out: Vec<usize>,
    /// Places whose true place is taken: number and true place.
    crowded: Vec<(usize, Coord<f64>)>,
}

impl Spread {
    /// Puts every marker that can stand at its true place there; the others are crowded.
    pub fn settle(view: &View, atlas: &Atlas, request: &MapRequest<'_>) -> Self {
        let mut spread = Self { marks: Vec::new(), left_out: Vec::new(), crowded: Vec::new() };
        // The place that the page is about comes before all others.
        let mut order: Vec<usize> = (0..request.places.len()).collect();
        order.sort_by_key(|number| !request.places[*number].current);
        for number in order {
            let place = &request.places[number];
            match view.place(atlas, place.position).filter(|at| view.has(*at, 0.0)) {
                None => spread.left_out.push(number),
                Some(origin) if spread.fits(view, place, origin) => spread.put(view, number, place, origin, origin),
                Some(origin) => spread.crowded.push((number, origin)),
            }
        }
        spread
    }

    /// Puts the crowded markers around their true places, clear of `labels` where there is room for both.
    pub fn disperse(&mut self, view: &View, request: &MapRequest<'_>, outlines: &[Outline], labels: &[Corners]) {
        for (number, origin) in std::mem::take(&mut self.crowded) {
            let place = &request.places[number];
            let area = place.area.and_then(|code| request.areas.iter().position(|area| area.code == code));
            match self.room(view, place, origin, area.map(|area| &outlines[area]), labels) {
                Some(at) => self.put(view, number, place, at, origin),
                None => self.left_out.push(number),
            }
        }
    }

    /// Whether there are markers without a place yet.
    pub fn is_crowded(&self) -> bool {
        !self.crowded.is_empty()
    }

    /// Puts the markers into the order of the request.
    pub fn order(&mut self) {
        self.marks.sort_by_key(|mark| mark.place);
        self.left_out.sort_unstable();
    }

    /// The boxes that labels must keep clear of: low and high corner.
    pub fn obstacles(&self) -> Vec<Corners> {
        let seen = |mark: &PlacedMark| Coord { x: mark.seen, y: mark.seen };
        self.marks.iter().map(|mark| (mark.at - seen(mark), mark.at + seen(mark))).collect()
    }

    fn put(&mut self, view: &View, place: usize, request: &MapPlace<'_>, at: Coord<f64>, origin: Coord<f64>) {
        let seen = half_width(request) * view.pixel;
        self.marks.push(PlacedMark { place, at, origin, reach: reach(view, request), seen });
    }

    fn fits(&self, view: &View, place: &MapPlace<'_>, at: Coord<f64>) -> bool {
        let reach = reach(view, place);
        // Small marks may lie on one another: nobody has to hit them, and a crowd may look like one.
        view.has(at, reach) && (is_small(place) || self.is_free(at, reach))
    }

    /// The nearest free place, where one outside the outline or on top of a label counts as so much farther.
    fn room(
        &self,
        view: &View,
        place: &MapPlace<'_>,
        origin: Coord<f64>,
        outline: Option<&Outline>,
        labels: &[Corners],
    ) -> Option<Coord<f64>> {
        let reach = reach(view, place);
        let seen = half_width(place) * view.pixel;
        let inside =
            |at: Coord<f64>| outline.is_none_or(|rings| rings.is_empty() || signed_distance(rings, at) > view.pixel);
        let clear = |at: Coord<f64>| {
            !labels.iter().any(|(low, high)| {
                at.x > low.x - seen && at.x < high.x + seen && at.y > low.y - seen && at.y < high.y + seen
            })
        };
        let mut best: Option<(u32, Coord<f64>)> = None;
        for (ring, at) in around(origin, reach) {
            // No later ring can be better.
            if best.is_some_and(|(cost, _)| cost <= ring) {
                break;
            }
            if self.fits(view, place, at) {
                let cost = ring + if inside(at) { 0 } else { OUTSIDE } + if clear(at) { 0 } else { ON_LABEL };
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, at));
                }
            }
        }
        best.map(|(_, at)| at)
    }

    /// Whether a target here would touch no other one.
    fn is_free(&self, at: Coord<f64>, reach: f64) -> bool {
        self.marks.iter().all(|mark| (mark.at.x - at.x).abs().max((mark.at.y - at.y).abs()) >= mark.reach + reach)
    }
}

/// Whether nobody has to hit it: a small mark that never moves.
fn is_small(place: &MapPlace<'_>) -> bool {
    place.url.is_none() && !place.current
}

/// Half the side of a place's target. **Units**: drawing units.
fn reach(view: &View, place: &MapPlace<'_>) -> f64 {
    let pixels = if is_small(place) { half_width(place) } else { TARGET / 2.0 + 0.2 };
    pixels * view.pixel
}

/// Places around a place in growing rings, half of `reach` apart: ring and place.
fn around(origin: Coord<f64>, reach: f64) -> impl Iterator<Item = (u32, Coord<f64>)> {
    OFFSETS.iter().map(move |(ring, offset)| (*ring, origin + *offset * (reach / 2.0)))
}

/// The rings around (0, 0), one apart.
static OFFSETS: LazyLock<Vec<(u32, Coord<f64>)>> = LazyLock::new(|| {
    let place = |ring: u32, step: u32| {
        let angle = f64::from(step) / f64::from(8 * ring) * std::f64::consts::TAU;
        (ring, Coord { x: angle.sin(), y: -angle.cos() } * f64::from(ring))
    };
    (2..=RINGS).flat_map(|ring| (0..8 * ring).map(move |step| place(ring, step))).collect()
});

/// Draws lines from the markers that had to move to their true places.
pub(super) fn push_leaders(svg: &mut String, marks: &[PlacedMark]) {
    let moved = || marks.iter().filter(|mark| mark.at != mark.origin);
    let lines: String = moved().map(|mark| step(mark.origin, mark.at - mark.origin)).collect();
    let mut origins: Vec<String> = moved().map(|mark| step(mark.origin, Coord::zero())).collect();
    origins.dedup();
    if !lines.is_empty() {
        writeln!(
            svg,
            "<path class=\"map-leader\" d=\"{lines}\"/>\n<path class=\"map-origin\" d=\"{}\"/>",
            origins.concat()
        )
        .expect("a string takes any text");
    }
}

fn step(from: Coord<f64>, by: Coord<f64>) -> String {
    let [x, y, to_x, to_y] = [from.x, from.y, by.x, by.y].map(number);
    format!("M{x} {y}l{to_x} {to_y}")
}
