//! The one step in which a new site takes the place of the old.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::target::Target;
use crate::source::Error;

/// How often it is tried where another build publishes into the same folder at the same moment.
const TRIES: usize = 8;

/// Makes the staging folder the published one. Returns where the old site went, if there was one.
pub(super) fn publish(staging: &Path, target: &Target, suffix: &OsStr) -> Result<Option<PathBuf>, Error> {
    let fail = |cause| Error::new("publish into", &target.published, cause);
    let mut cause = io::Error::other("other builds keep replacing it");
    for _ in 0..TRIES {
        match exchange(staging, &target.published) {
            Ok(()) => return Ok(Some(staging.to_owned())),
            Err(Errno::NOENT) => {}
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => return exchange_by_renames(staging, target, suffix),
            Err(cause) => return Err(fail(cause.into())),
        }
        match fs::rename(staging, &target.published) {
            Ok(()) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => cause = error,
            Err(error) => return Err(fail(error)),
        }
    }
    Err(fail(cause))
}

fn exchange(a: &Path, b: &Path) -> rustix::io::Result<()> {
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)
}

/// Two renames for one exchange. Killed between them, the old site waits beside: the next run puts it back.
fn exchange_by_renames(staging: &Path, target: &Target, suffix: &OsStr) -> Result<Option<PathBuf>, Error> {
    let previous = target.previous(suffix);
    let rename = |from: &Path, to: &Path| fs::rename(from, to).map_err(|cause| Error::new("rename", from, cause));
    if !target.published.exists() {
        rename(staging, &target.published)?;
        return Ok(None);
    }
    rename(&target.published, &previous)?;
    if let Err(error) = rename(staging, &target.published) {
        rename(&previous, &target.published)?;
        return Err(error);
    }
    Ok(Some(previous))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_do_what_an_exchange_does() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = Target::new(&folder.path().join("public"), &[]).expect("it may be published into");
        let staging = target.staging(OsStr::new("1"));
        for (text, expected) in [("old", None), ("new", Some(target.previous(OsStr::new("1"))))] {
            fs::create_dir(&staging).expect("the folder is new");
            fs::write(staging.join("a"), text).expect("the folder is there");
            let old = exchange_by_renames(&staging, &target, OsStr::new("1")).expect("both can be renamed");
            assert_eq!(old, expected);
            assert_eq!(fs::read_to_string(target.published.join("a")).expect("it is published"), text);
        }
        assert_eq!(fs::read_to_string(target.previous(OsStr::new("1")).join("a")).expect("it waits"), "old");
    }
}
