//! Every system call of a publishing or of an edit fails once, or is the last: always the old state or the new one, byte for
//! byte, and the next run needs no help.
//!
//! `strace` injects the faults. Every call in turn takes minutes: that is `./run-laboratory faults`, which sets `SPIS_EVERY=1`;
//! without it, one in many.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "the laboratory says what it tried")]

use std::fs;
use std::path::Path;

use faults::{Snapshot, inject, run, snapshot};

#[path = "injected/edits.rs"]
mod edits;
#[path = "injected/faults.rs"]
mod faults;
#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

fn arguments(root: &Path) -> Vec<String> {
    let words = ["build", "--build-date", "2026-02-01", "--root"].map(str::to_owned);
    words.into_iter().chain([root.display().to_string()]).collect()
}

fn build(root: &Path, strace: &[String]) -> bool {
    run(&arguments(root), strace)
}

/// The names beside the content, without the published folder.
fn leftovers(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).expect("readable");
    let names = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "content" && name != "public").collect()
}

/// A register that has two states.
struct Register {
    folder: tempfile::TempDir,
    states: [Vec<u8>; 2],
    sites: [Snapshot; 2],
}

impl Register {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        synthetic::write(folder.path(), 3, 1).expect("writable");
        let mut register = Self { folder, states: Default::default(), sites: Default::default() };
        let record = fs::read_to_string(register.record()).expect("readable");
        register.states =
            [record.clone().into_bytes(), format!("{record}\n# again\n").replace("name: ", "name: New ").into_bytes()];
        for state in [0, 1] {
            register.write(state);
            assert!(build(register.folder.path(), &[]));
            register.sites[state] = snapshot(&register.public());
        }
        assert_ne!(register.sites[0], register.sites[1]);
        register
    }

    fn record(&self) -> std::path::PathBuf {
        self.folder.path().join("content/registry/libraries/library-0.yaml")
    }

    fn public(&self) -> std::path::PathBuf {
        self.folder.path().join("public")
    }

    fn write(&self, state: usize) {
        fs::write(self.record(), &self.states[state]).expect("writable");
    }

    /// Publishes the other state with a fault, and says what is wrong about what came of it.
    fn attempt(&self, old: usize, strace: &[String], fault: &str) -> Result<(), String> {
        let (new, root) = (1 - old, self.folder.path());
        self.write(new);
        let done = build(root, strace);
        let found = snapshot(&self.public());
        let is_gone = found.is_empty();
        // A kill between the two renames of a system that cannot exchange folders leaves no site until the next run.
        if found != self.sites[new] && (done || found != self.sites[old]) && !(is_gone && fault.contains("KILL")) {
            return Err(format!("done {done}, {} files, neither the old site nor the new", found.len()));
        }
        if !build(root, &[]) {
            return Err("the next run fails".to_owned());
        }
        if snapshot(&self.public()) != self.sites[new] {
            return Err("the next run publishes something else".to_owned());
        }
        match leftovers(root) {
            left if left.is_empty() => Ok(()),
            left => Err(format!("{left:?} is left")),
        }
    }
}

#[test]
fn whatever_fails_the_site_is_the_old_or_the_new_one() {
    let register = Register::new();
    let mut old = 1;
    inject("build", 1, &arguments(register.folder.path()), |strace, fault| {
        let came = register.attempt(old, strace, fault);
        old = 1 - old;
        came
    });
}
