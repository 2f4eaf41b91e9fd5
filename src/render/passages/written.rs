use super::{Surroundings, render};
use crate::model::{Localized, UrlPath};
use crate::plan::From;
use crate::render::shared::Scene;
use crate::render::shared::html::Html;

/// Markdown of a schema, record or dataset as HTML.
pub fn markdown(scene: &Scene<'_>, text: &Localized) -> Html {
    passage(scene, text, |text| text)
}

/// A part of such a text as HTML. It has no directives, and its links start from the site's root.
pub fn passage(scene: &Scene<'_>, text: &Localized, part: impl Fn(&str) -> &str) -> Html {
    let phrase = scene.phrase(text);
    let language = if phrase.translated { scene.language } else { scene.default_language() };
    let home = UrlPath::home();
    let from = From { language: scene.language_ix, folder: "", address: &home };
    let surroundings = Surroundings {
        resolve: &|target| scene.resolve(target, from),
        expansions: Vec::new(),
        mentions: None,
        abbreviations: &scene.abbreviations,
        language: language.as_str(),
        wording: scene.wording,
    };
    Html::new(render(part(phrase.text), &surroundings).html)
}
