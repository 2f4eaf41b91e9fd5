use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::markdown::{OPTIONS, mask, outline};

/// A section of a text, as the search reads it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Its heading's anchor; none for what stands before the first heading.
    pub anchor: Option<String>,
    /// Its heading.
    pub title: String,
    /// Its words, without markup and directives.
    pub text: String,
}

/// The sections of a Markdown text: what stands before its first heading, which there always is, then one for each heading
/// of the second or third level; deeper headings are text of their sections.
pub(super) fn sections(markdown: &str) -> Vec<Section> {
    let masked = mask(markdown);
    let events: Vec<Event<'_>> = Parser::new_ext(&masked, OPTIONS).collect();
    let mut headings = outline(&events).into_iter();
    let mut sections = vec![Section::default()];
    let mut within = false;
    for event in &events {
        let section = sections.last_mut().expect("there is a first section");
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let heading = headings.next().expect("the outline has all headings");
                within = *level <= HeadingLevel::H3;
                if within {
                    let title = without_marks(&heading.text).trim().to_owned();
                    sections.push(Section { anchor: Some(heading.id), title, text: String::new() });
                }
            }
            Event::End(TagEnd::Heading(_)) if within => within = false,
            Event::Text(text) | Event::Code(text) if !within => section.text.push_str(text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => section.text.push(' '),
            _ => {}
        }
    }
    for section in &mut sections {
        section.text = without_marks(&section.text);
    }
    sections
}

/// A text without the marks that stand for directives.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(crate::markdown::OPEN) {
        plain.push_str(before);
        rest = after.split_once(crate::markdown::CLOSE).map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_headings() {
        let found = sections("Intro {{ figure x }} here.\n\n## One *two* {#own}\n\nText.\n\n#### Deep\n\nMore.\n");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text.split_whitespace().collect::<Vec<_>>(), ["Intro", "here."]);
        assert_eq!((found[1].anchor.as_deref(), &*found[1].title), (Some("own"), "One two"));
        assert_eq!(found[1].text.split_whitespace().collect::<Vec<_>>(), ["Text.", "Deep", "More."]);
    }
}
