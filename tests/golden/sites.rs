//! The golden sites, for those tests that build them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Files by their paths.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The files of a folder, by their paths below it.
pub fn files(root: &Path, folder: &Path, found: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            let inner = path.strip_prefix(root).expect("it lies in the folder").to_owned();
            found.insert(inner, fs::read(&path).expect("the file is readable"));
        }
    }
}

/// Writes files into a folder.
pub fn write(root: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
}

/// The case's site with what it borrows, in a folder of its own.
pub fn prepared(case: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut site = Files::new();
    files(&case.join("site"), &case.join("site"), &mut site);
    let borrowed = case.join("borrowed.txt");
    if borrowed.exists() {
        let translations = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/translations");
        for line in fs::read_to_string(borrowed).expect("the list is text").lines() {
            let (from, to) = line.split_once(' ').expect("a line says what is taken, and as what");
            site.insert(to.into(), fs::read(translations.join(from)).expect("the default theme has it"));
        }
    }
    write(folder.path(), &site);
    folder
}
