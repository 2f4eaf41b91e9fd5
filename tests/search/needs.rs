//! People who need something somewhere: what the page shows first, in each language of the flagship and in a register of
//! another kind.

use std::collections::{BTreeMap, BTreeSet};

use spis::search::{Document, Field, Kind, SearchIndex, build};

use super::documents::flagship_in;
use super::{rows, synthetic};

/// The flagship's index in each language.
fn indexes() -> BTreeMap<&'static str, SearchIndex> {
    let index = |language| {
        let (documents, vocabulary) = flagship_in(language);
        (language, build(language, documents, &vocabulary).expect("the flagship can be indexed"))
    };
    ["pl", "en", "uk"].map(index).into()
}

/// Whether a record is in a town, or an area has its name.
fn is_in(document: &Document, town: &str) -> bool {
    let named = |field: &Field| match document.kind {
        Kind::Record => *field == Field::Place,
        _ => *field == Field::Name,
    };
    document.fields.iter().any(|(field, text)| named(field) && text == town)
}

/// How many of the queries have a place in the town among the first `limit`; and a report of the others.
fn found(queries: &[(String, String, String)], limit: usize) -> (usize, String) {
    let indexes = indexes();
    let mut misses = String::new();
    for (language, query, town) in queries {
        let hits = indexes[language.as_str()].search(query, limit);
        if !hits.iter().any(|hit| is_in(hit.document, town)) {
            let first: Vec<&str> = hits.iter().map(|hit| hit.document.title.as_str()).collect();
            misses += &format!("  {language} {query} ({town}): {first:?}\n");
        }
    }
    (queries.len() - misses.lines().count(), misses)
}

fn judged(table: &str) -> Vec<(String, String, String)> {
    rows(table).into_iter().map(|row| (row[0].clone(), row[1].clone(), row[2].clone())).collect()
}

#[test]
fn a_need_and_a_town_lead_to_a_place_in_that_town() {
    let (documents, _) = flagship_in("pl");
    let records = documents.iter().filter(|document| document.kind == Kind::Record);
    let places = records.flat_map(|record| record.fields.iter().filter(|(field, _)| *field == Field::Place));
    let towns: BTreeSet<&str> = places.map(|(_, town)| town.as_str()).collect();
    let mut queries = Vec::new();
    for row in rows("needs.csv") {
        for town in &towns {
            queries.push((row[0].clone(), format!("{} {town}", row[1]), (*town).to_owned()));
        }
    }
    let (first, misses) = found(&queries, 1);
    println!("{first} of {}\n{misses}", queries.len());
    assert!(queries.len() > 2_000 && first as f64 >= 0.97 * queries.len() as f64, "{misses}");
}

#[test]
fn no_word_of_need_goes_without_a_record() {
    let indexes = indexes();
    for row in rows("needs.csv") {
        let hits = indexes[row[0].as_str()].search(&row[1], 1);
        assert!(hits.first().is_some_and(|hit| hit.document.kind == Kind::Record), "{row:?}");
    }
}

#[test]
fn a_question_in_a_sentence_is_answered_among_the_first_three() {
    let questions = judged("questions.csv");
    let (answered, misses) = found(&questions, 3);
    println!("{answered} of {}\n{misses}", questions.len());
    assert!(answered as f64 >= 0.90 * questions.len() as f64, "{misses}");
}

#[test]
fn a_name_is_found_as_it_sounds_and_in_another_script() {
    let queries = judged("sound.csv");
    let (first, misses) = found(&queries, 1);
    println!("{first} of {}\n{misses}", queries.len());
    assert!(first as f64 >= 0.9 * queries.len() as f64, "{misses}");
}

#[test]
fn a_place_binds_in_any_register() {
    let (documents, vocabulary) = synthetic::register(600);
    let records = documents.iter().filter(|document| document.kind == Kind::Record);
    let towns: BTreeSet<String> = records
        .flat_map(|record| record.fields.iter().filter(|(field, _)| *field == Field::Place))
        .map(|(_, town)| town.clone())
        .collect();
    let index = build("pl", documents, &vocabulary).expect("it can be indexed");
    let (mut asked, mut misses) = (0, String::new());
    for town in &towns {
        for query in [format!("biblioteka {town}"), format!("gdzie jest czytelnia w {town}"), format!("wystawa {town}")]
        {
            asked += 1;
            let hits = index.search(&query, 1);
            if !hits.first().is_some_and(|hit| hit.in_place && is_in(hit.document, town)) {
                misses += &format!("  {query}: {:?}\n", hits.first().map(|hit| &hit.document.title));
            }
        }
    }
    let missed = misses.lines().count();
    println!("{} of {asked}\n{misses}", asked - missed);
    assert!(asked > 200 && missed * 100 <= asked * 3, "{misses}");
}

/// What must come first: `collection/id`, `record` for any record, or a town.
fn is_expected(document: &Document, expected: &str) -> bool {
    match expected.split_once('/') {
        Some(_) => format!("{}/{}", document.collection, document.id) == expected,
        None if expected == "record" => document.kind == Kind::Record,
        None => is_in(document, expected),
    }
}

#[test]
fn citizens_and_social_workers_find_first_what_they_mean() {
    let indexes = indexes();
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut misses, mut empty) = (String::new(), Vec::new());
    for row in rows("citizens.csv") {
        let [kind, language, query, expected] = &row[..] else { panic!("four columns: {row:?}") };
        let hits = indexes[language.as_str()].search(query, 4);
        let right = hits.first().is_some_and(|hit| is_expected(hit.document, expected));
        let sums = kinds.entry(kind.clone()).or_default();
        *sums = (sums.0 + usize::from(right), sums.1 + 1);
        if !right {
            let titles: Vec<&str> = hits.iter().map(|hit| hit.document.title.as_str()).collect();
            misses += &format!("  {kind} {language} {query} ({expected}): {titles:?}\n");
        }
        if hits.is_empty() && (kind.starts_with("need") || kind == "sentence") {
            empty.push(row.clone());
        }
    }
    let (first, asked) = kinds.values().fold((0, 0), |(first, asked), sums| (first + sums.0, asked + sums.1));
    println!("{first} of {asked}; {kinds:?}\n{misses}");
    assert!(asked >= 300 && first * 100 >= asked * 95, "{misses}");
    assert!(kinds.values().all(|(first, asked)| first * 100 >= asked * 90), "{kinds:?}\n{misses}");
    assert!(empty.is_empty(), "without an answer: {empty:?}");
}
