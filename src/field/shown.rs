use crate::model::{Dimensions, Localized, OutputPath, Position, Tone, UrlPath};

/// A value as readers see it: one of a few shapes that templates know. **Shape**: plain data; no markup, no addresses of
/// pages, texts with the typography of their language.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown<'v> {
    /// Plain text, with its language where that is not the page's.
    Text {
        /// The text.
        text: String,
        /// The language's code.
        lang: Option<String>,
    },
    /// Formatted text: Markdown.
    Prose(&'v Localized),
    /// A telephone number to call.
    Phone {
        /// The number grouped for reading.
        text: String,
        /// The number in E.164.
        number: &'v str,
        /// What to dial after the connection.
        extension: Option<&'v str>,
        /// What answers there, and whom one reaches, each with its language where that is not the page's.
        about: Vec<(String, Option<String>)>,
        /// Whether somebody can be spoken to there.
        speaks: bool,
    },
    /// A link.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads.
        target: Target<'v>,
        /// The language's code.
        lang: Option<String>,
        /// What is said after it.
        note: Option<String>,
    },
    /// A picture.
    Image {
        /// The file.
        file: &'v OutputPath,
        /// How large it is.
        size: Dimensions,
        /// What it shows, in words.
        alt: String,
        /// The language of these words, where that is not the page's.
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
        /// The country's ISO code; empty where it is not known.
        country: &'static str,
    },
    /// A point on Earth.
    Position {
        /// The point.
        position: Position,
        /// How exact it is, unless it is the building.
        note: Option<String>,
    },
    /// Opening hours.
    Hours {
        /// Days with the same hours, in their order.
        rows: Vec<HoursRow>,
        /// What else there is to say, with its language where that is not the page's.
        note: Option<(String, Option<String>)>,
        /// Of which day they are known: as the language writes it, and the last day that it can mean in ISO 8601.
        as_of: Option<(String, String)>,
        /// Monday to Sunday for a script: spans in minutes, `-` by appointment, `?` not known, parted by semicolons.
        week: String,
    },
    /// Fields that belong together. **Shape**: only those that have values.
    Group(Vec<ShownField<'v>>),
    /// Whether a place is open.
    Status {
        /// In words.
        text: String,
        /// Good news or bad.
        tone: Tone,
    },
}

/// A field of a group with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownField<'v> {
    /// What readers call it.
    pub label: String,
    /// The label's language, where that is not the page's.
    pub lang: Option<String>,
    /// Its values.
    pub values: Vec<Shown<'v>>,
}

/// Days with the same opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursRow {
    /// The days in words.
    pub days: String,
    /// Their hours in words.
    pub times: String,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target<'v> {
    /// A mailbox.
    Mail(&'v str),
    /// A web address.
    Web(&'v str),
    /// A page of the site.
    Page(&'v UrlPath),
    /// A file beside the pages, which all languages share.
    File(&'v OutputPath),
}

impl Shown<'_> {
    /// Text that no language marks.
    pub fn plain(text: String) -> Self {
        Self::Text { text, lang: None }
    }
}
