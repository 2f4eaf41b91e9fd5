//! What the program is made of: every direct dependency has its reason, and all of them their licence, in lists that cannot
//! fall behind.
//!
//! `UPDATE=1 cargo test --test supply` writes the list of licences anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Licences that the program may be under in part. **Source**: `deny.toml`, which `./run-laboratory licences` holds.
const FORBIDDEN: [&str; 2] = ["GPL", "SSPL"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).expect("it is readable")
}

/// The names of the direct dependencies.
fn direct() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in read("Cargo.toml").lines() {
        match line.strip_prefix('[') {
            Some(section) => inside = section.contains("dependencies]"),
            None if inside => names.extend(line.split_once(" = ").map(|(name, _)| name.to_owned())),
            None => {}
        }
    }
    names
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let document = read("docs/dependencies.md");
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let reasons: BTreeMap<String, &str> = rows.map(|(name, reason)| (name.to_owned(), reason)).collect();
    assert!(direct().len() > 30);
    assert_eq!(reasons.keys().cloned().collect::<BTreeSet<_>>(), direct());
    for (name, reason) in reasons {
        assert!(reason.trim_end_matches(" |").len() > 10, "{name}: {reason}");
    }
}

/// All packages that a build may need, on any system: name, version, licence.
fn packages() -> Vec<(String, String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo is what runs this");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or("none").to_owned();
    let packages = metadata["packages"].as_array().expect("it has packages");
    let others = packages.iter().filter(|package| package["name"] != "spis");
    let mut listed: Vec<_> =
        others.map(|package| (text(package, "name"), text(package, "version"), text(package, "license"))).collect();
    listed.sort();
    listed
}

/// The list of licences; `./run-laboratory licences` says where it is no longer that of `Cargo.lock`.
#[test]
fn the_licences_of_all_dependencies_are_listed() {
    if std::env::var_os("UPDATE").is_some() {
        let row = |(name, version, licence): &(String, String, String)| format!("| {name} | {version} | {licence} |\n");
        let rows: String = packages().iter().map(row).collect();
        let head = "# Licences of what spis is made of\n\nGenerated from `Cargo.lock` by `UPDATE=1 cargo test --test supply`; their texts are \
                    in the packages.\n\n| package | version | licence |\n|---|---|---|\n";
        fs::write(path("docs/licences.md"), format!("{head}{rows}")).expect("it can be written");
    }
    let document = read("docs/licences.md");
    let rows: Vec<&str> =
        document.lines().filter(|line| line.starts_with("| ") && line != &"| package | version | licence |").collect();
    assert!(rows.len() > 100 && rows.iter().all(|row| row.split(" | ").count() == 3), "{} rows", rows.len());
}

#[test]
fn no_licence_asks_for_more_than_the_programs_own() {
    for (name, version, licence) in packages() {
        let choices: Vec<&str> = licence.split(" OR ").flat_map(|choice| choice.split('/')).collect();
        let allowed = choices.iter().any(|choice| FORBIDDEN.iter().all(|forbidden| !choice.contains(forbidden)));
        assert!(allowed && licence != "none", "{name} {version}: {licence}");
    }
}

#[test]
fn the_workflows_install_the_toolchain_that_cargo_toml_names() {
    let manifest = read("Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'));
    assert_eq!(version, Some("1.95.0"));
    for entry in fs::read_dir(path(".github/workflows")).expect("readable") {
        let name = entry.expect("readable").path();
        let text = fs::read_to_string(&name).expect("readable");
        assert!(text.contains(".ci/toolchain") && !text.contains("rust-toolchain@"), "{}", name.display());
    }
}
