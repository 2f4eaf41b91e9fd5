//! Edits that those who keep a register make, right and wrong: each wrong one reaches a message that says where, what, and
//! what to write instead; each right one reaches none.

mod table;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use spis::BuildOptions;
use spis::diagnostic::{Diagnostic, MessageLanguage, codes};
use spis::model::parse_date;

use table::{Change, EDITS, Edit};

fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits/site")
}

/// The site as it is after an edit.
fn edited(edit: &Edit) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for entry in walkdir::WalkDir::new(site()).min_depth(1) {
        let entry = entry.expect("readable");
        let to = folder.path().join(entry.path().strip_prefix(site()).expect("it lies in the site"));
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(to).expect("the folder can be made"),
            false => drop(fs::copy(entry.path(), to).expect("the file can be copied")),
        }
    }
    let content = folder.path().join("content");
    let path = content.join(edit.path);
    let read = || fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", edit.what));
    let write = |to: &Path, bytes: &[u8]| {
        fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(to, bytes).expect("the file can be written");
    };
    match edit.change {
        Change::Replace(from, to) => {
            let text = read();
            assert!(text.contains(from), "{}: {from:?} is not there", edit.what);
            write(&path, text.replacen(from, to, 1).as_bytes());
        }
        Change::Append(more) => write(&path, format!("{}{more}", read()).as_bytes()),
        Change::Each(from, to) => write(&path, read().replace(from, to).as_bytes()),
        Change::Bytes(bytes) => write(&path, bytes),
        Change::Write(text) => write(&path, text.as_bytes()),
        Change::Remove => fs::remove_file(&path).expect("the file can be removed"),
        Change::Rename(to) => {
            write(&content.join(to), read().as_bytes());
            fs::remove_file(&path).expect("the file can be removed");
        }
        Change::Duplicate(to) => {
            let to = content.join(to);
            write(&to, read().as_bytes());
        }
    }
    folder
}

fn check(edit: &Edit) -> Vec<Diagnostic> {
    let folder = edited(edit);
    let build_date = parse_date("2026-11-22").expect("a day of the calendar");
    let options = BuildOptions { root: folder.path().to_owned(), base_url: None, build_date };
    spis::check(&options, &()).expect("the site is readable").diagnostics
}

/// A message as a person reads it: code, place, what, and what to write instead.
fn read(found: &Diagnostic, language: MessageLanguage) -> String {
    let related = found.related.iter().map(|more| more.message.in_language(language).to_owned());
    let help = found.help.as_ref().map_or("–", |help| help.in_language(language));
    let place = format!("{}:{}", found.location.path().display(), found.location.line());
    let parts = [found.code.name, &place, found.message.in_language(language), help].map(str::to_owned);
    parts.into_iter().chain(related).collect::<Vec<_>>().join(" | ")
}

/// What is wrong with what the check says of an edit; nothing where it says what it should.
fn verdict(edit: &Edit) -> Option<String> {
    let found = check(edit);
    let told: String = found.iter().map(|found| format!("\n    {}", read(found, MessageLanguage::Polish))).collect();
    let wrong = |why: &str| Some(format!("{}: {why}{told}", edit.what));
    let Some((code, instead)) = edit.expected else {
        return if found.is_empty() { None } else { wrong("this is right") };
    };
    let Some(of_code) = found.iter().find(|found| found.code.name == code) else {
        return wrong(&format!("nothing says {code}"));
    };
    let help = of_code.help.as_ref().map(|help| help.pl.clone()).unwrap_or_default();
    let related: String = of_code.related.iter().map(|more| more.message.pl.as_str()).collect();
    if of_code.help.is_none() {
        return wrong("it is not said what to write instead");
    }
    if !format!("{}{help}{related}", of_code.message.pl).contains(instead) {
        return wrong(&format!("{instead:?} is not said"));
    }
    (found.len() > 1 + edit.more).then(|| wrong("one slip has several messages")).flatten()
}

#[test]
fn every_edit_reaches_its_message() {
    let wrong: Vec<String> = EDITS.par_iter().filter_map(verdict).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), EDITS.len(), wrong.join("\n"));
}

#[test]
fn there_are_many_kinds_of_edits() {
    let mut names: Vec<&str> = EDITS.iter().map(|edit| edit.what).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), EDITS.len(), "each stands once");
    assert!(EDITS.iter().filter(|edit| edit.expected.is_some()).count() >= 100);
    assert!(EDITS.iter().filter(|edit| edit.expected.is_none()).count() >= 15);
    for (code, _) in EDITS.iter().filter_map(|edit| edit.expected) {
        assert!(codes::ALL.iter().any(|known| known.name == code), "{code}");
    }
}

#[test]
fn the_register_is_right_before() {
    let unchanged = Edit::right("nothing", "site.yaml", Change::Append(""));
    assert_eq!(verdict(&unchanged), None);
}
