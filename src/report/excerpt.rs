//! The part of a file that a person is shown: the line of the fault, or the part of a long line around it.

use std::ops::Range;

use crate::source::Location;

/// How much of a line is kept on either side of a fault's start. **Units**: bytes.
const REACH: usize = 600;

/// One line, or a piece of one, and the fault's bytes in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    pub text: &'a str,
    pub span: Range<usize>,
    /// Whether the start of the line is missing.
    pub is_cut: bool,
}

/// The first line of a location. A fault of several lines is marked to the end of its first one.
pub(super) fn excerpt(location: &Location) -> Excerpt<'_> {
    let text = location.file().text();
    let span = location.span();
    let line_start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
    let start = inner_boundary(text, line_start.max(span.start.saturating_sub(REACH)));
    let end = inner_boundary(text, line_end.min(span.start + REACH));
    let line = text[start..end].trim_end_matches('\r');
    let marked = (span.start - start).min(line.len())..(span.end.min(end) - start).min(line.len());
    Excerpt { text: line, span: marked, is_cut: start > line_start }
}

/// The nearest character boundary at or after an offset.
fn inner_boundary(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|offset| text.is_char_boundary(*offset)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn a_fault_of_several_lines_shows_the_first() {
        let file = SourceFile::new("a", "x: 1\r\ny:\r\n  z: 2\r\n");
        let place = file.location(6..17);
        assert_eq!(excerpt(&place), Excerpt { text: "y:", span: 0..2, is_cut: false });
    }

    #[test]
    fn the_end_of_the_file_has_an_empty_line() {
        let file = SourceFile::new("a", "x\n");
        assert_eq!(excerpt(&file.location(2..2)), Excerpt { text: "", span: 0..0, is_cut: false });
    }

    #[test]
    fn a_long_line_is_shown_around_the_fault() {
        let file = SourceFile::new("a", format!("{}!{}", "ż".repeat(5000), "ó".repeat(5000)));
        let place = file.location(10_000..10_001);
        let shown = excerpt(&place);
        assert_eq!(&shown.text[shown.span.clone()], "!");
        assert!(shown.text.len() <= 2 * REACH + 2, "{}", shown.text.len());
    }
}
