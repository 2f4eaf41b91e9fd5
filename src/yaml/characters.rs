//! Characters that no text of a register has: they say nothing, turn the text around, or stand for one that was lost.

use std::ops::Range;
use std::sync::Arc;

use super::{Node, Value, place};
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::model::{Unfit, unfit};
use crate::say;
use crate::source::SourceFile;

/// The most that are reported of one value: a broken file has thousands.
const REPORTED: usize = 3;

/// Finds them in a scalar's text, also those that were written as escapes.
///
/// **Errors**: `text/character`.
pub(super) fn check(file: &Arc<SourceFile>, node: &Node) -> Vec<Diagnostic> {
    let Value::Scalar(text) = &node.value else { return Vec::new() };
    let found = text.char_indices().filter_map(|(at, character)| Some((at, character, unfit(character)?)));
    let report = |(at, character, kind): (usize, char, Unfit)| {
        diagnostic(file, place(file, node, at..at + character.len_utf8()), character, kind)
    };
    found.take(REPORTED).map(report).collect()
}

/// Finds them in a text that is no YAML, where they stand as they are. **Units**: `range` is bytes of the file.
pub fn check_characters(file: &Arc<SourceFile>, range: Range<usize>) -> Vec<Diagnostic> {
    let found = file.text()[range.clone()].char_indices();
    let found = found.filter_map(|(at, character)| Some((range.start + at, character, unfit(character)?)));
    let report =
        |(at, character, kind): (usize, char, Unfit)| diagnostic(file, at..at + character.len_utf8(), character, kind);
    found.take(REPORTED).map(report).collect()
}

fn diagnostic(file: &Arc<SourceFile>, span: Range<usize>, character: char, kind: Unfit) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(character));
    let (message, help) = match kind {
        Unfit::Control => (
            say!(
                "Znak sterujący ({number}) nie jest częścią tekstu.",
                "A control character ({number}) is no part of a text."
            ),
            say!("Usuń go: został tu zapewne wklejony.", "Remove it: it was probably pasted in."),
        ),
        Unfit::Direction => (
            say!(
                "Niewidoczny znak ({number}) odwraca kierunek tekstu za nim.",
                "A character that nobody sees ({number}) turns the text after it around."
            ),
            say!("Usuń go: kierunek wynika z samych liter.", "Remove it: the letters themselves say their direction."),
        ),
        Unfit::Lost => (
            say!(
                "Znak {number} stoi tu w miejscu litery, która przepadła.",
                "The character {number} stands for a letter that was lost."
            ),
            say!("Wpisz literę, która tu była.", "Write the letter that was there."),
        ),
    };
    let location = file.location(span);
    let fix = (kind != Unfit::Lost).then(|| Fix::safe(location.clone(), ""));
    Diagnostic::new(codes::TEXT_CHARACTER, location, message).help(help).maybe_fix(fix)
}
