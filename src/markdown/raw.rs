use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{OPTIONS, Piece, pieces};

/// The parts of a text that are raw HTML: a block of it is one part, though a tag may go on over several lines.
pub fn raw_html(markdown: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    // Most texts have none, and need not be parsed to know it.
    if !markdown.contains('<') {
        return parts;
    }
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if let Event::Html(_) | Event::InlineHtml(_) = event {
            match parts.last_mut().filter(|last| last.end == range.start) {
                Some(last) => last.end = range.end,
                None => parts.push(range),
            }
        }
    }
    parts
}

/// The levels of a text's headings and where they stand, in its order, those of raw HTML too.
pub fn headings(markdown: &str) -> Vec<(u8, Range<usize>)> {
    let mut headings = Vec::new();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            // Without the line end that belongs to it.
            let end = range.start + markdown[range.clone()].trim_end().len();
            headings.push((level as u8, range.start..end));
        }
    }
    for part in raw_html(markdown) {
        for piece in pieces(&markdown[part.clone()]) {
            let Piece::Tag(tag) = piece else { continue };
            let level = tag.name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
            if let Some(level) = level.filter(|level| !tag.is_end && (1..=6).contains(level)) {
                headings.push((level, part.start + tag.range.start..part.start + tag.range.end));
            }
        }
    }
    headings.sort_by_key(|(_, range)| range.start);
    headings
}

/// The pictures of Markdown: what is said for those who do not see them, and where they stand.
pub fn pictures(markdown: &str) -> Vec<(String, Range<usize>)> {
    let mut pictures: Vec<(String, Range<usize>)> = Vec::new();
    if !markdown.contains("![") {
        return pictures;
    }
    let mut open = 0_usize;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => {
                open += 1;
                pictures.push((String::new(), range));
            }
            Event::End(TagEnd::Image) => open -= 1,
            Event::Text(text) | Event::Code(text) if open > 0 => {
                if let Some((description, _)) = pictures.last_mut() {
                    description.push_str(&text);
                }
            }
            _ => {}
        }
    }
    pictures
}
