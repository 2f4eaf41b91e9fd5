use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use crate::markdown::{CLOSE, OPEN};

/// What a directive stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expansion {
    /// Text in the line, and the HTML that belongs to it.
    Text(String, String),
    /// HTML in place of the paragraph that the directive stands in alone.
    Block(String),
}

/// An expansion with the place of its directive in the text.
pub(super) type Expanded = (Range<usize>, Expansion);

/// Puts a mark in place of every directive that stands for something.
pub(super) fn replace(markdown: &str, expansions: &[Expanded]) -> String {
    // Editors may have pasted the very signs that marks are made of.
    let plain = |text: &str| -> String { text.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).collect() };
    let mut marked = String::with_capacity(markdown.len());
    let mut from = 0;
    for (number, (range, _)) in expansions.iter().enumerate() {
        marked.push_str(&plain(&markdown[from..range.start]));
        marked.push_str(&format!("{OPEN}{number}{CLOSE}"));
        from = range.end;
    }
    marked.push_str(&plain(&markdown[from..]));
    marked
}

/// Puts what the directives stand for in place of their marks.
pub(super) fn insert(html: &str, expansions: &[Expanded]) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (number, following) = after.split_once(CLOSE).expect("marks are closed where they are made");
        let number: usize = number.parse().expect("marks hold numbers");
        match &expansions[number].1 {
            Expansion::Text(text, marks) => {
                page.push_str(before);
                escape_html(&mut page, text).expect("writing to a string does not fail");
                page.push_str(marks);
                rest = following;
            }
            Expansion::Block(block) => {
                // Alone in its paragraph, as was proven: a chart or table may not stand inside one in HTML.
                page.push_str(before.strip_suffix("<p>").unwrap_or(before));
                page.push_str(block);
                rest = following.strip_prefix("</p>").unwrap_or(following);
            }
        }
    }
    page.push_str(rest);
    page
}

/// Puts what the directives stand for in place of their marks, in a text without formatting.
pub(super) fn insert_plain(text: &str, expansions: &[Expanded]) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (number, following) = after.split_once(CLOSE).expect("marks are closed where they are made");
        let number: usize = number.parse().expect("marks hold numbers");
        plain.push_str(before);
        if let Expansion::Text(text, _) = &expansions[number].1 {
            plain.push_str(text);
        }
        rest = following;
    }
    plain.push_str(rest);
    plain
}
