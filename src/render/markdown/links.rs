use pulldown_cmark::{CowStr, Event, Tag};

/// Replaces the target of every link and image by an address that works on the page.
pub(super) fn resolve<'a>(events: Vec<Event<'a>>, resolve: &dyn Fn(&str) -> String) -> Vec<Event<'a>> {
    let target = |destination: &CowStr<'a>| match scheme(destination) {
        Some("http" | "https" | "mailto" | "tel" | "geo") => destination.clone(),
        Some(_) => CowStr::Borrowed("#"),
        None => CowStr::from(resolve(destination)),
    };
    events
        .into_iter()
        .map(|event| match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: target(&dest_url), title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: target(&dest_url), title, id })
            }
            other => other,
        })
        .collect()
}

/// The scheme of an address that has one. **Source**: RFC 3986 §3.1.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    plain.then_some(scheme)
}
