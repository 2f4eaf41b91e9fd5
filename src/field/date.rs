use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Label, Limits, Multiplicity, Names, Part, Role, Scope, SearchField,
    Showing, Shown, Sorting, Speech, Term, TermId, Terms, WHOLE, Word, schemas, sorting,
};
use crate::model::{Date, DatePrecision, Localized, PartialDate};
use crate::reading::{Fields, Reading};
use crate::yaml::{self, Node};

/// A day, a month or a year.
#[derive(Clone, Debug)]
pub struct DateField {
    /// Whether it is a term that runs out, so that a day in the past is reported.
    pub expires: bool,
    /// Whether it tells what is yet to come, so that a day that has not come is no slip.
    pub future: bool,
    /// How much of a date must be known.
    pub precision: DatePrecision,
    limits: Limits<PartialDate>,
    /// The years that records have. **Shape**: ascending; empty where nobody chooses by them.
    years: Vec<i16>,
}

impl FieldKind for DateField {
    type Value = PartialDate;
    const NAME: &'static str = "date";
    const EXAMPLES: &'static [&'static str] = &[
        "min: 1900-01-01\nmax: 2100-12-31\nprecision: month\nrole: registered_on",
        "expires: true\nprecision: day\nfuture: true",
        "",
    ];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let precision = keys.take("precision").and_then(|node| keys.reading.word(node, DatePrecision::ALL));
        let limits = Limits::options(keys, |reading, node| reading.partial_date(node, DatePrecision::Year))?;
        Some(Self {
            expires: keys.boolean("expires").unwrap_or(false),
            future: keys.boolean("future").unwrap_or(false),
            precision: precision.unwrap_or(DatePrecision::Year),
            limits,
            years: Vec::new(),
        })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::RegisteredOn, Role::Founded],
            refers: None,
            parts: WHOLE,
            search: SearchField::None,
            terms: Terms::Found(TermId::new(self.years.len()).0),
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let date = reading.partial_date(node, self.precision)?;
        self.limits.admit(reading, node, &date).then_some(date)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.to_string())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let day = self.limits.nearest(Date::constant(2031, 5, 17).into()).to_string();
        let enough =
            |length: &usize| PartialDate::parse(&day[..*length]).is_ok_and(|it| it.precision() >= self.precision);
        let lengths = [day.len(), 7, 4];
        lengths.iter().filter(|length| enough(length)).map(|length| yaml::Value::text(&day[..*length])).collect()
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::partial_date(*value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.to_string())
    }

    fn json_schema(&self, form: Form) -> Json {
        schemas::date(self.precision, form)
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!(value.to_string()))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        value.to_string().into_bytes()
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.to_string()
    }

    fn title<'v>(&'v self, value: &'v Self::Value, _: Part, _: &Speech<'_>, _: &'v dyn Scope) -> Option<Cow<'v, str>> {
        Some(Cow::Owned(value.to_string()))
    }

    no_prose!();

    fn gather(&mut self, values: &mut dyn Iterator<Item = &Self::Value>) {
        self.years = values.map(|date| date.first().year()).collect();
        self.years.sort_unstable();
        self.years.dedup();
    }

    flat_terms!();

    fn term(&self, value: &Self::Value) -> Option<TermId> {
        self.years.binary_search(&value.first().year()).ok().map(TermId::new)
    }

    fn words(&self) -> Vec<&Word> {
        Vec::new()
    }

    fn term_key<'n>(&'n self, term: TermId, _: &'n dyn Names) -> Cow<'n, str> {
        Cow::Owned(format!("{:04}", self.years[term.index()]))
    }

    fn describe(&self, term: TermId, sorting: &Sorting<'_>) -> Term {
        let year = self.term_key(term, sorting.names).into_owned();
        Term {
            label: Label::Words(Localized::plain(year.as_str())),
            past: None,
            depth: 0,
            tone: None,
            folder: None,
            slug: year.clone(),
            key: year,
            // The latest year first.
            rank: sorting::place(self.years.len() - term.index()),
        }
    }

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Date { text: showing.locale.format_partial_date(*value), iso: value.to_string() }
    }
}
