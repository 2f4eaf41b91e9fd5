use geo::Coord;

/// The part of a ring inside a box; where the ring leaves the box, its edge takes over.
///
/// **Shape**: without closing points. **Source**: I. E. Sutherland, G. W. Hodgman, "Reentrant polygon clipping", 1974.
pub(super) fn clip(ring: Vec<Coord<f64>>, low: Coord<f64>, high: Coord<f64>) -> Vec<Coord<f64>> {
    let west = |at: Coord<f64>| at.x - low.x;
    let east = |at: Coord<f64>| high.x - at.x;
    let north = |at: Coord<f64>| at.y - low.y;
    let south = |at: Coord<f64>| high.y - at.y;
    let sides: [&dyn Fn(Coord<f64>) -> f64; 4] = [&west, &east, &north, &south];
    sides.into_iter().fold(ring, |ring, depth| cut(&ring, depth))
}

/// The part of a ring on the side where `depth` is not negative.
fn cut(ring: &[Coord<f64>], depth: &dyn Fn(Coord<f64>) -> f64) -> Vec<Coord<f64>> {
    let mut kept = Vec::with_capacity(ring.len());
    for (number, b) in ring.iter().enumerate() {
        let a = ring[(number + ring.len() - 1) % ring.len()];
        let (from, to) = (depth(a), depth(*b));
        if (from < 0.0) != (to < 0.0) {
            kept.push(a + (*b - a) * (from / (from - to)));
        }
        if to >= 0.0 {
            kept.push(*b);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diamond_loses_its_corners() {
        let at = |x: f64, y: f64| Coord { x, y };
        let diamond = vec![at(0., -2.), at(2., 0.), at(0., 2.), at(-2., 0.)];
        let clipped = clip(diamond, at(-1., -3.), at(1., 3.));
        assert_eq!(clipped, [at(-1., -1.), at(0., -2.), at(1., -1.), at(1., 1.), at(0., 2.), at(-1., 1.)]);
        assert_eq!(clip(vec![at(5., 5.), at(6., 5.), at(6., 6.)], at(0., 0.), at(1., 1.)), []);
    }
}
