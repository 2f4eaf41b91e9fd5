//! The place inside an area that is farthest from its border: where a label or a marker has most room.
//!
//! **Source**: V. Agafonkin, "A new algorithm for finding a visual center of a polygon", 2016.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use geo::Coord;

/// Cells looked at, at most: enough for a thousandth of the area's size on real outlines.
const MAXIMUM_CELLS: usize = 4000;

/// A point inside an area and its distance to the border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pole {
    /// The point.
    pub point: Coord<f64>,
    /// The distance to the nearest border; positive inside.
    pub distance: f64,
}

/// The inside point that is farthest from any ring, to within a fiftieth of the area's smaller side, or nothing where
/// there is no ring.
///
/// **Units**: those of the rings, on a plane. **Shape**: `rings` in any order and winding; a point is inside where an
/// odd number of them surrounds it.
pub fn pole_of_inaccessibility(rings: &[Vec<Coord<f64>>]) -> Option<Pole> {
    let (low, high) = corners(rings)?;
    let size = (high.x - low.x).min(high.y - low.y);
    if size <= 0.0 {
        return Some(Pole { point: low, distance: 0.0 });
    }
    let half = size / 2.0;
    let mut queue = BinaryHeap::new();
    let mut at = Coord { x: low.x + half, y: low.y + half };
    while at.x - half < high.x {
        while at.y - half < high.y {
            queue.push(Square::new(rings, at, half));
            at.y += size;
        }
        at = Coord { x: at.x + size, y: low.y + half };
    }
    Some(search(rings, queue, size / 50.0))
}

fn search(rings: &[Vec<Coord<f64>>], mut queue: BinaryHeap<Square>, precision: f64) -> Pole {
    let mut best = Pole { point: Coord::zero(), distance: f64::NEG_INFINITY };
    for _ in 0..MAXIMUM_CELLS {
        let Some(cell) = queue.pop() else { break };
        if cell.distance > best.distance {
            best = Pole { point: cell.centre, distance: cell.distance };
        }
        // Squares come by the best that they could hold, so no later one is better by more than this.
        if cell.potential() - best.distance <= precision {
            break;
        }
        let half = cell.half / 2.0;
        for (x, y) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            queue.push(Square::new(rings, Coord { x: cell.centre.x + x, y: cell.centre.y + y }, half));
        }
    }
    best
}

fn corners(rings: &[Vec<Coord<f64>>]) -> Option<(Coord<f64>, Coord<f64>)> {
    let mut points = rings.iter().flatten().copied();
    let first = points.next()?;
    Some(points.fold((first, first), |(low, high), point| {
        (
            Coord { x: low.x.min(point.x), y: low.y.min(point.y) },
            Coord { x: high.x.max(point.x), y: high.y.max(point.y) },
        )
    }))
}

/// The distance from a point to the nearest border: positive inside, negative outside.
pub fn signed_distance(rings: &[Vec<Coord<f64>>], point: Coord<f64>) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for ring in rings {
        for (number, b) in ring.iter().enumerate() {
            let a = ring[(number + ring.len() - 1) % ring.len()];
            // One end counts, the other does not: a vertex at the height of the point is met once.
            if (a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x {
                inside = !inside;
            }
            nearest = nearest.min(square_to_segment(point, a, *b));
        }
    }
    if inside { nearest.sqrt() } else { -nearest.sqrt() }
}

/// The square of the distance from a point to a segment.
pub(super) fn square_to_segment(point: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let along = b - a;
    let length = along.x * along.x + along.y * along.y;
    let part = if length > 0.0 { ((point.x - a.x) * along.x + (point.y - a.y) * along.y) / length } else { 0.0 };
    let nearest = a + along * part.clamp(0.0, 1.0);
    (point.x - nearest.x).powi(2) + (point.y - nearest.y).powi(2)
}

/// A square of the plane, ordered by how far from the border a point in it could be at most.
struct Square {
    centre: Coord<f64>,
    half: f64,
    distance: f64,
}

impl Square {
    fn new(rings: &[Vec<Coord<f64>>], centre: Coord<f64>, half: f64) -> Self {
        Self { centre, half, distance: signed_distance(rings, centre) }
    }

    fn potential(&self) -> f64 {
        self.distance + self.half * std::f64::consts::SQRT_2
    }
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Square {}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        self.potential().total_cmp(&other.potential()).then(self.distance.total_cmp(&other.distance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Coord<f64>> {
        points.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect()
    }

    #[test]
    fn the_pole_of_an_l_is_in_its_corner_not_in_its_notch() {
        let shape = ring(&[(0., 0.), (10., 0.), (10., 2.), (3., 2.), (3., 10.), (0., 10.)]);
        let pole = pole_of_inaccessibility(&[shape]).expect("it has a ring");
        assert!(pole.distance > 1.5 && pole.point.x < 3.0, "{pole:?}");
    }

    #[test]
    fn a_hole_pushes_the_pole_aside() {
        let outer = ring(&[(0., 0.), (10., 0.), (10., 10.), (0., 10.)]);
        let hole = ring(&[(4., 4.), (4., 6.), (6., 6.), (6., 4.)]);
        let pole = pole_of_inaccessibility(&[outer, hole]).expect("it has rings");
        assert!(pole.distance < 3.0 && pole.distance > 2.0, "{pole:?}");
    }
}
