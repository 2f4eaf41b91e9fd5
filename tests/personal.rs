//! A mailbox that is one person's stays on the record's own page and in the printed tables: every other file of the site,
//! of whatever format, is searched for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use spis::BuildOptions;
use spis::field::{Audience, Part};
use spis::model::parse_date;
use spis::write::WriteOptions;

/// What in a mailbox must not be found: the address by itself, its name and its words.
const NAMES: [&str; 3] = ["kowalska", "nowakowa", "lindqvist"];
const CENTRAL: &str = "registry/libraries/saltwick-central.yaml";

fn replace(root: &Path, name: &str, from: &str, to: &str) {
    let path = root.join("content").join(name);
    let text = fs::read_to_string(&path).expect("the file is text");
    assert!(text.contains(from), "{name} has no {from}");
    fs::write(path, text.replace(from, to)).expect("the file can be written");
}

/// A register whose one record has an office's mailbox and three of people: one told by its address, one that the record
/// marks, and one that was printed otherwise.
fn register(root: &Path, personal: &str) -> BuildOptions {
    let mut spis = assert_cmd::Command::new(env!("CARGO_BIN_EXE_spis"));
    spis.args(["init", "--lang", "en"]).arg(root).assert().success();
    replace(
        root,
        "registry/libraries/_schema.yaml",
        "max_items: 2",
        &format!("max_items: 4\n    personal: {personal}"),
    );
    let mailboxes = "emails:\n  - central@libraries.example\n  - anna.kowalska@libraries.example\n  \
        - {address: nowakowa@libraries.example, personal: true}\n  - lindqvist.m@libraries.example\n\
        corrections:\n  - {field: \"emails[3]\", printed: M.Lindqvist@, reason: Half of it was missing.}\n\
        doubts:\n  - {field: \"emails[1]\", reason: Perhaps kowalska has left.}\n";
    replace(root, CENTRAL, "emails: [central@libraries.example]\n", mailboxes);
    replace(root, CENTRAL, "lindqvist.m@libraries.example", "m.lindqvist@libraries.example");
    let notes = "---\ntitle: Notes\ndescription: What was corrected.\nlayout: source-notes\n---\n";
    fs::write(root.join("content/pages/notes.md"), notes).expect("the page can be written");
    BuildOptions { root: root.to_owned(), base_url: None, build_date: parse_date("2026-11-01").expect("a day") }
}

/// The files of the built site in which a mailbox's name stands, with how many names.
fn found(personal: &str) -> BTreeMap<String, usize> {
    let (folder, out) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let root = folder.path().join("register");
    let options = register(&root, personal);
    let out = out.path().join("public");
    let report = spis::build(&options, &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(!report.has_errors(), "{:#?}", report.diagnostics);
    let mut found = BTreeMap::new();
    let mut folders = vec![out.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).expect("the file is readable");
            let text = match path.extension().is_some_and(|ending| ending == "xlsx") {
                true => format!("{:?}", spis::sheet::read("register.xlsx", &bytes).expect("it is a workbook")),
                false => String::from_utf8_lossy(&bytes).into_owned(),
            };
            let text = text.to_lowercase();
            let names = NAMES.iter().filter(|name| text.contains(**name)).count();
            if names > 0 {
                let name = path.strip_prefix(&out).expect("it lies there").to_string_lossy().into_owned();
                found.insert(name, names);
            }
        }
    }
    found
}

#[test]
fn only_the_own_pages_and_the_tables_have_a_person_s_mailbox() {
    let own = ["libraries/saltwick-central/index.html", "list/index.html"];
    let allowed: Vec<String> = own.iter().flat_map(|page| [(*page).to_owned(), format!("pl/{page}")]).collect();
    let found = found("page");
    assert_eq!(found.keys().cloned().collect::<Vec<_>>(), allowed_in_order(&allowed));
    assert!(found.values().all(|names| *names == NAMES.len()), "{found:?}");
}

fn allowed_in_order(allowed: &[String]) -> Vec<String> {
    let mut allowed = allowed.to_vec();
    allowed.sort();
    allowed
}

#[test]
fn where_the_schema_says_so_they_are_everywhere() {
    let found = found("everywhere");
    for file in ["data/libraries.csv", "notes/index.html", "libraries/saltwick-central/index.html"] {
        assert!(found.keys().any(|name| name.ends_with(file)), "{file}: {found:?}");
    }
    assert!(found.keys().any(|name| name.contains("assets/search")), "{found:?}");
}

#[test]
fn the_office_has_them_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("register");
    let portal = spis::read(&register(&root, "page")).expect("the disk is readable").value.expect("a register");
    let collection = &portal.collections.raw[0];
    let record =
        collection.records.iter().find(|record| record.id.as_str() == "saltwick-central").expect("it is there");
    let index = collection.schema.field_index("emails").expect("it is there");
    let cell = |audience| {
        collection.schema.fields[index].cell(&record.values[index], Part::WHOLE, audience, &portal).to_string()
    };
    assert_eq!(cell(Audience::Everyone), "central@libraries.example");
    assert_eq!(cell(Audience::Office).matches('@').count(), 4);
    assert_eq!(collection.mailboxes(record, Audience::Everyone).count(), 1);
    assert_eq!(collection.corrections(record, Audience::Everyone).count(), 0);
    assert_eq!(collection.corrections(record, Audience::Office).count(), 1);
}
