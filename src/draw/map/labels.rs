//! Labels and figures inside their areas, clear of markers and of each other.

use std::fmt::Write;

use geo::Coord;

use super::view::View;
use super::{Corners, MapArea, MapRequest, Outline};
use crate::draw::svg::{escape, number};
use crate::draw::text::{width, wrap};
use crate::geometry::signed_distance;

/// **Units**: CSS pixels at the drawing's narrowest.
const NAME_SIZES: [f64; 2] = [11.0, 9.5];
const FIGURE_SIZE: f64 = 13.0;
const SMALL_FIGURE_SIZE: f64 = 10.5;
/// From baseline to baseline, in parts of the font's size.
const LINE: f64 = 1.2;
/// Places tried in each direction of an area's box.
const STEPS: u32 = 20;

/// All labels that found room.
#[derive(Debug)]
pub(super) struct LabelLayout(Vec<Block>);

#[derive(Clone, Debug)]
struct Block {
    /// The number of its area in the request.
    area: usize,
    middle: Coord<f64>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    text: String,
    is_figure: bool,
    /// The font's size. **Units**: drawing units.
    size: f64,
}

impl LabelLayout {
    /// Lays out the labels; `rooms` are the places in each area's outline that [`rooms`] found.
    pub fn new(
        view: &View,
        request: &MapRequest<'_>,
        outlines: &[Outline],
        rooms: &[Vec<Coord<f64>>],
        obstacles: &[Corners],
    ) -> Self {
        let mut blocks = Vec::new();
        let mut taken = obstacles.to_vec();
        for (number, ((area, outline), places)) in request.areas.iter().zip(outlines).zip(rooms).enumerate() {
            let found = variants(area, view.pixel).into_iter().find_map(|lines| {
                let half = half_size(&lines);
                let fits = |middle: &&Coord<f64>| is_clear(view, outline, &taken, (**middle - half, **middle + half));
                places.iter().find(fits).map(|middle| Block { area: number, middle: *middle, lines })
            });
            if let Some(block) = found {
                let half = half_size(&block.lines);
                taken.push((block.middle - half, block.middle + half));
                blocks.push(block);
            }
        }
        Self(blocks)
    }

    /// The same labels clear of obstacles: those in the way move to the next free place, or are left out.
    pub fn clear_of(
        &self,
        view: &View,
        outlines: &[Outline],
        rooms: &[Vec<Coord<f64>>],
        obstacles: &[Corners],
    ) -> Self {
        let corners =
            |middle: Coord<f64>, block: &Block| (middle - half_size(&block.lines), middle + half_size(&block.lines));
        let is_covered = |block: &&Block| obstacles.iter().any(|other| overlap(*other, corners(block.middle, block)));
        // A label in nobody's way stays where it was best; only the others look for a place, after it.
        let (covered, mut blocks): (Vec<Block>, Vec<Block>) =
            self.0.iter().cloned().partition(|block| is_covered(&block));
        let mut taken = obstacles.to_vec();
        taken.extend(blocks.iter().map(|block| corners(block.middle, block)));
        for block in covered {
            let fits = |middle: &&Coord<f64>| is_clear(view, &outlines[block.area], &taken, corners(**middle, &block));
            if let Some(middle) = rooms[block.area].iter().find(fits).copied() {
                taken.push(corners(middle, &block));
                blocks.push(Block { middle, ..block });
            }
        }
        blocks.sort_by_key(|block| block.area);
        Self(blocks)
    }

    /// The room that the labels take.
    pub fn boxes(&self) -> Vec<Corners> {
        let corners = |block: &Block| (block.middle - half_size(&block.lines), block.middle + half_size(&block.lines));
        self.0.iter().map(corners).collect()
    }

    /// Draws the labels; the links and titles of areas say the same, so that they need not be read out twice.
    pub fn write(&self, svg: &mut String) {
        for (is_figure, class) in [(false, "map-names"), (true, "map-figures")] {
            let texts: Vec<String> = self.0.iter().flat_map(|block| texts(block, is_figure)).collect();
            if !texts.is_empty() {
                writeln!(
                    svg,
                    "<g class=\"{class}\" text-anchor=\"middle\" aria-hidden=\"true\">\n{}</g>",
                    texts.concat()
                )
                .expect("a string takes any text");
            }
        }
    }
}

/// What could be written in an area, the best first: each name in one line, then broken, then smaller; at last the bare
/// figure.
fn variants(area: &MapArea<'_>, pixel: f64) -> Vec<Vec<Line>> {
    let figure_of =
        |size: f64| area.figure.map(|text| Line { text: text.to_owned(), is_figure: true, size: size * pixel });
    let figure = figure_of(FIGURE_SIZE);
    let mut variants = Vec::new();
    for name in &area.labels {
        for size in NAME_SIZES.map(|size| size * pixel) {
            for limit in [f64::INFINITY, width(name, size) * 0.65] {
                let names = wrap(name, size, limit);
                // Broken into one line, or with a word cut, it is no better than what was tried before.
                if limit.is_finite() && (names.len() == 1 || names.iter().any(|line| line.ends_with('…'))) {
                    continue;
                }
                let lines = names.into_iter().map(|text| Line { text, is_figure: false, size });
                variants.push(lines.chain(figure.clone()).collect());
            }
        }
    }
    variants.extend([figure, figure_of(SMALL_FIGURE_SIZE)].into_iter().flatten().map(|figure| vec![figure]));
    variants
}

fn half_size(lines: &[Line]) -> Coord<f64> {
    let widest = lines.iter().map(|line| width(&line.text, line.size)).fold(0.0, f64::max);
    let height: f64 = lines.iter().map(|line| line.size * LINE).sum();
    Coord { x: widest, y: height } / 2.0
}

fn texts(block: &Block, is_figure: bool) -> Vec<String> {
    let mut top = block.middle.y - half_size(&block.lines).y;
    let mut texts = Vec::new();
    for line in &block.lines {
        let baseline = top + line.size * 0.95;
        top += line.size * LINE;
        if line.is_figure == is_figure {
            let [x, y, size] = [block.middle.x, baseline, line.size].map(number);
            texts.push(format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{}</text>\n", escape(&line.text)));
        }
    }
    texts
}

/// Places inside an outline and the frame for the middle of a label: the roomiest first.
///
/// A grid of them is enough: a label need not stand in the very middle, and an exact one would cost more than the map.
pub(super) fn rooms(view: &View, outline: &Outline) -> Vec<Coord<f64>> {
    let points = || outline.iter().flatten();
    let bounds = |pick: fn(&Coord<f64>) -> f64| {
        (points().map(pick).fold(f64::INFINITY, f64::min), points().map(pick).fold(f64::NEG_INFINITY, f64::max))
    };
    let ((west, east), (north, south)) = (bounds(|at| at.x), bounds(|at| at.y));
    let at = |low: f64, high: f64, step: u32| low + (high - low) * (f64::from(step) + 0.5) / f64::from(STEPS);
    let grid = (0..STEPS).flat_map(|row| (0..STEPS).map(move |column| (row, column)));
    let mut places: Vec<(f64, Coord<f64>)> = grid
        .map(|(row, column)| Coord { x: at(west, east, column), y: at(north, south, row) })
        .filter(|place| view.has(*place, 1.0))
        .map(|place| (signed_distance(outline, place), place))
        .filter(|(distance, _)| *distance > 0.0)
        .collect();
    let Some((_, middle)) = places.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0)) else { return Vec::new() };
    // Near the roomiest comes before roomy: a label in the middle is found to belong to its area.
    for (remoteness, place) in &mut places {
        let away = *place - middle;
        *remoteness = (away.x * away.x + away.y * away.y).sqrt() - *remoteness;
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places.into_iter().map(|(_, place)| place).collect()
}

/// Whether a box is in the frame, inside the outline, and clear of all taken boxes.
fn is_clear(view: &View, outline: &Outline, taken: &[Corners], (low, high): Corners) -> bool {
    let gap = view.pixel;
    let corners = [low, Coord { x: high.x, y: low.y }, high, Coord { x: low.x, y: high.y }];
    let overlaps = |other: &Corners| {
        low.x < other.1.x + gap && other.0.x < high.x + gap && low.y < other.1.y + gap && other.0.y < high.y + gap
    };
    // Cheap questions first. Corners inside are not enough: a narrow bay may reach between them into the box.
    corners.iter().all(|corner| view.has(*corner, 1.0))
        && !taken.iter().any(overlaps)
        && corners.iter().all(|corner| signed_distance(outline, *corner) > 0.0)
        && !outline.iter().any(|ring| enters(ring, low, high))
}

pub(super) fn overlap(a: Corners, b: Corners) -> bool {
    a.0.x < b.1.x && b.0.x < a.1.x && a.0.y < b.1.y && b.0.y < a.1.y
}

/// Whether any edge of a ring enters a box.
fn enters(ring: &[Coord<f64>], low: Coord<f64>, high: Coord<f64>) -> bool {
    ring.iter().enumerate().any(|(number, b)| {
        let a = ring[(number + ring.len() - 1) % ring.len()];
        // Liang and Barsky, 1984: the part of the edge that is left when each side of the box has cut it.
        let (mut start, mut end) = (0.0_f64, 1.0_f64);
        for (from, step, least, most) in [(a.x, b.x - a.x, low.x, high.x), (a.y, b.y - a.y, low.y, high.y)] {
            if step == 0.0 {
                if from < least || from > most {
                    return false;
                }
            } else {
                let (one, two) = ((least - from) / step, (most - from) / step);
                start = start.max(one.min(two));
                end = end.min(one.max(two));
            }
        }
        start <= end
    })
}
