use serde::Serialize;

use super::chrome::Chrome;
use super::frame::{Framed, framed};
use super::helping::summary_page;
use super::html::Html;
use super::open_data::{self, Holds};
use super::{Scene, pages};
use crate::validate::Page;

/// The page of open data.
#[derive(Serialize)]
pub struct Downloads {
    body: Html,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    url: String,
    name: String,
    label: String,
}

/// The context of the page of open data.
pub fn page<'a>(scene: &Scene<'a>, chrome: &Chrome, page: &Page) -> Framed<'a, Downloads> {
    let file = |download: &open_data::Download| File {
        url: scene.addresses.file(&download.path),
        name: download.path.rsplit('/').next().unwrap_or(&download.path).to_owned(),
        label: match download.holds {
            Holds::Register => scene.wording.text("whole-register", &[]),
            Holds::Coverage => summary_page(scene).map(|page| page.label).unwrap_or_default(),
            Holds::Collection(index) => scene.say(&scene.portal.collections[index].schema.label),
        },
    };
    let content = Downloads {
        body: Html::new(scene.prose(page.markdown(), &page.path).html),
        files: open_data::downloads(scene.portal).iter().map(file).collect(),
    };
    framed(scene, chrome, &page.path, pages::head(scene, page), content)
}
