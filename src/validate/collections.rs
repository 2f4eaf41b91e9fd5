use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::context::Context;
use super::gravestones::{is_gravestone, read_gravestone};
use super::portal::{Areas, Collection, Gravestone, StaticFile};
use super::records::{Draft, check_schema, file_stem, read_defaults, read_record};
use super::scope::Register;
use super::{contacts, namesakes, positions, slips, standing, terms};
use crate::config::{Schema, Site, read_schema};
use crate::diagnostic::{Checked, Diagnostic, codes};
use crate::field::Kind;
use crate::load::CollectionSource;
use crate::model::{CollectionIx, Date, Slug, UrlPath, is_slug, slugify};
use crate::reading::Reading;
use crate::say;
use crate::source::SourceFile;
use crate::yaml;

/// The collections that could be read, and the names of those whose schemas could not.
#[derive(Default)]
pub struct Collections {
    /// **Shape**: ordered by name.
    pub read: TiVec<CollectionIx, Collection>,
    /// They were reported: what refers to them is not.
    pub unread: Vec<String>,
    /// The addresses of removed entries that could not be read.
    pub unread_removed: Vec<UrlPath>,
}

impl Collections {
    /// Whether there is a collection of this name that could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.iter().any(|unread| unread == name)
    }
}

/// What stands beside the collections among the open data, so that none can be called so.
const RESERVED: [&str; 6] = ["index", "codes", "areas", "datasets", "snapshots", "pages"];

/// Reads the schemas, then all records by them, then compares the records with one another.
///
/// **Errors**: those of schemas (`schema/…`, `key/…`), of records (`record/…`, `value/…`, `reference/dangling`),
/// `value/not-unique`, `file/name`, `file/missing`.
pub fn read_collections(
    sources: Vec<CollectionSource>,
    unread_files: &[PathBuf],
    site: &Site,
    (areas, files): (&Areas, &[StaticFile]),
    build_date: Date,
) -> Checked<Collections> {
    let mut diagnostics = Vec::new();
    let mut read: Vec<(Schema, CollectionSource)> = Vec::new();
    let mut stones: Vec<Vec<Arc<SourceFile>>> = Vec::new();
    let mut unread = Vec::new();
    for mut source in sources {
        // Not the order of the paths: there `a-b.yaml` comes before `a.yaml`.
        source.records.sort_by_cached_key(|file| file_stem(file));
        match read_schema_file(&source, unread_files, site, &mut diagnostics) {
            Some(schema) => {
                let (removed, records) = source.records.into_par_iter().partition(is_gravestone);
                source.records = records;
                stones.push(removed);
                read.push((schema, source));
            }
            None => unread.push(source.id),
        }
    }
    let identifiers: TiVec<CollectionIx, (String, Vec<String>)> =
        read.iter().map(|(schema, source)| (schema.id.clone(), stems(&source.records))).collect();
    let removed: TiVec<CollectionIx, Vec<String>> = stones.iter().map(|files| stems(files)).collect();
    let scope = Register {
        country: site.country,
        country_unread: site.country_unread,
        areas,
        files,
        build_date,
        records: &identifiers,
        removed: &removed,
        unread_collections: &unread,
        unread_files,
    };
    let mut drafts = Vec::with_capacity(read.len());
    let mut gravestones = Vec::with_capacity(read.len());
    for ((schema, source), stones) in read.iter().zip(&stones) {
        check_schema(schema, &scope, &mut diagnostics);
        let mut of_collection = read_records(schema, source, site, &scope, &mut diagnostics);
        // Areas before titles: namesakes may be told apart by the area alone.
        standing::find_standing(schema, &mut of_collection, areas, &mut diagnostics);
        if schema.title_read {
            namesakes::part_titles(schema, &mut of_collection, areas, &mut diagnostics);
        }
        drafts.push(of_collection);
        gravestones.push(read_gravestones(schema, stones, site, &scope, &mut diagnostics));
    }
    let groups: Vec<(&Schema, &[Draft])> =
        read.iter().map(|(schema, _)| schema).zip(drafts.iter().map(Vec::as_slice)).collect();
    for (schema, drafts) in &groups {
        check_unique(schema, drafts, &mut diagnostics);
        positions::check_positions(schema, drafts, areas, &mut diagnostics);
        terms::check_terms(schema, drafts, build_date, &mut diagnostics);
        slips::check_slips(schema, drafts, build_date, &mut diagnostics);
    }
    contacts::check_contacts(&groups, &mut diagnostics);
    slips::check_towns(&groups, areas, &mut diagnostics);
    drop(groups);
    let unread_removed = unread_removed(&read, removed.as_ref(), &gravestones);
    let schemas = read.into_iter().map(|(schema, _)| schema);
    let read = schemas.zip(drafts.into_iter().zip(gravestones));
    let read = read.map(|(schema, (drafts, removed))| collection(schema, drafts, removed)).collect();
    Checked { value: Collections { read, unread, unread_removed }, diagnostics }
}

fn collection(mut schema: Schema, drafts: Vec<Draft>, removed: Vec<Gravestone>) -> Collection {
    let path = address(&schema.id);
    let chosen_by = schema.facets.iter().copied().chain(schema.group).collect::<BTreeSet<usize>>();
    for index in chosen_by {
        let mut values = drafts.iter().flat_map(|draft| &draft.record.values[index]);
        schema.fields[index].kind.gather(&mut values);
    }
    Collection { schema, path, records: drafts.into_iter().map(|draft| draft.record).collect(), removed }
}

/// The addresses of removed entries that could not be read.
fn unread_removed(
    read: &[(Schema, CollectionSource)],
    ids: &[Vec<String>],
    gravestones: &[Vec<Gravestone>],
) -> Vec<UrlPath> {
    let collections = read.iter().zip(ids.iter().zip(gravestones));
    let unread = collections.flat_map(|((schema, _), (ids, known))| {
        let lost = ids.iter().filter(|id| known.iter().all(|gravestone| gravestone.id.as_str() != **id));
        lost.filter_map(|id| Some(address(&schema.id).join(&Slug::of(id)?)))
    });
    unread.collect()
}

/// The identifiers that files of a collection give. **Shape**: ordered, like the files.
fn stems(files: &[Arc<SourceFile>]) -> Vec<String> {
    files.iter().map(|file| file_stem(file)).collect()
}

fn read_schema_file(
    source: &CollectionSource,
    unread_files: &[PathBuf],
    site: &Site,
    sink: &mut Vec<Diagnostic>,
) -> Option<Schema> {
    let Some(file) = &source.schema else {
        let path = Path::new("content/registry").join(&source.id).join("_schema.yaml");
        if !unread_files.contains(&path) {
            sink.push(no_schema(source));
        }
        return None;
    };
    if !is_slug(&source.id) {
        let id = &source.id;
        let message =
            say!("Nazwa folderu „{id}” nie może być adresem.", "The folder name “{id}” cannot be an address.");
        let better = slugify(id);
        let help = say!("Nazwij folder {better}", "Name the folder {better}");
        sink.push(Diagnostic::new(codes::FILE_NAME, file.start(), message).help(help));
    }
    if RESERVED.contains(&source.id.as_str()) {
        let (id, taken) = (&source.id, RESERVED.join(", "));
        let message = say!(
            "Zbiór nie może nazywać się „{id}”: pod tym adresem leżą otwarte dane.",
            "A collection cannot be called “{id}”: open data lie at that address."
        );
        let help = say!("Nazwij folder inaczej niż: {taken}", "Call the folder something else than: {taken}");
        sink.push(Diagnostic::new(codes::FILE_NAME, file.start(), message).help(help));
    }
    let node = yaml::parse(file).into_value(sink)?;
    let reading = Reading::new(file, &site.languages);
    let schema = read_schema(&reading, &source.id, &node);
    sink.extend(reading.finish());
    schema
}

fn no_schema(source: &CollectionSource) -> Diagnostic {
    let id = &source.id;
    let file = SourceFile::new(format!("content/registry/{id}/_schema.yaml"), "");
    let message = say!("Zbiór „{id}” nie ma pliku _schema.yaml.", "The collection “{id}” has no file _schema.yaml.");
    let help = if stems(&source.records).iter().any(|stem| stem == "schema") {
        say!("Zmień nazwę schema.yaml na _schema.yaml", "Rename schema.yaml to _schema.yaml")
    } else {
        say!("Opisz w nim pola rekordów tego zbioru.", "Describe the fields of its records there.")
    };
    Diagnostic::new(codes::FILE_MISSING, file.start(), message).help(help)
}

fn read_records(
    schema: &Schema,
    source: &CollectionSource,
    site: &Site,
    scope: &Register<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    let defaults = read_defaults(schema, &site.languages, scope, sink);
    let path = address(&schema.id);
    let context = Context { schema, path: &path, languages: &site.languages, scope, defaults: &defaults };
    let read = source.records.par_iter().map(|file| {
        let mut diagnostics = Vec::new();
        (read_record(&context, file, &mut diagnostics), diagnostics)
    });
    let mut drafts = Vec::with_capacity(source.records.len());
    // Gathered first: threads finish in any order, faults are told in that of the files.
    for (draft, diagnostics) in read.collect::<Vec<_>>() {
        sink.extend(diagnostics);
        drafts.push(draft);
    }
    drafts
}

fn read_gravestones(
    schema: &Schema,
    files: &[Arc<SourceFile>],
    site: &Site,
    scope: &Register<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Gravestone> {
    let path = address(&schema.id);
    let context = Context { schema, path: &path, languages: &site.languages, scope, defaults: &[] };
    files.iter().filter_map(|file| read_gravestone(&context, file, sink)).collect()
}

/// Reports two records with one identifier or one value of a unique field.
fn check_unique(schema: &Schema, drafts: &[Draft], sink: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &Draft> = HashMap::with_capacity(drafts.len());
    for draft in drafts {
        let id = draft.record.id.as_str();
        let Some(other) = first.get(id) else {
            first.insert(id, draft);
            continue;
        };
        let message = say!("Dwa rekordy mają identyfikator „{id}”.", "Two records have the identifier “{id}”.");
        let diagnostic = Diagnostic::new(codes::RECORD_ID, draft.record.file.start(), message);
        sink.push(
            diagnostic.related(other.record.file.start(), say!("Pierwszy jest tutaj.", "The first one is here.")),
        );
    }
    for (index, field) in schema.fields.iter().enumerate().filter(|(_, field)| field.unique) {
        check_unique_field(index, &field.kind, drafts, sink);
    }
}

fn check_unique_field(index: usize, kind: &Kind, drafts: &[Draft], sink: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (&Draft, usize)> = HashMap::new();
    for draft in drafts {
        for (item, value) in draft.record.values[index].iter().enumerate() {
            let key = kind.unique_key(value);
            if let Some((other, at)) = first.get(&key) {
                let message = say!(
                    "Ta wartość stoi też w innym rekordzie, a ma być jedyna.",
                    "This value also stands in another record; it must be unique."
                );
                let diagnostic = Diagnostic::new(codes::VALUE_NOT_UNIQUE, draft.at(index, item), message);
                sink.push(
                    diagnostic.related(other.at(index, *at), say!("Pierwszy raz jest tutaj.", "It first stands here.")),
                );
            } else {
                first.insert(key, (draft, item));
            }
        }
    }
}

/// Where the pages of a collection lie. A name that gives no address is reported where the folder is read.
fn address(id: &str) -> UrlPath {
    UrlPath::home().join(&Slug::of(id).unwrap_or_else(|| Slug::word("collection")))
}
