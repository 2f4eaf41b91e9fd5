use std::ops::Range;
use std::sync::Arc;

use super::context::Context;
use super::notes::NoteReader;
use super::portal::{Citation, Record};
use super::scope::Register;
use super::titles::{render_line, render_title};
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, Text, codes, did_you_mean, nearest};
use crate::field::{Field, RECORD_KEYS, Refers, Value as FieldValue};
use crate::model::{Localized, RecordId, UrlPath};
use crate::reading::{Languages, Reading, read_path, read_web_address, unknown_key};
use crate::say;
use crate::source::{Location, SourceFile};
use crate::yaml::{self, Entry, Mapping, Node, Value};

/// A record with the places of its values, for the rules that compare records.
pub struct Draft {
    /// The record.
    pub record: Record,
    /// Where its name stands.
    pub name: Range<usize>,
    /// Where the day stands on which it was last checked.
    pub verified: Range<usize>,
    /// Where each field's items stand: one range for a single value, one an item for a list.
    pub values: Vec<Vec<Range<usize>>>,
    /// Whether something was wrong with it, so that its title may not be what it will be.
    pub faulty: bool,
}

impl Draft {
    /// The place of an item of a field.
    pub fn at(&self, field: usize, item: usize) -> Location {
        let span = self.values[field].get(item).or(self.values[field].first());
        self.record.file.location(span.cloned().unwrap_or(0..0))
    }
}

/// The longest name that fits into a heading. **Units**: characters.
const LONGEST_NAME: usize = 300;

/// Reads one record. A record whose file cannot be read at all keeps its identifier alone.
pub fn read_record(context: &Context<'_>, file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) -> Draft {
    let before = sink.len();
    let id = read_id(file, sink);
    let tree = yaml::parse(file).into_value(sink);
    let reading = Reading::new(file, context.languages);
    let mapping = tree.as_ref().and_then(|node| reading.mapping(node));
    let mut draft = empty(context, file, id);
    if let Some(mapping) = mapping {
        fill(&mut draft, context, &reading, mapping);
    }
    sink.extend(reading.finish());
    draft.faulty = sink[before..].iter().any(Diagnostic::is_error);
    draft.record.title = render_title(context, &draft.record);
    draft.record.short_title = render_line(context, &draft.record, context.schema.short_title.as_ref());
    draft.record.summary = render_line(context, &draft.record, context.schema.summary.as_ref());
    draft
}

/// The identifier that a file's name gives, for cross-references: the name without its extension.
pub fn file_stem(file: &SourceFile) -> String {
    file.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The identifier that a file's name gives.
pub fn read_id(file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) -> RecordId {
    let stem = file_stem(file);
    if let Some(id) = RecordId::parse(&stem) {
        return id;
    }
    let slug = crate::model::slugify(&stem);
    let message = say!("Nazwa pliku „{stem}” nie może być adresem.", "The file name “{stem}” cannot be an address.");
    let help = say!("Zmień nazwę pliku na {slug}.yaml", "Rename the file to {slug}.yaml");
    sink.push(Diagnostic::new(codes::RECORD_ID, file.start(), message).help(help));
    RecordId::parse(&slug).unwrap_or_else(|| RecordId::parse("unnamed").expect("a plain word is an identifier"))
}

fn empty(context: &Context<'_>, file: &Arc<SourceFile>, id: RecordId) -> Draft {
    let count = context.schema.fields.len();
    let record = Record {
        file: Arc::clone(file),
        url: context.path.join(&id.slug()),
        name: id.as_str().into(),
        id,
        title: Localized::default(),
        short_title: None,
        summary: None,
        values: vec![Box::default(); count],
        standing: Vec::new(),
        source: Citation::default(),
        verified: None,
        corrections: Vec::new(),
        doubts: Vec::new(),
        aliases: Vec::new(),
    };
    Draft { record, name: 0..0, verified: 0..0, values: vec![Vec::new(); count], faulty: true }
}

fn fill(draft: &mut Draft, context: &Context<'_>, reading: &Reading<'_>, mapping: &Mapping) {
    let mut unknown = Vec::new();
    for entry in &mapping.entries {
        if let Some(index) = context.schema.field_index(&entry.key) {
            fill_field(draft, context, reading, index, entry);
        } else if RECORD_KEYS.contains(&entry.key.as_str()) {
            fill_own(draft, context, reading, entry, mapping);
        } else if !context.schema.is_unread(&entry.key) {
            unknown.push(entry);
        }
    }
    let meant = report_unknown(context, reading, mapping, &unknown);
    report_missing(context, reading, mapping, &meant);
    for (value, default) in draft.record.values.iter_mut().zip(context.defaults) {
        if value.is_empty() {
            value.clone_from(default);
        }
    }
}

fn fill_field(draft: &mut Draft, context: &Context<'_>, reading: &Reading<'_>, index: usize, entry: &Entry) {
    let field = &context.schema.fields[index];
    if entry.value.value == Value::Null {
        return;
    }
    draft.values[index] = item_spans(field, &entry.value);
    let before = reading.noted();
    draft.record.values[index] = field.read(reading, &entry.value, context.scope);
    field.own_help().into_iter().for_each(|help| reading.explain(before, &help));
}

fn item_spans(field: &Field, node: &Node) -> Vec<Range<usize>> {
    match &node.value {
        Value::Sequence(items) if field.list => items.iter().map(|item| item.span.clone()).collect(),
        _ => vec![node.span.clone()],
    }
}

/// Reads a key that every record may have.
fn fill_own(draft: &mut Draft, context: &Context<'_>, reading: &Reading<'_>, entry: &Entry, mapping: &Mapping) {
    let node = &entry.value;
    if node.value == Value::Null {
        return;
    }
    let notes = NoteReader { reading, schema: context.schema, mapping };
    let record = &mut draft.record;
    match entry.key.as_str() {
        "name" => {
            if let Some(name) = reading.text(node) {
                reading.warn_of_length(node, name, LONGEST_NAME);
                record.name = name.into();
                draft.name = node.span.clone();
            }
        }
        "source" => record.source = read_citation(reading, node).unwrap_or_default(),
        "verified" => {
            record.verified = reading.date(node);
            draft.verified = node.span.clone();
            if let Some(date) = record.verified {
                reading.warn_of_future(date, &node.span, context.scope.build_date);
            }
        }
        "corrections" => record.corrections = notes.corrections(node),
        "doubts" => record.doubts = notes.doubts(node),
        "aliases" => record.aliases = read_aliases(reading, node, context.path),
        // A file with `removed` is a gravestone, which is read elsewhere.
        _ => {}
    }
}

/// Reports keys that neither the schema nor every record has, and returns the absent ones that were probably meant.
pub fn report_unknown<'s>(
    context: &Context<'s>,
    reading: &Reading<'_>,
    mapping: &Mapping,
    unknown: &[&Entry],
) -> Vec<&'s str> {
    if unknown.is_empty() {
        return Vec::new();
    }
    let known = context.schema.fields.iter().map(|field| field.name.as_str()).chain(RECORD_KEYS);
    // A key that stands in the record already was not meant a second time.
    let absent: Vec<&str> = known.filter(|key| mapping.get(key).is_none()).collect();
    let report = |entry: &&Entry| {
        let before = reading.noted();
        let meant = unknown_key(reading, &entry.key, &entry.key_span, &absent, labelled(context, &entry.key, &absent));
        let declare = || {
            say!(
                "Nowe pole trzeba najpierw opisać w _schema.yaml.",
                "A new field must first be declared in _schema.yaml."
            )
        };
        let more = part_of(context, &entry.key).or_else(|| meant.is_none().then(declare));
        more.into_iter().for_each(|help| reading.explain(before, &help));
        meant
    };
    unknown.iter().filter_map(report).collect()
}

/// Where a key belongs that is a part of a field's values.
fn part_of(context: &Context<'_>, key: &str) -> Option<Text> {
    let field = context.schema.fields.iter().find(|field| !key.is_empty() && field.part(key).is_some())?;
    let name = &field.name;
    Some(say!(
        "„{key}” to część pola „{name}”: napisz ją pod nim, z wcięciem o dwie spacje.",
        "“{key}” is a part of the field “{name}”: write it below that, indented by two spaces."
    ))
}

/// The absent field whose label, in any language, somebody wrote in place of its name.
fn labelled<'s>(context: &Context<'s>, key: &str, absent: &[&str]) -> Option<&'s str> {
    let mut fields = context.schema.fields.iter().filter(|field| absent.contains(&field.name.as_str()));
    let field = fields.find(|field| nearest(key, field.label.iter()).is_some())?;
    Some(&field.name)
}

fn report_missing(context: &Context<'_>, reading: &Reading<'_>, mapping: &Mapping, meant: &[&str]) {
    let needed = context.schema.fields.iter().filter(|field| field.required).map(|field| field.name.as_str());
    let absent = |key: &&str| mapping.get(key).is_none_or(|node| node.value == Value::Null);
    for key in ["name", "source"].into_iter().chain(needed).filter(absent).filter(|key| !meant.contains(key)) {
        let present = mapping.entry(key).map(|entry| entry.key_span.clone());
        let message = say!("Brakuje wymaganego pola „{key}”.", "The required field “{key}” is missing.");
        let help = match present {
            Some(_) => say!("Wpisz wartość po dwukropku.", "Write its value after the colon."),
            None => say!("Dopisz wiersz: {key}: …", "Add a line: {key}: …"),
        };
        let before = reading.noted();
        reading.report(codes::KEY_MISSING, &present.unwrap_or(0..0), message, Some(help));
        let field = context.schema.field_index(key).map(|index| &context.schema.fields[index]);
        field.and_then(Field::own_help).into_iter().for_each(|help| reading.explain(before, &help));
    }
}

/// Reads where a fact comes from.
pub fn read_citation(reading: &Reading<'_>, node: &Node) -> Option<Citation> {
    let fields = reading.fields(node)?;
    let citation = Citation {
        title: fields.localized("title"),
        url: fields.take("url").and_then(|node| read_web_address(reading, node)),
        place: fields.localized("place"),
    };
    fields.close();
    Some(citation)
}

/// Reads old addresses: a plain word is an old identifier in the collection, one with slashes an address of the site.
pub fn read_aliases(reading: &Reading<'_>, node: &Node, collection: &UrlPath) -> Vec<(UrlPath, Location)> {
    let alias = |node: &Node| {
        let text = reading.text(node)?;
        let path = read_path(reading, text, &node.span)?;
        let within = || path.last().map(|id| collection.join(&id));
        let path = if text.contains('/') { path.clone() } else { within().unwrap_or_else(|| path.clone()) };
        Some((path, reading.at(&node.span)))
    };
    reading.list(node).unwrap_or_default().iter().filter_map(alias).collect()
}

/// Reads the default values that a schema declares.
pub fn read_defaults(
    schema: &Schema,
    languages: &Languages,
    scope: &Register<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Box<[FieldValue]>> {
    let reading = Reading::new(schema.location.file(), languages);
    let default = |field: &Field| field.default.as_ref().map(|node| field.read(&reading, node, scope));
    let defaults = schema.fields.iter().map(|field| default(field).unwrap_or_default()).collect();
    sink.extend(reading.finish());
    defaults
}

/// Reports fields of a schema that name a level or collection that does not exist.
pub fn check_schema(schema: &Schema, scope: &Register<'_>, sink: &mut Vec<Diagnostic>) {
    for field in schema.fields.iter().flat_map(|field| std::iter::once(field).chain(field.kind.fields())) {
        let (name, location, known): (&str, &Location, Vec<&str>) = match field.kind.about().refers {
            Some(Refers::Level(level, location)) if !scope.areas.unread => {
                (level, location, scope.areas.levels.iter().map(|level| level.id.as_str()).collect())
            }
            Some(Refers::Collection(collection, location)) => {
                let read = scope.records.iter().map(|(id, _)| id.as_str());
                (collection, location, read.chain(scope.unread_collections.iter().map(String::as_str)).collect())
            }
            Some(Refers::Level(..)) | None => continue,
        };
        if !known.contains(&name) {
            let field_name = &field.name;
            let message = say!(
                "Pole „{field_name}” odwołuje się do „{name}”, którego nie ma.",
                "The field “{field_name}” refers to “{name}”, which does not exist."
            );
            sink.push(
                Diagnostic::new(codes::SCHEMA_FIELD, location.clone(), message).maybe_help(did_you_mean(name, known)),
            );
        }
    }
}
