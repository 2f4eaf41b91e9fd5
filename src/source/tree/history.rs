use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::git::ask;

/// The days on which the files below a folder of a site were last changed, by the history of its git repository: one
/// question for all of them. Nothing where there is no history, or only the last part of it, in which every file would
/// seem to be new. **Shape**: paths from the site's root.
pub fn last_changes(root: &Path, folder: &str) -> HashMap<PathBuf, Date> {
    let is_whole =
        ask(root, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.starts_with(b"false"));
    if !is_whole {
        return HashMap::new();
    }
    const LOG: [&str; 8] =
        ["-c", "core.quotePath=off", "log", "--no-renames", "--name-only", "--relative", "--format=%x01%cs", "--"];
    ask(root, &[&LOG[..], &[folder]].concat()).map_or_else(|_| HashMap::new(), |log| read(&log))
}

/// Reads what git printed, the latest commit first.
fn read(log: &[u8]) -> HashMap<PathBuf, Date> {
    let mut changes = HashMap::new();
    let mut day: Option<Date> = None;
    for line in String::from_utf8_lossy(log).lines().filter(|line| !line.is_empty()) {
        if let Some(date) = line.strip_prefix('\u{1}') {
            day = date.parse().ok();
        } else if let Some(day) = day {
            // The latest commit comes first, and the first day stays.
            changes.entry(PathBuf::from(line)).or_insert(day);
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_commit_of_a_file_counts() {
        let log = "\u{1}2026-03-02\n\ncontent/a.yaml\n\u{1}2025-01-01\n\ncontent/a.yaml\ncontent/ż b.yaml\n";
        let changes = read(log.as_bytes());
        let day = |path: &str| changes.get(Path::new(path)).map(Date::to_string);
        assert_eq!(day("content/a.yaml").as_deref(), Some("2026-03-02"));
        assert_eq!(day("content/ż b.yaml").as_deref(), Some("2025-01-01"));
        assert_eq!(day("content/c.yaml"), None);
    }
}
