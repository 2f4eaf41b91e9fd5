//! Whole small sites, built and compared file by file with what they should be.
//!
//! The registers here share nothing with each other: other countries, languages and fields. What lies in `assets/` is
//! left out: the theme's files are in `themes/`, and the search index has its own tests.
//!
//! `UPDATE=1 cargo test --test golden` rewrites the expected sites; a person reads the difference.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use spis::BuildOptions;
use spis::model::parse_date;
use spis::write::ForeignFiles;

/// The files of a folder as text, by their paths below it.
fn files(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        let inner = path.strip_prefix(root).expect("it lies in the folder").to_owned();
        let name = inner.to_str().expect("published names are plain");
        if name == "assets" || name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            files(root, &path, found);
        } else {
            found.insert(inner, fs::read_to_string(&path).expect("published files here are text"));
        }
    }
}

fn build(site: &Path) -> BTreeMap<PathBuf, String> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let out = folder.path().join("public");
    let build_date = parse_date("2025-06-01").expect("a day of the calendar");
    let options = BuildOptions { root: site.to_owned(), base_url: None, build_date };
    let report = spis::build(&options, &out, ForeignFiles::Refuse, &()).expect("the disk is writable");
    assert_eq!(report.diagnostics, [], "{}", site.display());
    let mut found = BTreeMap::new();
    files(&out, &out, &mut found);
    found
}

fn rewrite(public: &Path, built: &BTreeMap<PathBuf, String>) {
    if public.exists() {
        fs::remove_dir_all(public).expect("the expected site can be replaced");
    }
    for (path, text) in built {
        let path = public.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
}

#[test]
fn each_site_is_as_expected() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sites");
    let mut compared = 0;
    for entry in fs::read_dir(sites).expect("the folder of sites is readable") {
        let case = entry.expect("the entry is readable").path();
        let (built, public) = (build(&case.join("site")), case.join("public"));
        if std::env::var_os("UPDATE").is_some() {
            rewrite(&public, &built);
        }
        let mut expected = BTreeMap::new();
        files(&public, &public, &mut expected);
        assert!(built.keys().eq(expected.keys()), "{:#?}\n{:#?}", built.keys(), expected.keys());
        for (path, text) in &built {
            assert_eq!(text, &expected[path], "{}", path.display());
        }
        compared += built.len();
    }
    assert!(compared > 0, "there is at least one site");
}
