use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, TextMergeStream};
use pulldown_cmark_escape::escape_html;

use super::Surroundings;
use super::mentions::Mention;
use crate::locale::Typesetter;

/// Sets running text: the typography of its language, and the first mention of every abbreviation explained.
pub(super) fn set<'a>(events: Vec<Event<'a>>, surroundings: &Surroundings<'_>) -> Vec<Event<'a>> {
    let mut setter = Setter {
        surroundings,
        typesetter: Typesetter::new(surroundings.language),
        explained: BTreeSet::new(),
        linked: BTreeSet::new(),
        code: 0,
        quiet: 0,
        set: Vec::new(),
    };
    let events = events.into_iter().map(|event| match event {
        Event::SoftBreak => Event::Text(" ".into()),
        event => event,
    });
    // A name or quotation may be split over several events of text.
    for event in TextMergeStream::new(events) {
        setter.event(event);
    }
    setter.set
}

struct Setter<'a, 's> {
    surroundings: &'s Surroundings<'s>,
    /// Sets the current paragraph.
    typesetter: Typesetter,
    /// Terms explained so far.
    explained: BTreeSet<&'s str>,
    /// The addresses that the section links to so far.
    linked: BTreeSet<String>,
    /// How many code blocks are open.
    code: usize,
    /// How many elements are open in which nothing is explained: headings, links, images.
    quiet: usize,
    set: Vec<Event<'a>>,
}

impl<'a> Setter<'a, '_> {
    fn event(&mut self, event: Event<'a>) {
        if let Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::Heading { .. }) = event {
            self.typesetter = Typesetter::new(self.surroundings.language);
        }
        match &event {
            Event::Code(_) | Event::FootnoteReference(_) => self.typesetter.skip(),
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::End(TagEnd::CodeBlock) => self.code -= 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.linked.insert(dest_url.to_string());
                self.quiet += 1;
            }
            Event::Start(Tag::Heading { .. }) => {
                // Readers come to a section from elsewhere, so it links what another one has linked.
                self.linked.clear();
                self.quiet += 1;
            }
            Event::Start(Tag::Image { .. }) => self.quiet += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => self.quiet -= 1,
            Event::Text(text) if self.code == 0 => {
                let text = self.typesetter.typeset(text).into_owned();
                return if self.quiet == 0 { self.link(&text) } else { self.text(&text) };
            }
            _ => {}
        }
        self.set.push(event);
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.set.push(Event::Text(CowStr::from(text.to_owned())));
        }
    }

    /// Lets each name that the section did not link yet lead to its page.
    fn link(&mut self, text: &str) {
        let is_new = |url: &str| !self.linked.contains(url) && self.linked.insert(url.to_owned());
        let found = self.surroundings.mentions.map_or_else(Vec::new, |mentions| mentions.find(text, is_new));
        let mut from = 0;
        for Mention { range, url } in found {
            self.explain(&text[from..range.start]);
            self.set.push(Event::InlineHtml(format!("<a href=\"{url}\">").into()));
            self.text(&text[range.clone()]);
            self.set.push(Event::InlineHtml("</a>".into()));
            from = range.end;
        }
        self.explain(&text[from..]);
    }

    fn explain(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let found = self.surroundings.abbreviations.first(rest, |term| !self.explained.contains(term));
            let Some(found) = found else { return self.text(rest) };
            self.explained.insert(found.term);
            self.text(found.before);
            self.set.push(Event::InlineHtml(abbreviation(found.form, found.expansion).into()));
            rest = found.after;
        }
    }
}

fn abbreviation(form: &str, expansion: &str) -> String {
    let mut html = String::from("<abbr title=\"");
    escape_html(&mut html, expansion).expect("writing to a string does not fail");
    html.push_str("\">");
    escape_html(&mut html, form).expect("writing to a string does not fail");
    html.push_str("</abbr>");
    html
}
