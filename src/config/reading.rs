//! Reading typed values out of a located tree, with a diagnostic for each value that is not what it should be.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::directives::refuse_directives;
use crate::diagnostic::{Code, Diagnostic, Text, codes, did_you_mean, nearest};
use crate::model::{Date, DateFault, LanguageTag, Localized, guess_date, parse_date};
use crate::say;
use crate::source::{Location, SourceFile};
use crate::yaml::{Entry, Mapping, Node, Value};

/// The languages of a site. **Shape**: never empty, no repeats; the first is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages(Vec<LanguageTag>);

impl Languages {
    /// The languages of a site, or nothing for an empty list.
    pub fn new(tags: Vec<LanguageTag>) -> Option<Self> {
        (!tags.is_empty()).then_some(Self(tags))
    }

    /// The language at the site's root, in which plain values are written.
    pub fn default_language(&self) -> &LanguageTag {
        &self.0[0]
    }

    /// All languages, the default first.
    pub fn iter(&self) -> impl Iterator<Item = &LanguageTag> + Clone {
        self.0.iter()
    }
}

/// One file being read: what its values may refer to, and what was wrong with it so far.
pub struct Reading<'a> {
    file: &'a Arc<SourceFile>,
    languages: &'a Languages,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'a> Reading<'a> {
    /// Begins to read a file.
    pub fn new(file: &'a Arc<SourceFile>, languages: &'a Languages) -> Self {
        Self { file, languages, diagnostics: RefCell::default() }
    }

    /// The file being read.
    pub fn file(&self) -> &Arc<SourceFile> {
        self.file
    }

    /// The site's languages.
    pub fn languages(&self) -> &Languages {
        self.languages
    }

    /// The place of a byte range of the file.
    pub fn at(&self, span: &Range<usize>) -> Location {
        self.file.location(span.clone())
    }

    /// Notes a fault at a byte range.
    pub fn report(&self, code: Code, span: &Range<usize>, message: Text, help: Option<Text>) {
        self.push(Diagnostic::new(code, self.at(span), message).maybe_help(help));
    }

    /// Notes a fault.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// What was wrong, in the order in which it was found.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// Notes that a value is of another kind than it should be.
    pub fn wrong_type(&self, node: &Node, expected: Text) {
        let (found_pl, found_en) = match node.value {
            Value::Null => ("nic", "nothing"),
            Value::Scalar(_) => ("tekst", "text"),
            Value::Sequence(_) => ("lista", "a list"),
            Value::Mapping(_) => ("zestaw kluczy", "a mapping"),
        };
        let Text { pl, en } = expected;
        let message = say!("Tu powinno stać: {pl}, a stoi {found_pl}.", "Expected {en} here, found {found_en}.");
        let unfinished = say!("Dokończ wpis albo usuń ten plik.", "Finish the entry, or delete this file.");
        let whole_file = node.value == Value::Null && self.file.text().lines().all(is_empty_line);
        self.report(codes::VALUE_TYPE, &node.span, message, whole_file.then_some(unfinished));
    }

    /// The value as text that is not empty.
    pub fn text<'n>(&self, node: &'n Node) -> Option<&'n str> {
        match &node.value {
            Value::Scalar(text) if !text.trim().is_empty() => Some(text.trim()),
            Value::Scalar(_) | Value::Null => {
                let help = say!("Wpisz wartość albo usuń cały klucz.", "Write a value or remove the key.");
                self.report(
                    codes::VALUE_EMPTY,
                    &node.span,
                    say!("Wartość jest pusta.", "The value is empty."),
                    Some(help),
                );
                None
            }
            _ => {
                self.wrong_type(node, say!("tekst", "text"));
                None
            }
        }
    }

    /// The value as a list.
    pub fn list<'n>(&self, node: &'n Node) -> Option<&'n [Node]> {
        match &node.value {
            Value::Sequence(items) => Some(items),
            _ => {
                self.wrong_type(node, say!("lista (wiersze od „- ”)", "a list (lines that begin with “- ”)"));
                None
            }
        }
    }

    /// The value as a mapping whose keys are all asked for, then checked by [`Fields::close`].
    pub fn fields<'r, 'n>(&'r self, node: &'n Node) -> Option<Fields<'r, 'n>> {
        self.mapping(node).map(|mapping| Fields {
            reading: self,
            span: node.span.clone(),
            mapping,
            asked: RefCell::default(),
            missing: RefCell::default(),
        })
    }

    /// The value as a mapping.
    pub fn mapping<'n>(&self, node: &'n Node) -> Option<&'n Mapping> {
        match &node.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => {
                self.wrong_type(node, say!("zestaw „klucz: wartość”", "a mapping of “key: value”"));
                None
            }
        }
    }

    /// The value as text in the default language, or as a mapping of language to text.
    pub fn localized(&self, node: &Node) -> Option<Localized> {
        let Value::Mapping(mapping) = &node.value else { return self.phrase(node).map(Localized::plain) };
        if !mapping.entries.iter().any(|entry| is_like_a_language(&entry.key)) {
            self.wrong_type(node, say!("tekst", "text"));
            return None;
        }
        let mut original = None;
        let mut translations = Vec::new();
        for entry in &mapping.entries {
            let Some(language) = self.language(&entry.key, &entry.key_span) else { continue };
            let Some(text) = self.phrase(&entry.value) else { continue };
            if &language == self.languages.default_language() {
                original = Some(text);
            } else {
                translations.push((language, text.into()));
            }
        }
        if original.is_none() {
            let language = self.languages.default_language();
            let message = say!("Brakuje tekstu w języku „{language}”.", "The text in “{language}” is missing.");
            self.report(codes::VALUE_LANGUAGE, &node.span, message, None);
        }
        Some(Localized::new(original?, translations))
    }

    /// The value as text in one language.
    fn phrase<'n>(&self, node: &'n Node) -> Option<&'n str> {
        let text = self.text(node)?;
        refuse_directives(self, node, text);
        Some(text)
    }

    /// A language of the site by its code.
    pub fn language(&self, code: &str, span: &Range<usize>) -> Option<LanguageTag> {
        let known = self.languages.iter().find(|tag| tag.as_str() == code);
        if known.is_none() {
            let message = say!("Strona nie ma języka „{code}”.", "The site has no language “{code}”.");
            self.report(
                codes::VALUE_LANGUAGE,
                span,
                message,
                did_you_mean(code, self.languages.iter().map(LanguageTag::as_str)),
            );
        }
        known.cloned()
    }

    /// The value as a date.
    pub fn date(&self, node: &Node) -> Option<Date> {
        let text = self.text(node)?;
        let fault = match parse_date(text) {
            Ok(date) => return Some(date),
            Err(fault) => fault,
        };
        let message = match fault {
            DateFault::Form if is_dotted_date(text) && guess_date(text).is_none() => {
                say!("W kalendarzu nie ma dnia {text}.", "The calendar has no day {text}.")
            }
            DateFault::Form => say!(
                "„{text}” nie jest datą w zapisie rok-miesiąc-dzień.",
                "“{text}” is not a date written year-month-day."
            ),
            DateFault::Calendar => say!("W kalendarzu nie ma dnia {text}.", "The calendar has no day {text}."),
        };
        let help = match guess_date(text) {
            Some(date) => say!("Napisz: {date}", "Write: {date}"),
            None => say!("Napisz datę tak: 2024-12-31", "Write a date like this: 2024-12-31"),
        };
        self.report(codes::VALUE_DATE, &node.span, message, Some(help));
        None
    }

    /// The value as yes or no.
    pub fn boolean(&self, node: &Node) -> Option<bool> {
        match self.text(node)? {
            "true" | "yes" | "tak" => Some(true),
            "false" | "no" | "nie" => Some(false),
            text => {
                let message = say!("„{text}” to ani tak, ani nie.", "“{text}” is neither yes nor no.");
                self.report(
                    codes::VALUE_BOOLEAN,
                    &node.span,
                    message,
                    Some(say!("Napisz: true albo false", "Write: true or false")),
                );
                None
            }
        }
    }

    /// The value as a whole number.
    pub fn integer(&self, node: &Node) -> Option<i64> {
        let text = self.text(node)?;
        let parsed = parse_integer(text);
        if parsed.is_none() {
            let message = say!("„{text}” nie jest liczbą całkowitą.", "“{text}” is not a whole number.");
            self.report(
                codes::VALUE_INTEGER,
                &node.span,
                message,
                Some(say!("Napisz same cyfry, np. 25", "Write digits only, such as 25")),
            );
        }
        parsed
    }

    /// The value as a number with or without decimals.
    pub fn number(&self, node: &Node) -> Option<f64> {
        let text = self.text(node)?;
        let parsed = text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite());
        if parsed.is_none() {
            let message = say!("„{text}” nie jest liczbą.", "“{text}” is not a number.");
            self.report(
                codes::VALUE_NUMBER,
                &node.span,
                message,
                Some(say!("Napisz np. 53.78376", "Write for example 53.78376")),
            );
        }
        parsed
    }

    /// One of a fixed set of words.
    pub fn word<T: Copy>(&self, node: &Node, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let message = say!("Nieznana wartość „{text}”.", "Unknown value “{text}”.");
            self.report(
                codes::VALUE_CHOICE,
                &node.span,
                message,
                did_you_mean(text, words.iter().map(|(word, _)| *word)),
            );
        }
        found
    }
}

/// A mapping being read: each key is asked for by name, and those never asked for are unknown.
pub struct Fields<'r, 'n> {
    /// The file that it stands in.
    pub reading: &'r Reading<'r>,
    /// The whole mapping's byte range.
    pub span: Range<usize>,
    mapping: &'n Mapping,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<(&'static str, Range<usize>)>>,
}

impl<'n> Fields<'_, 'n> {
    /// The value of a key, unless it is absent or empty.
    pub fn take(&self, key: &'static str) -> Option<&'n Node> {
        self.asked.borrow_mut().push(key);
        self.mapping.get(key).filter(|node| node.value != Value::Null)
    }

    /// The value of a key that must be there; [`close`](Self::close) says so where it is not.
    pub fn need(&self, key: &'static str) -> Option<&'n Node> {
        let node = self.take(key);
        if node.is_none() {
            let present = self.mapping.entry(key).map(|entry| entry.key_span.clone());
            let span = present.unwrap_or(self.span.start..self.span.start);
            self.missing.borrow_mut().push((key, span));
        }
        node
    }

    /// The place of a key's value, if it is there.
    pub fn place(&self, key: &'static str) -> Option<Location> {
        self.take(key).map(|node| self.reading.at(&node.span))
    }

    /// The text of a key, if it is there.
    pub fn text(&self, key: &'static str) -> Option<&'n str> {
        self.take(key).and_then(|node| self.reading.text(node))
    }

    /// The text of a key that must be there.
    pub fn need_text(&self, key: &'static str) -> Option<&'n str> {
        self.need(key).and_then(|node| self.reading.text(node))
    }

    /// The localised text of a key, if it is there.
    pub fn localized(&self, key: &'static str) -> Option<Localized> {
        self.take(key).and_then(|node| self.reading.localized(node))
    }

    /// The localised text of a key that must be there.
    pub fn need_localized(&self, key: &'static str) -> Option<Localized> {
        self.need(key).and_then(|node| self.reading.localized(node))
    }

    /// Yes or no, if the key is there.
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        self.take(key).and_then(|node| self.reading.boolean(node))
    }

    /// A whole number, if the key is there.
    pub fn integer(&self, key: &'static str) -> Option<i64> {
        self.take(key).and_then(|node| self.reading.integer(node))
    }

    /// A number, if the key is there.
    pub fn number(&self, key: &'static str) -> Option<f64> {
        self.take(key).and_then(|node| self.reading.number(node))
    }

    /// A date, if the key is there.
    pub fn date(&self, key: &'static str) -> Option<Date> {
        self.take(key).and_then(|node| self.reading.date(node))
    }

    /// The items of a list; empty where the key is absent.
    pub fn list(&self, key: &'static str) -> &'n [Node] {
        self.take(key).and_then(|node| self.reading.list(node)).unwrap_or_default()
    }

    /// The texts of a list with the place of each; empty where the key is absent.
    pub fn texts(&self, key: &'static str) -> Vec<(&'n str, Range<usize>)> {
        let items = self.list(key).iter();
        items.filter_map(|node| self.reading.text(node).map(|text| (text, node.span.clone()))).collect()
    }

    /// A count, if the key is there: a whole number that is not negative.
    pub fn count(&self, key: &'static str) -> Option<usize> {
        let node = self.take(key)?;
        let number = self.reading.integer(node)?;
        let count = usize::try_from(number).ok();
        if count.is_none() {
            let message = say!("{number} to za mało.", "{number} is too small.");
            let help = say!("Napisz 0 albo więcej.", "Write 0 or more.");
            self.reading.report(codes::VALUE_RANGE, &node.span, message, Some(help));
        }
        count
    }

    /// Reports every key that was never asked for, and every needed key that is missing and not just misspelt. Says
    /// whether every key was known.
    pub fn close(self) -> bool {
        let asked = self.asked.into_inner();
        let absent: Vec<&str> = asked.iter().copied().filter(|key| self.mapping.get(key).is_none()).collect();
        let unknown = |entry: &&Entry| !asked.contains(&entry.key.as_str());
        let whole = !self.mapping.entries.iter().any(|entry| unknown(&entry));
        let mut meant = Vec::new();
        for entry in self.mapping.entries.iter().filter(unknown) {
            meant.extend(unknown_key(self.reading, &entry.key, &entry.key_span, &absent, None));
        }
        for (key, span) in self.missing.into_inner().into_iter().filter(|(key, _)| !meant.contains(key)) {
            missing_key(self.reading, key, &span, !span.is_empty());
        }
        whole
    }

    /// Reports the needed keys that are missing, and passes over the others: what they mean is not known.
    pub fn close_unread(self) {
        for (key, span) in self.missing.into_inner() {
            missing_key(self.reading, key, &span, !span.is_empty());
        }
    }
}

/// Whether a line has nothing but a comment.
fn is_empty_line(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    line.is_empty() || line.starts_with('#')
}

/// Whether a key may be meant as a language code.
fn is_like_a_language(key: &str) -> bool {
    let main = key.split(['-', '_']).next().unwrap_or(key);
    (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text is three numbers with full stops between them, as people write dates.
fn is_dotted_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reports a required key that is absent, or present without a value.
fn missing_key(reading: &Reading<'_>, key: &str, span: &Range<usize>, present: bool) {
    let message = say!("Brakuje wymaganego klucza „{key}”.", "The required key “{key}” is missing.");
    let help = if present {
        say!("Wpisz wartość po dwukropku.", "Write its value after the colon.")
    } else if reading.file().text()[span.start..].starts_with('{') {
        say!("Dopisz w nawiasie: , {key}: …", "Add it between the braces: , {key}: …")
    } else {
        say!("Dopisz wiersz: {key}: …", "Add a line: {key}: …")
    };
    reading.report(codes::KEY_MISSING, span, message, Some(help));
}

/// Reads a whole number, its digits together or in groups of three.
fn parse_integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let groups: Vec<&str> = digits.split([' ', '\u{a0}', '\u{202f}', '\u{2009}']).collect();
    let (first, others) = groups.split_first()?;
    let plain = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let grouped = others.is_empty() || first.len() <= 3 && others.iter().all(|group| group.len() == 3);
    (plain && grouped).then(|| format!("{sign}{}", groups.concat()).parse().ok())?
}

/// Reports a key that nothing reads and returns the known key that was probably meant: the nearest one, or `labelled`,
/// whose label it is.
pub fn unknown_key<'k>(
    reading: &Reading<'_>,
    key: &str,
    span: &Range<usize>,
    known: &[&'k str],
    labelled: Option<&'k str>,
) -> Option<&'k str> {
    let meant = nearest(key, known.iter().copied()).or(labelled);
    let message = say!("Nieznany klucz „{key}”.", "Unknown key “{key}”.");
    let comma = key.bytes().all(|byte| byte.is_ascii_digit());
    let help = if comma {
        Some(say!("Ułamek pisz z kropką, np. 53.78", "Write decimals with a point, such as 53.78"))
    } else {
        match meant {
            Some(name) => did_you_mean(name, [name]),
            None => did_you_mean(key, known.iter().copied()),
        }
    };
    reading.report(codes::KEY_UNKNOWN, span, message, help);
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_in_threes_or_not_at_all() {
        for (text, number) in
            [("45", 45), ("1 385", 1385), ("12\u{a0}000 000", 12_000_000), ("-7", -7), ("−1 000", -1000)]
        {
            assert_eq!(parse_integer(text), Some(number), "{text}");
        }
        for bad in ["", "+45", "4 5", "1 2345", "1234 567", "1  000", "-", "1.0", "99999999999999999999"] {
            assert_eq!(parse_integer(bad), None, "{bad}");
        }
    }
}
