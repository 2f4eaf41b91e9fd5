//! Values, rows, facets and numbers as templates show them.

pub mod coverage;
pub mod facets;
pub mod guide;
pub mod lists;
pub mod mark;
pub mod number;
pub mod row;
pub mod values;
