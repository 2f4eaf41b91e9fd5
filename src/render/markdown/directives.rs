use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use pulldown_cmark_escape::escape_html_body_text;

use super::OPTIONS;

/// What stands in a text for a directive while Markdown is read: private-use characters around its number, which no
/// rule of Markdown and no typography touches.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';

/// What a directive stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expansion {
    /// Text in the line.
    Text(String),
    /// HTML in place of the paragraph that the directive stands in alone.
    Block(String),
}

/// The directives of a text, outside of code: the byte range of each with its braces.
pub fn find(markdown: &str) -> Vec<Range<usize>> {
    let code = if markdown.contains('`') || markdown.contains("    ") { code_ranges(markdown) } else { Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = markdown[from..].find("{{").map(|at| from + at) {
        let Some(end) = markdown[start..].find("}}").map(|at| start + at + 2) else { break };
        if code.iter().all(|range| !range.contains(&start)) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

fn code_ranges(markdown: &str) -> Vec<Range<usize>> {
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

/// Puts a mark in place of every directive.
pub(super) fn replace(markdown: &str, expand: &dyn Fn(&str) -> Option<Expansion>) -> (String, Vec<Expansion>) {
    let mut expansions = Vec::new();
    let mut marked = String::with_capacity(markdown.len());
    let mut from = 0;
    for range in find(markdown) {
        marked.extend(markdown[from..range.start].chars().filter(|c| !matches!(*c, OPEN | CLOSE)));
        let inside = markdown[range.start + 2..range.end - 2].trim();
        match expand(inside) {
            Some(expansion) => {
                marked.push(OPEN);
                marked.push_str(&expansions.len().to_string());
                marked.push(CLOSE);
                expansions.push(expansion);
            }
            None => marked.push_str(&markdown[range.clone()]),
        }
        from = range.end;
    }
    marked.extend(markdown[from..].chars().filter(|c| !matches!(*c, OPEN | CLOSE)));
    (marked, expansions)
}

/// Puts what the directives stand for in place of their marks.
pub(super) fn insert(html: &str, expansions: &[Expansion]) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (number, following) = after.split_once(CLOSE).expect("marks are closed where they are made");
        let number: usize = number.parse().expect("marks hold numbers");
        match &expansions[number] {
            Expansion::Text(text) => {
                page.push_str(before);
                escape_html_body_text(&mut page, text).expect("writing to a string does not fail");
                rest = following;
            }
            Expansion::Block(block) => {
                page.push_str(before.strip_suffix("<p>").unwrap_or(before));
                page.push_str(block);
                rest = following.strip_prefix("</p>").unwrap_or(following);
            }
        }
    }
    page.push_str(rest);
    page
}
