//! Do the rings of a polygon cross? A sweep from west to east that keeps the segments under the sweep line in order and
//! compares only those next to each other, in O(n log n) whatever the rings look like.
//!
//! **Source**: M. I. Shamos, D. Hoey, "Geometric intersection problems", FOCS 1976; exact signs from adaptive arithmetic
//! (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", 1997).

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

use geo::Coord;
use geo::kernels::{Kernel, Orientation, RobustKernel};

/// A vertex: its ring, and its number in the ring.
pub(super) type Vertex = (usize, usize);

/// Two places at which rings cross, overlap, or a ring touches itself: the vertices at which the two segments start.
///
/// **Shape of the input**: each ring without its closing position, no two consecutive positions alike. Two rings may
/// touch each other in points.
pub(super) fn crossing(rings: &[&[Coord<f64>]]) -> Option<(Vertex, Vertex)> {
    // The sweep lets segments that end in a vertex go before those that start there come in, so it never compares
    // them and would miss a ring that touches itself in a vertex.
    rings.iter().enumerate().find_map(|(ring, points)| repeated_vertex(ring, points)).or_else(|| sweep(rings))
}

fn repeated_vertex(ring: usize, points: &[Coord<f64>]) -> Option<(Vertex, Vertex)> {
    let mut seen = HashMap::with_capacity(points.len());
    for (number, point) in points.iter().enumerate() {
        // Adding zero makes the negative zero positive.
        let key = ((point.x + 0.0).to_bits(), (point.y + 0.0).to_bits());
        if let Some(first) = seen.insert(key, number) {
            return Some(((ring, first), (ring, number)));
        }
    }
    None
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    /// Western end; the southern one of a vertical segment.
    start: Coord<f64>,
    end: Coord<f64>,
    vertex: Vertex,
    ring_length: usize,
}

impl Segment {
    fn new(from: Coord<f64>, to: Coord<f64>, vertex: Vertex, ring_length: usize) -> Self {
        let (start, end) = if west_first(from, to).is_le() { (from, to) } else { (to, from) };
        Self { start, end, vertex, ring_length }
    }

    fn side(&self, point: Coord<f64>) -> Orientation {
        // In plain floats three points nearly in line lie now on one side, now on the other, and the set's order
        // contradicts itself.
        RobustKernel::orient2d(self.start, self.end, point)
    }

    fn follows(&self, other: &Self) -> bool {
        self.vertex.0 == other.vertex.0 && (other.vertex.1 + 1) % self.ring_length == self.vertex.1
    }

    /// From south to north under the sweep line, for segments that do not cross.
    fn height(&self, other: &Self) -> Ordering {
        // They are compared where the later one begins, for only there are both under the sweep line.
        if west_first(self.start, other.start).is_gt() {
            return other.height(self).reverse();
        }
        let side = match self.side(other.start) {
            Orientation::Collinear => self.side(other.end),
            side => side,
        };
        match side {
            Orientation::CounterClockwise => Ordering::Less,
            Orientation::Clockwise => Ordering::Greater,
            Orientation::Collinear => self.vertex.cmp(&other.vertex),
        }
    }
}

impl PartialEq for Segment {
    fn eq(&self, other: &Self) -> bool {
        self.vertex == other.vertex
    }
}

impl Eq for Segment {}

impl PartialOrd for Segment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Segment {
    fn cmp(&self, other: &Self) -> Ordering {
        // An order only while no two cross; the sweep ends at the first crossing, before the set could be led astray.
        if self == other { Ordering::Equal } else { self.height(other) }
    }
}

/// As [`crossing`], for rings that have no position twice.
pub(super) fn sweep(rings: &[&[Coord<f64>]]) -> Option<(Vertex, Vertex)> {
    let segments = segments(rings);
    let mut active: BTreeSet<Segment> = BTreeSet::new();
    for (_, starts, number) in events(&segments) {
        let segment = segments[number];
        if !starts {
            // From here on the two beside it lie next to each other.
            active.remove(&segment);
        }
        let below = active.range((Bound::Unbounded, Bound::Excluded(segment))).next_back().copied();
        let above = active.range((Bound::Excluded(segment), Bound::Unbounded)).next().copied();
        let pairs =
            if starts { [(below, Some(segment)), (Some(segment), above)] } else { [(below, above), (None, None)] };
        for pair in pairs {
            if let (Some(a), Some(b)) = pair
                && conflict(&a, &b)
            {
                return Some((a.vertex.min(b.vertex), a.vertex.max(b.vertex)));
            }
        }
        if starts {
            active.insert(segment);
        }
    }
    None
}

fn segments(rings: &[&[Coord<f64>]]) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(rings.iter().map(|ring| ring.len()).sum());
    for (ring, points) in rings.iter().enumerate() {
        for (number, from) in points.iter().enumerate() {
            let to = points[(number + 1) % points.len()];
            segments.push(Segment::new(*from, to, (ring, number), points.len()));
        }
    }
    segments
}

/// Both ends of each segment from west to east; where several meet, those that end there come first.
fn events(segments: &[Segment]) -> Vec<(Coord<f64>, bool, usize)> {
    let mut events: Vec<_> = (segments.iter().enumerate())
        .flat_map(|(number, segment)| [(segment.start, true, number), (segment.end, false, number)])
        .collect();
    events.sort_by(|a, b| west_first(a.0, b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    events
}

fn west_first(a: Coord<f64>, b: Coord<f64>) -> Ordering {
    a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
}

/// Whether two segments share a point that they must not share.
fn conflict(a: &Segment, b: &Segment) -> bool {
    let sides = [a.side(b.start), a.side(b.end), b.side(a.start), b.side(a.end)];
    if sides.iter().all(|side| *side == Orientation::Collinear) {
        // On one line the signs say nothing of where along it the segments lie.
        return overlap(a, b) || (touching_is_wrong(a, b) && (a.end == b.start || b.end == a.start));
    }
    let strict = |one: Orientation, two: Orientation| {
        one != two && one != Orientation::Collinear && two != Orientation::Collinear
    };
    if strict(sides[0], sides[1]) && strict(sides[2], sides[3]) {
        return true;
    }
    // An end on the other segment: a hole may touch its polygon so, but a ring must not touch itself.
    touching_is_wrong(a, b) && sides[0] != sides[1] && sides[2] != sides[3]
}

fn touching_is_wrong(a: &Segment, b: &Segment) -> bool {
    a.vertex.0 == b.vertex.0 && !a.follows(b) && !b.follows(a)
}

/// Whether two segments of one line have more than a point in common.
fn overlap(a: &Segment, b: &Segment) -> bool {
    let start = if west_first(a.start, b.start).is_gt() { a.start } else { b.start };
    let end = if west_first(a.end, b.end).is_lt() { a.end } else { b.end };
    west_first(start, end).is_lt()
}

#[cfg(test)]
mod tests {
    use geo::coord;
    use proptest::prelude::*;

    use super::*;

    fn ring(points: &[(i32, i32)]) -> Vec<Coord<f64>> {
        points.iter().map(|(x, y)| coord! {x: f64::from(*x), y: f64::from(*y)}).collect()
    }

    fn crosses(points: &[(i32, i32)]) -> bool {
        crossing(&[&ring(points)]).is_some()
    }

    #[test]
    fn bow_ties_spikes_and_pinches_cross() {
        assert!(crosses(&[(0, 0), (2, 2), (2, 0), (0, 2)]));
        assert!(crosses(&[(0, 0), (4, 0), (4, 4), (2, 4), (2, 6), (2, 4), (0, 4)]));
        assert!(crosses(&[(0, 0), (4, 0), (6, 0), (4, 0), (4, 4)]));
        assert!(crosses(&[(0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (1, 1)]));
        assert!(!crosses(&[(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)]));
        assert!(!crosses(&[(0, 0), (0, 2), (0, 4), (4, 4), (4, 2), (4, 0)]));
    }

    #[test]
    fn a_hole_may_touch_but_not_cross_its_polygon() {
        let outer = ring(&[(0, 0), (4, 0), (4, 4), (0, 4)]);
        assert!(crossing(&[&outer, &ring(&[(0, 0), (1, 2), (2, 1)])]).is_none());
        assert!(crossing(&[&outer, &ring(&[(1, 1), (1, 2), (6, 2)])]).is_some());
    }

    proptest! {
        /// The sweep says the same as comparing every segment with every other one.
        #[test]
        fn agrees_with_all_pairs(points in prop::collection::vec((0i32..6, 0i32..6), 3..9)) {
            let ring = ring(&points);
            prop_assume!((0..ring.len()).all(|n| ring[n] != ring[(n + 1) % ring.len()]));
            let all = segments(&[&ring]);
            let pairs = (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| (a, b)));
            let expected = repeated_vertex(0, &ring).is_some() || pairs.into_iter().any(|(a, b)| conflict(&all[a], &all[b]));
            prop_assert_eq!(crossing(&[&ring]).is_some(), expected);
        }

        #[test]
        fn agrees_with_all_pairs_of_two_rings(
            one in prop::collection::vec((0i32..6, 0i32..6), 3..6),
            two in prop::collection::vec((0i32..6, 0i32..6), 3..6),
        ) {
            let rings = [ring(&one), ring(&two)];
            for ring in &rings {
                prop_assume!((0..ring.len()).all(|n| ring[n] != ring[(n + 1) % ring.len()]));
            }
            let rings = [rings[0].as_slice(), rings[1].as_slice()];
            let all = segments(&rings);
            let pairs = (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| (a, b)));
            let repeated = (0..2).any(|n| repeated_vertex(n, rings[n]).is_some());
            let expected = repeated || pairs.into_iter().any(|(a, b)| conflict(&all[a], &all[b]));
            prop_assert_eq!(crossing(&rings).is_some(), expected);
        }
    }
}
