//! The one step in which a new site takes the place of the old.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Swap};
use super::target::Target;
use crate::source::Error;

/// How often it is tried where another build publishes into the same folder at the same moment.
const TRIES: usize = 8;

/// How the new site came to its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Swapped {
    /// It stands there; the old one, if there was one, went to that path.
    Old(Option<PathBuf>),
    /// It does not: the published folder cannot be moved, so its files must be replaced one by one.
    Immovable,
}

/// Makes the staging folder the published one.
pub(super) fn publish(staging: &Path, target: &Target, suffix: &OsStr) -> Result<Swapped, Error> {
    let fail = |cause| Error::new("publish into", &target.published, cause);
    if target.is_mounted {
        return Ok(Swapped::Immovable);
    }
    let mut cause = io::Error::other("other builds keep replacing it");
    for _ in 0..TRIES {
        match disk::swap(staging, &target.published).map_err(fail)? {
            Swap::Done => return Ok(Swapped::Old(Some(staging.to_owned()))),
            Swap::Immovable => return Ok(Swapped::Immovable),
            Swap::Unsupported => return exchange_by_renames(staging, target, suffix).map(Swapped::Old),
            Swap::NothingThere => {}
        }
        match fs::rename(staging, &target.published) {
            Ok(()) => return Ok(Swapped::Old(None)),
            // A rename replaces an empty folder only: another build was here meanwhile, and the next round swaps with
            // its site.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => cause = error,
            Err(error) => return Err(fail(error)),
        }
    }
    Err(fail(cause))
}

/// Two renames for one exchange, nothing between them. Killed there, the old site waits beside: the next run of any
/// command puts it back.
fn exchange_by_renames(staging: &Path, target: &Target, suffix: &OsStr) -> Result<Option<PathBuf>, Error> {
    let previous = target.previous(suffix);
    let had_old = match fs::rename(&target.published, &previous) {
        Ok(()) => true,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => false,
        Err(cause) => return Err(Error::new("rename", &target.published, cause)),
    };
    if let Err(cause) = fs::rename(staging, &target.published) {
        if had_old {
            fs::rename(&previous, &target.published).map_err(|cause| Error::new("rename", &previous, cause))?;
        }
        return Err(Error::new("rename", staging, cause));
    }
    Ok(had_old.then_some(previous))
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
