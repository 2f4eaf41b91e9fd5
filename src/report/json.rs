//! The report as one JSON object, for editors and other programs.

use serde::Serialize;

use super::place::Extent;
use super::{Tally, severity_name};
use crate::diagnostic::{Diagnostic, Edit, Fix, MessageLanguage, Related, Since};

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<&'a str>,
    related: Vec<RelatedEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'static str>,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    safe: bool,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedEntry<'a> {
    message: &'a str,
    path: String,
    line: usize,
    column: usize,
}

/// `{diagnostics: [{code, severity, message, path, line, column, end_line, end_column, help, related, fix?, since?}],
/// errors, warnings}`, where `since` is `new` or `standing` and `fix` is `{safe, edits: [{path, line, column, end_line, end_column, text}]}`.
pub(super) fn render(diagnostics: &[Diagnostic], language: MessageLanguage) -> String {
    let tally = Tally::of(diagnostics);
    let entries = diagnostics.iter().map(|diagnostic| entry(diagnostic, language)).collect();
    let report = Report { diagnostics: entries, errors: tally.errors, warnings: tally.warnings };
    let mut text = serde_json::to_string_pretty(&report).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

fn entry(diagnostic: &Diagnostic, language: MessageLanguage) -> Entry<'_> {
    let place = Extent::in_site(&diagnostic.location);
    Entry {
        code: diagnostic.code.name,
        severity: severity_name(diagnostic.code.severity),
        message: diagnostic.message.in_language(language),
        path: place.path,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        help: diagnostic.help.as_ref().map(|help| help.in_language(language)),
        related: diagnostic.related.iter().map(|related| related_entry(related, language)).collect(),
        fix: diagnostic.fix.as_ref().map(fix_entry),
        since: diagnostic.since.map(|since| match since {
            Since::New => "new",
            Since::Standing => "standing",
        }),
    }
}

fn fix_entry(fix: &Fix) -> FixEntry<'_> {
    let edits = fix.edits.iter().map(|Edit { place, text }| {
        let Extent { path, line, column, end_line, end_column } = Extent::in_site(place);
        EditEntry { path, line, column, end_line, end_column, text }
    });
    FixEntry { safe: fix.safe, edits: edits.collect() }
}

fn related_entry(related: &Related, language: MessageLanguage) -> RelatedEntry<'_> {
    let place = Extent::in_site(&related.location);
    RelatedEntry {
        message: related.message.in_language(language),
        path: place.path,
        line: place.line,
        column: place.column,
    }
}
