//! What the site's owner declares about it: the site, the collections' schemas, the levels of areas.
//!
//! In: parsed `site.yaml`, `_schema.yaml` and `areas.yaml`, and the command line's overrides. Out: [`Site`], [`Schema`],
//! [`LevelDefinition`]. Nothing changes them afterwards.
//!
//! This module reads no file and no record; what it declares is applied by the `validate` stage.

mod directives;
mod field;
mod levels;
mod noun;
mod reading;
mod schema;
mod site;
mod title;
mod values;

pub use field::{Choice, Field, FieldKind, RECORD_KEYS, SearchField, StatusChoice, Tone, ValueRange};
pub use levels::{AreaSource, InlineArea, LevelDefinition, Located, Parent, Properties, read_levels};
pub use noun::{Noun, read_noun};
pub use reading::{Fields, Languages, Reading, unknown_key};
pub use schema::{Column, Marker, Schema, Section, SortKey, read_schema};
pub use site::{
    Accessibility, BaseUrl, Conformance, Contact, Licence, OpenData, Publisher, Site, SourceDocument, read_path,
    read_site, read_web_address,
};
pub use title::{AddressPart, Piece, TitleTemplate};
pub use values::{read_email, read_phone, read_postal_code};
