use super::{Reading, part_of_text};
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{Directive, find_directives};
use crate::say;
use crate::yaml::Node;

/// Reports a directive in a text of a schema, record or dataset: only pages have them, and here it would be shown with
/// its braces. `text` is the node's.
pub(super) fn refuse_directives(reading: &Reading<'_>, node: &Node, text: &str) {
    let Some(found) = find_directives(text).into_iter().next() else { return };
    let (Directive::Whole(std::ops::Range { start, .. }) | Directive::Open(start)) = found;
    let place = part_of_text(reading.file(), node, start..start + "{{".len());
    let message = say!("Dyrektywy działają tylko w tekście stron.", "Directives work in the text of pages only.");
    let help = say!(
        "Napisz to zwykłymi słowami; żeby pokazać same nawiasy, weź je w `…`.",
        "Say it in plain words; to show the braces themselves, put them in `…`."
    );
    reading.push(Diagnostic::new(codes::DIRECTIVE_SYNTAX, place, message).help(help));
}
