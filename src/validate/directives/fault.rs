use std::ops::Range;

use super::super::portal::Page;
use crate::diagnostic::{Code, Diagnostic, Text, codes, did_you_mean};
use crate::say;

/// What is wrong with a directive, and where in the Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault.
    pub code: Code,
    /// Where. **Units**: bytes of the Markdown.
    pub range: Range<usize>,
    /// Whether it only repeats a fault that was reported where it lies.
    echo: bool,
    /// What to say about it: apart, so that results stay small.
    told: Box<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    message: Text,
    help: Option<Text>,
}

impl Fault {
    /// A fault without advice.
    pub fn new(code: Code, range: Range<usize>, message: Text) -> Self {
        Self { code, range, echo: false, told: Box::new(Told { message, help: None }) }
    }

    /// A wrong argument.
    pub fn argument(range: Range<usize>, message: Text) -> Self {
        Self::new(codes::DIRECTIVE_ARGUMENT, range, message)
    }

    /// Keeps it silent where it is an echo.
    #[must_use]
    pub fn echo(mut self, echo: bool) -> Self {
        self.echo = echo;
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.told.help = Some(help);
        self
    }

    /// Adds the known name that was probably meant, or the list of them.
    #[must_use]
    pub fn known<'a>(mut self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        self.told.help = did_you_mean(wrong, known);
        self
    }

    /// The same in the page's file; nothing for an echo.
    pub fn on(self, page: &Page) -> Option<Diagnostic> {
        let told = self.told;
        (!self.echo).then(|| Diagnostic::new(self.code, page.at(self.range), told.message).maybe_help(told.help))
    }
}

/// A directive that never ends.
pub fn never_closed(start: usize) -> Fault {
    let message = say!("Nawiasy {{{{ nie są zamknięte.", "The braces {{{{ are never closed.");
    Fault::new(codes::DIRECTIVE_SYNTAX, start..start + 2, message).help(say!(
        "Zakończ je przez }}}} w tym samym akapicie; żeby pokazać same nawiasy, weź je w `…`.",
        "End them with }}}} in the same paragraph; to show the braces themselves, put them in `…`."
    ))
}
