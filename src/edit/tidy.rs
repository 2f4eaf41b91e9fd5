use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{order, spaces, values};
use crate::config::Schema;
use crate::diagnostic::Fix;
use crate::model::Country;
use crate::source::SourceFile;
use crate::validate::Portal;
use crate::yaml;

/// What could be written in a better form that says the same: digits of telephone numbers in groups, letters and their
/// accents as one character (NFC), no spaces at the ends of lines or two together, keys in the schema's order.
///
/// **Shape**: safe fixes, in the order of the files; those of one file may overlap, so that it takes several rounds.
pub fn tidy(portal: &Portal, files: &[Arc<SourceFile>]) -> Vec<Fix> {
    let schemas: HashMap<&str, &Schema> =
        portal.collections.iter().map(|of| (of.schema.id.as_str(), &of.schema)).collect();
    let of_file = |file: &Arc<SourceFile>| {
        let mut fixes = composed(file);
        if file.path().extension().is_some_and(|extension| extension == "yaml") {
            fixes.extend(tidy_yaml(file, schema_of(file.path(), &schemas), portal.site.country));
        }
        fixes
    };
    files.par_iter().flat_map_iter(of_file).collect()
}

/// The schema of the record that a file holds.
fn schema_of<'s>(path: &Path, schemas: &HashMap<&str, &'s Schema>) -> Option<&'s Schema> {
    let mut parts = path.strip_prefix("content/registry").ok()?.iter().map(|part| part.to_str().unwrap_or_default());
    let (collection, name) = (parts.next()?, parts.next()?);
    schemas.get(collection).copied().filter(|_| name != "_schema.yaml")
}

fn tidy_yaml(file: &Arc<SourceFile>, schema: Option<&Schema>, country: Option<&Country>) -> Vec<Fix> {
    let tree = yaml::parse(file);
    // What cannot be read, or says something twice, is for a person to mend first.
    let (Some(root), true) = (tree.value, tree.diagnostics.iter().all(|found| !found.is_error())) else {
        return Vec::new();
    };
    let mut fixes = spaces::line_ends(file, &root);
    if let (Some(schema), yaml::Value::Mapping(record)) = (schema, &root.value) {
        fixes.extend(values::tidy_values(file, record, schema, country));
        fixes.extend(order::in_order(file, record, schema));
    }
    fixes
}

/// Lines with letters whose accents stand apart.
fn composed(file: &Arc<SourceFile>) -> Vec<Fix> {
    if file.text().is_ascii() || is_nfc(file.text()) {
        return Vec::new();
    }
    // Line by line: of fixes that overlap only one is made, and the whole file would leave no room for others.
    let mut start = 0;
    let lines = file.text().split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line)
    });
    let apart = lines.filter(|(_, line)| !is_nfc(line));
    apart.map(|(at, line)| Fix::safe(file.location(at..at + line.len()), line.nfc().collect::<String>())).collect()
}
