//! Maps without outlines: a scale to tell distances by, and places so many that only their number can be shown.

use std::collections::BTreeMap;
use std::fmt::Write;

use geo::Coord;

use super::MapRequest;
use super::view::View;
use crate::draw::Atlas;

/// Places nearer to each other than this are shown as one number. **Units**: drawing units.
const CELL: f64 = 36.0;

/// Appends the frame and the scale of a map.
pub(super) fn push_scale(svg: &mut String, view: &View) {
    let (width, height) = (view.width, view.height);
    let Some(kilometres) = round_length(width / 4.0 / view.units_per_km()) else { return };
    let length = kilometres * view.units_per_km();
    let (x, y, above) = (12.0, height - 12.0, height - 18.0);
    write!(
        svg,
        "<rect class=\"map-frame\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\"/>\n\
         <g class=\"map-scale\"><path d=\"M{x} {above}V{y}h{length:.1}V{above}\"/><text x=\"{}\" y=\"{y}\">{kilometres} km</text></g>\n",
        width - 1.0,
        height - 1.0,
        x + length + 6.0,
    )
    .expect("a string takes any text");
}

/// The longest round length that is no longer: 1, 2 or 5 of some power of ten. **Units**: kilometres.
fn round_length(most: f64) -> Option<f64> {
    let lengths = (-1..=4).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10_f64.powi(power)));
    lengths.take_while(|length| *length <= most).last()
}

/// Appends the places that are too many to be marked one by one, as circles with their numbers.
pub(super) fn push_crowd(svg: &mut String, atlas: &Atlas, view: &View, request: &MapRequest<'_>) {
    let mut cells: BTreeMap<(i64, i64), (usize, Coord<f64>)> = BTreeMap::new();
    let drawn = request.crowd.iter().filter_map(|position| view.place(atlas, *position));
    for at in drawn.filter(|at| view.has(*at, 0.0)) {
        #[expect(clippy::cast_possible_truncation, reason = "a drawing has no more than thousands of units")]
        let cell = ((at.y / CELL) as i64, (at.x / CELL) as i64);
        let (count, sum) = cells.entry(cell).or_insert((0, Coord::zero()));
        *count += 1;
        *sum = *sum + at;
    }
    if cells.is_empty() {
        return;
    }
    svg.push_str("<g class=\"map-places map-crowd\">\n");
    for (count, sum) in cells.values() {
        #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
        let number = *count as f64;
        let middle = *sum / number;
        let radius = (4.0 + 3.0 * number.log10() * 2.0).min(CELL / 2.0);
        let text = if *count > 1 { format!("<text y=\"4\">{count}</text>") } else { String::new() };
        writeln!(
            svg,
            "<g transform=\"translate({:.1} {:.1})\"><circle r=\"{radius:.1}\"/>{text}</g>",
            middle.x, middle.y
        )
        .expect("a string takes any text");
    }
    svg.push_str("</g>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_round_lengths() {
        assert_eq!(round_length(37.0), Some(20.0));
        assert_eq!(round_length(0.31), Some(0.2));
        assert_eq!(round_length(0.01), None);
    }
}
