use std::ops::Range;

use crate::locale::{Locale, typeset};
use crate::model::{
    AreaIx, Attachment, Country, Date, LanguageTag, Localized, OutputPath, Position, RecordRef, UrlPath,
};
use crate::reading::Reading;

/// What values may refer to while content is read.
pub trait Scope: Sync {
    /// The country of telephone numbers and postal codes.
    fn country(&self) -> Option<&'static Country>;

    /// Whether the site names a country that is not known: national telephone numbers cannot be judged then.
    fn country_unread(&self) -> bool;

    /// The day by which dates are judged.
    fn today(&self) -> Date;

    /// An area by its code, at one level or at any. Its number.
    ///
    /// **Errors**: `area/unknown`, `area/level`, at `span`; nothing where the areas themselves could not be read.
    fn area(&self, reading: &Reading<'_>, code: &str, span: &Range<usize>, level: Option<&str>) -> Option<AreaIx>;

    /// What an area is called.
    fn area_name(&self, area: AreaIx) -> &Localized;

    /// A record by its collection and identifier.
    ///
    /// **Errors**: `reference/dangling`, at `span`; nothing where the record or its collection could not be read.
    fn record(&self, reading: &Reading<'_>, id: &str, span: &Range<usize>, collection: &str) -> Option<RecordRef>;

    /// A file beside the pages by its path.
    fn file(&self, path: &str) -> Option<&Attachment>;

    /// The paths of all files beside the pages, for those who name one that is not there.
    fn files(&self) -> Vec<&str>;

    /// Whether a point lies in any outline of the register's areas; nothing where there are no outlines.
    fn holds(&self, position: Position) -> Option<bool>;
}

/// The register that values were read into: what its areas and records are called.
pub trait Names: Sync {
    /// The country of telephone numbers and postal codes.
    fn country(&self) -> Option<&'static Country>;

    /// The language in which plain values are written.
    fn default_language(&self) -> &LanguageTag;

    /// An area by its number.
    fn area(&self, area: AreaIx) -> AreaName<'_>;

    /// An area and those that it lies in, the smallest first.
    fn lineage(&self, area: AreaIx) -> Vec<AreaIx>;

    /// The areas of a level, or all, in the order of their codes.
    fn areas_of(&self, level: Option<&str>) -> Vec<AreaIx>;

    /// A record by its place.
    fn record(&self, record: RecordRef) -> RecordName<'_>;

    /// The files beside the pages.
    fn attachments(&self) -> Vec<&Attachment>;

    /// The whole address of a file, for other programs.
    fn file_address(&self, path: &OutputPath) -> String;

    /// The first record of a collection.
    fn first_record(&self, collection: &str) -> Option<RecordRef>;
}

/// What an area is called, and where its page lies.
#[derive(Clone, Copy, Debug)]
pub struct AreaName<'n> {
    /// Its official code.
    pub code: &'n str,
    /// Its name.
    pub name: &'n Localized,
    /// What tells it from its namesakes.
    pub distinction: Option<&'n Localized>,
    /// Where its page lies, if it has one.
    pub url: Option<&'n UrlPath>,
    /// Where the pages of its level lie, if it has some.
    pub level: Option<&'n UrlPath>,
}

impl AreaName<'_> {
    /// Its name with what tells it from its namesakes. **Shape**: unique in its level.
    pub fn title(&self, speech: &Speech<'_>) -> String {
        let name = speech.text(self.name);
        match self.distinction {
            Some(distinction) => format!("{name} – {}", speech.text(distinction)),
            None => name.to_owned(),
        }
    }
}

/// What a record is called, and where its page lies.
#[derive(Clone, Copy, Debug)]
pub struct RecordName<'n> {
    /// The name of its collection.
    pub collection: &'n str,
    /// Its identifier.
    pub id: &'n str,
    /// Its title.
    pub title: &'n Localized,
    /// Where its page lies.
    pub url: &'n UrlPath,
}

/// The words of the interface in the readers' language.
pub trait Texts: Sync {
    /// A text of the theme with its names filled in.
    fn text(&self, key: &str, values: &[(&str, &str)]) -> String;
}

/// In which language texts are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Speech<'a> {
    /// The language wanted.
    pub language: &'a LanguageTag,
    /// The one that texts are in where they are not translated.
    pub default: &'a LanguageTag,
}

impl Speech<'_> {
    /// A text as readers of the language see it.
    pub fn text<'t>(&self, text: &'t Localized) -> &'t str {
        text.get(self.language, self.default).text
    }

    /// The same, with the typography of the language that it is in.
    pub fn say(&self, text: &Localized) -> String {
        let phrase = text.get(self.language, self.default);
        let language = if phrase.translated { self.language } else { self.default };
        typeset(phrase.text, language.as_str()).into_owned()
    }

    /// The language that a text must be marked with: the default one where the text is not translated.
    pub fn lang(&self, text: &Localized) -> Option<String> {
        (!text.get(self.language, self.default).translated).then(|| self.default.to_string())
    }
}

/// What values are ordered by.
#[derive(Clone, Copy)]
pub struct Sorting<'a> {
    /// How the site's default language sorts.
    pub locale: &'a Locale,
    /// The register.
    pub names: &'a dyn Names,
}

/// Everything that the look of a value depends on.
#[derive(Clone, Copy)]
pub struct Showing<'a> {
    /// The readers' language.
    pub speech: Speech<'a>,
    /// How it writes numbers and dates.
    pub locale: &'a Locale,
    /// The interface's words.
    pub texts: &'a dyn Texts,
    /// The register.
    pub names: &'a dyn Names,
}
