//! Raw HTML in Markdown: its tags, what they say and where.

use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::ops::Range;

/// A piece of raw HTML that is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `<a …>` or `</a>`.
    Tag(Tag),
    /// `<!-- … -->`; whether it has an end.
    Comment(Range<usize>, bool),
    /// `<!doctype …>`, `<?php …>`, `<![CDATA[…]]>`.
    Other(Range<usize>),
}

/// A tag of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// From `<` to `>`. **Units**: bytes.
    pub range: Range<usize>,
    /// The element's name, in lower case.
    pub name: String,
    /// Whether it ends an element.
    pub is_end: bool,
    /// In the order of the tag.
    pub attributes: Vec<Attribute>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, in lower case.
    pub name: String,
    /// Where the name stands.
    pub range: Range<usize>,
    /// Where its value stands, without quotes; nothing where it has none.
    pub value: Option<Range<usize>>,
}

impl Tag {
    /// The value of an attribute as browsers read it.
    pub fn value(&self, html: &str, name: &str) -> Option<String> {
        let attribute = self.attributes.iter().find(|attribute| attribute.name == name)?;
        Some(attribute.value.clone().map_or_else(String::new, |range| unescaped(&html[range])))
    }
}

/// Where the targets of links and images stand in a piece of HTML, and whether each is an image: byte ranges of the values
/// of `href` and `src`, without quotes. Other elements reach no page.
pub fn targets(html: &str) -> Vec<(Range<usize>, bool)> {
    let tags = pieces(html).into_iter().filter_map(|piece| if let Piece::Tag(tag) = piece { Some(tag) } else { None });
    let target = |tag: Tag| {
        let is_image = tag.name == "img";
        let wanted = if is_image { "src" } else { "href" };
        let attribute = tag.attributes.into_iter().find(|attribute| attribute.name == wanted)?;
        Some((attribute.value?, is_image))
    };
    tags.filter(|tag| matches!(tag.name.as_str(), "a" | "img")).filter_map(target).collect()
}

/// The places of a page that links may lead to: the `id` of each of its elements.
pub fn ids(html: &str) -> BTreeSet<String> {
    let html = without_apart(html);
    let id = |piece| if let Piece::Tag(tag) = piece { tag.value(&html, "id") } else { None };
    pieces(&html).into_iter().filter_map(id).collect()
}

/// The elements whose content is no part of the page. What scripts hold must not be read as tags.
const APART: [&str; 3] = ["script", "style", "template"];

/// A page without the elements whose content is no part of it.
fn without_apart(html: &str) -> String {
    let mut html = html.to_owned();
    for element in APART {
        let (opening, closing) = (format!("<{element}"), format!("</{element}>"));
        let (mut kept, mut rest) = (String::with_capacity(html.len()), html.as_str());
        while let Some((before, inside)) = rest.split_once(&opening) {
            kept.push_str(before);
            rest = inside.split_once(&closing).map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        html = kept;
    }
    html
}

/// The tags and comments of a piece of HTML, in its order.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start + 1..];
        let piece = if let Some(inside) = rest.strip_prefix("!--") {
            let end = inside.find("-->").map(|end| start + 4 + end + 3);
            Some(Piece::Comment(start..end.unwrap_or(html.len()), end.is_some()))
        } else if rest.starts_with(['!', '?']) {
            Some(Piece::Other(start..start + 1 + rest.find('>').map_or(rest.len(), |end| end + 1)))
        } else {
            let name = rest.strip_prefix('/').unwrap_or(rest);
            let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
            begins.then(|| Piece::Tag(tag(html, start, name.len() < rest.len())))
        };
        at = match &piece {
            Some(Piece::Tag(tag)) => tag.range.end,
            Some(Piece::Comment(range, _) | Piece::Other(range)) => range.end,
            None => start + 1,
        };
        pieces.extend(piece);
    }
    pieces
}

/// Reads a tag from its `<` on.
fn tag(html: &str, start: usize, is_end: bool) -> Tag {
    let name = start + 1 + usize::from(is_end);
    let length = html[name..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(html.len() - name);
    let mut tag = Tag {
        range: start..html.len(),
        name: html[name..name + length].to_ascii_lowercase(),
        is_end,
        attributes: Vec::new(),
    };
    let mut at = name + length;
    loop {
        at += html[at..].find(|c: char| !c.is_whitespace() && c != '/').unwrap_or(html.len() - at);
        if html[at..].is_empty() || html[at..].starts_with('>') {
            tag.range.end = (at + 1).min(html.len());
            return tag;
        }
        // HTML takes whatever comes first into the name, even `=`; so each round goes on by a character at least.
        let first = html[at..].chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        let end = at + html[at + first..].find(ends).map_or(html.len() - at, |end| first + end);
        let (value, next) = value(html, end);
        tag.attributes.push(Attribute { name: html[at..end].to_ascii_lowercase(), range: at..end, value });
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

/// The characters that mean something in a text or a quoted attribute of HTML and XML, with what stands for them.
const ESCAPED: [(char, &str); 5] = [('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;"), ('&', "&amp;")];

/// Writes a text so that it can stand in an element or a quoted attribute of HTML and of XML.
///
/// **Errors**: those of what it is written to.
pub fn escape(into: &mut impl Write, text: &str) -> fmt::Result {
    let entity = |character: char| ESCAPED.iter().find(|(known, _)| *known == character).map(|(_, entity)| *entity);
    let mut rest = text;
    while let Some((at, entity)) = rest.char_indices().find_map(|(at, character)| Some((at, entity(character)?))) {
        into.write_str(&rest[..at])?;
        into.write_str(entity)?;
        rest = &rest[at + 1..];
    }
    into.write_str(rest)
}

/// A text as it can stand in HTML and XML; see [`escape`].
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape(&mut escaped, text).expect("writing to a string does not fail");
    escaped
}

/// The text of an attribute's value. **Source**: the entities that addresses need, and those by number.
pub fn unescaped(value: &str) -> String {
    const ENTITIES: &[(&str, char)] = &[
        ("amp", '&'),
        ("apos", '\''),
        ("colon", ':'),
        ("gt", '>'),
        ("lt", '<'),
        ("NewLine", '\n'),
        ("quot", '"'),
        ("Tab", '\t'),
    ];
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let name = &after[..after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(after.len())];
        let known = ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, character)| *character);
        match known.or_else(|| by_number(name)) {
            Some(character) => {
                text.push(character);
                rest = &after[name.len()..];
                // Browsers read `&colon` without its semicolon too, and so would those who hide a scheme in it.
                rest = rest.strip_prefix(';').unwrap_or(rest);
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The character of `#106` or `#x6a`.
fn by_number(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
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

    #[test]
    fn tags_and_what_is_no_element_are_told_apart() {
        let html = "<B><!-- a --></b ><?php x ?><img\nalt='c'/><!doctype html><!-- d";
        let told: Vec<String> = pieces(html)
            .iter()
            .map(|piece| match piece {
                Piece::Tag(tag) => {
                    format!("{}{} {}", if tag.is_end { "/" } else { "" }, tag.name, &html[tag.range.clone()])
                }
                Piece::Comment(range, ended) => format!("{ended} {}", &html[range.clone()]),
                Piece::Other(range) => html[range.clone()].to_owned(),
            })
            .collect();
        let wanted = [
            "b <B>",
            "true <!-- a -->",
            "/b </b >",
            "<?php x ?>",
            "img <img\nalt='c'/>",
            "<!doctype html>",
            "false <!-- d",
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn entities_in_addresses_are_read() {
        assert_eq!(unescaped("&#106;ava&#x73;cript&colon;a&amp;b&c&"), "javascript:a&b&c&");
    }

    #[test]
    fn what_is_escaped_is_read_again() {
        let text = "a < b > \"c\" & 'd' &lt; /ż/";
        assert_eq!(escaped("<a href='/'>&\""), "&lt;a href=&#39;/&#39;&gt;&amp;&quot;");
        assert_eq!(unescaped(&escaped(text)), text);
    }

    #[test]
    fn places_are_those_of_elements_alone() {
        let html = "<!doctype html><p id=a>id=\"no\"</p><script id='b'>'<p id=\"no\">'</script><template><p id=no></template><P ID=\"c&amp;d\"><!-- id=no --><svg><g id=\"e\"/></svg>";
        assert_eq!(ids(html).into_iter().collect::<Vec<_>>(), ["a", "c&d", "e"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "[<>a='\" /ż!?&#-]{0,40}") {
            for (range, _) in targets(&html) {
                proptest::prop_assert!(html.get(range).is_some());
            }
            for piece in pieces(&html) {
                let (Piece::Tag(Tag { range, .. }) | Piece::Comment(range, _) | Piece::Other(range)) = piece;
                proptest::prop_assert!(html.get(range).is_some());
            }
            proptest::prop_assert!(unescaped(&html).len() <= html.len());
        }
    }
}
