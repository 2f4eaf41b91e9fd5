use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::directives::code_ranges;
use super::html::{targets, unescaped};
use super::{CLOSE, Directive, OPEN, OPTIONS, find_directives, outline, raw_html};

/// A link or image in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it was written.
    pub target: String,
    /// Where it stands in the text. **Units**: bytes.
    pub range: Range<usize>,
    /// Whether it is an image.
    pub image: bool,
}

/// The anchors that links may lead to in a text.
pub type Anchors = BTreeSet<String>;

/// The links and images of a text, in its order, those of raw HTML too. The range is that of the target where it stands
/// beside the link's text, else that of the whole link.
pub fn links(markdown: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                links.push(link(markdown, range, &dest_url, link_type))
            }
            Event::Start(Tag::Image { dest_url, link_type, .. }) => {
                links.push(Link { image: true, ..link(markdown, range, &dest_url, link_type) });
            }
            _ => {}
        }
    }
    links.extend(raw_html(markdown).iter().flat_map(|html| html_links(markdown, html)));
    links.sort_by_key(|link| link.range.start);
    links
}

fn link(markdown: &str, range: Range<usize>, target: &str, kind: LinkType) -> Link {
    // The last: a link's text may be the same address.
    let written = markdown[range.clone()].rfind(target).map(|at| range.start + at);
    let range = written.filter(|_| !target.is_empty()).map_or(range, |start| start..start + target.len());
    let scheme = if kind == LinkType::Email { "mailto:" } else { "" };
    Link { target: format!("{scheme}{target}"), range, image: false }
}

/// The links and images of a part of a text that is raw HTML.
fn html_links<'m>(markdown: &'m str, html: &Range<usize>) -> impl Iterator<Item = Link> + use<'m> {
    let start = html.start;
    targets(&markdown[html.clone()]).into_iter().map(move |(range, image)| {
        let range = start + range.start..start + range.end;
        Link { target: unescaped(&markdown[range.clone()]), range, image }
    })
}

/// The anchors of a text's headings. What it has else (raw HTML, footnotes, figures) the page that shows it says.
pub fn heading_anchors(markdown: &str) -> Anchors {
    // A directive may hold quotes and brackets, which Markdown would read as its own.
    let masked = mask(markdown);
    let events: Vec<Event<'_>> = Parser::new_ext(&masked, OPTIONS).collect();
    outline(&events).into_iter().map(|heading| heading.id).collect()
}

/// The text with a mark in place of every directive.
pub fn mask(markdown: &str) -> String {
    let mut masked = String::with_capacity(markdown.len());
    let mut from = 0;
    for found in find_directives(markdown) {
        let Directive::Whole(range) = found else { continue };
        masked.push_str(&markdown[from..range.start]);
        masked.extend([OPEN, '0', CLOSE]);
        from = range.end;
    }
    masked.push_str(&markdown[from..]);
    masked
}

/// The mentions of footnotes that the text never defines: name and byte range of each.
pub fn undefined_footnotes(markdown: &str) -> Vec<(String, Range<usize>)> {
    if !markdown.contains("[^") {
        return Vec::new();
    }
    let code = code_ranges(markdown);
    let mut code = code.iter().peekable();
    let mut defined = BTreeSet::new();
    for event in Parser::new_ext(markdown, OPTIONS) {
        if let Event::Start(Tag::FootnoteDefinition(name)) = event {
            defined.insert(name.to_lowercase());
        }
    }
    let mut undefined = BTreeMap::new();
    for (start, _) in markdown.match_indices("[^") {
        while code.next_if(|range| range.end <= start).is_some() {}
        let rest = &markdown[start + 2..];
        // The first character that ends a name: what it is decides, so that no name is read twice.
        let Some(length) = rest.find(|c: char| c == ']' || c == '[' || c.is_whitespace()) else { break };
        let name = &rest[..length];
        let plain = !name.is_empty() && rest[length..].starts_with(']');
        if plain && !defined.contains(&name.to_lowercase()) && code.peek().is_none_or(|range| !range.contains(&start)) {
            undefined.insert(start, (name.to_owned(), start..start + length + 3));
        }
    }
    undefined.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_with_the_place_of_their_target() {
        let text = "a [b](/c/) ![d](e.png \"f\") <https://g.example> [h][i]\n\n[i]: /j/\n";
        let found: Vec<(String, &str, bool)> =
            links(text).into_iter().map(|link| (link.target, &text[link.range], link.image)).collect();
        let expected = [
            ("/c/", "/c/", false),
            ("e.png", "e.png", true),
            ("https://g.example", "https://g.example", false),
            ("/j/", "[h][i]", false),
        ];
        assert_eq!(found, expected.map(|(target, at, image)| (target.to_owned(), at, image)));
    }

    #[test]
    fn links_of_raw_html_are_found_and_addresses_of_mail_are_no_paths() {
        let text = "a <a class=\"x\" href='/b/?c&amp;d'>e</a> <a@b.example>\n\n<p\ntitle=\"href='/no/'\">\n<img alt=\"\"\nsrc=f.png>\n</p>\n";
        let found: Vec<(String, &str, bool)> =
            links(text).into_iter().map(|link| (link.target, &text[link.range], link.image)).collect();
        let expected =
            [("/b/?c&d", "/b/?c&amp;d", false), ("mailto:a@b.example", "a@b.example", false), ("f.png", "f.png", true)];
        assert_eq!(found, expected.map(|(target, at, image)| (target.to_owned(), at, image)));
    }

    #[test]
    fn anchors_are_those_of_headings() {
        let found = heading_anchors("## Żółw {{ count x }}\n\n## Żółw\n\n<p id=\"own\">a</p>\n\n### B {#c}\n");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["c", "zolw", "zolw-2"]);
    }

    #[test]
    fn footnotes_without_a_definition_are_found() {
        let text = "a[^b] c[^d] `[^e]`\n\n[^B]: Defined.\n";
        let found: Vec<&str> = undefined_footnotes(text).into_iter().map(|(_, range)| &text[range]).collect();
        assert_eq!(found, ["[^d]"]);
    }
}
