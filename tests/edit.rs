//! `spis check --fix`: what it mends, and that all else stays byte for byte as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use assert_cmd::assert::{Assert, OutputAssertExt};
use proptest::prelude::*;
use serde_json::Value;
use spis::diagnostic::Fix;
use spis::edit::apply;
use spis::source::SourceFile;
use tempfile::TempDir;

const SITE: &str = "title: Libraries\ndescription: Where they are.\nlanguages: [en, pl]\ncountry: PL\n";

const SCHEMA: &str = "label: Libraries
noun: {en: {one: library, other: libraries}}
title: \"{name}, {address.town}\"
fields:
  operator: {type: text, label: Run by}
  address: {type: address, label: Address}
  phones: {type: phone, list: true, label: Telephone}
  opened: {type: date, label: Opened}
  about: {type: markdown, label: About}
";

const RECORD: &str = "name: Library
operator: The Town
address: {street: Long Street 1, postal_code: 12-345, town: Ashwood}
phones: [89 523 45 67]
source: {place: p. 1}
";

/// A small register with one record.
struct Register(TempDir);

impl Register {
    fn new(record: &str) -> Self {
        let register = Self(tempfile::tempdir().expect("a temporary folder"));
        register.write("content/site.yaml", SITE.as_bytes());
        register.write("content/registry/libraries/_schema.yaml", SCHEMA.as_bytes());
        register.write("content/registry/libraries/ashwood.yaml", record.as_bytes());
        register
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, bytes).expect("writable");
    }

    fn record(&self) -> String {
        fs::read_to_string(self.path("content/registry/libraries/ashwood.yaml")).expect("readable")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spis"));
        command.args(["check", "--build-date", "2026-07-01", "--root"]).arg(self.0.path()).args(arguments);
        command
    }

    fn check(&self, arguments: &[&str]) -> Assert {
        self.command(arguments).assert()
    }
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text")
}

/// What a record is after it was mended, and that it is then as good as it gets.
fn mended(record: &str) -> String {
    let register = Register::new(record);
    register.check(&["--fix"]);
    let once = register.record();
    let again = stdout(&register.check(&["--fix"]));
    assert!(again.starts_with("There is nothing that could be mended"), "{again}");
    assert_eq!(register.record(), once);
    once
}

#[test]
fn telephone_numbers_get_their_groups_in_the_quotes_that_they_have() {
    for (written, right) in [
        ("[895234567]", "[89 523 45 67]"),
        ("[\"895234567\", '+48501234567']", "[\"89 523 45 67\", '+48 501 234 567']"),
        (
            "\n  - 89-523-45-67 # the desk\n  - (89) 523 45 68 wew. 12",
            "\n  - 89 523 45 67 # the desk\n  - 89 523 45 68 wew. 12",
        ),
        ("[{number: 895234567, printed: 895234567}]", "[{number: 89 523 45 67, printed: 895234567}]"),
        ("[+49 30901820]", "[+49 30 901820]"),
    ] {
        let before = RECORD.replace("[89 523 45 67]", written);
        assert_eq!(mended(&before), RECORD.replace("[89 523 45 67]", right).replace("phones: \n", "phones:\n"));
    }
}

#[test]
fn postal_codes_get_their_dash() {
    for written in ["12 345", "12345", "\"12–345\"", "12 - 345"] {
        let right = if written.starts_with('"') { "\"12-345\"" } else { "12-345" };
        assert_eq!(mended(&RECORD.replace("12-345", written)), RECORD.replace("12-345", right));
    }
    // What only looks like a code is not touched.
    for wrong in ["12-34", "kod 12345", "12-345 Ashwood"] {
        let record = RECORD.replace("12-345", wrong);
        assert_eq!(mended(&record), record);
    }
}

#[test]
fn a_guess_is_never_made_by_itself() {
    for wrong in [
        RECORD.replace("[89 523 45 67]", "[\"tel: 89 523 45 67\"]"),
        RECORD.replace("operator:", "operaror:"),
        format!("{RECORD}opened: 31.12.2024\n"),
    ] {
        let register = Register::new(&wrong);
        let report = stdout(&register.check(&["--fix", "--format", "json"]).code(1));
        assert_eq!(register.record(), mended(&wrong));
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let fix = &report["diagnostics"].as_array().expect("an array").iter().find(|found| found["fix"].is_object());
        assert_eq!(fix.expect("it has a fix")["fix"]["safe"], false, "{report}");
    }
}

#[test]
fn letters_and_their_accents_become_one_and_odd_spaces_go() {
    let record = RECORD.replace("The Town", "Gmina Olecko\u{328}  Z\u{307}abia ").replace("name: ", "name:\u{a0}");
    let right = RECORD.replace("The Town", "Gmina Olecko\u{328} \u{17b}abia");
    assert_eq!(mended(&record), right.replace("o\u{328}", "\u{1eb}"));
    let soft = RECORD.replace("Library", "Li\u{ad}brary\u{feff}");
    assert_eq!(mended(&soft), RECORD);
}

#[test]
fn every_kind_of_yaml_that_people_write_is_mended() {
    let texts = [
        ("site.yaml", SITE),
        ("glossary.yaml", "- term: TT\n  expansion: The Town\n"),
        ("needs.yaml", "- words: {en: [books]}\n  leads_to: [{collection: libraries}]\n"),
        ("open_data.yaml", "dane_gov_pl:\n  categories: [SOCI]\n"),
        ("geo/areas.yaml", "levels:\n  - id: towns\n    label: Towns\n    areas:\n      - {code: T1, name: Ashwood}\n"),
        ("registry/libraries/_schema.yaml", SCHEMA),
        ("registry/libraries/ashwood.yaml", RECORD),
        ("datasets/books.yaml", "title: Books\ncolumns:\n  - {id: town, label: Town}\nrows: [[Ashwood]]\n"),
    ];
    let register = Register::new(RECORD);
    for (path, text) in texts {
        register.write(&format!("content/{path}"), text.replacen('\n', "  \n", 2).as_bytes());
    }
    register.command(&["--fix"]).output().expect("it runs");
    for (path, text) in texts {
        let mended = fs::read_to_string(register.path(&format!("content/{path}"))).expect("readable");
        assert_eq!(mended, text, "{path}");
    }
}

#[test]
fn spaces_that_are_part_of_a_text_stay() {
    let record = RECORD.replace("source:", "about: |+  \n  two  \n  words \n  \n\n# end  \nsource:");
    assert_eq!(mended(&record), record.replace("|+  \n", "|+\n").replace("# end  \n", "# end\n"));
    let quoted = RECORD.replace("The Town", "\"The  \n  Town\\  \n  Hall\"   ");
    assert_eq!(mended(&quoted), RECORD.replace("The Town", "\"The  \n  Town\\  \n  Hall\""));
}

#[test]
fn keys_come_in_the_order_of_the_schema_with_their_comments() {
    let record = "# yaml-language-server: $schema=x.json
source: {place: p. 1} # printed

# How to call:
# the desk
phones:
- 89 523 45 67
# no comment of its own key

address: {town: Ashwood}
name: Library";
    let right = "# yaml-language-server: $schema=x.json
name: Library
address: {town: Ashwood}
# How to call:
# the desk
phones:
- 89 523 45 67
# no comment of its own key

source: {place: p. 1} # printed";
    assert_eq!(mended(record), right);
    assert_eq!(mended(&record.replace('\n', "\r\n")), right.replace('\n', "\r\n"));
}

#[test]
fn all_else_stays_as_it_was() {
    let record =
        format!("\u{feff}{}", RECORD.replace("[89 523 45 67]", "[895234567] # 895234567").replace('\n', "\r\n"));
    assert_eq!(mended(&record), record.replacen("895234567", "89 523 45 67", 1));
    for untouched in [RECORD.to_owned(), RECORD.trim_end().to_owned(), format!("\u{feff}# x\n\n\n{RECORD}\n\n")] {
        assert_eq!(mended(&untouched), untouched);
    }
    // A file that cannot be read whole is for a person.
    let broken = format!("{RECORD}phones: [895234567]\nx: \"  \n");
    assert_eq!(mended(&broken), broken);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let register = Register::new(&RECORD.replace("89 523 45 67", "895234567"));
    let path = register.path("content/registry/libraries/ashwood.yaml");
    let real = register.path("content/README.ashwood");
    fs::rename(&path, &real).expect("it is there");
    symlink("../../README.ashwood", &path).expect("writable");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("it is ours");
    register.check(&["--fix"]).success();
    assert_eq!(register.record(), RECORD);
    assert!(fs::symlink_metadata(&path).expect("it is there").is_symlink());
    assert_eq!(fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
    let names: Vec<_> = fs::read_dir(register.path("content")).expect("readable").collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_dry_run_shows_all_and_writes_nothing() {
    let record = RECORD.replace("89 523 45 67", "895234567").replace("12-345", "12 345").replace("Town\n", "Town  \n");
    let register = Register::new(&record);
    let shown = stdout(&register.check(&["--fix", "--dry-run"]).code(1));
    for line in [
        "    2 - operator: The Town··",
        "    2 + operator: The Town",
        "    4 - phones: [895234567]",
        "    4 + phones: [89 523 45 67]",
        "Files to mend: 1. Nothing was written.",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    assert!(shown.contains("postal_code: 12-345"), "{shown}");
    assert_eq!(register.record(), record);
    let polish = stdout(&register.check(&["--fix", "--dry-run", "--lang", "pl"]).code(1));
    assert!(polish.contains("Pliki do poprawienia: 1. Nic nie zapisano."), "{polish}");
    // The report of machines is the report alone.
    let json = stdout(&register.check(&["--fix", "--format", "json"]).success());
    serde_json::from_str::<Value>(&json).expect("JSON");
    assert_eq!(register.record(), RECORD);
    assert_eq!(register.check(&["--dry-run"]).get_output().status.code(), Some(2));
}

#[test]
fn when_killed_every_file_is_old_or_new() {
    let old = RECORD.replace("89 523 45 67", "895234567");
    let register = Register::new(&old);
    let name = |number: usize| format!("content/registry/libraries/a-{number}.yaml");
    let named = |text: &str, number: usize| text.replace("name: Library", &format!("name: Library {number}"));
    (0..400).for_each(|number| register.write(&name(number), named(&old, number).as_bytes()));
    let mut changed = BTreeMap::new();
    for wait in [60, 90, 120, 150, 200, 300, 500] {
        let mut command = register.command(&["--fix"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        for number in 0..400 {
            let text = fs::read_to_string(register.path(&name(number))).expect("readable");
            let is_new = text == named(RECORD, number);
            assert!(is_new || text == named(&old, number), "{number}: {text}");
            changed.insert(number, is_new);
        }
    }
    register.check(&["--fix"]);
    assert!((0..400).all(|number| {
        fs::read_to_string(register.path(&name(number))).is_ok_and(|text| text == named(RECORD, number))
    }));
    let folder = fs::read_dir(register.path("content/registry/libraries")).expect("readable");
    let left: Vec<_> = folder.filter_map(|entry| entry.ok().map(|entry| entry.file_name())).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

/// Pieces of a text with what to write in their place. **Shape**: apart, in order.
fn pieces(text: &str, cuts: &[(prop::sample::Index, String)]) -> Vec<(std::ops::Range<usize>, String)> {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut at: Vec<usize> = cuts.iter().map(|(index, _)| boundaries[index.index(boundaries.len())]).collect();
    at.sort_unstable();
    at.dedup();
    at.chunks_exact(2).zip(cuts).map(|(pair, (_, new))| (pair[0]..pair[1], new.clone())).collect()
}

proptest! {
    #[test]
    fn the_rest_of_a_file_stays_byte_for_byte(
        text in "\u{feff}?[a-zż\r\n\t :#'\"]{0,60}",
        cuts in prop::collection::vec((any::<prop::sample::Index>(), "[xż\n]{0,4}"), 0..8),
    ) {
        let file = SourceFile::new(Path::new("a.yaml"), text.as_str());
        let pieces = pieces(file.text(), &cuts);
        let fixes: Vec<Fix> =
            pieces.iter().map(|(span, new)| Fix::safe(file.location(span.clone()), new.as_str())).collect();
        let mut expected = file.written();
        let mark = expected.len() - file.text().len();
        for (span, new) in pieces.iter().rev() {
            expected.replace_range(mark + span.start..mark + span.end, new);
        }
        let changed = apply(fixes.iter().rev()).first().map_or_else(|| file.written(), |file| file.written());
        prop_assert_eq!(changed, expected);
    }

    #[test]
    fn of_two_fixes_that_overlap_the_first_is_made(first in 0usize..8, length in 1usize..4, second in 0usize..8) {
        let file = SourceFile::new("a.yaml", "abcdefghijkl");
        let fix = |at: usize, new: &str| Fix::safe(file.location(at..at + length), new);
        let made = apply([&fix(first, "X"), &fix(second, "Y")]).remove(0);
        let overlaps = first.abs_diff(second) < length;
        prop_assert_eq!(made.text().contains('X'), true);
        prop_assert_eq!(made.text().contains('Y'), !overlaps);
    }
}
