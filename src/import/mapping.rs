//! Which column goes where: said in a file that is kept, or known by the heading.

use crate::config::Schema;
use crate::diagnostic::Text;
use crate::field::{AddressField, EmailField, Field, Kind, Part, PhoneField, PositionField, UrlField};
use crate::say;
use crate::source::SourceFile;
use crate::yaml::{self, Mapping as Tree, Value};

use super::words;

/// What a site keeps of how a table is read, so that next month's goes in by the same command.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row of the headings, 1-based.
    pub header: Option<usize>,
    /// Headings whose cells together tell records apart.
    pub key: Vec<String>,
    /// Headings, and the field that each goes to, such as `address.town`; `skip` for none.
    pub columns: Vec<(String, String)>,
    /// Fields that all records get, with their values.
    pub constants: Vec<(String, String)>,
}

/// Where a column goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// The record's identifier.
    Id,
    /// Its name.
    Name,
    /// A part of a field.
    Part(usize, Part),
    /// An address in one cell.
    Address(usize),
    /// Nowhere, as somebody decided.
    Skip,
    /// Nowhere, for nobody said where.
    Unknown,
}

/// Reads the file that says which column goes where.
///
/// **Errors**: what is no such file, with its line.
pub fn read(path: &str, text: &str) -> Result<Mapping, Text> {
    let file = SourceFile::new(path, text);
    let tree = yaml::parse(&file);
    if let Some(fault) = tree.diagnostics.into_iter().find(crate::diagnostic::Diagnostic::is_error) {
        let line = fault.location.line();
        let (pl, en) = (fault.message.pl, fault.message.en);
        return Err(say!("{path}, wiersz {line}: {pl}", "{path}, line {line}: {en}"));
    }
    let mut mapping = Mapping::default();
    let Some(Value::Mapping(root)) = tree.value.map(|node| node.value) else { return Ok(mapping) };
    for entry in &root.entries {
        match (entry.key.as_str(), &entry.value.value) {
            (_, Value::Null) => {}
            ("sheet", Value::Scalar(text)) => mapping.sheet = Some(text.clone()),
            ("header", Value::Scalar(text)) if text.parse::<usize>().is_ok() => mapping.header = text.parse().ok(),
            ("key", Value::Scalar(text)) => mapping.key = vec![text.clone()],
            ("key", Value::Sequence(items)) => {
                mapping.key = items.iter().filter_map(|item| scalar(&item.value)).collect()
            }
            ("columns", Value::Mapping(columns)) => mapping.columns = pairs(columns),
            ("constants", Value::Mapping(constants)) => mapping.constants = pairs(constants),
            (key, _) => {
                let line = file.location(entry.key_span.clone()).line();
                return Err(say!(
                    "{path}, wiersz {line}: nie wiadomo, co znaczy „{key}”. Może tu stać: sheet, header, key, columns, constants.",
                    "{path}, line {line}: “{key}” means nothing here. There can be: sheet, header, key, columns, constants."
                ));
            }
        }
    }
    Ok(mapping)
}

fn scalar(value: &Value) -> Option<String> {
    if let Value::Scalar(text) = value { Some(text.clone()) } else { None }
}

fn pairs(tree: &Tree) -> Vec<(String, String)> {
    tree.entries.iter().filter_map(|entry| Some((entry.key.clone(), scalar(&entry.value.value)?))).collect()
}

/// Where each heading goes; a second column for the same place goes nowhere.
///
/// **Errors**: a path of the mapping that the schema does not have.
pub fn targets(heads: &[String], schema: &Schema, mapping: &Mapping) -> Result<Vec<Target>, Text> {
    let mut targets: Vec<Target> = Vec::with_capacity(heads.len());
    for head in heads {
        let said =
            mapping.columns.iter().find(|(column, _)| column == head || words::fold(column) == words::fold(head));
        let target = match said {
            _ if head.trim().is_empty() => Target::Skip,
            Some((_, path)) => of_path(path, schema).ok_or_else(|| unknown_path(head, path, schema))?,
            None => of_head(head, schema),
        };
        let is_taken = !matches!(target, Target::Skip | Target::Unknown) && targets.contains(&target);
        // Two columns for one place are an accident of headings, unless somebody has said so.
        targets.push(if is_taken && said.is_none() { Target::Unknown } else { target });
    }
    let is_said = |head: &String| mapping.columns.iter().any(|(column, _)| words::fold(column) == words::fold(head));
    name_towns(&mut targets, schema, |column| is_said(&heads[column]));
    Ok(targets)
}

/// Where no column is called the town of an address, the place that one names is the town.
fn name_towns(targets: &mut [Target], schema: &Schema, is_said: impl Fn(usize) -> bool) {
    for column in 0..targets.len() {
        let Target::Part(field, Part { key: "locality", .. }) = targets[column] else { continue };
        let Some(town) = schema.fields[field].part("town").map(|part| Target::Part(field, part)) else { continue };
        if !is_said(column) && !targets.contains(&town) {
            targets[column] = town;
        }
    }
}

fn unknown_path(head: &str, path: &str, schema: &Schema) -> Text {
    let columns = schema.fields.iter().flat_map(|field| field.columns().map(|(name, _)| name));
    let known = ["id", "name", "skip"].map(str::to_owned).into_iter().chain(columns).collect::<Vec<_>>().join(", ");
    say!(
        "Kolumna „{head}”: schemat nie ma pola „{path}”. Może być: {known}.",
        "Column “{head}”: the schema has no field “{path}”. It can be: {known}."
    )
}

/// The place that a path names.
pub fn of_path(path: &str, schema: &Schema) -> Option<Target> {
    match path {
        "id" => return Some(Target::Id),
        "name" => return Some(Target::Name),
        "skip" => return Some(Target::Skip),
        _ => {}
    }
    schema.fields.iter().enumerate().find_map(|(index, field)| {
        let part = field.columns().find(|(name, _)| name == path).map(|(_, part)| Target::Part(index, part));
        let is_address = field.name == path && field.kind.get::<AddressField>().is_some();
        part.or_else(|| is_address.then_some(Target::Address(index)))
    })
}

/// The place that a heading names: by its path, by a label, or by what offices call it.
fn of_head(head: &str, schema: &Schema) -> Target {
    let by_path = of_path(head.trim(), schema).filter(|target| *target != Target::Skip);
    by_path.or_else(|| of_label(head, schema)).or_else(|| of_concept(head, schema)).unwrap_or(Target::Unknown)
}

fn of_label(head: &str, schema: &Schema) -> Option<Target> {
    let (label, part) = match head.rsplit_once(" (") {
        Some((label, part)) => (label, part.strip_suffix(')')),
        None => (head, None),
    };
    let is_called = |label: &str, field: &Field| field.label.iter().any(|own| words::fold(own) == words::fold(label));
    if let Some(word) = part {
        let of_field = |(index, field): (usize, &Field)| {
            let mut columns = field.columns().filter(|_| is_called(label, field));
            columns
                .find(|(_, part)| !part.key.is_empty() && words::names(word, part.key))
                .map(|(_, part)| Target::Part(index, part))
        };
        if let Some(found) = schema.fields.iter().enumerate().find_map(of_field) {
            return Some(found);
        }
    }
    if let Some(found) = of_inner_label(head, schema) {
        return Some(found);
    }
    let (index, field) = schema.fields.iter().enumerate().find(|(_, field)| is_called(head, field))?;
    of_path(&field.name, schema)
        .filter(|target| matches!(target, Target::Part(of, _) | Target::Address(of) if *of == index))
}

/// The place of a field of a group, by the heading that an export gives it.
fn of_inner_label(head: &str, schema: &Schema) -> Option<Target> {
    let folded = words::fold(head);
    let of_field = |(index, field): (usize, &Field)| {
        let mut inner = field.columns().filter(|(_, part)| part.inner.is_some());
        let called =
            |part: Part| words::LANGUAGES.iter().any(|language| words::fold(&label(field, part, language)) == folded);
        inner.find(|(_, part)| called(*part)).map(|(_, part)| Target::Part(index, part))
    };
    schema.fields.iter().enumerate().find_map(of_field)
}

/// What people call a column: its field, the field in that, and the part.
pub fn label(field: &Field, part: Part, language: &str) -> String {
    let inner = field.of_part(part);
    let label = match part.inner {
        Some(_) => format!("{} – {}", field.label.original(), inner.label.original()),
        None => field.label.original().to_owned(),
    };
    match part.column {
        Some("") | None => label,
        Some(_) => format!("{label} ({})", words::named(part.key, language)),
    }
}

fn of_concept(head: &str, schema: &Schema) -> Option<Target> {
    let only = |is_kind: fn(&Kind) -> bool| {
        let mut fields = schema.fields.iter().enumerate().filter(|(_, field)| is_kind(&field.kind));
        fields.next().filter(|_| fields.next().is_none()).map(|(index, _)| index)
    };
    let whole = |index: usize| of_path(&schema.fields[index].name, schema);
    let part = |index: usize, key: &str| schema.fields[index].part(key).map(|part| Target::Part(index, part));
    match words::concept_of(head)? {
        "name" => Some(Target::Name),
        "ordinal" => Some(Target::Skip),
        key @ ("street" | "locality" | "postal_code" | "town") => {
            part(only(|kind| kind.get::<AddressField>().is_some())?, key)
        }
        "address" => whole(only(|kind| kind.get::<AddressField>().is_some())?),
        "phone" => whole(only(|kind| kind.get::<PhoneField>().is_some())?),
        "email" => whole(only(|kind| kind.get::<EmailField>().is_some())?),
        "url" => whole(only(|kind| kind.get::<UrlField>().is_some())?),
        key @ ("lat" | "lon" | "precision") => part(only(|kind| kind.get::<PositionField>().is_some())?, key),
        _ => None,
    }
}
