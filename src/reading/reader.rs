use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::Languages;
use crate::diagnostic::{Code, Diagnostic, Fix, Text, codes, did_you_mean};
use crate::model::{Date, DateFault, DatePrecision, LanguageTag, PartialDate};
use crate::say;
use crate::source::{Location, SourceFile};
use crate::yaml::{self, Mapping, Node, Value};

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

    /// The fix that writes another text in place of a scalar: a safe one if it says the same, else a guess.
    pub fn rewrite(&self, span: &Range<usize>, text: &str, safe: bool) -> Option<Fix> {
        let written = yaml::rewritten(self.file, span, text)?;
        Some(Fix { safe, ..Fix::safe(self.at(span), written) })
    }

    /// Notes a fault.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// How many faults were noted so far: a mark for [`explain`](Self::explain).
    pub fn noted(&self) -> usize {
        self.diagnostics.borrow().len()
    }

    /// Adds to the help of every fault that was noted since a mark.
    pub fn explain(&self, since: usize, more: &Text) {
        self.diagnostics.borrow_mut()[since..].iter_mut().for_each(|fault| fault.explain(more));
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

    /// The value as a day.
    pub fn date(&self, node: &Node) -> Option<Date> {
        self.partial_date(node, DatePrecision::Day).and_then(PartialDate::day)
    }

    /// The value as a date of which at least so much is known.
    ///
    /// **Errors**: `value/date`.
    pub fn partial_date(&self, node: &Node, least: DatePrecision) -> Option<PartialDate> {
        let text = self.text(node)?;
        let fault = match PartialDate::parse(text) {
            Ok(date) if date.precision() >= least => return Some(date),
            Ok(_) => {
                let message = match least {
                    DatePrecision::Day => {
                        say!("„{text}” to za mało: trzeba dnia.", "“{text}” is not enough: the day is needed.")
                    }
                    _ => say!("„{text}” to za mało: trzeba miesiąca.", "“{text}” is not enough: the month is needed."),
                };
                self.report(codes::VALUE_DATE, &node.span, message, Some(like(least)));
                return None;
            }
            Err(fault) => fault,
        };
        let guess = PartialDate::guess(text).filter(|date| date.precision() >= least);
        let message = match fault {
            DateFault::Form if is_dotted_date(text) && guess.is_none() => {
                say!("W kalendarzu nie ma dnia {text}.", "The calendar has no day {text}.")
            }
            DateFault::Form => say!(
                "„{text}” nie jest datą w zapisie rok-miesiąc-dzień.",
                "“{text}” is not a date written year-month-day."
            ),
            DateFault::Calendar => say!("W kalendarzu nie ma dnia {text}.", "The calendar has no day {text}."),
        };
        let help = guess.map_or_else(|| like(least), |date| say!("Napisz: {date}", "Write: {date}"));
        let fix = guess.and_then(|date| self.rewrite(&node.span, &date.to_string(), false));
        self.push(Diagnostic::new(codes::VALUE_DATE, self.at(&node.span), message).help(help).maybe_fix(fix));
        None
    }

    /// Reports a text that is to be one line and is as long as a page: something else was pasted into it.
    pub fn warn_of_length(&self, node: &Node, text: &str, most: usize) {
        let count = text.chars().count();
        if text.len() <= most || count <= most {
            return;
        }
        let message = say!("Ten tekst ma {count} znaków.", "This text has {count} characters.");
        let help = say!(
            "Na stronie stoi w jednym wierszu. Skróć go albo daj polu w schemacie type: markdown",
            "Pages show it in one line. Shorten it, or give the field type: markdown in the schema"
        );
        self.report(codes::VALUE_LONG, &node.span, message, Some(help));
    }

    /// Reports a day on which something is said to have been seen, but which has not come yet.
    pub fn warn_of_future(&self, date: Date, span: &Range<usize>, today: Date) {
        if date <= today {
            return;
        }
        let message = say!("Dzień {date} jeszcze nie nadszedł.", "The day {date} has not come yet.");
        let help = say!(
            "Wpisz dzień, w którym to naprawdę sprawdzono; dniem budowania strony jest {today}.",
            "Write the day on which it was really checked; the site is built as of {today}."
        );
        self.report(codes::RECORD_FUTURE, span, message, Some(help));
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
            let help = number_among_words(text, "")
                .unwrap_or_else(|| say!("Napisz same cyfry, np. 25", "Write digits only, such as 25"));
            self.report(codes::VALUE_INTEGER, &node.span, message, Some(help));
        }
        parsed
    }

    /// The value as a number with or without decimals.
    pub fn number(&self, node: &Node) -> Option<f64> {
        let text = self.text(node)?;
        let parsed = text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite());
        if parsed.is_none() {
            let message = say!("„{text}” nie jest liczbą.", "“{text}” is not a number.");
            let help = in_degrees(text)
                .map(|degrees| say!("Napisz: {degrees:.5}", "Write: {degrees:.5}"))
                .unwrap_or_else(|| say!("Napisz np. 53.78376", "Write for example 53.78376"));
            self.report(codes::VALUE_NUMBER, &node.span, message, Some(help));
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

/// The one number that stands among words, as it was typed: `ok. 40`, `12,50 zł`. `marks` are those that may stand within it.
pub fn number_among_words(text: &str, marks: &str) -> Option<Text> {
    let within = |c: char| c.is_ascii_digit() || marks.contains(c);
    let runs = text.split(|c: char| !within(c)).map(|run| run.trim_matches(|c: char| !c.is_ascii_digit()));
    let mut numbers = runs.filter(|run| !run.is_empty());
    match (numbers.next(), numbers.next()) {
        (Some(number), None) if number.len() < text.len() => Some(say!("Napisz: {number}", "Write: {number}")),
        _ => None,
    }
}

/// Degrees, minutes and seconds as degrees with decimals: `54°02'01"N`.
fn in_degrees(text: &str) -> Option<f64> {
    let sign = if text.contains(['S', 'W']) || text.starts_with('-') { -1.0 } else { 1.0 };
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).filter(|part| !part.is_empty());
    let parts: Vec<f64> = parts.map(|part| part.replace(',', ".").parse().ok()).collect::<Option<_>>()?;
    let minutes = |at: usize| parts.get(at).copied().unwrap_or(0.0);
    let is_angle = text.contains('°') && (2..=3).contains(&parts.len()) && minutes(1) < 60.0 && minutes(2) < 60.0;
    is_angle.then(|| sign * (parts[0] + minutes(1) / 60.0 + minutes(2) / 3600.0))
}

/// How to write a date of which at least so much must be known.
fn like(least: DatePrecision) -> Text {
    match least {
        DatePrecision::Day => say!("Napisz datę tak: 2024-12-31", "Write a date like this: 2024-12-31"),
        DatePrecision::Month => say!("Napisz np. 2024-12 albo 2024-12-31", "Write for example 2024-12 or 2024-12-31"),
        DatePrecision::Year => {
            say!("Napisz np. 2024, 2024-12 albo 2024-12-31", "Write for example 2024, 2024-12 or 2024-12-31")
        }
    }
}

/// Whether a line has nothing but a comment.
fn is_empty_line(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    line.is_empty() || line.starts_with('#')
}

/// Whether a text is three numbers with full stops between them, as people write dates.
fn is_dotted_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
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
