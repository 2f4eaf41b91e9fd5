//! YAML text as a located tree: every key and every value with its place in the file.
//!
//! In: a [`SourceFile`], or a part of one (the front matter of a page). Out: a tree of [`Node`]s, and a
//! [`Diagnostic`] for everything that an editor of the file has to mend.
//!
//! All scalars are text: `no`, `089`, `1.0` and `2024-07-20` stay what was written, and the schema gives them
//! their type. Anchors, aliases, tags, merge keys and several documents in one file are refused, so a small file
//! cannot unfold into a large tree. This is the only module that knows which YAML parser is used.

mod builder;
mod characters;
mod diagnose;
mod faults;
mod invisible;
mod lines;
mod marks;
mod place;
mod recover;
mod wording;
mod write;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic};
use crate::model::{FieldPath, Step};
use crate::source::SourceFile;

pub use characters::check_characters;
pub use place::{is_block, place};
pub use write::{rewritten, scalar};

/// The deepest nesting of lists and mappings that is read.
pub const MAXIMUM_DEPTH: usize = 32;

/// The largest number of values, keys not counted, that is read from one file.
pub const MAXIMUM_NODES: usize = 1_000_000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Byte range in the file's text: a quoted scalar with its quotes, a block collection from its first to its
    /// last character. Empty, right after the colon or dash, where nothing was written.
    pub span: Range<usize>,
    /// What was written.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or an unquoted `~`.
    Null,
    /// Text, after quotes, escapes and folded lines were resolved; line ends are LF.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with their values.
    Mapping(Mapping),
}

/// Keys with their values. **Shape**: in file order, keys unique.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The entries in file order.
    pub entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Byte range of the key in the file's text, with its quotes where it has any.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Scalar(text.into())
    }

    /// A list. Its items have no place in a file.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::Sequence(items.into_iter().map(Node::from).collect())
    }

    /// A mapping of the keys that have values. They have no place in a file.
    pub fn mapping<'k>(entries: impl IntoIterator<Item = (&'k str, Option<Value>)>) -> Self {
        let entry = |(key, value): (&str, Option<Value>)| {
            Some(Entry { key: key.to_owned(), key_span: 0..0, value: Node::from(value?) })
        };
        Self::Mapping(Mapping { entries: entries.into_iter().filter_map(entry).collect() })
    }
}

impl From<Value> for Node {
    /// A value that was made, not read: its place is the start of whatever file it will stand in.
    fn from(value: Value) -> Self {
        Self { span: 0..0, value }
    }
}

impl Node {
    /// The value that a way leads to from this one.
    pub fn at(&self, path: &FieldPath) -> Option<&Node> {
        path.steps().iter().try_fold(self, |node, step| match (&node.value, step) {
            (Value::Mapping(mapping), Step::Key(key)) => mapping.get(key),
            (Value::Sequence(items), Step::Item(item)) => items.get(*item),
            _ => None,
        })
    }

    /// The way from this value to the innermost one that a byte of the file lies in, or whose key it lies in; nothing where
    /// that is this value itself.
    pub fn path_to(&self, offset: usize) -> Option<FieldPath> {
        let holds = |span: &Range<usize>| span.start <= offset && offset <= span.end;
        let (mut node, mut steps) = (self, Vec::new());
        loop {
            let next = match &node.value {
                Value::Mapping(mapping) => mapping
                    .entries
                    .iter()
                    .find(|entry| holds(&entry.key_span) || holds(&entry.value.span))
                    .map(|entry| (Step::Key(entry.key.as_str().into()), &entry.value)),
                Value::Sequence(items) => {
                    let found = items.iter().enumerate().find(|(_, item)| holds(&item.span));
                    found.map(|(index, item)| (Step::Item(index), item))
                }
                _ => None,
            };
            let Some((step, inner)) = next else { return FieldPath::from_steps(steps) };
            steps.push(step);
            node = inner;
        }
    }
}

impl Mapping {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A key with its value and places.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Reads a whole file.
///
/// **Shape**: a file without any value gives [`Value::Null`]; `None` where the file cannot be read as a tree, or
/// where part of its content would be missing from it, so that nobody goes on to report what only seems to be absent.
///
/// **Errors**: `yaml/syntax`, `yaml/tab`, `yaml/indentation`, `yaml/duplicate-key` (the first value is kept),
/// `yaml/anchor`, `yaml/nesting`, `yaml/size`, `yaml/invisible`.
///
/// **Source**: YAML 1.2.2, without §6.8 directives, §6.9 node properties and §7.1 aliases.
pub fn parse(file: &Arc<SourceFile>) -> Checked<Option<Node>> {
    parse_part(file, 0..file.text().len())
}

/// Reads a part of a file; places are those in the whole file. Otherwise like [`parse`].
///
/// **Panics**: if `part` is not a range of the text on character boundaries.
///
/// **Errors**: `yaml/…` of all kinds, `text/…` where characters cannot be seen.
pub fn parse_part(file: &Arc<SourceFile>, part: Range<usize>) -> Checked<Option<Node>> {
    let text = &file.text()[part.clone()];
    let mut diagnostics = invisible::check(file, text, part.start);
    if diagnostics.iter().any(Diagnostic::is_error) {
        // Everything else may be their consequence.
        return Checked { value: None, diagnostics };
    }
    let outcome = builder::build(file, text, part.start);
    diagnostics.extend(match outcome.failure {
        None => outcome.diagnostics,
        Some(_) => recover::diagnose(file, text, part.start),
    });
    Checked { value: outcome.root, diagnostics }
}

#[cfg(test)]
mod tests;
