//! How many faults there are, in words.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, MessageLanguage};

/// The number of errors and warnings, and of the files that they are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Diagnostics that keep the site from being published.
    pub errors: usize,
    /// Diagnostics that do not.
    pub warnings: usize,
    /// Files that have any.
    pub files: usize,
}

impl Tally {
    /// Counts.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        let files: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.location.path()).collect();
        Self { errors, warnings: diagnostics.len() - errors, files: files.len() }
    }

    /// "3 errors, 1 warning in 2 files", without a full stop.
    pub fn sentence(self, language: MessageLanguage) -> String {
        match language {
            MessageLanguage::English => self.in_english(),
            MessageLanguage::Polish => self.in_polish(),
        }
    }

    fn in_english(self) -> String {
        let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
        let faults = match (self.errors, self.warnings) {
            (0, 0) => return "no errors, no warnings".to_owned(),
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        };
        format!("{faults} in {}", count(self.files, "file"))
    }

    fn in_polish(self) -> String {
        let errors = |number| format!("{number} {}", polish_form(number, "błąd", "błędy", "błędów"));
        let warnings = |number| format!("{number} {}", polish_form(number, "ostrzeżenie", "ostrzeżenia", "ostrzeżeń"));
        let faults = match (self.errors, self.warnings) {
            (0, 0) => return "bez błędów i ostrzeżeń".to_owned(),
            (number, 0) => errors(number),
            (0, number) => warnings(number),
            (first, second) => format!("{}, {}", errors(first), warnings(second)),
        };
        format!("{faults} w {} {}", self.files, if self.files == 1 { "pliku" } else { "plikach" })
    }
}

/// The form of a Polish noun that goes with a whole number. **Source**: CLDR plural rules for Polish.
fn polish_form(number: usize, one: &'static str, few: &'static str, many: &'static str) -> &'static str {
    match (number, number % 10, number % 100) {
        (1, _, _) => one,
        (_, 2..=4, tens) if !(12..=14).contains(&tens) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_both(errors: usize, warnings: usize, files: usize) -> [String; 2] {
        let tally = Tally { errors, warnings, files };
        [tally.sentence(MessageLanguage::English), tally.sentence(MessageLanguage::Polish)]
    }

    #[test]
    fn numbers_agree_with_their_nouns() {
        assert_eq!(in_both(3, 1, 2), ["3 errors, 1 warning in 2 files", "3 błędy, 1 ostrzeżenie w 2 plikach"]);
        assert_eq!(in_both(1, 0, 1), ["1 error in 1 file", "1 błąd w 1 pliku"]);
        assert_eq!(in_both(0, 12, 5), ["12 warnings in 5 files", "12 ostrzeżeń w 5 plikach"]);
        assert_eq!(in_both(22, 112, 2), ["22 errors, 112 warnings in 2 files", "22 błędy, 112 ostrzeżeń w 2 plikach"]);
        assert_eq!(in_both(0, 0, 0), ["no errors, no warnings", "bez błędów i ostrzeżeń"]);
    }
}
