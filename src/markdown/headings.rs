use std::collections::{HashMap, HashSet};

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
    let mut taken = Taken::default();
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
                let id = taken.unique(id.unwrap_or_else(|| slugify(&without_marks(&text))));
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

/// The anchors given so far.
#[derive(Default)]
struct Taken {
    ids: HashSet<String>,
    /// The next number to try after a wanted anchor: thousands of equal headings must not try all of them each.
    next: HashMap<String, usize>,
}

impl Taken {
    /// The wanted anchor, or where it is taken, the first of it that is free with a number.
    fn unique(&mut self, wanted: String) -> String {
        // A heading of signs alone gives no letters to name it by.
        let wanted = if wanted.is_empty() { "s".to_owned() } else { wanted };
        if self.ids.insert(wanted.clone()) {
            return wanted;
        }
        let next = self.next.entry(wanted.clone()).or_insert(2);
        loop {
            let numbered = format!("{wanted}-{next}");
            *next += 1;
            if self.ids.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
