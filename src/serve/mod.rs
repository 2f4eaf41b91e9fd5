//! A local preview: the built site on 127.0.0.1, rebuilt on every save.
//!
//! In: the published folder, the folders to watch, and a function that builds. Out: pages in a browser, which reload
//! themselves after each build. While the content has faults, the last good site stays and a panel on every page
//! shows what is wrong.
//!
//! This is no server for the public: it listens on this machine alone, reads whole files and caches nothing.

mod connections;
mod files;
mod live;
mod page;
mod signals;
mod watch;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::sync::watch as state;

use crate::diagnostic::MessageLanguage;
use crate::source::Error;
use live::{Preview, PreviewState};
use watch::Watcher;

/// How many ports are tried, from the wanted one upwards.
const PORTS: u16 = 100;

/// What to serve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder that builds publish into.
    pub published: PathBuf,
    /// Folders whose changes call for a build.
    pub watched: Vec<PathBuf>,
    /// The port to listen on; if it is taken, the next free one.
    pub port: u16,
    /// The language of the preview's own words.
    pub language: MessageLanguage,
}

/// What came of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Built {
    /// The site was published.
    Published {
        /// The path under which its pages lie: `/` or `/register/`.
        base: String,
    },
    /// Nothing was published.
    Faulty {
        /// What is wrong, in the form for people.
        report: String,
    },
}

/// Serves until the program is told to end (Ctrl-C, SIGTERM). `build` runs at once and after every change; `ready`
/// hears the address after the first build.
///
/// **Errors**: no port is free.
pub fn serve(
    settings: &Settings,
    build: impl Fn() -> Built + Send + 'static,
    ready: impl FnOnce(&str) + Send + 'static,
) -> Result<(), Error> {
    let listener = listen(settings.port).map_err(|cause| Error::new("listen on", "127.0.0.1", cause))?;
    let port = listener.local_addr().map_err(|cause| Error::new("listen on", "127.0.0.1", cause))?.port();
    let (changes, watcher) = watch::watch(&settings.watched);
    let (status, _) = state::channel(PreviewState::default());
    let status = Arc::new(status);
    let preview = Preview::new(settings, Arc::clone(&status));
    let builder = thread::spawn(move || {
        let mut ready = Some(ready);
        loop {
            let built = contained(&build);
            status.send_modify(|status| status.update(built));
            if let Some(ready) = ready.take() {
                ready(&format!("http://127.0.0.1:{port}{}", status.borrow().base));
            }
            if !changes.wait() {
                return;
            }
        }
    });
    run(listener, preview, watcher, builder).map_err(|cause| Error::new("serve", &settings.published, cause))
}

/// Builds; a fault of the program's own ends that build, not the preview.
fn contained(build: &impl Fn() -> Built) -> Built {
    // What a build leaves behind when it breaks off is what it leaves when it is killed: nothing that the next one minds.
    panic::catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
        let report = format!(
            "spis: internal error / błąd programu: {}\nSave again to build anew / Zapisz jeszcze raz, aby zbudować od nowa.\n",
            said.unwrap_or("?")
        );
        Built::Faulty { report }
    })
}

fn listen(wanted: u16) -> io::Result<TcpListener> {
    let mut taken = io::Error::from(io::ErrorKind::AddrInUse);
    for port in wanted..=wanted.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => taken = cause,
            listener => return listener,
        }
    }
    Err(taken)
}

/// Answers requests until told to end, then lets the build under way finish, unless told so again.
fn run(listener: TcpListener, preview: Preview, watcher: Watcher, builder: JoinHandle<()>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let ended = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = axum::Router::new().fallback(live::respond).with_state(Arc::new(preview));
        tokio::select! {
            never = connections::serve(listener, router) => match never {},
            told = signals::told_to_end() => told?,
        }
        // Without a watcher there are no more changes: the builder ends with the build that it is at.
        drop(watcher);
        tokio::select! {
            joined = tokio::task::spawn_blocking(|| builder.join()) => {
                joined?.expect("what panics in a build is contained");
            }
            told = signals::told_to_end() => told?,
        }
        Ok(())
    });
    runtime.shutdown_background();
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_one_build_and_not_the_preview() {
        let said = |build: &dyn Fn() -> Built| match contained(&build) {
            Built::Faulty { report } => report,
            published => panic!("{published:?}"),
        };
        assert!(said(&|| panic!("row {}", 7)).contains("row 7"));
        assert!(said(&|| panic!("plain")).contains("plain"));
        assert_eq!(contained(&|| Built::Published { base: "/".into() }), Built::Published { base: "/".into() });
    }
}
