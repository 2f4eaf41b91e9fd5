//! Pictures as SVG text: maps of areas and places, charts of series, squares to scan.
//!
//! In: requests in the page's own words – titles, labels, addresses and formatted numbers come from the caller. Out: one
//! `<svg>` element to stand in a page, and what its legend must say.
//!
//! Colours, fonts and line widths are the theme's: the SVG names classes (`map-area class-2`, `chart-bar series-1`) and
//! carries only what gives it shape. It knows no records, no schema and no language.

mod atlas;
pub mod chart;
mod classes;
pub mod map;
mod projection;
mod qr;
mod svg;
mod text;

pub use atlas::Atlas;
pub use classes::{Class, Classes};
pub use projection::{Projection, UnknownProjection};
pub use qr::qr;
pub use svg::{escape, standalone};
