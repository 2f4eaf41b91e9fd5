//! Changes on the disk.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{Error as WatchError, ErrorKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::source::Error;

/// How long the disk must be quiet before a change counts: editors save in several steps.
const QUIET: Duration = Duration::from_millis(150);

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
pub(super) type Watcher = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Watches folders with everything in them.
pub(super) fn watch(folders: &[PathBuf]) -> Result<(Changes, Watcher), Error> {
    let (sender, receiver) = channel();
    let report = move |events: DebounceEventResult| {
        // What cannot be told apart counts as a change: one build too many does no harm. Reading is none: builds read.
        let is_change = events.map_or(true, |events| events.iter().any(|event| !event.kind.is_access()));
        if is_change {
            // Nobody listens any more when the preview is about to end.
            sender.send(()).unwrap_or(());
        }
    };
    let mut watcher = new_debouncer(QUIET, None, report).map_err(|cause| Error::new("watch", ".", io_error(cause)))?;
    for folder in folders {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(|cause| Error::new("watch", folder, io_error(cause)))?;
    }
    Ok((Changes(receiver), watcher))
}

fn io_error(cause: WatchError) -> std::io::Error {
    match cause.kind {
        ErrorKind::Io(cause) => cause,
        ErrorKind::PathNotFound => std::io::ErrorKind::NotFound.into(),
        _ => std::io::Error::other(cause),
    }
}
