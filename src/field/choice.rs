use std::borrow::Cow;
use std::cell::RefCell;

use serde_json::json;

use super::choices::{Choosable, Word};
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing, Shown,
    Sorting, Speech, Term, TermId, Terms, WHOLE, choices, sorting,
};
use crate::diagnostic::{codes, did_you_mean};
use crate::model::Localized;
use crate::reading::{Fields, Reading};
use crate::say;
use crate::search;
use crate::yaml::{self, Node};

/// One of a list of words.
#[derive(Clone, Debug)]
pub struct ChoiceField {
    /// The words and their labels, in the schema's order.
    pub choices: Vec<Choice>,
}

/// One word of a choice field.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The word in records and open data, and where the schema has it.
    pub word: Word,
    /// Its label on pages.
    pub label: Localized,
    /// The word that it lies in, among those before it.
    pub parent: Option<usize>,
}

impl Choosable for Choice {
    fn word(&self) -> &Word {
        &self.word
    }

    fn label(&self) -> &Localized {
        &self.label
    }
}

impl FieldKind for ChoiceField {
    type Value = usize;
    const NAME: &'static str = "choice";
    const EXAMPLES: &'static [&'static str] =
        &["choices: {branch: Branch, mobile: {en: Mobile library}, van: {label: Van, parent: mobile}}\nrole: category"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let node = keys.need("choices")?;
        let before = RefCell::new(Vec::new());
        let choice = |entry: &yaml::Entry| {
            let choice = read_choice(keys.reading, entry, &before.borrow());
            before.borrow_mut().push(entry.key.clone());
            Some(choice)
        };
        Some(Self { choices: choices::options(keys.reading, node, choice)? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::Category, Role::Accessibility],
            refers: None,
            parts: WHOLE,
            search: SearchField::Activity,
            terms: Terms::Own(choices::count(&self.choices)),
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        choices::read(reading, node, &self.choices)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(&self.choices[*value].word.key)
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        self.choices.iter().map(|choice| yaml::Value::text(&choice.word.key)).collect()
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Text(self.choices[*value].word.key.clone())
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(self.choices[*value].word.key)
    }

    fn json_schema(&self, form: Form) -> Json {
        choices::json_schema(&self.choices, form)
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        Some(json!(showing.speech.text(&self.choices[*value].label)))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        sorting::place(*value)
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        self.choices[*value].word.key.clone()
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        _: Part,
        speech: &Speech<'_>,
        _: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        Some(Cow::Borrowed(speech.text(&self.choices[*value].label)))
    }

    no_prose!();

    fn gather(&mut self, _: &mut dyn Iterator<Item = &Self::Value>) {}

    fn above(&self, term: TermId) -> Option<TermId> {
        self.choices[term.index()].parent.map(TermId::new)
    }

    fn term(&self, value: &usize) -> Option<TermId> {
        Some(TermId::new(*value))
    }

    fn words(&self) -> Vec<&Word> {
        self.choices.iter().map(|choice| &choice.word).collect()
    }

    fn term_key<'n>(&'n self, term: TermId, _: &'n dyn Names) -> Cow<'n, str> {
        Cow::Borrowed(&self.choices[term.index()].word.key)
    }

    fn describe(&self, term: TermId, _: &Sorting<'_>) -> Term {
        // A word stands right below the one that it lies in.
        let rank = self.way(term.index()).into_iter().flat_map(sorting::place).collect();
        Term { rank, depth: self.way(term.index()).len() - 1, ..choices::describe(&self.choices, term) }
    }

    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        speech: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        let way = self.way(*value).into_iter();
        into.extend(way.map(|choice| (field, speech.text(&self.choices[choice].label).to_owned())));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let labels = self.way(*value).into_iter().map(|choice| &self.choices[choice].label);
        let words = labels.map(|label| showing.speech.say(label)).collect::<Vec<_>>();
        Shown::Text { text: words.join(" › "), lang: showing.speech.lang(&self.choices[*value].label) }
    }
}

impl ChoiceField {
    /// A word and those that it lies in, the highest first.
    fn way(&self, choice: usize) -> Vec<usize> {
        let mut way: Vec<usize> = std::iter::successors(Some(choice), |choice| self.choices[*choice].parent).collect();
        way.reverse();
        way
    }
}

/// Reads a word of a definition: its label, or `{label, parent}`.
///
/// **Errors**: `schema/field` where its parent is no word that stands before it.
fn read_choice(reading: &Reading<'_>, entry: &yaml::Entry, before: &[String]) -> Choice {
    let word = Word::new(reading, entry);
    let plain = || Localized::plain(entry.key.as_str());
    let is_whole = matches!(&entry.value.value, yaml::Value::Mapping(mapping) if mapping.get("label").is_some());
    let Some(fields) = is_whole.then(|| reading.fields(&entry.value)).flatten() else {
        return Choice { word, label: reading.localized(&entry.value).unwrap_or_else(plain), parent: None };
    };
    let label = fields.need_localized("label").unwrap_or_else(plain);
    let parent = fields.take("parent").and_then(|node| read_parent(reading, node, before));
    fields.close();
    Choice { word, label, parent }
}

fn read_parent(reading: &Reading<'_>, node: &Node, before: &[String]) -> Option<usize> {
    let text = reading.text(node)?;
    let parent = before.iter().position(|key| key == text);
    if parent.is_none() {
        let message = say!("Przed tym słowem nie stoi „{text}”.", "No “{text}” stands before this word.");
        let help = did_you_mean(text, before.iter().map(String::as_str))
            .unwrap_or_else(|| say!("Najpierw stoi słowo nadrzędne.", "A word stands after the one that it lies in."));
        reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
    }
    parent
}
