//! The report as SARIF. **Source**: OASIS, Static Analysis Results Interchange Format 2.1.0.

use std::fmt::Write;

use serde_json::{Value, json};

use super::place::Extent;
use super::{Style, severity_name};
use crate::diagnostic::{Code, Diagnostic, MessageLanguage};
use crate::source::Location;

/// One run of one tool, with a rule for every code that occurs.
pub(super) fn render(diagnostics: &[Diagnostic], style: Style<'_>) -> String {
    let rules = rules(diagnostics);
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &rules, style)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "spis",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "language": match style.language {
                MessageLanguage::Polish => "pl",
                MessageLanguage::English => "en",
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// The codes that occur, each once, in the order of their names.
fn rules(diagnostics: &[Diagnostic]) -> Vec<Code> {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_by_key(|code| code.name);
    codes.dedup();
    codes
}

fn rule(code: &Code) -> Value {
    json!({"id": code.name, "defaultConfiguration": {"level": severity_name(code.severity)}})
}

fn result(diagnostic: &Diagnostic, rules: &[Code], style: Style<'_>) -> Value {
    let mut text = diagnostic.message.in_language(style.language).to_owned();
    if let Some(help) = &diagnostic.help {
        text.push(' ');
        text.push_str(help.in_language(style.language));
    }
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            let mut place = location(&related.location, style);
            place["message"] = json!({"text": related.message.in_language(style.language)});
            place
        })
        .collect();
    json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": rules.iter().position(|code| *code == diagnostic.code),
        "level": severity_name(diagnostic.code.severity),
        "message": {"text": text},
        "locations": [location(&diagnostic.location, style)],
        "relatedLocations": related,
    })
}

fn location(location: &Location, style: Style<'_>) -> Value {
    let place = Extent::seen_from(style.root, location);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri_reference(&place.path)},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }})
}

/// A path as a relative reference. **Source**: RFC 3986 §2.3 (unreserved characters stay as they are).
fn uri_reference(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => write!(uri, "%{byte:02X}").expect("a string takes every write"),
        }
    }
    uri
}
