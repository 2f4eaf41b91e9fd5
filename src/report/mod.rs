//! What is wrong with the content, as text for people and for machines.
//!
//! In: diagnostics in the order of their places. Out: one string, ready to be printed. People and GitHub get errors first,
//! then what is new; machines get the order of places.
//!
//! Nothing is printed here, and nothing is left out in silence: what people are not shown is counted.

mod changes;
mod excerpt;
mod failure;
mod github;
mod human;
mod json;
mod mended;
mod place;
mod sarif;
mod summary;
mod tally;

use std::path::Path;

use crate::diagnostic::{Diagnostic, MessageLanguage, Severity};

pub use changes::{ChangesFormat, changes};
pub use failure::failure;
pub use mended::mended;
pub use summary::summary;
pub use tally::Tally;

/// The form that a report takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: the message, the line it is about, and what to do.
    #[default]
    Human,
    /// Workflow commands that GitHub shows beside the lines of a pull request.
    Github,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for tools that collect findings of many checkers.
    Sarif,
}

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The form.
    pub format: Format,
    /// The language of the messages.
    pub language: MessageLanguage,
    /// Whether the text for people has terminal colours.
    pub colour: bool,
    /// The site's root as the reader's working folder sees it; stands before every path except in JSON, whose paths
    /// are relative to the root.
    pub root: &'a Path,
}

impl Default for Style<'_> {
    fn default() -> Self {
        Self { format: Format::default(), language: MessageLanguage::default(), colour: false, root: Path::new(".") }
    }
}

/// Renders a report.
///
/// **Shape**: ends with a line end, unless it is empty (no diagnostics in the form for GitHub).
pub fn render(diagnostics: &[Diagnostic], style: Style<'_>) -> String {
    match style.format {
        Format::Human => human::render(diagnostics, style),
        Format::Github => github::render(diagnostics, style),
        Format::Json => json::render(diagnostics, style.language),
        Format::Sarif => sarif::render(diagnostics, style),
    }
}

/// The diagnostics with the most important first: errors before warnings, among them what is new before what stood before.
fn by_weight(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| (diagnostic.code.severity, diagnostic.since));
    sorted
}

/// A text on one line, without characters that would do something to a terminal.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// A text that means nothing to Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '@' | '&')
        {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// The name of a severity in every form for machines.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests;
