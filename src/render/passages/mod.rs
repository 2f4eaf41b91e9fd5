//! Markdown as it stands in content → HTML that may stand in a page.
//!
//! In: the Markdown, and what it stands in ([`Surroundings`]): where links lead, which abbreviations are explained,
//! how the language sets type. Out: [`Prose`]: HTML and the headings in it.
//!
//! Nothing is checked here: broken links and unknown directives were reported before. HTML that editors wrote is
//! reduced to an allow-list; everything else cannot contain any.

mod directives;
mod footnotes;
mod links;
mod mentions;
mod sanitize;
mod tables;
mod text;
mod written;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag, html};

use directives::Expanded;
pub use directives::Expansion;
pub use mentions::{Mentions, Named};
pub use written::{markdown, passage};

use crate::locale::typeset;
use crate::markdown::{Heading, OPTIONS, outline};
use crate::render::shared::Abbreviations;
use crate::theme::Wording;

/// What Markdown is rendered for.
pub struct Surroundings<'a> {
    /// Turns a link's or image's target into an address that works on the page.
    pub resolve: &'a (dyn Fn(&str) -> String + Sync),
    /// What directives stand for, each with its byte range in the text. **Shape**: in the order of the text.
    pub expansions: Vec<(Range<usize>, Expansion)>,
    /// The abbreviations to explain where they first stand.
    pub abbreviations: &'a Abbreviations,
    /// The names that become links where a section first mentions them; none where the text is no page's.
    pub mentions: Option<&'a Mentions>,
    /// The language of the text, by whose rules it is set.
    pub language: &'a str,
    /// The interface's texts in the page's language, for footnotes and tables.
    pub wording: &'a Wording,
}

/// Rendered Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The HTML.
    pub html: String,
    /// The headings, in the order of the text.
    pub headings: Vec<Heading>,
}

/// Renders a whole text.
pub fn render(markdown: &str, surroundings: &Surroundings<'_>) -> Prose {
    let markdown = directives::replace(markdown, &surroundings.expansions);
    let events: Vec<Event<'_>> = Parser::new_ext(&markdown, OPTIONS).collect();
    let raw = events.iter().any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let events = links::resolve(events, surroundings.resolve);
    let (events, headings) = number(events, &surroundings.expansions, surroundings.language);
    let events = text::set(events, surroundings);
    let events = tables::wrap(events, surroundings.wording);
    let events = footnotes::collect(events, surroundings.wording);
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, events.into_iter());
    let page = tables::without_styles(&page);
    let page = if raw { sanitize::clean(&page).into() } else { page };
    Prose { html: directives::insert(&page, &surroundings.expansions), headings }
}

/// Gives every heading its anchor; their texts, for the contents, are typeset.
fn number<'a>(mut events: Vec<Event<'a>>, expansions: &[Expanded], language: &str) -> (Vec<Event<'a>>, Vec<Heading>) {
    let mut headings = outline(&events);
    let mut numbered = headings.iter();
    for event in &mut events {
        if let Event::Start(Tag::Heading { id, .. }) = event {
            let heading = numbered.next().expect("the outline has every heading");
            *id = Some(CowStr::from(heading.id.clone()));
        }
    }
    for heading in &mut headings {
        heading.text = typeset(&directives::insert_plain(&heading.text, expansions), language).into_owned();
    }
    (events, headings)
}
