//! Whether a page holds no more than a page may.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Diagnostic, Text, codes};
use crate::markdown::{Directive, OPTIONS, find_directives};
use crate::model::limits;
use crate::say;
use crate::source::SourceFile;

/// Reports the first thing of each kind that a page's text has too much of. **Units**: `body` is where the text begins.
///
/// **Errors**: `limit/exceeded`.
pub fn check(file: &Arc<SourceFile>, body: usize, sink: &mut Vec<Diagnostic>) {
    let text = &file.text()[body..];
    let mut report = |at: Range<usize>, (count, most): (usize, usize), (pl, en): (&str, &str)| {
        let message = say!(
            "Strona ma {count} {pl}; najwięcej to {most}.",
            "The page has {count} {en}; at most {most} are allowed."
        );
        let place = file.location(body + at.start..body + at.end);
        sink.push(Diagnostic::new(codes::LIMIT_EXCEEDED, place, message).help(divide()));
    };
    if text.len() > limits::PAGE {
        return report(0..0, (text.len(), limits::PAGE), ("bajtów", "bytes"));
    }
    let (mut headings, mut mentions) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => headings.push(range),
            Event::FootnoteReference(_) => mentions.push(range),
            _ => {}
        }
    }
    let directives = find_directives(text).into_iter().map(|found| match found {
        Directive::Whole(range) => range,
        Directive::Open(start) => start..start + 2,
    });
    let kinds = [
        (headings, limits::HEADINGS, ("nagłówków", "headings")),
        (mentions, limits::FOOTNOTES, ("odwołań do przypisów", "mentions of footnotes")),
        (directives.collect(), limits::DIRECTIVES, ("dyrektyw", "directives")),
    ];
    for (found, most, words) in kinds {
        if let Some(first) = found.get(most) {
            report(first.clone(), (found.len(), most), words);
        }
    }
}

fn divide() -> Text {
    say!("Podziel ją na kilka stron.", "Divide it into several pages.")
}
