//! Which file answers which address.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::OutputPath;
use crate::write::MANIFEST_NAME;

/// What a server says to an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A file and its media type.
    File(Vec<u8>, &'static str),
    /// The address lacks its final slash, or is outside the site: the path to go to instead.
    Moved(String),
    /// There is no such file.
    Missing,
}

/// Looks an address up in a published folder.
///
/// **Shape**: `path` is the part of the address after the host, percent-encoded; `base` begins and ends with `/`.
pub(super) fn answer(folder: &Path, base: &str, path: &str) -> io::Result<Answer> {
    let Some(inside) = path.strip_prefix(base) else {
        let is_above = base.starts_with(path) && (path == "/" || base == format!("{path}/"));
        return Ok(if is_above { Answer::Moved(base.to_owned()) } else { Answer::Missing });
    };
    let Some(inside) = decode(inside) else { return Ok(Answer::Missing) };
    let is_folder = inside.is_empty() || inside.ends_with('/');
    let name = if is_folder { format!("{inside}index.html") } else { inside };
    let Some(output) = OutputPath::parse(&name).filter(|output| output.as_str() != MANIFEST_NAME) else {
        return Ok(Answer::Missing);
    };
    if leads_away(folder, output.as_str()) {
        return Ok(Answer::Missing);
    }
    let file = folder.join(output.as_str());
    if !is_folder
        && file.join("index.html").is_file()
        && !leads_away(folder, &format!("{}/index.html", output.as_str()))
    {
        // Links relative to a folder's page would start one folder too high.
        return Ok(Answer::Moved(format!("{path}/")));
    }
    Ok(read(&file)?.map_or(Answer::Missing, |bytes| Answer::File(bytes, media_type(&file))))
}

/// Whether a link lies on the way: builds write none, so that nobody knows where it leads.
fn leads_away(folder: &Path, path: &str) -> bool {
    let mut file = folder.to_owned();
    path.split('/').any(|part| {
        file.push(part);
        file.is_symlink()
    })
}

/// Reads a file; nothing where there is none.
pub(super) fn read(path: &PathBuf) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) => match cause.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => Ok(None),
            _ => Err(cause),
        },
    }
}

/// Undoes percent-encoding; nothing where it is broken or hides bytes that are no text. **Source**: RFC 3986 §2.1.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(*high)? * 16 + digit(*low)?).expect("two hexadecimal digits make a byte"));
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// The media type that goes with a file's extension. Text says that it is UTF-8, and what the list of types has under an
/// older name, or as a text that browsers would rather save, has its present one.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("txt" | "md" | "yaml") => "text/plain; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("vcf") => "text/vcard; charset=utf-8",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("xml" | "xsl") => "application/xml",
        Some("map") => "application/json",
        _ => mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(base: &str, path: &str) -> Answer {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let public = folder.path().join("public");
        fs::create_dir_all(public.join("a")).expect("the folder is new");
        fs::create_dir_all(public.join("empty")).expect("the folder is new");
        fs::write(folder.path().join("secret"), "s").expect("writable");
        fs::write(public.join("index.html"), "top").expect("writable");
        fs::write(public.join("a/index.html"), "a").expect("writable");
        fs::write(public.join("ż.csv"), "1").expect("writable");
        answer(&public, base, path).expect("readable")
    }

    #[test]
    fn files_say_what_they_are() {
        for (name, expected) in [
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.geojson", "application/geo+json"),
            ("a.webmanifest", "application/manifest+json"),
            ("a.svg", "image/svg+xml"),
            ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("a.mp4", "video/mp4"),
            ("a.nobody-knows", "application/octet-stream"),
            ("CNAME", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn addresses_lead_to_files() {
        let html = |text: &str| Answer::File(text.into(), "text/html; charset=utf-8");
        assert_eq!(ask("/", "/"), html("top"));
        assert_eq!(ask("/", "/a/"), html("a"));
        assert_eq!(ask("/", "/a"), Answer::Moved("/a/".into()));
        assert_eq!(ask("/", "/%C5%BC.csv"), Answer::File("1".into(), "text/csv; charset=utf-8"));
        assert_eq!(ask("/", "/b"), Answer::Missing);
        assert_eq!(ask("/", "/empty"), Answer::Missing);
        assert_eq!(ask("/", "/index.html/"), Answer::Missing);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_the_list_of_files_are_not_served() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let public = folder.path().join("public");
        fs::create_dir_all(public.join("a")).expect("the folder is new");
        fs::create_dir(folder.path().join("out")).expect("the folder is new");
        fs::write(folder.path().join("out/index.html"), "s").expect("writable");
        fs::write(public.join(MANIFEST_NAME), "a").expect("writable");
        std::os::unix::fs::symlink(folder.path().join("out"), public.join("link")).expect("writable");
        std::os::unix::fs::symlink(folder.path().join("out/index.html"), public.join("a/index.html"))
            .expect("writable");
        for path in ["/.spis-manifest", "/%2espis-manifest", "/link/", "/link", "/link/index.html", "/a/", "/a"] {
            assert_eq!(answer(&public, "/", path).expect("readable"), Answer::Missing, "{path}");
        }
    }

    #[test]
    fn a_base_path_is_taken_off() {
        assert_eq!(ask("/register/", "/register/a"), Answer::Moved("/register/a/".into()));
        assert_eq!(ask("/register/", "/"), Answer::Moved("/register/".into()));
        assert_eq!(ask("/register/", "/register"), Answer::Moved("/register/".into()));
        assert_eq!(ask("/register/", "/a/"), Answer::Missing);
        assert_eq!(ask("/register/", "/registry"), Answer::Missing);
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        for path in
            ["/../secret", "/a/../../secret", "/%2e%2e/secret", "/..%2fsecret", "/%", "/%ff", "/%zz", "//etc/passwd"]
        {
            assert_eq!(ask("/", path), Answer::Missing, "{path}");
        }
    }
}
