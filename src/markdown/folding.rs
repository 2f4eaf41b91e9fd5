use pulldown_cmark::{Event, Parser};

use super::OPTIONS;

/// A text with each of its paragraphs on one line, as its readers see it: editors break lines where their window ends.
pub fn unfolded(markdown: &str) -> String {
    let trimmed = markdown.trim_end();
    let mut text = String::with_capacity(trimmed.len());
    let (mut written, mut broken) = (0, false);
    for (event, range) in Parser::new_ext(trimmed, OPTIONS).into_offset_iter() {
        if broken {
            // What stands before a line of a list or a quotation belongs to the line break.
            written = range.start;
            broken = false;
        }
        if event == Event::SoftBreak {
            text.push_str(trimmed[written..range.start].trim_end_matches(['\r', ' ']));
            text.push(' ');
            written = range.end;
            broken = true;
        }
    }
    text.push_str(&trimmed[written..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_on_one_line_and_all_else_stays() {
        let pairs = [
            ("One\ntwo.\n\nThree\r\nfour.\n", "One two.\n\nThree four."),
            ("- one\n  and more\n- two\n", "- one and more\n- two"),
            ("> said\n> again\n", "> said again"),
            ("A  \nB", "A  \nB"),
            ("```\na\nb\n```", "```\na\nb\n```"),
            ("**a\nb** [c\nd](/e)", "**a b** [c d](/e)"),
            ("", ""),
        ];
        for (text, whole) in pairs {
            assert_eq!(unfolded(text), whole, "{text:?}");
        }
    }
}
