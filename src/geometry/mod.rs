//! The shapes of areas: reading them from GeoJSON or CSV, and asking where a position lies.
//!
//! In: the text of a GeoJSON or CSV file. Out: [`Feature`]s with proven coordinates; from them an [`AreaIndex`] that
//! knows containment, distances and neighbours, and a [`Topology`] in which a border between two areas is one line.
//!
//! Nothing here knows what an area means, to which level it belongs, or how it is drawn.

mod areas;
mod crossing;
mod csv;
mod extent;
mod features;
mod geojson;
mod json;
mod mending;
mod points;
mod pole;
mod rings;
mod simplify;
mod topology;
mod written;

use std::collections::BTreeMap;

use geo::MultiPolygon;

use crate::model::Position;
use crate::source::Location;

pub use areas::AreaIndex;
pub use extent::Extent;
pub use geojson::{FeatureNames, read_geojson};
pub use points::{PointColumns, read_points_csv};
pub use pole::{Pole, pole_of_inaccessibility, signed_distance};
pub use simplify::vertex_weights;
pub use topology::{Arc, ArcUse, Topology};

/// One area as a file gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The area's key, unique in its file, never empty.
    pub code: String,
    /// Every property whose value is text, a number or a truth value, as text. **Shape**: keys as in the file.
    pub properties: BTreeMap<String, String>,
    /// Where it lies.
    pub shape: Shape,
    /// Where the file states the code.
    pub location: Location,
}

/// Where an area lies: its outline, only a point inside it, or not even that.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Outlines in degrees WGS 84. **Shape**: at least one polygon; rings are closed, cross neither themselves nor each
    /// other, and wind as RFC 7946 §3.1.6 says: outer rings counter-clockwise, holes clockwise.
    Outline(MultiPolygon<f64>),
    /// A point somewhere inside the area.
    Point(Position),
    /// Nobody says where: `"geometry": null`.
    Nowhere,
}
