//! How markers look, and their links.

use std::fmt::Write;

use geo::Coord;

use super::{MapPlace, MapRequest, Mark, MarkerShape};
use crate::draw::svg::{escape, number};
use crate::model::Tone;

/// How wide and high targets are at least. **Units**: CSS pixels; WCAG 2.2, 2.5.8.
pub(super) const TARGET: f64 = 24.0;

/// The marks that a map needs, each defined once.
pub(super) struct Glyphs<'a> {
    id: &'a str,
    pixel: f64,
    kinds: Vec<Glyph>,
}

/// All that the look of a marker depends on, but for its colours.
#[derive(Clone, Copy, PartialEq)]
struct Glyph {
    mark: Mark,
    /// Half the width of its mark. **Units**: CSS pixels.
    size: f64,
}

/// Half the width of a marker that is a link. **Units**: CSS pixels.
const LINKED: f64 = 6.5;
/// Half the width of a mark that nobody has to hit. **Units**: CSS pixels.
const SMALL: f64 = 4.0;

impl From<&Mark> for Glyph {
    fn from(mark: &Mark) -> Self {
        Self { mark: *mark, size: LINKED }
    }
}

impl Mark {
    /// Its name in the drawing, such as `square-positive-approximate`.
    pub fn name(self) -> String {
        let shape = match self.shape {
            MarkerShape::Circle => "circle",
            MarkerShape::Square => "square",
            MarkerShape::Diamond => "diamond",
            MarkerShape::Triangle => "triangle",
        };
        let approximate = if self.approximate { "-approximate" } else { "" };
        format!("{shape}-{}{approximate}", tone_class(self.tone))
    }
}

impl Glyph {
    fn of(place: &MapPlace<'_>) -> Self {
        let size = match (place.current, place.url) {
            (true, _) => 9.0,
            (false, Some(_)) => LINKED,
            (false, None) => SMALL,
        };
        let approximate = place.approximate && size > SMALL;
        Self { mark: Mark { shape: place.shape, tone: place.tone, approximate }, size }
    }

    /// Its id in the drawing: the mark's name and the size.
    fn name(self) -> String {
        let size = match self.size {
            ..=SMALL => "-small",
            8.0.. => "-current",
            _ => "",
        };
        format!("{}{size}", self.mark.name())
    }

    fn draw(self, pixel: f64) -> String {
        draw(self.mark, self.size * pixel)
    }
}

/// Half the width of what is seen of a place. **Units**: CSS pixels.
pub(super) fn half_width(place: &MapPlace<'_>) -> f64 {
    let glyph = Glyph::of(place);
    if glyph.mark.approximate { glyph.size * RING } else { glyph.size * 1.2 }
}

/// The radius of the ring around an approximate place, in parts of the marker's half width.
const RING: f64 = 1.6;

impl<'a> Glyphs<'a> {
    pub fn new(request: &MapRequest<'a>, pixel: f64) -> Self {
        let mut kinds: Vec<Glyph> = Vec::new();
        for glyph in request.places.iter().map(Glyph::of).chain(request.marks.iter().map(Glyph::from)) {
            if !kinds.contains(&glyph) {
                kinds.push(glyph);
            }
        }
        Self { id: request.id, pixel, kinds }
    }

    /// Defines the marks.
    pub fn write(&self, svg: &mut String) {
        if self.kinds.is_empty() {
            return;
        }
        let side = number((TARGET + 0.4) * self.pixel);
        let low = number(-(TARGET / 2.0 + 0.2) * self.pixel);
        svg.push_str("<defs>\n");
        for glyph in &self.kinds {
            let target = if glyph.size > SMALL {
                format!("<rect class=\"map-target\" x=\"{low}\" y=\"{low}\" width=\"{side}\" height=\"{side}\"/>")
            } else {
                String::new()
            };
            writeln!(svg, "<g id=\"{}-{}\">{target}{}</g>", escape(self.id), glyph.name(), glyph.draw(self.pixel))
                .expect("a string takes any text");
        }
        svg.push_str("</defs>\n");
    }

    /// Draws a marker: a link with a target, or a mark.
    pub fn write_mark(&self, svg: &mut String, at: Coord<f64>, place: &MapPlace<'_>) {
        let glyph = Glyph::of(place);
        let (x, y) = (number(at.x), number(at.y));
        let current = if place.current { " map-current" } else { "" };
        let class = format!("class=\"map-place tone-{}{current}\"", tone_class(place.tone));
        let title =
            if place.title.is_empty() { String::new() } else { format!("<title>{}</title>", escape(place.title)) };
        let mark = format!("href=\"#{}-{}\" x=\"{x}\" y=\"{y}\"", escape(self.id), glyph.name());
        match place.url {
            Some(url) => writeln!(svg, "<a href=\"{}\" {class}>{title}<use {mark}/></a>", escape(url)),
            None => writeln!(svg, "<use {class} {mark}>{title}</use>"),
        }
        .expect("a string takes any text");
    }
}

/// The word for a state in style sheets; none is the colour of links, where there are no states to tell apart.
fn tone_class(tone: Option<Tone>) -> &'static str {
    tone.map_or("plain", Tone::as_str)
}

/// A marker by itself, for a legend: an `<svg>` of 24 by 24 units without a name.
pub fn swatch(mark: Mark) -> String {
    alone(mark, "map-swatch", 12.0)
}

/// A marker before a row: as [`swatch`], but without the room of a ring around it.
pub fn row_mark(mark: Mark) -> String {
    alone(mark, "mark", 8.5)
}

/// The ring around approximate places by itself, for a legend.
pub fn ring_swatch() -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map-swatch\" viewBox=\"-12 -12 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\"><circle class=\"map-ring\" r=\"{}\"/></svg>",
        number(LINKED * RING)
    )
}

/// `half` is half the width of the drawing.
fn alone(mark: Mark, class: &str, half: f64) -> String {
    let [low, size] = [-half, half * 2.0].map(number);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"{low} {low} {size} {size}\" width=\"{size}\" height=\"{size}\" aria-hidden=\"true\"><g class=\"map-place tone-{}\">{}</g></svg>",
        tone_class(mark.tone),
        draw(mark, LINKED)
    )
}

/// The marks of a marker around the origin; `size` is half its width.
fn draw(Mark { shape, tone, approximate }: Mark, size: f64) -> String {
    let scaled = |parts: &[f64]| parts.iter().map(|part| number(part * size)).collect::<Vec<_>>();
    let mark = match shape {
        MarkerShape::Circle => format!("<circle class=\"map-mark\" r=\"{}\"/>", number(size)),
        MarkerShape::Square => polygon(&scaled(&[-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9])),
        MarkerShape::Diamond => polygon(&scaled(&[0.0, -1.25, 1.25, 0.0, 0.0, 1.25, -1.25, 0.0])),
        MarkerShape::Triangle => polygon(&scaled(&[0.0, -1.2, 1.15, 0.8, -1.15, 0.8])),
    };
    let sign = match tone {
        Some(Tone::Warning) => {
            let parts = scaled(&[-0.3, -0.42, 0.84, 0.3]);
            format!("<path class=\"map-sign\" d=\"M{0} {1}v{2}M{3} {1}v{2}\"/>", parts[0], parts[1], parts[2], parts[3])
        }
        Some(Tone::Neutral) => question(size),
        Some(Tone::Negative) => {
            let parts = scaled(&[-0.45, 0.9, 0.45, -0.45, -0.9, 0.9]);
            format!(
                "<path class=\"map-sign\" d=\"M{0} {0}l{1} {1}M{2} {3}l{4} {5}\"/>",
                parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]
            )
        }
        Some(Tone::Positive) | None => String::new(),
    };
    let ring =
        if approximate { format!("<circle class=\"map-ring\" r=\"{}\"/>", number(size * RING)) } else { String::new() };
    format!("{ring}{mark}{sign}")
}

/// A question mark inside a marker: a path, for letters differ from one telephone to the next.
fn question(size: f64) -> String {
    let [x, y, r, across, down, dot] = [-0.28, -0.18, 0.28, 0.42, 0.3, 0.5].map(|part| number(part * size));
    let bend = number(0.24 * size);
    format!("<path class=\"map-sign\" d=\"M{x} {y}a{r} {r} 0 1 1 {across} {bend}q-{r} 0-{r} {down}M0 {dot}v.01\"/>")
}

fn polygon(points: &[String]) -> String {
    format!("<polygon class=\"map-mark\" points=\"{}\"/>", points.join(" "))
}
