//! How far two places are from each other, in whole numbers that come out the same on every machine.

use crate::model::Position;

/// A place on Earth. **Units**: thousandths of a degree, about a hundred metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub lat: i32,
    pub lon: i32,
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        let thousandths = |degrees: f64| (degrees * 1000.0).round() as i32;
        Self { lat: thousandths(position.lat()), lon: thousandths(position.lon()) }
    }
}

/// **Units**: tenths of a kilometre, rounded down.
///
/// **Source**: the equirectangular approximation with the cosine of the middle latitude. Its sums, products and root
/// are exact to the last bit in every language, unlike the functions of trigonometry; within some hundred kilometres it
/// errs by less than one in a hundred.
pub(super) fn distance(from: Point, to: Point) -> u32 {
    let across = (f64::from(from.lon) - f64::from(to.lon)).abs();
    // Half the sum of the latitudes, from thousandths of a degree to radians; and the shorter way around the Earth.
    let across = across.min(360_000.0 - across) * cosine(f64::from(from.lat + to.lat) / 114_591.559);
    let along = f64::from(from.lat) - f64::from(to.lat);
    ((across * across + along * along).sqrt() * 1.11195) as u32
}

/// The cosine of an angle up to a right one. **Units**: radians.
fn cosine(angle: f64) -> f64 {
    // A series of sums and products gives the same bits everywhere; to four terms it errs by a thousandth at the
    // pole.
    let square = angle * angle;
    1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_sphere() {
        for (from, to) in
            [((53.78, 20.49), (53.83, 22.36)), ((-33.9, 18.4), (-33.0, 27.9)), ((60.1, 179.9), (60.2, -179.8))]
        {
            let [from, to] = [from, to].map(|(lat, lon)| Position::new(lon, lat).expect("on Earth"));
            let (whole, exact) = (f64::from(distance(from.into(), to.into())) / 10.0, from.distance_km(to));
            assert!((whole - exact).abs() <= 0.3 + exact / 100.0, "{whole} for {exact}");
        }
        let here = Point { lat: 1, lon: 2 };
        assert_eq!(distance(here, here), 0);
    }
}
