use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Refers, Role, Scope, SearchField, Showing,
    Shown, Sorting, Speech, Term, TermId, Terms, Word, area, schemas, sorting,
};
use crate::diagnostic::Text;
use crate::model::{AreaIx, Country};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::search;
use crate::source::Location;
use crate::yaml::{self, Node};

/// An area that is served, with the basis of that claim.
#[derive(Clone, Debug)]
pub struct ServiceAreaField {
    /// The one level allowed and where the schema names it; all levels where there is none.
    level: Option<(String, Location)>,
}

/// An area that a place serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceArea {
    /// The area's number.
    pub area: AreaIx,
    /// What the claim rests on.
    pub basis: Basis,
}

/// What the claim that a place serves an area rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The place's operator is the area's own body.
    Operator,
    /// The operator or the source says so.
    Declared,
    /// Nothing that is known.
    Unknown,
}

impl Basis {
    /// The bases by their words in records.
    pub const ALL: &[(&str, Basis)] =
        &[("operator", Basis::Operator), ("declared", Basis::Declared), ("unknown", Basis::Unknown)];

    /// The word for it in records and open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Operator => "operator",
            Basis::Declared => "declared",
            Basis::Unknown => "unknown",
        }
    }

    /// The key of the theme's text that tells readers of it.
    pub fn text(self) -> &'static str {
        match self {
            Basis::Operator => "basis-operator",
            Basis::Declared => "basis-declared",
            Basis::Unknown => "basis-unknown",
        }
    }
}

const AREA: Part = Part::column("area", "");
const BASIS: Part = Part::column("basis", ".basis");
const PARTS: &[Part] = &[AREA, BASIS];

impl ServiceAreaField {
    /// The one level allowed; all levels where there is none.
    pub fn level(&self) -> Option<&str> {
        self.level.as_ref().map(|(level, _)| level.as_str())
    }
}

impl FieldKind for ServiceAreaField {
    type Value = ServiceArea;
    const NAME: &'static str = "service_area";
    const EXAMPLES: &'static [&'static str] = &["level: county\nrole: service_area", "list: true"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let level = keys.text("level").map(str::to_owned);
        Some(Self { level: level.zip(keys.place("level")) })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: Some(Role::ServiceArea),
            roles: &[Role::ServiceArea],
            refers: self.level.as_ref().map(|(level, location)| Refers::Level(level, location)),
            parts: PARTS,
            search: SearchField::Place,
            terms: Terms::Areas(self.level()),
            translates: false,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        let fields = reading.fields(node)?;
        let code = |node: &Node| scope.area(reading, reading.text(node)?, &node.span, self.level());
        let area = fields.need("area").and_then(code);
        let basis = fields.need("basis").and_then(|node| reading.word(node, Basis::ALL));
        fields.close();
        Some(ServiceArea { area: area?, basis: basis? })
    }

    no_tidy!();

    open_to_all!();

    fn reshaped(&self, node: &Node, _: Option<&Country>) -> Option<Text> {
        let yaml::Value::Scalar(code) = &node.value else { return None };
        let words = Basis::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        Some(say!(
            "Napisz: {{area: \"{code}\", basis: …}}; basis to jedno z: {words}",
            "Write: {{area: \"{code}\", basis: …}}; basis is one of {words}"
        ))
    }

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        yaml::Value::mapping([
            ("area", Some(yaml::Value::text(names.area(value.area).code))),
            ("basis", Some(yaml::Value::text(value.basis.as_str()))),
        ])
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        let Some(area) = names.areas_of(self.level()).first().copied() else { return Vec::new() };
        let claim = |(_, basis): &(&str, Basis)| self.write(&ServiceArea { area, basis: *basis }, names);
        Basis::ALL.iter().map(claim).collect()
    }

    fn cell(&self, value: &Self::Value, part: Part, names: &dyn Names) -> Cell {
        match part {
            BASIS => Cell::Text(value.basis.as_str().to_owned()),
            _ => Cell::Text(names.area(value.area).code.to_owned()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json {
        json!({"area": names.area(value.area).code, "basis": value.basis.as_str()})
    }

    fn json_schema(&self, form: Form) -> Json {
        let words = Basis::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        let area = match form {
            Form::Content => schemas::Shared::Area(self.level()).schema(),
            Form::Data => schemas::text(form),
        };
        schemas::object([("area", area), ("basis", json!({"enum": words}))], &["area", "basis"])
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        Some(area::schema_org(value.area, showing))
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match part {
            BASIS => sorting::place(value.basis as usize),
            _ => sorting.locale.collation_key(sorting.names.area(value.area).name.original()),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        format!("{} {}", usize::from(value.area), value.basis.as_str())
    }

    no_title!();

    no_prose!();

    schema_terms!();

    fn term(&self, value: &ServiceArea) -> Option<TermId> {
        Some(TermId::new(value.area.into()))
    }

    fn words(&self) -> Vec<&Word> {
        Vec::new()
    }

    fn term_key<'n>(&'n self, term: TermId, names: &'n dyn Names) -> Cow<'n, str> {
        Cow::Borrowed(names.area(term.index().into()).code)
    }

    fn describe(&self, term: TermId, sorting: &Sorting<'_>) -> Term {
        area::describe(term, sorting)
    }

    fn search(
        &self,
        value: &Self::Value,
        _: search::Field,
        speech: &Speech<'_>,
        names: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((search::Field::Area, speech.text(names.area(value.area).name).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        area::show(value.area, Some(showing.texts.text(value.basis.text(), &[])), showing)
    }
}
