//! Values that could be written in the form that their kind is read in.

use std::sync::Arc;

use crate::config::Schema;
use crate::diagnostic::Fix;
use crate::field::{Better, single_spaced};
use crate::model::Country;
use crate::source::SourceFile;
use crate::yaml::{self, Mapping, Value};

/// The better forms of a record's values, as the kinds of its fields know them.
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
            let better = match field {
                Some(field) => field.kind.tidy(node, country),
                None if entry.key == "name" => single_spaced(node),
                None => Vec::new(),
            };
            fixes.extend(better.iter().filter_map(|better| rewrite(file, better)));
        }
    }
    fixes
}

/// The fix that writes a better form in the quotes of the other one; nothing where that cannot be said there.
fn rewrite(file: &Arc<SourceFile>, (span, text): &Better) -> Option<Fix> {
    let written = yaml::rewritten(file, span, text)?;
    Some(Fix::safe(file.location(span.clone()), written))
}
