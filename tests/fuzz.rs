//! Inputs by the thousand: whatever stands in a file, a check ends, panics nowhere, and every fault has a place in a file that
//! is there; what has no fault is published.
//!
//! Each case takes a whole small site and puts pieces of the kinds' own languages into one of its files: keys, marks, numbers,
//! quotes, line ends, long and odd characters. `PROPTEST_CASES` says how many; cases that once failed are kept in
//! `tests/fuzz.proptest-regressions` and run first, and so are the files of `tests/fuzz/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use spis::BuildOptions;
use spis::diagnostic::Diagnostic;
use spis::model::parse_date;

/// A small site that cases start from: each of its files with its text.
fn site(name: &str) -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("readable");
        if let Ok(text) = fs::read_to_string(entry.path()) {
            files.insert(entry.path().strip_prefix(&root).expect("it lies there").to_owned(), text);
        }
    }
    files
}

fn write(root: &Path, files: &BTreeMap<PathBuf, String>) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
}

fn options(root: &Path) -> BuildOptions {
    BuildOptions { root: root.to_owned(), base_url: None, build_date: parse_date("2026-02-01").expect("a day") }
}

/// Checks a site in which one file has another text; publishes it where nothing is wrong.
fn judge(name: &str, path: &Path, text: &str) {
    let mut files = site(name);
    files.insert(path.to_owned(), text.to_owned());
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &files);
    let out = folder.path().join("public");
    let report = spis::build(&options(folder.path()), &out, spis::write::WriteOptions::default(), &())
        .expect("no machine fails");
    assert_eq!(report.written.is_some(), !report.has_errors());
    for diagnostic in &report.diagnostics {
        is_placed(folder.path(), diagnostic);
    }
}

fn is_placed(root: &Path, diagnostic: &Diagnostic) {
    let location = &diagnostic.location;
    let text = location.file().text();
    assert!(text.get(location.span()).is_some(), "{} lies outside of its file", diagnostic.code);
    let there = root.join(location.path());
    assert!(text.is_empty() || there.exists(), "{}: there is no {}", diagnostic.code, there.display());
    assert!(!diagnostic.message.pl.is_empty() && !diagnostic.message.en.is_empty());
}

/// A text with pieces put in, taken out, doubled and cut off.
fn changed(text: &str, changes: &[(usize, usize, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, length, piece) in changes {
        let at = at % (characters.len() + 1);
        let end = (at + length).min(characters.len());
        characters.splice(at..end, piece.chars());
    }
    characters.into_iter().collect()
}

/// What each kind of file is made of.
fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let odd = prop_oneof![
        Just("\u{0}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("é\u{301}ż😀".to_owned()),
        "[a-z0-9]{1,12}",
        Just("9".repeat(400)),
    ];
    let word = prop_oneof![4 => prop::sample::select(words).prop_map(str::to_owned), 1 => odd];
    prop::collection::vec((any::<usize>(), 0_usize..30, word), 1..6)
}

const YAML: &[&str] = &[
    ": ",
    "- ",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "<<: ",
    "? ",
    "---",
    "...",
    "~",
    "null",
    "yes",
    "2026-02-30",
    "1e999",
    "-0",
    "{value: active}",
    "required: true",
    "type: phone",
    "type: area",
    "list: true",
    "facet: true",
    "template: \"{name}\"",
    "title: \"{a}{b}\"",
    "fields:",
    "name: x",
];

const MARKDOWN: &[&str] = &[
    "{{ ",
    " }}",
    "{{ count libraries }}",
    "{{ table loans }}",
    "{{ cell ",
    "{{ chart x kind=",
    "# ",
    "## ",
    "- ",
    "> ",
    "```",
    "`",
    "**",
    "[a](",
    "[a]: /",
    "![",
    "](/",
    "[^1]",
    "[^1]: a",
    "| a | b |\n|---|--:|\n",
    "<b>",
    "</div>",
    "<style>",
    "<!--",
    "-->",
    "<img src=",
    "<a href=\"javascript:",
    "&#x6a;",
    "---\n",
    "title: ",
    "layout: map",
    "layout: report",
    "aliases: [a/]",
    "{#id}",
    "\\",
    "\n\n",
    "\u{f8f0}0\u{f8f1}",
    "https://a.example",
];

const GEO: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "1e400",
    "-0.0",
    "180.0001",
    "90",
    "[0, 0]",
    "[[0,0],[1,1],[0,1],[1,0],[0,0]]",
    "\"type\": \"Polygon\"",
    "\"type\": \"Point\"",
    "\"coordinates\": []",
    "\"code\": \"E1\"",
    "\\u0000",
    "\\ud800",
    "MultiPolygon",
];

const SCHEMA: &[&str] = &[
    "type: text",
    "type: markdown",
    "type: choice",
    "type: money",
    "type: position",
    "type: service_area",
    "type: reference",
    "pattern: \"(a*)*\"",
    "pattern: \"[\"",
    "min: 5",
    "max: 1",
    "min_items: 3",
    "max_items: 2",
    "role: title",
    "sort: [a]",
    "group: b",
    "options: {}",
    "level: district",
    "collection: libraries",
    "\n    ",
    "- ",
    ": ",
    "{",
    "}",
    "title: \"{",
    "}\"",
    "label: {en: A, pl: B}",
    "unique: true",
    "search: no",
    "marker: circle",
];

const STARTER: &str = "src/cli/starter/en";
const AREAS: &str = "tests/golden/sites/areas/site";
const FIGURES: &str = "tests/golden/sites/figures/site";

macro_rules! fuzz {
    ($($name:ident: $site:expr, $path:literal, $words:expr;)+) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 200, ..config() })]
            $(
                #[test]
                fn $name(changes in pieces($words)) {
                    let path = Path::new($path);
                    judge($site, path, &changed(&site($site)[path], &changes));
                }
            )+
        }
    };
}

/// Where cases that failed are kept.
fn config() -> ProptestConfig {
    let kept = FileFailurePersistence::Direct("tests/fuzz.proptest-regressions");
    ProptestConfig { failure_persistence: Some(Box::new(kept)), ..ProptestConfig::default() }
}

/// How many cases of each kind: a handful, unless told; `./run-tests` asks for more, the laboratory for thousands.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").map_or(6, |cases| cases.parse().expect("PROPTEST_CASES is a number"))
}

fuzz! {
    records: STARTER, "content/registry/libraries/saltwick-central.yaml", YAML;
    schemas: STARTER, "content/registry/libraries/_schema.yaml", SCHEMA;
    settings: STARTER, "content/site.yaml", YAML;
    levels: AREAS, "content/geo/areas.yaml", YAML;
    outlines: AREAS, "content/geo/parishes.geojson", GEO;
    datasets: FIGURES, "content/datasets/loans.yaml", YAML;
    front_matter_and_text: FIGURES, "content/pages/report/loans.md", MARKDOWN;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() * 10, ..config() })]
    #[test]
    fn queries(query in "\\PC{0,60}|[a-zżółćęśąźń0-9 .,\"'*-]{0,80}") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(STARTER);
        let (answers, _) = spis::search(&options(&root), &query, 10, None).expect("no machine fails");
        prop_assert!(answers.is_none_or(|answers| answers.len() <= 10));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..config() })]
    #[test]
    fn towns(rows in "([a-zA-Z0-9 \",;=\r\n.-]|code|name|lat|lon){0,200}") {
        let mut files = site(AREAS);
        let levels = files.get_mut(Path::new("content/geo/areas.yaml")).expect("it is there");
        levels.push_str("  - id: town\n    label: Towns\n    noun: {en: {one: town, other: towns}}\n    file: towns.csv\n    properties: {code: code, name: name, lat: lat, lon: lon}\n");
        let folder = tempfile::tempdir().expect("a temporary folder");
        files.insert("content/geo/towns.csv".into(), format!("code,name,lat,lon\nT1,A,50,1\n{rows}"));
        write(folder.path(), &files);
        let report = spis::check(&options(folder.path()), &()).expect("no machine fails");
        report.diagnostics.iter().for_each(|found| is_placed(folder.path(), found));
    }
}

#[test]
fn inputs_that_once_hurt_do_so_no_more() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let mut tried = 0;
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&folder).expect("it lies there");
            let inner: PathBuf = path.iter().skip(1).collect();
            judge(AREAS, &inner, &fs::read_to_string(entry.path()).expect("text"));
            tried += 1;
        }
    }
    assert!(tried >= 8, "only {tried} inputs are kept");
}
