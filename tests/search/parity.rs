//! The browser's client, run in Node, must give the same documents in the same order with the same scores.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use spis::search::{Document, Field, SearchIndex, Vocabulary, build};

use super::synthetic::{self, Numbers};

const LIMIT: usize = 30;

/// Queries made from the documents' own words, whole, cut, bent, mistyped, joined; and some that nobody should type.
fn queries(documents: &[Document], count: usize) -> Vec<String> {
    let mut numbers = Numbers(7);
    let mut queries: Vec<String> = [
        "",
        " ",
        "w",
        "!?",
        "🎉 🎉",
        "<script>alert(1)</script>",
        "مرحبا",
        "שלום עולם",
        "constructor",
        "__proto__ x",
        "a",
        "5",
        "48",
        "İstanbul ΟΔΟΣ ﬁ ¾ Ａ１",
        "12-",
        "12-2",
        "0",
        "00",
        "+48",
        "(0-89)",
        "1 2 3 4 5 6 7 8 9",
        "a@b",
        "@",
        "w z na do",
    ]
    .map(str::to_owned)
    .to_vec();
    queries.push("ab ".repeat(4_000));
    queries.push("9".repeat(10_000));
    while queries.len() < count {
        let document = &documents[numbers.below(documents.len())];
        let (_, text) = &document.fields[numbers.below(document.fields.len())];
        let words: Vec<&str> = text.split_whitespace().collect();
        let start = numbers.below(words.len().max(1)).min(words.len());
        let words = &words[start..(start + 1 + numbers.below(3)).min(words.len())];
        let bent: Vec<String> = words.iter().map(|word| bend(word, &mut numbers)).collect();
        queries.push(bent.join(" "));
    }
    queries
}

/// A word as somebody may type it.
fn bend(word: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = numbers.below(letters.len().max(1));
    match numbers.below(9) {
        0 => letters.truncate(at + 1),
        1 => drop(letters.remove(at.min(letters.len() - 1))),
        2 => letters.insert(at, 'k'),
        3 if at + 1 < letters.len() => letters.swap(at, at + 1),
        4 => letters[at] = 'e',
        5 => letters.extend("ach".chars()),
        6 => {
            letters.pop();
            letters.extend("ie".chars());
        }
        7 => return format!("{word} w {}", synthetic::name(at)),
        _ => {}
    }
    let bent: String = letters.into_iter().collect();
    if numbers.below(3) == 0 { spis::search::Analysis::new("pl").fold(&bent) } else { bent }
}

/// What the browser's client answers.
fn ask_client(index: &SearchIndex, queries: &[String]) -> Vec<Value> {
    run_client("parity.mjs", index, queries)
}

/// What a script beside this file prints for each query of an index.
fn run_client(script: &str, index: &SearchIndex, queries: &[String]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, bytes) in index.files() {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(script);
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node 20 or newer is installed");
    let request = json!({ "folder": folder.path(), "entry": index.entry(), "limit": LIMIT, "queries": queries });
    node.stdin.take().expect("a pipe").write_all(request.to_string().as_bytes()).expect("Node reads");
    let output = node.wait_with_output().expect("Node ends");
    assert!(output.status.success(), "the client failed");
    serde_json::from_slice(&output.stdout).expect("the client prints JSON")
}

fn compare(language: &str, documents: &[Document], vocabulary: &Vocabulary, count: usize) {
    let index = build(language, documents.to_vec(), vocabulary).expect("it can be indexed");
    let queries = queries(documents, count);
    let client = ask_client(&index, &queries);
    assert_eq!(client.len(), queries.len());
    let mut answered = 0;
    for (query, client) in queries.iter().zip(&client) {
        let hits = index.search(query, LIMIT);
        let native: Vec<Value> = hits.iter().map(|hit| json!([hit.document.url, hit.score, hit.in_place])).collect();
        answered += usize::from(!native.is_empty());
        assert_eq!(Value::from(native), *client, "query {query:.100?} in {language}");
    }
    assert!(answered * 10 > queries.len() * 7, "only {answered} of {} queries had an answer", queries.len());
}

#[test]
fn the_browser_ranks_the_flagship_as_the_command_does() {
    let (documents, vocabulary) = super::documents::flagship();
    compare("pl", &documents, &vocabulary, 2_500);
}

#[test]
fn the_browser_ranks_a_register_in_shards_as_the_command_does() {
    let (documents, vocabulary) = synthetic::register(3_000);
    compare("pl", &documents, &vocabulary, 1_000);
}

#[test]
fn other_languages_rank_alike_too() {
    let (documents, vocabulary) = synthetic::register(200);
    for language in ["en", "de", "uk", "fr"] {
        compare(language, &documents, &vocabulary, 400);
    }
}

#[test]
fn the_first_answers_in_a_large_register_need_three_files() {
    let (documents, vocabulary) = synthetic::register(10_000);
    let index = build("pl", documents.clone(), &vocabulary).expect("it can be indexed");
    let town = |at: usize| &documents[at].fields.iter().find(|(field, _)| *field == Field::Place).expect("a town").1;
    let queries: Vec<String> = (0..60).map(|at| town(at * 163).clone()).chain(["biblioteka".to_owned()]).collect();
    let fetched = run_client("requests.mjs", &index, &queries);
    let counts: Vec<usize> = fetched.iter().map(|files| files.as_array().expect("a list").len()).collect();
    let few = counts.iter().filter(|count| **count <= 3).count();
    println!("{few} of {} within three files, at most {:?}", counts.len(), counts.iter().max());
    for (query, files) in queries.iter().zip(&fetched).filter(|(_, files)| files.as_array().expect("a list").len() > 3)
    {
        println!("  {query}: {files}");
    }
    assert_eq!(few, counts.len(), "{counts:?}");
}
