use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use crate::model::slugify;

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor, unique in the text.
    pub id: String,
    /// Its text without formatting.
    pub text: String,
}

/// Gives every heading without an anchor of its own one made from its text.
pub(super) fn number(mut events: Vec<Event<'_>>) -> (Vec<Event<'_>>, Vec<Heading>) {
    let headings = outline(&events);
    let mut numbered = headings.iter();
    for event in &mut events {
        if let Event::Start(Tag::Heading { id, .. }) = event {
            let heading = numbered.next().expect("the outline has every heading");
            *id = Some(CowStr::from(heading.id.clone()));
        }
    }
    (events, headings)
}

/// The headings of a text with their anchors: what [`number`] gives them, for checking links.
pub(super) fn outline(events: &[Event<'_>]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut open: Option<(HeadingLevel, Option<String>, String)> = None;
    for event in events {
        match (event, &mut open) {
            (Event::Start(Tag::Heading { level, id, .. }), _) => {
                open = Some((*level, id.as_ref().map(ToString::to_string), String::new()));
            }
            (Event::Text(text) | Event::Code(text), Some((_, _, so_far))) => so_far.push_str(text),
            (Event::SoftBreak | Event::HardBreak, Some((_, _, so_far))) => so_far.push(' '),
            (Event::End(TagEnd::Heading(_)), _) => {
                let (level, id, text) = open.take().expect("a heading begins before it ends");
                let id = unique(id.unwrap_or_else(|| slugify(&text)), &headings);
                headings.push(Heading { level: level as u8, id, text });
            }
            _ => {}
        }
    }
    headings
}

fn unique(wanted: String, taken: &[Heading]) -> String {
    let wanted = if wanted.is_empty() { "s".to_owned() } else { wanted };
    let free = |id: &String| taken.iter().all(|heading| heading.id != *id);
    if free(&wanted) {
        return wanted;
    }
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    numbered.into_iter().find(free).expect("there are more numbers than headings")
}
