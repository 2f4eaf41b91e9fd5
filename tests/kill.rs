//! A build that is killed leaves the published folder as it was, or as it will be: never anything between.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

const RECORDS: usize = 200;
const KILLS: u32 = 40;

/// The hash of every file of a site, by its path.
type Snapshot = BTreeMap<String, blake3::Hash>;

fn snapshot(public: &Path) -> Snapshot {
    let entries = walkdir::WalkDir::new(public).into_iter().map(|entry| entry.expect("the published folder is still"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let bytes = fs::read(entry.path()).expect("readable");
            (entry.path().display().to_string(), blake3::hash(&bytes))
        })
        .collect()
}

fn start(root: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spis"));
    command.args(["build", "--build-date", "2026-02-01", "--root"]).arg(root);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

fn build(root: &Path) -> Duration {
    let begin = Instant::now();
    let status = start(root).wait().expect("the program ends");
    assert!(status.success(), "{status}");
    begin.elapsed()
}

/// The names beside the content, without the published folder.
fn leftovers(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).expect("readable");
    let names = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "content" && name != "public").collect()
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, public) = (folder.path(), folder.path().join("public"));
    synthetic::write(root, RECORDS, 1).expect("writable");
    let last = root.join(format!("content/registry/libraries/library-{}.yaml", RECORDS - 1));
    let record = fs::read(&last).expect("readable");
    build(root);
    let with = snapshot(&public);
    fs::remove_file(&last).expect("it is there");
    let mut time = build(root);
    let without = snapshot(&public);
    assert_ne!(with, without);

    // Moments spread evenly over a build; one that ended first was shorter than thought, and so are the next moments.
    let (mut killed, mut attempts) = (0, 0);
    while killed < KILLS {
        attempts += 1;
        assert!(attempts <= 10 * KILLS, "only {killed} of {attempts} builds were killed before their end");
        match last.exists() {
            true => fs::remove_file(&last).expect("it is there"),
            false => fs::write(&last, &record).expect("writable"),
        }
        let mut child = start(root);
        let moment = time.mul_f64(f64::from(killed + 1) / f64::from(KILLS));
        thread::sleep(moment);
        child.kill().expect("it is ours");
        match child.wait().expect("it ends").success() {
            true => time = moment.mul_f64(0.95),
            false => killed += 1,
        }
        let after = snapshot(&public);
        assert!(after == with || after == without, "a mixed site after attempt {attempts}");
    }
    build(root);
    assert_eq!(leftovers(root), [""; 0]);
}

#[test]
fn two_builds_at_once_do_not_harm_one_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, public) = (folder.path(), folder.path().join("public"));
    synthetic::write(root, 20, 2).expect("writable");
    build(root);
    let expected = snapshot(&public);
    for _ in 0..5 {
        for mut child in [start(root), start(root), start(root)] {
            assert!(child.wait().expect("it ends").success());
        }
        assert_eq!(snapshot(&public), expected);
    }
    assert_eq!(leftovers(root), [""; 0]);
}
