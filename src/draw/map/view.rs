use geo::Coord;

use super::clip::clip;
use super::{Focus, MapRequest, Outline};
use crate::draw::Atlas;
use crate::draw::atlas::Box2;
use crate::model::Position;

/// From the plane to the drawing: one scale in both directions, the shown part in the middle.
#[derive(Debug)]
pub(super) struct View {
    /// **Units**: drawing units.
    pub width: f64,
    pub height: f64,
    /// Drawing units per metre.
    scale: f64,
    /// The place on the plane of the drawing's upper left corner.
    origin: Coord<f64>,
    /// One CSS pixel where the drawing is shown at its narrowest. **Units**: drawing units.
    pub pixel: f64,
}

impl View {
    pub fn new(atlas: &Atlas, request: &MapRequest<'_>) -> Self {
        let frame = request.frame;
        // Markers at the edge need half a target of room.
        let margin = 13.0 * frame.pixel();
        let shown = shown(atlas, request.focus);
        let size = shown.high - shown.low;
        let room = Coord { x: frame.width - 2.0 * margin, y: frame.max_height - 2.0 * margin };
        // One point alone has no size to divide by.
        let scale = (room.x / size.x.max(1.0)).min(room.y / size.y.max(1.0));
        let height =
            (size.y * scale + 2.0 * margin).clamp(frame.width / 3.0, frame.max_height.max(frame.width / 3.0)).ceil();
        let middle = (shown.low + shown.high) / 2.0;
        let origin = middle - Coord { x: frame.width, y: height } / (2.0 * scale);
        Self { width: frame.width, height, scale, origin, pixel: frame.pixel() }
    }

    /// **Units**: drawing units.
    pub fn units_per_km(&self) -> f64 {
        self.scale * 1000.0
    }

    /// Where a position is drawn.
    pub fn place(&self, atlas: &Atlas, position: Position) -> Option<Coord<f64>> {
        atlas.place(position).map(|point| self.draw(point))
    }

    /// Where a point of the plane is drawn.
    fn draw(&self, point: Coord<f64>) -> Coord<f64> {
        (point - self.origin) * self.scale
    }

    /// The rings of an area as they are drawn, without what lies beyond the frame.
    pub fn outline(&self, atlas: &Atlas, code: &str) -> Outline {
        // The cut runs outside the frame, where nobody sees its line.
        let beyond = Coord { x: 4.0, y: 4.0 };
        let corner = Coord { x: self.width, y: self.height };
        let rings = atlas.rings(code, self.scale).into_iter();
        let drawn = rings.map(|ring| ring.into_iter().map(|point| self.draw(point)).collect());
        drawn.map(|ring| clip(ring, Coord::zero() - beyond, corner + beyond)).filter(|ring| !ring.is_empty()).collect()
    }

    /// Whether any of an area may be in the frame.
    pub fn shows(&self, atlas: &Atlas, code: &str) -> bool {
        let frame = Box2 { low: self.origin, high: self.origin + Coord { x: self.width, y: self.height } / self.scale };
        atlas.extent(code).is_some_and(|extent| extent.touches(frame))
    }

    /// Whether a point of the drawing is in the frame, at least `inset` from its edges.
    pub fn has(&self, point: Coord<f64>, inset: f64) -> bool {
        point.x >= inset && point.y >= inset && point.x <= self.width - inset && point.y <= self.height - inset
    }
}

/// The part of the plane that is shown.
fn shown(atlas: &Atlas, focus: Focus<'_>) -> Box2 {
    let around =
        |codes: &mut dyn Iterator<Item = &str>| codes.filter_map(|code| atlas.extent(code)).reduce(Box2::union);
    let chosen = match focus {
        Focus::All => None,
        Focus::Areas(codes) => around(&mut codes.iter().copied()),
        Focus::Around { position, radius_km } => atlas.place(position).map(|middle| {
            let reach = Coord { x: radius_km, y: radius_km } * 1000.0;
            Box2 { low: middle - reach, high: middle + reach }
        }),
    };
    chosen
        .or_else(|| around(&mut atlas.codes().iter().map(String::as_str)))
        .or_else(|| atlas.ground())
        .unwrap_or(Box2 { low: Coord::zero(), high: Coord { x: 1.0, y: 1.0 } })
}
