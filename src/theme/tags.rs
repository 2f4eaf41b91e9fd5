//! How much a template may ask for, judged before the template engine reads it: its parser goes one call deeper for each
//! operator of an expression, so that a long enough one would overflow the stack.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::limits;
use crate::say;
use crate::source::SourceFile;

/// The first tag of a template that is too long, or one assignment too many.
pub(super) fn too_much(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let text = file.text();
    let is_assignment =
        |tag: &&Range<usize>| text[(**tag).clone()].trim_start_matches(['{', '%', '-', ' ']).starts_with("set ");
    let tags = tags(text);
    if let Some(long) = tags.iter().find(|tag| tag.len() > limits::TEMPLATE_TAG) {
        let (length, most) = (long.len(), limits::TEMPLATE_TAG);
        let message = say!(
            "Ten znacznik ma {length} bajtów; najwięcej to {most}.",
            "This tag has {length} bytes; at most {most} are allowed."
        );
        return Some(fault(file, long.start..long.start + 2, message));
    }
    let assignment = tags.iter().filter(is_assignment).nth(limits::TEMPLATE_ASSIGNMENTS)?;
    let most = limits::TEMPLATE_ASSIGNMENTS;
    let message = say!("Szablon ma więcej niż {most} przypisań.", "The template has more than {most} assignments.");
    Some(fault(file, assignment.clone(), message))
}

fn fault(file: &Arc<SourceFile>, range: Range<usize>, message: Text) -> Diagnostic {
    let help = say!("Podziel szablon na mniejsze.", "Divide the template into smaller ones.");
    Diagnostic::new(codes::LIMIT_EXCEEDED, file.location(range), message).help(help)
}

/// Where tags stand, braces included; a tag that is never closed goes to the end.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('{').map(|at| from + at) {
        let end = match text.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                from = start + 1;
                continue;
            }
        };
        from = text[start + 2..].find(end).map_or(text.len(), |length| start + length + 4);
        if end != "#}" {
            tags.push(start..from);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_braces() {
        let text = "a {{ b }} { {# {{ c }} #} {% set d = 1 %}{{ e";
        let found: Vec<&str> = tags(text).into_iter().map(|tag| &text[tag]).collect();
        assert_eq!(found, ["{{ b }}", "{% set d = 1 %}", "{{ e"]);
    }

    #[test]
    fn long_tags_and_many_assignments_are_too_much() {
        let refused = |text: String| too_much(&SourceFile::new("a.html", text)).is_some();
        assert!(refused(format!("{{{{ {}1 }}}}", "-".repeat(20_000))));
        assert!(refused(format!("{{{{ 1{} }}}}", "+1".repeat(26_500))));
        assert!(refused("{% set x = x ~ x %}".repeat(limits::TEMPLATE_ASSIGNMENTS + 1)));
        assert!(!refused(format!("{}{{{{ a }}}}", "x".repeat(100_000))));
    }
}
