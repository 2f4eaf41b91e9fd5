use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::config::Noun;
use crate::model::UrlPath;
use crate::render::shared::Scene;
use crate::render::shared::html::{Html, script_safe};

/// The texts that the scripts need on every page, each with its key in the theme's translations.
const EVERYWHERE: &[(&str, &str)] = &[
    ("suggestionsLabel", "search-suggestions-label"),
    ("suggestions", "search-suggestions"),
    ("noSuggestions", "search-no-suggestions"),
    ("offline", "search-offline"),
    ("outdated", "search-outdated"),
    ("broken", "search-broken"),
];

/// What the scripts need to know on every page, as JSON that a script element may hold.
pub fn texts(scene: &Scene<'_>) -> Html {
    script_safe(&Value::Object(common(scene)))
}

/// The same, to be added to.
pub fn common(scene: &Scene<'_>) -> Map<String, Value> {
    let mut texts = Map::new();
    texts.insert("index".to_owned(), json!(scene.addresses.file(&format!("assets/search/{}.json", scene.language))));
    texts.insert("scripts".to_owned(), json!(scene.addresses.file("assets/")));
    texts.insert("base".to_owned(), json!(scene.addresses.link(&UrlPath::home())));
    texts.insert("kinds".to_owned(), json!(kinds(scene)));
    texts.extend(EVERYWHERE.iter().map(|(name, key)| ((*name).to_owned(), wording(scene, key))));
    texts
}

/// A text of the theme as the scripts read it: a string, or an object of plural forms.
pub fn wording(scene: &Scene<'_>, key: &str) -> Value {
    let forms: BTreeMap<&str, &str> = scene.wording.forms(key).into_iter().collect();
    if forms.is_empty() { json!(scene.wording.pattern(key)) } else { json!(forms) }
}

/// What kinds of things can be found, each in a word.
fn kinds(scene: &Scene<'_>) -> Map<String, Value> {
    let one = |noun: &Noun| json!(noun.form(scene.language, scene.default_language(), "one"));
    let collections = scene.portal.collections.iter().map(|of| (of.schema.id.clone(), one(&of.schema.noun)));
    let levels = scene.portal.areas.levels.iter().map(|level| (level.id.clone(), one(&level.noun)));
    let own = [("page", "search-kind-page"), ("term", "search-kind-term")];
    let own = own.map(|(kind, key)| (kind.to_owned(), json!(scene.wording.text(key, &[]))));
    collections.chain(levels).chain(own).collect()
}
