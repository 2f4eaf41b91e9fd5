use crate::model::Position;

/// A box of longitudes and latitudes, edges included.
///
/// **Units**: degrees WGS 84. **Shape**: never empty; does not cross the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

/// Countries of Europe with their mainland and near islands, rounded outwards to half a degree.
const COUNTRIES: &[(&str, [f64; 4])] = &[
    ("AT", [9.5, 46.0, 17.5, 49.5]),
    ("BE", [2.5, 49.0, 6.5, 52.0]),
    ("BG", [22.0, 41.0, 29.0, 44.5]),
    ("CH", [5.5, 45.5, 11.0, 48.0]),
    ("CZ", [12.0, 48.5, 19.0, 51.5]),
    ("DE", [5.5, 47.0, 15.5, 55.5]),
    ("DK", [7.5, 54.5, 15.5, 58.0]),
    ("EE", [21.5, 57.5, 28.5, 60.0]),
    ("ES", [-18.5, 27.5, 4.5, 44.0]),
    ("FI", [19.0, 59.0, 32.0, 70.5]),
    ("FR", [-5.5, 41.0, 10.0, 51.5]),
    ("GB", [-9.0, 49.5, 2.0, 61.0]),
    ("GR", [19.0, 34.5, 30.0, 42.0]),
    ("HR", [13.0, 42.0, 19.5, 47.0]),
    ("HU", [16.0, 45.5, 23.0, 49.0]),
    ("IE", [-11.0, 51.0, -5.0, 55.5]),
    ("IT", [6.5, 35.0, 19.0, 47.5]),
    ("LT", [20.5, 53.5, 27.0, 56.5]),
    ("LV", [20.5, 55.5, 28.5, 58.5]),
    ("NL", [3.0, 50.5, 7.5, 54.0]),
    ("NO", [4.0, 57.5, 31.5, 71.5]),
    ("PL", [14.0, 48.5, 24.5, 55.0]),
    ("PT", [-31.5, 32.0, -6.0, 42.5]),
    ("RO", [20.0, 43.5, 30.0, 48.5]),
    ("SE", [10.5, 55.0, 24.5, 69.5]),
    ("SI", [13.0, 45.0, 17.0, 47.0]),
    ("SK", [16.5, 47.5, 23.0, 50.0]),
    ("UA", [22.0, 44.0, 40.5, 52.5]),
];

impl Extent {
    /// Roughly where a country lies, for the countries that are known.
    pub fn of_country(code: &str) -> Option<Self> {
        let (_, [west, south, east, north]) = COUNTRIES.iter().find(|(known, _)| *known == code)?;
        Some(Self { west: *west, south: *south, east: *east, north: *north })
    }

    /// The least box around some points (longitude, latitude), or nothing where there are none.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut points = points.into_iter();
        let (lon, lat) = points.next()?;
        let first = Self { west: lon, south: lat, east: lon, north: lat };
        Some(points.fold(first, |extent, (lon, lat)| Self {
            west: extent.west.min(lon),
            south: extent.south.min(lat),
            east: extent.east.max(lon),
            north: extent.north.max(lat),
        }))
    }

    /// The box with the same middle that is at least so wide and high. **Units**: degrees.
    pub fn at_least(self, size: f64) -> Self {
        let (width, height) = ((size - (self.east - self.west)).max(0.0), (size - (self.north - self.south)).max(0.0));
        let (lon, lat) = (width / 2.0, height / 2.0);
        Self { west: self.west - lon, south: self.south - lat, east: self.east + lon, north: self.north + lat }
    }

    /// The least box around two boxes.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Whether the position is inside or on the edge.
    pub fn contains(self, position: Position) -> bool {
        (self.west..=self.east).contains(&position.lon()) && (self.south..=self.north).contains(&position.lat())
    }

    /// Whether the whole other box is inside.
    pub fn covers(self, other: Self) -> bool {
        self.west <= other.west && other.east <= self.east && self.south <= other.south && other.north <= self.north
    }

    /// The box with longitudes and latitudes exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { west: self.south, south: self.west, east: self.north, north: self.east }
    }

    /// The middle: longitude, latitude.
    pub fn centre(self) -> (f64, f64) {
        (f64::midpoint(self.west, self.east), f64::midpoint(self.south, self.north))
    }

    /// Whether longitudes and latitudes are in their ranges.
    pub fn is_on_earth(self) -> bool {
        Self { west: -180.0, south: -90.0, east: 180.0, north: 90.0 }.covers(self)
    }

    /// Whether the two boxes have a point in common.
    pub fn touches(self, other: Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }
}

/// The numbers of the boxes that only fit the rest, or the region where all are expected, with longitude and latitude
/// exchanged.
///
/// With an expected region, a box is swapped that lies inside it only once exchanged. Without one, or beyond it, a box
/// is swapped that exchanged lies ten times nearer to the middle of the others than as written.
pub(super) fn swapped(extents: &[Extent], expected: Option<Extent>) -> Vec<usize> {
    let middle = median_centre(extents);
    let is_swapped = |extent: &Extent| {
        let by_region = expected.is_some_and(|region| !region.touches(*extent) && region.covers(extent.swapped()));
        let by_company = middle.is_some_and(|middle| {
            let written = distance(extent.centre(), middle);
            // Near the others, or where longitude and latitude are alike, an exchange moves a box too little to prove
            // anything.
            written > 5.0 && distance(extent.swapped().centre(), middle) * 10.0 < written
        });
        by_region || by_company
    };
    (0..extents.len()).filter(|number| is_swapped(&extents[*number])).collect()
}

fn median_centre(extents: &[Extent]) -> Option<(f64, f64)> {
    // Of two that lie apart neither is the stranger.
    if extents.len() < 3 {
        return None;
    }
    // The exchanged ones would drag a mean towards them.
    let median = |pick: fn((f64, f64)) -> f64| {
        let mut values: Vec<f64> = extents.iter().map(|extent| pick(extent.centre())).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Some((median(|centre| centre.0), median(|centre| centre.1)))
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(lon: f64, lat: f64) -> Extent {
        Extent { west: lon, south: lat, east: lon + 0.5, north: lat + 0.5 }
    }

    #[test]
    fn one_swapped_among_many_and_all_swapped_are_found() {
        let mixed = [square(20.0, 54.0), square(20.5, 54.0), square(53.5, 21.0), square(21.0, 53.5)];
        assert_eq!(swapped(&mixed, None), [2]);
        let all = [square(54.0, 20.0), square(53.5, 21.0)];
        assert_eq!(swapped(&all, None), [0; 0]);
        assert_eq!(swapped(&all, Extent::of_country("PL")), [0, 1]);
    }
}
