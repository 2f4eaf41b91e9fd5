//! Workflow commands: GitHub shows each beside its line in a pull request.
//!
//! **Source**: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of `@actions/core`.

use std::fmt::Write;

use super::place::Extent;
use super::{Style, by_weight, severity_name};
use crate::diagnostic::Diagnostic;

/// One command a diagnostic, the most important first, since GitHub shows only ten errors and ten warnings of a step; help
/// and related places stand in the message.
pub(super) fn render(diagnostics: &[Diagnostic], style: Style<'_>) -> String {
    by_weight(diagnostics).into_iter().map(|diagnostic| command(diagnostic, style)).collect()
}

fn command(diagnostic: &Diagnostic, style: Style<'_>) -> String {
    let name = severity_name(diagnostic.code.severity);
    let place = Extent::seen_from(style.root, &diagnostic.location);
    let mut command =
        format!("::{name} file={},line={},col={}", escape_property(&place.path), place.line, place.column);
    // GitHub draws a range of columns only inside one line.
    if place.end_line == place.line && place.end_column > place.column {
        write!(command, ",endColumn={}", place.end_column).expect("a string takes every write");
    }
    let title = escape_property(diagnostic.code.name);
    let message = escape_data(&message(diagnostic, style));
    format!("{command},title={title}::{message}\n")
}

fn message(diagnostic: &Diagnostic, style: Style<'_>) -> String {
    let mut text = diagnostic.message.in_language(style.language).to_owned();
    for related in &diagnostic.related {
        let place = Extent::seen_from(style.root, &related.location);
        let said = related.message.in_language(style.language);
        write!(text, "\n{}:{}:{}: {said}", place.path, place.line, place.column).expect("a string takes every write");
    }
    if let Some(help) = &diagnostic.help {
        text.push('\n');
        text.push_str(help.in_language(style.language));
    }
    text
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
