use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::OPTIONS;

/// Begins the mark that stands in a text for a directive while Markdown is read: a private-use character, which no rule
/// of Markdown and no typography touches.
pub const OPEN: char = '\u{f8f0}';

/// Ends such a mark.
pub const CLOSE: char = '\u{f8f1}';

/// A directive in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// Its byte range, braces included.
    Whole(Range<usize>),
    /// Braces that are never closed: the byte at which they stand.
    Open(usize),
}

/// The directives of a text, outside of code. One ends in the paragraph in which it begins, before another one begins.
pub fn find_directives(markdown: &str) -> Vec<Directive> {
    if !markdown.contains("{{") {
        return Vec::new();
    }
    let code = code_ranges(markdown);
    let mut code = code.iter().peekable();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = markdown[from..].find("{{").map(|at| from + at) {
        while code.next_if(|range| range.end <= start).is_some() {}
        if let Some(range) = code.peek().filter(|range| range.contains(&start)) {
            from = range.end.max(start + 2);
            continue;
        }
        let directive = directive_at(markdown, start);
        from = match &directive {
            Directive::Whole(range) => range.end,
            Directive::Open(start) => start + 2,
        };
        found.push(directive);
    }
    found
}

fn directive_at(markdown: &str, start: usize) -> Directive {
    let rest = &markdown[start + 2..];
    // One look at what comes first: to look for each end by itself would read the whole rest for every directive.
    let ends = rest.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'}' | b'\n' | b'\r'));
    for (length, _) in ends {
        let rest = &rest[length..];
        if rest.starts_with("}}") {
            return Directive::Whole(start..start + length + 4);
        }
        if ["{{", "\n\n", "\r\n\r\n"].iter().any(|limit| rest.starts_with(limit)) {
            break;
        }
    }
    Directive::Open(start)
}

/// The byte ranges of code: spans with their backticks, the lines of blocks. **Shape**: in the order of the text.
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
        let text = |found| match found {
            Directive::Whole(range) => &markdown[range],
            Directive::Open(_) => "open",
        };
        find_directives(markdown).into_iter().map(text).collect()
    }

    #[test]
    fn directives_are_found_outside_of_code() {
        assert_eq!(texts("a {{ b }} `{{ c }}` {{d}}"), ["{{ b }}", "{{d}}"]);
        assert_eq!(texts("    {{ a }}\n\n```\n{{ b }}\n```\n\n{{ c }}"), ["{{ c }}"]);
        assert_eq!(texts("{{ never closed"), ["open"]);
        assert_eq!(texts("{{ a\n\nb }} {{ c\nd }} {{ e {{ f }}"), ["open", "{{ c\nd }}", "open", "{{ f }}"]);
        assert_eq!(texts("`{{` {{ a }}"), ["{{ a }}"]);
    }
}
