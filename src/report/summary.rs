//! The report for the summary of a job on GitHub: Markdown, which has room for every fault.

use std::fmt::Write;

use super::place::Extent;
use super::{Style, Tally, by_weight, escaped, one_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;

/// How much GitHub shows of one step. **Units**: bytes.
const ROOM: usize = 900_000;

/// Every diagnostic on a line, the most important first; how many were cut where there is no room for all.
///
/// **Source**: GitHub Docs, "Adding a job summary": at most 1 MiB a step.
pub fn summary(diagnostics: &[Diagnostic], style: Style<'_>) -> String {
    let mut text = format!("### {}\n\n", Tally::of(diagnostics).sentence(style.language));
    for (place, diagnostic) in by_weight(diagnostics).into_iter().enumerate() {
        let line = line(diagnostic, style);
        if text.len() + line.len() > ROOM {
            let left = diagnostics.len() - place;
            let cut = say!("\nDalsze zgłoszenia: {left}.\n", "\nMore that are not shown: {left}.\n");
            return text + cut.in_language(style.language);
        }
        text.push_str(&line);
    }
    text
}

fn line(diagnostic: &Diagnostic, style: Style<'_>) -> String {
    let place = Extent::seen_from(style.root, &diagnostic.location);
    let severity = match diagnostic.code.severity {
        Severity::Error => say!("**błąd**", "**error**"),
        Severity::Warning => say!("ostrzeżenie", "warning"),
    };
    let severity = severity.in_language(style.language);
    let said = |text: &str| escaped(&one_line(text));
    let path = place.path.replace('`', "'");
    let mut line = format!(
        "- {severity} `{path}:{}:{}` {}",
        place.line,
        place.column,
        said(diagnostic.message.in_language(style.language))
    );
    if let Some(help) = &diagnostic.help {
        write!(line, " *{}*", said(help.in_language(style.language))).expect("a string takes every write");
    }
    writeln!(line, " (`{}`)", diagnostic.code).expect("a string takes every write");
    line
}
