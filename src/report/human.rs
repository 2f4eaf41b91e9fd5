//! The report for people, in the manner of a compiler that explains itself.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::excerpt;
use super::place::Extent;
use super::{Style, Tally, by_weight};
use crate::diagnostic::{Diagnostic, MessageLanguage, Severity, Since, Text};
use crate::say;
use crate::source::Location;

/// How wide a line may become before its ends are cut. **Units**: columns of a terminal.
const WIDTH: usize = 120;

/// The most faults that a person is shown at once; the others are counted.
const SHOWN: usize = 200;

/// Every diagnostic with its line, errors first, then a line that counts them. Where it is known what is new, warnings that
/// stood before are only counted.
pub(super) fn render(diagnostics: &[Diagnostic], style: Style<'_>) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut report = String::new();
    let told: Vec<&Diagnostic> = by_weight(diagnostics).into_iter().filter(|of| !is_old_news(of)).collect();
    for diagnostic in told.iter().take(SHOWN) {
        report.push_str(&renderer.render(&[group(diagnostic, style)]));
        report.push_str("\n\n");
    }
    if let Some(left) = told.len().checked_sub(SHOWN).filter(|left| *left > 0) {
        report.push_str(cut(left).in_language(style.language));
    }
    report.push_str(&Tally::of(diagnostics).sentence(style.language));
    report.push_str(".\n");
    if diagnostics.iter().any(|diagnostic| diagnostic.since.is_some()) {
        report.push_str(news(diagnostics).in_language(style.language));
    }
    report
}

/// How many are not shown.
fn cut(left: usize) -> Text {
    say!(
        "Nie pokazano dalszych: {left} (pokaże je: spis check --format json).\n\n",
        "Not shown: {left} more (to see them: spis check --format json).\n\n"
    )
}

fn is_old_news(diagnostic: &Diagnostic) -> bool {
    !diagnostic.is_error() && diagnostic.since == Some(Since::Standing)
}

/// How much is new, and what is not shown.
fn news(diagnostics: &[Diagnostic]) -> Text {
    let new = diagnostics.iter().filter(|diagnostic| diagnostic.since == Some(Since::New)).count();
    let hidden = diagnostics.iter().filter(|diagnostic| is_old_news(diagnostic)).count();
    say!(
        "Nowe: {new}. Dawniejsze ostrzeżenia, których tu nie pokazano: {hidden} (pokaże je: spis check).\n",
        "New: {new}. Warnings that stood before and are not shown: {hidden} (to see them: spis check).\n"
    )
}

fn group<'a>(diagnostic: &'a Diagnostic, style: Style<'_>) -> Group<'a> {
    let message = diagnostic.message.in_language(style.language);
    let title = level(diagnostic.code.severity, style.language).primary_title(message).id(diagnostic.code.name);
    let mut group = place(Group::with_title(title), &diagnostic.location, None, style);
    for related in &diagnostic.related {
        group = place(group, &related.location, Some(related.message.in_language(style.language)), style);
    }
    if let Some(help) = &diagnostic.help {
        let text = normalize_untrusted_str(help.in_language(style.language));
        group = group.element(Level::HELP.with_name(word("help", "pomoc", style.language)).message(text));
    }
    group
}

/// Adds a place: its address, and the line with what matters underlined. An empty file has an address only.
fn place<'a>(group: Group<'a>, location: &'a Location, label: Option<&'a str>, style: Style<'_>) -> Group<'a> {
    let place = Extent::seen_from(style.root, location);
    let path = normalize_untrusted_str(&place.path);
    if location.file().text().is_empty() {
        return group.element(Origin::path(path));
    }
    let shown = excerpt(location);
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let snippet =
        Snippet::source(shown.text).line_start(place.line).fold(false).annotation(kind.span(shown.span).label(label));
    if shown.is_cut {
        // The renderer counts columns from the start of what it is shown.
        let origin = Origin::path(path).line(place.line).char_column(place.column);
        return group.element(origin).element(snippet);
    }
    group.element(snippet.path(path))
}

fn level(severity: Severity, language: MessageLanguage) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR.with_name(word("error", "błąd", language)),
        Severity::Warning => Level::WARNING.with_name(word("warning", "ostrzeżenie", language)),
    }
}

fn word(english: &'static str, polish: &'static str, language: MessageLanguage) -> &'static str {
    match language {
        MessageLanguage::English => english,
        MessageLanguage::Polish => polish,
    }
}
