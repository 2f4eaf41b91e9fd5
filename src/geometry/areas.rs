//! Questions about where a position lies among areas.

use std::collections::HashMap;

use geo::{Contains, Coord, MultiPolygon, point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::extent::Extent;
use super::pole::{pole_of_inaccessibility, signed_distance, square_to_segment};
use super::topology::Topology;
use super::{Feature, Shape};
use crate::model::Position;

/// Kilometres in a degree of latitude, on a sphere of radius 6371.0088 km.
const KM_PER_DEGREE: f64 = 111.195_08;

/// Vertices that are enough to find a place well inside an area.
const POLE_VERTICES: usize = 600;

type Boxed = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// The areas of one level, ready for questions.
///
/// Codes that it does not know, and areas of which only a point is known, have no outline to ask about.
#[derive(Debug)]
pub struct AreaIndex {
    areas: Vec<Area>,
    numbers: HashMap<String, usize>,
    boxes: RTree<Boxed>,
}

#[derive(Debug)]
struct Area {
    code: String,
    outline: Option<MultiPolygon<f64>>,
    extent: Extent,
    inside: Position,
    neighbours: Vec<String>,
}

impl AreaIndex {
    /// Indexes areas, in time linear in their vertices but for the sorting of their boxes.
    pub fn new(features: &[Feature]) -> Self {
        let none = MultiPolygon::new(Vec::new());
        let outlines = features.iter().map(|feature| outline(feature).unwrap_or(&none));
        let neighbours = Topology::new(outlines).neighbours();
        let areas: Vec<Area> =
            features.iter().zip(neighbours).filter_map(|(feature, near)| area(feature, features, &near)).collect();
        let numbers = areas.iter().enumerate().map(|(number, area)| (area.code.clone(), number)).collect();
        let boxed = areas.iter().enumerate().filter(|(_, area)| area.outline.is_some()).map(|(number, area)| {
            let Extent { west, south, east, north } = area.extent;
            Boxed::new(Rectangle::from_corners([west, south], [east, north]), number)
        });
        let boxes = RTree::bulk_load(boxed.collect());
        Self { areas, numbers, boxes }
    }

    /// Whether a position is inside an area; nothing where the area has no outline. A border belongs to neither side.
    pub fn contains(&self, code: &str, position: Position) -> Option<bool> {
        let area = self.area(code)?;
        // Most positions are far away, and a box is asked at once while an outline has thousands of segments.
        Some(area.extent.contains(position) && is_inside(area.outline.as_ref()?, position))
    }

    /// The code of the area around a position; the least one where several are.
    pub fn locate(&self, position: Position) -> Option<&str> {
        let found = self.boxes.locate_in_envelope_intersecting(&AABB::from_point([position.lon(), position.lat()]));
        let codes = found
            .map(|boxed| &self.areas[boxed.data])
            .filter(|area| area.outline.as_ref().is_some_and(|outline| is_inside(outline, position)));
        // The tree promises no order, and the same register must give the same pages.
        codes.map(|area| area.code.as_str()).min()
    }

    /// How far a position is from the border of an area, whichever side it is on; nothing where the area has no outline.
    ///
    /// **Units**: kilometres, right to about 1 % within 100 km.
    pub fn distance_to_border_km(&self, code: &str, position: Position) -> Option<f64> {
        let outline = self.area(code)?.outline.as_ref()?;
        let shrink = position.lat().to_radians().cos();
        let plane =
            |at: Coord<f64>| Coord { x: (at.x - position.lon()) * shrink, y: at.y - position.lat() } * KM_PER_DEGREE;
        let squares = outline
            .iter()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
            .flat_map(|line| line.lines())
            .map(|line| square_to_segment(Coord::zero(), plane(line.start), plane(line.end)));
        squares.min_by(f64::total_cmp).map(f64::sqrt)
    }

    /// The codes of the areas that share a stretch of border with this one. **Shape**: in the order of the file.
    pub fn neighbours(&self, code: &str) -> &[String] {
        self.area(code).map_or(&[], |area| &area.neighbours)
    }

    /// A position well inside the area: the one farthest from its border, or the point that is known.
    pub fn inside(&self, code: &str) -> Option<Position> {
        self.area(code).map(|area| area.inside)
    }

    /// The box around an area.
    pub fn extent(&self, code: &str) -> Option<Extent> {
        self.area(code).map(|area| area.extent)
    }

    /// The box around all areas, or nothing where there are none.
    pub fn whole_extent(&self) -> Option<Extent> {
        self.areas.iter().map(|area| area.extent).reduce(Extent::union)
    }

    fn area(&self, code: &str) -> Option<&Area> {
        self.numbers.get(code).map(|number| &self.areas[*number])
    }
}

fn outline(feature: &Feature) -> Option<&MultiPolygon<f64>> {
    match &feature.shape {
        Shape::Outline(outline) => Some(outline),
        Shape::Point(_) | Shape::Nowhere => None,
    }
}

fn is_inside(outline: &MultiPolygon<f64>, position: Position) -> bool {
    outline.contains(&point!(x: position.lon(), y: position.lat()))
}

fn area(feature: &Feature, all: &[Feature], neighbours: &[usize]) -> Option<Area> {
    let (outline, extent, inside) = match &feature.shape {
        Shape::Outline(outline) => {
            let points = outline.iter().flat_map(|polygon| polygon.exterior().coords()).map(|at| (at.x, at.y));
            let extent = Extent::around(points).expect("an outline has positions");
            (Some(outline.clone()), extent, inside(outline, extent))
        }
        Shape::Nowhere => return None,
        Shape::Point(at) => (None, Extent { west: at.lon(), south: at.lat(), east: at.lon(), north: at.lat() }, *at),
    };
    let neighbours = neighbours.iter().map(|number| all[*number].code.clone()).collect();
    Some(Area { code: feature.code.clone(), outline, extent, inside, neighbours })
}

/// The pole of inaccessibility, with degrees of longitude shrunk to the length that they have there.
fn inside(outline: &MultiPolygon<f64>, extent: Extent) -> Position {
    // At a pole a degree of longitude has no length to divide by.
    let shrink = extent.centre().1.to_radians().cos().max(0.01);
    let lines = outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let rings: Vec<Vec<Coord<f64>>> =
        lines.map(|line| line.coords().map(|at| Coord { x: at.x * shrink, y: at.y }).collect()).collect();
    let pole = pole(&rings);
    // Rounded twice, a place at the edge could leave the range of degrees.
    Position::new((pole.x / shrink).clamp(extent.west, extent.east), pole.y.clamp(extent.south, extent.north))
        .expect("it is inside an outline on Earth")
}

/// The pole of rings of any length: that of every n-th vertex where it is inside all the same, else that of all.
fn pole(rings: &[Vec<Coord<f64>>]) -> Coord<f64> {
    // Every square asks every vertex, and outlines of counties have tens of thousands of them.
    let step = 1 + rings.iter().map(Vec::len).sum::<usize>() / POLE_VERTICES;
    let coarse: Vec<Vec<Coord<f64>>> = rings.iter().map(|ring| ring.iter().copied().step_by(step).collect()).collect();
    let found = pole_of_inaccessibility(&coarse).map(|pole| pole.point);
    // Coarsened, a border may cut off a bay that it goes around.
    let inside = found.filter(|point| signed_distance(rings, *point) > 0.0);
    inside.unwrap_or_else(|| pole_of_inaccessibility(rings).expect("an outline has rings").point)
}
