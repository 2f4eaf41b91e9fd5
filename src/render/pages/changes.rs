use serde::Serialize;

use super::edition::Edition;
use super::{narrative, removed};
use crate::model::CollectionIx;
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::validate::{Gravestone, Page};

/// What was added to the register, changed and removed.
#[derive(Serialize)]
pub struct ChangesPage {
    body: Html,
    /// The removed entries by year, the latest first.
    removed: Vec<Year>,
}

#[derive(Serialize)]
struct Year {
    year: i16,
    entries: Vec<Entry>,
}

/// A removed entry.
#[derive(Serialize)]
struct Entry {
    url: String,
    title: String,
    lang: Option<String>,
    /// The collection that it was in.
    collection: String,
    /// The day, where that is known.
    day: Option<String>,
    reason: String,
    lang_of_reason: Option<String>,
}

/// The context of the page.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, ChangesPage> {
    let Edition { scene, chrome, .. } = edition;
    let content = ChangesPage { body: Html::new(edition.prose(page).html), removed: years(scene) };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

fn years(scene: &Scene<'_>) -> Vec<Year> {
    let mut found: Vec<_> = scene.portal.removed().collect();
    // Of one day, in the order of the register.
    found.sort_by_key(|(_, gravestone)| std::cmp::Reverse(gravestone.removal.on.last_day()));
    let by_year = found.chunk_by(|(_, one), (_, other)| one.removal.on.year() == other.removal.on.year());
    let year = |group: &[((CollectionIx, usize), &Gravestone)]| Year {
        year: group[0].1.removal.on.year(),
        entries: group.iter().map(|((collection, _), gravestone)| entry(scene, *collection, gravestone)).collect(),
    };
    by_year.map(year).collect()
}

fn entry(scene: &Scene<'_>, collection: CollectionIx, gravestone: &Gravestone) -> Entry {
    let removal = &gravestone.removal;
    let is_day = matches!(removal.on, crate::model::When::Day(_));
    Entry {
        url: scene.link(&gravestone.url),
        title: scene.say(&gravestone.title),
        lang: scene.lang(&gravestone.title),
        collection: scene.say(&scene.portal.collections[collection].schema.label),
        day: is_day.then(|| removed::when(scene, removal.on)),
        reason: scene.say(&removal.reason),
        lang_of_reason: scene.lang(&removal.reason),
    }
}
