//! Search over the flagship's register: judged queries, towns it was not made for, and the browser's client beside it.

#![expect(clippy::print_stdout, reason = "the figures are what these tests are read for")]

#[path = "search/documents.rs"]
mod documents;
#[path = "search/english.rs"]
mod english;
#[path = "search/needs.rs"]
mod needs;
#[path = "search/parity.rs"]
mod parity;
#[path = "search/synthetic.rs"]
mod synthetic;

use std::collections::BTreeMap;
use std::path::Path;

use spis::search::{SearchIndex, build};

fn flagship() -> SearchIndex {
    let (documents, vocabulary) = documents::flagship();
    build("pl", documents, &vocabulary).expect("the flagship can be indexed")
}

/// The rows of a table of comma-separated values beside this file, without its heading.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name);
    let mut reader = csv::Reader::from_path(path).expect("the table is readable");
    let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    rows.collect()
}

/// The first ten answers, as `collection/id`.
fn answers(index: &SearchIndex, query: &str) -> Vec<String> {
    let hits = index.search(query, 10);
    hits.iter().map(|hit| format!("{}/{}", hit.document.collection, hit.document.id)).collect()
}

/// Sums over judged queries.
#[derive(Default)]
struct Score {
    queries: f64,
    first: f64,
    recall: f64,
    reciprocal: f64,
}

impl Score {
    /// Judges one answer. `expected` holds at most ten documents, in no order.
    fn add(&mut self, found: &[String], expected: &[&str]) {
        let rank = found.iter().position(|hit| expected.contains(&hit.as_str()));
        let recalled = expected.iter().filter(|wanted| found.iter().any(|hit| hit == *wanted)).count();
        self.queries += 1.0;
        self.first += f64::from(u8::from(rank == Some(0)));
        self.recall += recalled as f64 / expected.len() as f64;
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }

    fn success_at_1(&self) -> f64 {
        self.first / self.queries
    }

    fn recall_at_10(&self) -> f64 {
        self.recall / self.queries
    }

    fn line(&self, name: &str) -> String {
        let reciprocal = self.reciprocal / self.queries;
        let (first, recall) = (self.success_at_1(), self.recall_at_10());
        format!("{name:<16}{:>5}   success@1 {first:.3}   recall@10 {recall:.3}   MRR {reciprocal:.3}\n", self.queries)
    }
}

/// Asks all queries of a table; the sums, and a report for people with what went wrong.
fn judge(index: &SearchIndex, table: &str) -> (Score, String) {
    let mut all = Score::default();
    let mut categories: BTreeMap<String, Score> = BTreeMap::new();
    let mut misses = String::new();
    for row in rows(table) {
        let [category, query, expected] = &row[..] else { panic!("three columns: {row:?}") };
        let expected: Vec<&str> = expected.split('|').collect();
        let found = answers(index, query);
        all.add(&found, &expected);
        categories.entry(category.clone()).or_default().add(&found, &expected);
        let complete = expected.iter().all(|wanted| found.iter().any(|hit| hit == wanted));
        if !complete || !found.first().is_some_and(|hit| expected.contains(&hit.as_str())) {
            misses += &format!("  {query}: expected {expected:?}, found {:?}\n", &found[..found.len().min(4)]);
        }
    }
    let lines: String = categories.iter().map(|(name, score)| score.line(name)).collect();
    let report = lines + &all.line("all") + &misses;
    (all, report)
}

#[test]
fn judged_queries_find_what_was_meant() {
    let (score, report) = judge(&flagship(), "queries.csv");
    println!("{report}");
    assert!(score.queries >= 150.0, "{report}");
    assert!(score.success_at_1() >= 0.98 && score.recall_at_10() >= 0.99, "{report}");
}

#[test]
fn forms_of_towns_it_was_not_made_for_find_their_commune() {
    let index = flagship();
    let (mut asked, mut found, mut misses) = (0, 0, String::new());
    for row in rows("unseen.csv") {
        let town = &row[0];
        let folded = spis::search::Analysis::new("pl");
        for form in row.iter().flat_map(|form| [form.clone(), form.to_lowercase(), folded.fold(form)]) {
            let hits = index.search(&form, 1);
            asked += 1;
            match hits.first() {
                Some(hit) if hit.document.title == *town || hit.document.title.contains(town.as_str()) => found += 1,
                other => misses += &format!("  {form}: {:?}\n", other.map(|hit| &hit.document.title)),
            }
        }
    }
    println!("{found} of {asked}\n{misses}");
    assert!(asked > 600 && f64::from(found) / f64::from(asked) >= 0.97, "{found} of {asked}\n{misses}");
}

#[test]
fn a_number_that_stands_in_a_text_is_found_whole_and_in_groups() {
    let (documents, vocabulary) = synthetic::register(60);
    let index = spis::search::build("pl", documents, &vocabulary).expect("it can be indexed");
    for at in [0, 17, 59] {
        let number = synthetic::entry_number(at).to_string();
        for query in [number.clone(), format!("wpis {number}"), format!("{} {}", &number[..4], &number[4..])] {
            let first = index.search(&query, 1);
            assert_eq!(
                first.first().map(|hit| hit.document.id.as_str()),
                Some(&*format!("biblioteki-{at}")),
                "{query}"
            );
        }
    }
    assert!(index.search("26999999", 1).is_empty());
}
