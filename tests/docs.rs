//! The documents for editors name everything that the program reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;
use spis::diagnostic::{Severity, codes};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("it is readable")
}

/// The keys that the readers of `src/config` and its neighbours ask for.
fn keys() -> BTreeSet<String> {
    let asked = Regex::new(
        r#"\.(?:need|take|place|text|texts|list|localized|boolean|integer|number|date|need_[a-z]+)\("([a-z_]+)"\)"#,
    )
    .expect("it is a pattern");
    let mut keys = BTreeSet::new();
    for folder in ["src/reading", "src/field", "src/config", "src/validate"] {
        for entry in walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            let entry = entry.expect("readable");
            if entry.path().extension().is_some_and(|extension| extension == "rs") {
                let code = fs::read_to_string(entry.path()).expect("readable");
                keys.extend(asked.captures_iter(&code).map(|found| found[1].to_owned()));
            }
        }
    }
    keys
}

#[test]
fn every_key_of_the_content_is_documented() {
    let document = read("docs/content.md");
    let words: BTreeSet<&str> = document.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let keys = keys();
    assert!(keys.len() > 80, "only {} keys were found in the code", keys.len());
    let missing: Vec<&String> = keys.iter().filter(|key| !words.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "docs/content.md does not name {missing:?}");
}

/// The codes with their weight that a document of messages lists.
fn listed(path: &str, error: &str) -> BTreeSet<(String, bool)> {
    let document = read(path);
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let row = |(code, rest): (&str, &str)| {
        let (weight, cure) = rest.split_once(" | ").unwrap_or_else(|| panic!("{path}: {code} has no cure"));
        assert!(cure.trim_end_matches(" |").len() > 10, "{path}: {code}: {cure}");
        (code.to_owned(), weight == error)
    };
    rows.map(row).collect()
}

#[test]
fn every_message_has_its_cure_in_both_languages() {
    let all = codes::ALL.iter().map(|code| (code.name.to_owned(), code.severity == Severity::Error));
    let all: BTreeSet<(String, bool)> = all.collect();
    assert!(all.len() > 100);
    assert_eq!(listed("docs/pl/komunikaty.md", "błąd"), all);
    assert_eq!(listed("docs/en/messages.md", "error"), all);
}

#[test]
fn the_guides_name_what_there_is() {
    let help = Command::new(env!("CARGO_BIN_EXE_spis")).arg("--help").output().expect("the program runs");
    let help = String::from_utf8(help.stdout).expect("text");
    let command = Regex::new(r"(?m)(?:^|`)spis ([a-z]+)").expect("it is a pattern");
    let link = Regex::new(r"\]\(([^)#]+)\)").expect("it is a pattern");
    for path in ["docs/pl/poradnik.md", "docs/en/guide.md", "docs/pl/komunikaty.md", "docs/en/messages.md"] {
        let text = read(path);
        for found in command.captures_iter(&text) {
            assert!(help.contains(&format!("  {} ", &found[1])), "{path}: spis {}", &found[1]);
        }
        for found in link.captures_iter(&text).filter(|found| found[1].ends_with(".md")) {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            assert!(folder.with_file_name("").join(&found[1]).exists(), "{path}: {}", &found[1]);
        }
    }
    let tasks = |path: &str| read(path).lines().filter(|line| line.starts_with("## ") && line.contains(". ")).count();
    assert_eq!((tasks("docs/pl/poradnik.md"), tasks("docs/en/guide.md")), (6, 6));
}

/// What the guides tell people to write is right: a record with it passes the check.
#[test]
fn the_guides_say_what_the_check_takes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, language) in [("docs/pl/poradnik.md", "pl"), ("docs/en/guide.md", "en")] {
        let text = read(path);
        let blocks: Vec<String> = text.split("```yaml\n").skip(1).map(unindented).collect();
        assert_eq!(blocks.len(), 3, "{path}");
        for block in blocks {
            let folder = tempfile::tempdir().expect("a folder for the test");
            let target = folder.path().join("content");
            fs::create_dir(&target).expect("the folder can be made");
            for entry in walkdir::WalkDir::new(root.join("content")).min_depth(1) {
                let entry = entry.expect("readable");
                let to = target.join(entry.path().strip_prefix(root.join("content")).expect("it lies there"));
                match entry.file_type().is_dir() {
                    true => fs::create_dir_all(to).expect("the folder can be made"),
                    false => drop(fs::copy(entry.path(), to).expect("the file can be copied")),
                }
            }
            let file = target.join("registry/kluby/barciany-gops.yaml");
            let record = fs::read_to_string(&file).expect("the guide's example is a record of the register");
            fs::write(&file, changed(&record, &block)).expect("writable");
            let build_date = spis::model::parse_date("2026-11-22").expect("a day of the calendar");
            let options = spis::BuildOptions { root: folder.path().to_owned(), base_url: None, build_date };
            let found = spis::check(&options, &()).expect("the disk is readable").diagnostics;
            let errors: Vec<_> = found.iter().filter(|found| found.is_error()).map(|found| &found.message.en).collect();
            assert!(errors.is_empty(), "{language}: {block}\n{errors:?}");
        }
    }
}

/// A block of code without the spaces that it is indented by.
fn unindented(rest: &str) -> String {
    let block = rest.split("```").next().unwrap_or_default();
    let indent = block.chars().take_while(|c| *c == ' ').count();
    block.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{}\n", &line[indent..])).collect()
}

/// A record with the keys of a block in place of its own.
fn changed(record: &str, block: &str) -> String {
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let keys: Vec<String> = block.lines().filter(|line| !line.starts_with(' ')).map(key).collect();
    let mut kept = String::new();
    let mut skipping = false;
    for line in record.lines() {
        if !line.starts_with(' ') {
            skipping = keys.contains(&key(line));
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept + block
}
