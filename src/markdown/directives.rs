use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::OPTIONS;

/// Begins the mark that stands in a text for a directive while Markdown is read: a private-use character, which no rule
/// of Markdown and no typography touches.
pub const OPEN: char = '\u{f8f0}';

/// Ends such a mark.
pub const CLOSE: char = '\u{f8f1}';

/// The directives of a text, outside of code: the byte range of each with its braces.
pub fn find_directives(markdown: &str) -> Vec<Range<usize>> {
    if !markdown.contains("{{") {
        return Vec::new();
    }
    let code = code_ranges(markdown);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = markdown[from..].find("{{").map(|at| from + at) {
        let Some(end) = markdown[start..].find("}}").map(|at| start + at + 2) else { break };
        match code.iter().find(|range| range.contains(&start)) {
            Some(range) => from = range.end.max(start + 2),
            None => {
                found.push(start..end);
                from = end;
            }
        }
    }
    found
}

/// The byte ranges of code: spans with their backticks, the lines of blocks.
pub(super) fn code_ranges(markdown: &str) -> Vec<Range<usize>> {
    let mut inside = false;
    let mut ranges = Vec::new();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => inside = true,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Code(_) => ranges.push(range),
            Event::Text(_) if inside => ranges.push(range),
            _ => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<&str> {
        find_directives(markdown).into_iter().map(|range| &markdown[range]).collect()
    }

    #[test]
    fn directives_are_found_outside_of_code() {
        assert_eq!(texts("a {{ b }} `{{ c }}` {{d}}"), ["{{ b }}", "{{d}}"]);
        assert_eq!(texts("    {{ a }}\n\n```\n{{ b }}\n```\n\n{{ c }}"), ["{{ c }}"]);
        assert_eq!(texts("{{ never closed"), [""; 0]);
        assert_eq!(texts("`{{` {{ a }}"), ["{{ a }}"]);
    }
}
