//! The same input gives the same bytes, wherever the site is published and however often it is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use spis::BuildOptions;
use spis::config::BaseUrl;
use spis::model::parse_date;
use spis::write::WriteOptions;

fn build(out: &Path, base_url: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let options = BuildOptions {
        root: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        base_url: Some(BaseUrl::parse(base_url).expect("a whole address")),
        build_date: parse_date("2025-01-01").expect("a day of the calendar"),
    };
    let report = spis::build(&options, out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(report.written.is_some(), "{:#?}", report.diagnostics);
    let mut files = BTreeMap::new();
    collect(out, out, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let bytes = fs::read(&path).expect("the file is readable");
            files.insert(path.strip_prefix(root).expect("a file below the root").to_owned(), bytes);
        }
    }
}

#[test]
fn two_builds_are_alike_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let first = build(&folder.path().join("a"), "https://office.example/register/");
    let second = build(&folder.path().join("b"), "https://office.example/register/");
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{} differs", path.display());
    }
}

/// Values of `href` and `src` in a page.
fn references(page: &str) -> Vec<&str> {
    let attributes = [" href=\"", " src=\"", " action=\""];
    let values = attributes.iter().flat_map(|attribute| page.split(attribute).skip(1));
    values.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_reference_keeps_to_the_base_path_and_leads_somewhere() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let files = build(&folder.path().join("public"), "https://office.example/register/");
    let mut wrong = Vec::new();
    let mut followed = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "html"))
    {
        let page = String::from_utf8_lossy(bytes);
        for reference in references(&page).into_iter().filter(|reference| reference.starts_with('/')) {
            let address = reference.split(['#', '?']).next().unwrap_or(reference);
            let target = address.strip_prefix("/register/").map(|inner| match inner {
                "" => "index.html".to_owned(),
                inner if inner.ends_with('/') => format!("{inner}index.html"),
                inner => inner.to_owned(),
            });
            followed += 1;
            if !target.is_some_and(|target| files.contains_key(Path::new(&target))) {
                wrong.push(format!("{}: {reference}", path.display()));
            }
        }
    }
    assert!(followed > 1000, "only {followed} references were found");
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} wrong, such as:\n{}",
        wrong.len(),
        wrong.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
}
