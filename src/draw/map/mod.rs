//! Maps: outlines of areas, their labels and figures, markers of places.
//!
//! In: a [`MapRequest`] and the [`Atlas`] that has the outlines. Out: a [`Map`]. Sizes are in drawing units; a map that
//! is shown `frame.narrowest` CSS pixels wide or wider has targets of 24 CSS pixels or more.

mod clip;
mod grid;
mod labels;
mod marks;
mod own;
mod places;
mod plain;
mod view;

use std::fmt::Write;

use geo::Coord;

use super::Atlas;
use super::svg::{Opening, escape, path};
use crate::model::{Position, Tone};
use labels::LabelLayout;
use marks::Glyphs;
use places::{PlacedMark, Spread, push_leaders};
use view::View;

pub use grid::{Grid, position_grid, reaches_all};
pub use marks::{ring_swatch, row_mark, swatch};

/// What a map shall show. **Shape**: addresses and texts as they will stand on the page, unescaped.
#[derive(Clone, Debug)]
pub struct MapRequest<'a> {
    /// Begins the ids inside the SVG: unique on its page, ASCII letters, digits and hyphens.
    pub id: &'a str,
    /// The map's name.
    pub title: &'a str,
    /// What it shows, in a sentence or two, for those who do not see it; may be empty.
    pub description: &'a str,
    /// How large it is drawn.
    pub frame: Frame,
    /// Which part of the atlas it shows.
    pub focus: Focus<'a>,
    /// The areas that mean something; all others in the frame are drawn as surroundings.
    pub areas: Vec<MapArea<'a>>,
    /// The places, in the order in which a keyboard walks through them.
    pub places: Vec<MapPlace<'a>>,
    /// Marks that no place may have but that a script draws later: see [`Mark`].
    pub marks: Vec<Mark>,
    /// Places too many to be marked one by one: only how many there are is drawn.
    pub crowd: Vec<Position>,
    /// The town or village that the page is about, where the map shows more than it.
    pub own: Option<OwnTown<'a>>,
}

/// A town or village that is marked with its name.
#[derive(Clone, Copy, Debug)]
pub struct OwnTown<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it is.
    pub position: Position,
}

/// The look of a marker. In the SVG it is defined under the id `<id>-<shape>-<tone>`, with `-approximate` where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Tells collections apart.
    pub shape: MarkerShape,
    /// Tells states apart.
    pub tone: Option<Tone>,
    /// Whether it has the ring of an approximate place.
    pub approximate: bool,
}

/// The size of a drawing.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// **Units**: drawing units.
    pub width: f64,
    /// The greatest height; the drawing is lower where its areas are. **Units**: drawing units.
    pub max_height: f64,
    /// The least width at which a page shows it: makes targets and text large enough there. **Units**: CSS pixels.
    pub narrowest: f64,
}

impl Frame {
    /// For a whole region with its places: shown 640 CSS pixels wide or wider.
    pub const REGION: Self = Self { width: 720.0, max_height: 640.0, narrowest: 640.0 };
    /// For one area, also on a telephone.
    pub const AREA: Self = Self { width: 360.0, max_height: 400.0, narrowest: 320.0 };
    /// For the surroundings of one place, beside its text.
    pub const LOCATOR: Self = Self { width: 320.0, max_height: 240.0, narrowest: 288.0 };

    /// How many markers that lead somewhere can be told apart and hit: their targets cover a quarter of it.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a drawing has no more than thousands")]
    pub fn capacity(self) -> usize {
        let target = marks::TARGET * self.pixel();
        (self.width * self.max_height / (target * target) / 4.0) as usize
    }

    /// One CSS pixel at the least width. **Units**: drawing units.
    pub(super) fn pixel(self) -> f64 {
        self.width / self.narrowest
    }
}

/// The part of an atlas that a map shows.
#[derive(Clone, Copy, Debug)]
pub enum Focus<'a> {
    /// Everything.
    All,
    /// The box around some areas; everything where none of them has an outline.
    Areas(&'a [&'a str]),
    /// The surroundings of a position.
    Around {
        /// The middle of the map.
        position: Position,
        /// Kilometres from the middle to the nearer edges.
        radius_km: f64,
    },
}

/// An area with a meaning on this map.
#[derive(Clone, Debug, Default)]
pub struct MapArea<'a> {
    /// Its code in the atlas.
    pub code: &'a str,
    /// What it is called where there is room, then shorter and shorter; the first that fits is drawn, or none.
    pub labels: Vec<&'a str>,
    /// A figure to draw in it, formatted.
    pub figure: Option<&'a str>,
    /// What it is called in full, with its figures: the name of its link and its tooltip.
    pub title: &'a str,
    /// Its page.
    pub url: Option<&'a str>,
    /// How it is filled.
    pub fill: Fill,
}

/// How an area is filled. What is told by a fill is told by a label, figure or title too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fill {
    /// Like land.
    #[default]
    Plain,
    /// The area that the page is about.
    Focus,
    /// A class of values, 0 the lightest; see [`Classes`](super::Classes).
    Class(usize),
    /// No value is known: hatched.
    Unknown,
}

impl Fill {
    /// The CSS classes of an area so filled, also for its legend.
    pub fn css(self) -> String {
        match self {
            Self::Plain => "map-area".to_owned(),
            Self::Focus => "map-area map-focus".to_owned(),
            Self::Class(number) => format!("map-area class-{number}"),
            Self::Unknown => "map-area map-unknown".to_owned(),
        }
    }
}

/// A place on a map.
#[derive(Clone, Debug)]
pub struct MapPlace<'a> {
    /// Its name: the name of its link and its tooltip.
    pub title: &'a str,
    /// Its page. A place without one is a small mark that nobody has to hit.
    pub url: Option<&'a str>,
    /// Where it is.
    pub position: Position,
    /// The area inside whose outline its marker must stay where there is room.
    pub area: Option<&'a str>,
    /// Whether the position is not that of the building: drawn with a dashed ring.
    pub approximate: bool,
    /// Whether the page is about this place: drawn larger.
    pub current: bool,
    /// Tells collections apart.
    pub shape: MarkerShape,
    /// Tells states apart: by colour, by filling and by a sign.
    pub tone: Option<Tone>,
}

/// The shape of a marker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum MarkerShape {
    #[default]
    Circle,
    Square,
    Diamond,
    Triangle,
}

/// A drawn map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// One `<svg>` element.
    pub svg: String,
    /// The places for whose markers there was no room, by their number in the request: the page must name them.
    pub left_out: Vec<usize>,
}

/// Draws a map.
pub fn draw_map(atlas: &Atlas, request: &MapRequest<'_>) -> Map {
    let ground = Ground::survey(atlas, request);
    let mut spread = Spread::settle(&ground.view, atlas, request);
    let own = request.own.and_then(|town| own::draw(&ground.view, atlas, town, &spread.obstacles()));
    let kept: &[Corners] = own.as_ref().map_or(&[], |own| &own.boxes);
    let obstacles = |spread: &Spread| [&spread.obstacles(), kept].concat();
    // Labels laid out before the crowded markers keep room for themselves; only the last layout is drawn.
    let mut labels = ground.label(request, &obstacles(&spread));
    if spread.is_crowded() {
        spread.disperse(&ground.view, request, &ground.outlines, &[&labels.boxes(), kept].concat());
        labels = ground.label(request, &obstacles(&spread));
    }
    let mut svg = ground.draw(atlas, request);
    labels.write(&mut svg);
    svg.push_str(own.as_ref().map_or("", |own| &own.svg));
    finish(svg, &ground.view, request, spread)
}

/// A map whose places are still missing: drawn once, then finished for many pages.
#[derive(Debug)]
pub struct BaseMap {
    ground: Ground,
    labels: LabelLayout,
    /// The drawing up to its labels.
    svg: String,
}

/// Draws a map but for its places. The labels do not know them: those in their way are moved later.
pub fn draw_base(atlas: &Atlas, request: &MapRequest<'_>) -> BaseMap {
    let ground = Ground::survey(atlas, request);
    let labels = ground.label(request, &[]);
    BaseMap { svg: ground.draw(atlas, request), labels, ground }
}

impl BaseMap {
    /// The map with the places of a request, whose areas, title and description do not count.
    pub fn with_places(&self, atlas: &Atlas, request: &MapRequest<'_>) -> Map {
        let Ground { view, outlines, rooms } = &self.ground;
        let mut spread = Spread::settle(view, atlas, request);
        if spread.is_crowded() {
            let request = MapRequest { areas: Vec::new(), ..request.clone() };
            spread.disperse(view, &request, &[], &self.labels.boxes());
        }
        let mut svg = self.svg.clone();
        self.labels.clear_of(view, outlines, rooms, &spread.obstacles()).write(&mut svg);
        finish(svg, view, request, spread)
    }
}

/// What lies under the places of a map.
#[derive(Debug)]
struct Ground {
    view: View,
    outlines: Vec<Outline>,
    rooms: Vec<Vec<Coord<f64>>>,
}

impl Ground {
    fn survey(atlas: &Atlas, request: &MapRequest<'_>) -> Self {
        let view = View::new(atlas, request);
        let outlines: Vec<Outline> = request.areas.iter().map(|area| view.outline(atlas, area.code)).collect();
        let rooms = outlines.iter().map(|outline| labels::rooms(&view, outline)).collect();
        Self { view, outlines, rooms }
    }

    fn label(&self, request: &MapRequest<'_>, obstacles: &[Corners]) -> LabelLayout {
        LabelLayout::new(&self.view, request, &self.outlines, &self.rooms, obstacles)
    }

    fn draw(&self, atlas: &Atlas, request: &MapRequest<'_>) -> String {
        let opening = Opening {
            class: "map",
            id: request.id,
            width: self.view.width,
            height: self.view.height,
            has_links: request.areas.iter().any(|area| area.url.is_some())
                || request.places.iter().any(|place| place.url.is_some()),
            title: request.title,
            description: request.description,
        };
        let mut svg = opening.write();
        push_hatch(&mut svg, request);
        push_surroundings(&mut svg, atlas, &self.view, request);
        push_areas(&mut svg, request, &self.outlines);
        if atlas.codes().is_empty() {
            plain::push_scale(&mut svg, &self.view);
        }
        plain::push_crowd(&mut svg, atlas, &self.view, request);
        svg
    }
}

fn finish(mut svg: String, view: &View, request: &MapRequest<'_>, mut spread: Spread) -> Map {
    spread.order();
    push_places(&mut svg, view, request, &spread.marks);
    svg.push_str("</svg>");
    Map { svg, left_out: spread.left_out }
}

/// The rings of an area in drawing units.
type Outline = Vec<Vec<Coord<f64>>>;

/// A box in the drawing: low and high corner.
type Corners = (Coord<f64>, Coord<f64>);

fn push_hatch(svg: &mut String, request: &MapRequest<'_>) {
    if request.areas.iter().any(|area| area.fill == Fill::Unknown) {
        let id = escape(request.id);
        writeln!(
            svg,
            "<defs><pattern id=\"{id}-hatch\" class=\"map-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0v6\"/></pattern></defs>"
        )
        .expect("a string takes any text");
    }
}

fn push_surroundings(svg: &mut String, atlas: &Atlas, view: &View, request: &MapRequest<'_>) {
    let named: Vec<&str> = request.areas.iter().map(|area| area.code).collect();
    let others = atlas.codes().iter().map(String::as_str).filter(|code| !named.contains(code));
    let paths: Vec<String> =
        others.filter(|code| view.shows(atlas, code)).map(|code| path(view.outline(atlas, code))).collect();
    if !paths.is_empty() {
        writeln!(svg, "<path class=\"map-surroundings\" d=\"{}\"/>", paths.concat()).expect("a string takes any text");
    }
}

fn push_areas(svg: &mut String, request: &MapRequest<'_>, outlines: &[Outline]) {
    for (area, outline) in request.areas.iter().zip(outlines) {
        let drawn = path(outline.iter().map(|ring| ring.iter().copied()));
        if drawn.is_empty() {
            continue;
        }
        let title =
            if area.title.is_empty() { String::new() } else { format!("<title>{}</title>", escape(area.title)) };
        let hatch = if area.fill == Fill::Unknown {
            format!("<path class=\"map-hatched\" fill=\"url(#{}-hatch)\" d=\"{drawn}\"/>", escape(request.id))
        } else {
            String::new()
        };
        let path = format!("<path class=\"{}\" d=\"{drawn}\"/>{hatch}", area.fill.css());
        match area.url {
            Some(url) => writeln!(svg, "<a href=\"{}\">{title}{path}</a>", escape(url)),
            None => writeln!(svg, "<g>{title}{path}</g>"),
        }
        .expect("a string takes any text");
    }
}

fn push_places(svg: &mut String, view: &View, request: &MapRequest<'_>, marks: &[PlacedMark]) {
    let glyphs = Glyphs::new(request, view.pixel);
    glyphs.write(svg);
    if marks.is_empty() {
        return;
    }
    svg.push_str("<g class=\"map-places\">\n");
    push_leaders(svg, marks);
    for mark in marks {
        glyphs.write_mark(svg, mark.at, &request.places[mark.place]);
    }
    svg.push_str("</g>\n");
}
