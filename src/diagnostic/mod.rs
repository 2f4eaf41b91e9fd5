//! What is wrong with the content, in an editor's words.
//!
//! In: a [`Code`], a place and a message. Out: [`Diagnostic`]; a stage that goes on after faults returns
//! [`Checked`], its value together with them.
//!
//! Nothing is printed here: the `report` module renders diagnostics for people and machines.

pub mod codes;
mod fix;
mod suggest;

use crate::source::Location;

pub use codes::Code;
pub use fix::{Edit, Fix};
pub use suggest::{did_you_mean, nearest};

/// How bad it is: an error keeps the site from being published, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content must be mended before anything is published.
    Error,
    /// Worth a look; the site is published all the same.
    Warning,
}

/// A language that diagnostics can be read in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageLanguage {
    /// Polish.
    Polish,
    /// English: also for every site whose own language has no messages.
    #[default]
    English,
}

impl MessageLanguage {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Polish => "pl",
            Self::English => "en",
        }
    }
}

/// One message in each language that staff may choose. Written with [`say!`](crate::say).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Polish.
    pub pl: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The message in the given language.
    pub fn in_language(&self, language: MessageLanguage) -> &str {
        match language {
            MessageLanguage::Polish => &self.pl,
            MessageLanguage::English => &self.en,
        }
    }
}

/// Writes a [`Text`]: the same message in Polish and in English, with `format!` captures.
///
/// ```
/// let key = "nmae";
/// let text = spis::say!("Nieznany klucz „{key}”.", "Unknown key “{key}”.");
/// assert_eq!(text.en, "Unknown key “nmae”.");
/// ```
#[macro_export]
macro_rules! say {
    ($pl:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Text { pl: format!($pl), en: format!($en) }
    };
}

/// A second place that belongs to a fault: "first defined here".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What is at that place.
    pub message: Text,
    /// The place.
    pub location: Location,
}

/// One fault in the content: what, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of this kind of fault.
    pub code: Code,
    /// What is wrong, one sentence.
    pub message: Text,
    /// Where.
    pub location: Location,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<Text>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// Whether it stood before, where that was asked.
    pub since: Option<Since>,
}

/// Whether a fault was there in the state of the content that it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// It was not.
    New,
    /// It was.
    Standing,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn new(code: Code, location: Location, message: Text) -> Self {
        Self { code, message, location, related: Vec::new(), help: None, fix: None, since: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds what to do about it, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Text>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds what would mend it, where that can be written.
    #[must_use]
    pub fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.or(self.fix);
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(mut self, location: Location, message: Text) -> Self {
        self.related.push(Related { message, location });
        self
    }

    /// Whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// A stage's value together with what was wrong on the way; bad items are left out of the value.
#[derive(Debug, Default)]
pub struct Checked<T> {
    /// What could be made.
    pub value: T,
    /// What was wrong, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing wrong.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Moves the diagnostics into `sink` and returns the value.
    pub fn into_value(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}

/// Puts diagnostics into their order for people: by file, place, then code; exact repeats are dropped.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.location.sort_key(), a.code.name, &a.message.en).cmp(&(b.location.sort_key(), b.code.name, &b.message.en))
    });
    diagnostics.dedup();
}
