//! Where positions are drawn, for a script that has no projection.

use super::MapRequest;
use super::view::View;
use crate::draw::Atlas;
use crate::geometry::Extent;
use crate::model::Position;

/// Steps in each direction: between the knots of a region of some degrees, straight lines are right to half a unit.
const STEPS: u32 = 8;

/// A grid of longitudes and latitudes with the place of each knot in a drawing; what is between them lies, nearly, on
/// straight lines between theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The box that the grid spans: a quarter more to each side than the atlas. **Units**: degrees.
    pub extent: Extent,
    /// The number of knots in each direction.
    pub knots: u32,
    /// x and y of each knot, the southern row first, each from west to east. **Units**: drawing units.
    pub points: Vec<(f64, f64)>,
    /// One CSS pixel where the drawing is shown at its narrowest: the scale at which marks are drawn. **Units**: drawing
    /// units.
    pub pixel: f64,
}

/// The grid of a map, or nothing where its projection does not reach all of it.
pub fn position_grid(atlas: &Atlas, request: &MapRequest<'_>) -> Option<Grid> {
    let view = View::new(atlas, request);
    let extent = widened(atlas.reach());
    let place =
        |position: Option<Position>| view.place(atlas, position?).map(|point| (rounded(point.x), rounded(point.y)));
    let points = knots(extent).map(place).collect::<Option<Vec<_>>>()?;
    Some(Grid { extent, knots: STEPS + 1, points, pixel: view.pixel })
}

/// Whether a projection reaches all of a map, so that it has a grid.
pub fn reaches_all(atlas: &Atlas) -> bool {
    knots(widened(atlas.reach())).all(|position| position.is_some_and(|position| atlas.place(position).is_some()))
}

/// The knots of a grid, the southern row first, each from west to east.
fn knots(extent: Extent) -> impl Iterator<Item = Option<Position>> {
    let at = |low: f64, high: f64, step: u32| low + (high - low) * f64::from(step) / f64::from(STEPS);
    let knots = (0..=STEPS).flat_map(|row| (0..=STEPS).map(move |column| (row, column)));
    knots.map(move |(row, column)| {
        Position::new(at(extent.west, extent.east, column), at(extent.south, extent.north, row))
    })
}

fn widened(extent: Extent) -> Extent {
    let (width, height) = ((extent.east - extent.west) / 4.0, (extent.north - extent.south) / 4.0);
    Extent {
        west: (extent.west - width).max(-180.0),
        south: (extent.south - height).max(-90.0),
        east: (extent.east + width).min(180.0),
        north: (extent.north + height).min(90.0),
    }
}

fn rounded(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}
