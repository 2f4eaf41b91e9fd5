//! Changes to the content itself: fixes of faults, and tidying.
//!
//! In: [`Fix`]es, which are pieces of files written anew. Out: the files with all that was not meant to change byte for
//! byte as it was: comments, blank lines, byte order mark, line ends, permissions. Each file is old or new as a whole, at
//! every moment.
//!
//! What is to be changed is not decided here, but for [`tidy`], which knows what can be written in a better form without
//! saying anything else.

mod order;
mod replace;
mod spaces;
mod tidy;
mod values;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Edit, Fix};
use crate::source::{Error, Folder, Overlay, SourceFile, Tree, read};

pub use tidy::tidy;

/// How often a file is looked at again after it was mended: one fix may stand in the way of another.
const ROUNDS: usize = 10;

/// A file with its text before and after.
#[derive(Debug)]
pub struct Mended {
    /// As it is.
    pub before: Arc<SourceFile>,
    /// As it will be.
    pub after: Arc<SourceFile>,
}

/// Mends a folder as long as there is something to mend, in memory: nothing is written.
///
/// `fixes` says what can be mended in a tree. **Shape**: ordered by path.
///
/// **Errors**: any I/O failure.
pub fn mend(folder: &Folder, fixes: impl Fn(&dyn Tree) -> Result<Vec<Fix>, Error>) -> Result<Vec<Mended>, Error> {
    let mut overlay = Overlay::new(folder);
    for _ in 0..ROUNDS {
        let mended = apply(&fixes(&overlay)?);
        if mended.is_empty() {
            break;
        }
        mended.into_iter().for_each(|file| overlay.put(file));
    }
    let before = |after: &Arc<SourceFile>| {
        let before = read(folder, after.path())?.into_file();
        Ok(Mended { before, after: Arc::clone(after) })
    };
    overlay.changed().map(before).collect()
}

/// Writes every file, one after another; each is old or new as a whole, also when the program is killed.
///
/// **Errors**: any I/O failure; a file that is no longer what it was when it was read stays as it is now.
pub fn write(folder: &Folder, mended: &[Mended]) -> Result<(), Error> {
    mended.iter().try_for_each(|Mended { before, after }| {
        replace::replace(&folder.name(before.path()), &before.written(), &after.written())
    })
}

/// Writes files that are not there yet, with the folders that they lie in; each is whole or not there.
///
/// **Errors**: any I/O failure; a file that is there already stays as it is.
pub fn create(folder: &Folder, files: &[Arc<SourceFile>]) -> Result<(), Error> {
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.name(file.path())).collect();
    files.par_iter().zip(&paths).try_for_each(|(file, path)| replace::create(path, &file.written()))?;
    // Once a folder: files of one folder stand together.
    let last_of_folder =
        |(at, path): &(usize, &PathBuf)| paths.get(at + 1).is_none_or(|next| next.parent() != path.parent());
    paths.iter().enumerate().filter(last_of_folder).try_for_each(|(_, path)| replace::settle(path))
}

/// The files that fixes change, changed. A fix that overlaps one before it is left out as a whole.
///
/// **Shape**: ordered by path.
pub fn apply<'f>(fixes: impl IntoIterator<Item = &'f Fix>) -> Vec<Arc<SourceFile>> {
    let mut files: BTreeMap<PathBuf, Edits> = BTreeMap::new();
    for fix in fixes {
        let has_room = |edit: &Edit| files.get(edit.place.path()).is_none_or(|edits| has_room(edits, edit));
        if fix.edits.iter().all(has_room) {
            for edit in &fix.edits {
                files.entry(edit.place.path().to_owned()).or_default().insert(edit.place.span().start, edit);
            }
        }
    }
    files.values().filter_map(edited).collect()
}

/// What changes in one file, by where it begins. **Shape**: none overlaps the next.
type Edits<'f> = BTreeMap<usize, &'f Edit>;

fn has_room(edits: &Edits<'_>, edit: &Edit) -> bool {
    let span = edit.place.span();
    // Two insertions at one place would have an order that nobody chose; the same edit of two fixes is one.
    let before = edits.range(..span.end.max(span.start + 1)).next_back();
    before.is_none_or(|(start, other)| *other == edit || (other.place.span().end <= span.start && *start < span.start))
}

fn edited(edits: &Edits<'_>) -> Option<Arc<SourceFile>> {
    let file = edits.values().next()?.place.file();
    let old = file.text();
    let mut new = String::with_capacity(old.len());
    let mut at = 0;
    for edit in edits.values() {
        let span = edit.place.span();
        new.push_str(&old[at..span.start]);
        new.push_str(&edit.text);
        at = span.end;
    }
    new.push_str(&old[at..]);
    (new != old).then(|| file.with_text(new))
}
