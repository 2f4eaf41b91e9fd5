//! The texts of one language, as translators write them.
//!
//! In: `translations/<language>.yaml` files, a theme's own after the default theme's. Out: texts by their keys. A text
//! that the default theme also has must be of the same kind and fill in the same names; a theme's own texts are free.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::Value;

use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::locale::{Locale, PluralCategory, typeset};
use crate::say;
use crate::source::SourceFile;
use crate::yaml;

/// Texts by their keys.
pub(super) type Messages = BTreeMap<String, Message>;

/// One text, as translators write it.
#[derive(Clone, Debug)]
pub(super) enum Message {
    /// Without anything to fill in.
    Plain(Value),
    /// With names in braces to fill in.
    Pattern(String),
    /// One pattern for each plural category that the language has: the one that `{n}` needs is taken.
    /// **Shape**: has `other`.
    Forms(BTreeMap<String, String>),
}

impl Message {
    /// The names in braces that are filled in, in any of its forms.
    fn names(&self) -> BTreeSet<&str> {
        match self {
            Self::Plain(_) => BTreeSet::new(),
            Self::Pattern(text) => names(text).collect(),
            Self::Forms(forms) => forms.values().flat_map(|form| names(form)).collect(),
        }
    }
}

/// The names in braces of a pattern.
fn names(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// Reads a language's files, a later one's texts in place of an earlier one's; `built_in` are the texts that the default
/// theme fills in, in the language in which it is written.
pub(super) fn read(
    code: &str,
    files: &[Arc<SourceFile>],
    built_in: &Messages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Messages {
    let mut messages = Messages::new();
    for file in files {
        let Some(root) = yaml::parse(file).into_value(diagnostics) else { continue };
        let yaml::Value::Mapping(mapping) = root.value else {
            let message = say!("Tu ma stać „klucz: tekst”.", "This must be “key: text”.");
            diagnostics.push(Diagnostic::new(codes::VALUE_TYPE, file.location(root.span), message));
            continue;
        };
        let mut reading = Reading { code, file, diagnostics };
        for entry in mapping.entries {
            if let Some(message) = reading.message(&entry, built_in.get(&entry.key)) {
                messages.insert(entry.key, message);
            } else if let Some(message) = built_in.get(&entry.key) {
                // The fault is reported: that the text is missing as well would be an echo.
                messages.entry(entry.key).or_insert_with(|| message.clone());
            }
        }
    }
    messages
}

/// One file being read.
struct Reading<'a> {
    code: &'a str,
    file: &'a Arc<SourceFile>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    /// One text; nothing where it is not written as `built_in`, the default theme's text of that key, must be.
    fn message(&mut self, entry: &yaml::Entry, built_in: Option<&Message>) -> Option<Message> {
        let counts = built_in.map(|text| matches!(text, Message::Forms(_)));
        let message = match &entry.value.value {
            yaml::Value::Scalar(text) if counts == Some(true) => {
                Message::Forms(BTreeMap::from([("other".to_owned(), self.set(text))]))
            }
            yaml::Value::Scalar(text) if text.contains('{') => Message::Pattern(self.set(text)),
            yaml::Value::Scalar(text) => Message::Plain(Value::from(self.set(text))),
            yaml::Value::Mapping(mapping) if counts != Some(false) => Message::Forms(self.forms(entry, mapping)?),
            _ => {
                self.report_type(entry, counts);
                return None;
            }
        };
        if let Some(built_in) = built_in {
            self.check_names(entry, &message, &built_in.names());
        }
        Some(message)
    }

    /// A text's forms, of which the language's plural categories must all be there and no others.
    fn forms(&mut self, entry: &yaml::Entry, mapping: &yaml::Mapping) -> Option<BTreeMap<String, String>> {
        let locale = Locale::new(self.code);
        let needed: Vec<&str> = locale.plural_categories().map(PluralCategory::name).collect();
        let mut forms = BTreeMap::new();
        for form in &mapping.entries {
            let yaml::Value::Scalar(text) = &form.value.value else {
                self.report_type(form, Some(false));
                continue;
            };
            forms.insert(form.key.clone(), self.set(text));
        }
        let missing: Vec<&str> = needed.iter().copied().filter(|category| !forms.contains_key(*category)).collect();
        if missing.is_empty() {
            return Some(forms);
        }
        let (key, code, missing, needed) = (&entry.key, self.code, missing.join(", "), needed.join(", "));
        let message = say!("Tekst „{key}” nie ma form: {missing}.", "The text “{key}” lacks these forms: {missing}.");
        let help = say!("Język „{code}” ma formy: {needed}.", "“{code}” has the forms {needed}.");
        let place = self.file.location(entry.key_span.clone());
        self.diagnostics.push(Diagnostic::new(codes::VALUE_PLURAL, place, message).help(help));
        None
    }

    /// Reports the names in braces that nothing fills in.
    fn check_names(&mut self, entry: &yaml::Entry, message: &Message, known: &BTreeSet<&str>) {
        for name in message.names().difference(known) {
            let text = say!("Nic nie wypełnia „{{{name}}}”.", "Nothing fills in “{{{name}}}”.");
            let place = self.file.location(entry.value.span.clone());
            let mut diagnostic = Diagnostic::new(codes::KEY_UNKNOWN, place, text);
            if let Some(help) = did_you_mean(name, known.iter().copied()) {
                diagnostic = diagnostic.help(help);
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports what is neither a text nor, where forms may stand, a text's forms.
    fn report_type(&mut self, entry: &yaml::Entry, counts: Option<bool>) {
        let message = match counts {
            Some(false) => say!("Tu ma stać jeden tekst.", "This must be one text."),
            _ => say!("Tu ma stać tekst albo jego formy.", "This must be a text or its forms."),
        };
        let place = self.file.location(entry.value.span.clone());
        self.diagnostics.push(Diagnostic::new(codes::VALUE_TYPE, place, message));
    }

    /// A text with the typography of its language, also after the number that will be filled in.
    fn set(&self, text: &str) -> String {
        typeset(text, self.code).replace("{n} ", "{n}\u{a0}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(built_in: &str, own: &str) -> Vec<String> {
        let mut diagnostics = Vec::new();
        let built_in = read("en", &[SourceFile::new("en.yaml", built_in)], &Messages::new(), &mut diagnostics);
        assert_eq!(diagnostics, [], "{built_in:?}");
        let messages = read("cs", &[SourceFile::new("cs.yaml", own)], &built_in, &mut diagnostics);
        assert!(messages.values().all(|text| !matches!(text, Message::Forms(forms) if !forms.contains_key("other"))));
        diagnostics.iter().map(|diagnostic| diagnostic.message.en.clone()).collect()
    }

    const BUILT_IN: &str = "found: {one: '{n} entry', other: '{n} entries'}\nskip: Skip\nas-of: As of {date}\n";

    #[test]
    fn translations_may_leave_names_out_and_count_without_forms() {
        assert_eq!(
            report(BUILT_IN, "found: 'Nalezeno: {n}'\nas-of: Dnes\nown: {one: a, few: b, many: c, other: d}\n"),
            [""; 0]
        );
    }

    #[test]
    fn translations_must_fit_what_the_theme_fills_in() {
        assert_eq!(report(BUILT_IN, "as-of: K {datum}\n"), ["Nothing fills in “{datum}”."]);
        assert_eq!(report(BUILT_IN, "skip: {one: a, other: b}\n"), ["This must be one text."]);
        assert_eq!(report(BUILT_IN, "found: {}\n"), ["The text “found” lacks these forms: one, few, many, other."]);
    }
}
