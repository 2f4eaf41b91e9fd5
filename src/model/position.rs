use std::fmt;

/// A point on Earth.
///
/// **Units**: degrees WGS 84. **Source**: RFC 7946 §4 (longitude comes first wherever the two stand in a row).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    lon: f64,
    lat: f64,
}

impl Position {
    /// A position, or nothing where the numbers are no longitude (±180) and latitude (±90).
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        inside.then_some(Self { lon, lat })
    }

    /// Degrees east of Greenwich.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Degrees north of the equator.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// The great-circle distance to another position. **Units**: kilometres, on a sphere of radius 6371.0088 km.
    pub fn distance_km(self, other: Self) -> f64 {
        let (lat_a, lat_b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = (lat_b - lat_a) / 2.0;
        let half_lon = (other.lon - self.lon).to_radians() / 2.0;
        let square = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
        2.0 * 6371.0088 * square.sqrt().min(1.0).asin()
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}", self.lat, self.lon)
    }
}
