//! The schemas of the sources and `check` say the same of a file, where a JSON Schema can say it: on every file of the sites
//! that other tests hold, right and wrong, and on records that are broken one key at a time.

mod json_schema;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use json_schema::is_valid;
use serde_json::{Value as Json, json};
use spis::BuildOptions;
use spis::diagnostic::{Diagnostic, MessageLanguage};
use spis::field::schemas::taken_by_yaml;
use spis::forms::{self, SourceSchema};
use spis::model::parse_date;
use spis::source::SourceFile;
use spis::yaml::{self, Node, Value};

/// Faults that a schema can say as well: what keys there are, what kind of value stands behind them, which words are allowed.
const SAYABLE: [&str; 12] = [
    "key/missing",
    "key/unknown",
    "value/boolean",
    "value/choice",
    "value/integer",
    "value/language",
    "value/money",
    "value/number",
    "value/plural",
    "value/postal-code",
    "value/type",
    "area/unknown",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn options(root: &Path) -> BuildOptions {
    BuildOptions {
        root: root.to_owned(),
        base_url: None,
        build_date: parse_date("2026-11-22").expect("a day of the calendar"),
    }
}

/// Sites whose fault is sayable elsewhere, but here depends on another file: which kinds its areas have.
const ELSEWHERE: [&str; 1] = ["tests/invalid/key-unknown.kind/site"];

/// A file as an editor's reader of YAML sees it: plain numbers and `true` are no text. Nothing where it is no YAML.
/// **Source**: YAML 1.2.2 §10.3.
fn as_editors_read(file: &std::sync::Arc<SourceFile>) -> Option<Json> {
    yaml::parse(file).value.map(|node| as_json(file.text(), &node))
}

fn as_json(text: &str, node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(scalar) => {
            let is_plain = text.get(node.span.clone()) == Some(scalar.as_str());
            is_plain.then(|| taken_by_yaml(scalar)).flatten().unwrap_or_else(|| json!(scalar))
        }
        Value::Sequence(items) => items.iter().map(|item| as_json(text, item)).collect(),
        Value::Mapping(mapping) => {
            let entry = |entry: &yaml::Entry| (entry.key.clone(), as_json(text, &entry.value));
            Json::Object(mapping.entries.iter().map(entry).collect())
        }
    }
}

/// The part of a file that the schema is about: all of it, or the front matter of a page.
fn source(path: &Path, text: &str) -> std::sync::Arc<SourceFile> {
    let matter = text.strip_prefix("---").and_then(|rest| rest.split("\n---").next());
    SourceFile::new(path, if path.extension().is_some_and(|is| is == "md") { matter.unwrap_or("") } else { text })
}

fn schema_of<'s>(schemas: &'s [SourceSchema], path: &str) -> Option<&'s SourceSchema> {
    let is_for = |schema: &&SourceSchema| match schema.files.split_once('*') {
        None => schema.files == path,
        Some((folder, end)) => {
            let end = end.trim_start_matches("*/").trim_start_matches('*');
            path.strip_prefix(folder).is_some_and(|rest| rest.ends_with(end) && (end == ".md" || !rest.contains('/')))
        }
    };
    schemas.iter().find(is_for).filter(|_| !path.ends_with("_schema.yaml"))
}

/// What `check` and the schemas say of every file of a site: path, sayable faults, all errors, and whether the schema takes it.
fn verdicts(site: &Path) -> Vec<(String, BTreeSet<&'static str>, bool, bool)> {
    let checked = spis::read(&options(site)).expect("the disk is readable");
    let Some(portal) = checked.value else { return Vec::new() };
    let schemas = forms::source_schemas(&portal, MessageLanguage::English);
    let mut found: BTreeMap<PathBuf, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in checked.diagnostics.iter().filter(|found| found.is_error()) {
        found.entry(diagnostic.location.path().to_owned()).or_default().push(diagnostic);
    }
    let mut verdicts = Vec::new();
    for entry in walkdir::WalkDir::new(site.join("content")).sort_by_file_name() {
        let entry = entry.expect("it is readable");
        let inner = entry.path().strip_prefix(site).expect("it lies in the site").to_owned();
        let path = inner.to_string_lossy().replace('\\', "/");
        let Some(schema) = schema_of(&schemas, &path).filter(|_| entry.file_type().is_file()) else { continue };
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let Some(value) = as_editors_read(&source(&inner, &text)) else { continue };
        let errors = found.remove(&inner).unwrap_or_default();
        let sayable = errors.iter().map(|error| error.code.name).filter(|code| SAYABLE.contains(code)).collect();
        verdicts.push((path, sayable, !errors.is_empty(), is_valid(&schema.schema, &schema.schema, &value)));
    }
    verdicts
}

fn sites() -> Vec<PathBuf> {
    let below = |folder: &str| {
        let entries = fs::read_dir(root().join("tests").join(folder)).expect("readable");
        let mut sites: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path().join("site")).collect();
        sites.retain(|site| site.is_dir());
        sites.sort();
        sites
    };
    let begun = ["en", "pl", "uk"].map(|language| root().join("src/cli/starter").join(language));
    [vec![root()], begun.to_vec(), below("golden/sites"), below("invalid")].concat()
}

#[test]
fn schemas_and_check_say_the_same_of_all_files() {
    let (mut right, mut wrong, mut differences) = (0, 0, Vec::new());
    for site in sites() {
        for (path, sayable, has_errors, is_taken) in verdicts(&site) {
            let site = site.strip_prefix(root()).unwrap_or(&site);
            match (has_errors, is_taken) {
                (false, true) => right += 1,
                (false, false) => {
                    differences.push(format!("{}: {path} is right, but its schema refuses it", site.display()))
                }
                (true, true) if !sayable.is_empty() && !ELSEWHERE.contains(&site.to_string_lossy().as_ref()) => {
                    differences.push(format!("{}: {path} has {sayable:?}, but its schema takes it", site.display()));
                }
                (true, false) => wrong += 1,
                (true, true) => {}
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(right > 300 && wrong > 30, "{right} right and {wrong} wrong files were met");
}

/// A record with something behind every key, and what of it is broken one by one.
const RECORD: &str = "\
name: Millford Library
source: {place: p. 1}
verified: 2026-05-01
county: DBY
kind: town
phones:
  - 020 7946 0018
  - {number: 020 7946 0019, extension: '12', kind: fax, label: Office}
emails: [office@example.org]
website: https://example.org/
address: {street: 1 Mill Lane, postal_code: DE1 1AA, town: Derby}
position: {lat: 52.9, lon: -1.47, precision: street}
status: {value: open, as_of: 2026-01-31}
serves:
  - {area: CMA, basis: declared}
seats: 40
fee: 12.50
size: 12,5
free: true
opened: 1987-05
hours: {mon-fri: 8:00–16:00, sat: closed}
summary: {en: A library., pl: Biblioteka.}
partner: other
code: AB-12
";

const SCHEMA: &str = "\
label: Libraries
noun: {en: {one: library, other: libraries}, pl: {one: biblioteka, few: biblioteki, many: bibliotek, other: biblioteki}}
fields:
  county: {type: area, level: county, label: County, required: true}
  kind: {type: choice, label: Kind, choices: {town: Town, 'no': None}}
  phones: {type: phone, list: true, required: true, max_items: 3, label: Telephones}
  emails: {type: email, list: true, label: E-mail}
  website: {type: url, label: Website}
  address: {type: address, label: Address, required: true}
  position: {type: position, label: Position}
  status: {type: status, label: Status, choices: {open: {label: Open, tone: positive}, closed: {label: Closed, tone: negative}}}
  serves: {type: service_area, list: true, label: Serves}
  seats: {type: integer, min: 1, max: 500, label: Seats}
  fee: {type: money, currency: GBP, label: Fee}
  size: {type: decimal, label: Size}
  free: {type: boolean, label: Free}
  opened: {type: date, label: Opened}
  hours: {type: opening_hours, label: Hours}
  summary: {type: markdown, label: Summary}
  partner: {type: reference, collection: libraries, label: Partner}
  code: {type: text, pattern: '[A-Z]{2}-\\d+', label: Code, help: As on the door.}
";

/// What stands in `RECORD`, what somebody writes instead, and whether that is right.
const EDITS: &[(&str, &str, bool)] = &[
    ("name: Millford Library\n", "", false),
    ("name: Millford Library\n", "name:\n", false),
    ("name: Millford Library\n", "name: 2024\n", true),
    ("name: Millford Library\n", "name: [Millford]\n", false),
    ("name: Millford Library\n", "name: Millford Library\nnmae: twice\n", false),
    ("source: {place: p. 1}", "source: p. 1", false),
    ("source: {place: p. 1}", "source: {place: p. 1, page: 2}", false),
    ("source: {place: p. 1}", "source: {place: {en: p. 1, pl: s. 1}}", true),
    ("source: {place: p. 1}", "source: {place: {pl: s. 1}}", false),
    ("source: {place: p. 1}", "source: {place: {en: p. 1, de: S. 1}}", false),
    ("verified: 2026-05-01", "verified: 1.5.2026", false),
    ("verified: 2026-05-01", "verified: 2026-05", false),
    ("verified: 2026-05-01", "verified:", true),
    ("verified: 2026-05-01", "verified: today", false),
    ("county: DBY", "county: Derbyshire", false),
    ("county: DBY", "county: CMA", true),
    ("county: DBY", "county:", false),
    ("county: DBY\n", "", false),
    ("kind: town", "kind: Town", false),
    ("kind: town", "kind: t", false),
    ("kind: town", "kind: no", true),
    ("kind: town", "kind:", true),
    ("kind: town", "kind: [town]", false),
    ("  - 020 7946 0018\n", "  - {number: 020 7946 0018, ext: 12}\n", false),
    ("  - 020 7946 0018\n", "  - {extension: 12}\n", false),
    ("  - 020 7946 0018\n", "  - {number: 020 7946 0018, kind: fox}\n", false),
    ("  - 020 7946 0018\n", "  - 020 7946 0018\n  - 020 7946 0018\n", false),
    ("  - 020 7946 0018\n", "  - 020 7946 0018\n  - 020 7946 0020\n  - 020 7946 0021\n", false),
    ("  - 020 7946 0018\n", "  - phone: 020 7946 0018\n", false),
    ("emails: [office@example.org]", "emails: office@example.org", false),
    ("emails: [office@example.org]", "emails: []", true),
    ("emails: [office@example.org]", "emails: [{address: office@example.org, personal: false}]", true),
    ("emails: [office@example.org]", "emails: [{address: office@example.org, personal: perhaps}]", false),
    ("emails: [office@example.org]", "emails:\n  - e-mail: office@example.org", false),
    ("website: https://example.org/", "website: www.example.org", false),
    ("website: https://example.org/", "website: [https://example.org/]", false),
    ("address: {street: 1 Mill Lane, postal_code: DE1 1AA, town: Derby}", "address: 1 Mill Lane, Derby", false),
    ("postal_code: DE1 1AA", "postal_code: 19-400", false),
    (", town: Derby", "", false),
    (", town: Derby", ", town: Derby, city: Derby", false),
    (", town: Derby", ", town: Derby, region:", true),
    ("position: {lat: 52.9, lon: -1.47, precision: street}", "position: 52.9, -1.47", false),
    ("position: {lat: 52.9, lon: -1.47, precision: street}", "position: {lat: 52.9, lon: -1.47}", false),
    ("precision: street", "precision: exact", false),
    ("lat: 52.9", "lat: 152.9", false),
    ("lat: 52.9", "lat: north", false),
    ("lat: 52.9", "lat: '52.9'", true),
    ("value: open", "value: opened", false),
    (", as_of: 2026-01-31", "", false),
    ("as_of: 2026-01-31", "as_of: 2026", true),
    ("as_of: 2026-01-31", "as_of: January 2026", false),
    ("as_of: 2026-01-31", "as_of: 2026-01-31, since: 2020", false),
    ("area: CMA", "area: Cumbria", false),
    ("basis: declared", "basis: said", false),
    (", basis: declared", "", false),
    ("seats: 40", "seats: about 40", false),
    ("seats: 40", "seats: 0", false),
    ("seats: 40", "seats: 4000", false),
    ("seats: 40", "seats: 12.5", false),
    ("seats: 40", "seats: '40'", true),
    ("fee: 12.50", "fee: 12,50", true),
    ("fee: 12.50", "fee: 12 pounds", false),
    ("fee: 12.50", "fee: 1 250.00", true),
    ("size: 12,5", "size: big", false),
    ("free: true", "free: yes", true),
    ("free: true", "free: perhaps", false),
    ("opened: 1987-05", "opened: 1987", true),
    ("opened: 1987-05", "opened: 5/1987", false),
    ("sat: closed", "saturday: closed", false),
    ("hours: {mon-fri: 8:00–16:00, sat: closed}", "hours: [8:00–16:00]", false),
    ("hours: {mon-fri: 8:00–16:00, sat: closed}", "hours: by appointment", true),
    ("summary: {en: A library., pl: Biblioteka.}", "summary: {en: A library., fr: Une bibliothèque.}", false),
    ("summary: {en: A library., pl: Biblioteka.}", "summary: [A library.]", false),
    ("partner: other", "partner: another", false),
    ("code: AB-12", "code: AB12", false),
    ("code: AB-12", "code: CD-7", true),
    ("code: AB-12", "code: AB-12\naliases: old-mill", false),
    ("code: AB-12", "code: AB-12\naliases: [old-mill]", true),
    ("code: AB-12", "code: AB-12\ndoubts: [{field: phones, reason: Old.}]", true),
    ("code: AB-12", "code: AB-12\ndoubts: [{field: phones}]", false),
    ("code: AB-12", "code: AB-12\ncorrections: [{field: code, printed: AB12, reason: Slip.}]", true),
    ("code: AB-12", "code: AB-12\ncorrections: [{field: code, reason: Slip.}]", false),
    ("code: AB-12", "title: Millford\nremoved: {on: 2025, reason: Closed., source: The council.}", true),
    ("code: AB-12", "title: Millford\nremoved: {on: 2025-06-30, reason: Closed., source: The council.}", true),
    ("code: AB-12", "removed: {on: 2025, reason: Closed., source: The council.}", false),
    ("code: AB-12", "title: Millford\nremoved: {on: in June, reason: Closed., source: The council.}", false),
    ("code: AB-12", "title: Millford\nremoved: {on: 2025, source: The council.}", false),
    ("code: AB-12", "title: Millford", false),
];

#[test]
fn schemas_and_check_say_the_same_of_broken_records() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    write("site.yaml", "title: Libraries\nlanguages: [en, pl]\ncountry: GB\n");
    write(
        "geo/areas.yaml",
        "levels:\n  - id: county\n    label: Counties\n    noun: {en: {one: county, other: counties}, pl: {one: a, few: b, many: c, other: d}}\n    \
         areas: [{code: DBY, name: Derbyshire}, {code: CMA, name: Cumbria}]\n",
    );
    write("registry/libraries/_schema.yaml", SCHEMA);
    let other = "name: Other\nsource: {place: p. 2}\ncounty: CMA\nphones: [020 7946 0031]\naddress: {town: Kendal}\n";
    write("registry/libraries/other.yaml", other);
    let path = "content/registry/libraries/millford.yaml";
    let unchanged = ("", "", true);
    let mut differences = Vec::new();
    for (from, to, is_right) in EDITS.iter().copied().chain([unchanged]) {
        assert!(RECORD.contains(from), "{from}");
        write("registry/libraries/millford.yaml", &RECORD.replacen(from, to, 1));
        let verdicts = verdicts(folder.path());
        let (.., has_errors, is_taken) = verdicts.iter().find(|(of, ..)| of == path).expect("the record was met");
        if (*has_errors, *is_taken) != (!is_right, is_right) {
            differences
                .push(format!("{to}: right {is_right}, check finds errors {has_errors}, schema takes it {is_taken}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn fields_are_explained_in_their_schemas() {
    let checked = spis::read(&options(&root())).expect("the disk is readable");
    let portal = checked.value.expect("the site's own file can be read");
    for schema in forms::source_schemas(&portal, MessageLanguage::Polish) {
        assert_eq!(schema.schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", schema.name);
        let Some(properties) = schema.schema.pointer("/$defs/record/properties") else { continue };
        for (name, property) in properties.as_object().expect("they have names") {
            let told = property.get("title").or(property.get("description"));
            assert!(told.is_some_and(Json::is_string), "{}: {name} is not explained: {property}", schema.name);
        }
    }
    let collections = portal.collections.iter().map(|of| of.schema.fields.iter());
    assert!(collections.flatten().any(|field| field.help.is_some()), "some field has a help to show");
}

#[test]
fn every_key_of_the_settings_stands_in_their_schema() {
    let document = fs::read_to_string(root().join("docs/content.md")).expect("readable");
    let section =
        document.split("## `site.yaml`").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("it is there");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let documented: BTreeSet<&str> =
        rows.flat_map(|row| row.split(['`', ',', ' '])).filter(|key| !key.is_empty()).collect();
    let checked = spis::read(&options(&root())).expect("the disk is readable");
    let schemas = forms::source_schemas(&checked.value.expect("it can be read"), MessageLanguage::English);
    let site = schemas.iter().find(|schema| schema.name == "_site").expect("there is one");
    let described: BTreeSet<&str> =
        site.schema["properties"].as_object().expect("it has keys").keys().map(String::as_str).collect();
    assert_eq!(documented, described);
}
