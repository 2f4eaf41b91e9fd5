use serde::Serialize;

use super::edition::Edition;
use super::json_ld;
use super::notes::field_label;
use crate::config::Section;
use crate::field::{Audience, Field, ServiceAreaField};
use crate::index::Coverage;
use crate::model::AreaIx;
use crate::plan::record_path;
use crate::render::layout::frame::{Alternative, Framed, Head, framed};
use crate::render::maps;
use crate::render::maps::ShownMap;
use crate::render::shared::address::encode;
use crate::render::shared::{Item, Scene};
use crate::render::shown::guide::ShownGuide;
use crate::render::shown::row::Row;
use crate::render::shown::values::ShownValue;
use crate::render::shown::{guide, row, values};
use crate::validate::{Citation, Collection, Record, RecordRef};

/// How many nearby places a record's page lists.
const LISTED: usize = 4;

/// How many nearby places the map on a record's page shows.
const DRAWN: usize = 8;

/// A record's page.
#[derive(Serialize)]
pub struct RecordPage {
    lang_of_title: Option<String>,
    name: Option<Name>,
    status: Option<StatusFacts>,
    sections: Vec<ShownSection>,
    /// What whoever comes should know; nothing where nobody can come.
    guide: Option<ShownGuide>,
    source: ShownSource,
    verified: Option<String>,
    corrections: Vec<Note>,
    doubts: Vec<Note>,
    map: Option<ShownMap>,
    /// Whether it is closed: then the page leads to others.
    closed: bool,
    nearby: Vec<Row>,
    areas: Vec<Item>,
    report_url: Option<String>,
    edit_url: Option<String>,
}

#[derive(Serialize)]
struct Name {
    text: String,
    lang: Option<String>,
}

#[derive(Serialize)]
struct StatusFacts {
    label: String,
    tone: &'static str,
    as_of: Option<String>,
    explanation: Option<String>,
    note: Option<String>,
    source: Option<String>,
}

#[derive(Serialize)]
struct ShownSection {
    id: String,
    label: String,
    /// Whether its one field is called like itself, so that its heading says what it is.
    alone: bool,
    fields: Vec<ShownField>,
}

#[derive(Serialize)]
struct ShownField {
    /// What kind of values it holds, where these are shown in a way of their own.
    kind: Option<&'static str>,
    label: String,
    /// What is said in place of a missing value.
    absent: Option<String>,
    shown: Vec<ShownValue>,
    /// Why the value may be wrong.
    doubts: Vec<String>,
}

#[derive(Serialize)]
struct ShownSource {
    text: Option<String>,
    url: Option<String>,
    place: Option<String>,
}

/// A correction or doubt.
#[derive(Serialize)]
struct Note {
    label: String,
    printed: Option<String>,
    reason: String,
}

/// The context of a record's page.
pub fn page<'a>(edition: &Edition<'a>, at: RecordRef) -> Framed<'a, RecordPage> {
    let Edition { scene, chrome, .. } = edition;
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let head = Head::new(scene, &record.url, scene.record_title(at).to_owned(), description(scene, collection, record))
        .below([scene.step(&collection.path)])
        .json_ld(json_ld::record(scene, at))
        .files(files(scene, collection, record));
    framed(scene, chrome, &record.url, head, content(scene, at, collection, record))
}

/// The record's own files of open data, where the register has such.
fn files(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Vec<Alternative> {
    let Some(json) = record_path(scene.portal, &collection.schema.id, record) else { return Vec::new() };
    let card = format!("{}{}.vcf", record.url.as_str(), record.id);
    let file = |media_type, path: &str| Alternative { media_type, url: scene.addresses.file(path) };
    vec![file("application/json", &json), file("text/vcard", &card)]
}

fn content(scene: &Scene<'_>, at: RecordRef, collection: &Collection, record: &Record) -> RecordPage {
    let near = scene.indexes.near_record(scene.portal, at, DRAWN);
    let closed = Coverage::of(scene.portal, at) == Coverage::Closed;
    let sections = collection.schema.page.iter().map(|given| section(scene, collection, record, given, closed));
    RecordPage {
        lang_of_title: scene.lang(&record.title),
        name: name(scene, record),
        status: status(scene, collection, record),
        sections: sections.filter(|section| !section.fields.is_empty()).collect(),
        guide: collection.schema.guide.as_ref().filter(|_| !closed).map(|guide| guide::shown(scene, guide)),
        source: source(scene, &record.source),
        verified: record.verified.map(|date| scene.wording.locale().format_date(date)),
        corrections: corrections(scene, collection, record),
        doubts: doubts(scene, collection, record),
        map: maps::record(scene, at, &near),
        closed,
        nearby: near.iter().take(LISTED).map(|near| row::distant_row(scene, near)).collect(),
        areas: areas(scene, record),
        report_url: report_url(scene, record),
        edit_url: edit_url(scene, record),
    }
}

/// The name as printed, where the title does not begin with it.
fn name(scene: &Scene<'_>, record: &Record) -> Option<Name> {
    let lang = scene.default_language();
    let told = scene.phrase(&record.title).text.contains(&*record.name);
    let lang = (scene.language != lang).then(|| lang.to_string());
    (!told).then(|| Name { text: record.name.to_string(), lang })
}

/// One sentence for search engines: the title's summary, street and town, and whether it is open.
fn description(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<String> {
    let summary = record.summary.as_ref().map(|summary| scene.say(summary));
    let address = collection.address(record).map(|address| address.lines(scene.portal.site.country).join(", "));
    let status = collection.status(record).map(|(status, choice)| scene.say(status.word(choice)));
    let parts: Vec<String> = summary.into_iter().chain(address).chain(status).collect();
    (!parts.is_empty()).then(|| parts.join(". "))
}

fn status(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<StatusFacts> {
    let (status, choice) = collection.status(record)?;
    let date = scene.wording.locale().format_partial_date(status.as_of);
    let as_of = Some(scene.wording.text("status-as-of", &[("date", &date)]));
    Some(StatusFacts {
        label: scene.say(status.word(choice)),
        tone: choice.tone.as_str(),
        as_of,
        explanation: choice.explanation.as_ref().map(|text| scene.say(text)),
        note: status.note.as_ref().map(|text| scene.say(text)),
        source: status.source.as_ref().map(|text| scene.say(text)),
    })
}

fn section(
    scene: &Scene<'_>,
    collection: &Collection,
    record: &Record,
    section: &Section,
    closed: bool,
) -> ShownSection {
    let shown = section.fields.iter().filter_map(|&index| {
        let shown = field(scene, record, &collection.schema.fields[index], index)?;
        (!closed || is_true_of_closed(&collection.schema.fields[index], &shown)).then_some(shown)
    });
    let (fields, label): (Vec<ShownField>, String) = (shown.collect(), scene.say(&section.label));
    let alone = fields.len() == 1 && fields[0].label == label;
    ShownSection { id: section.id.clone(), label, alone, fields }
}

/// Whether a field says nothing that only an open place means: whom it serves, or what to do before one comes.
fn is_true_of_closed(field: &Field, shown: &ShownField) -> bool {
    field.kind.get::<ServiceAreaField>().is_none() && shown.absent.is_none()
}

fn field(scene: &Scene<'_>, record: &Record, field: &Field, index: usize) -> Option<ShownField> {
    let shown = values::shown(scene, field, &record.values[index], Audience::OwnPage);
    let absent = field.absent.as_ref().filter(|_| shown.is_empty()).map(|text| scene.say(text));
    if shown.is_empty() && absent.is_none() {
        return None;
    }
    let doubts = record.doubts.iter().filter(|doubt| field_name(&doubt.field) == field.name);
    let doubts = doubts.map(|doubt| scene.say(&doubt.reason)).collect();
    let kind = shown.iter().all(|value| matches!(value, ShownValue::Phone { .. })).then_some("phone");
    Some(ShownField { kind, label: scene.say(&field.label), absent, shown, doubts })
}

/// The field's name in a path such as `address.street` or `emails[0]`.
fn field_name(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

fn source(scene: &Scene<'_>, citation: &Citation) -> ShownSource {
    let document = scene.portal.site.source.as_ref();
    let title = citation.title.as_ref().or(document.map(|document| &document.title));
    let url = citation.url.as_ref().or(document.and_then(|document| document.url.as_ref()));
    ShownSource {
        text: title.map(|title| scene.say(title)),
        url: url.map(|url| url.as_str().to_owned()),
        place: citation.place.as_ref().map(|place| scene.say(place)),
    }
}

fn corrections(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Vec<Note> {
    let note = |correction: &crate::validate::Correction| Note {
        label: field_label(scene, collection, &correction.field),
        printed: Some(correction.printed.clone()),
        reason: scene.say(&correction.reason),
    };
    record.corrections.iter().map(note).collect()
}

fn doubts(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Vec<Note> {
    let note = |doubt: &crate::validate::Doubt| Note {
        label: field_label(scene, collection, &doubt.field),
        printed: None,
        reason: scene.say(&doubt.reason),
    };
    record.doubts.iter().map(note).collect()
}

/// The areas that the record stands in and that have pages, the smallest first.
fn areas(scene: &Scene<'_>, record: &Record) -> Vec<Item> {
    let areas = &scene.portal.areas;
    let item = |index: AreaIx| {
        let area = &areas.areas[index];
        let url = scene.addresses.link(area.url.as_ref()?);
        Some(Item { url, label: scene.area_name(area), short: None, hreflang: None, current: false })
    };
    record.standing.iter().copied().filter_map(item).collect()
}

/// A form of the repository that is filled in with the record, else an e-mail to the publisher, where the site names one.
fn report_url(scene: &Scene<'_>, record: &Record) -> Option<String> {
    let title = scene.say(&record.title);
    let subject = encode(&scene.wording.text("report-error-subject", &[("title", &title)]));
    if let Some(repository) = &scene.portal.site.repository {
        return Some(repository.issue(&subject, &encode(&scene.addresses.absolute(&record.url))));
    }
    let email = scene.portal.site.contact.as_ref()?.email.as_ref()?;
    let body = encode(&format!("{}\n\n", scene.addresses.absolute(&record.url)));
    Some(format!("mailto:{email}?subject={subject}&body={body}"))
}

/// Where the record's file is edited, where the site offers that to its readers.
fn edit_url(scene: &Scene<'_>, record: &Record) -> Option<String> {
    scene.portal.site.repository.as_ref()?.edit(&record.file.path().to_string_lossy())
}
