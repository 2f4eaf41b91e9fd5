use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use serde_json::json;

use super::pattern::Pattern;
use super::{
    About, Better, Cell, Cells, FieldKind, Form, Json, Label, Multiplicity, Names, Part, Role, Scope, SearchField,
    Showing, Shown, Sorting, Speech, Term, TermId, Terms, WHOLE, Word, schemas, tidying,
};
use crate::markdown;
use crate::model::{Country, Localized, slugify};
use crate::reading::{Fields, Reading};
use crate::search;
use crate::yaml::{self, Node};

/// One line of text, translatable.
#[derive(Clone, Debug)]
pub struct TextField {
    /// What it must match as a whole, in the site's default language.
    pattern: Pattern,
    /// The texts that records have. **Shape**: ordered by the text; empty where nobody chooses by them.
    found: Vec<Found>,
}

/// A text that records have.
#[derive(Clone, Debug)]
struct Found {
    text: Localized,
    /// The name of its page.
    slug: String,
}

impl FieldKind for TextField {
    type Value = Localized;
    const NAME: &'static str = "text";
    const EXAMPLES: &'static [&'static str] = &["pattern: '[A-Z].*'\nrole: provider"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        Some(Self { pattern: Pattern::options(keys), found: Vec::new() })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[Role::Provider, Role::Category, Role::Description, Role::OpeningHours, Role::Accessibility],
            refers: None,
            parts: WHOLE,
            search: SearchField::Text,
            terms: Terms::Found(TermId::new(self.found.len()).0),
            translates: true,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let text = reading.localized(node)?;
        text.iter().for_each(|text| reading.warn_of_length(node, text, LONGEST));
        self.pattern.admit(reading, node, text.original()).then_some(text)
    }

    fn tidy(&self, node: &Node, _: Option<&Country>) -> Vec<Better> {
        tidying::single_spaced(node)
    }

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        write_localized(value, names)
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text("Friends of the Library")]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::original(value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.original())
    }

    fn json_schema(&self, form: Form) -> Json {
        let mut schema = schemas::localized(form);
        // Of a mapping of languages it says nothing: the pattern holds for the default language alone.
        if let Some(pattern) = self.pattern.written() {
            schema["pattern"] = json!(format!("^(?:{pattern})$"));
        }
        schema
    }

    fn schema_org(&self, value: &Self::Value, property: &str, showing: &Showing<'_>) -> Option<Json> {
        Some(words_or_thing(showing.speech.text(value), property))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        sorting.locale.collation_key(value.original())
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.original().to_lowercase()
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        _: Part,
        speech: &Speech<'_>,
        _: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        Some(Cow::Borrowed(speech.text(value)))
    }

    no_prose!();

    fn gather(&mut self, values: &mut dyn Iterator<Item = &Self::Value>) {
        // Of one text with several translations the first is taken.
        let mut texts: BTreeMap<&str, &Localized> = BTreeMap::new();
        for value in values {
            texts.entry(value.original()).or_insert(value);
        }
        let mut taken = HashSet::new();
        let found =
            |(text, words): (&str, &Localized)| Found { text: words.clone(), slug: free_slug(text, &mut taken) };
        self.found = texts.into_iter().map(found).collect();
    }

    flat_terms!();

    fn term(&self, value: &Self::Value) -> Option<TermId> {
        let found = self.found.binary_search_by(|found| found.text.original().cmp(value.original()));
        found.ok().map(TermId::new)
    }

    fn words(&self) -> Vec<&Word> {
        Vec::new()
    }

    fn term_key<'n>(&'n self, term: TermId, _: &'n dyn Names) -> Cow<'n, str> {
        Cow::Borrowed(&self.found[term.index()].slug)
    }

    fn describe(&self, term: TermId, sorting: &Sorting<'_>) -> Term {
        let Found { text, slug } = &self.found[term.index()];
        Term {
            key: slug.clone(),
            label: Label::Words(text.clone()),
            past: None,
            depth: 0,
            tone: None,
            folder: None,
            slug: slug.clone(),
            rank: sorting.locale.collation_key(text.original()),
        }
    }

    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        speech: &Speech<'_>,
        _: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        into.push((field, speech.text(value).to_owned()));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Text { text: showing.speech.say(value), lang: showing.speech.lang(value) }
    }
}

/// The longest text that is shown as one line. **Units**: characters.
const LONGEST: usize = 1_000;

/// The longest name of a page that is made from a text, without the number that tells it from others. **Units**: bytes.
const SLUG: usize = 80;

/// A name for the page of a text that no other text of the field has.
fn free_slug(text: &str, taken: &mut HashSet<String>) -> String {
    let whole = slugify(text);
    let slug = match whole.get(..SLUG) {
        Some(begin) => begin.rsplit_once('-').map_or(begin, |(words, _)| words),
        None if whole.is_empty() => "text",
        None => &whole,
    };
    let mut free = slug.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{slug}-{number}");
        number += 1;
    }
    free
}

/// A text as records write it: plain, or by language where it is translated.
pub(super) fn write_localized(text: &Localized, names: &dyn Names) -> yaml::Value {
    let original = yaml::Value::text(text.original());
    let mut translations = text.translations().peekable();
    if translations.peek().is_none() {
        return original;
    }
    let translated = translations.map(|(tag, text)| (tag.as_str(), Some(yaml::Value::text(text))));
    yaml::Value::mapping([(names.default_language().as_str(), Some(original))].into_iter().chain(translated))
}

/// A text for a property of schema.org: a name alone is wrapped in the organisation that some properties want.
///
/// **Source**: schema.org, properties whose range is Organization.
pub(super) fn words_or_thing(text: &str, property: &str) -> Json {
    const THINGS: [&str; 5] = ["parentOrganization", "provider", "memberOf", "subOrganization", "department"];
    if THINGS.contains(&property) {
        json!({"@type": "Organization", "name": text})
    } else {
        json!(markdown::unfolded(text))
    }
}
