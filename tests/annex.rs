//! The flagship's records against a second, independent transcription of the source's annex, row by row, and against the
//! table of who serves which commune.

use std::collections::BTreeMap;
use std::path::Path;

use spis::BuildOptions;
use spis::field::{Address, Basis, Value};
use spis::model::parse_date;
use spis::validate::{Collection, Portal, Record};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn portal() -> Portal {
    let options = BuildOptions {
        root: root().to_owned(),
        base_url: None,
        build_date: parse_date("2025-01-01").expect("a day of the calendar"),
    };
    let checked = spis::read(&options).expect("the content is readable");
    let portal = checked.value.expect("the site is described");
    let errors: Vec<_> = checked.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    portal
}

/// The rows of a table beside this file, each as column → cell.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(root().join("tests").join(name)).expect("the table is readable");
    let rows = reader.deserialize().collect::<Result<Vec<_>, _>>();
    rows.expect("every row has its columns")
}

fn collection<'a>(portal: &'a Portal, id: &str) -> &'a Collection {
    portal.collections.iter().find(|collection| collection.schema.id == id).expect("the collection is there")
}

/// The record whose source names a row of the annex.
fn record_of_row<'a>(collection: &'a Collection, number: &str) -> &'a Record {
    let ending = format!("poz. {number}");
    let is_row =
        |record: &&Record| record.source.place.as_ref().is_some_and(|place| place.original().ends_with(&ending));
    let mut found = collection.records.iter().filter(is_row);
    let record = found.next().unwrap_or_else(|| panic!("{} has no record of row {number}", collection.schema.id));
    assert!(found.next().is_none(), "two records of row {number}");
    record
}

fn values<'a>(collection: &Collection, record: &'a Record, field: &str) -> &'a [Value] {
    collection.schema.field_index(field).map_or(&[], |index| &record.values[index])
}

/// What was printed for a field: the correction's text where there is one, else the value.
fn printed(record: &Record, field: &str, value: &str) -> String {
    let correction = record.corrections.iter().find(|correction| correction.field == field);
    correction.map_or(value, |correction| correction.printed.as_str()).to_owned()
}

/// The street with the village before it, unless the street begins with the village's name.
fn street(address: &Address) -> String {
    let street = address.street.clone().unwrap_or_default();
    match &address.locality {
        Some(locality) if !street.starts_with(locality.as_str()) => format!("{locality} {street}"),
        _ => street,
    }
}

fn text(values: &[Value]) -> String {
    match values {
        [Value::Text(text)] => text.original().to_owned(),
        other => panic!("not a text: {other:?}"),
    }
}

fn phones(values: &[Value]) -> String {
    let phone = |item: &Value| match item {
        Value::Phone(phone) => {
            let national = phone.number.strip_prefix("+48").expect("a number of the country");
            phone
                .extension
                .as_ref()
                .map_or_else(|| national.to_owned(), |extension| format!("{national} wew. {extension}"))
        }
        other => panic!("not a telephone number: {other:?}"),
    };
    values.iter().map(phone).collect::<Vec<_>>().join("; ")
}

fn emails(values: &[Value]) -> String {
    let email = |item: &Value| match item {
        Value::Email(email) => email.as_str().to_owned(),
        other => panic!("not an e-mail address: {other:?}"),
    };
    values.iter().map(email).collect::<Vec<_>>().join("; ")
}

fn activities(values: &[Value]) -> String {
    let words = ["wytwórcza", "usługowa", "handlowa"];
    let item = |item: &Value| match item {
        Value::Choice(index) => format!("działalność {}", words[*index]),
        other => panic!("not a choice: {other:?}"),
    };
    values.iter().map(item).collect::<Vec<_>>().join("; ")
}

/// The facts of a record in the table's columns.
fn facts(portal: &Portal, collection: &Collection, record: &Record) -> BTreeMap<&'static str, String> {
    let get = |field| values(collection, record, field);
    let address = collection.address(record).expect("an address");
    let county = portal.areas.level_index("county").expect("a level");
    let area = portal.areas.standing(record, county).expect("an area");
    BTreeMap::from([
        ("name", printed(record, "name", &record.name)),
        ("operator", printed(record, "operator", &text(get("operator")))),
        ("street_printed", printed(record, "address.street", &street(address))),
        ("postal_code", address.postal_code.as_ref().expect("a postal code").as_str().to_owned()),
        ("county_teryt", portal.areas.areas[area].code.clone()),
        ("phones", phones(get("phones"))),
        ("emails", emails(get("emails"))),
    ])
}

#[test]
fn every_row_of_the_annex_is_a_record_with_the_same_facts() {
    let portal = portal();
    let rows = rows("annex.csv");
    assert_eq!(rows.len(), portal.records().count());
    for row in &rows {
        let collection = collection(&portal, &row["table"]);
        let record = record_of_row(collection, &row["number"]);
        for (column, fact) in facts(&portal, collection, record) {
            assert_eq!(fact, row[column], "{column} of {} (row {} of {})", record.id, row["number"], row["table"]);
        }
        if row["table"] == "centra" {
            assert_eq!(activities(values(collection, record, "activities")), row["activities"], "{}", record.id);
            let granted = match values(collection, record, "status_granted") {
                [Value::Date(date)] => date.to_string(),
                other => panic!("not a date: {other:?}"),
            };
            assert_eq!(granted, row["status_granted"], "{}", record.id);
        }
    }
}

#[test]
fn each_record_is_run_for_the_commune_of_its_operator_and_no_other() {
    let portal = portal();
    let rows = rows("operators.csv");
    assert_eq!(rows.len(), portal.records().count());
    for row in &rows {
        let collection = collection(&portal, &row["collection"]);
        let record = collection.records.iter().find(|record| record.id.as_str() == row["id"]).expect("a known record");
        let run_for = collection.serves(record).filter(|served| served.basis == Basis::Operator);
        let served: Vec<&str> = run_for.map(|served| portal.areas.areas[served.area].code.as_str()).collect();
        let expected: Vec<&str> = Some(row["teryt"].as_str()).filter(|code| !code.is_empty()).into_iter().collect();
        assert_eq!(served, expected, "{}", record.id);
        assert!(!row["reason"].is_empty(), "{} has no reason", record.id);
    }
}

#[test]
fn nobody_is_declared_open_or_closed_beyond_the_source() {
    let portal = portal();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, record) in portal.records() {
        let collection = portal.collection_of(at);
        let (status, choice) = collection.status(record).expect("every record has a status");
        assert!(status.source.is_some(), "{} does not say where", record.id);
        *counts.entry((&collection.schema.id, &choice.word.key)).or_default() += 1;
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
