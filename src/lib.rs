//! spis turns a folder of YAML records, Markdown pages and GeoJSON into a static site.

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod locale;
pub mod yaml;
pub mod config;
pub mod geometry;
pub mod search;
pub mod load;
pub mod validate;
pub mod write;
pub mod report;
pub mod serve;
