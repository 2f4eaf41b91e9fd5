//! What is wrong with the content, as text for people and for machines.
//!
//! In: diagnostics, in the order in which they are to be read. Out: one string, ready to be printed.
//!
//! Nothing is printed, sorted or left out here: every diagnostic that comes in is in the text.

mod excerpt;
mod github;
mod human;
mod json;
mod mended;
mod place;
mod sarif;
mod tally;

use std::path::Path;

use crate::diagnostic::{Diagnostic, MessageLanguage, Severity};

pub use mended::mended;
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

/// The name of a severity in every form for machines.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests;
