use std::fmt;

use super::slug::Slug;

/// A record's permanent name: its file name and the last part of its address.
///
/// **Shape**: lower-case ASCII letters and digits in words joined by single hyphens, at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(Box<str>);

impl RecordId {
    /// The identifier, or nothing where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() <= 80 && is_slug(text)).then(|| Self(text.into()))
    }

    /// The identifier as a part of an address.
    pub fn slug(&self) -> Slug {
        Slug::of(&self.0).expect("an identifier is plain and not empty")
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether a text is made of words of lower-case ASCII letters and digits, joined by single hyphens.
pub fn is_slug(text: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.split('-').all(word)
}

/// The address of a page on the site, relative to the site's root.
///
/// **Shape**: empty for the home page, else slugs each followed by `/`: `libraries/north-branch/`. No leading slash.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

impl UrlPath {
    /// The home page's address.
    pub fn home() -> Self {
        Self::default()
    }

    /// Reads an address as editors write it: with or without slashes at its ends.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('/').unwrap_or(text);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            return Some(Self::home());
        }
        inner.split('/').all(is_slug).then(|| Self(format!("{inner}/")))
    }

    /// The address one level below.
    pub fn join(&self, part: &Slug) -> Self {
        Self(format!("{}{part}/", self.0))
    }

    /// The address one level above; nothing above the home page.
    pub fn parent(&self) -> Option<Self> {
        let inner = self.0.strip_suffix('/')?;
        Some(Self(inner.rfind('/').map_or(String::new(), |end| inner[..=end].to_owned())))
    }

    /// Its last part; the home page has none.
    pub fn last(&self) -> Option<Slug> {
        Slug::of(self.0.strip_suffix('/')?.rsplit('/').next()?)
    }

    /// The address as text, without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a server sends for this address.
    pub fn output(&self) -> OutputPath {
        OutputPath(format!("{}index.html", self.0))
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/{}", self.0)
    }
}

/// A file of the built site, relative to the published folder.
///
/// **Shape**: `/` between parts, no empty part, no `.` or `..`, no backslash, colon or control character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// The path, or nothing where it could lead out of the published folder or not exist on some system.
    pub fn parse(text: &str) -> Option<Self> {
        let part = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && !part.contains(|c: char| c == '\\' || c == ':' || c.is_control())
        };
        text.split('/').all(part).then(|| Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The public address, without a leading slash: percent-encoded, `index.html` left out.
    ///
    /// **Source**: RFC 3986 §3.3.
    pub fn address(&self) -> String {
        const ENCODED: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
            .add(b' ')
            .add(b'"')
            .add(b'#')
            .add(b'%')
            .add(b'<')
            .add(b'>')
            .add(b'?')
            .add(b'[')
            .add(b']')
            .add(b'^')
            .add(b'`')
            .add(b'{')
            .add(b'|')
            .add(b'}');
        let path = self.as_str();
        let address = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        percent_encoding::utf8_percent_encode(address.unwrap_or(path), ENCODED).to_string()
    }

    /// Its last part: the file's name.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_plain() {
        assert!(RecordId::parse("elk-altercis").is_some());
        for bad in ["", "Ełk", "elk--a", "-elk", "elk_a", "elk.a", &"a".repeat(81)] {
            assert!(RecordId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn output_paths_stay_inside() {
        for bad in ["", "/etc", "a/../b", "a//b", "c:/d", "a\\b", "."] {
            assert!(OutputPath::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(
            UrlPath::parse("/libraries/north/").expect("an address").output().as_str(),
            "libraries/north/index.html"
        );
    }
}
