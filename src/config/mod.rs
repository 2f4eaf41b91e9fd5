//! What the site's owner declares about it: the site, the collections' schemas, the levels of areas.
//!
//! In: parsed `site.yaml`, `_schema.yaml` and `areas.yaml`, and the command line's overrides. Out: [`Site`], [`Schema`],
//! [`LevelDefinition`]. Nothing changes them afterwards.
//!
//! This module reads no file and no record; what it declares is applied by the `validate` stage.

mod checks;
mod guide;
mod levels;
mod noun;
mod repository;
mod schema;
mod site;
mod title;

pub use checks::{Acceptance, Checks};
pub use guide::Guide;
pub use levels::{AreaSource, InlineArea, LevelDefinition, Located, Parent, Properties, read_levels};
pub use noun::{Noun, read_noun};
pub use repository::Repository;
pub use schema::{Column, Marker, Schema, Section, SortKey, read_schema};
pub use site::{
    Accessibility, BaseUrl, CONFORMANCE, Conformance, Contact, Licence, OpenData, PerRecord, Publisher, Site,
    SourceDocument, read_site,
};
pub use title::{Piece, TitleTemplate};
