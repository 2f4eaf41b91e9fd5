//! Positions and rings as they stand in a file, before anything is proven of them.

use std::ops::Range;

use geo::Coord;

/// A position as it was written; `offset` is the byte of its opening bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub lon: f64,
    pub lat: f64,
    pub offset: usize,
}

impl Written {
    /// The position as a library wants it.
    pub fn coord(self) -> Coord<f64> {
        Coord { x: self.lon, y: self.lat }
    }

    /// Whether two positions are the same, wherever they are written.
    pub fn same_place(self, other: Self) -> bool {
        self.coord() == other.coord()
    }
}

/// One ring as it was written, with its bytes.
#[derive(Debug)]
pub(super) struct WrittenRing {
    pub positions: Vec<Written>,
    pub span: Range<usize>,
}

/// Polygons as they were written: each its outer ring, then its holes.
pub(super) type WrittenPolygons = Vec<Vec<WrittenRing>>;
