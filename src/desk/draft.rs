use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::Answers;
use super::questions::spoken;
use crate::diagnostic::{Checked, Diagnostic, MessageLanguage};
use crate::field::Field;
use crate::import;
use crate::model::slugify;
use crate::say;
use crate::source::{Error, Folder, Overlay, SourceFile};
use crate::validate::{Collection, Portal};
use crate::yaml::Value;
use crate::{BuildOptions, read_tree};

/// A record that nobody has written yet.
#[derive(Debug)]
pub struct Draft {
    /// Its file as it would be.
    pub file: Arc<SourceFile>,
    /// Whether there is a file of that name already.
    pub is_taken: bool,
}

/// A record with what was given, its fields explained in comments and those left out ready to be filled in. Its identifier
/// is the one given, else one of its name and town that is free.
pub fn draft(portal: &Portal, collection: &Collection, given: &Answers, language: MessageLanguage) -> Draft {
    let taken = |id: &str| {
        collection.records.iter().any(|record| record.id.as_str() == id)
            || collection.removed.iter().any(|gravestone| gravestone.id.as_str() == id)
    };
    let id = given.id.as_deref().map_or_else(|| free(&proposed(given), taken), slugify);
    let path = Path::new("content/registry").join(&collection.schema.id).join(format!("{id}.yaml"));
    let text = written(portal, collection, given, language);
    Draft { is_taken: taken(&id), file: SourceFile::new(path, text) }
}

/// What is wrong with a record that is not there yet.
///
/// **Errors**: any I/O failure.
pub fn judge(options: &BuildOptions, file: &Arc<SourceFile>) -> Result<Vec<Diagnostic>, Error> {
    let folder = Folder::new(&options.root);
    let mut overlay = Overlay::new(&folder);
    overlay.add(Arc::clone(file));
    let Checked { mut diagnostics, .. } = read_tree(options, &overlay)?;
    diagnostics.retain(|found| found.location.path() == file.path());
    Ok(diagnostics)
}

/// An identifier of the name and the town, wherever the town stands.
fn proposed(given: &Answers) -> String {
    let text = |value: &Value| if let Value::Scalar(text) = value { Some(text.clone()) } else { None };
    let name = given.get("name").and_then(text).unwrap_or_default();
    let town = given.entries().find_map(|(_, value)| match value {
        Value::Mapping(mapping) => mapping.get("town").and_then(|node| text(&node.value)),
        _ => None,
    });
    import::identifier(&name, town.as_deref())
}

fn free(id: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut names = std::iter::once(id.to_owned()).chain(numbered);
    names.find(|id| !taken(id)).expect("numbers do not end before records do")
}

fn written(portal: &Portal, collection: &Collection, given: &Answers, language: MessageLanguage) -> String {
    let label = spoken(&collection.schema.label, portal, language);
    let head = say!(
        "# {label}: nowy wpis. Pole z „#” z przodu nie jest wypełnione: usuń „# ” i wpisz wartość.\n",
        "# {label}: a new entry. A field behind “#” is not filled in: remove “# ” and write its value.\n"
    );
    let mut text = head.in_language(language).to_owned();
    write(&mut text, given, "name");
    for field in &collection.schema.fields {
        explain(&mut text, field, portal, language);
        if field.required || given.get(&field.name).is_some() {
            write(&mut text, given, &field.name);
        } else {
            propose(&mut text, field, portal);
        }
    }
    write(&mut text, given, "source");
    let known = |key: &str| ["name", "source"].contains(&key) || collection.schema.field_index(key).is_some();
    // Also what is no field is written, so that the check says so where it stands.
    given
        .entries()
        .filter(|(key, _)| !known(key))
        .for_each(|(key, value)| import::write_entry(&mut text, 0, key, value));
    text
}

/// A key with its value; what is missing is left empty, for the check to ask for at its place.
fn write(text: &mut String, given: &Answers, key: &str) {
    import::write_entry(text, 0, key, given.get(key).unwrap_or(&Value::Null));
}

/// The label of a field and what those who write it are told.
fn explain(text: &mut String, field: &Field, portal: &Portal, language: MessageLanguage) {
    let help = field.help.as_ref().map(|help| format!(". {}", spoken(help, portal, language)));
    let told = format!("{}{}", spoken(&field.label, portal, language), help.unwrap_or_default());
    told.lines().for_each(|line| comment(text, line));
}

/// A field that was left out, as a comment with an example.
fn propose(text: &mut String, field: &Field, portal: &Portal) {
    let example = field.kind.examples(portal).into_iter().next();
    let value = example.map_or(Value::Null, |value| if field.list { Value::list([value]) } else { value });
    let mut written = String::new();
    import::write_entry(&mut written, 0, &field.name, &value);
    written.lines().for_each(|line| comment(text, line));
}

fn comment(text: &mut String, line: &str) {
    writeln!(text, "# {line}").expect("a text takes what is written");
}
