use crate::config::Site;
use crate::model::{LanguageTag, UrlPath};

/// Where the pages of one language lie.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// The path under which the whole site lies: `/` or `/register/`.
    base: String,
    /// The whole site's address.
    root: String,
    /// What stands before the pages of this language: nothing or `en/`.
    prefix: String,
}

impl Addresses {
    /// The addresses of a site's pages in a language. The default language lies at the root.
    pub fn new(site: &Site, language: &LanguageTag) -> Self {
        let default = language == site.languages.default_language();
        let prefix = if default { String::new() } else { format!("{language}/") };
        Self { base: site.base_url.path().to_owned(), root: site.base_url.as_str().to_owned(), prefix }
    }

    /// The address of a page for links: from the host's root.
    pub fn link(&self, path: &UrlPath) -> String {
        [&self.base, &self.prefix, path.as_str()].concat()
    }

    /// The whole address of a page, for search engines.
    pub fn absolute(&self, path: &UrlPath) -> String {
        [&self.root, &self.prefix, path.as_str()].concat()
    }

    /// The whole address of what a link from the host's root leads to.
    pub fn whole(&self, link: &str) -> String {
        let host = self.root.strip_suffix(&self.base).unwrap_or(&self.root);
        [host, link].concat()
    }

    /// The address of a file that all languages share.
    pub fn file(&self, path: &str) -> String {
        [&self.base, path].concat()
    }

    /// The whole address of a file that all languages share.
    pub fn absolute_file(&self, path: &str) -> String {
        [&self.root, path].concat()
    }
}

/// Percent-encodes what may not stand in a query. **Source**: RFC 3986 §2.3.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_percent_encoded() {
        assert_eq!(encode("ul. Żółta 1/2"), "ul.%20%C5%BB%C3%B3%C5%82ta%201%2F2");
    }
}
