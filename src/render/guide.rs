use serde::Serialize;

use super::Scene;
use super::html::Html;
use crate::config::Guide;

/// What whoever comes to a record of a collection should know.
#[derive(Serialize)]
pub struct ShownGuide {
    label: String,
    text: Html,
}

/// A guide in the scene's language.
pub fn shown(scene: &Scene<'_>, guide: &Guide) -> ShownGuide {
    ShownGuide { label: scene.say(&guide.label), text: scene.markdown(&guide.text) }
}
