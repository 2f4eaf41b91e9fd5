//! A location in the numbers that people and tools count with.

use std::path::{Component, Path};

use crate::source::Location;

/// Where a fault stands. **Units**: lines and columns 1-based, columns in characters, the end exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Extent {
    /// The place, its path as seen from a folder in which `root` leads to the site.
    pub fn seen_from(root: &Path, location: &Location) -> Self {
        let end = location.file().location(location.span().end..location.span().end);
        Self {
            path: join(root, location.path()),
            line: location.line(),
            column: location.column(),
            end_line: end.line(),
            end_column: end.column(),
        }
    }

    /// The place, its path relative to the site's root.
    pub fn in_site(location: &Location) -> Self {
        Self::seen_from(Path::new("."), location)
    }
}

/// Joins two paths with `/` on every system, without `./` before or between.
pub(super) fn join(root: &Path, path: &Path) -> String {
    let joined = root.join(path);
    let parts = joined.components().filter(|part| *part != Component::CurDir);
    let names: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy().replace('\\', "/")).collect();
    names.join("/").replacen("//", "/", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_without_dots() {
        assert_eq!(join(Path::new("."), Path::new("content/a.yaml")), "content/a.yaml");
        assert_eq!(join(Path::new("./office"), Path::new("content/a.yaml")), "office/content/a.yaml");
        assert_eq!(join(Path::new("/srv/office"), Path::new("a.yaml")), "/srv/office/a.yaml");
        assert_eq!(join(Path::new("../x"), Path::new("a.yaml")), "../x/a.yaml");
    }
}
