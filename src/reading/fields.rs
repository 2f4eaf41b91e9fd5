use std::cell::RefCell;
use std::ops::Range;

use super::Reading;
use crate::diagnostic::{Diagnostic, codes, did_you_mean, nearest};
use crate::model::{Date, DatePrecision, Localized, PartialDate};
use crate::say;
use crate::source::Location;
use crate::yaml::{Entry, Mapping, Node, Value};

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

impl<'a> Reading<'a> {
    /// The value as a mapping whose keys are all asked for, then checked by [`Fields::close`].
    pub fn fields<'r, 'n>(&'r self, node: &'n Node) -> Option<Fields<'r, 'n>> {
        self.mapping(node).map(|mapping| Fields::new(self, node.span.clone(), mapping))
    }
}

impl<'r, 'n> Fields<'r, 'n> {
    /// Begins to read a mapping. **Units**: `span` is the mapping's byte range in the file.
    pub fn new(reading: &'r Reading<'r>, span: Range<usize>, mapping: &'n Mapping) -> Self {
        Self { reading, span, mapping, asked: RefCell::default(), missing: RefCell::default() }
    }

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

    /// A day, a month or a year, if the key is there.
    pub fn partial_date(&self, key: &'static str) -> Option<PartialDate> {
        self.take(key).and_then(|node| self.reading.partial_date(node, DatePrecision::Year))
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
        let needed: Vec<&str> = self.missing.borrow().iter().map(|(key, _)| *key).collect();
        let others: Vec<&Entry> = self.mapping.entries.iter().filter(unknown).collect();
        // One key too many and one too few are one slip.
        let instead = if let ([_], [needed]) = (&others[..], &needed[..]) { Some(*needed) } else { None };
        for entry in others {
            meant.extend(unknown_key(self.reading, &entry.key, &entry.key_span, &absent, instead));
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

/// Reports a required key that is absent, or present without a value.
pub fn missing_key(reading: &Reading<'_>, key: &str, span: &Range<usize>, present: bool) {
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
    let fix = meant.and_then(|name| reading.rewrite(span, name, false));
    reading.push(Diagnostic::new(codes::KEY_UNKNOWN, reading.at(span), message).maybe_help(help).maybe_fix(fix));
    meant
}
