//! What all rooms of `render` share: the words of a language, where pages lie, links, finished HTML.

pub mod abbreviations;
pub mod address;
pub mod html;
mod link;
mod measured;
mod scene;

pub use abbreviations::Abbreviations;
pub use link::{Item, TrailStep};
pub use measured::Measured;
pub use scene::{Narrative, Scene, say};
