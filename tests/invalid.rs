//! The smallest broken site for each diagnostic code, and the report that an editor reads about it.
//!
//! A folder is named after its code, with a hyphen for the slash; after a full stop it may say which case of it it is.
//! `UPDATE=1 cargo test --test invalid` rewrites the reports; a person reads the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rayon::prelude::*;
use spis::BuildOptions;
use spis::diagnostic::{Diagnostic, MessageLanguage, codes};
use spis::model::parse_date;
use spis::report::{Style, render};

/// Codes that no small site can have, and why.
const WITHOUT_CASE: [(&str, &str); 6] = [
    ("file/heavy", "needs a file of 500 kB: tests/attachments.rs"),
    ("file/too-large", "needs a file of 128 MiB"),
    ("file/special", "git keeps no pipe: tests/tree.rs"),
    ("yaml/size", "needs a file of more than a million values"),
    ("record/vanished", "needs an earlier state: tests/since.rs"),
    ("record/moved", "needs an earlier state: tests/since.rs"),
];

/// The folders of all cases, in order.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let entries = fs::read_dir(folder).expect("the folder of cases is readable");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry is readable").path()).collect();
    cases.sort();
    cases
}

/// The code that a case is about, with a hyphen for its slash.
fn code_of(case: &Path) -> String {
    let name = case.file_name().and_then(|name| name.to_str()).expect("cases have plain names");
    name.split('.').next().unwrap_or(name).to_owned()
}

/// What is wrong with a case. Each is checked once for all tests.
fn check(case: &Path) -> Vec<Diagnostic> {
    static CHECKED: LazyLock<BTreeMap<PathBuf, Vec<Diagnostic>>> =
        LazyLock::new(|| cases().into_par_iter().map(|case| (case.clone(), diagnostics(&case))).collect());
    CHECKED[case].clone()
}

fn diagnostics(case: &Path) -> Vec<Diagnostic> {
    let build_date = parse_date("2025-06-01").expect("a day of the calendar");
    let options = BuildOptions { root: case.join("site"), base_url: None, build_date };
    spis::check(&options, &()).expect("the site is readable").diagnostics
}

fn report(diagnostics: &[Diagnostic], language: MessageLanguage) -> String {
    render(diagnostics, Style { language, root: Path::new(""), ..Style::default() })
}

#[test]
fn each_report_is_as_expected() {
    let mut different = Vec::new();
    for case in cases() {
        let path = case.join("report.txt");
        let found = report(&check(&case), MessageLanguage::English);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &found).expect("the report can be written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            different.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn each_case_is_about_its_code_and_has_a_place() {
    for case in cases() {
        let diagnostics = check(&case);
        let names: Vec<String> = diagnostics.iter().map(|of| of.code.name.replace('/', "-")).collect();
        assert!(names.contains(&code_of(&case)), "{}: {names:?}", case.display());
        for diagnostic in &diagnostics {
            let file = case.join("site").join(diagnostic.location.path());
            assert!(
                file.is_file() || [codes::FILE_MISSING, codes::FILE_LINK].contains(&diagnostic.code),
                "{}: {} is no file",
                case.display(),
                file.display()
            );
        }
    }
}

#[test]
fn each_message_is_in_both_languages() {
    for case in cases() {
        for diagnostic in check(&case) {
            let texts = std::iter::once(&diagnostic.message).chain(&diagnostic.help);
            for text in texts.chain(diagnostic.related.iter().map(|related| &related.message)) {
                let (polish, english) =
                    (text.in_language(MessageLanguage::Polish), text.in_language(MessageLanguage::English));
                assert!(!polish.trim().is_empty() && !english.trim().is_empty(), "{}", case.display());
                assert_ne!(polish, english, "{}", case.display());
            }
        }
        let polish = report(&check(&case), MessageLanguage::Polish);
        assert!(polish.contains("błąd") || polish.contains("ostrzeżenie"), "{}:\n{polish}", case.display());
    }
}

#[test]
fn each_code_has_a_case() {
    let with_case: BTreeSet<String> = cases().iter().map(|case| code_of(case)).collect();
    for code in codes::ALL {
        let excepted = WITHOUT_CASE.iter().any(|(name, _)| *name == code.name);
        assert_eq!(with_case.contains(&code.name.replace('/', "-")), !excepted, "{code}");
    }
}
