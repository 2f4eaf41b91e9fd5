//! The town that a page is about: a dot with its name.

use geo::Coord;

use super::labels::overlap;
use super::view::View;
use super::{Corners, OwnTown};
use crate::draw::Atlas;
use crate::draw::svg::{escape, number};
use crate::draw::text::width;

/// Half the width of the dot. **Units**: CSS pixels.
const DOT: f64 = 7.0;
/// **Units**: CSS pixels.
const NAME_SIZE: f64 = 12.5;

/// A drawn town.
pub(super) struct Own {
    pub svg: String,
    /// What others must keep clear of.
    pub boxes: Vec<Corners>,
}

/// Draws the town with its name where that covers no marker: below the dot, above it, or beside it.
pub(super) fn draw(view: &View, atlas: &Atlas, town: OwnTown<'_>, obstacles: &[Corners]) -> Option<Own> {
    let at = view.place(atlas, town.position).filter(|at| view.has(*at, 0.0))?;
    let (dot, size) = (DOT * view.pixel, NAME_SIZE * view.pixel);
    let half = Coord { x: width(town.name, size) / 2.0, y: size * 0.6 };
    let (down, across) = (Coord { x: 0.0, y: dot * 1.8 + half.y }, Coord { x: dot * 1.8 + half.x, y: 0.0 });
    let middles = [at + down, at - down, at + across, at - across];
    let inside = |middle: &&Coord<f64>| view.has(**middle - half, 1.0) && view.has(**middle + half, 1.0);
    let is_free =
        |middle: &&Coord<f64>| obstacles.iter().all(|other| !overlap(*other, (**middle - half, **middle + half)));
    let middle = middles.iter().filter(inside).find(is_free).or_else(|| middles.iter().find(inside)).copied();
    let round = Coord { x: dot, y: dot };
    let mut boxes = vec![(at - round, at + round)];
    boxes.extend(middle.map(|middle| (middle - half, middle + half)));
    let [x, y, r] = [at.x, at.y, dot].map(number);
    let name = middle.map(|middle| {
        let [x, y, size] = [middle.x, middle.y + size * 0.35, size].map(number);
        format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\">{}</text>", escape(town.name))
    });
    let svg =
        format!("<g class=\"map-own\"><circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>{}</g>\n", name.unwrap_or_default());
    Some(Own { svg, boxes })
}
