//! What stands in a published folder and was not written by spis.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::ForeignFiles;
use super::disk::Folder;
use super::manifest::{self, Manifest};
use super::target::Target;
use crate::source::Error;

/// How often a folder is looked at that other builds replace at the same moment.
const TRIES: usize = 8;

/// How many foreign files a refusal names.
const NAMED: usize = 10;

/// How much may be deleted unnamed, even by force. **Units**: bytes.
const LITTLE: u64 = 1_000_000;

/// Looks for foreign files and refuses those that must not be deleted: all of them, or even by force a git repository
/// and more than [`LITTLE`]. Returns what may be deleted. A folder that is empty or not there is fine.
pub(super) fn judge(target: &Target, wish: ForeignFiles) -> Result<Vec<String>, Error> {
    let published = &target.published;
    let refuse = |reason: String| Err(Error::new("publish into", published, io::Error::other(reason)));
    for _ in 0..TRIES {
        let Look::Foreign(mut files) = look(target)? else { continue };
        files.sort_unstable();
        return match wish {
            _ if files.is_empty() => Ok(files),
            ForeignFiles::Refuse => refuse(refusal(&files)),
            ForeignFiles::Delete => match precious(published, &files)? {
                Some(reason) => refuse(reason),
                None => Ok(files),
            },
        };
    }
    refuse("other builds keep replacing it".to_owned())
}

enum Look {
    Foreign(Vec<String>),
    /// Another build swapped the folder while it was being looked at.
    Disturbed,
}

fn look(target: &Target) -> Result<Look, Error> {
    let published = &target.published;
    let fail = |cause| Error::new("read", published, cause);
    let Some(folder) = Folder::open(published).map_err(fail)? else { return Ok(Look::Foreign(Vec::new())) };
    let foreign = Manifest::read(published).and_then(|manifest| foreign_files(target, &manifest.unwrap_or_default()));
    if folder.is_at(published).map_err(fail)? { foreign.map(Look::Foreign) } else { Ok(Look::Disturbed) }
}

/// What stands in a folder and not on its list: files, and folders (ending in `/`) without going into them.
fn foreign_files(target: &Target, manifest: &Manifest) -> Result<Vec<String>, Error> {
    let published = &target.published;
    let mut known: HashSet<&str> = manifest.paths().iter().map(String::as_str).collect();
    known.insert(manifest::FILE_NAME);
    let folders: HashSet<&str> = manifest.folders().into_iter().collect();
    let mut foreign = Vec::new();
    let mut walk = WalkDir::new(published).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|cause| Error::new("read", published, cause.into()))?;
        let below = entry.path().strip_prefix(published).expect("the walk stays below where it began");
        let name = slashed(below);
        if !entry.file_type().is_dir() {
            if !known.contains(&*name) {
                foreign.push(name);
            }
        } else if entry.depth() == 1 && target.is_workshop_of(entry.file_name()) {
            walk.skip_current_dir();
        } else if !folders.contains(&*name) {
            foreign.push(format!("{name}/"));
            walk.skip_current_dir();
        }
    }
    Ok(foreign)
}

/// A path as the list writes it, with `/` on every system.
fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Why files may not be deleted even by force, if so.
fn precious(published: &Path, files: &[String]) -> Result<Option<String>, Error> {
    let mut size = 0;
    for name in files {
        for entry in WalkDir::new(published.join(name)) {
            let entry = entry.map_err(|cause| Error::new("read", published, cause.into()))?;
            if is_repository(entry.path()) {
                let name = entry.path().strip_prefix(published).unwrap_or(entry.path()).display();
                return Ok(Some(format!(
                    "it holds a git repository that --force does not delete: {name}. Move it away, or delete it yourself"
                )));
            }
            size += entry.metadata().map_err(|cause| Error::new("read", entry.path(), cause.into()))?.len();
        }
    }
    let megabytes = format!("{:.1}", size as f64 / LITTLE as f64);
    Ok((size > LITTLE).then(|| {
        format!(
            "it holds {megabytes} MB that spis did not write, and --force deletes 1 MB at most: {}. \
             Move it away, or delete it yourself",
            named(files)
        )
    }))
}

/// Whether a path is `.git`, or a folder that git would take for a bare repository.
fn is_repository(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == ".git")
        || (path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir())
}

fn refusal(foreign: &[String]) -> String {
    format!(
        "it holds files that spis did not write: {}. Move them away, choose another folder with --out, \
         or delete them together with the old site by --force",
        named(foreign)
    )
}

fn named(foreign: &[String]) -> String {
    let named = foreign[..foreign.len().min(NAMED)].join(", ");
    match foreign.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Deletes foreign files that [`judge`] allowed to be deleted.
pub(super) fn delete(folder: &Path, files: &[String]) -> Result<(), Error> {
    for name in files {
        let remove = |path: &Path| if name.ends_with('/') { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        super::leftover::gone(&folder.join(name), remove)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_counts_what_it_does_not_name() {
        let names: Vec<String> = (10..23).map(|number| format!("{number}.txt")).collect();
        let text = refusal(&names);
        assert!(text.contains("10.txt, ") && text.contains("19.txt and 3 more."), "{text}");
        assert!(!text.contains("20.txt"), "{text}");
    }
}
