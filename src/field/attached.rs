//! What fields have in common whose values are files beside the pages.

use serde_json::json;

use super::{Json, Names, Scope};
use crate::diagnostic::{Diagnostic, Text, codes, nearest};
use crate::locale::Locale;
use crate::model::{Attachment, Decimal};
use crate::reading::Reading;
use crate::say;
use crate::yaml::Node;

/// The largest file that is published without a word. **Units**: bytes.
const HEAVY: u64 = 500_000;

/// Finds the file that a record names by its path below `content/pages/`.
///
/// **Errors**: `link/file`, `link/foreign`; the warning `file/heavy`.
pub fn read<'s>(reading: &Reading<'_>, node: &Node, scope: &'s dyn Scope) -> Option<&'s Attachment> {
    let written = reading.text(node)?;
    let path = written.strip_prefix('/').unwrap_or(written);
    if path.contains("://") || path.starts_with('/') {
        let message = say!("„{written}” leży na innym serwerze.", "“{written}” lies on another server.");
        let help = say!(
            "Połóż plik w content/pages/ i napisz jego ścieżkę; odsyłacz do innej strony ma typ link.",
            "Put the file into content/pages/ and write its path; a link to another site has the type link."
        );
        reading.report(codes::LINK_FOREIGN, &node.span, message, Some(help));
        return None;
    }
    let Some(file) = scope.file(path) else {
        let message = say!("Nie ma pliku {written}.", "There is no file {written}.");
        reading.report(codes::LINK_FILE, &node.span, message, Some(help(path, scope)));
        return None;
    };
    if file.size > HEAVY {
        reading.push(heavy(file, reading.at(&node.span)));
    }
    Some(file)
}

/// What was probably meant by a path that leads to no file.
fn help(path: &str, scope: &dyn Scope) -> Text {
    let files = scope.files();
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    let elsewhere = || files.iter().find(|file| name(file) == name(path)).copied();
    match nearest(path, files.iter().copied()).or_else(elsewhere) {
        Some(near) => say!("Czy chodziło o „{near}”?", "Did you mean “{near}”?"),
        None if path.split(['/', '\\']).any(|part| part == "..") => say!(
            "Ścieżka zaczyna się w content/pages/ i nie wychodzi z tego folderu.",
            "The path starts in content/pages/ and does not leave that folder."
        ),
        None => say!("Połóż plik w content/pages/{path}", "Put the file into content/pages/{path}"),
    }
}

fn heavy(file: &Attachment, location: crate::source::Location) -> Diagnostic {
    let (kilobytes, path) = (file.size.div_ceil(1000), file.path.as_str());
    let message = say!(
        "Plik {path} waży {kilobytes} kB: na telefonie to długo i drogo.",
        "{path} has {kilobytes} kB: long and dear to load on a phone."
    );
    let help = match file.picture {
        Some(_) => say!(
            "Zmniejsz obraz, np. do 1600 pikseli szerokości, do najwyżej 500 kB.",
            "Make the picture smaller, such as 1600 pixels wide, down to 500 kB."
        ),
        None => say!("Zmniejsz plik do najwyżej 500 kB.", "Make the file smaller, down to 500 kB."),
    };
    Diagnostic::new(codes::FILE_HEAVY, location, message).help(help)
}

/// What kind of file it is and how large, as readers see it behind a link: `PDF, 1.2 MB`.
pub fn told(file: &Attachment, locale: &Locale) -> String {
    let (number, unit) = match file.size {
        size @ ..1_000_000 => (locale.format_integer(i64::try_from(size.div_ceil(1000)).unwrap_or(i64::MAX)), "kB"),
        size => {
            (locale.format_decimal(Decimal::new(i64::try_from(size.div_ceil(100_000)).unwrap_or(i64::MAX), 1), 1), "MB")
        }
    };
    let ending = file.ending();
    let size = format!("{number}\u{a0}{unit}");
    if ending.is_empty() { size } else { format!("{ending}, {size}") }
}

/// A file in open data.
pub fn json(file: &Attachment, names: &dyn Names) -> Json {
    let mut json = json!({"url": names.file_address(&file.path), "size": file.size});
    if let Some(media) = file.media_type() {
        json["media_type"] = json!(media);
    }
    json
}

/// What the parts of a file look like in open data.
pub fn json_schema() -> [(&'static str, Json); 3] {
    let size = json!({"type": "integer", "minimum": 0, "description": "bytes"});
    [("url", json!({"type": "string", "format": "uri"})), ("size", size), ("media_type", json!({"type": "string"}))]
}
