//! What a page may load: a second wall behind the checks of the content, should one of them let something through.
//!
//! **Source**: Content Security Policy Level 3; Referrer Policy §4.1.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Adds the policy to a page, before anything that it governs: files of this site alone, no frame, no plug-in, no form that
/// leads elsewhere; and no other site hears which page a visitor came from. What stands in the page itself as a script or
/// style is named by its hash.
pub(super) fn add_to(page: String) -> String {
    let Some(at) = place(&page) else { return page };
    let meta = meta(&page);
    [&page[..at], &meta, &page[at..]].concat()
}

/// Behind the line that names the character set, which must come first; nothing for what is no page.
fn place(page: &str) -> Option<usize> {
    let head = page.find("<head>").map(|at| at + "<head>".len())?;
    let charset = page[head..].find("<meta charset=").and_then(|at| Some(head + at + page[head + at..].find('>')? + 1));
    Some(charset.unwrap_or(head))
}

fn meta(page: &str) -> String {
    let scripts = sources("script-src", &inline(page, "script"));
    let styles = sources("style-src", &inline(page, "style"));
    format!(
        "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'{scripts}{styles}; base-uri 'none'; \
         form-action 'self'; object-src 'none'\">\n<meta name=\"referrer\" content=\"same-origin\">"
    )
}

/// A directive that allows files of this site and these texts; nothing where there are none.
fn sources(directive: &str, texts: &[&str]) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let hashes: String =
        texts.iter().map(|text| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)))).collect();
    format!("; {directive} 'self'{hashes}")
}

/// The texts of a page's own scripts or styles. Data in a `<script>` of another type runs nowhere and needs no leave.
fn inline<'p>(page: &'p str, element: &str) -> Vec<&'p str> {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut texts = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&open) {
        let Some((tag, inside)) = after.split_once('>') else { break };
        let Some((text, following)) = inside.split_once(&close) else { break };
        if !tag.contains(" src=") && !tag.contains("json") {
            texts.push(text);
        }
        rest = following;
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_before_what_it_governs() {
        let page = add_to("<html><head>\n<meta charset=\"utf-8\">\n<script src=\"/a.js\"></script></head>".to_owned());
        assert!(page.starts_with("<html><head>\n<meta charset=\"utf-8\">\n<meta http-equiv"), "{page}");
        assert!(page.contains("content=\"default-src 'self'; base-uri 'none';"), "{page}");
        assert_eq!(add_to("<svg></svg>".to_owned()), "<svg></svg>");
    }

    #[test]
    fn what_is_inline_is_named_by_its_hash() {
        let page = "<head></head><script>alert(1)</script><script type=\"application/json\">{}</script><style></style>";
        let page = add_to(page.to_owned());
        // The hash of `alert(1)`, as `openssl dgst -sha256 -binary | base64` has it.
        assert!(page.contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"), "{page}");
        assert!(page.contains("style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"), "{page}");
    }
}
