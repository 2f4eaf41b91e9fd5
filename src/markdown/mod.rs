//! What stands in a Markdown text: its headings with their anchors, links, footnotes, directives.
//!
//! In: Markdown as editors write it. Out: byte ranges and names. Which of them are wrong is decided by `validate`; what
//! they look like on a page, by `render`, which reads the text with the same [`OPTIONS`].

pub mod allowed;
mod directives;
mod folding;
mod headings;
mod html;
mod links;
mod raw;

use pulldown_cmark::Options;

pub use directives::{CLOSE, Directive, OPEN, find_directives};
pub use folding::unfolded;
pub use headings::{Heading, outline};
pub use html::{Attribute, Piece, Tag, escape, escaped, ids, pieces, targets, unescaped};
pub use links::{Anchors, Link, heading_anchors, links, mask, undefined_footnotes};
pub use raw::{headings, pictures, raw_html};

/// The Markdown that content may use. **Source**: CommonMark 0.31.2, with tables, footnotes and heading attributes.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);
