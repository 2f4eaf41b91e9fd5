//! The HTML that editors may write in a text, and where links may lead. What is not listed here never reaches a page.

/// Elements of a page's text: what Markdown itself can make, and what editors may add by hand.
pub const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that have no end.
pub const EMPTY: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Elements whose end may be left out. **Source**: HTML Living Standard §13.1.2.4.
pub const OPEN_ENDED: &[&str] = &["colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// Attributes of every element.
pub const ATTRIBUTES: &[&str] =
    &["aria-hidden", "aria-label", "aria-labelledby", "class", "dir", "id", "lang", "role", "tabindex", "title"];

/// Attributes of some elements.
pub const OWN_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "src", "width"]),
    ("ins", &["datetime"]),
    ("ol", &["reversed", "start"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Schemes that a link may have.
pub const SCHEMES: &[&str] = &["geo", "http", "https", "mailto", "sms", "tel"];

/// Whether an element may have an attribute.
pub fn is_attribute(element: &str, attribute: &str) -> bool {
    let own = OWN_ATTRIBUTES.iter().find(|(name, _)| *name == element).map_or(&[][..], |(_, own)| own);
    ATTRIBUTES.contains(&attribute) || own.contains(&attribute)
}

/// The scheme of an address that has one, in lower case; as browsers do, without line ends and tabs. **Source**: RFC 3986
/// §3.1, URL Living Standard §4.4.
pub fn scheme(address: &str) -> Option<String> {
    let head = address.split(['/', '?', '#']).next()?;
    let plain: String = head.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !c.is_ascii_control()).collect();
    let (scheme, _) = plain.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Whether an address names another server. Browsers take backslashes for slashes.
pub fn is_elsewhere(address: &str) -> bool {
    let start: String =
        address.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !c.is_ascii_control()).take(2).collect();
    scheme(address).is_some() || start.replace('\\', "/") == "//"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_browsers_do() {
        for (address, wanted) in [
            ("HTTPS://a.example", Some("https")),
            (" java\tscript:alert(1)", Some("javascript")),
            ("sms:123", Some("sms")),
            ("/a:b", None),
            ("a/b:c", None),
            ("", None),
        ] {
            assert_eq!(scheme(address).as_deref(), wanted, "{address}");
        }
        assert!(is_elsewhere("//a.example/b") && is_elsewhere("\\\\a.example") && is_elsewhere("data:,a"));
        assert!(!is_elsewhere("/a") && !is_elsewhere("a.png"));
    }

    #[test]
    fn lists_are_sorted() {
        assert!(ELEMENTS.is_sorted() && ATTRIBUTES.is_sorted() && SCHEMES.is_sorted());
        assert!(EMPTY.iter().chain(OPEN_ENDED).all(|name| ELEMENTS.contains(name)));
    }
}
