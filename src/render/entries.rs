use serde::Serialize;

use super::Scene;
use super::values::{self, Shown};
use crate::config::FieldKind;
use crate::index::{Near, key, term_value};
use crate::validate::{Collection, FieldValue, Record, RecordRef};

/// A record in a list.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Where its page lies.
    pub url: String,
    /// Its telling name.
    pub title: String,
    /// The language of its title and summary, where that is not the page's.
    pub lang: Option<String>,
    /// One line on it.
    pub summary: Option<String>,
    /// Whether it is open.
    pub status: Option<Status>,
    /// Its first telephone number.
    pub phone: Option<Shown>,
    /// Its terms in the collection's facets: `field:term`, separated by spaces.
    pub facets: Option<String>,
    /// How far it is.
    pub distance: Option<String>,
    /// What else matters in this list, in a few words.
    pub note: Option<String>,
}

/// Whether a place is open, in a word.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The word.
    pub label: String,
    /// Good news or bad: a class.
    pub tone: &'static str,
}

/// A record in a list.
pub fn entry(scene: &Scene<'_>, at: RecordRef) -> Entry {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    Entry {
        url: scene.addresses.link(&record.url),
        title: scene.record_title(at).to_owned(),
        lang: scene.lang(&record.title),
        summary: record.summary.as_ref().map(|summary| scene.say(summary)),
        status: status(scene, collection, record),
        phone: first_phone(scene, collection, record),
        facets: None,
        distance: None,
        note: None,
    }
}

/// A record in the list of another one or of an area: with its distance.
pub fn distant_entry(scene: &Scene<'_>, near: &Near) -> Entry {
    let distance = if near.km < 0.5 {
        scene.wording.text("distance-same", &[])
    } else {
        let km = scene.wording.locale().format_integer(near.km.round() as i64);
        scene.wording.text("distance", &[("km", &km)])
    };
    Entry { distance: Some(distance), ..entry(scene, near.record) }
}

/// A record in its collection's directory: with its terms, for filtering.
pub fn filterable_entry(scene: &Scene<'_>, at: RecordRef) -> Entry {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    Entry { facets: Some(facets(scene, collection, record)), ..entry(scene, at) }
}

/// Whether a record is open, in a word of the pages' language.
pub fn status(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<Status> {
    let (_, choice) = collection.status(record)?;
    Some(Status { label: scene.say(&choice.label), tone: choice.tone.as_str() })
}

fn first_phone(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<Shown> {
    let field = collection.schema.first(|kind| matches!(kind, FieldKind::Phone))?;
    let items = record.values[field].as_ref().map(FieldValue::items).unwrap_or_default();
    match items.first()? {
        FieldValue::Phone(number) => Some(values::phone(scene, number)),
        _ => None,
    }
}

fn facets(scene: &Scene<'_>, collection: &Collection, record: &Record) -> String {
    let mut terms = Vec::new();
    for &index in &collection.schema.facets {
        let field = &collection.schema.fields[index];
        for item in record.values[index].as_ref().map(FieldValue::items).unwrap_or_default() {
            if let Some(value) = term_value(item) {
                terms.push(format!("{}:{}", field.name, key(scene.portal, &field.kind, value)));
            }
        }
    }
    terms.join(" ")
}
