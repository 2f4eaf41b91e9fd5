use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::edition::Edition;
use super::narrative;
use crate::field::{Audience, Field, Value};
use crate::index::group;
use crate::model::{Localized, UrlPath};
use crate::plan::{Format, dataset_path};
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::html::Html;
use crate::render::shared::{Scene, TrailStep};
use crate::render::shown::values;
use crate::render::shown::values::ShownValue;
use crate::validate::{Collection, Conflict, Correction, Dataset, Page, RecordRef};

/// What was corrected, what is doubtful, and where the source contradicts itself.
#[derive(Serialize)]
pub struct Notes {
    body: Html,
    corrections: Vec<NoteGroup>,
    doubts: Vec<NoteGroup>,
    datasets: Vec<DatasetNotes>,
}

/// Notes on records that their collections group alike, such as those of one area.
#[derive(Serialize)]
struct NoteGroup {
    /// What they have in common; none where the collections are not grouped.
    label: Option<String>,
    notes: Vec<RecordNote>,
}

#[derive(Serialize)]
struct RecordNote {
    url: String,
    title: String,
    lang: Option<String>,
    field: String,
    printed: Option<String>,
    taken: Option<String>,
    reason: String,
    place: Option<String>,
}

#[derive(Serialize)]
struct DatasetNotes {
    id: String,
    title: String,
    lang: Option<String>,
    /// The dataset as CSV.
    csv: String,
    /// The same with its contradictions.
    json: String,
    /// The pages that show its figures.
    uses: Vec<TrailStep>,
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
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, Notes> {
    let Edition { scene, chrome, .. } = edition;
    let (mut corrections, mut doubts) = (Vec::new(), Vec::new());
    for at in scene.indexes.in_order() {
        let (collection, record) = (scene.portal.collection_of(at), scene.portal.record(at));
        let open = collection.corrections(record, Audience::Everyone);
        corrections.extend(open.map(|note| (at, correction(scene, at, note))));
        let open = collection.doubts(record, Audience::Everyone);
        doubts.extend(open.map(|note| (at, shown(scene, at, &note.field, &note.reason))));
    }
    let uses = uses(scene);
    let datasets = scene.portal.datasets.iter().filter(|dataset| !dataset.conflicts.is_empty());
    let content = Notes {
        body: Html::new(edition.prose(page).html),
        corrections: grouped(scene, corrections),
        doubts: grouped(scene, doubts),
        datasets: datasets.map(|dataset| dataset_notes(scene, dataset, uses.get(dataset.id.as_str()))).collect(),
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

/// Notes under what their records are grouped by, whichever collection these are in.
fn grouped(scene: &Scene<'_>, notes: Vec<(RecordRef, RecordNote)>) -> Vec<NoteGroup> {
    let mut groups: BTreeMap<Option<String>, Vec<RecordNote>> = BTreeMap::new();
    for (at, note) in notes {
        let label = scene.group_label(at.collection, group(scene.portal, at));
        groups.entry(label).or_default().push(note);
    }
    let mut groups: Vec<NoteGroup> = groups.into_iter().map(|(label, notes)| NoteGroup { label, notes }).collect();
    groups.sort_by(|a, b| {
        let name = |group: &NoteGroup| group.label.clone().unwrap_or_default();
        scene.wording.locale().compare(&name(a), &name(b))
    });
    groups
}

fn correction(scene: &Scene<'_>, at: RecordRef, note: &Correction) -> RecordNote {
    RecordNote { printed: Some(note.printed.clone()), ..shown(scene, at, &note.field, &note.reason) }
}

fn shown(scene: &Scene<'_>, at: RecordRef, path: &str, reason: &Localized) -> RecordNote {
    let record = scene.portal.record(at);
    RecordNote {
        url: scene.addresses.link(&record.url),
        title: scene.record_title(at).to_owned(),
        lang: scene.lang(&record.title),
        field: field_label(scene, scene.portal.collection_of(at), path),
        printed: None,
        taken: taken(scene, at, path),
        reason: scene.say(reason),
        place: record.source.place.as_ref().map(|place| scene.say(place)),
    }
}

/// What a path such as `address.street`, `emails[0]` or `source.place` is called.
pub fn field_label(scene: &Scene<'_>, collection: &Collection, path: &str) -> String {
    let name = path.split(['.', '[']).next().unwrap_or(path);
    if let Some(index) = collection.schema.field_index(name) {
        return scene.say(&collection.schema.fields[index].label);
    }
    let key = match path {
        "source.place" => "report-place",
        _ if name == "source" => "source",
        _ => "name",
    };
    scene.wording.text(key, &[])
}

/// What a record gives at a path.
fn taken(scene: &Scene<'_>, at: RecordRef, path: &str) -> Option<String> {
    let (name, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let Some(index) = collection.schema.field_index(name) else {
        return match path {
            "name" => Some(record.name.to_string()),
            "source.title" => record.source.title.as_ref().map(|title| scene.say(title)),
            "source.url" => record.source.url.as_ref().map(|url| url.as_str().to_owned()),
            _ => record.source.place.as_ref().map(|place| scene.say(place)),
        };
    };
    let value = std::slice::from_ref(item(&record.values[index], rest)?);
    words(scene, &collection.schema.fields[index], value, rest)
}

/// The item of a list that `[0]…` names; any other value as it is.
fn item<'v>(values: &'v [Value], rest: &str) -> Option<&'v Value> {
    match rest.strip_prefix('[').and_then(|rest| rest.split(']').next()?.parse().ok()) {
        Some(number) => values.get::<usize>(number),
        None => values.first(),
    }
}

/// A value in plain words, or the part of it that the path ends with.
fn words(scene: &Scene<'_>, field: &Field, value: &[Value], rest: &str) -> Option<String> {
    let part = rest.rsplit_once('.').and_then(|(_, part)| field.part(part));
    match part {
        Some(part) => {
            let cell = field.cell(value, part, Audience::Everyone, scene.portal);
            Some(cell.to_string()).filter(|text| !text.is_empty())
        }
        None => values::shown(scene, field, value, Audience::Everyone).iter().find_map(ShownValue::words),
    }
}

/// The pages in the scene's language that show figures of each dataset.
pub(super) fn uses<'a>(scene: &Scene<'a>) -> BTreeMap<&'a str, BTreeSet<&'a UrlPath>> {
    let mut uses: BTreeMap<&str, BTreeSet<&UrlPath>> = BTreeMap::new();
    for page in scene.narrative.keys().filter_map(|path| scene.page_or_default(path)) {
        for dataset in page.blocks.iter().filter_map(|block| block.directive.dataset()) {
            uses.entry(&scene.portal.datasets[dataset].id).or_default().insert(&page.path);
        }
    }
    uses
}

fn dataset_notes(scene: &Scene<'_>, dataset: &Dataset, uses: Option<&BTreeSet<&UrlPath>>) -> DatasetNotes {
    let conflict = |conflict: &Conflict| ShownConflict {
        place: scene.say(&conflict.place),
        printed: scene.say(&conflict.printed),
        taken: scene.say(&conflict.taken),
        reason: scene.say(&conflict.reason),
    };
    DatasetNotes {
        id: dataset.id.clone(),
        title: scene.say(&dataset.title),
        lang: scene.lang(&dataset.title),
        csv: scene.addresses.file(&dataset_path(scene.portal, dataset, Format::Csv)),
        json: scene.addresses.file(&dataset_path(scene.portal, dataset, Format::Json)),
        uses: uses.into_iter().flatten().map(|path| scene.step(path)).collect(),
        conflicts: dataset.conflicts.iter().map(conflict).collect(),
    }
}
