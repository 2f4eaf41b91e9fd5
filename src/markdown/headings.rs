use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{CLOSE, OPEN};
use crate::model::slugify;

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor, unique in the text: the one that editors gave it, or one made from its text.
    pub id: String,
    /// Its text without formatting.
    pub text: String,
}

/// The headings of a text, in its order. Marks that stand for directives are no part of an anchor.
pub fn outline(events: &[Event<'_>]) -> Vec<Heading> {
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
                let id = unique(id.unwrap_or_else(|| slugify(&without_marks(&text))), &headings);
                headings.push(Heading { level: level as u8, id, text });
            }
            _ => {}
        }
    }
    headings
}

fn without_marks(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        left.push_str(before);
        rest = after.split_once(CLOSE).map_or("", |(_, after)| after);
    }
    left.push_str(rest);
    left
}

fn unique(wanted: String, taken: &[Heading]) -> String {
    let wanted = if wanted.is_empty() { "s".to_owned() } else { wanted };
    let free = |id: &String| taken.iter().all(|heading| heading.id != *id);
    if free(&wanted) {
        return wanted;
    }
    let mut numbered = (2..).map(|number| format!("{wanted}-{number}"));
    numbered.find(free).expect("there are more numbers than headings")
}
