//! Files of a theme that would ask another server for something: every page has them, so everybody's visit would be told.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::allowed::is_elsewhere;
use crate::markdown::{Piece, Tag, pieces};
use crate::say;
use crate::source::SourceFile;

/// The attributes by which an element fetches or sends, whatever the element.
const FETCHING: &[&str] = &["action", "background", "data", "formaction", "poster", "src", "srcset"];

/// Elements of drawings that fetch by `href`. `<a>` only leads there.
const DRAWN: &[&str] = &["feimage", "image", "use"];

/// Relations of a `<link>` that fetch nothing.
const TOLD: &[&str] = &["alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"];

/// Reports every address of another server that a template would fetch.
///
/// **Errors**: `link/foreign`.
pub(super) fn in_template(file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) {
    let text = file.text();
    for piece in pieces(text) {
        let Piece::Tag(tag) = piece else { continue };
        for attribute in &tag.attributes {
            let Some(value) = &attribute.value else { continue };
            if fetches(&tag, text, &attribute.name) && is_elsewhere(&text[value.clone()]) {
                sink.push(fault(file, value.clone()));
            }
        }
    }
    in_style(file, sink);
    in_script(file, sink);
}

fn fetches(tag: &Tag, text: &str, attribute: &str) -> bool {
    let is_link = tag.name == "link" && !tag.value(text, "rel").is_some_and(|rel| TOLD.contains(&rel.trim()));
    FETCHING.contains(&attribute) || attribute.ends_with("href") && (is_link || DRAWN.contains(&tag.name.as_str()))
}

/// Reports `url(…)` and `@import` of another server.
pub(super) fn in_style(file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) {
    addresses(file, &["url(", "@import"], sink);
}

/// Reports what a script imports or fetches from another server, as far as it says so in plain words; the policy of every
/// page stops the rest.
pub(super) fn in_script(file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) {
    addresses(file, &["import(", "import ", " from ", "fetch(", "importScripts(", "Worker(", ".src = "], sink);
}

/// Looks at the address behind each of these words.
fn addresses(file: &Arc<SourceFile>, words: &[&str], sink: &mut Vec<Diagnostic>) {
    let text = file.text();
    for word in words {
        for (at, _) in text.match_indices(word) {
            let start = at + word.len();
            let quoted = text[start..].trim_start().trim_start_matches(['"', '\'', '`']);
            let start = text.len() - quoted.len();
            let length = quoted.find(['"', '\'', '`', ')', '\n', ' ', ';']).unwrap_or(quoted.len());
            // A drawing says in which language it is by an address that nobody fetches.
            if is_elsewhere(&quoted[..length]) {
                sink.push(fault(file, start..start + length));
            }
        }
    }
}

fn fault(file: &Arc<SourceFile>, range: Range<usize>) -> Diagnostic {
    let target = &file.text()[range.clone()];
    let message = say!(
        "Motyw bierze „{target}” z innego serwera, który dowiadywałby się o każdej wizycie.",
        "The theme takes “{target}” from another server, which would hear of every visit."
    );
    let help = say!("Połóż ten plik w assets/ motywu.", "Put that file into the theme's assets/.");
    Diagnostic::new(codes::LINK_FOREIGN, file.location(range), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, check: fn(&Arc<SourceFile>, &mut Vec<Diagnostic>)) -> Vec<String> {
        let (file, mut sink) = (SourceFile::new("a", text), Vec::new());
        check(&file, &mut sink);
        sink.iter().map(|of| text[of.location.span()].to_owned()).collect()
    }

    #[test]
    fn what_a_template_fetches_is_told_from_where_it_leads() {
        let text = r#"<a href="https://a.example">b</a><link rel="canonical" href="https://c.example">
            <link rel=stylesheet href=//d.example><script src="https://e.example"></script><img src="{{ asset("f") }}">
            <form action="HTTPS://g.example"><use xlink:href="https://h.example"/><p style="background: url(https://i.example)">
            <script>fetch("https://j.example"); import k from '/l.js'</script>"#;
        let wanted = [
            "//d.example",
            "https://e.example",
            "HTTPS://g.example",
            "https://h.example",
            "https://i.example",
            "https://j.example",
        ];
        assert_eq!(found(text, in_template), wanted);
    }

    #[test]
    fn style_sheets_and_scripts_are_read_too() {
        let style = "@import \"https://a.example/b.css\"; p { src: url( 'data:,c' ); background: url(d.png) }";
        assert_eq!(found(style, in_style), ["data:,c", "https://a.example/b.css"]);
        let script = "import a from \"https://b.example/c.js\"; const d = \"https://e.example\"; fetch('/f')";
        assert_eq!(found(script, in_script), ["https://b.example/c.js"]);
    }
}
