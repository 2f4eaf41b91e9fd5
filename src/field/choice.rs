use std::borrow::Cow;

use serde_json::json;

use super::choices::{Choosable, Word};
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing, Shown,
    Sorting, Speech, Term, TermId, Terms, WHOLE, choices, sorting,
};
use crate::model::Localized;
use crate::reading::{Fields, Reading};
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
        &["choices: {branch: Branch, mobile: {en: Mobile library}}\nrole: category"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let node = keys.need("choices")?;
        let choice = |entry: &yaml::Entry| {
            let word = Word::new(keys.reading, entry);
            let label = keys.reading.localized(&entry.value).unwrap_or_else(|| Localized::plain(entry.key.as_str()));
            Some(Choice { word, label })
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

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        choices::read(reading, node, &self.choices)
    }

    no_tidy!();

    open_to_all!();

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

    fn json_schema(&self, _: Form) -> Json {
        choices::json_schema(&self.choices)
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &dyn Names) -> Option<Json> {
        Some(json!(self.choices[*value].label.original()))
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

    schema_terms!();

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
        choices::describe(&self.choices, term)
    }

    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        speech: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((field, speech.text(&self.choices[*value].label).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let label = &self.choices[*value].label;
        Shown::Text { text: showing.speech.say(label), lang: showing.speech.lang(label) }
    }
}
