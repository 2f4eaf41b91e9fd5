//! Spaces that nobody sees.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Fix;
use crate::source::SourceFile;
use crate::yaml::{self, Node, Value};

/// Spaces at the ends of lines, but for those that are part of a text.
pub(super) fn line_ends(file: &Arc<SourceFile>, root: &Node) -> Vec<Fix> {
    let text = file.text();
    let mut texts = Vec::new();
    gather_texts(text, root, &mut texts);
    texts.sort_by_key(|span| span.start);
    let mut fixes = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let kept = content.trim_end_matches([' ', '\t']);
        let spaces = start + kept.len()..start + content.len();
        start += line.len();
        if !spaces.is_empty() && !touches(&texts, &spaces) {
            fixes.push(Fix::safe(file.location(spaces), ""));
        }
    }
    fixes
}

/// Whether one of the spans, which are in order and apart, holds a part of a range.
fn touches(spans: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = spans.partition_point(|span| span.end <= range.start);
    spans.get(after).is_some_and(|span| span.start < range.end)
}

/// Where the texts of several lines stand; a block with the rest of its last line, whose spaces belong to it.
fn gather_texts(text: &str, node: &Node, texts: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => texts.push(with_last_line(text, &node.span)),
        Value::Sequence(items) => items.iter().for_each(|item| gather_texts(text, item, texts)),
        Value::Mapping(mapping) => mapping.entries.iter().for_each(|entry| {
            texts.push(entry.key_span.clone());
            gather_texts(text, &entry.value, texts);
        }),
    }
}

/// A block has the spaces at the ends of its lines, and the blank lines after it that `|+` keeps.
fn with_last_line(text: &str, span: &Range<usize>) -> Range<usize> {
    if !yaml::is_block(text, span) {
        return span.clone();
    }
    let blank = text[span.end..].split_inclusive('\n').take_while(|line| line.trim().is_empty());
    span.start..span.end + blank.map(str::len).sum::<usize>()
}
