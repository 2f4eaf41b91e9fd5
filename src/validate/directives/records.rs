use std::collections::BTreeSet;

use super::super::portal::{AreaCount, Collection, Portal, Record, RecordCount, UnitStyle};
use super::arguments::Arguments;
use super::fault::Fault;
use super::syntax::Word;
use crate::field::{Field, TermId, Terms};
use crate::model::{AreaIx, LevelIx};
use crate::say;

const BARE: &[(&str, UnitStyle)] = &[("number", UnitStyle::Bare)];

/// `count COLLECTION field=value … format=number`
///
/// **Errors**: a word is missing or names nothing.
pub fn count(arguments: &mut Arguments<'_, '_>) -> Result<RecordCount, Fault> {
    let index = arguments.collection()?;
    let unit = arguments.choice("format", BARE)?.unwrap_or_default();
    let portal = arguments.portal;
    let collection = &portal.collections[index];
    let named = arguments.rest();
    let conditions: Vec<Condition> =
        named.iter().map(|(field, value)| condition(portal, collection, field, value)).collect::<Result<_, _>>()?;
    let meets = |record: &&Record| conditions.iter().all(|condition| condition.holds(record));
    Ok(RecordCount { collection: index, number: collection.records.iter().filter(meets).count(), unit })
}

/// `areas LEVEL with=COLLECTION format=number`
///
/// **Errors**: a word is missing or names nothing.
pub fn areas(arguments: &mut Arguments<'_, '_>) -> Result<AreaCount, Fault> {
    let (areas, level) = (&arguments.portal.areas, level(arguments)?);
    let unit = arguments.choice("format", BARE)?.unwrap_or_default();
    let number = match arguments.key("with") {
        None => areas.of_level(level).count(),
        Some(word) => {
            let collection = &arguments.portal.collections[arguments.collection_named(&word)?];
            let standing = collection.records.iter().filter_map(|record| areas.standing(record, level));
            standing.collect::<BTreeSet<AreaIx>>().len()
        }
    };
    Ok(AreaCount { level, number, unit })
}

/// `helpers LEVEL`
///
/// **Errors**: a word is missing or names no level; the level has no pages.
pub fn helpers(arguments: &mut Arguments<'_, '_>) -> Result<LevelIx, Fault> {
    let (place, level) = (arguments.place(), level(arguments)?);
    let definition = &arguments.portal.areas.levels[level];
    if definition.path.is_none() {
        let id = &definition.id;
        let message = say!("Obszary poziomu „{id}” nie mają stron.", "The areas of the level “{id}” have no pages.");
        let help = say!("Dodaj temu poziomowi „path: …”.", "Give the level “path: …”.");
        return Err(Fault::argument(place, message).help(help));
    }
    Ok(level)
}

/// The next word as a level of areas.
fn level(arguments: &mut Arguments<'_, '_>) -> Result<LevelIx, Fault> {
    let areas = &arguments.portal.areas;
    let word = arguments.next("poziom obszarów", "a level of areas")?;
    areas.level_named(word.text).ok_or_else(|| {
        let wrong = word.text;
        let message = say!("Nie ma poziomu obszarów „{wrong}”.", "There is no level of areas “{wrong}”.");
        Fault::argument(word.range, message).known(wrong, areas.levels.iter().map(|level| level.id.as_str()))
    })
}

/// A field with the term that its values must count to.
struct Condition<'p> {
    field: usize,
    of: &'p Field,
    term: TermId,
}

impl Condition<'_> {
    fn holds(&self, record: &Record) -> bool {
        self.of.terms(&record.values[self.field]).any(|term| term == self.term)
    }
}

fn condition<'p>(
    portal: &'p Portal,
    collection: &'p Collection,
    key: &Word<'_>,
    value: &Word<'_>,
) -> Result<Condition<'p>, Fault> {
    let schema = &collection.schema;
    let field = schema.field_index(key.text).ok_or_else(|| {
        let (wrong, id) = (key.text, &schema.id);
        let message = say!("Zbiór „{id}” nie ma pola „{wrong}”.", "The collection “{id}” has no field “{wrong}”.");
        Fault::argument(key.range.clone(), message).known(wrong, schema.fields.iter().map(|field| field.name.as_str()))
    })?;
    let of = &schema.fields[field];
    let terms: Vec<TermId> = match of.kind.about().terms {
        Terms::Own(count) | Terms::Found(count) => (0..count).map(TermId).collect(),
        Terms::Areas(_) => portal.areas.areas.keys().map(|area| TermId::new(area.into())).collect(),
        Terms::None => return Err(cannot_count(key)),
    };
    match terms.iter().find(|term| of.kind.term_key(**term, portal) == value.text) {
        Some(term) => Ok(Condition { field, of, term: *term }),
        None => Err(no_term(portal, of, &terms, value)),
    }
}

fn no_term(portal: &Portal, field: &Field, terms: &[TermId], value: &Word<'_>) -> Fault {
    let (wrong, name) = (value.text, &field.name);
    let message = match field.kind.about().terms {
        Terms::Areas(_) => say!("Nie ma obszaru o kodzie „{wrong}”.", "No area has the code “{wrong}”."),
        Terms::Own(_) | Terms::Found(_) | Terms::None => {
            say!("Pole „{name}” nie ma wartości „{wrong}”.", "The field “{name}” has no value “{wrong}”.")
        }
    };
    let keys: Vec<String> = terms.iter().map(|term| field.kind.term_key(*term, portal).into_owned()).collect();
    Fault::argument(value.range.clone(), message).known(wrong, keys.iter().map(String::as_str))
}

fn cannot_count(key: &Word<'_>) -> Fault {
    let name = key.text;
    let message = say!(
        "Według pola „{name}” nie da się liczyć: nie jest to wybór, stan ani obszar.",
        "The field “{name}” cannot be counted by: it is no choice, status or area."
    );
    Fault::argument(key.range.clone(), message)
}
