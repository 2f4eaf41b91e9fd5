//! The list of the files that spis wrote into a published folder: what tells them from everybody else's.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use walkdir::WalkDir;

use super::leftover::is_at;
use crate::model::OutputPath;
use crate::source::Error;

/// The file, inside the published folder, that holds the list.
pub(super) const FILE_NAME: &str = ".spis-manifest";

const FIRST_LINE: &str = "spis manifest 1";

/// How often a folder is looked at that other builds replace at the same moment.
const TRIES: usize = 8;

/// How many foreign files a refusal names.
const NAMED: usize = 10;

/// The files that spis wrote. **Shape**: relative paths with `/`, sorted, without the list itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    paths: Vec<String>,
}

impl Manifest {
    pub fn new(mut paths: Vec<String>) -> Self {
        paths.sort_unstable();
        Self { paths }
    }

    /// Reads the list of a folder; nothing where there is none, or something else of that name.
    pub fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(FILE_NAME);
        match fs::read(&path) {
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::new("read", path, cause)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let paths = text.strip_prefix(FIRST_LINE)?.strip_prefix('\n')?;
        // A list that leads out of the folder is none of ours.
        let is_safe = paths.lines().all(|path| OutputPath::parse(path).is_some());
        is_safe.then(|| Self { paths: paths.lines().map(str::to_owned).collect() })
    }

    pub fn render(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for path in &self.paths {
            text.push_str(path);
            text.push('\n');
        }
        text
    }

    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Every folder above a listed file, without the top one. **Shape**: sorted, so a parent stands before its children.
    pub fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for path in &self.paths {
            let mut rest = path.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                rest = folder;
            }
        }
        folders
    }
}

/// Refuses a folder that holds what spis did not write. A folder that is empty or not there is fine.
pub(super) fn refuse_foreign_files(published: &Path) -> Result<(), Error> {
    let mut found = look_for_foreign_files(published);
    for _ in 0..TRIES {
        match found {
            Ok(Look::Disturbed) => found = look_for_foreign_files(published),
            Ok(Look::Foreign(mut files)) if !files.is_empty() => {
                files.sort_unstable();
                return Err(Error::new("publish into", published, io::Error::other(refusal(&files))));
            }
            Ok(Look::Foreign(_)) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Err(Error::new("publish into", published, io::Error::other("other builds keep replacing it")))
}

enum Look {
    Foreign(Vec<String>),
    /// Another build swapped the folder while it was being looked at.
    Disturbed,
}

fn look_for_foreign_files(published: &Path) -> Result<Look, Error> {
    let fail = |cause: Errno| Error::new("read", published, cause.into());
    // Held open, the folder's number on the disk cannot pass to another one meanwhile.
    let folder = match open(published, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()) {
        Ok(folder) => folder,
        Err(Errno::NOENT) => return Ok(Look::Foreign(Vec::new())),
        Err(cause) => return Err(fail(cause)),
    };
    let foreign =
        Manifest::read(published).and_then(|manifest| foreign_files(published, &manifest.unwrap_or_default()));
    if is_at(&folder, published).map_err(fail)? { foreign.map(Look::Foreign) } else { Ok(Look::Disturbed) }
}

fn refusal(foreign: &[String]) -> String {
    let named = foreign[..foreign.len().min(NAMED)].join(", ");
    let more = match foreign.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "it holds files that spis did not write: {named}{more}. Move them away, choose another folder with --out, \
         or delete them together with the old site by --force"
    )
}

/// What stands in a folder and not on its list: files, and folders (ending in `/`) without going into them.
fn foreign_files(published: &Path, manifest: &Manifest) -> Result<Vec<String>, Error> {
    let mut known: HashSet<&str> = manifest.paths.iter().map(String::as_str).collect();
    known.insert(FILE_NAME);
    let folders: HashSet<&str> = manifest.folders().into_iter().collect();
    let mut foreign = Vec::new();
    let mut walk = WalkDir::new(published).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|cause| Error::new("read", published, cause.into()))?;
        let below = entry.path().strip_prefix(published).expect("the walk stays below where it began");
        let name = below.to_string_lossy();
        if !entry.file_type().is_dir() {
            if !known.contains(&*name) {
                foreign.push(name.into_owned());
            }
        } else if !folders.contains(&*name) {
            foreign.push(format!("{name}/"));
            walk.skip_current_dir();
        }
    }
    Ok(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let manifest = Manifest::new(vec!["b/ż/index.html".into(), "a.html".into(), "b/index.html".into()]);
        assert_eq!(Manifest::parse(&manifest.render()), Some(Manifest { paths: manifest.paths.clone() }));
        assert_eq!(manifest.folders().into_iter().collect::<Vec<_>>(), ["b", "b/ż"]);
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse("spis manifest 1\na\n../b\n"), None);
    }

    #[test]
    fn a_refusal_counts_what_it_does_not_name() {
        let names: Vec<String> = (10..23).map(|number| format!("{number}.txt")).collect();
        let text = refusal(&names);
        assert!(text.contains("10.txt, ") && text.contains("19.txt and 3 more."), "{text}");
        assert!(!text.contains("20.txt"), "{text}");
    }
}
