//! Whole small sites, built and compared file by file with what they should be.
//!
//! One folder a feature; the registers here share nothing with each other: other countries, languages and fields. What
//! lies in `assets/` is not compared: the theme's files are in `themes/`, and the search index has its own tests.
//! `borrowed.txt` beside a site names translations of the default theme that the site takes as its own, so that they
//! need not be kept twice.
//!
//! `UPDATE=1 cargo test --test golden` rewrites the expected sites; a person reads the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;
use regex::Regex;
use spis::BuildOptions;
use spis::model::parse_date;
use spis::write::WriteOptions;

#[path = "golden/sites.rs"]
mod sites;

use sites::{Files, files, prepared, write};

/// A case and all that its site publishes.
struct Built {
    case: PathBuf,
    files: Files,
}

fn build(case: PathBuf) -> Built {
    let site = prepared(&case);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let out = folder.path().join("public");
    let build_date = parse_date("2025-06-01").expect("a day of the calendar");
    let options = BuildOptions { root: site.path().to_owned(), base_url: None, build_date };
    let report = spis::build(&options, &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert_eq!(report.diagnostics, [], "{}", case.display());
    let mut found = Files::new();
    files(&out, &out, &mut found);
    Built { case, files: found }
}

/// Every case, built once for all tests here.
fn built() -> &'static [Built] {
    static BUILT: OnceLock<Vec<Built>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sites");
        let entries = fs::read_dir(sites).expect("the folder of sites is readable");
        entries.map(|entry| build(entry.expect("the entry is readable").path())).collect()
    })
}

/// Whether a file is compared: the theme's are not, nor what the program keeps for itself, nor workbooks, whose compressed
/// bytes nobody can read in a difference (`tests/open_data.rs` reads them).
fn is_compared(path: &Path) -> bool {
    let is_workbook = path.extension().is_some_and(|ending| ending == "xlsx");
    !path.starts_with("assets") && path != Path::new(".spis-manifest") && !is_workbook
}

#[test]
fn each_site_is_as_expected() {
    assert!(built().len() >= 7, "{} sites", built().len());
    for Built { case, files: made } in built() {
        let made: Files =
            made.iter().filter(|(path, _)| is_compared(path)).map(|(p, b)| (p.clone(), b.clone())).collect();
        let public = case.join("public");
        if std::env::var_os("UPDATE").is_some() {
            if public.exists() {
                fs::remove_dir_all(&public).expect("the expected site can be replaced");
            }
            write(&public, &made);
        }
        let mut expected = Files::new();
        files(&public, &public, &mut expected);
        let names = |files: &Files| files.keys().cloned().collect::<BTreeSet<_>>();
        let (made_names, expected_names) = (names(&made), names(&expected));
        let odd: Vec<_> = made_names.symmetric_difference(&expected_names).collect();
        assert!(odd.is_empty(), "{}: made or expected, and not both: {odd:#?}", case.display());
        for (path, bytes) in &made {
            let [made, expected] = [bytes, &expected[path]].map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(made, expected, "{}: {}", case.display(), path.display());
        }
    }
}

/// The layouts that pages may have, as the documentation names them.
#[test]
fn every_layout_is_shown() {
    let mut shown = BTreeSet::new();
    let layout = Regex::new(r"(?m)^layout: (\S+)$").expect("a pattern");
    for Built { case, .. } in built() {
        let mut site = Files::new();
        files(&case.join("site"), &case.join("site"), &mut site);
        for (path, bytes) in site.iter().filter(|(path, _)| path.extension().is_some_and(|of| of == "md")) {
            let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            shown.extend(layout.captures_iter(text).map(|found| found[1].to_owned()));
        }
    }
    let documented = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content.md"));
    let documented = documented.expect("the documentation is text");
    let (_, list) = documented.split_once("`layout`: ").expect("the layouts are listed");
    let (list, _) = list.split_once(". Links").expect("the list ends");
    for layout in Regex::new("`([a-z-]+)`").expect("a pattern").captures_iter(list).map(|found| found[1].to_owned()) {
        assert!(layout == "page" || shown.contains(&layout), "no golden site shows the layout {layout}");
    }
}

/// A page as a reader's browser sees it: read here, and not by what checks links in the program.
struct Page<'a> {
    ids: Vec<&'a str>,
    links: Vec<&'a str>,
}

fn read(html: &str) -> Page<'_> {
    static ID: OnceLock<Regex> = OnceLock::new();
    static LINK: OnceLock<Regex> = OnceLock::new();
    let id = ID.get_or_init(|| Regex::new(r#"<[^>]*?\sid="([^"]*)""#).expect("a pattern"));
    let link = LINK.get_or_init(|| Regex::new(r#"\s(?:href|src|action)="([^"]*)""#).expect("a pattern"));
    let all = |pattern: &Regex| {
        pattern.captures_iter(html).map(|found| found.get(1).expect("it is a group").as_str()).collect()
    };
    Page { ids: all(id), links: all(link) }
}

/// The path under which a site is published, from its `base_url`.
fn base(case: &Path) -> String {
    let site = fs::read_to_string(case.join("site/content/site.yaml")).expect("the site is text");
    let url = site.lines().find_map(|line| line.strip_prefix("base_url: https://")).expect("the site has an address");
    format!("/{}", url.split_once('/').map_or("", |(_, path)| path))
}

/// Why a link of a page leads nowhere; nothing where it leads out of the site or to something in it.
fn fault(link: &str, file: &Path, base: &str, pages: &BTreeMap<&Path, Page>, files: &Files) -> Option<&'static str> {
    if ["https:", "mailto:", "tel:", "geo:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().expect("a split has a first part");
    let target = match path {
        "" => file.to_owned(),
        path => match path.strip_prefix(base) {
            None => return Some("leaves the base path"),
            Some(inner) if inner.is_empty() || inner.ends_with('/') => Path::new(inner).join("index.html"),
            Some(inner) => percent_decode_str(inner).decode_utf8().expect("addresses are UTF-8").as_ref().into(),
        },
    };
    if !files.contains_key(&target) {
        return Some("leads nowhere");
    }
    let page = pages.get(target.as_path());
    (!anchor.is_empty() && page.is_some_and(|page| !page.ids.contains(&anchor))).then_some("names no part of its page")
}

#[test]
fn no_identifier_stands_twice_and_no_link_is_dead() {
    let mut faults = Vec::new();
    let mut links = 0;
    for Built { case, files } in built() {
        let base = base(case);
        let html = files.iter().filter(|(path, _)| path.extension().is_some_and(|of| of == "html"));
        let pages: BTreeMap<&Path, Page> = html
            .map(|(path, bytes)| (path.as_path(), read(std::str::from_utf8(bytes).expect("a page is text"))))
            .collect();
        for (file, page) in &pages {
            let mut seen = BTreeSet::new();
            let twice = page.ids.iter().filter(|id| !seen.insert(**id));
            faults.extend(twice.map(|id| format!("{}/{}: id {id} twice", case.display(), file.display())));
            links += page.links.len();
            for link in &page.links {
                let reason = fault(link, file, &base, &pages, files);
                faults.extend(reason.map(|reason| format!("{}/{}: {link} {reason}", case.display(), file.display())));
            }
        }
    }
    assert!(links > 500, "{links} links");
    assert!(faults.is_empty(), "{faults:#?}");
}
