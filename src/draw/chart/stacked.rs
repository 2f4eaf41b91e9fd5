//! Parts of a whole: a bar of full width for each category, divided among the series.

use super::canvas::{Anchor, BELOW_LABEL, Canvas, FONT, LINE, SIGN, WIDTH, value_width};
use super::{ChartKind, ChartRequest};

const BAR: f64 = 26.0;
/// Between two parts.
const SEAM: f64 = 2.0;

pub(super) fn draw(canvas: &mut Canvas, request: &ChartRequest<'_>) {
    for (category, name) in request.categories.iter().enumerate() {
        canvas.top += if category > 0 { LINE / 2.0 } else { 0.0 };
        canvas.lines(name, "chart-label");
        canvas.top += BELOW_LABEL;
        let parts = parts(request, category);
        for part in &parts {
            let place = [part.left, canvas.top, (part.width - SEAM).max(0.5), BAR];
            canvas.bar(part.series, place);
            if part.contested {
                canvas.hatch(place);
            }
        }
        canvas.top += BAR;
        if request.categories.len() == 1 {
            list_values(canvas, request);
        } else {
            write_values(canvas, &parts);
        }
    }
}

struct Segment {
    series: usize,
    left: f64,
    width: f64,
    text: String,
    contested: bool,
}

impl Segment {
    /// The width of its value as it is written, with its sign.
    fn written_width(&self) -> f64 {
        value_width(&self.text) + if self.contested { SIGN } else { 0.0 }
    }
}

/// The parts of a category from left to right; missing and negative values have none.
fn parts(request: &ChartRequest<'_>, category: usize) -> Vec<Segment> {
    let values = || {
        (0..request.series.len()).filter_map(|series| {
            request.value(series, category).filter(|value| *value > 0.0).map(|value| (series, value))
        })
    };
    let total: f64 = values().map(|(_, value)| value).sum();
    let mut left = 0.0;
    let part = |(series, value): (usize, f64)| {
        let width = value / total * WIDTH;
        left += width;
        let contested = request.is_contested(series, category);
        Segment { series, left: left - width, width, text: (request.format)(value), contested }
    };
    values().map(part).collect()
}

/// Writes the legend of an only bar below it, with each value.
fn list_values(canvas: &mut Canvas, request: &ChartRequest<'_>) {
    canvas.top += 6.0;
    for (number, series) in request.series.iter().enumerate() {
        let text = format!("{}: {}", series.name, request.written(number, 0));
        canvas.key(number, &text, ChartKind::Stacked, request.is_contested(number, 0));
    }
}

/// Writes each value below the middle of its part, moved aside where the one before needs the room; if there is not
/// enough in one line, below each other.
fn write_values(canvas: &mut Canvas, parts: &[Segment]) {
    let Some(middles) = side_by_side(parts) else {
        for part in parts {
            canvas.key(part.series, &part.text, ChartKind::Stacked, part.contested);
        }
        return;
    };
    let baseline = canvas.top + LINE + 6.0;
    for (part, middle) in parts.iter().zip(middles) {
        let own = part.left + (part.width - SEAM) / 2.0;
        canvas.rule("chart-tick", (own, canvas.top), (middle, baseline - FONT * 0.85));
        canvas.value(middle, baseline, Anchor::Middle, "chart-value", &part.text, part.contested);
    }
    canvas.top = baseline + 4.0;
}

/// The middles of the values in one line, or nothing where they have no room.
fn side_by_side(parts: &[Segment]) -> Option<Vec<f64>> {
    let halves: Vec<f64> = parts.iter().map(|part| part.written_width() / 2.0 + 3.0).collect();
    if halves.iter().sum::<f64>() * 2.0 > WIDTH {
        return None;
    }
    let mut middles: Vec<f64> = parts.iter().map(|part| part.left + part.width / 2.0).collect();
    // To the right where the one before needs the room, then back from the right edge.
    let mut end = 0.0;
    for (middle, half) in middles.iter_mut().zip(&halves) {
        *middle = middle.max(end + half);
        end = *middle + half;
    }
    let mut start = WIDTH;
    for (middle, half) in middles.iter_mut().zip(&halves).rev() {
        *middle = middle.min(start - half);
        start = *middle - half;
    }
    Some(middles)
}
