//! The proven words of the domain: a value of one of these types is what its name says.
//!
//! In: text. Out: the word, or nothing where the text is no such word; who asked puts the fault into a diagnostic.

mod position;

pub use position::Position;
