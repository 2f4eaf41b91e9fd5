//! No input costs more than its size: work is counted at n and at 2n, not timed; what is beyond a limit is refused with
//! its place.

use std::fs;
use std::path::Path;

use spis::BuildOptions;
use spis::diagnostic::{Diagnostic, MessageLanguage};
use spis::markdown::{Directive, find_directives, heading_anchors, mask, undefined_footnotes};
use spis::model::{limits, parse_date};
use spis::report::{Style, render};

const SITE: &str = "title: Libraries\ndescription: Where to borrow books.\nlanguages: [en]\nbase_url: https://books.example/\n\
                    publisher: {name: Riverton}\ncontact: {email: office@riverton.example}\n";

/// A site of one page with this text.
fn site(text: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("there is room");
    let put = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("there is room");
        fs::write(path, text).expect("there is room");
    };
    put("content/site.yaml", SITE);
    put("content/pages/about.md", &format!("---\ntitle: About\ndescription: All of it\n---\n{text}"));
    root
}

fn check(root: &Path) -> Vec<Diagnostic> {
    let build_date = parse_date("2025-06-01").expect("a day of the calendar");
    let options = BuildOptions { root: root.to_owned(), base_url: None, build_date };
    spis::check(&options, &()).expect("the site is readable").diagnostics
}

/// How many bytes the page has that is made of a text.
fn published(text: &str) -> u64 {
    let root = site(text);
    let build_date = parse_date("2025-06-01").expect("a day of the calendar");
    let options = BuildOptions { root: root.path().to_owned(), base_url: None, build_date };
    let out = root.path().join("out");
    let report = spis::build(&options, &out, spis::write::WriteOptions::default(), &()).expect("there is room");
    assert!(report.written.is_some(), "{:?}", report.diagnostics.first());
    fs::metadata(out.join("about/index.html")).expect("it is published").len()
}

/// Whether a second size is about twice the first.
fn twice(one: usize, two: usize) -> bool {
    let ratio = two as f64 / one as f64;
    (1.8..=2.3).contains(&ratio)
}

#[test]
fn pages_of_many_equal_parts_are_published_and_grow_as_their_text_does() {
    type Made = (&'static str, fn(usize) -> String, usize);
    let kinds: [Made; 7] = [
        ("equal headings", |n| "## Equal\n\n".repeat(n), 2_000),
        ("footnotes", |n| (0..n).map(|i| format!("a[^{i}]\n\n[^{i}]: note\n\n")).collect(), 2_000),
        ("mentions of one footnote", |n| format!("{}\n\n[^a]: note\n", "b[^a] ".repeat(n)), 2_000),
        ("directives of nothing", |n| "`{{ a }}` ".repeat(n), 5_000),
        ("links", |n| "[a](/about/) ".repeat(n), 5_000),
        ("brackets", |n| "[".repeat(n), 20_000),
        ("emphasis", |n| "*a **a ".repeat(n), 5_000),
    ];
    for (name, make, n) in kinds {
        let (none, one, two) = (published(""), published(&make(n)), published(&make(2 * n)));
        let size = |of: u64| usize::try_from(of - none).expect("it fits");
        assert!(twice(size(one), size(two)), "{name}: {one} and {two} bytes");
    }
}

#[test]
fn equal_headings_keep_their_numbers_in_one_pass() {
    let text = format!("{}## Equal 3\n\n", "## Equal\n\n".repeat(5_000));
    let found = heading_anchors(&text);
    assert_eq!(found.len(), 5_001);
    assert!(["equal", "equal-2", "equal-5000", "equal-3-2"].iter().all(|anchor| found.contains(*anchor)));
}

#[test]
fn mentions_of_footnotes_without_a_text_are_found_once_each() {
    let text = format!(
        "{}{}",
        "a[^a] ".repeat(3_000),
        (0..3_000).map(|i| format!("b[^{i}]\n\n[^{i}]: c\n\n")).collect::<String>()
    );
    assert_eq!(undefined_footnotes(&text).len(), 3_000);
    assert_eq!(undefined_footnotes(&format!("{text}\n\n[^a]: d\n")).len(), 0);
}

#[test]
fn directives_are_found_in_a_text_of_any_length() {
    let text = "{{ count a }} {{ ".repeat(50_000);
    let found = find_directives(&text);
    assert_eq!(found.iter().filter(|found| matches!(found, Directive::Open(_))).count(), 50_000);
    assert_eq!(mask(&text).matches('\u{f8f0}').count(), 50_000);
}

#[test]
fn faults_without_number_are_counted() {
    let root = site(&"{{ ".repeat(40_000));
    let found = check(root.path());
    assert!(found.len() < 1_000, "{}", found.len());
    let text = render(&found, Style { root: Path::new(""), ..Style::default() });
    assert!(text.len() < 200_000, "{} bytes", text.len());
    assert!(text.contains("Not shown: 301 more"), "{}", &text[text.len() - 400..]);
    assert!(found.iter().any(|of| of.message.in_language(MessageLanguage::English).contains("39500 more faults")));
}

#[test]
fn what_is_beyond_a_limit_is_refused_where_it_begins() {
    let cases = [
        ("headings", "# a\n\n".repeat(limits::HEADINGS + 2), 4 + 1 + 2 * limits::HEADINGS),
        ("directives", "{{ count a }}\n".repeat(limits::DIRECTIVES + 2), 4 + 1 + limits::DIRECTIVES),
        (
            "mentions of footnotes",
            format!("{}[^a]: a\n", "[^a]\n\n".repeat(limits::FOOTNOTES + 2)),
            4 + 1 + 2 * limits::FOOTNOTES,
        ),
        ("bytes", "a".repeat(limits::PAGE + 1), 5),
    ];
    for (name, text, line) in cases {
        let root = site(&text);
        let found = check(root.path());
        let fault = found.iter().find(|of| of.code.name == "limit/exceeded").expect(name);
        assert!(fault.message.en.contains(name), "{}", fault.message.en);
        assert_eq!(fault.location.line(), line, "{name}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused_unread() {
    let root = site("a");
    for path in ["content/pages/film.mp4", "content/geo/a.geojson"] {
        fs::create_dir_all(root.path().join("content/geo")).expect("there is room");
        let file = fs::File::create(root.path().join(path)).expect("there is room");
        file.set_len(5_000_000_000).expect("a file with a hole takes no room");
    }
    let found = check(root.path());
    let refused: Vec<&Path> =
        found.iter().filter(|of| of.code.name == "file/too-large").map(|of| of.location.path()).collect();
    assert_eq!(refused, [Path::new("content/geo/a.geojson"), Path::new("content/pages/film.mp4")]);
}

#[test]
fn a_value_without_end_is_not_printed_whole() {
    let root = site("a");
    fs::write(root.path().join("content/site.yaml"), format!("{SITE}theme: {}\n", "x".repeat(90_000)))
        .expect("there is room");
    let found = check(root.path());
    for format in [spis::report::Format::Human, spis::report::Format::Json, spis::report::Format::Github] {
        let text = render(&found, Style { format, root: Path::new(""), ..Style::default() });
        assert!(text.len() < 20_000, "{format:?}: {} bytes", text.len());
    }
}

#[test]
fn templates_cannot_write_without_end() {
    let root = site("a");
    let folder = root.path().join("themes/default/templates");
    fs::create_dir_all(&folder).expect("there is room");
    for template in [
        "{% for a in range(100000) %}{% for b in range(100000) %}aaaaaaaa{% endfor %}{% endfor %}",
        "{{ \"a\" * 100000000000 }}",
    ] {
        fs::write(folder.join("404.html"), template).expect("there is room");
        let found = check(root.path());
        assert!(found.iter().any(|of| of.code.name == "template/error"), "{template}: {found:?}");
    }
}

#[test]
fn the_document_lists_the_limits_as_they_are() {
    let document = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content.md")).expect("readable");
    let section = document.split("## Limits").nth(1).expect("it has the section");
    let digits: String = section.chars().filter(|c| *c != ' ').collect();
    let numbers = [
        limits::VALUE,
        limits::PAGE,
        limits::ITEMS,
        limits::HEADINGS,
        limits::FOOTNOTES,
        limits::DIRECTIVES,
        limits::MENU,
        limits::AREAS,
        limits::TEMPLATE_TAG,
        limits::TEMPLATE_ASSIGNMENTS,
        limits::TEMPLATE_OUTPUT,
        spis::yaml::MAXIMUM_NODES,
        spis::yaml::MAXIMUM_DEPTH,
        spis::diagnostic::FAULTS,
        spis::diagnostic::MESSAGE,
    ];
    for number in numbers {
        assert!(digits.contains(&number.to_string()), "{number} is not listed");
    }
}
