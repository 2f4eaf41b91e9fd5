use super::Scene;
use super::markdown::Expansion;
use crate::validate::{FieldValue, Record};

/// What a directive (the text between its braces) stands for; nothing where its name or an argument is unknown.
pub fn expand(scene: &Scene<'_>, directive: &str) -> Option<Expansion> {
    let mut words = directive.split_whitespace();
    let name = words.next()?;
    let (named, plain): (Vec<&str>, Vec<&str>) = words.partition(|word| word.contains('='));
    let named: Vec<(&str, &str)> = named.iter().filter_map(|word| word.split_once('=')).collect();
    match (name, plain.as_slice()) {
        ("count", [collection]) => count(scene, collection, &named),
        ("areas", [level]) => areas(scene, level, &named),
        _ => None,
    }
    .map(Expansion::Text)
}

/// How many records of a collection there are, of those whose fields have the given values.
fn count(scene: &Scene<'_>, collection: &str, named: &[(&str, &str)]) -> Option<String> {
    let collection = scene.portal.collections.iter().find(|known| known.schema.id == collection)?;
    let mut conditions = Vec::new();
    for (name, value) in named.iter().filter(|(name, _)| *name != "format") {
        conditions.push((collection.schema.field_index(name)?, *value));
    }
    let meets =
        |record: &&Record| conditions.iter().all(|(field, value)| matches(scene, collection, record, *field, value));
    let n = collection.records.iter().filter(meets).count();
    match named.iter().find(|(name, _)| *name == "format") {
        Some((_, "number")) => Some(scene.wording.locale().format_integer(i64::try_from(n).ok()?)),
        Some(_) => None,
        None => Some(scene.count(&collection.schema.noun, n)),
    }
}

fn matches(
    scene: &Scene<'_>,
    collection: &crate::validate::Collection,
    record: &Record,
    field: usize,
    value: &str,
) -> bool {
    use crate::config::FieldKind::{Choice, Status};
    let items = record.values[field].as_ref().map(FieldValue::items).unwrap_or_default();
    items.iter().any(|item| match (item, &collection.schema.fields[field].kind) {
        (FieldValue::Choice(index), Choice { choices }) => choices[*index].key == value,
        (FieldValue::Status(status), Status { choices }) => choices[status.choice].key == value,
        (FieldValue::Area(area), _) => scene.portal.areas.areas[*area].code == value,
        _ => false,
    })
}

/// How many areas of a level there are, or of those in which a collection has a record.
fn areas(scene: &Scene<'_>, level: &str, named: &[(&str, &str)]) -> Option<String> {
    let areas = &scene.portal.areas;
    let level = areas.level_index(level)?;
    let n = match named {
        [] => areas.of_level(level).count(),
        [("with", collection)] => {
            let collection = scene.portal.collections.iter().find(|known| known.schema.id == *collection)?;
            let standing = collection.records.iter().filter_map(|record| collection.area(record));
            let within: std::collections::BTreeSet<usize> =
                standing.filter_map(|area| areas.at_level(area, level)).collect();
            within.len()
        }
        _ => return None,
    };
    Some(scene.count(&areas.levels[level].noun, n))
}
