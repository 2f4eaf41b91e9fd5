use std::borrow::Cow;

use super::choices::{Choosable, Word};
use super::text::write_localized;
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing, Shown,
    Sorting, Speech, Term, TermId, Terms, choices, schemas, sorting,
};
use crate::diagnostic::codes;
use crate::model::{Date, Localized, Tone};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::search;
use crate::yaml::{self, Node};

/// A dated word that says whether the place is open.
#[derive(Clone, Debug)]
pub struct StatusField {
    /// The words, in the schema's order.
    pub choices: Vec<StatusChoice>,
}

/// One word of a status field.
#[derive(Clone, Debug)]
pub struct StatusChoice {
    /// The word in records and open data, and where the schema has it.
    pub word: Word,
    /// Its label on pages.
    pub label: Localized,
    /// Good news or bad, for colour and shape.
    pub tone: Tone,
    /// Its place in lists ordered by status and in search: lower comes first.
    pub rank: u8,
    /// What it means for the reader.
    pub explanation: Option<Localized>,
}

/// Whether a place is open, as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Index into the field's choices.
    pub choice: usize,
    /// The day it is known for.
    pub as_of: Option<Date>,
    /// Where that is said.
    pub source: Option<Localized>,
    /// What else there is to say.
    pub note: Option<Localized>,
}

impl Choosable for StatusChoice {
    fn word(&self) -> &Word {
        &self.word
    }

    fn label(&self) -> &Localized {
        &self.label
    }
}

const VALUE: Part = Part::column("value", "");
const AS_OF: Part = Part::column("as_of", ".as_of");
const SOURCE: Part = Part::hidden("source");
const NOTE: Part = Part::hidden("note");
const PARTS: &[Part] = &[VALUE, AS_OF, SOURCE, NOTE];

impl StatusField {
    fn choice(&self, status: &Status) -> &StatusChoice {
        &self.choices[status.choice]
    }
}

impl FieldKind for StatusField {
    type Value = Status;
    const NAME: &'static str = "status";
    const EXAMPLES: &'static [&'static str] = &[
        "choices:\n  open: {label: Open, tone: positive, rank: 0}\n  shut: {label: {en: Closed}, tone: negative, rank: 1, explanation: It closed for good.}",
    ];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let node = keys.need("choices")?;
        Some(Self { choices: choices::options(keys.reading, node, |entry| read_choice(keys.reading, entry))? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::OneField,
            role: Some(Role::Status),
            roles: &[Role::Status],
            refers: None,
            parts: PARTS,
            search: SearchField::Activity,
            terms: Terms::Own(choices::count(&self.choices)),
            translates: false,
            titles: true,
        }
    }

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        if matches!(node.value, yaml::Value::Scalar(_)) {
            let choice = choices::read(reading, node, &self.choices)?;
            return Some(Status { choice, as_of: None, source: None, note: None });
        }
        let fields = reading.fields(node)?;
        let choice = fields.need("value").and_then(|node| choices::read(reading, node, &self.choices));
        let (as_of, source, note) = (fields.date("as_of"), fields.localized("source"), fields.localized("note"));
        if let (Some(node), Some(date)) = (fields.take("as_of"), as_of) {
            reading.warn_of_future(date, &node.span, scope.today());
        }
        fields.close();
        Some(Status { choice: choice?, as_of, source, note })
    }

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let word = yaml::Value::text(&self.choice(value).word.key);
        let Status { as_of: None, source: None, note: None, .. } = value else {
            let localized = |text: &Option<Localized>| text.as_ref().map(|text| write_localized(text, names));
            let as_of = value.as_of.map(|date| yaml::Value::text(date.to_string()));
            let (source, note) = (localized(&value.source), localized(&value.note));
            return yaml::Value::mapping([("value", Some(word)), ("as_of", as_of), ("source", source), ("note", note)]);
        };
        word
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let words = self.choices.iter().map(|choice| yaml::Value::text(&choice.word.key));
        let dated = words.clone().take(1).map(|word| {
            let (as_of, note) = (yaml::Value::text("2020-02-29"), yaml::Value::text("They say so on the telephone."));
            yaml::Value::mapping([("value", Some(word)), ("as_of", Some(as_of)), ("note", Some(note))])
        });
        words.clone().chain(dated).collect()
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        let words = |text: &Option<Localized>| text.as_ref().map_or(Cell::Empty, Cell::original);
        match part {
            AS_OF => value.as_of.map_or(Cell::Empty, Cell::Date),
            SOURCE => words(&value.source),
            NOTE => words(&value.note),
            _ => Cell::Text(self.choice(value).word.key.clone()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        let mapping = cells.mapping(PARTS);
        match (cells.value("value"), &mapping) {
            (Some(word), yaml::Value::Mapping(parts)) if parts.entries.len() == 1 => word,
            _ => mapping,
        }
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        let original = |text: &Localized| text.original().to_owned();
        schemas::parts([
            ("value", Some(self.choice(value).word.key.clone())),
            ("as_of", value.as_of.map(|date| date.to_string())),
            ("source", value.source.as_ref().map(original)),
            ("note", value.note.as_ref().map(original)),
        ])
    }

    fn json_schema(&self, form: Form) -> Json {
        let word = choices::json_schema(&self.choices);
        let (as_of, text) = (schemas::formatted("date"), schemas::localized(form));
        let parts = [("value", word.clone()), ("as_of", as_of), ("source", text.clone()), ("note", text)];
        let object = schemas::object(parts, &["value"]);
        if form == Form::Content { schemas::either(word, object) } else { object }
    }

    fn schema_org(&self, _: &Self::Value, _: &str, _: &dyn Names) -> Option<Json> {
        // The vocabulary has no word for "not known", so nothing is said at all.
        None
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match part {
            Part::WHOLE | VALUE => sorting::integer(i64::from(self.choice(value).rank)),
            part => sorting::cell(&self.cell(value, part, sorting.names), sorting.locale),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        self.choice(value).word.key.clone()
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        part: Part,
        speech: &Speech<'_>,
        _: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        let local = |text: &'v Option<Localized>| text.as_ref().map_or("", |text| speech.text(text));
        Some(match part {
            AS_OF => Cow::Owned(value.as_of.map(|date| date.to_string()).unwrap_or_default()),
            SOURCE => Cow::Borrowed(local(&value.source)),
            NOTE => Cow::Borrowed(local(&value.note)),
            _ => Cow::Borrowed(speech.text(&self.choice(value).label)),
        })
    }

    no_prose!();

    fn term(&self, value: &Status) -> Option<TermId> {
        Some(TermId::new(value.choice))
    }

    fn describe(&self, term: TermId, _: &Sorting<'_>) -> Term {
        choices::describe(&self.choices, term, Some(self.choices[term.index()].tone))
    }

    fn search(
        &self,
        value: &Self::Value,
        _: search::Field,
        speech: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((search::Field::Activity, speech.text(&self.choice(value).label).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let choice = self.choice(value);
        Shown::Status { text: showing.speech.say(&choice.label), tone: choice.tone }
    }
}

/// Reads one word of a definition.
fn read_choice(reading: &Reading<'_>, entry: &yaml::Entry) -> Option<StatusChoice> {
    let fields = reading.fields(&entry.value)?;
    let choice = StatusChoice {
        word: Word::new(reading, entry),
        label: fields.need_localized("label").unwrap_or_else(|| Localized::plain(entry.key.as_str())),
        tone: fields.need("tone").and_then(|node| reading.word(node, Tone::ALL)).unwrap_or(Tone::Neutral),
        rank: read_rank(reading, &fields),
        explanation: fields.localized("explanation"),
    };
    fields.close();
    Some(choice)
}

fn read_rank(reading: &Reading<'_>, fields: &Fields<'_, '_>) -> u8 {
    let Some(rank) = fields.count("rank") else { return 0 };
    u8::try_from(rank).unwrap_or_else(|_| {
        let span = fields.take("rank").map_or(0..0, |node| node.span.clone());
        let message = say!("{rank} to za dużo.", "{rank} is too large.");
        let help = say!("Największa dozwolona wartość to 255.", "The largest value allowed is 255.");
        reading.report(codes::VALUE_RANGE, &span, message, Some(help));
        u8::MAX
    })
}
