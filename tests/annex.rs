//! The register as it was transcribed from the source, kept beside this file, against a second, independent transcription
//! of the source's annex, row by row, and against the table of who serves which commune.
//!
//! What is compared is the kept copy and not the content: a telephone that has changed since, or a place that is new, is
//! no fault. A copy of another year stands beside it when there is one.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// The file beside this one.
fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    std::fs::read_to_string(path).expect("the file is readable")
}

/// The records as they were when the source was transcribed.
fn register() -> Vec<Value> {
    serde_json::from_str(&read("register-2024.json")).expect("the copy is JSON")
}

/// The rows of a table beside this file, each as column → cell.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let text = read(name);
    let rows = csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<Vec<_>, _>>();
    rows.expect("every row has its columns")
}

/// A text of a record; nothing where it has none.
fn text<'r>(record: &'r Value, path: &str) -> &'r str {
    record.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

/// The texts of a list, each taken from its item.
fn list<'r>(record: &'r Value, key: &str, item: impl Fn(&'r Value) -> String) -> String {
    let items = record[key].as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(item).collect::<Vec<_>>().join("; ")
}

/// The record whose source names a row of the annex.
fn record_of_row<'r>(register: &'r [Value], row: &BTreeMap<String, String>) -> &'r Value {
    let ending = format!("poz. {}", row["number"]);
    let is_row =
        |record: &&Value| text(record, "/collection") == row["table"] && text(record, "/place").ends_with(&ending);
    let mut found = register.iter().filter(is_row);
    let record = found.next().unwrap_or_else(|| panic!("{} has no record of row {}", row["table"], row["number"]));
    assert!(found.next().is_none(), "two records of row {}", row["number"]);
    record
}

/// What was printed for a field: the correction's text where there is one, else the value.
fn printed(record: &Value, field: &str, value: &str) -> String {
    let corrections = record["corrections"].as_array().expect("a list");
    let correction = corrections.iter().find(|correction| text(correction, "/field") == field);
    correction.map_or(value, |correction| text(correction, "/printed")).to_owned()
}

/// The street with the village before it, unless the street begins with the village's name.
fn street(record: &Value) -> String {
    let (street, locality) = (text(record, "/address/street"), text(record, "/address/locality"));
    if locality.is_empty() || street.starts_with(locality) { street.to_owned() } else { format!("{locality} {street}") }
}

fn phone(phone: &Value) -> String {
    let national = text(phone, "/number").strip_prefix("+48").expect("a number of the country");
    match text(phone, "/extension") {
        "" => national.to_owned(),
        extension => format!("{national} wew. {extension}"),
    }
}

fn activity(key: &Value) -> String {
    let word = match key.as_str() {
        Some("production") => "wytwórcza",
        Some("services") => "usługowa",
        Some("trade") => "handlowa",
        other => panic!("not an activity: {other:?}"),
    };
    format!("działalność {word}")
}

/// The facts of a record in the table's columns.
fn facts(record: &Value) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("name", printed(record, "name", text(record, "/name"))),
        ("operator", printed(record, "operator", text(record, "/operator"))),
        ("street_printed", printed(record, "address.street", &street(record))),
        ("postal_code", text(record, "/address/postal_code").to_owned()),
        ("county_teryt", text(record, "/county").to_owned()),
        ("phones", list(record, "phones", phone)),
        ("emails", list(record, "emails", |email| email.as_str().unwrap_or_default().to_owned())),
        ("activities", list(record, "activities", activity)),
        ("status_granted", text(record, "/status_granted").to_owned()),
    ])
}

#[test]
fn every_row_of_the_annex_is_a_record_with_the_same_facts() {
    let (register, rows) = (register(), rows("annex.csv"));
    assert_eq!(rows.len(), register.len());
    for row in &rows {
        let record = record_of_row(&register, row);
        for (column, fact) in facts(record) {
            let id = text(record, "/id");
            assert_eq!(fact, row[column], "{column} of {id} (row {} of {})", row["number"], row["table"]);
        }
    }
}

#[test]
fn each_record_is_run_for_the_commune_of_its_operator_and_no_other() {
    let (register, rows) = (register(), rows("operators.csv"));
    assert_eq!(rows.len(), register.len());
    for row in &rows {
        let is_named =
            |record: &&Value| text(record, "/collection") == row["collection"] && text(record, "/id") == row["id"];
        let record = register.iter().find(is_named).expect("a known record");
        let serves = record["serves"].as_array().expect("a list");
        let run_for = serves.iter().filter(|served| text(served, "/basis") == "operator");
        let served: Vec<&str> = run_for.map(|served| text(served, "/area")).collect();
        let expected: Vec<&str> = Some(row["teryt"].as_str()).filter(|code| !code.is_empty()).into_iter().collect();
        assert_eq!(served, expected, "{}", row["id"]);
        assert!(!row["reason"].is_empty(), "{} has no reason", row["id"]);
    }
}

#[test]
fn nobody_is_declared_open_or_closed_beyond_the_source() {
    let register = register();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for record in &register {
        for part in ["/status/source", "/status/as_of"] {
            assert!(!text(record, part).is_empty(), "{} lacks {part}", text(record, "/id"));
        }
        *counts.entry((text(record, "/collection"), text(record, "/status/value"))).or_default() += 1;
    }
    let expected = [
        (("centra", "active"), 14),
        (("kluby", "active"), 1),
        (("kluby", "closed"), 1),
        (("kluby", "suspended"), 3),
        (("kluby", "unknown"), 38),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
}
