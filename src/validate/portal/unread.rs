use crate::model::UrlPath;

/// What could not be read and was reported, so that what refers to it is not reported as well.
#[derive(Debug, Default)]
pub struct Unread {
    /// Names of collections and datasets.
    pub names: Vec<String>,
    /// Addresses that nothing is known about, because what makes them could not be read.
    pub addresses: Vec<UrlPath>,
    /// Whether some areas could not be read: any address may be one of theirs.
    pub areas: bool,
}

impl Unread {
    /// Whether a collection or dataset of this name could not be read.
    pub fn holds_name(&self, name: &str) -> bool {
        self.names.iter().any(|unread| unread == name)
    }

    /// Whether an address, with or without a slash at its end, may be one that could not be read.
    pub fn holds(&self, path: &str) -> bool {
        let below = |unread: &UrlPath| match unread.as_str().trim_end_matches('/') {
            "" => path.trim_matches('/').is_empty(),
            unread => path.strip_prefix(unread).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        };
        self.areas || self.addresses.iter().any(below)
    }
}
