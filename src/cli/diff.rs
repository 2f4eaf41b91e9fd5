//! `spis diff`.

use std::path::Path;

use super::arguments::DiffArguments;
use super::{Common, Outcome, output};
use crate::desk;
use crate::report;
use crate::source::{Error, Folder, Revision, Tree};

/// Tells what changed between two states of the register.
pub(super) fn diff(common: &Common, arguments: &DiffArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let old = tree(&common.root, &arguments.old)?;
    let new = tree(&common.root, &arguments.new)?;
    let (changes, language) = desk::diff(&options, &*old, &*new, common.language)?;
    output::print(&report::changes(&changes, arguments.format.into(), language))?;
    Ok(Outcome::Done)
}

/// A state of the register by its name: a folder that holds one, else a revision of the repository that `root` lies in.
pub(super) fn tree(root: &Path, name: &str) -> Result<Box<dyn Tree>, Error> {
    let folder = Path::new(name);
    if folder.join("content").is_dir() || (folder.is_dir() && name.contains('/')) {
        return Ok(Box::new(Folder::new(folder)));
    }
    Ok(Box::new(Revision::open(root, name)?))
}
