use std::borrow::Cow;

use super::choices::{Choosable, Word};
use super::text::write_localized;
use super::{
    About, Cell, Cells, FieldKind, Form, Json, Label, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Term, TermId, Terms, choices, schemas, sorting,
};
use crate::diagnostic::codes;
use crate::model::{DatePrecision, Localized, PartialDate, Tone, is_over_a_year_before};
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
    /// Its label where it is known of a day long ago only.
    pub past: Option<Localized>,
    /// Good news or bad, for colour and shape.
    pub tone: Tone,
    /// Its place in lists ordered by status and in search: lower comes first.
    pub rank: u8,
    /// What it means for the reader.
    pub explanation: Option<Localized>,
    /// What comes nearest to it among the words of human services.
    pub hsds: Option<ServiceStatus>,
}

/// Whether a service is given. **Source**: Human Services Data Specification 3.1, `service.status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceStatus {
    /// It is.
    Active,
    /// It is not, or nobody knows.
    Inactive,
    /// It never will be again.
    Defunct,
    /// It is not for a while.
    Closed,
}

impl ServiceStatus {
    /// All of them by their words in schemas and in the standard.
    pub const ALL: &[(&str, ServiceStatus)] = &[
        ("active", ServiceStatus::Active),
        ("inactive", ServiceStatus::Inactive),
        ("defunct", ServiceStatus::Defunct),
        ("temporarily closed", ServiceStatus::Closed),
    ];

    /// The word for it in schemas and in the standard.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// Whether a place is open, as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Index into the field's choices.
    pub choice: usize,
    /// The day it is known for, or as much of it as is known.
    pub as_of: PartialDate,
    /// Whether that day is more than a year before the build.
    pub is_past: bool,
    /// Where that is said.
    pub source: Option<Localized>,
    /// What else there is to say.
    pub note: Option<Localized>,
}

impl Status {
    /// The words for it: in the past where its day is long ago and its choice has such words.
    pub fn word<'c>(&self, choice: &'c StatusChoice) -> &'c Localized {
        choice.past.as_ref().filter(|_| self.is_past).unwrap_or(&choice.label)
    }
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
const SOURCE: Part = Part::column("source", ".source");
const NOTE: Part = Part::column("note", ".note");
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
        "choices:\n  open: {label: Open, past: Was open, tone: positive, rank: 0, hsds: active}\n  shut: {label: {en: Closed}, tone: negative, rank: 1, explanation: It closed for good.}",
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

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        if matches!(node.value, yaml::Value::Scalar(_)) {
            if let Some(choice) = choices::read(reading, node, &self.choices) {
                report_undated(reading, node, &self.choices[choice].word.key);
            }
            return None;
        }
        let fields = reading.fields(node)?;
        let choice = fields.need("value").and_then(|node| choices::read(reading, node, &self.choices));
        let (as_of, source, note) =
            (fields.partial_date("as_of"), fields.localized("source"), fields.localized("note"));
        match (fields.take("as_of"), as_of) {
            (Some(node), Some(date)) => reading.warn_of_future(date.first(), &node.span, scope.today()),
            (Some(_), None) => {}
            (None, _) => report_undated(reading, node, choice.map_or("…", |choice| &self.choices[choice].word.key)),
        }
        fields.close();
        let as_of = as_of?;
        Some(Status {
            choice: choice?,
            as_of,
            is_past: is_over_a_year_before(as_of.last(), scope.today()),
            source,
            note,
        })
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let localized = |text: &Option<Localized>| text.as_ref().map(|text| write_localized(text, names));
        yaml::Value::mapping([
            ("value", Some(yaml::Value::text(&self.choice(value).word.key))),
            ("as_of", Some(yaml::Value::text(value.as_of.to_string()))),
            ("source", localized(&value.source)),
            ("note", localized(&value.note)),
        ])
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let text = |text: &str| Some(yaml::Value::text(text));
        let dated = |choice: &StatusChoice| [("value", text(&choice.word.key)), ("as_of", text("2020-02-29"))];
        let plain = self.choices.iter().map(|choice| yaml::Value::mapping(dated(choice)));
        let more = [("source", text("The library's own site")), ("note", text("They say so on the telephone."))];
        let whole = self
            .choices
            .iter()
            .take(1)
            .map(|choice| yaml::Value::mapping(dated(choice).into_iter().chain(more.clone())));
        plain.chain(whole).collect()
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        let words = |text: &Option<Localized>| text.as_ref().map_or(Cell::Empty, Cell::original);
        match part {
            AS_OF => Cell::partial_date(value.as_of),
            SOURCE => words(&value.source),
            NOTE => words(&value.note),
            _ => Cell::Text(self.choice(value).word.key.clone()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        let original = |text: &Localized| text.original().to_owned();
        schemas::parts([
            ("value", Some(self.choice(value).word.key.clone())),
            ("as_of", Some(value.as_of.to_string())),
            ("source", value.source.as_ref().map(original)),
            ("note", value.note.as_ref().map(original)),
        ])
    }

    fn json_schema(&self, form: Form) -> Json {
        let word = choices::json_schema(&self.choices, form);
        let (as_of, text) = (schemas::date(DatePrecision::Year, form), schemas::localized(form));
        let parts = [("value", word), ("as_of", as_of), ("source", text.clone()), ("note", text)];
        schemas::object(parts, &["value", "as_of"])
    }

    fn schema_org(&self, _: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
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
            AS_OF => Cow::Owned(value.as_of.to_string()),
            SOURCE => Cow::Borrowed(local(&value.source)),
            NOTE => Cow::Borrowed(local(&value.note)),
            _ => Cow::Borrowed(speech.text(value.word(self.choice(value)))),
        })
    }

    no_prose!();

    schema_terms!();

    fn term(&self, value: &Status) -> Option<TermId> {
        Some(TermId::new(value.choice))
    }

    fn words(&self) -> Vec<&Word> {
        self.choices.iter().map(|choice| &choice.word).collect()
    }

    fn term_key<'n>(&'n self, term: TermId, _: &'n dyn Names) -> Cow<'n, str> {
        Cow::Borrowed(&self.choices[term.index()].word.key)
    }

    fn describe(&self, term: TermId, _: &Sorting<'_>) -> Term {
        let choice = &self.choices[term.index()];
        Term {
            tone: Some(choice.tone),
            past: choice.past.clone().map(Label::Words),
            ..choices::describe(&self.choices, term)
        }
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
        Shown::Status { text: showing.speech.say(value.word(choice)), tone: choice.tone }
    }
}

/// Reads one word of a definition.
fn read_choice(reading: &Reading<'_>, entry: &yaml::Entry) -> Option<StatusChoice> {
    let fields = reading.fields(&entry.value)?;
    let choice = StatusChoice {
        word: Word::new(reading, entry),
        label: fields.need_localized("label").unwrap_or_else(|| Localized::plain(entry.key.as_str())),
        past: fields.localized("past"),
        tone: fields.need("tone").and_then(|node| reading.word(node, Tone::ALL)).unwrap_or(Tone::Neutral),
        rank: read_rank(reading, &fields),
        explanation: fields.localized("explanation"),
        hsds: fields.take("hsds").and_then(|node| reading.word(node, ServiceStatus::ALL)),
    };
    fields.close();
    Some(choice)
}

/// Refuses a status of which nobody can tell how old it is.
fn report_undated(reading: &Reading<'_>, node: &Node, key: &str) {
    let message = say!("Nie podano, z jakiego dnia jest ten stan.", "It is not said of which day this status is.");
    let help = say!(
        "Napisz: {{value: {key}, as_of: RRRR-MM-DD}}, z dniem, w którym było to wiadome.",
        "Write: {{value: {key}, as_of: YYYY-MM-DD}}, with the day on which that was known."
    );
    reading.report(codes::KEY_MISSING, &node.span, message, Some(help));
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
