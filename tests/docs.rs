//! The documents for editors name everything that the program reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

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
