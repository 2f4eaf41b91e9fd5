use std::io;
use std::path::{Path, PathBuf};

use super::{CollectionSource, SourceKind, Sources, misplaced};
use crate::diagnostic::{Diagnostic, codes};
use crate::say;
use crate::source::{Error, SourceFile, Tree};

/// The files below `content/`, told apart by where they lie.
pub struct Found {
    /// Collections and files that are not read.
    pub sources: Sources,
    /// Text files to read, relative to the root, in the order of their paths.
    pub texts: Vec<(SourceKind, PathBuf)>,
    /// Files beside the pages.
    pub beside: Vec<PathBuf>,
    /// Files that nothing reads.
    pub diagnostics: Vec<Diagnostic>,
}

/// The folder that a site is made from.
const CONTENT: &str = "content";

/// Lists `content/`. Hidden files are passed over, what systems and editors leave behind is told of.
///
/// **Errors**: there is no `content/`; a folder cannot be read.
pub fn walk(tree: &dyn Tree) -> Result<Found, Error> {
    const NO_CONTENT: &str = "no such folder; name the register's with --root, or begin one with `spis init`";
    let mut found =
        Found { sources: Sources::default(), texts: Vec::new(), beside: Vec::new(), diagnostics: Vec::new() };
    let files = tree.files(Path::new(CONTENT), &is_hidden)?;
    let no_content =
        || Error::new("read", tree.name(Path::new(CONTENT)), io::Error::new(io::ErrorKind::NotFound, NO_CONTENT));
    for path in files.ok_or_else(no_content)? {
        match path.iter().skip(1).map(|part| part.to_str()).collect::<Option<Vec<&str>>>() {
            Some(inner) => found.sort_out(tree, &inner)?,
            None => found.diagnostics.push(no_name(&path)),
        }
    }
    Ok(found)
}

impl Found {
    fn sort_out(&mut self, tree: &dyn Tree, inner: &[&str]) -> Result<(), Error> {
        let path: PathBuf = std::iter::once(CONTENT).chain(inner.iter().copied()).collect();
        if let Some(at) = inner.iter().position(|name| is_leftover(name)) {
            self.diagnostics
                .push(leftover(&std::iter::once(CONTENT).chain(inner[..=at].iter().copied()).collect::<PathBuf>()));
            return Ok(());
        }
        if let Some(fault) = misplaced(tree, &path)? {
            self.diagnostics.push(fault);
            self.sources.unread.push(path);
            return Ok(());
        }
        if let ["registry", collection, _, ..] = inner {
            self.enter(collection);
        }
        let collection = self.sources.collections.len().wrapping_sub(1);
        let place = match inner {
            ["pages", ".well-known", ..] | ["pages", ".nojekyll"] => {
                self.beside.push(path);
                return Ok(());
            }
            [.., name] if name.starts_with('.') || inner.contains(&".well-known") => return Ok(()),
            ["site.yaml"] => SourceKind::Site,
            ["glossary.yaml"] => SourceKind::Glossary,
            ["needs.yaml"] => SourceKind::Needs,
            ["open_data.yaml"] => SourceKind::OpenData,
            ["geo", "areas.yaml"] => SourceKind::Levels,
            ["geo", name] if name.ends_with(".geojson") || name.ends_with(".csv") => {
                SourceKind::Geo((*name).to_owned())
            }
            ["registry", _, "_schema.yaml"] => SourceKind::Schema(collection),
            ["registry", _, name] if name.ends_with(".yaml") => SourceKind::Record(collection),
            ["datasets", name] if name.ends_with(".yaml") => SourceKind::Dataset,
            ["pages", .., name] if name.ends_with(".md") => SourceKind::Page,
            _ => {
                self.other(inner, path);
                return Ok(());
            }
        };
        self.texts.push((place, path));
        Ok(())
    }

    /// A file that no stage reads: one beside the pages, one whose ending is nearly right, or a stray one.
    fn other(&mut self, inner: &[&str], path: PathBuf) {
        match (right_name(inner), inner) {
            (Some(right), _) => {
                self.diagnostics.push(wrong_ending(&path, &right));
                // Under its right name: what refers to it must not be told that it does not exist.
                self.sources.unread.push(path.with_file_name(right));
            }
            (None, ["pages", ..]) => self.beside.push(path),
            (None, [.., name]) if is_documentation(name) => {}
            (None, _) => self.diagnostics.push(unexpected(&path)),
        }
    }

    /// Begins a collection where its first file is met.
    fn enter(&mut self, id: &str) {
        let collections = &mut self.sources.collections;
        if collections.last().is_none_or(|last| last.id != id) {
            collections.push(CollectionSource { id: id.to_owned(), schema: None, records: Vec::new() });
        }
    }
}

/// Whether a name is passed over in silence, a folder with all that lies in it.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && ![".well-known", ".nojekyll"].contains(&name) && !is_leftover(name)
}

/// Whether a name is that of a file which systems and editors leave behind.
fn is_leftover(name: &str) -> bool {
    const LEFT: [&str; 4] = [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini"];
    let lower = name.to_lowercase();
    let by_editor = name.starts_with("~$") || name.starts_with('#') || name.ends_with('~');
    by_editor || lower.ends_with(".swp") || lower.ends_with(".swo") || LEFT.contains(&lower.as_str())
}

fn is_documentation(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("readme") || lower.starts_with("licen")
}

/// The name that a file should have whose ending is nearly one that is read: `a.yaml` for `a.yml` and `a.YAML.txt`.
fn right_name(inner: &[&str]) -> Option<String> {
    const YAML: &[(&str, &str)] = &[(".yaml", ".yaml"), (".yml", ".yaml")];
    const GEO: &[(&str, &str)] = &[(".yaml", ".yaml"), (".yml", ".yaml"), (".geojson", ".geojson"), (".csv", ".csv")];
    const PAGES: &[(&str, &str)] = &[(".md", ".md"), (".markdown", ".md"), (".mdown", ".md")];
    let (name, endings) = match inner {
        ["pages", .., name] => (name, PAGES),
        ["geo", name] => (name, GEO),
        ["registry", _, name] | ["datasets", name] | [name] => (name, YAML),
        _ => return None,
    };
    let lower = name.to_ascii_lowercase();
    let lower = lower.strip_suffix(".txt").unwrap_or(&lower);
    let (wrong, right) = endings.iter().find(|(wrong, _)| lower.len() > wrong.len() && lower.ends_with(wrong))?;
    Some(format!("{}{right}", name.get(..lower.len() - wrong.len())?))
}

fn wrong_ending(path: &Path, right: &str) -> Diagnostic {
    let message = say!(
        "Przez końcówkę nazwy nic nie czyta tego pliku.",
        "Nothing reads this file, because of how its name ends."
    );
    let help = say!("Zmień jego nazwę na {right}", "Rename it to {right}");
    Diagnostic::new(codes::FILE_ENDING, SourceFile::new(path, "").start(), message).help(help)
}

fn leftover(path: &Path) -> Diagnostic {
    let message = say!(
        "Zostawił to system albo edytor; strona tego nie używa.",
        "A system or an editor left this here; the site does not use it."
    );
    let help = say!("Usuń to.", "Remove it.");
    Diagnostic::new(codes::FILE_UNEXPECTED, SourceFile::new(path, "").start(), message).help(help)
}

fn no_name(path: &Path) -> Diagnostic {
    let message = say!("Nazwa tego pliku nie jest zapisana w UTF-8.", "The name of this file is not encoded in UTF-8.");
    let help = say!("Nazwij go od nowa.", "Name it anew.");
    let path = PathBuf::from(path.to_string_lossy().into_owned());
    Diagnostic::new(codes::FILE_NAME, SourceFile::new(path, "").start(), message).help(help)
}

fn unexpected(path: &Path) -> Diagnostic {
    let message = say!("Tego pliku nic nie czyta.", "Nothing reads this file.");
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    let help = match parts[..] {
        ["content", "registry", collection, _, .., name] if name.ends_with(".yaml") => say!(
            "Przenieś go do content/registry/{collection}/{name}; rekordy nie leżą w podfolderach.",
            "Move it to content/registry/{collection}/{name}; records do not lie in folders of their own."
        ),
        _ => say!(
            "Rekordy leżą w content/registry/<zbiór>/, strony w content/pages/.",
            "Records lie in content/registry/<collection>/, pages in content/pages/."
        ),
    };
    Diagnostic::new(codes::FILE_UNEXPECTED, SourceFile::new(path, "").start(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_right_endings_are_told_from_others() {
        for (inner, right) in [
            (&["registry", "libraries", "hill-top.YAML"][..], "hill-top.yaml"),
            (&["registry", "libraries", "hill-top.yml"], "hill-top.yaml"),
            (&["datasets", "loans.yaml.txt"], "loans.yaml"),
            (&["geo", "towns.CSV"], "towns.csv"),
            (&["site.yml"], "site.yaml"),
            (&["pages", "a", "about.markdown"], "about.md"),
            (&["pages", "about.MD.TXT"], "about.md"),
        ] {
            assert_eq!(right_name(inner).as_deref(), Some(right), "{inner:?}");
        }
        for inner in [&["pages", "plan.pdf"][..], &["pages", "api.yml"], &["pages", ".md"], &["notes.txt"]] {
            assert_eq!(right_name(inner), None, "{inner:?}");
        }
    }

    #[test]
    fn what_systems_leave_behind_is_known() {
        for name in [".DS_Store", "Thumbs.db", "desktop.ini", "plan.pdf~", ".about.md.swp", "~$plan.docx", "#a.md#"] {
            assert!(is_leftover(name) && !is_hidden(name), "{name}");
        }
        for name in [".git", ".env", ".htaccess"] {
            assert!(!is_leftover(name) && is_hidden(name), "{name}");
        }
        assert!(!is_hidden(".well-known") && !is_hidden("plan.pdf"));
    }
}
