//! How system calls are made to fail, one at a time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Of so many calls one fails, unless told; `./run-tests` asks for more, the laboratory for each.
const SAMPLE: usize = 1_501;

/// What writing asks of the system, and how each may fail.
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
    ("renameat", &["EXDEV", "EPERM", "EIO"]),
    ("linkat", &["EPERM", "EIO", "ENOSPC"]),
    ("unlinkat", &["EPERM", "EIO"]),
    ("unlink", &["EPERM", "EIO"]),
    ("rmdir", &["EPERM", "EIO"]),
    ("fchmod", &["EPERM"]),
    ("getdents64", &["EIO"]),
    ("statx", &["EIO"]),
    ("newfstatat", &["EIO"]),
];

/// Every file below a folder with its bytes.
pub type Snapshot = BTreeMap<String, Vec<u8>>;

/// What lies below a folder; nothing where it is not there.
pub fn snapshot(folder: &Path) -> Snapshot {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(|entry| match entry {
        Ok(entry) => Some(entry),
        Err(error) if error.depth() == 0 => None,
        Err(error) => panic!("{error}"),
    });
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).expect("readable"))).collect()
}

/// Runs the program, below `strace` where options for that are given; says whether it was content.
pub fn run(arguments: &[String], strace: &[String]) -> bool {
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
    command.env("RAYON_NUM_THREADS", "1").args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("strace is installed; ./run-tests does that").success()
}

/// How often the program makes each call.
fn counts(arguments: &[String]) -> BTreeMap<String, usize> {
    let log = tempfile::NamedTempFile::new().expect("a temporary file");
    let names: Vec<&str> = CALLS.iter().map(|(name, _)| *name).collect();
    let log_name = log.path().display().to_string();
    assert!(run(arguments, &["-o".to_owned(), log_name, format!("--trace={}", names.join(","))]));
    let text = fs::read_to_string(log.path()).expect("strace wrote it");
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
        if let Some((name, _)) = call.split_once('(') {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Lets calls of the program fail, one a run, in each way, and hears from `attempt` what is wrong about what came of it.
/// `arguments` begin a run that makes the calls; the options for `strace` and what it injects go to `attempt`. A command that
/// makes few calls has more of them fail: `often` times as many.
pub fn inject(
    what: &str,
    often: usize,
    arguments: &[String],
    mut attempt: impl FnMut(&[String], &str) -> Result<(), String>,
) {
    let step = match std::env::var("SPIS_EVERY") {
        Ok(step) => step.parse().expect("SPIS_EVERY is a number"),
        Err(_) => SAMPLE,
    };
    let step = (step / often).max(1);
    let counts = counts(arguments);
    let (mut tried, mut wrong) = (0, Vec::new());
    for (number, (call, errors)) in CALLS.iter().enumerate() {
        let count = counts.get(*call).copied().unwrap_or_default();
        let mut ways: Vec<String> = errors.iter().map(|error| format!("error={error}")).collect();
        ways.push("signal=KILL".to_owned());
        for (index, way) in ways.iter().enumerate() {
            // Another start for each way, so that a sample meets other calls.
            for at in (1 + (number * 7_919 + index * 104_729) % step..=count).step_by(step) {
                let fault = format!("{call}:{way}:when={at}");
                // Only that call stops at strace.
                let strace = ["--seccomp-bpf".to_owned(), format!("--trace={call}"), format!("--inject={fault}")];
                tried += 1;
                wrong.extend(attempt(&strace, &fault).err().map(|error| format!("{fault}: {error}")));
            }
        }
    }
    println!("{what}: {tried} faults in {counts:?}; wrong: {}", wrong.len());
    assert!(tried >= 2, "only {tried} faults were tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
