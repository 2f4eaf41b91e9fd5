//! Reads on after a fault: the lines at fault are blanked and the rest is read again, so that one run reports
//! several independent faults of a file. Blanking keeps every byte offset.

use std::sync::Arc;

use super::builder::{self, Failure};
use super::diagnose;
use super::lines;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// How many faults are looked for one after the other in a file that cannot be read.
const MAXIMUM_REPAIRS: usize = 20;

/// Reports what is wrong with a text that cannot be read; it starts at byte `base` of the file.
pub(super) fn diagnose(file: &Arc<SourceFile>, text: &str, base: usize) -> Vec<Diagnostic> {
    let mut repaired = text.to_owned();
    let mut found = Vec::new();
    let mut last_line = None;
    for _ in 0..MAXIMUM_REPAIRS {
        let outcome = builder::build(file, &repaired, base);
        let fault = match outcome.failure {
            Some(Failure::Scan(error)) => diagnose::explain(file, &repaired, base, &error),
            Some(Failure::Refused(refusal)) => {
                // The next pass would only be refused at the same place.
                found.push(refusal);
                return with(found, outcome.diagnostics);
            }
            None => return with(found, outcome.diagnostics),
        };
        let line = fault.blank.first().copied();
        // A fault at or above the last one is its echo.
        if last_line.is_some() && line <= last_line {
            return with(found, outcome.diagnostics);
        }
        last_line = line;
        found.extend(fault.diagnostics);
        if !fault.reads_on {
            return with(found, outcome.diagnostics);
        }
        blank(&mut repaired, &fault.blank);
    }
    found
}

fn with(mut found: Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.extend(more);
    found
}

/// Writes spaces over the lines of the given indices.
fn blank(text: &mut String, indices: &[usize]) {
    let lines = lines::split(text);
    let ranges: Vec<_> =
        indices.iter().map(|index| lines[*index].start..lines[*index].start + lines[*index].text.len()).collect();
    for range in ranges {
        let spaces = " ".repeat(range.len());
        text.replace_range(range, &spaces);
    }
}
