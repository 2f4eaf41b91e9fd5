//! Rings that go back on themselves or touch themselves in a point, as many published outlines do, taken apart into rings
//! that do not. No position is moved: what falls away are lines without an area.

use std::collections::HashMap;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Coord, LineString};

use super::written::Written;

/// A ring without its closing position, and the number of the ring that it was written in.
#[derive(Debug)]
pub(super) struct Loop {
    pub positions: Vec<Written>,
    pub ring: usize,
}

/// The polygons that come of the rings of one, each with its outer ring first, and the numbers of the rings that were
/// mended. Nothing where a part would lie outside the ring that it is cut from: what was meant there cannot be told.
pub(super) fn polygons(rings: Vec<Vec<Written>>) -> Option<(Vec<Vec<Loop>>, Vec<usize>)> {
    let (mut outer, mut holes, mut mended) = (Vec::new(), Vec::new(), Vec::new());
    for (ring, positions) in rings.into_iter().enumerate() {
        let before = positions.len();
        let whole = area(&positions);
        let loops = loops(positions);
        if loops.len() != 1 || loops[0].len() != before {
            mended.push(ring);
        }
        for positions in loops.into_iter().filter(|positions| positions.len() > 2) {
            // A loop wound against its ring encloses what the ring leaves out: it is a hole that touches the border.
            let is_same = (area(&positions) > 0.0) == (whole > 0.0);
            match (ring, is_same) {
                (0, true) => outer.push(vec![Loop { positions, ring }]),
                (0, false) | (_, true) => holes.push(Loop { positions, ring }),
                // An island in a hole would be a polygon of its own.
                (_, false) => return None,
            }
        }
    }
    if outer.is_empty() {
        return None;
    }
    for hole in holes {
        let mut around = outer.iter_mut();
        // Where nothing was mended, the only outer ring is the one; whether the hole crosses it is judged elsewhere.
        let found = if mended.is_empty() { around.next() } else { around.find(|rings| lies_in(&hole, &rings[0])) };
        found?.push(hole);
    }
    Some((outer, mended))
}

/// A ring cut at each position that stands in it twice. Loops of fewer than three positions have no area.
fn loops(positions: Vec<Written>) -> Vec<Vec<Written>> {
    let mut loops = Vec::new();
    let mut open: Vec<Written> = Vec::with_capacity(positions.len());
    let mut places: HashMap<(u64, u64), usize> = HashMap::with_capacity(positions.len());
    for at in positions {
        if let Some(first) = places.get(&key(at)).copied() {
            let closed: Vec<Written> = open.drain(first..).collect();
            // One by one: to look through all places for each of many spikes would cost the square of the ring.
            for cut in &closed {
                places.remove(&key(*cut));
            }
            loops.push(closed);
        }
        places.insert(key(at), open.len());
        open.push(at);
    }
    loops.push(open);
    loops
}

/// Equal for equal positions. Adding zero makes the negative zero positive.
fn key(at: Written) -> (u64, u64) {
    ((at.lon + 0.0).to_bits(), (at.lat + 0.0).to_bits())
}

/// Twice the signed area; positive where the ring runs counter-clockwise.
pub(super) fn area(ring: &[Written]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let corner = |pair: &[Written]| {
        (pair[0].lon - origin.lon) * (pair[1].lat - origin.lat)
            - (pair[1].lon - origin.lon) * (pair[0].lat - origin.lat)
    };
    ring.windows(2).map(corner).sum()
}

fn lies_in(inner: &Loop, outer: &Loop) -> bool {
    let coord = |at: &Written| Coord { x: at.lon, y: at.lat };
    let line = LineString::new(outer.positions.iter().chain(outer.positions.first()).map(coord).collect());
    let polygon = geo::Polygon::new(line, Vec::new());
    inner.positions.iter().all(|at| polygon.coordinate_position(&coord(at)) != CoordPos::Outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Vec<Written> {
        points.iter().map(|(x, y)| Written { lon: f64::from(*x), lat: f64::from(*y), offset: 0 }).collect()
    }

    fn sizes(rings: &[&[(i32, i32)]]) -> Option<Vec<Vec<usize>>> {
        let (polygons, _) = polygons(rings.iter().map(|points| ring(points)).collect())?;
        Some(polygons.iter().map(|rings| rings.iter().map(|ring| ring.positions.len()).collect()).collect())
    }

    const SQUARE: &[(i32, i32)] = &[(0, 0), (6, 0), (6, 6), (0, 6)];

    #[test]
    fn a_clean_ring_stays() {
        let (polygons, mended) = polygons(vec![ring(SQUARE), ring(&[(1, 1), (1, 2), (2, 2)])]).expect("it is clean");
        assert_eq!((polygons.len(), polygons[0].len(), mended.len()), (1, 2, 0));
    }

    #[test]
    fn spikes_fall_away_wherever_they_stand() {
        assert_eq!(sizes(&[&[(0, 0), (6, 0), (9, 0), (6, 0), (6, 6), (0, 6)]]), Some(vec![vec![4]]));
        assert_eq!(sizes(&[&[(9, 9), (6, 6), (0, 6), (0, 0), (6, 0), (6, 6)]]), Some(vec![vec![4]]));
        assert_eq!(sizes(&[&[(0, 0), (6, 0), (8, 0), (9, 1), (8, 0), (6, 0), (6, 6), (0, 6)]]), Some(vec![vec![4]]));
        assert_eq!(sizes(&[&[(0, 0), (1, 0), (2, 0), (1, 0)]]), None, "nothing is left of it");
    }

    #[test]
    fn a_ring_that_touches_itself_is_two() {
        // Two squares that share a corner, both wound alike.
        let eight = &[(0, 0), (2, 0), (2, 2), (4, 2), (4, 4), (2, 4), (2, 2), (0, 2)];
        assert_eq!(sizes(&[eight]), Some(vec![vec![4], vec![4]]));
        // A hole that hangs on the outer ring.
        let hanging = &[(0, 0), (6, 0), (6, 6), (3, 6), (4, 3), (2, 3), (3, 6), (0, 6)];
        assert_eq!(sizes(&[hanging]), Some(vec![vec![5, 3]]));
        // A bow tie is nobody's outline.
        assert_eq!(sizes(&[&[(0, 0), (1, 1), (2, 2), (2, 0), (1, 1), (0, 2)]]), None);
    }

    #[test]
    fn many_spikes_cost_no_square() {
        let teeth = (0..150_000).flat_map(|x| [(x, 0), (x, 1), (x, 0)]);
        let comb: Vec<(i32, i32)> = teeth.chain([(150_000, 0), (150_000, 9), (0, 9)]).collect();
        let loops = loops(ring(&comb));
        assert_eq!(loops.iter().filter(|part| part.len() > 2).count(), 1);
    }

    #[test]
    fn no_area_changes() {
        let hanging = ring(&[(0, 0), (6, 0), (6, 6), (3, 6), (4, 3), (2, 3), (3, 6), (0, 6), (-2, 6), (0, 6)]);
        let before = area(&hanging).abs();
        let (polygons, mended) = polygons(vec![hanging]).expect("it can be mended");
        let outer: f64 = polygons.iter().map(|rings| area(&rings[0].positions).abs()).sum();
        let holes: f64 = polygons.iter().flat_map(|rings| &rings[1..]).map(|hole| area(&hole.positions).abs()).sum();
        assert!((before - (outer - holes)).abs() < 1e-9, "{before} {outer} {holes}");
        assert_eq!(mended, [0]);
    }
}
