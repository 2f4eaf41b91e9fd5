use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Label, Multiplicity, Names, Part, Refers, Role, Scope, SearchField,
    Showing, Shown, Sorting, Speech, Target, Term, TermId, Terms, WHOLE, Word, schemas,
};
use crate::model::{AreaIx, UrlPath, slugify};
use crate::reading::{Fields, Reading};
use crate::search;
use crate::source::Location;
use crate::yaml::{self, Node};

/// An area of one level.
#[derive(Clone, Debug)]
pub struct AreaField {
    /// The level's name.
    pub level: String,
    /// Where the schema names it.
    location: Location,
}

impl FieldKind for AreaField {
    type Value = AreaIx;
    const NAME: &'static str = "area";
    const EXAMPLES: &'static [&'static str] = &["level: county\nrole: area"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let level = keys.need_text("level");
        let location = keys.place("level");
        Some(Self { level: level?.to_owned(), location: location? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: Some(Role::Area),
            roles: &[Role::Area],
            refers: Some(Refers::Level(&self.level, &self.location)),
            parts: WHOLE,
            search: SearchField::Place,
            terms: Terms::Areas(Some(&self.level)),
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        scope.area(reading, reading.text(node)?, &node.span, Some(&self.level))
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        yaml::Value::text(names.area(*value).code)
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        names
            .areas_of(Some(&self.level))
            .first()
            .map(|area| yaml::Value::text(names.area(*area).code))
            .into_iter()
            .collect()
    }

    fn cell(&self, value: &Self::Value, _: Part, names: &dyn Names) -> Cell {
        Cell::Text(names.area(*value).code.to_owned())
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json {
        json!(names.area(*value).code)
    }

    fn json_schema(&self, form: Form) -> Json {
        match form {
            Form::Content => schemas::Shared::Area(Some(&self.level)).schema(),
            Form::Data => schemas::text(form),
        }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, showing: &Showing<'_>) -> Option<Json> {
        Some(schema_org(*value, showing))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        sorting.locale.collation_key(sorting.names.area(*value).name.original())
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        usize::from(*value).to_string()
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        _: Part,
        speech: &Speech<'_>,
        scope: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        Some(Cow::Borrowed(speech.text(scope.area_name(*value))))
    }

    no_prose!();

    schema_terms!();

    fn term(&self, value: &AreaIx) -> Option<TermId> {
        Some(TermId::new((*value).into()))
    }

    fn words(&self) -> Vec<&Word> {
        Vec::new()
    }

    fn term_key<'n>(&'n self, term: TermId, names: &'n dyn Names) -> Cow<'n, str> {
        Cow::Borrowed(names.area(term.index().into()).code)
    }

    fn describe(&self, term: TermId, sorting: &Sorting<'_>) -> Term {
        describe(term, sorting)
    }

    fn search(
        &self,
        value: &Self::Value,
        _: search::Field,
        speech: &Speech<'_>,
        names: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        let around = names.lineage(*value).into_iter().map(|area| names.area(area)).filter(|area| area.url.is_some());
        into.extend(around.map(|area| (search::Field::Area, speech.text(area.name).to_owned())));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        show(*value, None, showing)
    }
}

/// The term of an area: its page lies below its level's.
pub(super) fn describe(term: TermId, sorting: &Sorting<'_>) -> Term {
    let area = sorting.names.area(term.index().into());
    let last = |url: &UrlPath| url.as_str().trim_end_matches('/').rsplit('/').next().map(str::to_owned);
    Term {
        key: area.code.to_owned(),
        label: Label::Area(term.index().into()),
        past: None,
        depth: 0,
        tone: None,
        folder: area.level.map(|level| level.as_str().to_owned()),
        slug: area.url.and_then(last).unwrap_or_else(|| slugify(area.code)),
        rank: sorting.locale.collation_key(area.name.original()),
    }
}

/// An area as a link to its page, or as text where it has none.
pub(super) fn show<'v>(area: AreaIx, note: Option<String>, showing: &Showing<'v>) -> Shown<'v> {
    let area = showing.names.area(area);
    let (text, lang) = (area.title(&showing.speech), showing.speech.lang(area.name));
    match (area.url, note) {
        (Some(url), note) => Shown::Link { text, target: Target::Page(url), lang, note },
        (None, Some(note)) => Shown::Text { text: format!("{text} ({note})"), lang },
        (None, None) => Shown::Text { text, lang },
    }
}

/// An area in the words of schema.org.
pub(super) fn schema_org(area: AreaIx, showing: &Showing<'_>) -> Json {
    let one = |area: AreaIx| {
        let area = showing.names.area(area);
        json!({"@type": "AdministrativeArea", "name": showing.speech.text(area.name), "identifier": area.code})
    };
    let within = |outer: Option<Json>, mut inner: Json| {
        outer.into_iter().for_each(|outer| inner["containedInPlace"] = outer);
        Some(inner)
    };
    let whole = showing.names.lineage(area).into_iter().rev().map(one).fold(None, within);
    whole.expect("an area lies in itself")
}
