//! What was mended in the content, line by line.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::Style;
use super::place::join;
use crate::edit::Mended;
use crate::say;

/// Each file with the lines that change, then a line that counts the files.
///
/// **Shape**: ends with a line end; nothing but the count where nothing was mended.
pub fn mended(files: &[Mended], dry_run: bool, style: Style<'_>) -> String {
    let mut text: String = files.iter().map(|file| lines(file, style)).collect();
    let count = files.len();
    let told = match (count, dry_run) {
        (0, _) => say!("Nie ma czego poprawić samemu.", "There is nothing that could be mended without you."),
        (_, true) => {
            say!("Pliki do poprawienia: {count}. Nic nie zapisano.", "Files to mend: {count}. Nothing was written.")
        }
        (_, false) => say!("Poprawione pliki: {count}.", "Files mended: {count}."),
    };
    writeln!(text, "{}", told.in_language(style.language)).expect("a string takes every write");
    text
}

/// The lines that change in a file: the old one after `-`, the new one after `+`.
fn lines(file: &Mended, style: Style<'_>) -> String {
    let mut text = format!("{}\n", join(style.root, file.before.path()));
    for change in TextDiff::from_lines(file.before.text(), file.after.text()).iter_all_changes() {
        let (mark, line) = match change.tag() {
            ChangeTag::Delete => ('-', change.old_index()),
            ChangeTag::Insert => ('+', change.new_index()),
            ChangeTag::Equal => continue,
        };
        let (number, line) = (line.map_or(0, |index| index + 1), visible(change.value()));
        writeln!(text, "{number:>5} {mark} {line}").expect("a string takes every write");
    }
    text
}

/// A line whose spaces at the end can be seen, and whose control characters do nothing.
fn visible(line: &str) -> String {
    let line = line.trim_end_matches(['\n', '\r']);
    let kept = line.trim_end_matches([' ', '\t']);
    let dots = "·".repeat(line.len() - kept.len());
    let shown: String = kept.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect();
    shown + &dots
}
