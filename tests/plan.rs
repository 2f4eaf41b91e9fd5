//! The plan is the one list of what the site publishes: it is what is written, each entry renders alone, and `check` says
//! what `build` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use spis::model::{Date, parse_date};
use spis::plan::OutputIx;
use spis::render::{Made, Renderer};
use spis::source::Folder;
use spis::write::WriteOptions;
use spis::{BuildOptions, Site};

#[path = "golden/sites.rs"]
mod sites;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn today() -> Date {
    parse_date("2025-06-01").expect("a day of the calendar")
}

fn options(site: &Path) -> BuildOptions {
    BuildOptions { root: site.to_owned(), base_url: None, build_date: today() }
}

fn planned(site: &Path) -> Site {
    let (planned, report) = spis::prepare(&options(site), &Folder::new(site)).expect("the site is readable");
    assert!(!report.has_errors(), "{}: {:#?}", site.display(), report.diagnostics);
    planned.expect("there is a site")
}

/// The golden sites, each in a folder of its own with what it borrows.
fn golden() -> Vec<tempfile::TempDir> {
    let sites = fs::read_dir(root().join("tests/golden/sites")).expect("the folder of sites is readable");
    sites.map(|entry| sites::prepared(&entry.expect("the entry is readable").path())).collect()
}

/// The files of a built site by their paths, without the list that the writer keeps.
fn built(site: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let report = spis::build(&options(site), out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(report.written.is_some(), "{:#?}", report.diagnostics);
    let mut files = BTreeMap::new();
    collect(out, out, &mut files);
    files.retain(|path, _| !path.starts_with(".spis"));
    files
}

fn collect(top: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        if path.is_dir() {
            collect(top, &path, files);
        } else {
            let inner = path.strip_prefix(top).expect("it lies below the top").to_str().expect("names are UTF-8");
            files.insert(inner.to_owned(), fs::read(&path).expect("the file is readable"));
        }
    }
}

/// Every path of a plan is written, and nothing else but the parts of search indexes in their reserved folders.
fn assert_written(site: &Site, files: &BTreeMap<String, Vec<u8>>) {
    let planned: BTreeSet<&str> = site.plan.outputs().map(|(_, output)| output.path.as_str()).collect();
    let reserved = |path: &str| {
        let languages = site.plan.languages().map(|(_, tag)| format!("assets/search/{tag}-"));
        languages.into_iter().any(|folder| path.starts_with(&folder))
    };
    let written: BTreeSet<&str> = files.keys().map(String::as_str).filter(|path| !reserved(path)).collect();
    let missing: Vec<_> = planned.difference(&written).collect();
    let surplus: Vec<_> = written.difference(&planned).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "not written: {missing:?}; not planned: {surplus:?}");
}

/// An entry that is rendered alone has the bytes that the build wrote.
fn assert_alone(root: &Path, site: &Site, renderer: &Renderer<'_>, at: OutputIx, files: &BTreeMap<String, Vec<u8>>) {
    let path = site.plan.output(at).path.as_str();
    match renderer.alone(at).expect("the templates are right") {
        Made::Bytes(bytes) => assert!(files[path] == bytes, "{path} differs"),
        Made::Copy(from) => assert!(files[path] == fs::read(root.join(&from)).expect("it is there"), "{path} differs"),
        Made::Files(parts) => {
            assert!(parts.iter().any(|(part, _)| part.as_str() == path), "{path} is not among its own parts");
            for (part, bytes) in parts {
                assert!(files[part.as_str()] == bytes, "{part} differs");
            }
        }
    }
}

#[test]
fn golden_sites_are_written_as_planned_and_each_entry_alone() {
    for folder in golden() {
        let folder = folder.path();
        let (site, out) = (planned(folder), tempfile::tempdir().expect("a folder for the test"));
        let files = built(folder, &out.path().join("public"));
        assert_written(&site, &files);
        let renderer =
            Renderer::new(&site.portal, &site.indexes, &site.theme, &site.plan).expect("the templates are right");
        for (at, _) in site.plan.outputs() {
            assert_alone(folder, &site, &renderer, at, &files);
        }
    }
}

#[test]
fn the_flagship_is_written_as_planned_and_entries_alone() {
    let (site, out) = (planned(root()), tempfile::tempdir().expect("a folder for the test"));
    let files = built(root(), &out.path().join("public"));
    assert_written(&site, &files);
    // Each forty-first entry, from another one every time that the plan grows: all kinds come by.
    let all: Vec<OutputIx> = site.plan.outputs().map(|(at, _)| at).collect();
    for at in all.iter().skip(all.len() % 41).step_by(41) {
        let renderer =
            Renderer::new(&site.portal, &site.indexes, &site.theme, &site.plan).expect("the templates are right");
        assert_alone(root(), &site, &renderer, *at, &files);
    }
}

/// A site as `spis init` makes it, with other files laid over it.
struct Laid(tempfile::TempDir);

impl Laid {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let made = spis(folder.path(), &["init", "--lang", "en", "."]);
        assert_eq!(made.0, 0, "{}", made.1);
        let laid = Self(folder);
        files.iter().for_each(|(path, text)| laid.put(path, text.as_bytes()));
        laid
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// Writes something else in place of a text of a file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let full = self.0.path().join("content").join(path);
        let text = fs::read_to_string(&full).expect("the file is there");
        assert!(text.contains(from), "{from} in {path}");
        fs::write(full, text.replacen(from, to, 1)).expect("the file can be written");
    }

    /// The codes and places that `check` reports as errors, which `build` reports with the same exit code.
    fn errors(&self) -> Vec<String> {
        let check = spis(self.0.path(), &["check", "--format", "json"]);
        let build = spis(self.0.path(), &["build", "--out", "public"]);
        assert_eq!(check.0, build.0, "check and build disagree: {}{}", check.1, build.1);
        let report: serde_json::Value = serde_json::from_str(&check.1).expect("check prints JSON");
        let all = report["diagnostics"].as_array().expect("a list of diagnostics");
        let errors: Vec<&serde_json::Value> = all.iter().filter(|one| one["severity"] == "error").collect();
        assert_eq!(check.0, i32::from(!errors.is_empty()), "{}", check.1);
        let told = |one: &&serde_json::Value| {
            let word = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}:{}", word("code"), word("path"), one["line"])
        };
        errors.iter().map(told).collect()
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read(self.0.path().join("public").join(path)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Runs the program; returns its exit code and what it printed.
fn spis(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_spis")).current_dir(folder).args(arguments).output();
    let output = output.expect("the program starts");
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code().expect("it ends by itself"), String::from_utf8_lossy(&printed).into_owned())
}

fn page(text: &str) -> String {
    format!("---\ntitle: T\ndescription: d\n---\n{text}\n")
}

#[test]
fn files_beside_pages_are_published_and_linked() {
    let text = "[a](/photo.jpg) [b](</a b.pdf>) [c](a%20b.pdf) [d](/łódź.pdf) [e](files/form.docx) ![f](photo.jpg)";
    let site = Laid::new(&[("pages/t.md", &page(text)), ("pages/CNAME", "books.example\n")]);
    let files = ["photo.jpg", "a b.pdf", "łódź.pdf", "files/form.docx", ".well-known/security.txt", ".nojekyll"];
    files.iter().for_each(|name| site.put(&format!("pages/{name}"), b"\x00\xffbytes"));
    for name in
        [".htaccess", ".git/config", "Thumbs.db", "t.md~", ".t.md.swp", "~$form.docx", "desktop.ini", ".DS_Store"]
    {
        site.put(&format!("pages/{name}"), b"no");
    }
    assert_eq!(site.errors(), Vec::<String>::new());
    for name in files.iter().chain(&["CNAME"]) {
        assert!(site.read(name).is_some(), "{name} was not published");
    }
    for name in
        [".htaccess", ".git/config", "Thumbs.db", "t.md~", ".t.md.swp", "~$form.docx", "desktop.ini", ".DS_Store"]
    {
        assert!(site.read(name).is_none(), "{name} was published");
    }
    let html = site.read("t/index.html").expect("the page was published");
    for address in ["/photo.jpg", "/a%20b.pdf", "/%C5%82%C3%B3d%C5%BA.pdf", "/files/form.docx"] {
        assert!(html.contains(&format!("\"{address}\"")), "{address}: {html}");
    }
    let report = spis(site.0.path(), &["check"]).1;
    assert_eq!(report.matches("file/unexpected").count(), 6, "{report}");
}

#[test]
fn links_work_as_they_read_beside_the_file() {
    let right = "[a](privacy.md) [b](/privacy) [c](./privacy/) [d](../data/) [e](privacy/) [f](privacy.pl.md) \
                 [g](/opensearch.xml) [h](/libraries/services/children/) [i](/data/register.csv) [j](/assets/style.css) \
                 <office@library.example> [k](/pl/privacy/) [l](https://library.example/x.pdf) [m](#here) [n](/libraries/#g1)\n\n\
                 <p id=\"here\"><a href=\"privacy.md\">o</a> <img src=\"/assets/icon.svg\" alt=\"\"></p>";
    let site = Laid::new(&[("pages/t.md", &page(right)), ("pages/find.md", "---\ntitle: Find\nlayout: search\n---\n")]);
    assert_eq!(site.errors(), Vec::<String>::new(), "{}", spis(site.0.path(), &["check"]).1);
    let html = site.read("t/index.html").expect("the page was published");
    for link in [
        "href=\"/privacy/\">a",
        "href=\"/privacy/\">c",
        "href=\"/data/\">d",
        "href=\"/pl/privacy/\">f",
        "href=\"/privacy/\">o",
        "href=\"mailto:office@library.example\"",
    ] {
        assert!(html.contains(link), "{link}: {html}");
    }
    for wrong in [
        "[a](privcay.md)",
        "[a](/privacy/index.html)",
        "[a](/privacy/#nope)",
        "[a](#nope)",
        "[a](/data/nope.xlsx)",
        "[a](/assets/nope.svg)",
        "![a](/privacy/)",
        "<a href=\"/nope/\">a</a>",
        "<p><img src=\"nope.png\" alt=\"\"></p>",
        "[a](/libraries/#g999)",
        // Places that the page of another library has, and those that a page has only when there is something to say.
        "[a](/libraries/downham-village/#s-guide)",
        "[a](/privacy/#contents)",
        "<p title='id=\"x\"'><a href=\"#x\">a</a></p>",
        "[a](/libraries/services/nope/)",
    ] {
        let site = Laid::new(&[("pages/t.md", &page(wrong))]);
        let errors = site.errors();
        assert!(
            errors.len() == 1 && errors[0].starts_with("link/") && errors[0].ends_with("pages/t.md:5"),
            "{wrong}: {errors:?}"
        );
    }
}

#[test]
fn links_in_other_texts_and_menus_are_judged_too() {
    let site = Laid::new(&[]);
    site.edit("registry/libraries/_schema.yaml", "  en: |\n    Joining", "  en: |\n    [See](/nope/). Joining");
    assert_eq!(site.errors().len(), 1, "{:?}", site.errors());
    for (target, wrong) in [("#g1", 0), ("#nope", 1), ("/libraries/downham-village/#s-source", 0)] {
        let site = Laid::new(&[]);
        let link = format!("  en: |\n    [See]({target}). Joining");
        site.edit("registry/libraries/_schema.yaml", "  en: |\n    Joining", &link);
        assert_eq!(site.errors().len(), wrong, "{target}: {:?}", site.errors());
    }
    let site = Laid::new(&[("pages/u.md", &page("x [y](/t/)")), ("pages/t.pl.md", &page("z"))]);
    assert_eq!(site.errors(), ["link/broken content/pages/u.md:5"]);
    let site = Laid::new(&[("pages/u.pl.md", &page("x [y](/t/)")), ("pages/t.md", &page("z"))]);
    assert_eq!(site.errors(), Vec::<String>::new());
}

#[test]
fn a_long_list_goes_on_over_pages_and_its_facets_too() {
    let site = Laid::new(&[("pages/t.md", &page("[a](/libraries/page-2/) [b](/libraries/services/lending/page-2/)"))]);
    for number in 0..250 {
        let services = if number < 245 { "lending" } else { "computers" };
        let record = format!(
            "name: Branch {number}\naddress: {{street: {number} Long Road, postal_code: ZZ3 5GH, town: Downham}}\n\
             district: E3\nservices: [{services}]\nstatus: {{value: active, as_of: 2025-01-31, source: {{en: Survey, pl: Ankieta}}}}\n\
             source: {{place: Row}}\n"
        );
        site.put(&format!("registry/libraries/branch-{number}.yaml"), record.as_bytes());
    }
    assert_eq!(site.errors(), Vec::<String>::new());
    let read = |path: &str| site.read(path).unwrap_or_else(|| panic!("{path} was not published"));
    for (list, records) in [("libraries/", 256), ("pl/libraries/", 256), ("libraries/services/lending/", 251)] {
        let pages = [String::new(), "page-2/".to_owned()].map(|page| read(&format!("{list}{page}index.html")));
        assert!(pages[0].contains("rel=\"next\"") && !pages[0].contains("rel=\"prev\""), "{list}");
        assert!(pages[1].contains("rel=\"prev\"") && !pages[1].contains("rel=\"next\""), "{list}");
        let rows = pages.each_ref().map(|page| page.matches("class=\"row-link\"").count());
        assert!(rows[0] == 240 && rows[1] <= records - 240 && rows[1] > 0, "{list}: {rows:?}");
        assert!(read("sitemap.xml").contains(&format!("/{list}page-2/")), "{list}");
    }
    assert!(site.read("libraries/services/computers/page-2/index.html").is_none());
    let (code, told) = spis(site.0.path(), &["check", "--format", "json"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn two_sources_of_one_file_are_told_once_and_by_build_too() {
    for (path, text) in [
        ("pages/libraries.md", page("x")),
        ("pages/libraries/services/children.md", page("x")),
        ("pages/libraries", "x".to_owned()),
        ("pages/districts", "x".to_owned()),
        ("pages/index.html", "x".to_owned()),
        ("pages/Privacy/index.html", "x".to_owned()),
        ("pages/404.html", "x".to_owned()),
        ("pages/assets/style.css", "x".to_owned()),
        ("pages/assets/search/en-0/x.json", "x".to_owned()),
        ("pages/data/register.csv", "x".to_owned()),
        ("pages/t.md", "---\ntitle: T\naliases: [/privacy/]\n---\nx\n".to_owned()),
        ("pages/t.md", "---\ntitle: T\naliases: [/libraries/services/children/]\n---\nx\n".to_owned()),
        ("pages/t.md", "---\ntitle: T\naliases: [pl]\n---\nx\n".to_owned()),
    ] {
        let site = Laid::new(&[(path, &text)]);
        let errors = site.errors();
        let place = format!("output/conflict content/{path}:");
        assert!(errors.len() == 1 && errors[0].starts_with(&place), "{path}: {errors:?}");
    }
}

#[test]
fn names_that_no_address_or_disk_can_hold_are_told_at_their_place() {
    let schema = "registry/libraries/_schema.yaml";
    for key in ["\"-\"", "—", "..", "\"!!!\""] {
        let site = Laid::new(&[]);
        site.edit(schema, "      computers:", &format!("      {key}: Other\n      computers:"));
        let errors = site.errors();
        assert!(
            errors.len() == 1 && errors[0].starts_with(&format!("schema/field content/{schema}:")),
            "{key}: {errors:?}"
        );
    }
    let long = "a".repeat(300);
    for name in ["pages/con.md", "pages/files/aux.pdf", "pages/plan.", "pages/plan .pdf /x"] {
        let site = Laid::new(&[(name, &page("x"))]);
        assert_eq!(site.errors(), [format!("output/name content/{name}:1")]);
    }
    let site = Laid::new(&[("pages/t.md", &format!("---\ntitle: T\naliases: [/{long}/]\n---\nx\n"))]);
    assert_eq!(site.errors(), ["output/name content/pages/t.md:3"]);
}

#[test]
fn endings_that_are_nearly_right_are_told() {
    let record = "name: North Branch\n";
    for (name, right) in [
        ("registry/libraries/north.YAML", "north.yaml"),
        ("registry/libraries/north.yml", "north.yaml"),
        ("registry/libraries/north.yaml.txt", "north.yaml"),
        ("datasets/visits.yml", "visits.yaml"),
        ("pages/north.MD", "north.md"),
        ("pages/north.markdown", "north.md"),
    ] {
        let site = Laid::new(&[(name, record)]);
        assert_eq!(site.errors(), [format!("file/ending content/{name}:1")]);
        let report = spis(site.0.path(), &["check"]).1;
        assert!(report.contains(right), "{report}");
    }
}

#[test]
fn a_file_that_leads_out_of_the_site_is_refused() {
    let secret = tempfile::NamedTempFile::new().expect("a file outside of the site");
    let site = Laid::new(&[]);
    std::os::unix::fs::symlink(secret.path(), site.0.path().join("content/pages/key.pdf")).expect("links can be made");
    assert_eq!(site.errors(), ["file/outside content/pages/key.pdf:1"]);
    let site = Laid::new(&[("pages/files/a.pdf", "x")]);
    std::os::unix::fs::symlink("files/a.pdf", site.0.path().join("content/pages/b.pdf")).expect("links can be made");
    assert_eq!(site.errors(), Vec::<String>::new());
    assert_eq!(site.read("b.pdf").as_deref(), Some("x"));
}
