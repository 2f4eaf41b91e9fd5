use serde::Serialize;

use crate::config::Guide;
use crate::render::passages;
use crate::render::shared::Scene;
use crate::render::shared::html::Html;

/// What whoever comes to a record of a collection should know.
#[derive(Serialize)]
pub struct ShownGuide {
    label: String,
    text: Html,
}

/// A guide in the scene's language.
pub fn shown(scene: &Scene<'_>, guide: &Guide) -> ShownGuide {
    ShownGuide { label: scene.say(&guide.label), text: passages::markdown(scene, &guide.text) }
}
