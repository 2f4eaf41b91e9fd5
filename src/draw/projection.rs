use std::fmt;

use geo::Coord;
use proj4rs::proj::Proj;

use crate::geometry::Extent;
use crate::model::Position;

/// A way to lay the Earth's surface on a plane.
#[derive(Clone)]
pub struct Projection {
    geographic: Proj,
    plane: Proj,
}

/// A projection string that PROJ's syntax does not allow or that names what is not known here.
#[derive(Debug)]
pub struct UnknownProjection(String);

impl fmt::Display for UnknownProjection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for UnknownProjection {}

impl fmt::Debug for Projection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Projection({})", self.plane.projname())
    }
}

impl Projection {
    /// The projection of a PROJ string, such as that of EPSG:2180:
    /// `+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 +ellps=GRS80`.
    ///
    /// **Errors**: the string cannot be read. **Source**: <https://proj.org/en/stable/usage/quickstart.html>
    pub fn parse(definition: &str) -> Result<Self, UnknownProjection> {
        let unknown = |error: proj4rs::errors::Error| UnknownProjection(error.to_string());
        let plane = Proj::from_proj_string(definition).map_err(unknown)?;
        let geographic = Proj::from_proj_string("+proj=longlat +ellps=GRS80").map_err(unknown)?;
        Ok(Self { geographic, plane })
    }

    /// A transverse Mercator whose central meridian is that of the box: true to scale and shape near it.
    pub fn centred(extent: Extent) -> Self {
        let (lon, lat) = extent.centre();
        let definition = format!("+proj=tmerc +lat_0={lat:.4} +lon_0={lon:.4} +k=1 +x_0=0 +y_0=0 +ellps=GRS80");
        Self::parse(&definition).expect("a transverse Mercator at any place on Earth is known")
    }

    /// The place of a position on the plane, or nothing where the projection does not reach it.
    ///
    /// **Units**: metres; x grows to the east, y to the north.
    pub fn project(&self, position: Position) -> Option<Coord<f64>> {
        let mut point = (position.lon().to_radians(), position.lat().to_radians(), 0.0);
        proj4rs::transform::transform(&self.geographic, &self.plane, &mut point).is_ok().then_some(())?;
        // Beyond its reach a projection may answer without a fault, and with what is no number.
        (point.0.is_finite() && point.1.is_finite()).then_some(Coord { x: point.0, y: point.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).expect("it is on Earth")
    }

    #[test]
    fn a_national_grid_gives_its_published_coordinates() {
        // A corner of EPSG:2180 as PROJ 9 gives it: 20.0 E, 54.0 N.
        let grid = Projection::parse("+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 +ellps=GRS80")
            .expect("it is known");
        let point = grid.project(position(19.0, 52.0)).expect("it is on the grid");
        assert!((point.x - 500_000.0).abs() < 0.001, "{point:?}");
        assert!((point.y - 459_310.0).abs() < 100.0, "{point:?}");
    }

    #[test]
    fn distances_near_the_middle_are_true() {
        let projection = Projection::centred(Extent { west: 19.0, south: 53.0, east: 23.0, north: 54.5 });
        let (a, b) = (position(20.9, 53.7), position(21.2, 53.8));
        let (pa, pb) = (projection.project(a).expect("near"), projection.project(b).expect("near"));
        let plane = (pa.x - pb.x).hypot(pa.y - pb.y) / 1000.0;
        assert!((plane / a.distance_km(b) - 1.0).abs() < 0.005, "{plane}");
    }

    #[test]
    fn nonsense_is_no_projection() {
        assert!(Projection::parse("+proj=nonsense").is_err());
        assert!(Projection::parse("").is_err());
    }
}
