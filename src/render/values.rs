use serde::Serialize;

use super::Scene;
use super::address::encode;
use super::helping::basis;
use super::html::Html;
use crate::config::{Field, FieldKind};
use crate::model::{Localized, Phone};
use crate::validate::{Address, FieldValue, Place, Precision, Record, ServiceArea};

/// A value as a template shows it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Shown {
    /// Plain text, with its language where that is not the page's.
    Text {
        /// The text.
        text: String,
        /// The language's code.
        lang: Option<String>,
    },
    /// Formatted text.
    Markdown {
        /// The text as HTML.
        html: Html,
        /// The language's code.
        lang: Option<String>,
    },
    /// A telephone number to call.
    Phone {
        /// The number grouped for reading.
        text: String,
        /// `tel:…`.
        url: String,
        /// What to dial after the connection.
        extension: Option<String>,
    },
    /// A link: an e-mail address, a web address, an area, another record.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads.
        url: String,
        /// The language's code.
        lang: Option<String>,
        /// What is said after it.
        note: Option<String>,
    },
    /// A day.
    Date {
        /// As the language writes it.
        text: String,
        /// `YYYY-MM-DD`.
        iso: String,
    },
    /// A postal address.
    Address {
        /// Its lines.
        lines: Vec<String>,
        /// Where a map of it can be seen.
        map_url: String,
    },
    /// A postal address in a table.
    Lines {
        /// Its lines.
        lines: Vec<String>,
    },
    /// A point on Earth.
    Position {
        /// Latitude and longitude.
        text: String,
        /// `geo:…`.
        url: String,
        /// How exact it is, unless it is the building.
        note: Option<String>,
    },
    /// Whether a place is open.
    Status {
        /// In words.
        text: String,
        /// Good news or bad: a class.
        tone: &'static str,
    },
}

impl Shown {
    /// The value in plain words, where it has some.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Text { text, .. }
            | Self::Phone { text, .. }
            | Self::Link { text, .. }
            | Self::Date { text, .. }
            | Self::Position { text, .. }
            | Self::Status { text, .. } => Some(text.clone()),
            Self::Address { lines, .. } | Self::Lines { lines } => Some(lines.join(", ")),
            Self::Markdown { .. } => None,
        }
    }
}

/// The value of a field, item by item. **Shape**: empty where the record has none.
pub fn shown(scene: &Scene<'_>, record: &Record, field: &Field, value: Option<&FieldValue>) -> Vec<Shown> {
    let items = value.map(FieldValue::items).unwrap_or_default();
    items.iter().filter_map(|item| show(scene, record, field, item)).collect()
}

fn show(scene: &Scene<'_>, record: &Record, field: &Field, value: &FieldValue) -> Option<Shown> {
    let locale = scene.wording.locale();
    Some(match value {
        FieldValue::Text(text) => scene.text(text),
        FieldValue::Markdown(text) => markdown(scene, text),
        FieldValue::Integer(number) => match &field.kind {
            FieldKind::Integer { grouped: false } => plain(number.to_string()),
            _ => plain(locale.format_integer(*number)),
        },
        FieldValue::Money(amount) => money(scene, field, amount),
        FieldValue::Date(date) => Shown::Date { text: locale.format_date(*date), iso: date.to_string() },
        FieldValue::Boolean(yes) => plain(scene.wording.text(if *yes { "yes" } else { "no" }, &[])),
        FieldValue::Choice(index) => match &field.kind {
            FieldKind::Choice { choices } => scene.text(&choices[*index].label),
            _ => return None,
        },
        FieldValue::Phone(number) => phone(scene, number),
        FieldValue::Email(email) => link(email.to_string(), format!("mailto:{email}")),
        FieldValue::Url(url) => link(readable(url.as_str()), url.as_str().to_owned()),
        FieldValue::PostalCode(code) => plain(code.as_str().to_owned()),
        FieldValue::Address(given) => address(scene, given),
        FieldValue::Position(place) => position(scene, record, place),
        FieldValue::Area(area) => scene.area_link(*area, None),
        FieldValue::Reference(at) => reference(scene, scene.portal.record(*at)),
        FieldValue::Status(status) => match &field.kind {
            FieldKind::Status { choices } => {
                let choice = &choices[status.choice];
                Shown::Status { text: scene.say(status.word(choice)), tone: choice.tone.as_str() }
            }
            _ => return None,
        },
        FieldValue::ServiceArea(served) => service_area(scene, served),
        FieldValue::List(items) => return items.first().and_then(|item| show(scene, record, field, item)),
    })
}

fn plain(text: String) -> Shown {
    Shown::Text { text, lang: None }
}

fn link(text: String, url: String) -> Shown {
    Shown::Link { text, url, lang: None, note: None }
}

/// A web address without what everybody knows.
fn readable(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_suffix('/').unwrap_or(rest).to_owned()
}

fn markdown(scene: &Scene<'_>, text: &Localized) -> Shown {
    Shown::Markdown { html: scene.markdown(text), lang: scene.lang(text) }
}

fn money(scene: &Scene<'_>, field: &Field, amount: &crate::model::Decimal) -> Shown {
    let currency = match &field.kind {
        FieldKind::Money { currency } => currency.as_str(),
        _ => "",
    };
    plain(scene.wording.locale().format_money(*amount, currency))
}

/// A telephone number as a link that dials it. **Source**: RFC 3966.
pub fn phone(scene: &Scene<'_>, number: &Phone) -> Shown {
    let extension = number.extension.clone();
    let dialled = extension.as_ref().map(|extension| format!(";ext={extension}")).unwrap_or_default();
    Shown::Phone {
        text: number.display(scene.portal.site.country).replace(' ', "\u{a0}"),
        url: format!("tel:{}{dialled}", number.number),
        extension,
    }
}

/// The lines of a postal address.
pub fn address_lines(address: &Address) -> Vec<String> {
    let code = address.postal_code.as_ref().map(|code| format!("{}\u{a0}", code.as_str())).unwrap_or_default();
    let town = format!("{code}{}", address.town);
    let street = address.street.clone();
    address
        .locality
        .clone()
        .filter(|locality| Some(locality) != street.as_ref())
        .into_iter()
        .chain(street)
        .chain([town])
        .collect()
}

fn address(scene: &Scene<'_>, address: &Address) -> Shown {
    let lines = address_lines(address);
    let country = scene.portal.site.country.map(|country| country.code).unwrap_or_default();
    let query = encode(&format!("{}, {country}", lines.join(", ").replace('\u{a0}', " ")));
    Shown::Address { lines, map_url: format!("https://www.openstreetmap.org/search?query={query}") }
}

/// A point as a link that opens a map program. **Source**: RFC 5870.
fn position(scene: &Scene<'_>, _record: &Record, place: &Place) -> Shown {
    let (lat, lon) = (place.position.lat(), place.position.lon());
    let note = match place.precision {
        Precision::Building => None,
        Precision::Street => Some("position-street"),
        Precision::Locality => Some("position-locality"),
        Precision::Area => Some("position-area"),
    };
    let text = format!("{lat:.5}, {lon:.5}");
    Shown::Position {
        text,
        url: format!("geo:{lat:.5},{lon:.5}?q={lat:.5},{lon:.5}"),
        note: note.map(|key| scene.wording.text(key, &[])),
    }
}

fn reference(scene: &Scene<'_>, record: &Record) -> Shown {
    Shown::Link {
        text: scene.say(&record.title),
        url: scene.addresses.link(&record.url),
        lang: scene.lang(&record.title),
        note: None,
    }
}

fn service_area(scene: &Scene<'_>, served: &ServiceArea) -> Shown {
    scene.area_link(served.area, Some(basis(scene, served.basis)))
}
