//! Places inside a text: from a range of the value back to the bytes that were written.

use std::ops::Range;

use super::{Node, Value};
use crate::source::SourceFile;

/// Where a range of a scalar's text stands in its file, through quotes, escapes, folded lines and the indentation of
/// blocks; the whole scalar where that cannot be told.
///
/// **Shape**: a range inside the node's span, on character boundaries. Every character but white space has a place of its
/// own; white space that was folded lies somewhere between its neighbours.
///
/// **Panics**: if the node is no scalar.
pub fn place(file: &SourceFile, node: &Node, range: Range<usize>) -> Range<usize> {
    let Value::Scalar(value) = &node.value else { panic!("only a scalar has places inside its text") };
    // Walked anew each time: a register has hundreds of thousands of texts and few faults, so nothing is stored for
    // them.
    let found = walk(&tokens(file.text(), &node.span), value, &node.span, &range);
    found.unwrap_or_else(|| node.span.clone())
}

/// Whether a scalar of a text is a block (`|`, `>`).
pub fn is_block(text: &str, span: &Range<usize>) -> bool {
    block_indicator(text, span).is_some()
}

/// The indicator of the block that a scalar is, such as `|`, `>-` or `|2`: it stands at the end of the line before.
fn block_indicator<'t>(text: &'t str, span: &Range<usize>) -> Option<&'t str> {
    let before = text[..span.start].trim_end_matches([' ', '\t']);
    let line = before.strip_suffix('\n')?.trim_end().rsplit('\n').next()?;
    // A comment may follow the indicator.
    let line = line.find(" #").map_or(line, |comment| &line[..comment]);
    let indicator = line.rsplit([' ', '\t']).next()?;
    let rest = indicator.strip_prefix(['|', '>'])?;
    rest.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')).then_some(indicator)
}

/// What was written for one character of a text.
struct Token {
    character: char,
    span: Range<usize>,
    /// White space of a block, which its indentation is part of.
    loose: bool,
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// The characters that a scalar was written with, in order.
fn tokens(text: &str, span: &Range<usize>) -> Vec<Token> {
    let written = &text[span.clone()];
    if is_block(text, span) {
        let loose = |(at, character): (usize, char)| {
            let start = span.start + at;
            Token { character, span: start..start + character.len_utf8(), loose: is_space(character) }
        };
        return written.char_indices().map(loose).collect();
    }
    let quote = written.chars().next().filter(|first| matches!(first, '"' | '\'') && written.len() > 1);
    let inner = if quote.is_some() { &written[1..written.len() - 1] } else { written };
    let start = span.start + usize::from(quote.is_some());
    let mut tokens = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(first) = inner[at..].chars().next() {
        let rest = &inner[at..];
        let (characters, length) = match (quote, first) {
            (Some('\''), '\'') => ("'".to_owned(), 2),
            (Some('"'), '\\') => escape(rest),
            _ if is_space(first) => folded(rest),
            (_, other) => (other.to_string(), other.len_utf8()),
        };
        // A quote or escape that is not what it seems may reach into the next character: it is taken whole.
        let reach = (at + length).min(inner.len());
        let end = (reach..inner.len()).find(|end| inner.is_char_boundary(*end)).unwrap_or(inner.len());
        // What stands for several characters is the place of the first; the others follow it.
        let mut span = start + at..start + end;
        for character in characters.chars() {
            tokens.push(Token { character, span: span.clone(), loose: false });
            span.start = span.end;
        }
        at = end;
    }
    tokens
}

/// The white space that a text begins with, as it is read, and the bytes that it takes: lines are folded into one.
///
/// **Source**: YAML 1.2.2 §6.5.
fn folded(rest: &str) -> (String, usize) {
    let run = &rest[..rest.len() - rest.trim_start_matches(is_space).len()];
    match run.matches('\n').count() {
        // One at a time, so that each has its own place.
        0 => (run[..1].to_owned(), 1),
        1 => (" ".to_owned(), run.len()),
        lines => ("\n".repeat(lines - 1), run.len()),
    }
}

/// What an escape stands for and the bytes that it takes; a line that goes on in the next stands for its blank lines.
///
/// **Source**: YAML 1.2.2 §5.7.
fn escape(rest: &str) -> (String, usize) {
    let Some(kind) = rest[1..].chars().next() else { return (rest.to_owned(), 1) };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '\n' | '\r' => {
            let run = &rest[1..rest.len() - rest[1..].trim_start_matches(is_space).len()];
            return ("\n".repeat(run.matches('\n').count().saturating_sub(1)), 1 + run.len());
        }
        _ => return (short_escape(kind).to_string(), 1 + kind.len_utf8()),
    };
    let code = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (code.and_then(char::from_u32).into_iter().collect(), 2 + digits)
}

fn short_escape(kind: char) -> char {
    match kind {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        other => other,
    }
}

/// Goes along the value and what was written, side by side. Nothing where they do not say the same.
fn walk(tokens: &[Token], value: &str, span: &Range<usize>, range: &Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (None, None);
    let mut tokens = tokens.iter().peekable();
    let mut last = tokens.peek().map_or(span.start, |token| token.span.start);
    for (at, character) in value.char_indices() {
        // Indentation and line ends of a block are written without being part of the text.
        while !is_space(character) && tokens.next_if(|token| token.loose).is_some() {}
        let token = tokens.next_if(|token| token.character == character || (token.loose && is_space(character)));
        let written = match token {
            Some(token) => token.span.clone(),
            // A line end that a block has by its nature, at its start or end.
            None if is_space(character) => last..last,
            None => return None,
        };
        if at >= range.start && start.is_none() {
            start = Some(written.start);
        }
        if at < range.end {
            end = Some(written.end);
        }
        last = written.end;
    }
    let start = start.unwrap_or(last);
    Some(start..end.filter(|_| !range.is_empty()).unwrap_or(start).max(start))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::yaml::parse;

    /// The first scalar of a file.
    fn scalar(file: &Arc<SourceFile>) -> Option<Node> {
        fn first(node: Node) -> Option<Node> {
            match node.value {
                Value::Scalar(_) => Some(node),
                Value::Sequence(items) => items.into_iter().find_map(first),
                Value::Mapping(mapping) => mapping.entries.into_iter().find_map(|entry| first(entry.value)),
                Value::Null => None,
            }
        }
        first(parse(file).value?)
    }

    /// What was written for a part of the value that begins with `from` and is as long.
    fn written(source: &str, part: &str) -> String {
        let file = SourceFile::new("a.yaml", source);
        let node = scalar(&file).expect("it has a scalar");
        let Value::Scalar(value) = &node.value else { panic!("not a scalar") };
        let at = value.find(part).unwrap_or_else(|| panic!("{part} in {value:?}"));
        file.text()[place(&file, &node, at..at + part.len())].to_owned()
    }

    #[test]
    fn a_part_of_a_text_is_found_in_every_style() {
        for source in [
            "a: see [x](y) there",
            "a: 'it''s [x](y)'",
            "a: \"\\u0105 \\\"[x](y)\\\" \\n\"",
            "a: |\n  it\n\n   is [x](y)\n",
            "a: >-\n  it\n  is\n\n  [x](y)\n",
            "a: |2\n    it\n    is [x](y)\n",
            "- >+ # why\n\n  it is\n  [x](y)\n\n",
            "a:\r\n  it\r\n\r\n  is [x](y)\r\n",
            "a: \"it \\\n   is\n\n  ż [x](y)\"",
            "a: |\n  'it' is [x](y)\n",
        ] {
            assert_eq!(written(source, "[x](y)"), "[x](y)", "{source}");
        }
        assert_eq!(written("a: 'it''s'", "t's"), "t''s");
        assert_eq!(written("a: \"\\x41\\tb\"", "A\t"), "\\x41\\t");
        assert_eq!(written("a: >\n  one\n  two\n", "one two"), "one\n  two");
    }

    #[test]
    fn an_empty_range_lies_where_it_would_begin() {
        let file = SourceFile::new("a.yaml", "a: 'bc'\n");
        let node = scalar(&file).expect("it has a scalar");
        assert_eq!(place(&file, &node, 1..1), 5..5);
        assert_eq!(place(&file, &node, 2..2), 6..6);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn every_character_is_found_where_it_was_written(
            head in "a: |- |a: \n  |a: \\||a: >|a: \\|\\+|a: >-|a: \\|2",
            body in "(\n| |  |\n  |\r\n  |\n\n  |'|''|\"|\\\\n|\\\\\n  |\\\\x41|\\\\u0105|\\\\\"|[a-zż]|[a-z]{3}|: | #|,){1,14}",
            quote in "|'|\"",
        ) {
            let gap = if head.ends_with(['|', '>', '+', '2']) || head.ends_with(">-") { "\n  " } else { "" };
            let file = SourceFile::new("a.yaml", format!("{head}{gap}{quote}{body}{quote}\n"));
            let Some(node) = scalar(&file) else { return Ok(()) };
            let Value::Scalar(value) = &node.value else { return Ok(()) };
            let mut last = node.span.start;
            for (at, character) in value.char_indices() {
                let span = place(&file, &node, at..at + character.len_utf8());
                prop_assert!(span.start >= last && span.end <= node.span.end, "{value:?} {at} {span:?}");
                let written = &file.text()[span.clone()];
                let escaped = written.starts_with('\\') || written == "''";
                if !is_space(character) {
                    prop_assert!(escaped || written == character.to_string(), "{value:?} {at}: {written:?}");
                    last = span.end;
                }
            }
        }
    }
}
