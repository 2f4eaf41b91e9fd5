//! Every registered kind of field does what its trait promises, in a register of English libraries.
//!
//! The kinds come from [`Kind::EXAMPLES`] and each gives its own example values, so a new kind is tested by being registered.

mod json_schema;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use json_schema::is_valid;
use serde_json::{Map, Value as Json};
use spis::BuildOptions;
use spis::diagnostic::{Diagnostic, MessageLanguage};
use spis::field::{
    Audience, Cell, Field, Form, Kind, Multiplicity, Part, Scope, SearchField, Shown, Sorting, Speech, TermId, Terms,
    Texts, Value,
};
use spis::forms;
use spis::locale::Locale;
use spis::model::{AreaIx, Attachment, Country, Date, LanguageTag, Localized, Position, RecordRef, parse_date};
use spis::reading::{Languages, Reading};
use spis::source::SourceFile;
use spis::validate::Portal;
use spis::write::WriteOptions;
use spis::yaml::{self, Node};

const SITE: &str = "title: Libraries\ndescription: Where to borrow books.\nlanguages: [en, pl]\ncountry: GB\n\
    base_url: https://libraries.example.org/\n";
const AREAS: &str = "levels:\n  - id: county\n    label: Counties\n    path: counties/\n    noun: {en: {one: county, other: counties}, pl: {one: hrabstwo, few: hrabstwa, many: hrabstw, other: hrabstwa}}\n\
    \u{20}   areas: [{code: DBY, name: Derbyshire}, {code: CMA, name: Cumbria}]\n";
const NOUN: &str = "{en: {one: library, other: libraries}, pl: {one: biblioteka, few: biblioteki, many: bibliotek, other: biblioteki}}";
const LIBRARY: &str = "name: Millford Library\nsource: {place: p. 1}\n";

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn options(root: &Path) -> BuildOptions {
    let build_date = parse_date("2026-05-01").expect("a day of the calendar");
    BuildOptions { root: root.to_owned(), base_url: None, build_date }
}

/// A field of a schema: its name, its kind, an example definition of the kind and whether it is a list.
struct Declared {
    name: String,
    kind: &'static str,
    definition: &'static str,
    list: bool,
}

fn declared() -> impl Iterator<Item = Declared> {
    Kind::EXAMPLES.iter().flat_map(|(kind, definitions)| {
        let single = definitions.iter().enumerate().map(move |(number, definition)| Declared {
            name: format!("{kind}_{number}"),
            kind,
            definition,
            list: definition.contains("list: true"),
        });
        let list = Declared { name: format!("{kind}_list"), kind, definition: definitions[0], list: true };
        single.chain([list])
    })
}

impl Declared {
    /// The definition as it stands in a schema.
    fn yaml(&self) -> String {
        let (name, kind) = (&self.name, self.kind);
        // One schema has all kinds, and a role is one field's.
        let own = self.definition.lines().filter(|line| !line.starts_with("role:") && !line.starts_with("list:"));
        let own: String = own.map(|line| format!("\n    {line}")).collect();
        let list = if self.list { "\n    list: true" } else { "" };
        format!("  {name}:\n    type: {kind}\n    label: 'Label of {name}'{list}{own}\n")
    }
}

/// A register with one collection whose records have a field of every kind.
fn register(root: &Path, fields: &[Declared]) -> (Portal, Vec<Diagnostic>) {
    write(root, "site.yaml", SITE);
    write(root, "geo/areas.yaml", AREAS);
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\nfields: {{}}\n"));
    write(root, "registry/libraries/millford.yaml", LIBRARY);
    for name in ["room", "door"] {
        write(root, &format!("pages/{name}.svg"), "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>");
    }
    let definitions: String = fields.iter().map(Declared::yaml).collect();
    write(root, "registry/kinds/_schema.yaml", &format!("label: Kinds\nnoun: {NOUN}\nfields:\n{definitions}"));
    let checked = spis::read(&options(root)).expect("the disk is readable");
    (checked.value.expect("the site's own file can be read"), checked.diagnostics)
}

/// The fields that can be declared so: a kind of which there is one value cannot be a list.
fn possible(root: &Path) -> Vec<Declared> {
    let singles: Vec<Declared> = declared().filter(|field| !field.name.ends_with("_list")).collect();
    let (portal, diagnostics) = register(root, &singles);
    assert!(!diagnostics.iter().any(|found| found.is_error()), "{:#?}", diagnostics);
    let many = |declared: &Declared| {
        let field = portal.collections.raw[0].schema.fields.iter().find(|field| field.kind.name() == declared.kind);
        field.expect("it was declared").kind.about().multiplicity == Multiplicity::Many
    };
    declared().filter(|field| !field.name.ends_with("_list") || many(field)).collect()
}

/// What values may refer to, from a register that was read already.
struct Known<'p>(&'p Portal);

impl Scope for Known<'_> {
    fn country(&self) -> Option<&'static Country> {
        self.0.site.country
    }

    fn country_unread(&self) -> bool {
        false
    }

    fn today(&self) -> Date {
        parse_date("2026-05-01").expect("a day of the calendar")
    }

    fn area(&self, _: &Reading<'_>, code: &str, _: &Range<usize>, _: Option<&str>) -> Option<AreaIx> {
        self.0.areas.areas.position(|area| area.code == code)
    }

    fn area_name(&self, area: AreaIx) -> &Localized {
        &self.0.areas.areas[area].name
    }

    fn record(&self, _: &Reading<'_>, id: &str, _: &Range<usize>, collection: &str) -> Option<RecordRef> {
        let index = self.0.collections.position(|of| of.schema.id == collection)?;
        let record = self.0.collections[index].records.iter().position(|record| record.id.as_str() == id)?;
        Some(RecordRef { collection: index, record })
    }

    fn file(&self, path: &str) -> Option<&Attachment> {
        self.0.files.iter().map(|file| &file.attachment).find(|file| file.path.as_str() == path)
    }

    fn files(&self) -> Vec<&str> {
        self.0.files.iter().map(|file| file.attachment.path.as_str()).collect()
    }

    fn holds(&self, _: Position) -> Option<bool> {
        None
    }
}

/// The interface's words are their keys here.
struct Keys;

impl Texts for Keys {
    fn text(&self, key: &str, _: &[(&str, &str)]) -> String {
        key.to_owned()
    }
}

/// Calls a check for each field of every kind, with its example values.
fn for_each_field(check: impl Fn(&Portal, &Field, &[(Value, yaml::Value)])) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let fields = possible(folder.path());
    let (portal, diagnostics) = register(folder.path(), &fields);
    assert!(!diagnostics.iter().any(|found| found.is_error()), "{:#?}", diagnostics);
    let schema = &portal.collections.raw[0].schema;
    assert_eq!(schema.fields.len(), fields.len());
    let kinds: BTreeSet<&str> = schema.fields.iter().map(|field| field.kind.name()).collect();
    assert_eq!(kinds, Kind::NAMES.iter().copied().collect(), "every kind is declared");
    for field in &schema.fields {
        let trees = field.kind.examples(&portal);
        assert!(!trees.is_empty(), "{} has no example", field.name);
        let values = trees.into_iter().map(|tree| (read_one(&portal, field, &tree), tree)).collect::<Vec<_>>();
        check(&portal, field, &values);
    }
}

fn read(portal: &Portal, field: &Field, tree: yaml::Value) -> Box<[Value]> {
    let file = Arc::new(SourceFile::new("content/registry/kinds/example.yaml", ""));
    let languages = Languages::new(vec![tag("en"), tag("pl")]).expect("there are two");
    let reading = Reading::new(&file, &languages);
    let values = field.read(&reading, &Node::from(tree.clone()), &Known(portal));
    let found = reading.finish();
    assert!(found.is_empty(), "{}: {tree:?}\n{found:#?}", field.name);
    values
}

fn read_one(portal: &Portal, field: &Field, tree: &yaml::Value) -> Value {
    let tree = if field.list { yaml::Value::list([tree.clone()]) } else { tree.clone() };
    let values = read(portal, field, tree);
    assert_eq!(values.len(), 1, "{}", field.name);
    values[0].clone()
}

fn tag(code: &str) -> LanguageTag {
    LanguageTag::parse(code).expect("a language")
}

/// Example values as the field can hold them: one, or different ones in a list.
fn groups(field: &Field, values: &[(Value, yaml::Value)]) -> Vec<Vec<Value>> {
    let single = values.iter().map(|(value, _)| vec![value.clone()]);
    let mut all: Vec<Value> = Vec::new();
    for (value, _) in values.iter().filter(|_| field.list) {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    single.chain((all.len() > 1).then_some(all)).collect()
}

#[test]
fn what_is_written_is_read_to_the_same_value() {
    for_each_field(|portal, field, values| {
        for values in groups(field, values) {
            let tree = field.write(&values, portal).expect("there are values");
            assert_eq!(*read(portal, field, tree), *values, "{}", field.name);
        }
        assert_eq!(field.write(&[], portal), None);
    });
}

#[test]
fn cells_are_read_to_the_same_value() {
    for_each_field(|portal, field, values| {
        let mut parts = field.kind.about().parts.to_vec();
        parts.extend(field.columns().map(|(_, part)| part).filter(|part| part.inner.is_some()));
        assert!(field.columns().count() > 0, "{} stands in no table", field.name);
        for values in groups(field, values) {
            let cells: Vec<(Part, Cell)> =
                parts.iter().map(|part| (*part, field.cell(&values, *part, Audience::Office, portal))).collect();
            let tree = field.tree(&cells).expect("there are cells");
            assert_eq!(*read(portal, field, tree), *values, "{}: {cells:?}", field.name);
            let texts: Vec<(Part, Cell)> =
                cells.iter().map(|(part, cell)| (*part, Cell::Text(cell.to_string()))).collect();
            assert_eq!(field.tree(&texts), field.tree(&cells), "{}: text and typed cells say the same", field.name);
        }
        let empty: Vec<(Part, Cell)> =
            parts.iter().map(|part| (*part, field.cell(&[], *part, Audience::Office, portal))).collect();
        assert_eq!(field.tree(&empty), None, "{}: nothing comes of empty cells", field.name);
    });
}

/// A tree as JSON, for holding what editors write against the schema for editors.
fn as_json(tree: &yaml::Value) -> Json {
    match tree {
        yaml::Value::Null => Json::Null,
        yaml::Value::Scalar(text) => Json::String(text.clone()),
        yaml::Value::Sequence(items) => items.iter().map(|item| as_json(&item.value)).collect(),
        yaml::Value::Mapping(mapping) => {
            let entries = mapping.entries.iter().map(|entry| (entry.key.clone(), as_json(&entry.value.value)));
            Json::Object(entries.collect::<Map<String, Json>>())
        }
    }
}

/// The schema of the records of the collection with all kinds, which says what its kinds refer to.
fn content_schema(portal: &Portal) -> Json {
    let schemas = forms::source_schemas(portal, MessageLanguage::English);
    schemas.into_iter().find(|schema| schema.name == "kinds").expect("there is one for each collection").schema
}

#[test]
fn values_are_valid_by_their_json_schemas() {
    for_each_field(|portal, field, values| {
        let data = field.json_schema(Form::Data);
        let root = content_schema(portal);
        let content = root["$defs"]["record"]["properties"][&field.name].clone();
        for values in groups(field, values) {
            let json = field.json(&values, Audience::Office, portal).expect("there are values");
            assert!(is_valid(&data, &data, &json), "{}: {json}", field.name);
            let tree = as_json(&field.write(&values, portal).expect("there are values"));
            assert!(is_valid(&root, &content, &tree), "{}: {tree}", field.name);
        }
        for (_, tree) in values {
            let tree = as_json(tree);
            let tree = if field.list { Json::Array(vec![tree]) } else { tree };
            assert!(is_valid(&root, &content, &tree), "{}: {tree}", field.name);
        }
        // A schema that lets anything through would prove nothing.
        for wrong in [serde_json::json!({"nonsense": 1}), serde_json::json!([["nonsense"]])] {
            assert!(!is_valid(&data, &data, &wrong), "{} takes {wrong} for data", field.name);
            assert!(!is_valid(&root, &content, &wrong), "{} takes {wrong} for content", field.name);
        }
    });
}

#[test]
fn values_sort_and_are_told_apart() {
    let locale = Locale::new("en");
    for_each_field(|portal, field, values| {
        let sorting = Sorting { locale: &locale, names: portal };
        for (value, tree) in values {
            let again = read_one(portal, field, tree);
            assert_eq!(field.kind.unique_key(value), field.kind.unique_key(&again), "{}", field.name);
            for part in field.kind.about().parts.iter().chain([&Part::WHOLE]) {
                let key = field.kind.sort_key(value, *part, &sorting);
                assert_eq!(key, field.kind.sort_key(&again, *part, &sorting), "{}.{}", field.name, part.key);
            }
            assert!(!field.kind.sort_key(value, Part::WHOLE, &sorting).is_empty(), "{}", field.name);
        }
    });
}

#[test]
fn terms_are_whole_where_there_are_some() {
    let locale = Locale::new("en");
    for_each_field(|portal, field, values| {
        let sorting = Sorting { locale: &locale, names: portal };
        let mut terms: BTreeSet<TermId> = values.iter().filter_map(|(value, _)| field.kind.term(value)).collect();
        let about = field.kind.about();
        // Terms that only records have are known once all were read: other tests look at those.
        let later = matches!(about.terms, Terms::Found(_));
        assert_eq!(terms.is_empty(), about.terms == Terms::None || later, "{}", field.name);
        if let Terms::Own(count) = about.terms {
            terms.extend((0..count).map(TermId));
            assert_eq!(terms.len(), count as usize, "{}: a value counts to a term that is none", field.name);
        }
        for id in terms {
            let term = field.kind.describe(id, &sorting);
            assert_eq!(term.key, field.kind.term_key(id, portal), "{}", field.name);
            assert!(!term.key.is_empty() && !term.slug.is_empty(), "{}: {term:?}", field.name);
        }
    });
}

#[test]
fn every_value_is_shown_and_titles_are_promised_truly() {
    let (locale, en, pl) = (Locale::new("pl"), tag("en"), tag("pl"));
    for_each_field(|portal, field, values| {
        let speech = Speech { language: &pl, default: &en };
        let showing = spis::field::Showing { speech, locale: &locale, texts: &Keys, names: portal };
        for (value, _) in values {
            let shown = field.kind.show(value, &showing);
            assert!(has_words(&shown), "{}: {shown:?}", field.name);
            let scope = Known(portal);
            let title = field.kind.title(value, Part::WHOLE, &speech, &scope);
            let about = field.kind.about();
            assert_eq!(title.is_some(), about.titles, "{}", field.name);
            assert!(title.is_none_or(|title| !title.is_empty()), "{} makes an empty title", field.name);
            let mut words = Vec::new();
            field.kind.search(value, spis::search::Field::Text, &speech, portal, &mut words);
            assert!(words.iter().all(|(_, text)| !text.is_empty()), "{}: {words:?}", field.name);
            assert!(!words.is_empty() || about.search == SearchField::None, "{} is searched by nothing", field.name);
            if let Some(json) = field.kind.schema_org(value, "description", &showing) {
                assert!(!json.is_null(), "{}", field.name);
            }
        }
    });
}

fn has_words(shown: &Shown<'_>) -> bool {
    match shown {
        Shown::Text { text, .. }
        | Shown::Phone { text, .. }
        | Shown::Link { text, .. }
        | Shown::Date { text, .. }
        | Shown::Image { alt: text, .. }
        | Shown::Status { text, .. } => !text.is_empty(),
        Shown::Prose(text) => !text.original().is_empty(),
        Shown::Address { lines, .. } => lines.iter().all(|line| !line.is_empty()) && !lines.is_empty(),
        Shown::Hours { rows, .. } => rows.iter().all(|row| !row.days.is_empty() && !row.times.is_empty()),
        Shown::Group(fields) => {
            fields.iter().all(|field| !field.label.is_empty() && field.values.iter().all(has_words))
                && !fields.is_empty()
        }
        Shown::Position { .. } => true,
    }
}

#[test]
fn a_record_with_a_field_of_every_kind_has_a_page_with_all_of_them() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let fields = possible(folder.path());
    let (portal, _) = register(folder.path(), &fields);
    let mut record = serde_json::json!({"name": "Every kind", "source": {"place": "p. 2"}});
    for field in &portal.collections.raw[0].schema.fields {
        let examples = field.kind.examples(&portal);
        let value = as_json(&examples[0]);
        record[&field.name] = if field.list { Json::Array(vec![value]) } else { value };
    }
    // JSON is YAML.
    write(folder.path(), "registry/kinds/every-kind.yaml", &record.to_string());
    let out = folder.path().join("public");
    let report =
        spis::build(&options(folder.path()), &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(!report.diagnostics.iter().any(|found| found.is_error()), "{:#?}", report.diagnostics);
    let page = fs::read_to_string(out.join("kinds/every-kind/index.html")).expect("the record has a page");
    let roles = &portal.collections.raw[0].schema.roles;
    for (index, field) in portal.collections.raw[0].schema.fields.iter().enumerate() {
        // Status and position have places of their own on every page.
        let elsewhere = roles.plays(index, &[spis::field::Role::Status, spis::field::Role::Position]);
        assert!(elsewhere || page.contains(&format!("Label of {}", field.name)), "{} is not shown", field.name);
    }
    let csv = fs::read_to_string(out.join("data/kinds.csv")).expect("the collection has a table");
    let head: BTreeSet<&str> = csv.lines().next().unwrap_or_default().split(',').collect();
    for field in &portal.collections.raw[0].schema.fields {
        assert!(field.columns().all(|(name, _)| head.contains(name.as_str())), "{} is in no column", field.name);
    }
}

#[test]
fn numbers_are_written_as_each_language_writes_them() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(root, "site.yaml", SITE);
    let schema = "sort: [shelves]\nfields:\n  shelves: {type: decimal, label: Shelves, decimals: 1, unit: {en: miles, pl: mil}}\n";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}"));
    for (id, shelves) in [("a", "9.25"), ("b", "10"), ("c", "-1")] {
        write(
            root,
            &format!("registry/libraries/{id}.yaml"),
            &format!("name: {id}\nsource: {{place: p}}\nshelves: {shelves}\n"),
        );
    }
    let out = root.join("public");
    let report = spis::build(&options(root), &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(!report.diagnostics.iter().any(|found| found.is_error()), "{:#?}", report.diagnostics);
    let page = |path: &str| fs::read_to_string(out.join(path).join("index.html")).expect("there is a page");
    assert!(page("libraries/a").contains("9.3\u{a0}miles"));
    assert!(page("pl/libraries/a").contains("9,3\u{a0}mil"));
    let list = page("libraries");
    let place = |id: &str| list.find(&format!("/libraries/{id}/\"")).expect("the list links to the record");
    assert!(place("c") < place("a") && place("a") < place("b"), "numbers sort as numbers");
}

#[test]
fn a_date_is_as_exact_as_it_is_known() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(root, "site.yaml", SITE);
    let schema = "sort: [opened]\ngroup: opened\nfacets: [opened]\nfields:\n  opened: {type: date, label: Opened}\n";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}"));
    for (id, opened) in [("a", "1907-03"), ("b", "1907"), ("c", "1899-12-31"), ("d", "1907-03-02")] {
        write(
            root,
            &format!("registry/libraries/{id}.yaml"),
            &format!("name: {id}\nsource: {{place: p}}\nopened: {opened}\n"),
        );
    }
    let out = root.join("public");
    let report = spis::build(&options(root), &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(!report.diagnostics.iter().any(|found| found.is_error()), "{:#?}", report.diagnostics);
    let page = |path: &str| fs::read_to_string(out.join(path).join("index.html")).expect("there is a page");
    assert!(page("pl/libraries/a").contains("<time datetime=\"1907-03\">marzec 1907</time>"));
    assert!(page("libraries/b").contains("<time datetime=\"1907\">1907</time>"));
    let list = page("libraries");
    let place = |id: &str| list.find(&format!("/libraries/{id}/\"")).expect("the list links to the record");
    assert!(place("b") < place("a") && place("a") < place("d"), "what is known first comes first within its year");
    let year = page("libraries/opened/1907");
    assert!(
        ["a", "b", "d"].iter().all(|id| year.contains(&format!("/libraries/{id}/\"")))
            && !year.contains("libraries/c/\"")
    );
    let data = fs::read_to_string(out.join("data/libraries.csv")).expect("there is a table");
    assert!(data.contains(",1907-03,") && data.contains(",1907,"), "{data}");
}

#[test]
fn records_are_chosen_and_grouped_by_the_texts_that_they_have() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(root, "site.yaml", SITE);
    let schema = "group: keeper\nfacets: [keeper]\nfields:\n  keeper: {type: text, label: Keeper}\n";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}"));
    let long = "A keeper of a very long name ".repeat(20);
    let keepers = ["Łąka Trust", "Laka trust", "{en: County, pl: Hrabstwo}", "County", "???", long.trim()];
    for (id, keeper) in ["a", "b", "c", "d", "e", "f"].into_iter().zip(keepers) {
        let keeper = if keeper.starts_with('{') { keeper.to_owned() } else { format!("'{keeper}'") };
        write(
            root,
            &format!("registry/libraries/{id}.yaml"),
            &format!("name: {id}\nsource: {{place: p}}\nkeeper: {keeper}\n"),
        );
    }
    let out = root.join("public");
    let report = spis::build(&options(root), &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(!report.diagnostics.iter().any(|found| found.is_error()), "{:#?}", report.diagnostics);
    let page = |path: &str| fs::read_to_string(out.join(path).join("index.html")).expect("there is a page");
    let has = |page: &str, id: &str| page.contains(&format!("/libraries/{id}/\""));
    let county = page("pl/libraries/keeper/county");
    assert!(has(&county, "c") && has(&county, "d") && !has(&county, "a") && county.contains("Hrabstwo"));
    // Texts that would have one address have two.
    assert!(has(&page("libraries/keeper/laka-trust"), "b") && has(&page("libraries/keeper/laka-trust-2"), "a"));
    assert!(has(&page("libraries/keeper/text"), "e"));
    let names = fs::read_dir(out.join("libraries/keeper")).expect("there is a folder");
    assert_eq!(names.count(), 5);
    assert!(page("libraries").contains("Łąka Trust"));
}

#[test]
fn texts_are_composed_and_titles_that_look_alike_are_parted() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(root, "site.yaml", SITE);
    let schema = "title: '{name} {number}'\nfields: {number: {type: integer, label: Number, grouped: false}, address: {type: address, label: Address}}";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}\n"));
    let record = |id: &str, name: &str, place: &str| {
        let text = format!("name: \"{name}\"\nsource: {{place: p}}\nnumber: 7\naddress: {place}\n");
        write(root, &format!("registry/libraries/{id}.yaml"), &text);
    };
    record("a", "Z\u{307}o\u{301}łw", "{street: Mill Lane 1, town: Derby}");
    record("b", "ŻÓŁW", "{street: Mill Lane 2, town: Derby}");
    record("c", "Żo\u{301}łw\u{a0}", "{street: Mill Lane 3, town: Derby}");
    record("d", "Lis", "{town: Derby}");
    record("e", "lis", "{town: Derby}");
    let checked = spis::read(&options(root)).expect("the disk is readable");
    let portal = checked.value.expect("the site's own file can be read");
    let titles: Vec<&str> = portal.collections.raw[0].records.iter().map(|record| record.title.original()).collect();
    let parted = ["Żółw 7 (Mill Lane 1)", "ŻÓŁW 7 (Mill Lane 2)", "Żółw 7 (Mill Lane 3)", "Lis 7 (d)", "lis 7 (e)"];
    assert_eq!(titles, parted);
    let warned: Vec<&str> =
        checked.diagnostics.iter().map(|found| found.code.name).filter(|code| code.starts_with("record/")).collect();
    assert_eq!(warned, ["record/title-not-unique"; 3]);

    let schema = "title: '{name}, {length}'\nfields: {number: {type: integer, label: Number}, length: {type: decimal, label: Length, unit: km, default: 2.50}, address: {type: address, label: Address}}";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}\n"));
    let portal = spis::read(&options(root)).expect("the disk is readable").value.expect("the site can be read");
    assert_eq!(portal.collections.raw[0].records[3].title.original(), "Lis, 2.50 km (d)");
    let schema = "title: '{name} no. {id}'\nfields: {number: {type: integer, label: Number}, address: {type: address, label: Address}}";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}\n"));
    let portal = spis::read(&options(root)).expect("the disk is readable").value.expect("the site can be read");
    assert_eq!(portal.collections.raw[0].records[3].title.original(), "Lis no. d");
}

#[test]
fn a_choice_counts_to_what_it_lies_in() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(root, "site.yaml", SITE);
    let choices = "{wood: {label: Wood}, metal: Metal, chairs: {label: Chairs, parent: wood}, stools: {label: Stools, parent: chairs}}";
    let schema =
        format!("facets: [trade]\nfields:\n  trade: {{type: choice, label: Trade, list: true, choices: {choices}}}\n");
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}"));
    for (id, trades) in [("a", "[stools, wood]"), ("b", "[chairs]"), ("c", "[metal]"), ("d", "[wood]")] {
        write(
            root,
            &format!("registry/libraries/{id}.yaml"),
            &format!("name: {id}\nsource: {{place: p}}\ntrade: {trades}\n"),
        );
    }
    let out = root.join("public");
    let report = spis::build(&options(root), &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(!report.diagnostics.iter().any(|found| found.is_error()), "{:#?}", report.diagnostics);
    let page = |path: &str| fs::read_to_string(out.join(path).join("index.html")).expect("there is a page");
    let records = |term: &str| {
        let page = page(&format!("libraries/trade/{term}"));
        ["a", "b", "c", "d"].into_iter().filter(|id| page.contains(&format!("/libraries/{id}/\""))).collect::<String>()
    };
    assert_eq!(["wood", "chairs", "stools", "metal"].map(records), ["abd", "ab", "a", "c"]);
    assert!(page("libraries/a").contains("Wood › Chairs › Stools"));
    let list = page("libraries");
    let place = |term: &str| list.find(&format!("data-term=\"{term}\"")).expect("it can be chosen");
    assert!(place("wood") < place("chairs") && place("chairs") < place("stools") && place("stools") < place("metal"));

    let wrong = choices.replace("parent: wood", "parent: stools");
    let schema = format!("fields:\n  trade: {{type: choice, label: Trade, choices: {wrong}}}\n");
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}"));
    let found = spis::read(&options(root)).expect("the disk is readable").diagnostics;
    assert!(found.iter().any(|found| found.code.name == "schema/field"), "a word stands after the one that it lies in");
}

#[test]
fn a_record_whose_title_would_be_empty_has_its_name() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(root, "site.yaml", SITE);
    let schema = "title: '{branch}'\nfields: {branch: {type: text, label: Branch}}";
    write(root, "registry/libraries/_schema.yaml", &format!("label: Libraries\nnoun: {NOUN}\n{schema}\n"));
    write(root, "registry/libraries/millford.yaml", LIBRARY);
    let portal = spis::read(&options(root)).expect("the disk is readable").value;
    let portal = portal.expect("the site's own file can be read");
    assert_eq!(portal.collections.raw[0].records[0].title.original(), "Millford Library");
}

#[test]
fn every_kind_and_role_is_documented() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content.md")).expect("it is readable");
    let roles = spis::field::Role::ALL.iter().map(|(name, _)| *name);
    for name in Kind::NAMES.iter().copied().chain(roles) {
        assert!(text.contains(&format!("`{name}`")), "docs/content.md does not name {name}");
    }
}
