//! The keys of a record in the order in which its schema has them.

use std::ops::Range;
use std::sync::Arc;

use crate::config::Schema;
use crate::diagnostic::Fix;
use crate::field::RECORD_KEYS;
use crate::source::SourceFile;
use crate::yaml::{Entry, Mapping};

/// The fix that puts the keys in order: the name, the schema's fields, the keys that every record may have. Each takes
/// along the lines of comment right above it; what stands above the first key stays at the top.
pub(super) fn in_order(file: &Arc<SourceFile>, record: &Mapping, schema: &Schema) -> Option<Fix> {
    let places: Vec<usize> = record.entries.iter().map(|entry| place(&entry.key, schema)).collect::<Option<_>>()?;
    if places.is_sorted() {
        return None;
    }
    let pieces = pieces(file.text(), &record.entries)?;
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|piece| places[*piece]);
    let text = file.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = String::with_capacity(text.len());
    for piece in order {
        if !new.is_empty() && !new.ends_with('\n') {
            new.push_str(line_end);
        }
        new.push_str(&text[pieces[piece].clone()]);
    }
    let whole = pieces.first()?.start..pieces.last()?.end;
    // A file whose last line has no end keeps it so.
    let ends = text[whole.clone()].ends_with('\n');
    let new = if ends { new } else { new.trim_end_matches(['\n', '\r']).to_owned() };
    Some(Fix::safe(file.location(whole), new))
}

/// Where a key belongs among the others; nothing for one that no record has.
fn place(key: &str, schema: &Schema) -> Option<usize> {
    let fields = schema.fields.iter().map(|field| field.name.as_str());
    RECORD_KEYS[..1]
        .iter()
        .copied()
        // Only what stays of a removed entry says its title.
        .chain(["title"])
        .chain(fields)
        .chain(RECORD_KEYS[1..].iter().copied())
        .position(|known| known == key)
}

/// The lines of each entry. Nothing where an entry does not begin on a line of its own, or the file goes on after them.
fn pieces(text: &str, entries: &[Entry]) -> Option<Vec<Range<usize>>> {
    let on_own_line = |entry: &Entry| entry.key_span.start == 0 || text[..entry.key_span.start].ends_with('\n');
    // Three full stops end a document; the last entry must not take along what follows.
    if !entries.iter().all(on_own_line) || text.lines().any(|line| line.starts_with("...")) {
        return None;
    }
    let first = entries.first()?.key_span.start;
    let mut starts = vec![first];
    for pair in entries.windows(2) {
        starts.push(with_comments(text, pair[0].value.span.end, pair[1].key_span.start));
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    Some(starts.iter().zip(ends).map(|(start, end)| *start..end).collect())
}

/// Where the lines of comment begin that stand right above a key, below the value before it.
fn with_comments(text: &str, before: usize, key: usize) -> usize {
    let mut start = key;
    while let Some(line) = text[before..start].strip_suffix('\n').and_then(|above| above.rfind('\n')) {
        let line = before + line + 1;
        if !text[line..].starts_with('#') {
            break;
        }
        start = line;
    }
    start
}
