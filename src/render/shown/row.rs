//! A record in a list: the same row in directories, on area and record pages, on the map and on paper.
//!
//! Each part is there only where the register has it: a register without status, addresses, telephones or operators
//! gets shorter rows, not empty ones.

use std::borrow::Cow;

use serde::Serialize;

use super::mark::plain_mark;
use crate::draw::map::row_mark;
use crate::field::Field;
use crate::index::{Coverage, Near};
use crate::model::Localized;
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::values;
use crate::render::shown::values::{ShownValue, Told};
use crate::validate::{Collection, Record, RecordRef};

/// A record in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Where its page lies.
    pub url: String,
    /// What it is and where: short, since who runs it stands below.
    pub title: Told,
    /// Who runs it, where the title does not say so.
    pub operator: Option<Told>,
    /// One line on it, where its schema makes one.
    pub summary: Option<Told>,
    /// Its mark: the collection's shape, filled by the state. An `<svg>` without a name.
    pub mark: Html,
    /// Good news or bad: a class; none where its collection has no status.
    pub tone: Option<&'static str>,
    /// How far it is.
    pub distance: Option<String>,
    /// Street and town, or the area that it stands in.
    pub place: Option<String>,
    /// Whether it is open.
    pub status: Option<ShownStatus>,
    /// Its telephone numbers, in the order in which to try them.
    pub calls: Vec<Call>,
    /// Where those are that are not closed, for a place that is.
    pub others: Option<String>,
    /// What else matters in this list, in a few words.
    pub note: Option<String>,
    /// Its terms in the collection's facets: `field:term`, separated by spaces.
    pub facets: Option<String>,
}

/// Whether a place is open, in a word.
#[derive(Clone, Debug, Serialize)]
pub struct ShownStatus {
    /// The word.
    pub label: String,
    /// Good news or bad: a class.
    pub tone: &'static str,
    /// Of which day that is known.
    pub as_of: Option<String>,
}

/// A telephone number.
#[derive(Clone, Debug, Serialize)]
pub struct Call {
    /// The number grouped for reading.
    pub text: String,
    /// `tel:…`.
    pub url: String,
    /// What to dial after the connection.
    pub extension: Option<String>,
    /// What answers there, and whom one reaches.
    pub about: Option<String>,
}

/// The row of a record.
pub fn row(scene: &Scene<'_>, at: RecordRef) -> Row {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let url = scene.addresses.link(&record.url);
    let title = told(scene, record.short_title.as_ref().unwrap_or(&record.title));
    let others = (Coverage::of(scene.portal, at) == Coverage::Closed).then(|| format!("{url}#s-nearby"));
    let status = status(scene, collection, record);
    Row {
        operator: operator(scene, at).filter(|operator| !title.text.contains(&operator.text)),
        summary: record.summary.as_ref().map(|summary| told(scene, summary)),
        mark: Html::new(row_mark(plain_mark(scene, at))),
        tone: status.as_ref().map(|status| status.tone),
        distance: None,
        place: place(scene, collection, record),
        calls: calls(scene, collection, record),
        note: None,
        facets: None,
        url,
        title,
        status,
        others,
    }
}

/// The row of a record in the list of another one or of an area: with its distance.
pub fn distant_row(scene: &Scene<'_>, near: &Near) -> Row {
    Row { distance: Some(distance(scene, near.km)), ..row(scene, near.record) }
}

/// A distance in words. **Units**: kilometres.
pub fn distance(scene: &Scene<'_>, km: f64) -> String {
    if km < 0.5 {
        return scene.wording.text("distance-same", &[]);
    }
    let km = scene.wording.locale().format_integer(km.round() as i64);
    scene.wording.text("distance", &[("km", &km)])
}

/// The row of a record in its collection's directory: with its terms, for filtering.
pub fn filterable_row(scene: &Scene<'_>, at: RecordRef) -> Row {
    let facets = facets(scene, scene.portal.collection_of(at), scene.portal.record(at));
    Row { facets: Some(facets), ..row(scene, at) }
}

/// Records in the order of rows: the most hopeful state first, then by alphabet.
pub fn in_order(scene: &Scene<'_>, records: impl IntoIterator<Item = RecordRef>) -> Vec<RecordRef> {
    let locale = scene.wording.locale();
    let key = |at: &RecordRef| (Coverage::of(scene.portal, *at), locale.collation_key(scene.record_title(*at)), *at);
    let mut records: Vec<RecordRef> = records.into_iter().collect();
    records.sort_by_cached_key(key);
    records
}

/// Whether a record is open, in a word of the pages' language.
pub fn status(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<ShownStatus> {
    let (status, choice) = collection.status(record)?;
    let date = scene.wording.locale().format_partial_date(status.as_of);
    let as_of = Some(scene.wording.text("status-as-of", &[("date", &date)]));
    Some(ShownStatus { label: scene.say(status.word(choice)), tone: choice.tone.as_str(), as_of })
}

fn told(scene: &Scene<'_>, text: &Localized) -> Told {
    Told { text: scene.say(text), lang: scene.lang(text) }
}

fn operator(scene: &Scene<'_>, at: RecordRef) -> Option<Told> {
    scene.portal.provider(at).map(|provider| told(scene, provider))
}

fn place(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<String> {
    if let Some(address) = collection.address(record) {
        return Some(address.street_and_town());
    }
    record.standing.first().map(|area| scene.area_name(&scene.portal.areas.areas[*area]))
}

fn calls(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Vec<Call> {
    let call = |number| match values::phone(scene, number) {
        ShownValue::Phone { text, url, extension, about } => {
            let about = about.into_iter().map(|told| told.text).collect::<Vec<_>>().join(", ");
            Some(Call { text, url: url?, extension, about: Some(about).filter(|about| !about.is_empty()) })
        }
        _ => None,
    };
    collection.telephones(record).filter_map(call).collect()
}

/// The terms of a record in its collection's facets: field and the word for the term.
pub fn terms<'a>(
    scene: &Scene<'a>,
    collection: &'a Collection,
    record: &'a Record,
) -> impl Iterator<Item = (&'a Field, Cow<'a, str>)> {
    let portal = scene.portal;
    let fields = collection.schema.facets.iter().map(|index| (&collection.schema.fields[*index], *index));
    fields.flat_map(move |(field, index)| {
        field.terms(&record.values[index]).map(move |term| (field, field.kind.term_key(term, portal)))
    })
}

/// A record's terms in its collection's facets: `field:term`, separated by spaces.
pub fn facets(scene: &Scene<'_>, collection: &Collection, record: &Record) -> String {
    let terms = terms(scene, collection, record).map(|(field, term)| format!("{}:{term}", field.name));
    terms.collect::<Vec<_>>().join(" ")
}
