//! Changes on the disk.
//!
//! The system tells of changes where it can. What it cannot tell of is looked at from time to time: folders that go and
//! come back, as they do when git changes branches; and all files of a folder that the system will not watch, for it
//! watches only so many.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify_debouncer_full::file_id::{FileId, get_file_id};
use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// How long the disk must be quiet before a change counts: editors save in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// How often it is looked for what the system does not tell of.
const LOOK: Duration = Duration::from_secs(1);

/// Changes as they come. Ends when the watcher is dropped.
pub(super) struct Changes(Receiver<()>);

impl Changes {
    /// Waits for a change; several at once are one. Returns `false` when there will be none any more.
    pub fn wait(&self) -> bool {
        let changed = self.0.recv().is_ok();
        while self.0.try_recv().is_ok() {}
        changed
    }
}

/// Watches for as long as it lives.
pub(super) struct Watcher {
    /// Its end is the keeper's.
    _life: Sender<()>,
}

/// Watches folders with everything in them, also those that are not there yet.
pub(super) fn watch(folders: &[PathBuf]) -> (Changes, Watcher) {
    let (sender, changes) = channel();
    let (life, ended) = channel();
    let folders = folders.to_vec();
    thread::spawn(move || Keeper::new(sender, folders).keep(&ended));
    (Changes(changes), Watcher { _life: life })
}

type System = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Sees to it that folders are watched, whatever becomes of them.
struct Keeper {
    changes: Sender<()>,
    folders: Vec<Watched>,
    /// Nothing where the system watches nothing at all.
    system: Option<System>,
    /// The system could not watch all that it was asked to.
    is_short: Arc<AtomicBool>,
}

/// A folder and what is known of it.
struct Watched {
    path: PathBuf,
    /// Which folder it is, where there is one.
    identity: Option<FileId>,
    /// What all its files looked like, where the system does not watch it.
    looks: Option<u64>,
}

impl Keeper {
    fn new(changes: Sender<()>, folders: Vec<PathBuf>) -> Self {
        let is_short = Arc::new(AtomicBool::new(false));
        let system = system(changes.clone(), Arc::clone(&is_short));
        let folders = folders.into_iter().map(|path| Watched { path, identity: None, looks: None }).collect();
        let mut keeper = Self { changes, folders, system, is_short };
        keeper.look();
        keeper
    }

    fn keep(mut self, ended: &Receiver<()>) {
        while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            // Nobody listens any more when the preview is about to end.
            if self.look() && self.changes.send(()).is_err() {
                return;
            }
        }
    }

    /// Looks for what the system does not tell of; returns whether there is anything new.
    fn look(&mut self) -> bool {
        let is_short = self.is_short.load(Ordering::Relaxed);
        let mut is_new = false;
        for folder in &mut self.folders {
            let identity = get_file_id(&folder.path).ok();
            if identity != folder.identity {
                folder.identity = identity;
                let is_watched = folder.identity.is_some() && watch_anew(&mut self.system, &folder.path);
                folder.looks = (!is_watched).then(|| looks(&folder.path));
                is_new = true;
            } else if folder.looks.is_some() || is_short {
                let now = Some(looks(&folder.path));
                is_new |= folder.looks != now;
                folder.looks = now;
            }
        }
        is_new
    }
}

/// Asks the system to tell of changes; nothing where it cannot.
fn system(changes: Sender<()>, is_short: Arc<AtomicBool>) -> Option<System> {
    let report = move |events: DebounceEventResult| {
        // What cannot be told apart counts as a change: one build too many does no harm. Reading is none: builds read.
        let is_change = match events {
            Ok(events) => events.iter().any(|event| !event.kind.is_access()),
            Err(_) => {
                is_short.store(true, Ordering::Relaxed);
                true
            }
        };
        if is_change {
            // Nobody listens any more when the preview is about to end.
            changes.send(()).unwrap_or(());
        }
    };
    new_debouncer(QUIET, None, report).ok()
}

/// Watches a folder that has come, or another one in its place; returns whether the system does.
fn watch_anew(system: &mut Option<System>, path: &PathBuf) -> bool {
    let Some(system) = system else { return false };
    // The folder that was there before is gone, and its watch with it: that there is none to end is no failure.
    system.unwatch(path).unwrap_or(());
    system.watch(path, RecursiveMode::Recursive).is_ok()
}

/// What all files below a folder look like: names, sizes and days.
fn looks(folder: &PathBuf) -> u64 {
    let mut hasher = DefaultHasher::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        // What cannot be looked at looks the same until it can.
        let Ok(entry) = entry else { continue };
        entry.path().hash(&mut hasher);
        if let Ok(found) = entry.metadata() {
            found.len().hash(&mut hasher);
            found.modified().ok().hash(&mut hasher);
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Waits for a change, for as long as a slow machine needs.
    fn hears(changes: &Changes) -> bool {
        let heard = changes.0.recv_timeout(Duration::from_secs(20)).is_ok();
        thread::sleep(2 * LOOK);
        while changes.0.try_recv().is_ok() {}
        heard
    }

    #[test]
    fn folders_that_come_go_and_come_again_are_watched() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let (content, themes) = (root.path().join("content"), root.path().join("themes"));
        fs::create_dir(&content).expect("the folder is new");
        let (changes, _watcher) = watch(&[content.clone(), themes.clone()]);
        thread::sleep(LOOK);
        fs::create_dir(&themes).expect("the folder is new");
        assert!(hears(&changes), "a folder that was not there");
        fs::write(themes.join("a"), "1").expect("writable");
        assert!(hears(&changes), "a file in it");
        fs::remove_dir_all(&content).expect("it is there");
        assert!(hears(&changes), "a folder that is gone");
        fs::create_dir(&content).expect("the folder is new");
        assert!(hears(&changes), "a folder that is back");
        fs::write(content.join("a"), "1").expect("writable");
        assert!(hears(&changes), "a file in it");
    }

    #[test]
    fn a_folder_that_the_system_does_not_watch_is_looked_at() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let path = root.path().to_owned();
        let (sender, receiver) = channel();
        let folders = vec![Watched { path: path.clone(), identity: None, looks: None }];
        let mut keeper = Keeper { changes: sender, folders, system: None, is_short: Arc::default() };
        assert!(keeper.look() && !keeper.look());
        fs::create_dir(path.join("a")).expect("writable");
        assert!(keeper.look() && !keeper.look());
        fs::write(path.join("a/b"), "1").expect("writable");
        assert!(keeper.look() && !keeper.look());
        drop(keeper);
        assert!(receiver.recv().is_err());
    }
}
