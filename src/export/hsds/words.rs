//! The register's own words as taxonomies: what places are, whether they are open, how exact a position is.

use serde_json::{Value, json};

use super::{Row, Source, row};
use crate::config::Schema;
use crate::field::{ChoiceField, Field, Precision, Role, StatusField};
use crate::model::Localized;
use crate::plan::hsds::Table;

/// The roles whose words are taxonomies.
const ROLES: [Role; 2] = [Role::Status, Role::Category];

/// The name of the taxonomy that says how exact positions are.
const PRECISION: &str = "position-precision";

/// The lists of words.
pub fn taxonomies(source: &Source<'_>) -> Vec<Row> {
    let own = fields(source).map(|(schema, field)| taxonomy(source, schema, field));
    let precision = row(json!({
        "id": source.id(Table::Taxonomy, PRECISION),
        "name": PRECISION,
        "description": Precision::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "),
    }));
    own.chain([precision]).collect()
}

/// The words of all lists.
pub fn terms(source: &Source<'_>) -> Vec<Row> {
    let own = fields(source)
        .flat_map(|(schema, field)| (0..count(field)).filter_map(move |number| term(source, schema, field, number)));
    own.chain(Precision::ALL.iter().map(|(_, precision)| precision_term(source, *precision))).collect()
}

fn fields<'p>(source: &Source<'p>) -> impl Iterator<Item = (&'p Schema, &'p Field)> {
    let schemas = source.portal.collections.iter().map(|of| &of.schema);
    schemas.flat_map(|schema| {
        let playing = ROLES.into_iter().filter_map(|role| schema.playing(role));
        playing.map(move |field| (schema, &schema.fields[field])).filter(|(_, field)| count(field) > 0)
    })
}

fn taxonomy(source: &Source<'_>, schema: &Schema, field: &Field) -> Row {
    let (of, label) = (schema.label.original(), field.label.original());
    row(json!({
        "id": taxonomy_id(source, schema, field),
        "name": key(schema, field),
        "description": format!("{of}: {}", field.help.as_ref().map_or(label, Localized::original)),
    }))
}

/// How many words a field has.
fn count(field: &Field) -> usize {
    let status = field.kind.get::<StatusField>().map(|kind| kind.choices.len());
    status.or_else(|| field.kind.get::<ChoiceField>().map(|kind| kind.choices.len())).unwrap_or_default()
}

/// One word of a field, by its number.
pub fn term(source: &Source<'_>, schema: &Schema, field: &Field, number: usize) -> Option<Row> {
    let status = field.kind.get::<StatusField>().and_then(|kind| kind.choices.get(number));
    let choice = field.kind.get::<ChoiceField>().and_then(|kind| kind.choices.get(number));
    let (label, explanation) = match (status, choice) {
        (Some(choice), _) => (&choice.label, choice.explanation.as_ref()),
        (None, choice) => (&choice?.label, None),
    };
    let parent = choice.and_then(|choice| choice.parent).and_then(|parent| term_id(source, schema, field, parent));
    Some(row(json!({
        "id": term_id(source, schema, field, number),
        "code": format!("{}/{}", key(schema, field), word(field, number)?),
        "name": label.original(),
        "description": explanation.unwrap_or(label).original(),
        "parent_id": parent,
        "taxonomy": key(schema, field),
        "taxonomy_id": taxonomy_id(source, schema, field),
        "language": source.portal.site.languages.default_language().as_str(),
    })))
}

/// How exact a position is, as a word of a list.
pub fn precision_term(source: &Source<'_>, precision: Precision) -> Row {
    let code = format!("{PRECISION}/{}", precision.as_str());
    row(json!({
        "id": source.id(Table::TaxonomyTerm, &code),
        "code": code,
        "name": precision.as_str(),
        "description": precision.as_str(),
        "taxonomy": PRECISION,
        "taxonomy_id": source.id(Table::Taxonomy, PRECISION),
        "language": "en",
    }))
}

/// A row that gives a word to a thing.
pub fn attribute(source: &Source<'_>, (entity, thing): (Table, &str), term: &Row, value: Option<String>) -> Row {
    let text = |key: &str| term.get(key).and_then(Value::as_str).unwrap_or_default();
    row(json!({
        "id": source.id(Table::Attribute, &format!("{thing}/{}", text("code"))),
        "link_id": thing,
        "link_entity": entity.as_str(),
        "link_type": text("taxonomy"),
        "taxonomy_term_id": text("id"),
        "value": value,
        "label": text("name"),
    }))
}

fn word(field: &Field, number: usize) -> Option<&str> {
    field.kind.words().get(number).map(|word| word.key.as_str())
}

fn term_id(source: &Source<'_>, schema: &Schema, field: &Field, number: usize) -> Option<String> {
    Some(source.id(Table::TaxonomyTerm, &format!("{}/{}", key(schema, field), word(field, number)?)))
}

fn taxonomy_id(source: &Source<'_>, schema: &Schema, field: &Field) -> String {
    source.id(Table::Taxonomy, &key(schema, field))
}

fn key(schema: &Schema, field: &Field) -> String {
    format!("{}/{}", schema.id, field.name)
}
