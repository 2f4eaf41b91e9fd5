//! Tables go out and come back: nothing changes by itself, and an edit comes back as exactly that edit.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

fn spis(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("spis").expect("the program is built");
    command.args(arguments).args(["--build-date", "2026-11-22", "--lang", "en", "--root"]).arg(root);
    command.output().expect("it runs")
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A copy of the flagship's content, to write into.
fn copy() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in walkdir::WalkDir::new(from.join("content")) {
        let entry = entry.expect("readable");
        let to = folder.path().join(entry.path().strip_prefix(from).expect("it lies there"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).expect("writable");
        } else {
            fs::copy(entry.path(), &to).expect("writable");
        }
    }
    folder
}

fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.expect("readable"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("readable")))
        .collect()
}

/// The lines of a file that are not in another one.
fn differing(before: &[u8], after: &[u8]) -> (Vec<String>, Vec<String>) {
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let only = |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).cloned().collect();
    (only(&before, &after), only(&after, &before))
}

#[test]
fn an_unchanged_export_changes_nothing() {
    let site = copy();
    let before = files(site.path());
    for collection in ["centra", "kluby"] {
        for format in ["xlsx", "csv", "json"] {
            let table = site.path().join(format!("{collection}.{format}"));
            let path = table.to_str().expect("it is text");
            let out = spis(site.path(), &["export", collection, "--format", format, "--out", path]);
            assert_eq!(out.status.code(), Some(0), "{}", told(&out));
            let back = spis(site.path(), &["import", path, "--collection", collection, "--write"]);
            assert_eq!(back.status.code(), Some(0), "{collection} {format}: {}", told(&back));
            assert!(told(&back).contains("New: 0, changed: 0, unchanged:"), "{}", told(&back));
            assert!(told(&back).contains("not in the file: 0, refused: 0, undecided: 0"), "{}", told(&back));
            assert!(files(site.path()) == before, "{collection} {format} changed a file");
        }
    }
}

/// Exports the clubs as CSV, edits the text and imports it again. What was said, and the files before and after.
fn edited(site: &Path, edit: impl Fn(String) -> String, write: bool) -> Output {
    let table = site.join("kluby.csv");
    let path = table.to_str().expect("it is text").to_owned();
    let out = spis(site, &["export", "kluby", "--format", "csv", "--out", &path]);
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    let text = fs::read_to_string(&table).expect("readable");
    let changed = edit(text.clone());
    assert_ne!(text, changed, "the edit found nothing to change");
    fs::write(&table, changed).expect("writable");
    let mut arguments = vec!["import", &path, "--collection", "kluby"];
    arguments.extend(write.then_some("--write"));
    spis(site, &arguments)
}

#[test]
fn an_edit_comes_back_as_exactly_that_edit() {
    let site = copy();
    let before = files(site.path());
    let street = |text: String| text.replacen("ul. ", "ulica ", 1);
    let shown = edited(site.path(), street, false);
    assert!(files(site.path()) == before, "something was written without --write");
    assert!(told(&shown).contains("changed: 1,"), "{}", told(&shown));
    let written = edited(site.path(), street, true);
    assert_eq!(written.status.code(), Some(0), "{}", told(&written));
    let after = files(site.path());
    let changed: Vec<_> = before.iter().filter(|(path, bytes)| after[*path] != **bytes).collect();
    let [(path, old)] = changed.as_slice() else { panic!("{} files changed", changed.len()) };
    let (gone, new) = differing(old, &after[*path]);
    assert_eq!((gone.len(), new.len()), (1, 1), "{gone:?} {new:?}");
    assert!(gone[0].contains("street: ul. ") && new[0].contains("street: ulica "), "{gone:?} {new:?}");
}

#[test]
fn what_cannot_be_taken_over_is_refused_at_its_cell() {
    let site = copy();
    let before = files(site.path());
    let code = |text: String| {
        let (head, rest) = text.split_once('\n').expect("it has rows");
        let at = rest.find("-").map_or(0, |_| 0);
        let postal =
            regex::Regex::new(r",\d\d-\d{3},").expect("a pattern").replacen(&rest[at..], 1, ",2-30,").into_owned();
        format!("{head}\n{postal}")
    };
    let out = edited(site.path(), code, true);
    assert_eq!(out.status.code(), Some(1), "{}", told(&out));
    assert!(told(&out).contains("refused: row 2, column F"), "{}", told(&out));
    assert!(files(site.path()) == before, "a refused row was written");
}

#[test]
fn rows_without_an_identifier_are_known_by_contact_and_others_are_new_or_undecided() {
    let site = copy();
    let table = site.path().join("foreign.csv");
    let centre = fs::read_to_string(site.path().join("content/registry/centra/elk-altercis.yaml")).expect("readable");
    assert!(centre.contains("altercis@adelfi.pl"));
    let rows = "Wykaz centrów;;\r\n\r\nLp.;Nazwa;Miejscowość;Tel.;E-mail;Uwagi\r\n1;CIS AlterCIS;Ełk;tel. 87 737 72 43 lub 500 100 200;AlterCIS <altercis@adelfi.pl>;x\r\n2;Inne centrum;Suwałki;;altercis-inne@adelfi.pl;\r\nRazem;2;;;;\r\n";
    fs::write(&table, encoding_rs::WINDOWS_1250.encode(rows).0).expect("writable");
    let out = spis(site.path(), &["import", table.to_str().expect("text"), "--collection", "centra"]);
    let text = told(&out);
    assert_eq!(out.status.code(), Some(1), "{text}");
    assert!(text.contains("left out: row 1, above the headings: Wykaz centrów"), "{text}");
    assert!(text.contains("column F “Uwagi” has no place"), "{text}");
    assert!(text.contains("changed: elk-altercis (row 4)"), "{text}");
    assert!(text.contains("not in the file: 13"), "{text}");
    assert!(text.contains("refused: row 5"), "a centre without what the schema requires: {text}");
}

#[test]
fn records_are_ordered_by_their_identifiers_and_so_found() {
    let site = copy();
    let options = spis::BuildOptions {
        root: site.path().to_owned(),
        base_url: None,
        build_date: spis::model::parse_date("2026-11-22").expect("a day"),
    };
    let portal = spis::read(&options).expect("readable").value.expect("a register");
    let mut found = 0;
    for collection in &portal.collections {
        let ids: Vec<&str> = collection.records.iter().map(|record| record.id.as_str()).collect();
        assert!(ids.is_sorted(), "{}", collection.schema.id);
        found += ids.windows(2).filter(|pair| pair[1].starts_with(pair[0])).count();
    }
    assert!(found > 0, "no identifier begins another one: the order proves nothing");
}
