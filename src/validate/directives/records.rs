use std::collections::BTreeSet;

use super::super::portal::{AreaCount, Collection, FieldValue, Portal, Record, RecordCount, UnitStyle};
use super::arguments::Arguments;
use super::fault::Fault;
use super::syntax::Word;
use crate::config::FieldKind;
use crate::say;

const BARE: &[(&str, UnitStyle)] = &[("number", UnitStyle::Bare)];

/// `count COLLECTION field=value … format=number`
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
pub fn areas(arguments: &mut Arguments<'_, '_>) -> Result<AreaCount, Fault> {
    let areas = &arguments.portal.areas;
    let word = arguments.next("poziom obszarów", "a level of areas")?;
    let level = areas.level_index(word.text).ok_or_else(|| {
        let wrong = word.text;
        let message = say!("Nie ma poziomu obszarów „{wrong}”.", "There is no level of areas “{wrong}”.");
        Fault::argument(word.range, message).known(wrong, areas.levels.iter().map(|level| level.id.as_str()))
    })?;
    let unit = arguments.choice("format", BARE)?.unwrap_or_default();
    let number = match arguments.key("with") {
        None => areas.of_level(level).count(),
        Some(word) => {
            let collection = &arguments.portal.collections[arguments.collection_named(&word)?];
            let standing = collection.records.iter().filter_map(|record| areas.standing(record, level));
            standing.collect::<BTreeSet<usize>>().len()
        }
    };
    Ok(AreaCount { level, number, unit })
}

/// A field with the value that it must have.
struct Condition {
    field: usize,
    value: Wanted,
}

/// A value that a directive asks for.
enum Wanted {
    /// Index into the field's choices.
    Choice(usize),
    /// Index into the portal's areas.
    Area(usize),
    Boolean(bool),
}

impl Condition {
    fn holds(&self, record: &Record) -> bool {
        let items = record.values[self.field].as_ref().map(FieldValue::items).unwrap_or_default();
        items.iter().any(|item| match (item, &self.value) {
            (FieldValue::Choice(found), Wanted::Choice(wanted)) => found == wanted,
            (FieldValue::Status(found), Wanted::Choice(wanted)) => found.choice == *wanted,
            (FieldValue::Area(found), Wanted::Area(wanted)) => found == wanted,
            (FieldValue::ServiceArea(found), Wanted::Area(wanted)) => found.area == *wanted,
            (FieldValue::Boolean(found), Wanted::Boolean(wanted)) => found == wanted,
            _ => false,
        })
    }
}

fn condition(portal: &Portal, collection: &Collection, key: &Word<'_>, value: &Word<'_>) -> Result<Condition, Fault> {
    let schema = &collection.schema;
    let field = schema.field_index(key.text).ok_or_else(|| {
        let (wrong, id) = (key.text, &schema.id);
        let message = say!("Zbiór „{id}” nie ma pola „{wrong}”.", "The collection “{id}” has no field “{wrong}”.");
        Fault::argument(key.range.clone(), message).known(wrong, schema.fields.iter().map(|field| field.name.as_str()))
    })?;
    let choices: Vec<&str> = match &schema.fields[field].kind {
        FieldKind::Choice { choices } => choices.iter().map(|choice| choice.key.as_str()).collect(),
        FieldKind::Status { choices } => choices.iter().map(|choice| choice.key.as_str()).collect(),
        FieldKind::Boolean => vec!["yes", "no"],
        FieldKind::Area { .. } | FieldKind::ServiceArea { .. } => return area(portal, field, value),
        _ => return Err(cannot_count(key)),
    };
    let Some(index) = choices.iter().position(|choice| *choice == value.text) else {
        let (wrong, name) = (value.text, key.text);
        let message = say!("Pole „{name}” nie ma wartości „{wrong}”.", "The field “{name}” has no value “{wrong}”.");
        return Err(Fault::argument(value.range.clone(), message).known(wrong, choices));
    };
    let is_boolean = matches!(schema.fields[field].kind, FieldKind::Boolean);
    Ok(Condition { field, value: if is_boolean { Wanted::Boolean(index == 0) } else { Wanted::Choice(index) } })
}

fn area(portal: &Portal, field: usize, value: &Word<'_>) -> Result<Condition, Fault> {
    let areas = &portal.areas.areas;
    let found = areas.iter().position(|area| area.code == value.text);
    let value = found.map(Wanted::Area).ok_or_else(|| {
        let wrong = value.text;
        let message = say!("Nie ma obszaru o kodzie „{wrong}”.", "No area has the code “{wrong}”.");
        Fault::argument(value.range.clone(), message).known(wrong, areas.iter().map(|area| area.code.as_str()))
    })?;
    Ok(Condition { field, value })
}

fn cannot_count(key: &Word<'_>) -> Fault {
    let name = key.text;
    let message = say!(
        "Według pola „{name}” nie da się liczyć: nie jest to wybór, stan ani obszar.",
        "The field “{name}” cannot be counted by: it is no choice, status or area."
    );
    Fault::argument(key.range.clone(), message)
}
