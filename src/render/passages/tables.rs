use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;

use crate::theme::Wording;

/// Puts every table into a box that scrolls sideways on a narrow screen and that a keyboard can reach. The box is named
/// by the heading above it.
pub(super) fn wrap<'a>(events: Vec<Event<'a>>, wording: &Wording) -> Vec<Event<'a>> {
    let mut wrapped = Vec::with_capacity(events.len());
    let mut heading: Option<CowStr<'a>> = None;
    for event in events {
        match &event {
            Event::Start(Tag::Heading { id, .. }) => heading.clone_from(id),
            Event::Start(Tag::Table(_)) => wrapped.push(Event::Html(opening(heading.as_deref(), wording).into())),
            _ => {}
        }
        let ends = matches!(event, Event::End(TagEnd::Table));
        wrapped.push(event);
        if ends {
            wrapped.push(Event::Html("</div>\n".into()));
        }
    }
    wrapped
}

fn opening(heading: Option<&str>, wording: &Wording) -> String {
    let mut opening = String::from("<div class=\"scroll\" role=\"region\" tabindex=\"0\" ");
    let (attribute, value) = match heading {
        Some(id) => ("aria-labelledby", id.to_owned()),
        None => ("aria-label", wording.text("table", &[])),
    };
    opening.push_str(attribute);
    opening.push_str("=\"");
    escape_html(&mut opening, &value).expect("writing to a string does not fail");
    opening.push_str("\">\n");
    opening
}

/// The alignment of columns as a class in place of a style, which a page may not have in its tags.
pub(super) fn without_styles(page: &str) -> Cow<'_, str> {
    const CLASSES: [(&str, &str); 3] = [
        (" style=\"text-align: left\"", ""),
        // Markdown aligns a column to the right where it holds numbers.
        (" style=\"text-align: right\"", " class=\"number\""),
        (" style=\"text-align: center\"", " class=\"centre\""),
    ];
    let mut page = Cow::Borrowed(page);
    for (style, class) in CLASSES {
        if page.contains(style) {
            page = Cow::Owned(page.replace(style, class));
        }
    }
    page
}
