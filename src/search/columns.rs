//! What is known of documents beside their words, column by column: what results show, facets, positions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::distance::Point;
use super::{Call, Document, Row};

/// What results show of some documents, column by column; a column of which all is empty is left out.
pub(super) fn block(documents: &[Document]) -> Value {
    let mut columns = Map::new();
    let mut add = |name: &str, column: Vec<Value>| {
        if column.iter().any(|value| !is_empty(value)) {
            columns.insert(name.to_owned(), Value::Array(column));
        }
    };
    let text = |text: fn(&Document) -> &str| documents.iter().map(|document| json!(text(document))).collect();
    add("title", text(|document| if document.row.title.is_empty() { &document.title } else { &document.row.title }));
    add("operator", text(|document| &document.row.operator));
    add("summary", text(|document| &document.summary));
    add("url", text(|document| &document.url));
    add("place", text(|document| &document.row.place));
    let status = |document: &Document| match &document.row.status {
        Some((word, tone, day)) => json!([word, tone, day]),
        None => json!(0),
    };
    add("status", documents.iter().map(status).collect());
    let call = |call: &Call| match (call.kind, call.label.as_str()) {
        ("", "") => json!([call.text, call.dialled]),
        (kind, "") => json!([call.text, call.dialled, kind]),
        (kind, label) => json!([call.text, call.dialled, kind, label]),
    };
    let calls = |document: &Document| document.row.calls.iter().map(call).collect();
    add("calls", documents.iter().map(calls).collect());
    let collections: Vec<&str> = documents.iter().map(|document| document.collection.as_str()).collect();
    columns.insert("collection".to_owned(), named(&collections));
    Value::Object(columns)
}

/// How many letters results show of a document, roughly.
pub(super) fn letters(document: &Document) -> usize {
    let Row { title, operator, place, calls, .. } = &document.row;
    let calls: usize =
        calls.iter().map(|call| call.text.len() + call.dialled.len() + call.kind.len() + call.label.len()).sum();
    let title = if title.is_empty() { document.title.len() } else { title.len() };
    title + document.summary.len() + document.url.len() + operator.len() + place.len() + calls
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        value => *value == json!(0),
    }
}

/// Words of which few are different: each once, and which of them each document has.
fn named(words: &[&str]) -> Value {
    let names: Vec<&str> = words.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let numbers = words.iter().map(|word| names.binary_search(word).expect("every word is listed"));
    json!({ "names": names, "of": runs(numbers) })
}

/// Numbers of which neighbours are often equal: each run as the number and, after `*`, its length; separated by spaces.
pub(super) fn runs(numbers: impl Iterator<Item = usize>) -> String {
    let numbers: Vec<usize> = numbers.collect();
    let run = |run: &[usize]| if run.len() == 1 { run[0].to_string() } else { format!("{}*{}", run[0], run.len()) };
    numbers.chunk_by(|left, right| left == right).map(run).collect::<Vec<_>>().join(" ")
}

/// What is not needed for every answer, as files by name: the facets of each document, and where it is.
pub(super) fn files(documents: &[Document]) -> BTreeMap<String, Value> {
    let keys: BTreeSet<&str> =
        documents.iter().flat_map(|document| document.facets.iter().map(|(key, _)| key.as_str())).collect();
    let facets: BTreeMap<&str, Value> = keys.into_iter().map(|key| (key, facet(documents, key))).collect();
    BTreeMap::from([("facets".to_owned(), json!(facets)), ("at".to_owned(), positions(documents))])
}

/// One facet: its values, the sets of values that occur, and which of them each document has.
fn facet(documents: &[Document], key: &str) -> Value {
    let of = |document: &'_ Document| -> Vec<String> {
        let own = document.facets.iter().filter(|(of, _)| of == key);
        own.map(|(_, value)| value.clone()).collect()
    };
    let own: Vec<Vec<String>> = documents.iter().map(of).collect();
    let values: Vec<&String> = own.iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let numbered = |set: &Vec<String>| -> Vec<usize> {
        set.iter().map(|value| values.binary_search(&value).expect("every value is listed")).collect()
    };
    let own: Vec<Vec<usize>> = own.iter().map(numbered).collect();
    let sets: Vec<&Vec<usize>> = own.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let which = own.iter().map(|set| sets.binary_search(&set).expect("every set is listed"));
    json!({ "values": values, "sets": sets, "of": runs(which) })
}

/// The places on Earth where documents are, each once; and which of them each document is at, 0 for none.
fn positions(documents: &[Document]) -> Value {
    let point =
        |document: &Document| document.position.map(|position| (Point::from(position).lat, Point::from(position).lon));
    let mut numbers: BTreeMap<(i32, i32), usize> = BTreeMap::new();
    let mut places = Vec::new();
    let mut number = |point: (i32, i32)| {
        *numbers.entry(point).or_insert_with(|| {
            places.push(point);
            places.len()
        })
    };
    let of = runs(documents.iter().map(|document| point(document).map_or(0, &mut number)));
    json!({ "places": places, "of": of })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_equal_numbers_are_counted() {
        assert_eq!(runs([0, 0, 7, 1, 1, 1].into_iter()), "0*2 7 1*3");
        assert_eq!(runs([].into_iter()), "");
    }
}
