//! Where a link leads: the one answer for those who judge links and for those who write them into pages.

use super::{LanguageIx, OutputIx, Plan};
use crate::model::{LanguageTag, OutputPath, UrlPath};

/// Where a link stands.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// The language of the page that it stands on.
    pub language: LanguageIx,
    /// The folder of the file that it is written in, below `content/pages`. **Shape**: empty or ending with `/`.
    pub folder: &'a str,
    /// The address of the page that it is written for: where browsers see it.
    pub address: &'a UrlPath,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The output.
    pub at: OutputIx,
    /// Whether it exists neither in the asked language nor in the default one, and the link does not name its language.
    pub elsewhere: bool,
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Nothing lies at this path below the site's root.
    Missing(String),
    /// It names the file of a page; this is the page's address.
    Write(String),
}

/// A target's path, what stands behind it (query and anchor), and the anchor alone.
pub fn split(target: &str) -> (&str, &str, Option<&str>) {
    let (path, rest) = target.split_at(target.find(['#', '?']).unwrap_or(target.len()));
    (path, rest, rest.split_once('#').map(|(_, anchor)| anchor))
}

/// A path without `.`, `..` and slashes at its ends; what leads above the root stays at the root.
fn normalized(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Undoes percent-encoding; what is no UTF-8 then stays as it was.
pub(super) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// The public address of a path, without a leading slash: percent-encoded, `index.html` left out.
///
/// **Source**: RFC 3986 §3.3.
pub fn address(path: &OutputPath) -> String {
    path.address()
}

impl Plan {
    /// Where the path of a target leads. Paths that begin with a slash start from the site's root; others from the folder
    /// of their file, as when the file is read on its own, or else from the page's address, as a browser would.
    ///
    /// Each is looked for in the language of the page, then in the default one, then in any; the path of a page's file
    /// (`privacy.md`, `privacy.en.md`) is the page.
    ///
    /// **Errors**: [`Broken`] where nothing lies there, or where the link names a page's file.
    pub fn resolve(&self, path: &str, from: From<'_>) -> Result<Found, Broken> {
        let path = decoded(path);
        let folders: &[&str] = match path.starts_with('/') {
            true => &[""],
            false => &[from.folder, from.address.as_str()],
        };
        let mut first = None;
        for folder in folders {
            let full = normalized(folder, &path);
            match self.look_up(&full, path.ends_with('/'), from.language) {
                Some(found) => return found,
                None => first = first.or(Some(full)),
            }
        }
        Err(Broken::Missing(first.unwrap_or_default()))
    }

    /// What lies at a path below the root; `folder` where a slash at its end says that it is no file.
    fn look_up(&self, full: &str, folder: bool, language: LanguageIx) -> Option<Result<Found, Broken>> {
        if let Some(stem) = full.strip_suffix(".md") {
            return self.page_of_file(stem, language).map(Ok);
        }
        // A slash at the end says that no file is meant, even where one has that name.
        let found = if folder { None } else { self.in_languages(full, language) };
        match found {
            Some(found) if full == "index.html" || full.ends_with("/index.html") => {
                Some(Err(Broken::Write(format!("/{}", address(&self.output(found.at).path)))))
            }
            Some(found) => Some(Ok(found)),
            None => self.in_languages(&below(full), language).map(Ok),
        }
    }

    /// The output of a path in a language, in the default one, or in any.
    fn in_languages(&self, path: &str, language: LanguageIx) -> Option<Found> {
        let mine = [language, LanguageIx::DEFAULT].map(|language| (language, false));
        let others = self.languages().map(|(language, _)| (language, true));
        mine.into_iter().chain(others).find_map(|(language, elsewhere)| {
            Some(Found { at: self.at_path(&(self.prefix(language) + path))?, elsewhere })
        })
    }

    /// The page that a file below `content/pages` makes: `about`, `about.en`, `about/index`.
    fn page_of_file(&self, stem: &str, language: LanguageIx) -> Option<Found> {
        let (folders, name) = stem.rsplit_once('/').map_or(("", stem), |(folders, name)| (folders, name));
        let (name, tag) = name.split_once('.').map_or((name, None), |(name, tag)| (name, Some(tag)));
        let path = match name {
            "index" => below(folders),
            name => below(&normalized(folders, name)),
        };
        match tag.and_then(LanguageTag::parse) {
            None => self.in_languages(&path, language),
            Some(tag) => {
                let (language, _) = self.languages().find(|(_, known)| **known == tag)?;
                Some(Found { at: self.at_path(&(self.prefix(language) + &path))?, elsewhere: false })
            }
        }
    }

    /// The page at an address, in a language, in the default one, or in any.
    pub fn page(&self, address: &UrlPath, language: LanguageIx) -> Option<OutputIx> {
        self.in_languages(&format!("{}index.html", address.as_str()), language).map(|found| found.at)
    }
}

/// The file that a server sends for a folder.
fn below(folder: &str) -> String {
    if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_apart() {
        assert_eq!(split("/a/?b=c#d"), ("/a/", "?b=c#d", Some("d")));
        assert_eq!(split("#d"), ("", "#d", Some("d")));
        assert_eq!(normalized("a/b/", "../c//./d/"), "a/c/d");
        assert_eq!(normalized("", "../../x"), "x");
    }

    #[test]
    fn addresses_follow_from_paths() {
        let of = |path: &str| address(&OutputPath::parse(path).expect("a plain path"));
        assert_eq!(of("index.html"), "");
        assert_eq!(of("a/index.html"), "a/");
        assert_eq!(of("a/myindex.html"), "a/myindex.html");
        assert_eq!(of("a b/łódź 100%.pdf"), "a%20b/%C5%82%C3%B3d%C5%BA%20100%25.pdf");
    }
}
