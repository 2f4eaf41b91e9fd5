//! Every system call of a publishing fails once, or is the last: always the old site or the new one, byte for byte, and the
//! next run needs no help.
//!
//! `strace` injects the faults. Every call in turn takes minutes: that is `./run-laboratory faults`, which sets `SPIS_EVERY=1`;
//! without it, one in [`SAMPLE`].
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "the laboratory says what it tried")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

/// Of so many calls one fails, unless told; `./run-tests` asks for more, the laboratory for each.
const SAMPLE: usize = 1_501;

/// What publishing asks of the system, and how each may fail.
const CALLS: &[(&str, &[&str])] = &[
    ("openat", &["ENOSPC", "EMFILE", "EPERM", "EINTR"]),
    ("write", &["ENOSPC", "EIO", "EINTR"]),
    ("copy_file_range", &["ENOSPC", "EIO"]),
    ("close", &["EIO", "ENOSPC"]),
    ("fsync", &["EIO", "ENOSPC", "EINTR"]),
    ("fdatasync", &["EIO"]),
    ("mkdir", &["ENOSPC", "EPERM"]),
    ("flock", &["EINTR", "EIO"]),
    ("renameat2", &["EXDEV", "EPERM", "EIO", "ENOSYS", "EBUSY"]),
    ("rename", &["EXDEV", "EPERM", "EIO"]),
    ("unlinkat", &["EPERM", "EIO"]),
    ("unlink", &["EPERM", "EIO"]),
    ("rmdir", &["EPERM", "EIO"]),
    ("getdents64", &["EIO"]),
    ("statx", &["EIO"]),
    ("newfstatat", &["EIO"]),
];

/// Every file of a site with its bytes.
type Snapshot = BTreeMap<String, Vec<u8>>;

fn snapshot(public: &Path) -> Snapshot {
    let entries = walkdir::WalkDir::new(public).into_iter().filter_map(|entry| match entry {
        Ok(entry) => Some(entry),
        Err(error) if error.depth() == 0 => None,
        Err(error) => panic!("{error}"),
    });
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).expect("readable"))).collect()
}

fn build(root: &Path, strace: &[String]) -> bool {
    let program = env!("CARGO_BIN_EXE_spis");
    let mut command = match strace {
        [] => Command::new(program),
        strace => {
            let mut command = Command::new("strace");
            command.args(["-f", "-qq"]).args(strace).arg("--").arg(program);
            command
        }
    };
    // One thread, so that the n-th call is the same one each time.
    command.env("RAYON_NUM_THREADS", "1").args(["build", "--build-date", "2026-02-01", "--root"]).arg(root);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.expect("strace is installed; ./run-tests does that").success()
}

/// How often a build makes each call.
fn counts(root: &Path) -> BTreeMap<String, usize> {
    let log = root.join("strace.log");
    let names: Vec<&str> = CALLS.iter().map(|(name, _)| *name).collect();
    let log_name = log.display().to_string();
    assert!(build(root, &["-o".to_owned(), log_name, format!("--trace={}", names.join(","))]));
    let text = fs::read_to_string(&log).expect("strace wrote it");
    fs::remove_file(&log).expect("it is there");
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
        if let Some((name, _)) = call.split_once('(') {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    counts
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
    fn attempt(&self, old: usize, inject: &str) -> Result<(), String> {
        let (new, root) = (1 - old, self.folder.path());
        self.write(new);
        // Only that call stops at strace.
        let call = inject.split(':').next().unwrap_or(inject);
        let done = build(root, &["--seccomp-bpf".to_owned(), format!("--trace={call}"), format!("--inject={inject}")]);
        let found = snapshot(&self.public());
        let is_gone = found.is_empty();
        // A kill between the two renames of a system that cannot exchange folders leaves no site until the next run.
        if found != self.sites[new] && (done || found != self.sites[old]) && !(is_gone && inject.contains("KILL")) {
            return Err(format!("{inject}: done {done}, {} files, neither the old site nor the new", found.len()));
        }
        if !build(root, &[]) {
            return Err(format!("{inject}: the next run fails"));
        }
        if snapshot(&self.public()) != self.sites[new] {
            return Err(format!("{inject}: the next run publishes something else"));
        }
        match leftovers(root) {
            left if left.is_empty() => Ok(()),
            left => Err(format!("{inject}: {left:?} is left")),
        }
    }
}

#[test]
fn whatever_fails_the_site_is_the_old_or_the_new_one() {
    let register = Register::new();
    let step = match std::env::var("SPIS_EVERY") {
        Ok(step) => step.parse().expect("SPIS_EVERY is a number"),
        Err(_) => SAMPLE,
    };
    let counts = counts(register.folder.path());
    let (mut old, mut tried, mut wrong) = (1, 0, Vec::new());
    for (number, (call, errors)) in CALLS.iter().enumerate() {
        let count = counts.get(*call).copied().unwrap_or_default();
        let mut ways: Vec<String> = errors.iter().map(|error| format!("error={error}")).collect();
        ways.push("signal=KILL".to_owned());
        for (way, at) in ways.iter().enumerate().flat_map(|(index, way)| {
            // Another start for each way, so that a sample meets other calls.
            (1 + (number * 7_919 + index * 104_729) % step..=count).step_by(step).map(move |at| (way, at))
        }) {
            tried += 1;
            wrong.extend(register.attempt(old, &format!("{call}:{way}:when={at}")).err());
            old = 1 - old;
        }
    }
    println!("{tried} faults in {counts:?}; wrong: {}", wrong.len());
    assert!(tried >= 3, "only {tried} faults were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
