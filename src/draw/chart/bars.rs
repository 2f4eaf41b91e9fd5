//! Bars from left to right, each category's below its name.

use super::ChartRequest;
use super::canvas::{Anchor, BELOW_LABEL, Canvas, FONT, WIDTH};

const BAR: f64 = 18.0;
const GAP: f64 = 3.0;
/// Between two categories, so that a name stands nearer to its own bars.
const BETWEEN: f64 = 12.0;
/// Between a bar and its value.
const SPACE: f64 = 6.0;

pub(super) fn draw(canvas: &mut Canvas, request: &ChartRequest<'_>) {
    let scale = Reach::new(request);
    for (category, name) in request.categories.iter().enumerate() {
        canvas.top += if category > 0 { BETWEEN } else { 0.0 };
        canvas.lines(name, "chart-label");
        canvas.top += BELOW_LABEL;
        for series in 0..request.series.len() {
            draw_bar(canvas, request, &scale, series, category);
            canvas.top += BAR + GAP;
        }
    }
}

/// How far values reach to both sides of zero. **Units**: drawing units.
struct Reach {
    zero: f64,
    per_unit: f64,
}

impl Reach {
    fn new(request: &ChartRequest<'_>) -> Self {
        let (low, high) =
            request.values().fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let widest = |is_negative: bool| {
            let places = request.places().filter(|(series, category)| {
                request.value(*series, *category).is_some_and(|value| (value < 0.0) == is_negative)
            });
            places.map(|(series, category)| request.written_width(series, category)).fold(0.0, f64::max)
        };
        let left = if low < 0.0 { widest(true) + SPACE } else { 0.0 };
        let right = widest(false) + SPACE;
        let room = (WIDTH - left - right).max(40.0);
        let per_unit = if high > low { room / (high - low) } else { 0.0 };
        Self { zero: left - low * per_unit, per_unit }
    }
}

fn draw_bar(canvas: &mut Canvas, request: &ChartRequest<'_>, reach: &Reach, series: usize, category: usize) {
    let top = canvas.top;
    let baseline = top + BAR / 2.0 + FONT * 0.36;
    let text = request.written(series, category);
    let Some(value) = request.value(series, category) else {
        return canvas.text(reach.zero + SPACE, baseline, Anchor::Start, "chart-missing", &text);
    };
    let length = value.abs() * reach.per_unit;
    let left = if value < 0.0 { reach.zero - length } else { reach.zero };
    // A value of nearly nothing is still seen; zero is not.
    let seen = if value == 0.0 { 0.0 } else { length.max(1.0) };
    let contested = request.is_contested(series, category);
    canvas.bar(series, [left, top, seen, BAR]);
    if contested {
        canvas.hatch([left, top, seen, BAR]);
    }
    canvas.rule("chart-axis", (reach.zero, top - 1.0), (reach.zero, top + BAR + 1.0));
    if value < 0.0 {
        canvas.value(left - SPACE, baseline, Anchor::End, "chart-value", &text, contested);
    } else {
        let right = (left + seen + SPACE).min(WIDTH - request.written_width(series, category));
        canvas.value(right, baseline, Anchor::Start, "chart-value", &text, contested);
    }
}
