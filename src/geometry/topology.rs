//! Borders as shared lines: a stretch of border between the same areas is one arc, however many areas it bounds.
//!
//! Whatever is done to an arc – simplified, rounded, drawn – is done once, so neighbours can neither gape nor overlap.
//!
//! **Source**: M. Bostock, "How to infer topology", 2013 (junctions are the vertices whose neighbours differ between rings).

use std::collections::HashMap;

use geo::{Coord, MultiPolygon};

/// Coordinates that agree to this many units per degree are one vertex: about a centimetre.
const UNITS_PER_DEGREE: f64 = 1e7;

/// The most areas that may share a stretch of border. A line has two sides; a few more are slips of those who drew them.
const SIDES: usize = 8;

/// A vertex on the grid of [`UNITS_PER_DEGREE`].
type Key = (i64, i64);

/// A stretch of border between two junctions, or a whole ring that no other area touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    /// **Units**: degrees. **Shape**: at least two; the last is the first where the arc is a whole ring.
    pub points: Vec<Coord<f64>>,
    /// The areas that it bounds, by their number. **Shape**: ascending, unique; two for a border between areas, one for
    /// an outer border.
    pub areas: Vec<usize>,
}

impl Arc {
    /// Whether the arc is a whole ring.
    pub fn is_ring(&self) -> bool {
        self.points.first() == self.points.last()
    }
}

/// One arc as a part of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArcUse {
    /// The number of the arc.
    pub arc: usize,
    /// Whether the ring runs through it from its last point to its first.
    pub reversed: bool,
}

/// The outlines of areas, taken apart into arcs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Every stretch of border once.
    pub arcs: Vec<Arc>,
    /// For each area its rings, each a row of arcs that join end to start. **Shape**: in the order of the input.
    pub areas: Vec<Vec<Vec<ArcUse>>>,
}

impl Topology {
    /// Takes outlines apart, in time linear in their vertices. Areas without an outline are empty multi-polygons.
    pub fn new<'a>(outlines: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Self {
        let areas: Vec<Vec<Vec<Coord<f64>>>> = outlines.into_iter().map(open_rings).collect();
        let junctions = Junctions::of(areas.iter().flatten());
        let mut builder = Builder::default();
        let mut topology = Self::default();
        for (number, rings) in areas.iter().enumerate() {
            let split = rings.iter().map(|ring| builder.split(number, ring, &junctions)).collect();
            topology.areas.push(split);
        }
        topology.arcs = builder.arcs;
        topology
    }

    /// For each area the numbers of those that share a stretch of border with it. **Shape**: ascending, unique.
    ///
    /// Of a line that more than eight areas share nobody is a neighbour: they lie upon one another, and each would be
    /// the neighbour of all.
    pub fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.areas.len()];
        for arc in self.arcs.iter().filter(|arc| arc.areas.len() <= SIDES) {
            for area in &arc.areas {
                neighbours[*area].extend(arc.areas.iter().filter(|other| *other != area));
            }
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        neighbours
    }
}

/// Every ring without its closing vertex and without vertices that repeat the one before on the grid.
fn open_rings(outline: &MultiPolygon<f64>) -> Vec<Vec<Coord<f64>>> {
    let lines = outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let open = lines.map(|line| {
        let mut ring = line.0.clone();
        ring.dedup_by_key(|point| key(*point));
        // Closed twice on the grid, the ring would get a stretch without length.
        while ring.len() > 1 && key(ring[0]) == key(ring[ring.len() - 1]) {
            ring.pop();
        }
        ring
    });
    open.filter(|ring| ring.len() >= 3).collect()
}

fn key(point: Coord<f64>) -> Key {
    // Programs write one vertex with different last digits in two areas; compared as floats, no border would be
    // shared.
    #[expect(clippy::cast_possible_truncation, reason = "degrees times ten million are far inside the range of i64")]
    let round = |degrees: f64| (degrees * UNITS_PER_DEGREE).round() as i64;
    (round(point.x), round(point.y))
}

/// For each vertex its two neighbours on the first ring that has it, or nothing where rings disagree: a junction.
struct Junctions(HashMap<Key, Option<(Key, Key)>>);

impl Junctions {
    fn of<'a>(rings: impl Iterator<Item = &'a Vec<Coord<f64>>>) -> Self {
        let mut vertices = HashMap::new();
        for ring in rings {
            for number in 0..ring.len() {
                let before = key(ring[(number + ring.len() - 1) % ring.len()]);
                let after = key(ring[(number + 1) % ring.len()]);
                // Two neighbours run along their border in opposite directions; the same two sides are meant.
                let sides = (before.min(after), before.max(after));
                let known = vertices.entry(key(ring[number])).or_insert(Some(sides));
                if *known != Some(sides) {
                    *known = None;
                }
            }
        }
        Self(vertices)
    }

    fn has(&self, point: Coord<f64>) -> bool {
        self.0.get(&key(point)).is_some_and(Option::is_none)
    }
}

#[derive(Default)]
struct Builder {
    arcs: Vec<Arc>,
    known: HashMap<Vec<Key>, usize>,
}

impl Builder {
    fn split(&mut self, area: usize, ring: &[Coord<f64>], junctions: &Junctions) -> Vec<ArcUse> {
        // A ring without junctions starts at its least vertex, wherever each area begins to write it.
        let start = (0..ring.len()).find(|number| junctions.has(ring[*number])).unwrap_or_else(|| least(ring));
        let mut uses = Vec::new();
        let mut points = vec![ring[start]];
        for step in 1..=ring.len() {
            let point = ring[(start + step) % ring.len()];
            points.push(point);
            if step == ring.len() || junctions.has(point) {
                uses.push(self.take(area, std::mem::replace(&mut points, vec![point])));
            }
        }
        uses
    }

    /// The arc with these points in either direction, made when it is new.
    fn take(&mut self, area: usize, points: Vec<Coord<f64>>) -> ArcUse {
        let mut keys: Vec<Key> = points.iter().map(|point| key(*point)).collect();
        // Kept in one direction, so that the neighbour, who comes from the other end, finds it.
        let reversed = keys.iter().rev().lt(keys.iter());
        if reversed {
            keys.reverse();
        }
        let next = self.arcs.len();
        let arc = *self.known.entry(keys).or_insert(next);
        if arc == next {
            let points = if reversed { points.into_iter().rev().collect() } else { points };
            self.arcs.push(Arc { points, areas: vec![area] });
        // Areas come one after the other: only the last one can be this one again.
        } else if self.arcs[arc].areas.last() != Some(&area) {
            self.arcs[arc].areas.push(area);
        }
        ArcUse { arc, reversed }
    }
}

fn least(ring: &[Coord<f64>]) -> usize {
    (0..ring.len()).min_by_key(|number| key(ring[*number])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    /// Two squares side by side and an island in the eastern one.
    fn squares() -> Vec<MultiPolygon<f64>> {
        let west = polygon![(x: 0., y: 0.), (x: 1., y: 0.), (x: 1., y: 0.5), (x: 1., y: 1.), (x: 0., y: 1.)];
        let east = polygon!(
            exterior: [(x: 1., y: 0.), (x: 2., y: 0.), (x: 2., y: 1.), (x: 1., y: 1.), (x: 1., y: 0.5)],
            interiors: [[(x: 1.4, y: 0.4), (x: 1.4, y: 0.6), (x: 1.6, y: 0.6)]],
        );
        let island = polygon![(x: 1.6, y: 0.6), (x: 1.4, y: 0.6), (x: 1.4, y: 0.4)];
        [west, east, island].map(|polygon| MultiPolygon::new(vec![polygon])).into()
    }

    #[test]
    fn a_shared_border_is_one_arc_and_a_hole_is_its_islands_outline() {
        let topology = Topology::new(&squares());
        let shared: Vec<(usize, &[usize])> = topology
            .arcs
            .iter()
            .filter(|arc| arc.areas.len() > 1)
            .map(|arc| (arc.points.len(), arc.areas.as_slice()))
            .collect();
        assert_eq!(shared, [(3, [0, 1].as_slice()), (4, [1, 2].as_slice())]);
        assert_eq!(topology.neighbours(), [vec![1], vec![0, 2], vec![1]]);
    }

    #[test]
    fn rings_join_end_to_start() {
        let topology = Topology::new(&squares());
        for ring in topology.areas.iter().flatten() {
            for (number, one) in ring.iter().enumerate() {
                let two = ring[(number + 1) % ring.len()];
                assert_eq!(ends(&topology, *one).1, ends(&topology, two).0);
            }
        }
    }

    fn ends(topology: &Topology, used: ArcUse) -> (Coord<f64>, Coord<f64>) {
        let points = &topology.arcs[used.arc].points;
        let ends = (points[0], points[points.len() - 1]);
        if used.reversed { (ends.1, ends.0) } else { ends }
    }
}
