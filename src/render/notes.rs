use serde::Serialize;

use super::chrome::Chrome;
use super::frame::{Framed, framed};
use super::html::Html;
use super::{Scene, pages};
use crate::validate::{Conflict, Dataset, Page, Record};

/// What was corrected, what is doubtful, and where the source contradicts itself.
#[derive(Serialize)]
pub struct Notes {
    body: Html,
    corrections: Vec<RecordNote>,
    doubts: Vec<RecordNote>,
    datasets: Vec<DatasetNotes>,
}

#[derive(Serialize)]
struct RecordNote {
    url: String,
    title: String,
    lang: Option<String>,
    printed: Option<String>,
    reason: String,
    place: Option<String>,
}

#[derive(Serialize)]
struct DatasetNotes {
    title: String,
    conflicts: Vec<ShownConflict>,
}

#[derive(Serialize)]
struct ShownConflict {
    place: String,
    printed: String,
    taken: String,
    reason: String,
}

/// The context of the page of source notes.
pub fn page<'a>(scene: &Scene<'a>, chrome: &Chrome, page: &Page) -> Framed<'a, Notes> {
    let (mut corrections, mut doubts) = (Vec::new(), Vec::new());
    for record in scene.indexes.in_order().map(|at| scene.portal.record(at)) {
        let correction = |note: &crate::validate::Correction| (Some(note.printed.clone()), scene.say(&note.reason));
        corrections.extend(record.corrections.iter().map(correction).map(|note| shown(scene, record, note)));
        let doubt = |note: &crate::validate::Doubt| (None, scene.say(&note.reason));
        doubts.extend(record.doubts.iter().map(doubt).map(|note| shown(scene, record, note)));
    }
    let datasets = scene.portal.datasets.iter().filter(|dataset| !dataset.conflicts.is_empty());
    let content = Notes {
        body: Html::new(scene.prose(page.markdown(), &page.path).html),
        corrections,
        doubts,
        datasets: datasets.map(|dataset| dataset_notes(scene, dataset)).collect(),
    };
    framed(scene, chrome, &page.path, pages::head(scene, page), content)
}

fn shown(scene: &Scene<'_>, record: &Record, (printed, reason): (Option<String>, String)) -> RecordNote {
    RecordNote {
        url: scene.addresses.link(&record.url),
        title: scene.say(&record.title),
        lang: scene.lang(&record.title),
        printed,
        reason,
        place: record.source.place.as_ref().map(|place| scene.say(place)),
    }
}

fn dataset_notes(scene: &Scene<'_>, dataset: &Dataset) -> DatasetNotes {
    let conflict = |conflict: &Conflict| ShownConflict {
        place: scene.say(&conflict.place),
        printed: scene.say(&conflict.printed),
        taken: scene.say(&conflict.taken),
        reason: scene.say(&conflict.reason),
    };
    DatasetNotes { title: scene.say(&dataset.title), conflicts: dataset.conflicts.iter().map(conflict).collect() }
}
