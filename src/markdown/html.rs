//! Raw HTML in Markdown, as far as it links.

use std::ops::Range;

/// Where the targets of links and images stand in a piece of HTML, and whether each is an image: byte ranges of the values
/// of `href` and `src`, without quotes.
pub fn targets(html: &str) -> Vec<(Range<usize>, bool)> {
    let mut targets = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start + 1..];
        at = match rest.strip_prefix("!--") {
            Some(_) => rest.find("-->").map_or(html.len(), |end| start + 1 + end + 3),
            None if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => tag(html, start + 1, &mut targets),
            None => start + 1,
        };
    }
    targets
}

/// Reads a tag from its name on; returns where it ends.
fn tag(html: &str, name: usize, targets: &mut Vec<(Range<usize>, bool)>) -> usize {
    let mut at = name + html[name..].find(|c: char| c.is_whitespace() || c == '>').unwrap_or(html.len() - name);
    loop {
        at += html[at..].find(|c: char| !c.is_whitespace() && c != '/').unwrap_or(html.len() - at);
        if html[at..].is_empty() || html[at..].starts_with('>') {
            return at;
        }
        let first = html[at..].chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        let end = at + html[at + first..].find(ends).map_or(html.len() - at, |end| first + end);
        let attribute = html[at..end].to_ascii_lowercase();
        let (value, next) = value(html, end);
        match attribute.as_str() {
            "href" => targets.extend(value.map(|value| (value, false))),
            "src" => targets.extend(value.map(|value| (value, true))),
            _ => {}
        }
        at = next;
    }
}

/// The value after an attribute's name, and where what follows begins.
fn value(html: &str, from: usize) -> (Option<Range<usize>>, usize) {
    let spaces = |at: usize| at + html[at..].find(|c: char| !c.is_whitespace()).unwrap_or(html.len() - at);
    let equals = spaces(from);
    if !html[equals..].starts_with('=') {
        return (None, equals);
    }
    let start = spaces(equals + 1);
    let Some(quote) = html[start..].chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end = start + html[start..].find(|c: char| c.is_whitespace() || c == '>').unwrap_or(html.len() - start);
        return (Some(start..end), end);
    };
    match html[start + 1..].find(quote) {
        Some(length) => (Some(start + 1..start + 1 + length), start + length + 2),
        None => (None, html.len()),
    }
}

/// The text of an attribute's value. **Source**: the five entities that attributes need; others are rare in addresses.
pub fn unescaped(value: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(value.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stand_in_tags_alone() {
        let html = "<a href=\"/a/\" title='x > href=/no/'>href=\"/no/\"</a><!-- <a href=/no/> --><IMG SRC=b.png/><br>< a href=c>";
        let found: Vec<(&str, bool)> = targets(html).into_iter().map(|(range, image)| (&html[range], image)).collect();
        assert_eq!(found, [("/a/", false), ("b.png/", true)]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "[<>a='\" /ż!-]{0,40}") {
            for (range, _) in targets(&html) {
                proptest::prop_assert!(html.get(range).is_some());
            }
        }
    }
}
