//! Columns side by side, each with its value on top and its category's name below.

use super::ChartRequest;
use super::canvas::{Anchor, Canvas, FONT, LINE, WIDTH};
use super::scale::Scale;
use crate::draw::text::wrap;

const HEIGHT: f64 = 180.0;
/// Between the columns of two categories.
const GAP: f64 = 10.0;
/// The most lines that a name may take.
const MAXIMUM_LINES: usize = 4;
/// The widest column.
const MAXIMUM_COLUMN: f64 = 56.0;

/// Whether names and values have room side by side. Negative values are drawn better as bars.
pub(super) fn fit(request: &ChartRequest<'_>) -> bool {
    let column = column(request);
    let widest = request.places().map(|(series, category)| request.written_width(series, category)).fold(0.0, f64::max);
    let names_fit = request.categories.iter().all(|name| {
        let lines = wrap(name, FONT, slot(request) - GAP);
        lines.len() <= MAXIMUM_LINES && !lines.iter().any(|line| line.ends_with('…'))
    });
    let room = if request.series.len() == 1 { slot(request) - 4.0 } else { column - 2.0 };
    names_fit
        && !request.categories.is_empty()
        && !request.series.is_empty()
        && request.values().all(|value| value >= 0.0)
        && widest <= room
}

/// The room of one category.
#[expect(clippy::cast_precision_loss, reason = "a chart has few categories")]
fn slot(request: &ChartRequest<'_>) -> f64 {
    WIDTH / request.categories.len().max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "a chart has few series")]
fn column(request: &ChartRequest<'_>) -> f64 {
    ((slot(request) - GAP) / request.series.len().max(1) as f64).min(MAXIMUM_COLUMN)
}

pub(super) fn draw(canvas: &mut Canvas, request: &ChartRequest<'_>) {
    let (slot, column) = (slot(request), column(request));
    let highest = Scale::around(request.values()).ticks.last().copied().unwrap_or(1.0);
    let floor = canvas.top + LINE + HEIGHT;
    let mut lowest = floor;
    for (category, name) in request.categories.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a chart has few categories and series")]
        let (left, all) = (slot * category as f64, column * request.series.len() as f64);
        let mut x = left + (slot - all) / 2.0;
        for series in 0..request.series.len() {
            let height = request.value(series, category).unwrap_or(0.0) / highest * HEIGHT;
            draw_column(canvas, request, (series, category), [x + 1.0, floor - height, column - 2.0, height]);
            x += column;
        }
        for (number, line) in wrap(name, FONT, slot - GAP).iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
            let baseline = floor + LINE * (number + 1) as f64;
            canvas.text(left + slot / 2.0, baseline, Anchor::Middle, "chart-label", line);
            lowest = lowest.max(baseline);
        }
    }
    canvas.rule("chart-axis", (0.0, floor), (WIDTH, floor));
    canvas.top = lowest + 4.0;
}

/// Draws one column, its value on top.
fn draw_column(canvas: &mut Canvas, request: &ChartRequest<'_>, (series, category): (usize, usize), place: [f64; 4]) {
    let [left, top, width, _] = place;
    let contested = request.is_contested(series, category);
    canvas.bar(series, place);
    if contested {
        canvas.hatch(place);
    }
    let class = if request.value(series, category).is_some() { "chart-value" } else { "chart-missing" };
    let text = request.written(series, category);
    canvas.value(left + width / 2.0, top - 5.0, Anchor::Middle, class, &text, contested);
}
