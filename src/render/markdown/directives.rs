use pulldown_cmark_escape::escape_html;

use crate::markdown::{CLOSE, Directive, OPEN, find_directives};

/// What a directive stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expansion {
    /// Text in the line.
    Text(String),
    /// HTML in place of the paragraph that the directive stands in alone.
    Block(String),
}

/// Puts a mark in place of every directive.
pub(super) fn replace(markdown: &str, expand: &dyn Fn(&str) -> Option<Expansion>) -> (String, Vec<Expansion>) {
    let mut expansions = Vec::new();
    let mut marked = String::with_capacity(markdown.len());
    let mut from = 0;
    for found in find_directives(markdown) {
        let Directive::Whole(range) = found else { continue };
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
                escape_html(&mut page, text).expect("writing to a string does not fail");
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

/// Puts what the directives stand for in place of their marks, in a text without formatting.
pub(super) fn insert_plain(text: &str, expansions: &[Expansion]) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (number, following) = after.split_once(CLOSE).expect("marks are closed where they are made");
        let number: usize = number.parse().expect("marks hold numbers");
        plain.push_str(before);
        if let Expansion::Text(text) = &expansions[number] {
            plain.push_str(text);
        }
        rest = following;
    }
    plain.push_str(rest);
    plain
}
