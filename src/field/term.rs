use super::{Names, Showing, Texts};
use crate::model::{AreaIx, Localized, Tone};

/// A term of a field, within that field: its place among the field's own words, or an area's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

impl TermId {
    /// The term of a word or an area by its number.
    pub fn new(number: usize) -> Self {
        Self(u32::try_from(number).expect("no register has four thousand million words or areas"))
    }

    /// The number of the word or area.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One value of a field by which records are chosen, grouped or counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The word for it in data: a choice's key, an area's code, `yes` or `no`.
    pub key: String,
    /// What readers call it.
    pub label: Label,
    /// What readers call it where all records with it are known of a day long ago only.
    pub past: Option<Label>,
    /// Good news or bad.
    pub tone: Option<Tone>,
    /// The folder of its page within the collection; the field's name where there is none.
    pub folder: Option<String>,
    /// The name of its page. **Shape**: a slug, unless the schema's key has no letter or digit.
    pub slug: String,
    /// How many terms it lies in, one within the other.
    pub depth: usize,
    /// Bytes that sort as the term does among those of its field.
    pub rank: Vec<u8>,
}

/// What readers call a term.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// A schema's words.
    Words(Localized),
    /// A text of the theme, by its key.
    Interface(&'static str),
    /// An area, by its number.
    Area(AreaIx),
}

impl Label {
    /// The label as readers see it.
    pub fn say(&self, showing: &Showing<'_>) -> String {
        let (texts, names): (&dyn Texts, &dyn Names) = (showing.texts, showing.names);
        match self {
            Label::Words(words) => showing.speech.say(words),
            Label::Interface(key) => texts.text(key, &[]),
            Label::Area(area) => names.area(*area).title(&showing.speech),
        }
    }

    /// The language that it must be marked with; none where it is in the readers' language.
    pub fn lang(&self, showing: &Showing<'_>) -> Option<String> {
        match self {
            Label::Words(words) => showing.speech.lang(words),
            Label::Interface(_) => None,
            Label::Area(area) => showing.speech.lang(showing.names.area(*area).name),
        }
    }
}
