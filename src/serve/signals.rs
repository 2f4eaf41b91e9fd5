//! Being told to end.

use std::io;

use tokio::signal::unix::{SignalKind, signal};

/// Returns when the user presses Ctrl-C or the system sends SIGTERM.
pub(super) async fn told_to_end() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
