//! Files that records show and lead to.

use super::OutputPath;

/// A file that is published as it is, and what there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where it is published.
    pub path: OutputPath,
    /// How large it is.
    ///
    /// **Units**: bytes.
    pub size: u64,
    /// What it shows, if browsers show it; an ending alone makes no picture.
    pub picture: Option<Dimensions>,
}

/// How large a picture is.
///
/// **Units**: pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The pictures that all browsers show: their endings and media types. **Source**: HTML, 4.8.4.3; IANA media types.
const PICTURES: [(&str, &str); 6] = [
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
];

/// Other files that offices publish.
const DOCUMENTS: [(&str, &str); 14] = [
    ("pdf", "application/pdf"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("html", "text/html"),
    ("rtf", "application/rtf"),
    ("zip", "application/zip"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("epub", "application/epub+zip"),
];

impl Attachment {
    /// The ending of its name in capitals, as readers know kinds of files; empty where it has none.
    pub fn ending(&self) -> String {
        ending(self.path.as_str()).to_uppercase()
    }

    /// Its media type, where its ending tells.
    pub fn media_type(&self) -> Option<&'static str> {
        let ending = ending(self.path.as_str()).to_lowercase();
        PICTURES.iter().chain(&DOCUMENTS).find(|(known, _)| *known == ending).map(|(_, media)| *media)
    }
}

/// Whether a file's name is that of a picture that all browsers show.
pub fn is_picture_name(path: &str) -> bool {
    let ending = ending(path).to_lowercase();
    PICTURES.iter().any(|(known, _)| *known == ending)
}

fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
