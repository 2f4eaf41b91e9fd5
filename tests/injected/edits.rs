//! What edits content: whatever fails, each file is the old or the new one, and the same command mends the rest.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::faults::{Snapshot, inject, run, snapshot};
use super::synthetic;

/// A command that edits, and the content before and after it.
struct Edit {
    folder: tempfile::TempDir,
    arguments: Vec<String>,
    states: [Snapshot; 2],
}

impl Edit {
    /// `begin` makes the content as it was before and gives the command.
    fn new(begin: impl FnOnce(&Path) -> Vec<String>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        synthetic::write(folder.path(), 3, 1).expect("writable");
        let arguments = begin(folder.path());
        let old = snapshot(&folder.path().join("content"));
        run(&arguments, &[]);
        let new = snapshot(&folder.path().join("content"));
        assert!(old.iter().filter(|(path, bytes)| new[*path] != **bytes).count() > 1, "{arguments:?} edits nothing");
        let edit = Self { folder, arguments, states: [old, new] };
        // The calls are counted in a run that has something to do.
        edit.restore();
        edit
    }

    fn content(&self) -> Snapshot {
        snapshot(&self.folder.path().join("content"))
    }

    fn restore(&self) {
        for (path, bytes) in &self.states[0] {
            fs::write(path, bytes).expect("writable");
        }
        assert_eq!(self.content().len(), self.states[0].len(), "something was left");
    }

    fn attempt(&self, strace: &[String]) -> Result<(), String> {
        self.restore();
        let done = run(&self.arguments, strace);
        let [old, new] = &self.states;
        let found = self.content();
        for (path, bytes) in new {
            let is_old = found.get(path) == old.get(path);
            if found.get(path) != Some(bytes) && (done || !is_old) {
                return Err(format!("done {done}, {path} is neither old nor new"));
            }
        }
        run(&self.arguments, &[]);
        let last = self.content();
        if last == *new {
            return Ok(());
        }
        let others: Vec<&String> = last.keys().filter(|path| last.get(*path) != new.get(*path)).collect();
        Err(format!("after the next run {others:?} are not as wanted"))
    }
}

fn words(root: &Path, words: &[&str]) -> Vec<String> {
    let day = ["--build-date", "2026-02-01", "--root"].map(str::to_owned);
    words.iter().map(|word| (*word).to_owned()).chain(day).chain([root.display().to_string()]).collect()
}

fn record(root: &Path, number: usize) -> std::path::PathBuf {
    root.join(format!("content/registry/libraries/library-{number}.yaml"))
}

#[test]
fn whatever_fails_a_mended_file_is_old_or_new() {
    let edit = Edit::new(|root| {
        for number in 0..3 {
            let text = fs::read_to_string(record(root, number)).expect("readable");
            fs::write(record(root, number), text.replacen('\n', "   \n", 2)).expect("writable");
        }
        words(root, &["check", "--fix"])
    });
    inject("check --fix", 8, &edit.arguments.clone(), |strace, _| edit.attempt(strace));
}

#[test]
fn whatever_fails_an_imported_record_is_old_or_new() {
    let edit = Edit::new(|root| {
        let table = root.join("table.csv").display().to_string();
        let mut export = Command::new(env!("CARGO_BIN_EXE_spis"));
        let export = export.args(["export", "libraries", "--format", "csv", "--out", &table, "--root"]).arg(root);
        assert!(export.status().expect("it runs").success());
        let rows = fs::read_to_string(&table).expect("readable");
        fs::write(&table, rows.replace("Biblioteka", "Nowa Biblioteka").replace("Czytelnia", "Nowa Czytelnia"))
            .expect("writable");
        words(root, &["import", &table, "--collection", "libraries", "--write"])
    });
    inject("import --write", 8, &edit.arguments.clone(), |strace, _| edit.attempt(strace));
}
