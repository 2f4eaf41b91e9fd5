use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::directives::code_ranges;
use super::{CLOSE, Directive, OPEN, OPTIONS, find_directives, outline};

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

/// The links and images of a text, in its order. The range is that of the target where it stands beside the link's
/// text, else that of the whole link.
pub fn links(markdown: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        let (target, image) = match event {
            Event::Start(Tag::Link { dest_url, .. }) => (dest_url, false),
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            _ => continue,
        };
        let written = markdown[range.clone()].rfind(&*target).map(|at| range.start + at);
        let range = written.filter(|_| !target.is_empty()).map_or(range, |start| start..start + target.len());
        links.push(Link { target: target.to_string(), range, image });
    }
    links
}

/// The anchors of a text: those of its headings, and those that editors wrote as HTML.
pub fn anchors(markdown: &str) -> Anchors {
    let masked = mask(markdown);
    let events: Vec<Event<'_>> = Parser::new_ext(&masked, OPTIONS).collect();
    let mut anchors: Anchors = outline(&events).into_iter().map(|heading| heading.id).collect();
    for event in &events {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            anchors.extend(html_ids(html));
        }
    }
    anchors
}

/// The text with a mark in place of every directive.
fn mask(markdown: &str) -> String {
    let mut masked = markdown.to_owned();
    for found in find_directives(markdown).into_iter().rev() {
        let Directive::Whole(range) = found else { continue };
        masked.replace_range(range, &format!("{OPEN}0{CLOSE}"));
    }
    masked
}

fn html_ids(html: &str) -> impl Iterator<Item = String> {
    html.match_indices(" id=").filter_map(|(at, name)| {
        let value = &html[at + name.len()..];
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next().map(str::to_owned)
    })
}

/// The mentions of footnotes that the text never defines: name and byte range of each.
pub fn undefined_footnotes(markdown: &str) -> Vec<(String, Range<usize>)> {
    if !markdown.contains("[^") {
        return Vec::new();
    }
    let code = code_ranges(markdown);
    let mut defined = BTreeSet::new();
    for event in Parser::new_ext(markdown, OPTIONS) {
        if let Event::Start(Tag::FootnoteDefinition(name)) = event {
            defined.insert(name.to_lowercase());
        }
    }
    let mut undefined = BTreeMap::new();
    for (start, _) in markdown.match_indices("[^") {
        let Some(length) = markdown[start..].find(']') else { break };
        let name = &markdown[start + 2..start + length];
        let plain = !name.is_empty() && !name.contains(char::is_whitespace);
        if plain && !defined.contains(&name.to_lowercase()) && code.iter().all(|range| !range.contains(&start)) {
            undefined.insert(start, (name.to_owned(), start..start + length + 1));
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
    fn anchors_are_those_of_headings_and_of_html() {
        let found = anchors("## Żółw {{ count x }}\n\n## Żółw\n\n<p id=\"own\">a</p>\n\n### B {#c}\n");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["c", "own", "zolw", "zolw-2"]);
    }

    #[test]
    fn footnotes_without_a_definition_are_found() {
        let text = "a[^b] c[^d] `[^e]`\n\n[^B]: Defined.\n";
        let found: Vec<&str> = undefined_footnotes(text).into_iter().map(|(_, range)| &text[range]).collect();
        assert_eq!(found, ["[^d]"]);
    }
}
