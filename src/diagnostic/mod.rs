//! What is wrong with the content, in an editor's words.
//!
//! In: a [`Code`], a place and a message. Out: [`Diagnostic`]; a stage that goes on after faults returns
//! [`Checked`], its value together with them.
//!
//! Nothing is printed here: the `report` module renders diagnostics for people and machines.

pub mod codes;
mod fix;
mod suggest;

use std::collections::HashMap;
use std::path::PathBuf;

use crate::source::Location;

pub use codes::Code;
pub use fix::{Edit, Fix};
pub use suggest::{did_you_mean, nearest};

/// The longest message that is not cut in its middle. **Units**: bytes.
pub const MESSAGE: usize = 1_000;

/// The most faults of one kind that are told of one file one by one.
pub const FAULTS: usize = 500;

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

    /// Without the middle of what is too long for a message: it quotes what editors wrote, of any length.
    fn shortened(self) -> Self {
        Self { pl: without_middle(self.pl), en: without_middle(self.en) }
    }
}

fn without_middle(text: String) -> String {
    if text.len() <= MESSAGE {
        return text;
    }
    let boundary = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let (end, start) = (boundary(MESSAGE / 2), boundary(text.len() - MESSAGE / 2));
    format!("{} […] {}", &text[..end], &text[start..])
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
    /// Adds to what to do about it.
    pub fn explain(&mut self, more: &Text) {
        self.help = Some(match self.help.take() {
            Some(help) => Text { pl: format!("{}\n{}", help.pl, more.pl), en: format!("{}\n{}", help.en, more.en) },
            None => more.clone(),
        });
    }

    /// A fault at a place.
    pub fn new(code: Code, location: Location, message: Text) -> Self {
        Self { code, message: message.shortened(), location, related: Vec::new(), help: None, fix: None, since: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help.shortened());
        self
    }

    /// Adds what to do about it, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Text>) -> Self {
        self.help = help.map(Text::shortened).or(self.help);
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
        self.related.push(Related { message: message.shortened(), location });
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

/// Leaves out what one file has too much of: after [`FAULTS`] of one kind, one says how many more there are.
///
/// **Shape**: in the order of [`sort`], which it wants too.
pub fn bounded(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: HashMap<(PathBuf, &'static str), usize> = HashMap::new();
    let key = |of: &Diagnostic| (of.location.path().to_owned(), of.code.name);
    for diagnostic in &diagnostics {
        *counts.entry(key(diagnostic)).or_default() += 1;
    }
    let mut seen: HashMap<(PathBuf, &'static str), usize> = HashMap::new();
    let kept = diagnostics.into_iter().filter_map(|diagnostic| {
        let (seen, all) = (seen.entry(key(&diagnostic)).or_default(), counts[&key(&diagnostic)]);
        *seen += 1;
        match *seen {
            of if of <= FAULTS => Some(diagnostic),
            of if of == FAULTS + 1 => Some(more(diagnostic, all - FAULTS)),
            _ => None,
        }
    });
    kept.collect()
}

fn more(first: Diagnostic, count: usize) -> Diagnostic {
    let message = say!(
        "Takich błędów jest w tym pliku jeszcze {count}; pierwszy z nich stoi tutaj.",
        "This file has {count} more faults of this kind; the first of them is here."
    );
    let help = say!("Zacznij od tych, które opisano wyżej.", "Begin with those that are described above.");
    Diagnostic {
        related: Vec::new(),
        fix: None,
        since: first.since,
        ..Diagnostic::new(first.code, first.location, message)
    }
    .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn what_one_file_has_too_much_of_is_counted() {
        let file = SourceFile::new("a", "x".repeat(2 * FAULTS));
        let fault = |at| Diagnostic::new(codes::LINK_BROKEN, file.location(at..at + 1), say!("a", "a"));
        let bounded = bounded((0..2 * FAULTS).map(fault).collect());
        assert_eq!(bounded.len(), FAULTS + 1);
        assert!(bounded[FAULTS].message.en.contains(&format!("{FAULTS} more")), "{}", bounded[FAULTS].message.en);
    }

    #[test]
    fn a_long_message_keeps_its_ends() {
        let long = "ż".repeat(1_000_000);
        let message = say!("a", "“{long}” is no number.").shortened().en;
        assert!(message.starts_with("“ż") && message.ends_with("” is no number."), "{message}");
        assert!(message.len() < MESSAGE + 20, "{}", message.len());
    }
}
