//! How much each vertex of a line matters.
//!
//! **Source**: M. Visvalingam, J. D. Whyatt, "Line generalisation by repeated elimination of points", 1993.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use geo::Coord;

/// For each vertex the area of the triangle that the line loses when it leaves the vertex out, in the order in which
/// they matter least: keeping those above a threshold simplifies the line to that threshold.
///
/// **Units**: the square of those of `points`. **Shape**: as long as `points`; the ends are infinite, and so are the
/// most weighty vertex inside an open line and the two most weighty of a ring, so that no ring collapses.
pub fn vertex_weights(points: &[Coord<f64>]) -> Vec<f64> {
    let mut weights = vec![f64::INFINITY; points.len()];
    if points.len() < 3 {
        return weights;
    }
    let last = points.len() - 1;
    let mut before: Vec<usize> = (0..points.len()).map(|number| number.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..points.len()).map(|number| number + 1).collect();
    let area = |a: usize, b: usize, c: usize| triangle(points[a], points[b], points[c]);
    let mut current: Vec<f64> =
        (0..points.len()).map(|n| if n == 0 || n == last { f64::INFINITY } else { area(n - 1, n, n + 1) }).collect();
    let mut queue: BinaryHeap<Reverse<Candidate>> =
        (1..last).map(|number| Reverse(Candidate { area: current[number], number })).collect();
    let mut left = last - 1;
    let kept = if points[0] == points[last] { 2 } else { 1 };
    let mut heaviest = 0.0_f64;
    while let Some(Reverse(Candidate { area: weight, number })) = queue.pop() {
        // A vertex that changed is pushed again, since a heap cannot change its entries; the old one means nothing
        // any more.
        if weight.total_cmp(&current[number]).is_ne() {
            continue;
        }
        if left <= kept {
            break;
        }
        left -= 1;
        // A vertex that left later must not weigh less, or a threshold would keep it without those it was weighed
        // against.
        heaviest = heaviest.max(weight);
        weights[number] = heaviest;
        current[number] = f64::NAN;
        let (from, to) = (before[number], after[number]);
        after[from] = to;
        before[to] = from;
        for side in [from, to] {
            if side != 0 && side != last {
                current[side] = area(before[side], side, after[side]);
                queue.push(Reverse(Candidate { area: current[side], number: side }));
            }
        }
    }
    weights
}

#[derive(PartialEq)]
struct Candidate {
    area: f64,
    number: usize,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.area.total_cmp(&other.area).then(self.number.cmp(&other.number))
    }
}

fn triangle(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> f64 {
    ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use geo::coord;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bump_weighs_more_than_a_ripple() {
        let points =
            [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 4.0), (4.0, 0.0), (5.0, 0.0)].map(|(x, y)| coord! {x: x, y: y});
        let weights = vertex_weights(&points);
        assert!(weights[1] < weights[2] && weights[2] < weights[3]);
        assert_eq!((weights[0], weights[5]), (f64::INFINITY, f64::INFINITY));
    }

    proptest! {
        #[test]
        fn a_ring_keeps_a_triangle(points in prop::collection::vec((0i32..50, 0i32..50), 3..40)) {
            let mut ring: Vec<Coord<f64>> = points.iter().map(|(x, y)| coord! {x: f64::from(*x), y: f64::from(*y)}).collect();
            ring.push(ring[0]);
            let weights = vertex_weights(&ring);
            prop_assert_eq!(weights.len(), ring.len());
            prop_assert_eq!(weights.iter().filter(|weight| weight.is_infinite()).count(), 4);
        }
    }
}
