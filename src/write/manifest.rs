//! The list of the files that spis wrote into a published folder: what tells them from everybody else's.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::model::OutputPath;
use crate::source::Error;

/// The file, inside the published folder, that holds the list.
pub const FILE_NAME: &str = ".spis-manifest";

const FIRST_LINE: &str = "spis manifest 1";

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
    ///
    /// **Errors**: any I/O failure but that there is no such file.
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

    /// Whether a file is listed.
    pub fn has(&self, path: &str) -> bool {
        self.paths.binary_search_by(|known| known.as_str().cmp(path)).is_ok()
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
}
