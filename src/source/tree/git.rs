//! The program `git`: one process a question, and one that hands out objects for as long as it is asked.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::Bytes;

/// Variables by which git would take another repository than the one that the site lies in: hooks set them.
const FOREIGN: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

fn command(folder: &Path, arguments: &[&OsStr]) -> Command {
    let mut command = Command::new("git");
    // In a fixed language, since its answers are read.
    command.arg("-C").arg(folder).args(arguments).env("LC_ALL", "C").stdin(Stdio::null());
    for name in FOREIGN {
        command.env_remove(name);
    }
    command
}

/// What git prints on a question; its own words where it fails.
pub(super) fn ask(folder: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    let output = command(folder, &arguments).output().map_err(not_started)?;
    if output.status.success() { Ok(output.stdout) } else { Err(said(&output.stderr)) }
}

fn not_started(cause: io::Error) -> io::Error {
    match cause.kind() {
        io::ErrorKind::NotFound => io::Error::other("the program `git` is not installed"),
        _ => cause,
    }
}

/// The last line of what git had to say.
fn said(stderr: &[u8]) -> io::Error {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("fatal: no reason given");
    let reason = line.strip_prefix("fatal: ").unwrap_or(line);
    io::Error::other(format!("git: {reason}"))
}

/// What a name of an object leads to.
pub(super) enum Object {
    /// A file.
    File(Bytes),
    /// A folder; the identifier of its tree.
    Folder(String),
    /// Nothing that is in the revision, and why.
    Nothing(&'static str),
}

/// `git cat-file --batch`, which follows links inside the repository.
pub(super) struct Objects {
    child: Child,
    /// Closed before the process is waited for.
    names: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// Asks git for the objects of a repository.
    ///
    /// **Errors**: git cannot be started.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let arguments = ["cat-file", "--batch", "--follow-symlinks"].map(OsStr::new);
        let mut command = command(folder, &arguments);
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.map_err(not_started)?;
        let names = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("it is piped"));
        Ok(Self { child, names, answers })
    }

    /// Reads an object by its name; a file larger than `limit` bytes is passed over.
    ///
    /// **Errors**: git ended, or answers otherwise than it promises.
    pub fn read(&mut self, name: &str, limit: u64) -> io::Result<Object> {
        // Names are sent one a line, so the rest of this one would be asked for as another.
        if name.contains('\n') {
            return Ok(Object::Nothing("its name has two lines"));
        }
        let names = self.names.as_mut().expect("it is closed only at the end");
        // One write: git may have ended, which the answer tells better than a broken pipe.
        let asked = names.write_all(format!("{name}\n").as_bytes()).and_then(|()| names.flush());
        let mut header = String::new();
        if self.answers.read_line(&mut header)? == 0 {
            return Err(self.ended(asked));
        }
        let words: Vec<&str> = header.trim_end().split(' ').collect();
        match words[..] {
            [_, "blob", size] => Ok(Object::File(self.content(length(size)?, limit)?)),
            [id, "tree", size] => {
                let id = id.to_owned();
                self.skip(length(size)?)?;
                Ok(Object::Folder(id))
            }
            ["symlink" | "dangling" | "loop" | "notdir", size] => {
                self.skip(length(size)?)?;
                Ok(Object::Nothing("a link that leads out of the repository, or nowhere"))
            }
            _ => Ok(Object::Nothing("the revision has no such file")),
        }
    }

    fn content(&mut self, size: u64, limit: u64) -> io::Result<Bytes> {
        if size > limit {
            self.skip(size)?;
            return Ok(Bytes::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        (&mut self.answers).take(size).read_to_end(&mut bytes)?;
        self.skip(0)?;
        Ok(Bytes::Whole(bytes))
    }

    /// Passes over so many bytes and the line end after them.
    fn skip(&mut self, size: u64) -> io::Result<()> {
        io::copy(&mut (&mut self.answers).take(size + 1), &mut io::sink()).map(drop)
    }

    /// Why there is no answer: git's own words.
    fn ended(&mut self, asked: io::Result<()>) -> io::Error {
        let mut stderr = Vec::new();
        let heard = self.child.stderr.take().map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut stderr));
        match heard.and(asked) {
            Err(cause) if stderr.is_empty() => cause,
            _ => said(&stderr),
        }
    }
}

fn length(size: &str) -> io::Result<u64> {
    size.parse().map_err(|_| io::Error::other(format!("git: “{size}” is no size")))
}

impl Drop for Objects {
    fn drop(&mut self) {
        self.names = None;
        // It has nothing left to say; waiting only keeps it from staying in the table of processes.
        self.child.wait().map(drop).unwrap_or(());
    }
}
