use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::foreign;
use super::script::without_comments;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::misplaced;
use crate::model::OutputPath;
use crate::say;
use crate::source::{Bytes, Error, Location, ReadOutcome, SourceFile, Tree, read};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file that is copied to the published site as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it goes: `assets/…`.
    pub path: OutputPath,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// The files of a theme by their kind, the site's own in place of the default theme's.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Template by its name: the path below `templates/`.
    pub templates: BTreeMap<String, Arc<SourceFile>>,
    /// Texts by their language code: the file's name without `.yaml`. The default theme's file comes first.
    pub translations: BTreeMap<String, Vec<Arc<SourceFile>>>,
    pub assets: Vec<Asset>,
    /// Whether a template differs from the default theme's.
    pub own_templates: bool,
}

/// Collects a theme's files.
pub(super) fn collect(
    tree: &dyn Tree,
    name: &str,
    asked: &Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Files, Error> {
    let mut sorted = Sorted::default();
    embedded(&DEFAULT, &mut sorted);
    let folder = Path::new("themes").join(name);
    if let Some(paths) = tree.files(&folder, &|name| name.starts_with('.'))? {
        paths.iter().try_for_each(|path| own(tree, &folder, path, &mut sorted, diagnostics))?;
    } else if name != "default" {
        let path = folder.display();
        let message = say!("Nie ma folderu {path}.", "There is no folder {path}.");
        let help = say!("„default” to motyw wbudowany.", "“default” is the built-in theme.");
        diagnostics.push(Diagnostic::new(codes::FILE_MISSING, asked.clone(), message).help(help));
    }
    Ok(sorted.finish())
}

#[derive(Default)]
struct Sorted {
    files: Files,
    assets: BTreeMap<String, Asset>,
}

enum ThemeFile<'a> {
    Template(&'a str),
    Translation(&'a str),
    Asset,
}

/// What a path below the theme's folder is, if it is part of a theme at all.
fn kind(path: &str) -> Option<ThemeFile<'_>> {
    let (folder, rest) = path.split_once('/')?;
    match folder {
        "templates" => Some(ThemeFile::Template(rest)),
        "translations" => rest.strip_suffix(".yaml").map(ThemeFile::Translation),
        "assets" => Some(ThemeFile::Asset),
        _ => None,
    }
}

impl Sorted {
    fn add_text(&mut self, kind: &ThemeFile<'_>, file: Arc<SourceFile>) {
        match kind {
            ThemeFile::Template(name) => drop(self.files.templates.insert((*name).to_owned(), file)),
            ThemeFile::Translation(code) => self.files.translations.entry((*code).to_owned()).or_default().push(file),
            ThemeFile::Asset => {}
        }
    }

    fn add_asset(&mut self, path: &str, bytes: Cow<'static, [u8]>) {
        if let Some(output) = OutputPath::parse(path) {
            self.assets.insert(path.to_owned(), Asset { path: output, bytes });
        }
    }

    fn finish(mut self) -> Files {
        self.files.assets = self.assets.into_values().collect();
        self.files
    }
}

fn embedded(folder: &'static Dir<'static>, sorted: &mut Sorted) {
    for file in folder.files() {
        let path = slashed(file.path());
        match kind(&path) {
            Some(ThemeFile::Asset) if path.ends_with(".js") => {
                let script = file.contents_utf8().expect("the default theme is checked in as UTF-8");
                // The comments are for those who read the source; visitors would only load them.
                sorted.add_asset(&path, Cow::Owned(without_comments(script).into_bytes()));
            }
            Some(ThemeFile::Asset) => sorted.add_asset(&path, Cow::Borrowed(file.contents())),
            Some(kind) => {
                let text = file.contents_utf8().expect("the default theme is checked in as UTF-8");
                sorted.add_text(&kind, SourceFile::new(format!("themes/default/{path}"), text));
            }
            None => {}
        }
    }
    folder.dirs().for_each(|folder| embedded(folder, sorted));
}

/// Adds a file of the site's own theme.
fn own(
    tree: &dyn Tree,
    folder: &Path,
    path: &Path,
    sorted: &mut Sorted,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), Error> {
    if let Some(fault) = misplaced(tree, path)? {
        diagnostics.push(fault);
        return Ok(());
    }
    let inner = slashed(path.strip_prefix(folder).unwrap_or(path));
    match kind(&inner) {
        Some(ThemeFile::Asset) => match tree.read(path)? {
            // An unchanged copy of the default theme's file is that file.
            Bytes::Whole(bytes) if DEFAULT.get_file(&inner).is_some_and(|file| file.contents() == bytes) => {}
            Bytes::Whole(bytes) => {
                asset(path, &bytes, diagnostics);
                sorted.add_asset(&inner, Cow::Owned(bytes));
            }
            Bytes::TooLarge(_) => diagnostics.push(too_large(&SourceFile::new(path, ""))),
        },
        Some(kind) => {
            let file = own_text(tree, path, diagnostics)?;
            let default = DEFAULT.get_file(&inner).and_then(|file| file.contents_utf8());
            if let ThemeFile::Template(_) = kind {
                foreign::in_template(&file, diagnostics);
            }
            sorted.files.own_templates |= matches!(kind, ThemeFile::Template(_)) && default != Some(file.text());
            sorted.add_text(&kind, file);
        }
        None => diagnostics.push(unexpected(path)),
    }
    Ok(())
}

/// Judges what a style sheet, script or drawing of the site's own fetches.
fn asset(path: &Path, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) {
    let check = match path.extension().and_then(|extension| extension.to_str()) {
        Some("css") => foreign::in_style,
        Some("js" | "mjs") => foreign::in_script,
        Some("svg") => foreign::in_template,
        _ => return,
    };
    check(&SourceFile::new(path, String::from_utf8_lossy(bytes)), diagnostics);
}

fn unexpected(path: &Path) -> Diagnostic {
    let message = say!("Tego pliku nic nie czyta.", "Nothing reads this file.");
    let help = say!(
        "Motyw to templates/, assets/ i translations/<język>.yaml.",
        "A theme is templates/, assets/ and translations/<language>.yaml."
    );
    Diagnostic::new(codes::FILE_UNEXPECTED, SourceFile::new(path, "").start(), message).help(help)
}

fn own_text(tree: &dyn Tree, path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Arc<SourceFile>, Error> {
    Ok(match read(tree, path)? {
        ReadOutcome::Text(file) => file,
        ReadOutcome::NotUtf8 { file, offset } => {
            let message = say!("Plik nie jest zapisany w UTF-8.", "The file is not saved as UTF-8.");
            diagnostics.push(Diagnostic::new(codes::FILE_NOT_UTF8, file.location(offset..offset + 3), message));
            file
        }
        ReadOutcome::TooLarge { file, .. } => {
            diagnostics.push(too_large(&file));
            file
        }
    })
}

fn too_large(file: &Arc<SourceFile>) -> Diagnostic {
    let message = say!("Plik jest za duży.", "The file is too large.");
    Diagnostic::new(codes::FILE_TOO_LARGE, file.start(), message)
}

fn slashed(path: &Path) -> String {
    PathBuf::from(path).iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
