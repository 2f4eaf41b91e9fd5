//! Typed values out of a located tree, with a diagnostic for each value that is not what it should be.
//!
//! In: a [`Node`](crate::yaml::Node) and the site's [`Languages`]. Out: texts, numbers, dates, the words of the domain; faults gather in
//! the [`Reading`]. A mapping is read through [`Fields`], which refuses keys that nobody asked for.
//!
//! What the values mean, and what they may refer to, is not known here.

mod directives;
mod fields;
mod hours;
mod languages;
mod places;
mod phone;
mod reader;
mod texts;
mod words;

pub use fields::{Fields, missing_key, unknown_key};
pub use hours::{hours_in_a_list, read_hours};
pub use languages::Languages;
pub use phone::read_phone;
pub use places::{locate, locate_under, part_of_text};
pub use reader::{Reading, number_among_words};
pub use words::{bad_url, read_email, read_mailbox, read_path, read_postal_code, read_web_address};
