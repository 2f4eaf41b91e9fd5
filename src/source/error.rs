use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The machine failed: a file could not be read or written. The content is not to blame.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    action: &'static str,
    cause: io::Error,
}

impl Error {
    /// Says what was being done (`"read"`, `"write"`, `"rename"` …) to which path when it failed.
    pub fn new(action: &'static str, path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self { path: path.into(), action, cause }
    }

    /// What was being done, as [`new`](Self::new) was told.
    pub fn action(&self) -> &'static str {
        self.action
    }

    /// Why it failed.
    pub fn cause(&self) -> &io::Error {
        &self.cause
    }

    /// The file or folder that the failed operation was on.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.action, self.path.display(), self.cause)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
