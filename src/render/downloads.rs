use serde::Serialize;

use super::chrome::Chrome;
use super::figures::{csv_path, source};
use super::frame::{Framed, framed};
use super::helping::summary_page;
use super::html::Html;
use super::open_data::{self, Holds};
use super::{Scene, pages};
use crate::validate::{DataColumn, Dataset, Page};

/// The page of open data.
#[derive(Serialize)]
pub struct Downloads {
    body: Html,
    files: Vec<File>,
    datasets: Vec<Figures>,
}

/// A dataset that can be downloaded.
#[derive(Serialize)]
struct Figures {
    url: String,
    name: String,
    title: String,
    lang: Option<String>,
    /// What its columns hold, by the name that each has in the file.
    columns: Vec<Column>,
    source: Option<String>,
    source_lang: Option<String>,
}

#[derive(Serialize)]
struct Column {
    name: String,
    label: String,
    lang: Option<String>,
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
        body: Html::new(scene.prose(page).html),
        files: open_data::downloads(scene.portal).iter().map(file).collect(),
        datasets: scene.portal.datasets.iter().map(|dataset| figures(scene, dataset)).collect(),
    };
    framed(scene, chrome, &page.path, pages::head(scene, page), content)
}

fn figures(scene: &Scene<'_>, dataset: &Dataset) -> Figures {
    let column = |column: &DataColumn| Column {
        name: column.id.clone(),
        label: scene.say(&column.label),
        lang: scene.lang(&column.label),
    };
    Figures {
        url: scene.addresses.file(&csv_path(scene.portal, dataset)),
        name: format!("{}.csv", dataset.id),
        title: scene.say(&dataset.title),
        lang: scene.lang(&dataset.title),
        columns: dataset.columns.iter().map(column).collect(),
        source: source(scene, dataset),
        source_lang: dataset.source.place.as_ref().and_then(|place| scene.lang(place)),
    }
}
