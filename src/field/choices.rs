//! What fields have in common whose values are words of their schema.

use super::{Form, Json, Label, Term, TermId, schemas, sorting};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::model::{Localized, slugify};
use crate::reading::Reading;
use crate::say;
use crate::source::Location;
use crate::yaml::{Entry, Node, Value};

/// A word that a schema defines.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word in records and open data.
    pub key: String,
    /// Where the schema has it.
    pub location: Location,
}

impl Word {
    /// The word that is an entry's key.
    pub fn new(reading: &Reading<'_>, entry: &Entry) -> Self {
        Self { key: entry.key.clone(), location: reading.at(&entry.key_span) }
    }

    /// Its name in addresses. **Shape**: empty where it has no letter or digit.
    pub fn slug(&self) -> String {
        slugify(&self.key)
    }
}

/// Something that a schema lets records choose.
pub trait Choosable {
    /// Its word.
    fn word(&self) -> &Word;
    /// What readers call it.
    fn label(&self) -> &Localized;
}

/// Reads `choices` of a definition.
///
/// **Errors**: `value/type` for a list, which has no labels; `schema/field` where there is nothing to choose from.
pub fn options<T>(reading: &Reading<'_>, node: &Node, read: impl Fn(&Entry) -> Option<T>) -> Option<Vec<T>> {
    if matches!(node.value, Value::Sequence(_)) {
        let message = say!("Każde słowo potrzebuje etykiety.", "Each word needs a label.");
        let help = say!(
            "Napisz np. choices: {{rower: Rower, auto: Auto}}",
            "Write for example choices: {{bike: Bicycle, car: Car}}"
        );
        reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
        return None;
    }
    let choices: Vec<T> = reading.mapping(node)?.entries.iter().filter_map(read).collect();
    if choices.is_empty() {
        let message = say!("Nie ma z czego wybierać.", "There is nothing to choose from.");
        let help = say!("Dopisz słowa i ich etykiety: klucz: Etykieta", "Add words and their labels: key: Label");
        reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
    }
    (!choices.is_empty()).then_some(choices)
}

/// Reads one of the words; its place among them. Who writes a word's label instead is told the word.
///
/// **Errors**: `value/choice`.
pub fn read(reading: &Reading<'_>, node: &Node, choices: &[impl Choosable]) -> Option<usize> {
    let text = reading.text(node)?;
    let index = choices.iter().position(|choice| choice.word().key == text);
    if index.is_none() {
        let is_label = |label: &Localized| label.iter().any(|label| label.to_lowercase() == text.to_lowercase());
        let labelled = choices.iter().find(|choice| is_label(choice.label()));
        let message = say!("Nieznana wartość „{text}”.", "Unknown value “{text}”.");
        let help = match labelled.map(|choice| &choice.word().key) {
            Some(key) => Some(say!("Napisz: {key}", "Write: {key}")),
            None => did_you_mean(text, choices.iter().map(|choice| choice.word().key.as_str())),
        };
        let fix = labelled.and_then(|choice| reading.rewrite(&node.span, &choice.word().key, false));
        let diagnostic = Diagnostic::new(codes::VALUE_CHOICE, reading.at(&node.span), message);
        reading.push(diagnostic.maybe_help(help).maybe_fix(fix));
    }
    index
}

/// How many words there are.
pub fn count<T>(choices: &[T]) -> u32 {
    TermId::new(choices.len()).0
}

/// The term of a word.
pub fn describe(choices: &[impl Choosable], term: TermId) -> Term {
    let choice = &choices[term.index()];
    Term {
        key: choice.word().key.clone(),
        label: Label::Words(choice.label().clone()),
        past: None,
        depth: 0,
        tone: None,
        folder: None,
        slug: choice.word().slug(),
        rank: sorting::place(term.index()),
    }
}

/// One of the words, each with its label.
pub fn json_schema(choices: &[impl Choosable], form: Form) -> Json {
    schemas::words(choices.iter().map(|choice| (choice.word().key.as_str(), choice.label().original())), form)
}
