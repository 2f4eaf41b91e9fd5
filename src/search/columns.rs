//! What is known of documents beside their words, column by column: titles and addresses, facets, positions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Document;
use super::encode::{DIGITS, digits};

/// Documents whose positions stand in one file.
const POSITIONS: usize = 512;

/// Titles, summaries, addresses and collections of some documents, column by column.
pub(super) fn block(documents: &[Document], collections: &[&str]) -> Value {
    let column = |text: fn(&Document) -> &str| documents.iter().map(text).collect::<Vec<_>>();
    let numbers = documents.iter().map(|document| collections.binary_search(&document.collection.as_str()));
    json!({
        "title": column(|document| &document.title),
        "summary": column(|document| &document.summary),
        "url": column(|document| &document.url),
        "collection": numbers.map(|number| number.expect("every collection is listed")).collect::<Vec<_>>(),
    })
}

/// The values of each document in one facet.
fn facet_values<'a>(documents: &'a [Document], key: &str) -> Vec<Vec<&'a str>> {
    let of =
        |document: &'a Document| document.facets.iter().filter(|(of, _)| of == key).map(|(_, value)| value.as_str());
    documents.iter().map(|document| of(document).collect()).collect()
}

/// One facet: its values, the sets of values that occur, and which of them each document has.
fn facet(own: &[Vec<&str>]) -> Value {
    let values: Vec<&str> = own.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let numbered = |set: &Vec<&str>| -> Vec<usize> {
        set.iter().map(|value| values.binary_search(value).expect("every value is listed")).collect()
    };
    let own: Vec<Vec<usize>> = own.iter().map(numbered).collect();
    let sets: Vec<&Vec<usize>> = own.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let width = if sets.len() <= DIGITS.len() { 1 } else { 2 };
    let documents: String =
        own.iter().flat_map(|set| digits(sets.binary_search(&set).expect("every set is listed"), width)).collect();
    json!({ "values": values, "sets": sets, "width": width, "documents": documents })
}

/// What only the search page needs, as files by name: the facets of each document, and where it is.
pub(super) fn facets_and_positions(own: &[Document]) -> BTreeMap<String, Value> {
    let keys: BTreeSet<&str> =
        own.iter().flat_map(|document| document.facets.iter().map(|(key, _)| key.as_str())).collect();
    let mut facets: BTreeMap<&str, Value> = keys.into_iter().map(|key| (key, facet(&facet_values(own, key)))).collect();
    let collections: Vec<Vec<&str>> = own.iter().map(|document| vec![document.collection.as_str()]).collect();
    facets.insert("collection", facet(&collections));
    let positions = own.chunks(POSITIONS).map(|some| json!(some.iter().map(position).collect::<Vec<_>>()));
    let mut files: BTreeMap<String, Value> =
        positions.enumerate().map(|(number, file)| (format!("at{number}"), file)).collect();
    files.insert("facets".to_owned(), json!(facets));
    files
}

/// Thousandths of a degree, about a hundred metres: finer than any distance shown.
fn position(document: &Document) -> Value {
    let thousandths = |degrees: f64| (degrees * 1000.0).round() as i64;
    match document.position {
        Some(position) => json!([thousandths(position.lat()), thousandths(position.lon())]),
        None => json!(0),
    }
}
