//! One set of faults in every form, against `golden/`. `UPDATE=1 cargo test report` rewrites the golden files.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::{Format, Style, render};
use crate::diagnostic::{Diagnostic, MessageLanguage, codes};
use crate::say;
use crate::source::{Location, SourceFile};

const RECORD: &str = "nmae: Biblioteka „Pod Lipą”\naddress:\n\ttown: Łódź\n日本: \"日本語\" # 日\nname: X\nname: Y\r\n";

fn find(text: &str, needle: &str) -> Location {
    let file = SourceFile::new("content/registry/libraries/pod lipą, 1.yaml", text);
    let start = file.text().rfind(needle).expect("the test's text has it");
    file.location(start..start + needle.len())
}

fn faults() -> Vec<Diagnostic> {
    let empty = SourceFile::new("content/site.yaml", "");
    vec![
        Diagnostic::new(
            codes::KEY_UNKNOWN,
            find(RECORD, "nmae"),
            say!("Nieznany klucz „nmae”.", "Unknown key “nmae”."),
        )
        .help(say!("Czy chodziło o „name”?", "Did you mean “name”?")),
        Diagnostic::new(codes::YAML_TAB, find(RECORD, "\t"), say!("Tabulator: 100%.", "A tab: 100%.")),
        Diagnostic::new(codes::VALUE_CHOICE, find(RECORD, "\"日本語\""), say!("Zły wybór.", "Wrong choice.")),
        Diagnostic::new(codes::YAML_DUPLICATE_KEY, find(RECORD, "name: Y"), say!("Klucz dwa razy.", "A key twice."))
            .related(find(RECORD, "name: X"), say!("Pierwszy raz tutaj.", "First defined here.")),
        Diagnostic::new(codes::KEY_MISSING, find(RECORD, "address:\n\ttown: Łódź"), say!("Brak.", "Missing.")),
        Diagnostic::new(codes::SITE_DEMONSTRATION, empty.start(), say!("Brak wydawcy.", "No publisher.")),
    ]
}

fn assert_golden(name: &str, style: Style<'_>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/report/golden").join(name);
    let report = render(&faults(), style);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &report).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden file can be read");
    assert_eq!(report, expected, "{}", path.display());
}

#[test]
fn for_people_in_english() {
    assert_golden("human-en.txt", Style::default());
}

#[test]
fn for_people_in_polish() {
    let style = Style { language: MessageLanguage::Polish, root: Path::new("./office"), ..Style::default() };
    assert_golden("human-pl.txt", style);
}

#[test]
fn for_github() {
    assert_golden("github.txt", Style { format: Format::Github, root: Path::new("office"), ..Style::default() });
}

#[test]
fn as_json() {
    assert_golden("report.json", Style { format: Format::Json, ..Style::default() });
}

#[test]
fn as_sarif() {
    assert_golden("report.sarif", Style { format: Format::Sarif, ..Style::default() });
}

#[test]
fn nothing_wrong_is_said_in_every_form() {
    let report = |format| render(&[], Style { format, ..Style::default() });
    assert_eq!(report(Format::Human), "no errors, no warnings.\n");
    assert_eq!(report(Format::Github), "");
    assert_eq!(report(Format::Json), "{\n  \"diagnostics\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n");
    assert!(report(Format::Sarif).contains("\"results\": []"));
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let file = SourceFile::new("content/a\u{1b}[31m.yaml", "x: \u{1b}[2J\u{7}\n");
    let name = file.text().trim_end();
    let fault = Diagnostic::new(codes::VALUE_TYPE, file.location(3..8), say!("„{name}”", "“{name}”"))
        .help(say!("„{name}”", "“{name}”"));
    let report = render(&[fault], Style::default());
    assert!(!report.contains(['\u{1b}', '\u{7}']), "{report:?}");
}

proptest! {
    #[test]
    fn any_text_and_any_range_make_a_report(text in any::<String>(), a in 0usize..60, b in 0usize..60) {
        let file = SourceFile::new("content/a.yaml", text);
        let place = file.location(a..b);
        let fault = Diagnostic::new(codes::VALUE_TYPE, place.clone(), say!("Źle.", "Wrong."))
            .related(place, say!("Tu.", "Here."));
        for format in [Format::Human, Format::Github, Format::Json, Format::Sarif] {
            let style = Style { format, colour: true, ..Style::default() };
            prop_assert!(!render(std::slice::from_ref(&fault), style).is_empty());
        }
    }
}
