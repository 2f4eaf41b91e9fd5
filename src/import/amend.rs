//! Records written and changed: everything that is not meant to change stays byte for byte.

use std::ops::Range;
use std::sync::Arc;

use crate::config::Schema;
use crate::field::RECORD_KEYS;
use crate::source::SourceFile;
use crate::yaml::{self, Entry, Mapping, Node, Value};

/// A change of a record: a key, and its value from now on; none takes the key away.
pub type Change = (String, Option<Value>);

/// The text of a new record.
pub fn record(entries: &[(String, Value)]) -> String {
    let mut text = String::new();
    entries.iter().for_each(|(key, value)| entry(&mut text, 0, key, value));
    text
}

/// The file with its keys changed; nothing where that cannot be done in such a way that it says just this.
pub fn amended(file: &Arc<SourceFile>, changes: &[Change], schema: &Schema) -> Option<Arc<SourceFile>> {
    let root = yaml::parse(file).value?;
    let Value::Mapping(mapping) = &root.value else { return None };
    let mut edits = Vec::new();
    for (key, value) in changes {
        match (mapping.entry(key), value) {
            (Some(old), Some(new)) => change(file, old, new, &mut edits),
            (Some(old), None) => edits.push((lines(file.text(), old), String::new())),
            (None, Some(new)) => edits.push(addition(file.text(), mapping, key, new, schema)),
            (None, None) => {}
        }
    }
    let after = file.with_text(applied(file.text(), edits)?);
    // Read again before it is offered: YAML written into a stranger's file may mean something else there.
    says(&after, mapping, changes).then_some(after)
}

/// Whether a changed file says what it did, but for the changes.
fn says(after: &Arc<SourceFile>, before: &Mapping, changes: &[Change]) -> bool {
    let tree = yaml::parse(after);
    let Some(Value::Mapping(now)) = tree.value.map(|node| node.value) else { return false };
    let changed = |key: &str| changes.iter().find(|(of, _)| of == key).map(|(_, value)| value);
    let kept = before.entries.iter().all(|entry| match changed(&entry.key) {
        Some(None) => now.get(&entry.key).is_none(),
        Some(Some(value)) => now.get(&entry.key).is_some_and(|node| same(&node.value, value)),
        None => now.get(&entry.key).is_some_and(|node| same(&node.value, &entry.value.value)),
    });
    let added = changes.iter().all(|(key, value)| {
        value.as_ref().is_none_or(|value| now.get(key).is_some_and(|node| same(&node.value, value)))
    });
    kept && added
}

/// Whether two trees say the same, wherever they stand; a line end at the end of a text says nothing.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Scalar(a), Value::Scalar(b)) => a.trim_end_matches('\n') == b.trim_end_matches('\n'),
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let has = |entry: &Entry| b.get(&entry.key).is_some_and(|node| same(&node.value, &entry.value.value));
            a.entries.len() == b.entries.len() && a.entries.iter().all(has)
        }
        _ => a == b,
    }
}

type Edit = (Range<usize>, String);

fn applied(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for (range, written) in edits {
        new.push_str(text.get(at..range.start)?);
        // A file of CRLF must not get lines of LF.
        new.push_str(&written.replace('\n', line_end));
        at = range.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

/// Changes the value of an entry in as few bytes as can be.
fn change(file: &Arc<SourceFile>, old: &Entry, new: &Value, edits: &mut Vec<Edit>) {
    let before = edits.len();
    if value(file, &old.value, new, edits) {
        return;
    }
    // Half of the edits may have been made before it was seen that they cannot say all of it.
    edits.truncate(before);
    let text = file.text();
    if is_flow(text, &old.value.span) && is_inner(text, old) {
        edits.push((old.value.span.clone(), flow(new)));
        return;
    }
    let indent = indent(text, old.key_span.start);
    let mut written = String::new();
    entry(&mut written, indent, &old.key, new);
    let range = old.key_span.start..old.value.span.end.max(old.key_span.end + 1);
    let ends = text[range.clone()].ends_with('\n');
    let written = &written[indent..];
    edits.push((range, if ends { written.to_owned() } else { written.trim_end_matches('\n').to_owned() }));
}

/// Whether an entry stands between brackets, where no line can be its own.
fn is_inner(text: &str, entry: &Entry) -> bool {
    !text[line_start(text, entry.key_span.start)..entry.key_span.start].trim_matches([' ', '-']).is_empty()
}

/// Changes a value where it stands; says no where its whole entry must be written anew.
fn value(file: &Arc<SourceFile>, old: &Node, new: &Value, edits: &mut Vec<Edit>) -> bool {
    if same(&old.value, new) {
        return true;
    }
    match (&old.value, new) {
        (Value::Scalar(_), Value::Scalar(text)) if !text.contains('\n') => match yaml::rewritten(file, &old.span, text)
        {
            Some(written) => {
                edits.push((old.span.clone(), written));
                true
            }
            None => false,
        },
        (Value::Mapping(a), Value::Mapping(b))
            if a.entries.len() == b.entries.len() && b.entries.iter().all(|entry| a.get(&entry.key).is_some()) =>
        {
            for entry in &a.entries {
                if let Some(new) = b.get(&entry.key) {
                    let inner = is_flow(file.text(), &old.span);
                    if inner && !value(file, &entry.value, &new.value, edits) {
                        return false;
                    } else if !inner {
                        change(file, entry, &new.value, edits);
                    }
                }
            }
            true
        }
        (Value::Sequence(a), Value::Sequence(b)) if a.len() == b.len() => {
            a.iter().zip(b).all(|(a, b)| value(file, a, &b.value, edits))
        }
        (Value::Sequence(a), Value::Sequence(b)) if !is_flow(file.text(), &old.span) => items(file, a, b, edits),
        _ => false,
    }
}

/// Changes a list in which items were added at the end, or taken away.
fn items(file: &Arc<SourceFile>, old: &[Node], new: &[Node], edits: &mut Vec<Edit>) -> bool {
    let text = file.text();
    if let Some(added) = new.get(old.len()..).filter(|added| !added.is_empty() && !old.is_empty()) {
        let last = &old[old.len() - 1];
        let dash = line_start(text, last.span.start);
        let indent = text[dash..].chars().take_while(|c| *c == ' ').count();
        let mut written = String::new();
        added.iter().for_each(|node| item(&mut written, indent, &node.value));
        let at = line_end(text, last.span.end);
        edits.push((at..at, if text[..at].ends_with('\n') { written } else { format!("\n{}", written.trim_end()) }));
        return old.iter().zip(new).all(|(a, b)| value(file, a, &b.value, edits));
    }
    let mut rest = new.iter().peekable();
    for node in old {
        match rest.peek() {
            Some(next) if same(&node.value, &next.value) => drop(rest.next()),
            _ if !new.is_empty() => {
                edits.push((line_start(text, node.span.start)..line_end(text, node.span.end), String::new()))
            }
            _ => return false,
        }
    }
    rest.peek().is_none()
}

fn is_flow(text: &str, span: &Range<usize>) -> bool {
    text[span.clone()].starts_with(['{', '['])
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The end of the line that a value ends in, with its line end.
fn line_end(text: &str, at: usize) -> usize {
    if at > 0 && text[..at].ends_with('\n') {
        return at;
    }
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

fn indent(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

fn lines(text: &str, entry: &Entry) -> Range<usize> {
    line_start(text, entry.key_span.start)..line_end(text, entry.value.span.end.max(entry.key_span.end))
}

/// A new key, below the last one that the schema has before it.
fn addition(text: &str, record: &Mapping, key: &str, new: &Value, schema: &Schema) -> Edit {
    let order = |key: &str| {
        let fields = schema.fields.iter().map(|field| field.name.as_str());
        RECORD_KEYS[..1]
            .iter()
            .copied()
            .chain(fields)
            .chain(RECORD_KEYS[1..].iter().copied())
            .position(|known| known == key)
    };
    let mut written = String::new();
    entry(&mut written, 0, key, new);
    let before =
        record.entries.iter().filter(|entry| order(&entry.key) < order(key)).max_by_key(|entry| entry.key_span.start);
    let at = before.map_or_else(
        || record.entries.first().map_or(0, |first| line_start(text, first.key_span.start)),
        |before| lines(text, before).end,
    );
    if at == 0 || text[..at].ends_with('\n') {
        (at..at, written)
    } else {
        (at..at, format!("\n{}", written.trim_end_matches('\n')))
    }
}

/// Writes a key with its value on lines of their own.
pub fn entry(out: &mut String, indent: usize, key: &str, value: &Value) {
    let margin = " ".repeat(indent);
    let key = yaml::scalar(key);
    match value {
        Value::Null => out.push_str(&format!("{margin}{key}:\n")),
        Value::Scalar(text) if is_block(text) => {
            let mark = if text.ends_with('\n') { "|" } else { "|-" };
            out.push_str(&format!("{margin}{key}: {mark}\n"));
            for line in text.trim_end_matches('\n').split('\n') {
                out.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("{margin}  {line}\n") });
            }
        }
        Value::Scalar(text) => out.push_str(&format!("{margin}{key}: {}\n", yaml::scalar(text))),
        Value::Sequence(items) if items.is_empty() => out.push_str(&format!("{margin}{key}: []\n")),
        Value::Sequence(items) => {
            out.push_str(&format!("{margin}{key}:\n"));
            items.iter().for_each(|node| item(out, indent + 2, &node.value));
        }
        Value::Mapping(mapping) => {
            out.push_str(&format!("{margin}{key}:\n"));
            mapping.entries.iter().for_each(|inner| entry(out, indent + 2, &inner.key, &inner.value.value));
        }
    }
}

/// Whether a text of several lines can stand as a block.
fn is_block(text: &str) -> bool {
    let plain = |line: &str| !line.ends_with([' ', '\t']) && !line.contains(|c: char| c.is_control());
    text.trim_end_matches('\n').contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && !text.ends_with("\n\n")
        && text.split('\n').all(plain)
}

fn item(out: &mut String, indent: usize, value: &Value) {
    let margin = " ".repeat(indent);
    match value {
        Value::Mapping(mapping) if !mapping.entries.is_empty() => {
            let mut inner = String::new();
            mapping.entries.iter().for_each(|of| entry(&mut inner, indent + 2, &of.key, &of.value.value));
            out.push_str(&format!("{margin}- {}", &inner[indent + 2..]));
        }
        Value::Scalar(text) => out.push_str(&format!("{margin}- {}\n", yaml::scalar(text))),
        other => out.push_str(&format!("{margin}- {}\n", flow(other))),
    }
}

/// A value between brackets, on one line.
fn flow(value: &Value) -> String {
    let join = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Null => "~".to_owned(),
        Value::Scalar(text) => yaml::scalar(text),
        Value::Sequence(items) => format!("[{}]", join(items.iter().map(|item| flow(&item.value)).collect())),
        Value::Mapping(mapping) => {
            let entry = |entry: &Entry| format!("{}: {}", yaml::scalar(&entry.key), flow(&entry.value.value));
            format!("{{{}}}", join(mapping.entries.iter().map(entry).collect()))
        }
    }
}
