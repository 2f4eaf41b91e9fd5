//! One file a kind of page: its context, ready for its template.

pub mod accessibility;
pub mod area;
pub mod changes;
pub mod chapters;
pub mod coverage;
pub mod directory;
pub mod downloads;
pub mod edition;
pub mod glossary;
pub mod helping;
pub mod home;
pub mod json_ld;
pub mod leaflet;
pub mod lost;
pub mod map_data;
pub mod map_page;
pub mod narrative;
pub mod notes;
pub mod record;
pub mod removed;
pub mod report;
pub mod search;
pub mod tables;
