//! Turns of phrase that the messages share.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Text, codes};
use crate::source::SourceFile;

pub(super) fn syntax_fault(file: &Arc<SourceFile>, place: Range<usize>, message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(codes::YAML_SYNTAX, file.location(place), message).help(help)
}

/// A value as it has to be written to be read as the text that was meant.
pub(super) fn in_quotes(value: &str) -> String {
    let inner = without_outer_quotes(value);
    if !inner.contains('\'') {
        format!("'{inner}'")
    } else if !inner.contains(['"', '\\']) {
        format!("\"{inner}\"")
    } else {
        format!("'{}'", inner.replace('\'', "''"))
    }
}

/// `"a "b" c"` → `a "b" c`, but `"a" b "c"` stays: there the first inner mark closes.
fn without_outer_quotes(value: &str) -> &str {
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return value };
    let Some(inner) = value[1..].strip_suffix(quote) else { return value };
    let closes =
        |at: usize| inner[..at].ends_with(|c: char| !c.is_whitespace()) && inner[at + 1..].starts_with([' ', ',']);
    match inner.find(quote) {
        Some(at) if closes(at) => value,
        _ => inner,
    }
}

/// "1 spacja", "2 spacje", "5 spacji".
pub(super) fn spaces_pl(count: usize) -> String {
    let noun = match (count, count % 10, count % 100) {
        (1, ..) => "spacja",
        (_, 2..=4, hundreds) if !(12..=14).contains(&hundreds) => "spacje",
        _ => "spacji",
    };
    format!("{count} {noun}")
}

pub(super) fn spaces_en(count: usize) -> String {
    format!("{count} {}", if count == 1 { "space" } else { "spaces" })
}
