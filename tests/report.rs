//! Figures in text: each directive as it stands on a page, each fault at its place, a report beside that of another year.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Loans by age, in two years whose figures were not given alike.
const LOANS: &str = "\
title: Loans by age
unit: {en: {one: loan, other: loans}, pl: {one: wypożyczenie, few: wypożyczenia, many: wypożyczeń, other: wypożyczenia}}
year: 2024
source: {place: table 3}
columns:
  age: {label: Age of readers, type: text}
  loans: {label: Loans, type: integer}
  grant: {label: Grant, type: money, unit: £}
  rate: {label: Return rate, type: percent}
rows:
  - [under 18, 1200, 10.50, 91.25]
  - [\"18–64: all\", 2500, 89400.00, 88]
  - [over 64, 1, ~, 95.5]
totals: {loans: 3701}
notes: [A reader is counted once a visit.]
conflicts:
  - {place: chart 2, printed: \"2600\", taken: \"2500\", reason: The rows add up.}
";

/// Visits by district, of which one has no figure.
const VISITS: &str = "\
title: Visits by district
unit: {en: {one: visit, other: visits}, pl: {one: wizyta, few: wizyty, many: wizyt, other: wizyty}}
source: {place: map 1}
columns:
  area: {label: District, type: area}
  visits: {label: Visits in a year, type: integer}
rows:
  - [E1, 1200]
  - [E2, ~]
  - [E3, 5]
";

/// Levels of areas of which none can be drawn.
const WITHOUT_OUTLINES: &str = "\
levels:
  - id: district
    label: Districts
    noun: {en: {one: district, other: districts}, pl: {one: dystrykt, few: dystrykty, many: dystryktów, other: dystryktu}}
    path: districts
    areas:
      - {code: E1, name: Harbour}
      - {code: E2, name: Millside}
      - {code: E3, name: North Downs}
";

/// A dataset in which a district stands twice.
const TWICE: &str = "\
title: Visits by month
columns:
  month: {label: Month, type: text}
  area: {label: District, type: area}
  visits: {label: Visits, type: integer}
source: {place: map 2}
rows:
  - [May, E1, 1]
  - [June, E1, 2]
";

/// A register begun with `spis init`, with datasets and a page.
struct Register(TempDir);

impl Register {
    fn new(page: &str) -> Self {
        let register = Self(tempfile::tempdir().expect("a temporary folder"));
        let made = spis().arg("init").arg(register.0.path()).output().expect("the program runs");
        assert!(made.status.success());
        register.write("content/datasets/loans.yaml", LOANS);
        register.write("content/datasets/visits.yaml", VISITS);
        register.write("content/datasets/twice.yaml", TWICE);
        register.page("about/index", "layout: page", page);
        register
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("files lie in folders")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn page(&self, name: &str, matter: &str, text: &str) {
        self.write(&format!("content/pages/{name}.md"), &format!("---\ntitle: About\n{matter}\n---\n{text}\n"));
    }

    fn build(&self) {
        let out = self.path("public");
        let built = spis().arg("build").args([Path::new("--root"), self.0.path(), Path::new("--out"), &out]).output();
        let built = built.expect("the program runs");
        assert!(built.status.success(), "{}{}", text(&built.stdout), text(&built.stderr));
    }

    fn built(&self, name: &str) -> String {
        let path = self.path("public").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Code, line, column, message and help of each error.
    fn errors(&self) -> Vec<(String, u64, u64, String)> {
        let checked = spis().args(["check", "--format", "json", "--root"]).arg(self.0.path()).output();
        let report: Value = serde_json::from_slice(&checked.expect("the program runs").stdout).expect("JSON");
        let diagnostics = report["diagnostics"].as_array().expect("a list").iter();
        let told = |fault: &Value| {
            let word = |key: &str| fault[key].as_str().unwrap_or_default().to_owned();
            let number = |key: &str| fault[key].as_u64().unwrap_or_default();
            (word("code"), number("line"), number("column"), format!("{} {}", word("message"), word("help")))
        };
        diagnostics.filter(|fault| fault["severity"] == "error").map(told).collect()
    }
}

fn spis() -> Command {
    Command::new(env!("CARGO_BIN_EXE_spis"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The page's text, with no-break spaces as `_` and thin ones as `'`.
fn prose(register: &Register) -> String {
    register.built("about/index.html").replace(['\u{a0}', '\u{202f}'], "_")
}

#[test]
fn figures_in_text_come_from_their_data() {
    let cases = [
        ("{{ cell loans \"under 18\" loans }}", "1,200_loans"),
        ("{{ cell loans \"over 64\" loans unit=noun }}", "1_loan"),
        ("{{ cell loans \"18–64: all\" loans unit=none }}", "2,500"),
        ("{{ cell loans \"18–64: all\" grant }}", "89,400.00_£"),
        ("{{ cell loans \"under 18\" rate decimals=1 }}", "91.3%"),
        ("{{ cell loans \"under 18\" age }}", "under 18"),
        ("{{ sum loans loans unit=none }}", "3,701"),
        ("{{ sum loans grant }}", "89,410.50_£"),
        ("{{ share loans \"under 18\" loans }}", "32.4%"),
        ("{{ share loans \"under 18\" loans decimals=0 }}", "32%"),
        ("{{ change loans \"under 18\" \"18–64: all\" loans }}", "1,300_loans"),
        ("{{ change loans \"18–64: all\" \"under 18\" loans as=percent decimals=0 }}", "−52%"),
        ("{{ change loans \"18–64: all\" \"under 18\" rate as=points decimals=2 }}", "3.25_pp"),
        ("{{ count libraries }}", "6_libraries"),
        ("{{ count libraries format=number }}", "6"),
        ("{{ count libraries services=computers status=active format=number }}", "2"),
        ("{{ areas district with=libraries }}", "3_districts"),
    ];
    let lines: Vec<String> =
        cases.iter().enumerate().map(|(n, (directive, _))| format!("({n}) {directive};\n")).collect();
    let register = Register::new(&lines.join("\n"));
    register.build();
    let page = prose(&register);
    for (n, (directive, expected)) in cases.iter().enumerate() {
        assert!(page.contains(&format!("({n}) {expected};")), "{directive} should be {expected}\n{page}");
    }
}

#[test]
fn charts_and_tables_stand_with_their_figures_source_and_files() {
    let register = Register::new(
        "{{ chart loans kind=bar }}\n\n{{ chart loans kind=grouped columns=loans,rate }}\n\n{{ table loans }}\n",
    );
    register.build();
    let page = prose(&register);
    assert_eq!(page.matches("<svg xmlns").count(), 2, "{page}");
    assert_eq!(page.matches("<table data-sortable>").count(), 1, "the figures stand in one table");
    assert!(page.contains("<th scope=\"row\">Total</th>"), "{page}");
    assert!(page.contains("data-value=\"89400.00\""), "{page}");
    assert!(page.contains(">Grant (£)</th>"), "{page}");
    assert!(page.contains("A reader is counted once a visit."), "{page}");
    assert!(page.contains("table 3"), "{page}");
    let csv = register.built("data/v1/datasets/loans.csv");
    assert_eq!(csv.lines().nth(2), Some("18–64: all,2500,89400.00,88"), "{csv}");
    assert_eq!(csv.lines().nth(3), Some("over 64,1,,95.5"), "{csv}");
    for name in ["loans-bar.svg", "loans-grouped-loans-rate.svg"] {
        let svg = register.built(&format!("data/v1/charts/{name}"));
        assert!(svg.starts_with("<?xml") && svg.contains("<style>") && svg.contains(".chart-bar"), "{svg}");
        assert!(page.contains(&format!("data/v1/charts/{name}\"")), "{page}");
    }
}

#[test]
fn a_column_of_figures_by_area_is_a_map_with_its_table_source_and_file() {
    let register = Register::new("{{ map visits column=visits title=\"Who came\" }}\n\n{{ cell visits E3 visits }}\n");
    let levels = fs::read_to_string(register.path("content/geo/areas.yaml")).expect("init wrote it");
    register.write("content/geo/areas.yaml", &format!("{levels}    attribution: Drawn by hand\n"));
    register.build();
    let page = prose(&register);
    for told in [
        "<figcaption>Who came</figcaption>",
        "<title>Harbour: 1,200_visits</title>",
        "<title>Millside: no data</title>",
        "url(#map-visits-visits-hatch)",
        "</svg> 5_visits</li>",
        "</svg> no data</li>",
        "href=\"/districts/harbour/\"><title>",
        "data-value=\"1200\"",
        "map 1",
        "Drawn by hand",
        "<p>5_visits</p>",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let file = register.built("data/v1/charts/visits-map-visits.svg");
    for told in ["<style>", ">1,200</text>", ">Source: map 1. Drawn by hand</text>"] {
        assert!(file.contains(told), "{told}: {file}");
    }
    assert!(!file.contains("href="), "{file}");
}

#[test]
fn every_fault_is_told_at_its_place_with_a_suggestion() {
    let cases = [
        ("Ab {{ cell loans", "directive/syntax", 4, "never closed"),
        ("Ab {{ cell loans \"over 64 loans }}", "directive/syntax", 18, "quote"),
        ("Ab {{ cel loans a b }}", "directive/unknown", 7, "“cell”"),
        ("Ab {{ cell loan \"over 64\" loans }}", "directive/argument", 12, "“loans”"),
        ("Ab {{ cell loans \"over 65\" loans }}", "directive/argument", 18, "“over 64”"),
        ("Ab {{ cell loans \"over 64\" loan }}", "directive/argument", 28, "“loans”"),
        ("Ab {{ cell loans \"over 64\" grant }}", "directive/argument", 7, "no such figure"),
        ("Ab {{ cell loans \"over 64\" loans units=none }}", "directive/argument", 34, "“unit”"),
        ("Ab {{ cell loans \"over 64\" loans unit=nonne }}", "directive/argument", 39, "“none”"),
        ("Ab {{ cell loans \"over 64\" loans decimals=12 }}", "directive/argument", 43, "from 0 to 4"),
        ("Ab {{ cell loans over 64 loans }}", "directive/argument", 18, "no row “over”"),
        ("Ab {{ change loans \"over 64\" loans since=2023 }}", "directive/argument", 42, "no year “2023”"),
        ("Ab {{ sum loans age }}", "directive/argument", 17, "no numbers"),
        ("Ab {{ count librarys }}", "directive/argument", 13, "“libraries”"),
        ("Ab {{ count libraries staus=active }}", "directive/argument", 23, "“status”"),
        ("Ab {{ count libraries status=activ }}", "directive/argument", 30, "“active”"),
        ("Ab {{ areas distric }}", "directive/argument", 13, "“district”"),
        ("{{ chart loans kind=bars }}", "directive/argument", 21, "“bar”"),
        ("{{ chart loans columns=loans,rat }}", "directive/argument", 30, "“rate”"),
        ("Ab {{ table loans }}", "directive/syntax", 4, "paragraph of its own"),
        ("- {{ chart loans }}", "directive/syntax", 3, "paragraph of its own"),
        ("> {{ chart loans }}", "directive/syntax", 3, "paragraph of its own"),
        ("## {{ table loans }}", "directive/syntax", 4, "paragraph of its own"),
        ("| {{ sum loans loan }} |", "directive/argument", 16, "“loans”"),
        ("{{ sum loans loans }} {{ table loans }}", "directive/syntax", 23, "paragraph of its own"),
        ("{{ table loans caption=a }}", "directive/argument", 16, "does not know the key “caption”"),
        ("{{ chart loans kind=years }}", "directive/argument", 4, "one year only"),
        ("{{ chart loans kid=bar }}", "directive/argument", 16, "“kind”"),
        ("{{ map loan }}", "directive/argument", 8, "“loans”"),
        ("{{ map loans }}", "directive/argument", 8, "no column of areas"),
        ("{{ map visits column=area }}", "directive/argument", 22, "no numbers"),
        ("{{ map visits column=visit }}", "directive/argument", 22, "“visits”"),
        ("{{ map libraries colum=visits }}", "directive/argument", 18, "“column”"),
        ("{{ map twice column=visits }}", "directive/argument", 8, "several rows"),
        ("{{ map visits }}", "directive/argument", 8, "no outlines"),
        ("{{ cell visits 2 visits }}", "directive/argument", 16, "no row “2”"),
        ("{{ figure a.png alt=\"A\" }}", "directive/argument", 11, "about/a.png"),
    ];
    let text: Vec<&str> = cases.iter().map(|(text, ..)| *text).collect();
    for line_end in ["\n", "\r\n"] {
        let register = Register::new(&text.join("\n\n").replace('\n', line_end));
        register.write("content/geo/areas.yaml", WITHOUT_OUTLINES);
        let errors = register.errors();
        assert_eq!(errors.len(), cases.len(), "{errors:#?}");
        for (n, ((text, code, column, told), error)) in cases.iter().zip(&errors).enumerate() {
            let line = 5 + 2 * n as u64;
            assert_eq!((error.0.as_str(), error.1, error.2), (*code, line, *column), "{text}: {}", error.3);
            assert!(error.3.contains(told), "{text}: {}", error.3);
        }
    }
}

#[test]
fn titles_contents_and_labels_are_set_as_the_language_wants_it_and_data_are_not() {
    let register = Register::new("");
    let loans = LOANS
        .replace("title: Loans by age", "title: {en: Loans by age, pl: 'Pytania o \"pożyczki\" z 2024 r.'}")
        .replace("label: Loans,", "label: {en: Loans, pl: Pożyczki w roku},")
        .replace("[over 64,", "[{en: over 64, pl: w wieku 65 lat},");
    register.write("content/datasets/loans.yaml", &loans);
    let path = "content/pages/about/index.pl.md";
    let text = "---\ntitle: 'O \"nas\" i o książkach'\ntoc: true\n---\n## Kto i \"jak\"\n\n{{ chart loans }}\n\n## `a b` z 5 kg\n";
    register.write(path, text);
    register.build();
    let page = register.built("pl/about/index.html").replace('\u{a0}', "_");
    for told in [
        "<h1>O_„nas” i_o_książkach</h1>",
        ">Kto i_„jak”</a>",
        "Kto i_„jak”</h2>",
        "<code>a b</code> z_5_kg</h2>",
        "<figcaption>Pytania o_„pożyczki” z_2024_r.<",
        ">Pożyczki w_roku</th>",
        "class=\"chart-label\"",
        ">w_wieku 65_lat</text>",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(register.built("data/v1/datasets/loans.csv").lines().nth(3), Some("over 64,1,,95.5"));
}

#[test]
fn the_page_of_open_data_lists_every_dataset_with_its_columns_file_and_source() {
    let register = Register::new("");
    register.build();
    let page = register.built("data/index.html");
    let row = page.split("<tr>").find(|row| row.contains("Loans by age")).expect("the dataset");
    for told in
        ["data/v1/datasets/loans.csv\" download>loans.csv</a>", "<code>grant</code> <span>Grant</span>", "table 3"]
    {
        assert!(row.contains(told), "{told}: {row}");
    }
    assert!(page.contains("visits.csv") && page.contains("twice.csv"), "{page}");
}

#[test]
fn a_site_with_a_wrong_figure_is_not_published() {
    let register = Register::new("{{ sum loans loans }}");
    register.build();
    let before = register.built("about/index.html");
    register.page("about/index", "layout: page", "{{ sum loans lones }}");
    let out = register.path("public");
    let built = spis().arg("build").args([Path::new("--root"), register.0.path(), Path::new("--out"), &out]).output();
    assert_eq!(built.expect("the program runs").status.code(), Some(1));
    assert_eq!(register.built("about/index.html"), before);
}

#[test]
fn the_years_of_one_dataset_are_compared() {
    let register = Register::new(
        "{{ table loans }}\n\nUp {{ change loans-2025 \"under 18\" loans since=2024 }}, \
         {{ change loans-2025 \"under 18\" loans since=2024 as=percent decimals=0 }}.\n\n{{ chart loans kind=years columns=loans }}\n",
    );
    let later = LOANS.replace("2024", "2025").replace("1200", "1500").replace("3701", "4001");
    register.write("content/datasets/loans-2025.yaml", &later);
    register.build();
    let page = prose(&register);
    let row =
        page.split("<tr>").find(|row| row.contains("under 18") && row.contains("1,500")).expect("the compared row");
    assert!(row.contains("1,200") && row.contains(">300<"), "{row}");
    assert!(page.contains("Up 300_loans, 25%."), "{page}");
    assert!(page.contains("2024, 18–64: all"), "{page}");
    let lines = page.matches("<polyline class=\"chart-line series-2\"").count();
    assert_eq!(lines, 2, "each of the three rows has a line and a key: {page}");
    assert!(page.contains(">1,200</text>") && page.contains(">1,500</text>"), "{page}");
    assert!(page.contains(">2024</th>") && page.contains(">2025</th>"), "{page}");
}

#[test]
fn a_report_has_contents_numbered_sections_and_a_page_to_print() {
    let register = Register::new("");
    for (year, order) in [("2024", 10), ("2025", 20)] {
        register.page(&format!("about/{year}/index"), &format!("layout: report\norder: {order}"), "Opening.");
        register.page(
            &format!("about/{year}/loans"),
            "order: 20",
            "## What\n\n{{ chart loans }}\n\nSee [before](/about/2024/readers/#who)[^a].\n\n[^a]: Note.\n",
        );
        register.page(&format!("about/{year}/readers"), "order: 10", "## Who\n\nMany[^a].\n\n[^a]: Other.\n");
    }
    register.build();
    let contents = register.built("about/2024/index.html");
    let readers = contents.find("/about/2024/readers/\"><span class=\"number\">1.</span>").expect("the first section");
    assert!(readers < contents.find("/about/2024/loans/\"><span class=\"number\">2.</span>").expect("the second"));
    let section = register.built("about/2025/loans/index.html");
    assert!(section.contains("<h2 id=\"what\"><span class=\"number\">2.1</span> What</h2>"), "{section}");
    assert!(
        section.contains("rel=\"prev\" href=\"/about/2025/readers/\"") || section.contains("/about/2025/readers/\">←"),
        "{section}"
    );
    let whole = register.built("about/2024/print/index.html");
    assert!(whole.contains("<h3 id=\"readers-who\"><span class=\"number\">1.1</span>"), "{whole}");
    assert!(whole.contains("href=\"#readers-who\""), "{whole}");
    let ids: Vec<&str> = whole.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    assert!(register.built("about/2025/print/index.html").contains("2.1"));
}

/// The datasets of the tests, with contradictions about cells, shares, totals and the whole.
fn contested() -> String {
    let conflicts = "\
conflicts:
  - {rows: [under 18], columns: [loans], place: chart 2, printed: \"1210\", taken: \"1200\", reason: The rows add up.}
  - {rows: [over 64], about: share, place: page 3, printed: 2%, taken: 0%, reason: One of 3701.}
  - {about: total, columns: [loans], place: page 4, printed: \"3700\", taken: \"3701\", reason: A reader more.}
  - {place: page 5, printed: last year, taken: this year, reason: The heading says so.}
printed:
  - {number: {en: chart 2, pl: wykres 2}, title: Who \"borrows\"}
";
    format!("{}{conflicts}", &LOANS[..LOANS.find("conflicts:").expect("it has some")])
}

/// The signs that follow a place in a page, until the next element that is none: the anchors that they lead to.
fn signs<'p>(page: &'p str, place: &str) -> Vec<&'p str> {
    let after = &page[page.find(place).unwrap_or_else(|| panic!("{place}: {page}")) + place.len()..];
    let mut rest = after.strip_prefix("</span>").unwrap_or(after);
    let mut found = Vec::new();
    while let Some(sign) = rest.strip_prefix("<a class=\"conflict-mark\" href=\"#") {
        found.push(sign.split('"').next().expect("it is an attribute"));
        rest = sign.split_once("</a>").expect("it is closed").1;
    }
    found
}

#[test]
fn a_contradicted_figure_has_a_sign_in_text_chart_and_table_and_a_note_below() {
    let register = Register::new(
        "Young {{ cell loans \"under 18\" loans }}, old {{ share loans \"over 64\" loans }}, \
         all {{ sum loans loans }}, rate {{ cell loans \"under 18\" rate }}.\n\n{{ chart loans kind=bar }}\n\n{{ table loans }}\n",
    );
    register.write("content/datasets/loans.yaml", &contested());
    register.page("other", "layout: page", "Young {{ cell loans \"under 18\" loans }}.");
    register.page("notes", "layout: source-notes", "Notes.");
    register.build();
    let page = prose(&register);
    let all: Vec<String> = (1..=4).map(|n| format!("chart-loans-conflict-{n}")).collect();
    assert_eq!(signs(&page, "Young 1,200_loans"), all[..1]);
    assert_eq!(signs(&page, "old 0.0%"), all[1..2]);
    assert_eq!(signs(&page, "all 3,701_loans"), all[2..3]);
    assert_eq!(signs(&page, "rate 91.25%"), [""; 0], "another column is not contradicted");
    assert_eq!(signs(&page, "<figcaption>Loans by age"), all, "the chart names all");
    let table = &page[page.find("id=\"table-loans\"").expect("the table")..];
    assert_eq!(signs(table, "<figcaption>Loans by age"), [&all[1], &all[3]], "the others are at their cells");
    assert_eq!(signs(table, "<span>1,200"), all[..1]);
    assert_eq!(signs(table, "class=\"number\">3,701"), all[2..3]);
    assert_eq!(page.matches("class=\"conflict-note\"").count(), 4, "each stands once on the page");
    for (id, told) in all.iter().zip(["1210", "2%", "3700", "last year"]) {
        let note = page.split(&format!("id=\"{id}\"")).nth(1).expect("the note");
        assert!(note.contains(told), "{id}: {note}");
    }
    assert_eq!((page.matches("chart-hatched").count(), page.matches(">≠</text>").count()), (1, 1), "one bar");
    assert!(page.contains("The source also says otherwise: under 18."), "{page}");
    assert!(page.contains("chart 2, <cite>Who “borrows”</cite>"), "{page}");
    assert_eq!(page.matches("<table data-sortable>").count(), 1, "figures stand in one table");
    assert!(page.contains("<a href=\"#table-loans\">"), "{page}");
    let other = register.built("other/index.html").replace('\u{a0}', "_");
    assert_eq!(signs(&other, "Young 1,200_loans"), ["loans-conflict-1"]);
    let below = other.split("id=\"loans-conflict-1\"").nth(1).expect("the note below the text");
    assert!(below.contains("The rows add up.") && below.contains("href=\"/notes/\""), "{below}");
    assert!(register.built("data/v1/charts/loans-bar.svg").contains("chart-hatch"));
}

#[test]
fn a_contradiction_names_rows_and_columns_of_its_dataset() {
    let register = Register::new("Text.");
    register.write(
        "content/datasets/loans.yaml",
        &contested()
            .replace("rows: [over 64]", "rows: [over 65]")
            .replace("columns: [loans], place: page 4", "columns: [loan], place: page 4"),
    );
    let found: Vec<(String, String)> = register.errors().into_iter().map(|error| (error.0, error.3)).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    for ((code, message), known) in found.iter().zip(["“over 64”", "“loans”"]) {
        assert!(code == "dataset/reference" && message.contains(known), "{message}");
    }
}

#[test]
fn the_page_of_source_notes_tells_where_a_contradicted_figure_stands() {
    let register = Register::new("{{ sum loans loans }}");
    register.page("notes", "layout: source-notes", "Notes.");
    register.build();
    let notes = register.built("notes/index.html");
    let at = notes.find("id=\"dataset-loans\"").expect("the dataset");
    for told in ["/about/\"", "chart 2", "2600", "2500", "The rows add up."] {
        assert!(notes[at..].contains(told), "{told}: {notes}");
    }
}

#[test]
fn a_dataset_s_json_has_all_that_is_known_of_its_figures() {
    let register = Register::new("");
    register.write("content/datasets/loans.yaml", &contested());
    register.build();
    let json: Value = serde_json::from_str(&register.built("data/v1/datasets/loans.json")).expect("JSON");
    assert_eq!(json["title"]["en"], "Loans by age");
    assert_eq!(json["source"]["place"]["en"], "table 3");
    assert_eq!(json["unit"]["pl"], "wypożyczeń");
    assert_eq!(json["columns"][2]["unit"]["en"], "£");
    assert_eq!(json["totals"]["loans"], 3701);
    assert_eq!(json["notes"][0]["en"], "A reader is counted once a visit.");
    assert_eq!(json["rows"][1]["grant"], 89400.0);
    assert_eq!(json["rows"][0]["rate"], 91.25);
    assert_eq!(json["rows"][2]["grant"], Value::Null);
    let told = json["conflicts"].as_array().expect("a list");
    assert!(!told.is_empty());
    for conflict in told {
        for key in ["place", "printed", "taken", "reason"] {
            assert!(conflict[key]["en"].as_str().is_some_and(|text| !text.is_empty()), "{key}: {conflict}");
        }
    }
}

#[test]
fn each_dataset_of_this_repository_tells_its_contradictions_in_all_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
    let options =
        spis::BuildOptions { root, base_url: None, build_date: spis::model::parse_date("2026-11-22").expect("a day") };
    let portal = spis::read(&options).expect("the disk is readable").value.expect("a register");
    let languages: Vec<String> = portal.site.languages.iter().map(ToString::to_string).collect();
    for dataset in &portal.datasets {
        let bytes = spis::export::dataset(&portal, dataset, spis::plan::Format::Json);
        let json: Value = serde_json::from_slice(&bytes).expect("JSON");
        let own = |text: &Value| text[&languages[0]].as_str().is_some_and(|text| !text.contains(char::is_alphabetic));
        let has = |text: &Value, tag: &String| text[tag].as_str().is_some_and(|text| !text.is_empty());
        // A year has no language.
        let in_all = |text: &Value| own(text) || languages.iter().all(|tag| has(text, tag));
        let told = json["conflicts"].as_array().expect("a list");
        assert_eq!(told.len(), dataset.conflicts.len(), "{}", dataset.id);
        let texts = told.iter().flat_map(|conflict| ["place", "printed", "taken", "reason"].map(|key| &conflict[key]));
        let notes = json["notes"].as_array().expect("a list").iter();
        let labels = json["columns"].as_array().expect("a list").iter().map(|column| &column["label"]);
        for text in texts.chain(notes).chain(labels).chain([&json["title"], &json["source"]["place"]]) {
            assert!(in_all(text), "{}: {text}", dataset.id);
        }
        assert_eq!(json["rows"].as_array().expect("a list").len(), dataset.rows.len(), "{}", dataset.id);
    }
}
