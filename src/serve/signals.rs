//! Being told to end.

use std::io;

/// Returns when the user presses Ctrl-C or the system sends SIGTERM.
#[cfg(unix)]
pub(super) async fn told_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Returns when the user presses Ctrl-C.
#[cfg(not(unix))]
pub(super) async fn told_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
