//! Lines over an axis of round ticks, for values over years.

use super::ChartRequest;
use super::canvas::{Anchor, Canvas, FONT, LINE, WIDTH, widest};
use super::scale::Scale;
use crate::draw::text::width;

const HEIGHT: f64 = 190.0;
/// Half of a point's mark with some room.
const POINT: f64 = 7.0;

/// Where values are drawn.
struct Plot {
    left: f64,
    right: f64,
    floor: f64,
    scale: Scale,
    count: usize,
}

impl Plot {
    fn new(canvas: &Canvas, request: &ChartRequest<'_>) -> Self {
        let scale = Scale::around(request.values());
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (request.format)(*tick)).collect();
        let ends: Vec<String> = [request.categories.first(), request.categories.last()]
            .into_iter()
            .flatten()
            .map(|name| (*name).to_owned())
            .collect();
        // The names of the first and last category stand centred below their points.
        let overhang = (widest(&ends) / 2.0).clamp(POINT, WIDTH / 5.0);
        let left = (widest(&ticks) + 8.0 + POINT).max(overhang).min(WIDTH / 2.0);
        Self {
            left,
            right: WIDTH - overhang,
            floor: canvas.top + LINE + HEIGHT,
            scale,
            count: request.categories.len(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a chart has few categories")]
    fn x(&self, category: usize) -> f64 {
        if self.count < 2 {
            return f64::midpoint(self.left, self.right);
        }
        self.left + (self.right - self.left) * category as f64 / (self.count - 1) as f64
    }

    fn y(&self, value: f64) -> f64 {
        self.floor - self.scale.part(value) * HEIGHT
    }
}

pub(super) fn draw(canvas: &mut Canvas, request: &ChartRequest<'_>) {
    let plot = Plot::new(canvas, request);
    let mut taken = draw_ticks(canvas, request, &plot);
    draw_names(canvas, request, &plot);
    for series in 0..request.series.len() {
        for run in runs(request, &plot, series) {
            canvas.line(series, &run);
        }
    }
    taken.extend(points(request, &plot).map(|(_, _, x, y)| [x - POINT, y - POINT, x + POINT, y + POINT]));
    for (series, category, x, y) in points(request, &plot) {
        canvas.point(series, x, y);
        let least = plot.left - POINT - 3.0;
        write_value(canvas, &mut taken, request, (series, category), (x, y), least);
    }
    canvas.top = plot.floor + LINE + 8.0;
}

/// Every value with its place: series, category, x, y.
fn points(request: &ChartRequest<'_>, plot: &Plot) -> impl Iterator<Item = (usize, usize, f64, f64)> {
    request.places().filter_map(|(series, category)| {
        request.value(series, category).map(|value| (series, category, plot.x(category), plot.y(value)))
    })
}

/// The points between missing values.
fn runs(request: &ChartRequest<'_>, plot: &Plot, series: usize) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for category in 0..plot.count {
        match request.value(series, category) {
            Some(value) => runs[0].push((plot.x(category), plot.y(value))),
            None => runs.insert(0, Vec::new()),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs.reverse();
    runs
}

/// Draws the axis, and returns the boxes of its numbers and of the names below: left, top, right, bottom.
fn draw_ticks(canvas: &mut Canvas, request: &ChartRequest<'_>, plot: &Plot) -> Vec<[f64; 4]> {
    let mut taken = vec![[0.0, plot.floor + 4.0, WIDTH, f64::INFINITY]];
    for tick in &plot.scale.ticks {
        let (y, right) = (plot.y(*tick), plot.left - POINT - 6.0);
        let class = if *tick == 0.0 { "chart-axis" } else { "chart-tick" };
        canvas.rule(class, (plot.left - POINT, y), (WIDTH, y));
        canvas.text(right, y + FONT * 0.36, Anchor::End, "chart-scale", &(request.format)(*tick));
        taken.push([0.0, y - FONT / 2.0, right + 2.0, y + FONT / 2.0]);
    }
    taken
}

/// Writes as many names below the axis as have room, the last always.
fn draw_names(canvas: &mut Canvas, request: &ChartRequest<'_>, plot: &Plot) {
    let mut free = WIDTH;
    for (category, name) in request.categories.iter().enumerate().rev() {
        let half = width(name, FONT) / 2.0;
        let x = plot.x(category).min(WIDTH - half).max(half);
        if x + half <= free {
            canvas.text(x, plot.floor + LINE + 2.0, Anchor::Middle, "chart-label", name);
            free = x - half - 8.0;
        }
    }
}

/// Writes a value above its point, or below, where it covers nothing; beside the axis' numbers, that is right of `least`.
fn write_value(
    canvas: &mut Canvas,
    taken: &mut Vec<[f64; 4]>,
    request: &ChartRequest<'_>,
    (series, category): (usize, usize),
    (x, y): (f64, f64),
    least: f64,
) {
    let half = request.written_width(series, category) / 2.0;
    let x = x.max(least + half).min(WIDTH - half).max(half);
    for baseline in [y - POINT - FONT * 0.2 - 0.5, y + POINT + FONT * 0.8] {
        let own = [x - half, baseline - FONT * 0.8, x + half, baseline + FONT * 0.2];
        let is_free = taken
            .iter()
            .all(|other| own[0] >= other[2] || other[0] >= own[2] || own[1] >= other[3] || other[1] >= own[3]);
        if is_free {
            taken.push(own);
            let (text, contested) = (request.written(series, category), request.is_contested(series, category));
            return canvas.value(x, baseline, Anchor::Middle, "chart-value", &text, contested);
        }
    }
}
