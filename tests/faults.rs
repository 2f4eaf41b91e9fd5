//! Content with one fault each, written in place: what is reported, where, and nothing beside it.

use std::fs;
use std::path::Path;

use spis::diagnostic::{Diagnostic, MessageLanguage};
use spis::model::parse_date;
use spis::{BuildOptions, check};

const SITE: &str = "title: Libraries\ndescription: Where they are.\nlanguages: [en, pl]\ncountry: PL\n";

const AREAS: &str = "levels:
  - id: region
    label: Regions
    noun: {en: {one: region, other: regions}}
    areas: [{code: \"1\", name: North}]
  - id: district
    label: Districts
    noun: {en: {one: district, other: districts}}
    path: districts
    file: districts.geojson
    properties: {code: code, name: name}
    parent: {prefix: 1}
";

const DISTRICTS: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"code": "11", "name": "Ashwood"}, "geometry": {"type": "Polygon",
"coordinates": [[[20, 50], [21, 50], [21, 51], [20, 51], [20, 50]]]}},
{"type": "Feature", "properties": {"code": "12", "name": "Birchvale"}, "geometry": {"type": "Polygon",
"coordinates": [[[21, 50], [22, 50], [22, 51], [21, 51], [21, 50]]]}}]}
"#;

const SCHEMA: &str = "label: Libraries
noun: {en: {one: library, other: libraries}}
title: \"{name}, {address.town}\"
sort: [address.town, title]
fields:
  operator: {type: text, label: Run by}
  address: {type: address, label: Address}
  phones: {type: phone, list: true, label: Telephone, required: true, max_items: 3}
  emails: {type: email, list: true, label: E-mail}
  district: {type: area, level: district, label: District}
  position: {type: position, label: Place}
  seats: {type: integer, label: Seats}
  kind: {type: choice, label: Kind, choices: {lending: Lending, reading: Reading room}}
  parent: {type: reference, collection: libraries, label: Branch of}
  status:
    type: status
    label: Open
    choices:
      active: {label: Open, tone: positive}
      closed: {label: Closed, tone: negative}
";

const RECORD: &str = "name: Public Library
source: {place: p. 1}
operator: The Town
address: {street: Long Street 1, postal_code: 12-345, town: Ashwood}
phones: [89 523 45 67]
emails: [office@example.org]
district: \"11\"
position: {lat: 50.5, lon: 20.5, precision: building}
seats: 40
kind: lending
parent: ashwood
status: {value: active, as_of: 2024-12-31}
";

const SITE_FILE: &str = "content/site.yaml";
const AREAS_FILE: &str = "content/geo/areas.yaml";
const DISTRICTS_FILE: &str = "content/geo/districts.geojson";
const SCHEMA_FILE: &str = "content/registry/libraries/_schema.yaml";
const RECORD_FILE: &str = "content/registry/libraries/ashwood.yaml";

/// A small register without faults.
struct Site(Vec<(String, String)>);

impl Site {
    fn new() -> Self {
        let files = [
            (SITE_FILE, SITE),
            (AREAS_FILE, AREAS),
            (DISTRICTS_FILE, DISTRICTS),
            (SCHEMA_FILE, SCHEMA),
            (RECORD_FILE, RECORD),
        ];
        Self(files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec())
    }

    /// Adds a file.
    fn with(mut self, path: &str, text: &str) -> Self {
        self.0.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Writes something else in place of a text that stands once in a file.
    fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        let (_, text) = self.0.iter_mut().find(|(name, _)| name == path).expect("the file is there");
        assert_eq!(text.matches(from).count(), 1, "{from} in {path}");
        *text = text.replace(from, to);
        self
    }

    fn append(mut self, path: &str, line: &str) -> Self {
        let (_, text) = self.0.iter_mut().find(|(name, _)| name == path).expect("the file is there");
        text.push_str(line);
        self
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in &self.0 {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
        let build_date = parse_date("2025-01-01").expect("a date");
        let options = BuildOptions { root: folder.path().to_owned(), base_url: None, build_date };
        let mut report = check(&options, &()).expect("the folder can be read");
        report.diagnostics.retain(|diagnostic| diagnostic.code.name != "site/demonstration");
        report.diagnostics
    }

    /// Everything that is reported: code, file name, line and column.
    fn faults(&self) -> Vec<String> {
        let line = |diagnostic: &Diagnostic| {
            let (code, location) = (diagnostic.code, &diagnostic.location);
            let file = location.path().file_name().unwrap_or_default().to_string_lossy();
            format!("{code} {file}:{}:{}", location.line(), location.column())
        };
        self.diagnostics().iter().map(line).collect()
    }

    /// Message and help of the one fault, in English.
    fn words(&self) -> String {
        let diagnostics = self.diagnostics();
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        let english = MessageLanguage::English;
        let help = diagnostics[0].help.as_ref().map(|help| help.in_language(english)).unwrap_or_default();
        format!("{} {help}", diagnostics[0].message.in_language(english))
    }
}

/// A record with one line changed.
fn record(from: &str, to: &str) -> Site {
    Site::new().replace(RECORD_FILE, from, to)
}

fn schema(from: &str, to: &str) -> Site {
    Site::new().replace(SCHEMA_FILE, from, to)
}

fn areas(from: &str, to: &str) -> Site {
    Site::new().replace(AREAS_FILE, from, to)
}

#[track_caller]
fn assert_faults(site: &Site, expected: &[&str]) {
    assert_eq!(site.faults(), expected);
}

#[test]
fn the_register_itself_has_no_fault() {
    assert_faults(&Site::new(), &[]);
}

#[test]
fn notes_name_fields_items_and_parts_that_exist() {
    let note = |field: &str| Site::new().append(RECORD_FILE, &format!("doubts: [{{field: {field}, reason: odd}}]\n"));
    for right in ["name", "phones", "\"phones[0]\"", "\"phones[0].extension\"", "address.street", "source.place"] {
        assert_faults(&note(right), &[]);
    }
    for wrong in
        ["address.strt", "phones.number", "\"phones[1]\"", "\"operator[0]\"", "\"phones[99999999999999999999]\""]
    {
        assert_faults(&note(wrong), &["record/note-field ashwood.yaml:13:18"]);
    }
}

#[test]
fn templates_and_sorting_name_parts_that_exist() {
    assert_faults(&schema("{address.town}", "{address.twon}"), &["schema/unknown-field _schema.yaml:3:8"]);
    assert_faults(&schema("[address.town,", "[address.twon,"), &["schema/unknown-field _schema.yaml:4:8"]);
    assert_faults(&schema("[address.town,", "[operator.town,"), &["schema/unknown-field _schema.yaml:4:8"]);
    assert_faults(&schema("[address.town,", "[address.street,"), &[]);
}

#[test]
fn levels_of_areas_fit_together() {
    assert_faults(&areas("prefix: 1", "prefix: 99"), &["area/parent areas.yaml:12:13"]);
    assert_faults(&areas("prefix: 1", "prefix: 2"), &["area/parent areas.yaml:12:13"]);
    assert_faults(&areas("prefix: 1", "property: no_such"), &["area/parent areas.yaml:12:13"]);
    assert_faults(&areas("name: name}", "name: name, seat: no_such}"), &["area/property areas.yaml:11:48"]);
    assert_faults(&areas("prefix: 1}\n", "prefix: 1}\n    tolerance_km: -1\n"), &["value/range areas.yaml:13:19"]);
    assert_faults(&areas("id: region", "id: district"), &["area/duplicate areas.yaml:6:5"]);
}

#[test]
fn languages_are_needed_before_anything_else() {
    let site = |to: &str| Site::new().replace(SITE_FILE, "languages: [en, pl]\n", to);
    assert_faults(&site(""), &["key/missing site.yaml:1:1"]);
    assert_faults(&site("languages: []\n"), &["value/empty site.yaml:3:12"]);
    assert_faults(&site("languages:\n"), &["value/empty site.yaml:3:11"]);
    assert_faults(&site("languages: en\n"), &["value/type site.yaml:3:12"]);
    assert_faults(&site("languages: [en, pl, en]\n"), &["value/language site.yaml:3:21"]);
    assert_faults(&site("languages: [en, PL]\n"), &["value/language site.yaml:3:17"]);
}

#[test]
fn a_theme_is_a_folder_and_not_a_way_out() {
    for theme in ["../../etc", "..", "/etc", "a/b"] {
        assert_faults(&Site::new().append(SITE_FILE, &format!("theme: {theme}\n")), &["file/name site.yaml:5:8"]);
    }
}

#[test]
fn a_collection_has_no_name_that_open_data_have() {
    for name in ["index", "codes", "areas", "datasets", "snapshots", "pages"] {
        let folder = format!("content/registry/{name}/_schema.yaml");
        let mut site = Site::new();
        site.0.push((folder, "label: Others\nfields:\n  note: {type: text, label: Note}\n".to_owned()));
        assert!(site.faults().contains(&"file/name _schema.yaml:1:1".to_owned()), "{name}: {:?}", site.faults());
    }
}

#[test]
fn days_that_have_not_come_are_told() {
    assert_faults(&record("as_of: 2024-12-31", "as_of: 2025-01-02"), &["record/future ashwood.yaml:12:32"]);
    assert_faults(&Site::new().append(RECORD_FILE, "verified: 2025-01-02\n"), &["record/future ashwood.yaml:13:11"]);
    assert_faults(&Site::new().append(SITE_FILE, "as_of: 2025-01-02\n"), &["record/future site.yaml:5:8"]);
    assert_faults(&Site::new().append(RECORD_FILE, "verified: 2025-01-01\n"), &[]);
}

#[test]
fn verifications_are_held_against_the_schema() {
    let old = Site::new().append(RECORD_FILE, "# verified: never\nverified: 2020-01-01\n");
    let old = old.append(SCHEMA_FILE, "verified_within: 365\n");
    assert_faults(&old, &["record/unverified ashwood.yaml:14:11"]);
    assert_faults(
        &Site::new().append(SCHEMA_FILE, "verified_within: 365\n"),
        &["record/unverified _schema.yaml:21:18"],
    );
    assert_faults(&Site::new().append(SCHEMA_FILE, "verified_within: -1\n"), &["value/range _schema.yaml:21:18"]);
}

#[test]
fn schemas_that_contradict_themselves_are_told_once() {
    let typed = |word: &str| Site::new().append(SCHEMA_FILE, &format!("schema_org: {word}\n"));
    assert_faults(&typed("Library"), &[]);
    assert_faults(&typed("Libary"), &["schema/field _schema.yaml:21:13"]);
    let founded = schema("label: Seats", "label: Seats, schema_org: numberOfEmployees");
    assert_faults(&founded, &[]);
    assert_faults(&founded.append(SCHEMA_FILE, "schema_org: Service\n"), &["schema/field _schema.yaml:12:3"]);
    assert_faults(&schema("max_items: 3", "max_items: 0, min_items: 1"), &["schema/field _schema.yaml:8:3"]);
    assert_faults(&schema("max_items: 3", "min_items: -1"), &["value/range _schema.yaml:8:82"]);
    assert_faults(&schema("type: address,", "type: address, list: true,"), &["schema/field _schema.yaml:7:3"]);
    assert_faults(&schema("{lending: Lending, reading: Reading room}", "{}"), &["schema/field _schema.yaml:13:46"]);
    assert_faults(&schema("label: Seats", "label: Seats, min_items: 1"), &["schema/field _schema.yaml:12:3"]);
    assert_faults(&schema("label: Seats", "label: Seats, min: 90, max: 1"), &["schema/field _schema.yaml:12:54"]);
    assert_faults(&schema("tone: positive", "tone: positive, rank: 256"), &["value/range _schema.yaml:19:51"]);
    let two = "  second: {type: status, label: Again, choices: {a: {label: A, tone: neutral}}}\n";
    assert_faults(&Site::new().append(SCHEMA_FILE, two), &["schema/field _schema.yaml:21:3"]);
    let section = "page:\n  - {section: Kontakt, label: A, fields: [phones]}\n";
    assert_faults(&Site::new().append(SCHEMA_FILE, section), &["schema/field _schema.yaml:22:15"]);
    let repeated = "page: [{section: a, label: A, fields: []}, {section: a, label: B, fields: [phones]}]\n";
    assert_faults(&Site::new().append(SCHEMA_FILE, repeated), &["schema/field _schema.yaml:21:54"]);
    assert_faults(
        &Site::new().append(SCHEMA_FILE, "table: [title, phones, phones]\n"),
        &["schema/field _schema.yaml:21:24"],
    );
}

#[test]
fn a_field_that_cannot_be_read_has_no_echo_in_the_records() {
    assert_faults(&schema("type: integer", "type: intger"), &["value/choice _schema.yaml:12:17"]);
    assert_faults(&schema("seats:", "Seats:"), &["schema/field _schema.yaml:12:3"]);
    assert_faults(&schema("level: district", "level: distrikt"), &["schema/field _schema.yaml:10:33"]);
    assert_faults(&schema("collection: libraries", "collection: libaries"), &["schema/field _schema.yaml:14:41"]);
    let broken = schema("{address.town}", "{addres.town}").with(
        &RECORD_FILE.replace("ashwood", "ashwood-2"),
        &RECORD.replace("89 523 45 67", "89 523 45 68").replace("office@", "desk@"),
    );
    assert_faults(&broken, &["schema/unknown-field _schema.yaml:3:8"]);
}

#[test]
fn files_that_cannot_be_read_have_no_echo() {
    let menu = |path: &str| Site::new().append(SITE_FILE, &format!("navigation: [{path}]\n"));
    let glossary = "- {term: L, expansion: Library, collection: libraries}\n";
    let site = menu("libraries/").with("content/glossary.yaml", glossary).replace(
        SCHEMA_FILE,
        "label: Libraries",
        "label: Libraries: all",
    );
    assert_eq!(site.faults().len(), 1, "{:?}", site.faults());
    let site = menu("districts/ashwood/").replace(AREAS_FILE, "levels:", "levels: \"");
    assert_eq!(site.faults().len(), 1, "{:?}", site.faults());
    let site = menu("districts/ashwood/").replace(DISTRICTS_FILE, "FeatureCollection", "Features");
    assert_eq!(site.faults().len(), 1, "{:?}", site.faults());
    let site = menu("help/").with("content/pages/help.md", "title: Help\n");
    assert_faults(&site, &["page/front-matter help.md:1:1"]);
    assert_faults(&Site::new().replace(SITE_FILE, "country: PL", "country: PLX"), &["value/choice site.yaml:4:10"]);
}

#[test]
fn addresses_of_languages_belong_to_them() {
    let folder =
        |site: Site| Site(site.0.into_iter().map(|(path, text)| (path.replace("/libraries/", "/pl/"), text)).collect());
    let site = folder(schema("collection: libraries", "collection: pl"));
    assert_faults(&site, &["output/conflict _schema.yaml:1:1"]);
    assert_faults(&areas("path: districts", "path: pl"), &["output/conflict areas.yaml:6:5"]);
}

#[test]
fn two_sources_of_an_address_are_named_where_they_stand() {
    let site = Site::new().append(RECORD_FILE, "aliases: [districts/]\n");
    assert_faults(&site, &["output/conflict ashwood.yaml:13:11"]);
    let words = site.words();
    assert!(words.contains("ashwood.yaml") && words.contains("areas.yaml"), "{words}");
}

#[test]
fn a_missing_key_is_told_once() {
    assert_faults(&record("name: Public", "nmae: Public"), &["key/unknown ashwood.yaml:1:1"]);
    assert_faults(&record("name: Public Library", "name:"), &["key/missing ashwood.yaml:1:1"]);
    assert_faults(&record("name: Public Library", "name: \"\""), &["value/empty ashwood.yaml:1:7"]);
    assert_faults(&record("[89 523 45 67]", "[]"), &["value/empty ashwood.yaml:5:9"]);
    assert_faults(&record("town: Ashwood", "twon: Ashwood"), &["key/unknown ashwood.yaml:4:55"]);
    assert_faults(&record("emails: [office@example.org]\n", ""), &[]);
}

#[test]
fn positions_are_swapped_only_where_that_helps() {
    assert_faults(&record("lat: 50.5, lon: 20.5", "lat: 20.5, lon: 50.5"), &["position/swapped ashwood.yaml:8:11"]);
    assert_faults(&record("lat: 50.5, lon: 20.5", "lat: 505, lon: 20.5"), &["position/range ashwood.yaml:8:11"]);
    assert_faults(&record("lat: 50.5, lon: 20.5", "lat: 99, lon: 20.5"), &["position/range ashwood.yaml:8:11"]);
}

#[test]
fn nouns_have_the_forms_that_their_language_counts_with() {
    let noun = "{en: {one: library, other: libraries}}\ntitle";
    let site = schema(noun, "{en: {other: libraries}, pl: {one: biblioteka, other: biblioteki}}\ntitle");
    assert_faults(&site, &["value/plural _schema.yaml:2:8", "value/plural _schema.yaml:2:32"]);
    assert!(schema(noun, "{en: {one: a}}\ntitle").words().contains("en: {one: person, other: people}"));
}

#[test]
fn sums_that_cannot_be_held_are_told() {
    let big = "999999999999999999";
    let rows = format!(
        "[a, {big}], [b, {big}], [c, {big}], [d, {big}], [e, {big}], [f, {big}], [g, {big}], [h, {big}], [i, {big}], [j, {big}]"
    );
    let text = format!(
        "title: T\nsource: {{place: p}}\ncolumns:\n  k: {{label: K, type: text}}\n  n: {{label: N, type: integer}}\nrows: [{rows}]\nchecks:\n  - {{sum: n, equals: 5}}\n"
    );
    assert_faults(&Site::new().with("content/datasets/big.yaml", &text), &["dataset/check big.yaml:8:5"]);
}

#[test]
fn the_help_is_what_to_write_instead() {
    let phone = |text: &str| record("[89 523 45 67]", &format!("[\"{text}\"]")).words();
    assert!(phone("89 523 45 67, 501 234 567").ends_with("in a list:\n- 89 523 45 67\n- 501 234 567"));
    assert!(phone("89 523 45 67 lub 501 234 567").ends_with("\n- 501 234 567"));
    assert!(phone("tel: 89 523 45 67").ends_with("Write: 89 523 45 67"));
    assert!(phone("<b>89 523 45 67</b>").ends_with("Write: 89 523 45 67"));
    let email = |text: &str| record("[office@example.org]", &format!("[\"{text}\"]")).words();
    for wrong in [
        "mailto:desk@example.org",
        "desk @example.org",
        "<desk@example.org>",
        "desk(at)example.org",
        "„desk@example.org”",
    ] {
        assert!(email(wrong).ends_with("Write: desk@example.org"), "{wrong}: {}", email(wrong));
    }
    assert!(email("a@example.org; b@example.org").ends_with("\n- a@example.org\n- b@example.org"));
    assert!(record("12-345", "12 345").words().contains("12-345"));
    assert!(record("district: \"11\"", "district: Ashwood").words().ends_with("Did you mean “11” (Ashwood)?"));
    assert!(record("kind: lending", "kind: Reading Room").words().ends_with("Write: reading"));
    assert!(record("value: active", "value: actve").words().ends_with("Did you mean “active”?"));
    assert!(record("as_of: 2024-12-31", "as_of: 2024-13-01").words().contains("no day 2024-13-01"));
    assert!(record("as_of: 2024-12-31", "as_of: 31.12.2024").words().ends_with("Write: 2024-12-31"));
    assert!(record("lat: 50.5", "lat: 50,5").words().contains("decimals with a point"));
}
