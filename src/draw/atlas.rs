//! Outlines on the plane, ready to be drawn at any scale.

use std::collections::HashMap;

use geo::{Coord, MultiPolygon};

use super::projection::Projection;
use crate::geometry::{ArcUse, Extent, Feature, Shape, Topology, vertex_weights};
use crate::model::Position;

/// Vertices whose leaving out changes the drawing by less than this are left out. **Units**: square drawing units.
const UNSEEN: f64 = 2.2;

/// The least size of a map without outlines. **Units**: degrees.
const LEAST: f64 = 0.02;

/// The areas of one level on one plane, their shared borders once.
#[derive(Debug)]
pub struct Atlas {
    projection: Projection,
    arcs: Vec<PlaneArc>,
    areas: Vec<Vec<Vec<ArcUse>>>,
    codes: Vec<String>,
    numbers: HashMap<String, usize>,
    /// The box around each area; nothing where an area has no outline.
    extents: Vec<Option<Box2>>,
    reach: Extent,
    /// What is shown where there are no outlines.
    ground: Option<Box2>,
}

#[derive(Debug)]
struct PlaneArc {
    /// **Units**: metres, y to the south.
    points: Vec<Coord<f64>>,
    weights: Vec<f64>,
}

/// A box on the plane. **Units**: metres, y to the south.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Box2 {
    pub low: Coord<f64>,
    pub high: Coord<f64>,
}

impl Box2 {
    pub fn around(points: impl IntoIterator<Item = Coord<f64>>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Self { low: first, high: first }, |all, at| Self {
            low: Coord { x: all.low.x.min(at.x), y: all.low.y.min(at.y) },
            high: Coord { x: all.high.x.max(at.x), y: all.high.y.max(at.y) },
        }))
    }

    pub fn union(self, other: Self) -> Self {
        Self::around([self.low, self.high, other.low, other.high]).expect("there are four points")
    }

    pub fn touches(self, other: Self) -> bool {
        self.low.x <= other.high.x
            && other.low.x <= self.high.x
            && self.low.y <= other.high.y
            && other.low.y <= self.high.y
    }
}

impl Atlas {
    /// Lays areas on a plane: the given one, or a transverse Mercator centred on them.
    pub fn new(features: &[Feature], projection: Option<Projection>) -> Self {
        let none = MultiPolygon::new(Vec::new());
        let outlines: Vec<&MultiPolygon<f64>> = features
            .iter()
            .map(|feature| match &feature.shape {
                Shape::Outline(outline) => outline,
                Shape::Point(_) | Shape::Nowhere => &none,
            })
            .collect();
        let reach = extent(&outlines);
        let projection = projection.unwrap_or_else(|| Projection::centred(reach));
        let topology = Topology::new(outlines);
        let arcs: Vec<PlaneArc> = topology.arcs.iter().map(|arc| PlaneArc::new(&arc.points, &projection)).collect();
        let points =
            |ring: &Vec<ArcUse>| ring.iter().flat_map(|part| arcs[part.arc].points.iter().copied()).collect::<Vec<_>>();
        let extents = topology.areas.iter().map(|rings| Box2::around(rings.iter().flat_map(points))).collect();
        let codes: Vec<String> = features.iter().map(|feature| feature.code.clone()).collect();
        let numbers = codes.iter().enumerate().map(|(number, code)| (code.clone(), number)).collect();
        Self { projection, arcs, areas: topology.areas, codes, numbers, extents, reach, ground: None }
    }

    /// A plane without outlines, around some positions; nothing where there are none.
    pub fn of_positions(positions: &[Position]) -> Option<Self> {
        let reach = Extent::around(positions.iter().map(|at| (at.lon(), at.lat())))?.at_least(LEAST);
        let mut atlas = Self { reach, ..Self::new(&[], Some(Projection::centred(reach))) };
        let corners = [
            (reach.west, reach.south),
            (reach.east, reach.north),
            (reach.west, reach.north),
            (reach.east, reach.south),
        ];
        let corners = corners.into_iter().filter_map(|(lon, lat)| atlas.place(Position::new(lon, lat)?));
        atlas.ground = Box2::around(corners.collect::<Vec<_>>());
        Some(atlas)
    }

    /// What is shown where there are no outlines.
    pub(super) fn ground(&self) -> Option<Box2> {
        self.ground
    }

    /// The codes of all areas, in the order of the file.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// The box around all areas. **Units**: degrees.
    pub(super) fn reach(&self) -> Extent {
        self.reach
    }

    /// Where a position lies on the plane.
    pub(super) fn place(&self, position: Position) -> Option<Coord<f64>> {
        self.projection.project(position).map(|at| Coord { x: at.x, y: -at.y })
    }

    /// The box around an area, or nothing where it is not known or has no outline.
    pub(super) fn extent(&self, code: &str) -> Option<Box2> {
        self.extents[*self.numbers.get(code)?]
    }

    /// The rings of an area, simplified for drawing at a scale. **Units**: metres; `scale` is drawing units per metre.
    /// **Shape**: without closing points; empty where the area is not known or has no outline.
    pub(super) fn rings(&self, code: &str, scale: f64) -> Vec<Vec<Coord<f64>>> {
        let threshold = UNSEEN / (scale * scale);
        let Some(number) = self.numbers.get(code) else { return Vec::new() };
        let ring = |parts: &Vec<ArcUse>| {
            let mut points = Vec::new();
            for part in parts {
                let start = points.len();
                points.extend(self.arcs[part.arc].simplified(threshold));
                if part.reversed {
                    points[start..].reverse();
                }
                // The last point is the first of the next arc.
                points.pop();
            }
            points
        };
        self.areas[*number].iter().map(ring).filter(|ring| ring.len() >= 3).collect()
    }
}

impl PlaneArc {
    fn new(points: &[Coord<f64>], projection: &Projection) -> Self {
        let place = |at: &Coord<f64>| {
            let position = Position::new(at.x, at.y)?;
            projection.project(position).map(|at| Coord { x: at.x, y: -at.y })
        };
        let points: Vec<Coord<f64>> = points.iter().filter_map(place).collect();
        let weights = vertex_weights(&points);
        Self { points, weights }
    }

    fn simplified(&self, threshold: f64) -> impl Iterator<Item = Coord<f64>> {
        let weighed = self.points.iter().zip(&self.weights);
        weighed.filter(move |(_, weight)| **weight >= threshold).map(|(point, _)| *point)
    }
}

fn extent(outlines: &[&MultiPolygon<f64>]) -> Extent {
    let points = outlines.iter().flat_map(|outline| outline.iter()).flat_map(|polygon| polygon.exterior().coords());
    Extent::around(points.map(|at| (at.x, at.y))).unwrap_or(Extent { west: 0.0, south: 0.0, east: 0.0, north: 0.0 })
}
