//! How long a build takes and how much memory, against the floor: copying the finished site with `cp -r`.
//!
//!     cargo bench --bench build                    57, 1 000, 10 000 and 100 000 records
//!     cargo bench --bench build -- 57 1000         other numbers
//!     cargo bench --bench build -- maps            what maps cost: with outlines of areas and without
//!     SPIS_BENCH_DIR=/dev/shm cargo bench …        on another disk than the system's for temporary files
//!
//! Every size is built three times into a new folder and copied three times in the same run; the median counts. CPU
//! time and peak memory are the kernel's own count for the child process (Linux).

#![allow(clippy::print_stdout, missing_docs, reason = "a program for the terminal")]

mod maps;
mod synthetic;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const SIZES: &[usize] = &[57, 1_000, 10_000, 100_000];
const RUNS: usize = 3;
const SEED: u64 = 57;

/// What one run of a program took. **Units**: seconds; kibibytes.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    wall: f64,
    cpu: f64,
    peak: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES } else { &asked };
    let folder = std::env::var_os("SPIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("spis-bench-{}", std::process::id()));
    if std::env::args().any(|argument| argument == "maps") {
        let measured = maps::measure(&folder);
        fs::remove_dir_all(&folder)?;
        return measured;
    }
    println!("{}", cells(&["records", "files", "MB", "wall s", "CPU s", "peak MB", "ms/record", "cp -r s", "ratio"]));
    let measured = sizes.iter().try_for_each(|size| {
        println!("{}", measure(&folder.join(size.to_string()), *size)?);
        Ok(())
    });
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(root: &Path, records: usize) -> Result<String, Box<dyn Error>> {
    synthetic::write(root, records, SEED)?;
    let (public, copy) = (root.join("public"), root.join("copy"));
    let (mut builds, mut copies) = (Vec::new(), Vec::new());
    let mut size = (0, 0);
    for _ in 0..RUNS {
        let mut build = Command::new(env!("CARGO_BIN_EXE_spis"));
        builds.push(run(build.args(["build", "--build-date", "2026-02-01", "--root"]).arg(root))?);
        size = count(&public)?;
        copies.push(run(Command::new("cp").arg("-r").arg(&public).arg(&copy))?);
        fs::remove_dir_all(&public)?;
        fs::remove_dir_all(&copy)?;
    }
    let (build, floor) = (median(builds), median(copies));
    fs::remove_dir_all(root)?;
    Ok(cells(&[
        &records.to_string(),
        &size.0.to_string(),
        &format!("{:.0}", size.1 as f64 / 1e6),
        &format!("{:.2}", build.wall),
        &format!("{:.2}", build.cpu),
        &format!("{:.0}", build.peak as f64 * 1024.0 / 1e6),
        &format!("{:.3}", build.wall * 1000.0 / records as f64),
        &format!("{:.2}", floor.wall),
        &format!("{:.2}", build.wall / floor.wall),
    ]))
}

fn cells(cells: &[&str]) -> String {
    cells.iter().map(|cell| format!("{cell:>10}")).collect()
}

fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    costs[costs.len() / 2]
}

/// Runs a program to its end, looking at its memory every few milliseconds.
fn run(command: &mut Command) -> Result<Cost, Box<dyn Error>> {
    let begin = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let mut cost = Cost::default();
    loop {
        let stat = fs::read_to_string(process.join("stat"))?;
        // The name, in parentheses, may hold anything; the state is the first word after it.
        let words: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
        if words.first() == Some(&"Z") {
            cost.wall = begin.elapsed().as_secs_f64();
            // Clock ticks, of which Linux has 100 a second on every platform, as its ABI for programs says.
            cost.cpu = (words[11].parse::<u64>()? + words[12].parse::<u64>()?) as f64 / 100.0;
            break;
        }
        cost.peak = cost.peak.max(peak_memory(&process));
        thread::sleep(Duration::from_millis(2));
    }
    let status = child.wait()?;
    if status.success() { Ok(cost) } else { Err(format!("{command:?}: {status}").into()) }
}

/// The most memory that the process has held so far; 0 once it has ended.
fn peak_memory(process: &Path) -> u64 {
    let status = fs::read_to_string(process.join("status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

/// The number of files below a folder, and their bytes.
fn count(folder: &Path) -> Result<(usize, u64), Box<dyn Error>> {
    let mut total = (0, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            total = (total.0 + 1, total.1 + entry.metadata()?.len());
        }
    }
    Ok(total)
}
