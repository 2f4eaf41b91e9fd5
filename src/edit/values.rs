//! Values that could be written in the form that their kind is read in.

use std::sync::Arc;

use super::spaces::single_spaced;
use crate::config::Schema;
use crate::diagnostic::Fix;
use crate::field::{Field, Kind};
use crate::model::{Country, Phone};
use crate::source::SourceFile;
use crate::yaml::{self, Mapping, Node, Value};

/// Telephone numbers in groups, and texts of one line with single spaces.
pub(super) fn tidy_values(
    file: &Arc<SourceFile>,
    record: &Mapping,
    schema: &Schema,
    country: Option<&Country>,
) -> Vec<Fix> {
    let mut fixes = Vec::new();
    for entry in &record.entries {
        let items = match &entry.value.value {
            Value::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.value),
        };
        let field = schema.fields.iter().find(|field| field.name == entry.key);
        for node in items {
            fixes.extend(match field {
                None if entry.key == "name" => rewrite(file, node, single_spaced),
                None => Vec::new(),
                Some(field) => tidy_item(file, field, node, country),
            });
        }
    }
    fixes
}

fn tidy_item(file: &Arc<SourceFile>, field: &Field, node: &Node, country: Option<&Country>) -> Vec<Fix> {
    match &field.kind {
        Kind::Text(_) | Kind::Address(_) => rewrite(file, node, single_spaced),
        Kind::Phone(_) => {
            let number = match &node.value {
                Value::Mapping(mapping) => mapping.get("number"),
                _ => Some(node),
            };
            let grouped = |text: &str| Phone::grouped(text.trim(), country).unwrap_or_else(|| text.to_owned());
            number.map_or_else(Vec::new, |node| rewrite(file, node, grouped))
        }
        _ => Vec::new(),
    }
}

/// The fixes that write the texts of a value, or of its parts and translations, in a better form.
fn rewrite(file: &Arc<SourceFile>, node: &Node, better: impl Fn(&str) -> String + Copy) -> Vec<Fix> {
    match &node.value {
        Value::Scalar(text) => {
            let new = better(text);
            let written = if new == *text { None } else { yaml::rewritten(file, &node.span, &new) };
            written.map(|written| Fix::safe(file.location(node.span.clone()), written)).into_iter().collect()
        }
        Value::Mapping(mapping) => {
            mapping.entries.iter().flat_map(|entry| rewrite(file, &entry.value, better)).collect()
        }
        _ => Vec::new(),
    }
}
