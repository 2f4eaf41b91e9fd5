use serde::Serialize;

use super::edition::Edition;
use super::narrative;
use crate::model::slugify;
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::validate::{GlossaryTerm, Page};

/// The glossary.
#[derive(Serialize)]
pub struct Glossary {
    body: Html,
    terms: Vec<ShownTerm>,
}

#[derive(Serialize)]
struct ShownTerm {
    id: String,
    term: String,
    expansion: String,
    definition: Option<String>,
    url: Option<String>,
    link: Option<String>,
    lang: Option<String>,
}

/// The context of the glossary's page: its terms in the language's alphabetical order.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, Glossary> {
    let Edition { scene, chrome, .. } = edition;
    let mut terms: Vec<ShownTerm> = scene.portal.glossary.iter().map(|term| shown(scene, term)).collect();
    terms.sort_by(|a, b| scene.wording.locale().compare(&a.term, &b.term));
    let body = Html::new(edition.prose(page).html);
    framed(scene, chrome, &page.path, narrative::head(scene, page), Glossary { body, terms })
}

fn shown(scene: &Scene<'_>, term: &GlossaryTerm) -> ShownTerm {
    let collection = term.collection.map(|index| &scene.portal.collections[index]);
    ShownTerm {
        id: slugify(&term.term),
        term: term.term.clone(),
        expansion: scene.say(&term.expansion),
        definition: term.definition.as_ref().map(|definition| scene.say(definition)),
        url: collection.map(|collection| scene.addresses.link(&collection.path)),
        link: collection.map(|collection| scene.say(&collection.schema.label)),
        lang: term.definition.as_ref().and_then(|definition| scene.lang(definition)),
    }
}
