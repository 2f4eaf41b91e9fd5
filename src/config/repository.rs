use crate::model::WebAddress;
use crate::reading::{Reading, read_web_address};
use crate::yaml::Node;

/// Where the register's files are kept for everybody to see: a repository on GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Its address, without a slash at its end.
    url: String,
    /// The branch that is published.
    branch: String,
    /// The folder in it that holds `content/`. **Shape**: empty or ending with `/`.
    root: String,
    /// Whether readers are offered to edit a record.
    edit: bool,
}

impl Repository {
    /// Where somebody tells of a fault: the form `error.yml` with a title and what it is about. Both are encoded for an address.
    pub fn issue(&self, title: &str, about: &str) -> String {
        format!("{}/issues/new?template=error.yml&title={title}&entry={about}", self.url)
    }

    /// Where a file is edited, if readers are offered to; `path` is from the site's root.
    pub fn edit(&self, path: &str) -> Option<String> {
        self.edit.then(|| format!("{}/edit/{}/{}{path}", self.url, self.branch, self.root))
    }
}

/// Reads `repository`.
pub(super) fn read_repository(reading: &Reading<'_>, node: &Node) -> Option<Repository> {
    let fields = reading.fields(node)?;
    let url = fields.need("url").and_then(|node| read_web_address(reading, node));
    let branch = fields.text("branch").unwrap_or("main").to_owned();
    let root = fields.text("root").unwrap_or_default().trim_matches('/').to_owned();
    let edit = fields.boolean("edit").unwrap_or(false);
    fields.close();
    let url: WebAddress = url?;
    let root = if root.is_empty() || root == "." { String::new() } else { format!("{root}/") };
    Some(Repository { url: url.as_str().trim_end_matches('/').to_owned(), branch, root, edit })
}
