use pulldown_cmark::{CowStr, Event, LinkType, Tag};
use pulldown_cmark_escape::escape_html;

use crate::markdown::allowed::{SCHEMES, is_elsewhere, scheme};
use crate::markdown::{targets, unescaped};

/// Replaces the target of every link and image, also of those in raw HTML, by an address that works on the page.
pub(super) fn resolve<'a>(events: Vec<Event<'a>>, resolve: &dyn Fn(&str) -> String) -> Vec<Event<'a>> {
    let target = |destination: &CowStr<'a>| match scheme(destination) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => destination.clone(),
        // It was reported, and nothing is published; the page must not run it even so.
        Some(_) => CowStr::Borrowed("#"),
        None => CowStr::from(resolve(destination)),
    };
    let mut resolved = Vec::with_capacity(events.len());
    // A block of HTML comes line by line, and a tag may go on over several.
    let mut block = String::new();
    for event in events {
        if let Event::Html(html) = &event {
            block.push_str(html);
            continue;
        }
        if !block.is_empty() {
            resolved.push(Event::Html(in_html(&std::mem::take(&mut block), resolve).into()));
        }
        resolved.push(match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) if link_type != LinkType::Email => {
                Event::Start(Tag::Link { link_type, dest_url: target(&dest_url), title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: target(&dest_url), title, id })
            }
            Event::InlineHtml(html) => Event::InlineHtml(in_html(&html, resolve).into()),
            other => other,
        });
    }
    if !block.is_empty() {
        resolved.push(Event::Html(in_html(&block, resolve).into()));
    }
    resolved
}

/// Raw HTML with its targets replaced; those that lead out of the site stay.
fn in_html(html: &str, resolve: &dyn Fn(&str) -> String) -> String {
    let mut written = String::with_capacity(html.len());
    let mut from = 0;
    for (range, _) in targets(html) {
        let target = unescaped(&html[range.clone()]);
        if !is_elsewhere(&target) {
            written.push_str(&html[from..range.start]);
            escape_html(&mut written, &resolve(&target)).expect("writing to a string does not fail");
            from = range.end;
        }
    }
    written.push_str(&html[from..]);
    written
}
