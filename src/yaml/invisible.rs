//! Characters that look like nothing or like a space, and that YAML takes for letters. They come with pasted text.

use std::sync::Arc;

use super::lines;
use super::wording::syntax_fault;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::say;
use crate::source::SourceFile;

/// Finds them in a text that starts at byte `base` of the file.
///
/// A space that is none to YAML, where YAML needs one, is an error; a character without any width is a warning, since
/// some scripts need it.
pub(super) fn check(file: &Arc<SourceFile>, text: &str, base: usize) -> Vec<Diagnostic> {
    if text.is_ascii() {
        return Vec::new();
    }
    let widthless = text.match_indices(is_widthless).map(|(at, found)| warning(file, base + at, found));
    let mut diagnostics: Vec<Diagnostic> = widthless.collect();
    if text.contains(is_false_space) {
        // Inside a text a no-break space is good typography; only where YAML wants a space does it break the file.
        let structure = lines::split(text).into_iter().filter(lines::Line::has_structure);
        let spaces = structure.filter_map(|line| Some(line.start + false_space(line.text)?));
        diagnostics.extend(spaces.map(|at| error(file, base + at, &text[at..])));
    }
    diagnostics
}

/// Zero-width space, word joiner, byte order mark inside a text, soft hyphen.
fn is_widthless(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// No-break spaces, and spaces of a certain width.
fn is_false_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Where a line has one before its key, after its dash or right after the colon of its key. **Units**: bytes.
fn false_space(line: &str) -> Option<usize> {
    let lead = line.len() - line.trim_start_matches(|c: char| c == ' ' || c == '-' || is_false_space(c)).len();
    let colon = line.match_indices(':').map(|(at, _)| at + 1).find(|after| line[*after..].starts_with(is_false_space));
    let key = |after: &usize| line[lead..*after - 1].chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    line[..lead].find(is_false_space).or(colon.filter(|after| *after > lead && key(after)))
}

fn number(found: &str) -> String {
    format!("U+{:04X}", found.chars().next().map_or(0, u32::from))
}

fn warning(file: &Arc<SourceFile>, at: usize, found: &str) -> Diagnostic {
    let number = number(found);
    let message =
        say!("Stoi tu znak, którego nie widać ({number}).", "There is a character here that nobody sees ({number}).");
    let help = say!("Usuń go: został tu zapewne wklejony.", "Remove it: it was probably pasted in.");
    let place = file.location(at..at + found.len());
    // Some scripts need a zero-width space between their words; nothing needs the others.
    let fix = Fix { safe: found != "\u{200b}", ..Fix::safe(place.clone(), "") };
    Diagnostic::new(codes::YAML_INVISIBLE, place, message).help(help).maybe_fix(Some(fix))
}

fn error(file: &Arc<SourceFile>, at: usize, rest: &str) -> Diagnostic {
    let number = number(rest);
    let length = rest.chars().next().map_or(0, char::len_utf8);
    syntax_fault(
        file,
        at..at + length,
        say!(
            "Stoi tu twarda spacja ({number}), której YAML nie bierze za spację.",
            "There is a special space here ({number}), which YAML does not take for a space."
        ),
        say!("Zastąp ją zwykłą spacją.", "Put a plain space in its place."),
    )
    .maybe_fix(Some(Fix::safe(file.location(at..at + length), " ")))
}
