use serde::Serialize;

use crate::field::{self, Audience, Basis, Field, FieldKind, PhoneField, Target, Value};
use crate::model::{AreaIx, Localized, Phone};
use crate::render::passages;
use crate::render::shared::Scene;
use crate::render::shared::address::encode;
use crate::render::shared::html::Html;

/// A text with its language, where that is not the page's.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The text.
    pub text: String,
    /// The language's code.
    pub lang: Option<String>,
}

/// What a script needs to say whether a place is open now.
#[derive(Clone, Debug, Serialize)]
pub struct Now {
    /// Monday to Sunday: see `field::Shown::Hours`.
    week: String,
    /// Where the clocks go. **Source**: IANA time zone database.
    zone: String,
    /// The last day of which the hours may be known.
    as_of: String,
}

/// A field of a group with its values.
#[derive(Debug, Serialize)]
pub struct Labelled {
    /// What readers call it.
    label: Told,
    /// Its values.
    values: Vec<ShownValue>,
}

/// A value as a template shows it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ShownValue {
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
        /// `tel:…`; none where nobody can be spoken to.
        url: Option<String>,
        /// What to dial after the connection.
        extension: Option<String>,
        /// What answers there, and whom one reaches.
        about: Vec<Told>,
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
    /// A picture.
    Image {
        /// Where it lies.
        url: String,
        /// How wide it is. **Units**: pixels.
        width: u32,
        /// How high it is. **Units**: pixels.
        height: u32,
        /// What it shows, in words.
        alt: String,
        /// The language's code.
        lang: Option<String>,
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
    /// Opening hours.
    Hours {
        /// Days with the same hours: the days, and the hours.
        rows: Vec<(String, String)>,
        /// What else there is to say.
        note: Option<Told>,
        /// Of which day they are known.
        as_of: Option<String>,
        /// What the script needs that says whether it is open now.
        now: Option<Now>,
    },
    /// Fields that belong together.
    Group {
        /// Each field with its values.
        fields: Vec<Labelled>,
    },
    /// Whether a place is open.
    Status {
        /// In words.
        text: String,
        /// Good news or bad: a class.
        tone: &'static str,
    },
}

impl ShownValue {
    /// The value in plain words, where it has some.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Text { text, .. }
            | Self::Phone { text, .. }
            | Self::Link { text, .. }
            | Self::Date { text, .. }
            | Self::Position { text, .. }
            | Self::Image { alt: text, .. }
            | Self::Status { text, .. } => Some(text.clone()),
            Self::Hours { rows, .. } => {
                Some(rows.iter().map(|(days, times)| format!("{days}: {times}")).collect::<Vec<_>>().join("; "))
            }
            Self::Address { lines, .. } | Self::Lines { lines } => Some(lines.join(", ")),
            Self::Group { fields } => {
                let words = fields.iter().flat_map(|field| &field.values).filter_map(Self::words);
                Some(words.collect::<Vec<_>>().join(", "))
            }
            Self::Markdown { .. } => None,
        }
    }
}

/// A text as a value.
pub fn text(scene: &Scene<'_>, text: &Localized) -> ShownValue {
    ShownValue::Text { text: scene.say(text), lang: scene.lang(text) }
}

/// An area as a link to its page, or as text where it has none.
pub fn area_link(scene: &Scene<'_>, area: AreaIx, note: Option<String>) -> ShownValue {
    let area = &scene.portal.areas.areas[area];
    let text = scene.area_name(area);
    let lang = scene.lang(&area.name);
    match (&area.url, note) {
        (Some(url), note) => ShownValue::Link { text, url: scene.addresses.link(url), lang, note },
        (None, Some(note)) => ShownValue::Text { text: format!("{text} ({note})"), lang },
        (None, None) => ShownValue::Text { text, lang },
    }
}

/// What a claim to serve an area rests on, in words.
pub fn basis(scene: &Scene<'_>, basis: Basis) -> String {
    scene.wording.text(basis.text(), &[])
}

/// The values of a field that an audience may have. **Shape**: empty where there are none.
pub fn shown(scene: &Scene<'_>, field: &Field, values: &[Value], audience: Audience) -> Vec<ShownValue> {
    field.show(values, audience, &scene.showing()).into_iter().map(|value| markup(scene, value)).collect()
}

/// A shape of values as templates show it: with markup, and with the addresses of pages and programs.
///
/// **Source**: RFC 3966 for `tel`, RFC 5870 for `geo`.
pub fn markup(scene: &Scene<'_>, value: field::Shown<'_>) -> ShownValue {
    match value {
        field::Shown::Text { text, lang } => ShownValue::Text { text, lang },
        field::Shown::Prose(text) => {
            ShownValue::Markdown { html: passages::markdown(scene, text), lang: scene.lang(text) }
        }
        field::Shown::Phone { text, number, extension, about, speaks } => {
            let dialled = extension.map(|extension| format!(";ext={extension}")).unwrap_or_default();
            let url = speaks.then(|| format!("tel:{number}{dialled}"));
            let about = about.into_iter().map(|(text, lang)| Told { text, lang }).collect();
            ShownValue::Phone { text, url, extension: extension.map(str::to_owned), about }
        }
        field::Shown::Link { text, target, lang, note } => {
            let url = match target {
                Target::Mail(mailbox) => format!("mailto:{mailbox}"),
                Target::Web(address) => address.to_owned(),
                Target::Page(path) => scene.addresses.link(path),
                Target::File(path) => scene.addresses.file(&path.address()),
            };
            ShownValue::Link { text, url, lang, note }
        }
        field::Shown::Image { file, size, alt, lang } => {
            let url = scene.addresses.file(&file.address());
            ShownValue::Image { url, width: size.width, height: size.height, alt, lang }
        }
        field::Shown::Date { text, iso } => ShownValue::Date { text, iso },
        field::Shown::Address { lines, country } => {
            let query = encode(&format!("{}, {country}", lines.join(", ").replace('\u{a0}', " ")));
            ShownValue::Address { lines, map_url: format!("https://www.openstreetmap.org/search?query={query}") }
        }
        field::Shown::Position { position, note } => {
            let (lat, lon) = (position.lat(), position.lon());
            let url = format!("geo:{lat:.5},{lon:.5}?q={lat:.5},{lon:.5}");
            ShownValue::Position { text: format!("{lat:.5}, {lon:.5}"), url, note }
        }
        field::Shown::Hours { rows, note, as_of, week } => {
            let zone = scene.portal.site.timezone.as_ref();
            let now =
                zone.zip(as_of.as_ref()).map(|(zone, (_, day))| Now { week, zone: zone.clone(), as_of: day.clone() });
            ShownValue::Hours {
                rows: rows.into_iter().map(|row| (row.days, row.times)).collect(),
                note: note.map(|(text, lang)| Told { text, lang }),
                as_of: as_of.map(|(text, _)| scene.wording.text("status-as-of", &[("date", &text)])),
                now,
            }
        }
        field::Shown::Group(fields) => {
            let labelled = |field: field::ShownField<'_>| Labelled {
                label: Told { text: field.label, lang: field.lang },
                values: field.values.into_iter().map(|value| markup(scene, value)).collect(),
            };
            ShownValue::Group { fields: fields.into_iter().map(labelled).collect() }
        }
        field::Shown::Status { text, tone } => ShownValue::Status { text, tone: tone.as_str() },
    }
}

/// A telephone number as a link that dials it.
pub fn phone(scene: &Scene<'_>, number: &Phone) -> ShownValue {
    markup(scene, PhoneField.show(number, &scene.showing()))
}
