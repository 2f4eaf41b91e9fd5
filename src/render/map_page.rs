use serde::Serialize;

use super::Scene;
use super::area::{Part, level_groups};
use super::chrome::Chrome;
use super::frame::{Framed, framed};
use super::html::Html;
use super::maps::{self, Map};
use super::pages;
use crate::validate::Page;

/// The page of maps: the whole register, then each collection, with the same facts as a list.
#[derive(Serialize)]
pub struct MapPage {
    body: Html,
    maps: Vec<Map>,
    groups: Vec<Part>,
}

/// The context of the page of maps.
pub fn page<'a>(scene: &Scene<'a>, chrome: &Chrome, page: &Page) -> Framed<'a, MapPage> {
    let each = (0..scene.portal.collections.len()).map(Some);
    let each = each.filter(|_| scene.portal.collections.len() > 1);
    let level = scene.atlases.iter().position(Option::is_some);
    let content = MapPage {
        body: Html::new(scene.prose(page.markdown(), &page.path).html),
        maps: [None].into_iter().chain(each).filter_map(|only| maps::region(scene, only)).collect(),
        groups: level.map(|level| level_groups(scene, level)).unwrap_or_default(),
    };
    framed(scene, chrome, &page.path, pages::head(scene, page), content)
}
