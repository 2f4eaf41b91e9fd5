//! The sheet that a chart is drawn on, from top to bottom.

use std::fmt::Write;

use super::{ChartKind, ChartRequest, DISTINCT_SERIES};
use crate::draw::svg::{Opening, escape, number};
use crate::draw::text::{width, wrap};

/// The sheet's width. **Units**: drawing units, about one CSS pixel on a telephone.
pub(super) const WIDTH: f64 = 360.0;
/// The size of all text.
pub(super) const FONT: f64 = 14.0;
/// From baseline to baseline.
pub(super) const LINE: f64 = 18.0;
/// Between a label's line and the bar below it: letters such as g reach down.
pub(super) const BELOW_LABEL: f64 = 4.0;
/// Above the first line: accents of capital letters reach up.
const TOP: f64 = 2.0;
/// The width of the sign after a value that the source contradicts, with the space before it.
pub(super) const SIGN: f64 = 20.0;
/// The side of the sign's frame.
const FRAME: f64 = 15.0;
/// Half the side of a legend's swatch.
const SWATCH: f64 = 6.0;

/// What is drawn so far, and how far down it reaches.
pub(super) struct Canvas {
    body: String,
    id: String,
    /// The first free line. **Units**: drawing units from the top.
    pub top: f64,
    /// Whether series are told apart.
    many: bool,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Canvas {
    /// A sheet with the unit and, for several series, their legend.
    pub fn new(request: &ChartRequest<'_>) -> Self {
        let mut canvas = Self { body: String::new(), id: escape(request.id), top: TOP, many: request.series.len() > 1 };
        if !request.unit.is_empty() {
            canvas.lines(request.unit, "chart-unit");
            canvas.top += 6.0;
        }
        if canvas.many && !(request.kind == ChartKind::Stacked && request.categories.len() == 1) {
            for (number, series) in request.series.iter().enumerate() {
                canvas.key(number, series.name, request.kind, false);
            }
            canvas.top += 6.0;
        }
        canvas
    }

    /// Writes a line of a legend, and after it a sign where it gives a value that the source contradicts.
    pub fn key(&mut self, series: usize, name: &str, kind: ChartKind, contested: bool) {
        let middle = self.top + LINE / 2.0;
        if kind == ChartKind::Lines {
            self.line(series, &[(0.0, middle), (24.0, middle)]);
            self.point(series, 12.0, middle);
        } else {
            self.bar(series, [0.0, middle - SWATCH, 2.0 * SWATCH, 2.0 * SWATCH]);
        }
        let indent = if kind == ChartKind::Lines { 30.0 } else { 18.0 };
        let lines = wrap(name, FONT, WIDTH - indent - if contested { SIGN } else { 0.0 });
        for (number, text) in lines.iter().enumerate() {
            self.text(indent, self.top + FONT, Anchor::Start, "chart-key", text);
            if contested && number + 1 == lines.len() {
                self.sign((indent + value_width(text) + SIGN - FRAME).min(WIDTH - FRAME), self.top + FONT);
            }
            self.top += LINE;
        }
    }

    /// Writes text over the full width, and moves below it.
    pub fn lines(&mut self, text: &str, class: &str) {
        for line in wrap(text, FONT, WIDTH) {
            self.text(0.0, self.top + FONT, Anchor::Start, class, &line);
            self.top += LINE;
        }
    }

    /// Writes one line of text on a baseline.
    pub fn text(&mut self, x: f64, baseline: f64, anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.put(&format!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            number(x),
            number(baseline),
            escape(text)
        ));
    }

    /// Writes a value on a baseline, and after it a sign where the source contradicts it. Both together stand at their
    /// place.
    pub fn value(&mut self, x: f64, baseline: f64, anchor: Anchor, class: &str, text: &str, contested: bool) {
        if !contested {
            return self.text(x, baseline, anchor, class, text);
        }
        let whole = value_width(text) + SIGN;
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - whole / 2.0,
            Anchor::End => x - whole,
        };
        // How wide the letters are depends on the reader's fonts: where text and sign stand side by side, the text ends
        // before the sign instead of beginning at the left.
        self.text(left + whole - SIGN, baseline, Anchor::End, class, text);
        self.sign(left + whole - FRAME, baseline);
    }

    /// Draws the sign of a contradiction, right of `x`.
    pub fn sign(&mut self, x: f64, baseline: f64) {
        let (middle, top, side) = (number(x + FRAME / 2.0), number(baseline - FRAME + 3.5), number(FRAME));
        let (left, baseline) = (number(x), number(baseline + 0.5));
        self.put(&format!(
            "<rect class=\"chart-frame\" x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" rx=\"2\"/>\
             <text class=\"chart-sign\" x=\"{middle}\" y=\"{baseline}\" text-anchor=\"middle\">≠</text>"
        ));
    }

    /// Lays stripes over the bar of a value that the source contradicts.
    pub fn hatch(&mut self, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        let id = &self.id;
        let hatch = format!(
            "<rect class=\"chart-hatched\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"url(#{id}-hatch)\"/>"
        );
        self.put(&hatch);
    }

    /// Draws a bar of a series: left, top, width, height.
    pub fn bar(&mut self, series: usize, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        let series = series % DISTINCT_SERIES;
        let fill = if self.many { format!(" fill=\"url(#{}-series{series})\"", self.id) } else { String::new() };
        let class = if self.many { "chart-bar chart-patterned" } else { "chart-bar" };
        self.put(&format!(
            "<rect class=\"{class} series-{series}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{fill}/>"
        ));
    }

    /// Draws a thin line that only helps to read: an axis or a tick.
    pub fn rule(&mut self, class: &str, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
        let [x, y, dx, dy] = [x, y, to_x - x, to_y - y].map(number);
        self.put(&format!("<path class=\"{class}\" d=\"M{x} {y}l{dx} {dy}\"/>"));
    }

    /// Draws the line of a series.
    pub fn line(&mut self, series: usize, points: &[(f64, f64)]) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{} {}", number(*x), number(*y))).collect();
        self.put(&format!(
            "<polyline class=\"chart-line series-{}\" points=\"{}\"/>",
            series % DISTINCT_SERIES,
            points.join(" ")
        ));
    }

    /// Draws the mark of one value on a line: a shape for each series.
    pub fn point(&mut self, series: usize, x: f64, y: f64) {
        let (x, y) = (number(x), number(y));
        let shape = match series % DISTINCT_SERIES {
            0 => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
            1 => "m-4-4h8v8h-8z",
            2 => "m0-5.5l5.5 5.5-5.5 5.5-5.5-5.5z",
            3 => "m0-5l5 8.5h-10z",
            4 => "m0 5l5-8.5h-10z",
            _ => "m-5-1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5z",
        };
        self.put(&format!("<path class=\"chart-point series-{}\" d=\"M{x} {y}{shape}\"/>", series % DISTINCT_SERIES));
    }

    fn put(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// The whole drawing.
    pub fn finish(self, request: &ChartRequest<'_>) -> String {
        let height = (self.top + 4.0).ceil();
        let opening = Opening {
            class: "chart",
            id: request.id,
            width: WIDTH,
            height,
            has_links: false,
            title: request.title,
            description: request.description,
        };
        let mut svg = opening.write();
        if self.many && request.kind != ChartKind::Lines {
            write_patterns(&mut svg, &self.id, request.series.len().min(DISTINCT_SERIES));
        }
        if self.body.contains("chart-hatched") {
            write_hatch(&mut svg, &self.id);
        }
        write!(svg, "<g font-size=\"{}\">\n{}</g>\n</svg>", number(FONT), self.body).expect("a string takes any text");
        svg
    }
}

/// Patterns that stay apart without colour: solid, stripes, dots, checks, bars, open.
fn write_patterns(svg: &mut String, id: &str, count: usize) {
    let marks = [
        "",
        "M-3 3L3-3M0 12L12 0M9 15L15 9",
        "M3 3h.1M9 9h.1",
        "M0 0h6v6h-6zM6 6h6v6h-6z",
        "M3 0v12M9 0v12",
        "M0 3h12M0 9h12",
    ];
    svg.push_str("<defs>\n");
    for (series, mark) in marks.iter().enumerate().take(count) {
        writeln!(
            svg,
            "<pattern id=\"{id}-series{series}\" class=\"chart-pattern series-{series}\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\"><rect width=\"12\" height=\"12\"/><path d=\"{mark}\"/></pattern>"
        )
        .expect("a string takes any text");
    }
    svg.push_str("</defs>\n");
}

/// Wide stripes, unlike those of any series.
fn write_hatch(svg: &mut String, id: &str) {
    writeln!(
        svg,
        "<defs><pattern id=\"{id}-hatch\" class=\"chart-hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path d=\"M-2 2L2-2M0 8L8 0M6 10L10 6\"/></pattern></defs>"
    )
    .expect("a string takes any text");
}

/// The width of a value, which may be bold.
pub(super) fn value_width(text: &str) -> f64 {
    width(text, FONT) * 1.12
}

/// The width of the widest of some values.
pub(super) fn widest<'a>(values: impl IntoIterator<Item = &'a String>) -> f64 {
    values.into_iter().map(|text| value_width(text)).fold(0.0, f64::max)
}
