//! How much of a thing a site may have: far more than any register needs, and little enough that every page is made in
//! time and memory that a build has.
//!
//! `docs/content.md` lists them; `tests/limits.rs` holds the list against this file, and the cost below them to be linear.

/// The longest value of a key. **Units**: bytes.
pub const VALUE: usize = 100_000;

/// The longest text of a page. **Units**: bytes.
pub const PAGE: usize = 2_000_000;

/// The most items of a list in a record.
pub const ITEMS: usize = 5_000;

/// The most headings of a page.
pub const HEADINGS: usize = 10_000;

/// The most mentions of footnotes on a page.
pub const FOOTNOTES: usize = 10_000;

/// The most directives of a page.
pub const DIRECTIVES: usize = 50_000;

/// The most entries of a menu: each stands on every page.
pub const MENU: usize = 100;

/// The most areas of one level.
pub const AREAS: usize = 100_000;

/// The longest tag of a template. **Units**: bytes.
pub const TEMPLATE_TAG: usize = 1_000;

/// The most assignments in a template.
pub const TEMPLATE_ASSIGNMENTS: usize = 100;

/// The most that a template may write. **Units**: bytes.
pub const TEMPLATE_OUTPUT: usize = 64_000_000;

/// The most steps that rendering one page may take, so that an endless loop in a template ends.
pub const TEMPLATE_STEPS: u64 = 200_000_000;
