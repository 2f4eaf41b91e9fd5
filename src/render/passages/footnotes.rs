use std::collections::{HashMap, VecDeque};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::theme::Wording;

/// Moves the footnotes to the end of the text, in the order of their first mention, each with links back to where it is
/// mentioned. A footnote that is never mentioned comes last.
pub(super) fn collect<'a>(events: Vec<Event<'a>>, wording: &Wording) -> Vec<Event<'a>> {
    let (mut text, notes) = split(events);
    if notes.is_empty() {
        return text;
    }
    let mut mentions = Mentions::default();
    mentions.replace(&mut text);
    let mut ordered: Vec<(usize, Note<'a>)> = Vec::with_capacity(notes.len());
    let mut waiting = Waiting::new(notes);
    // A note may mention others, which then come after it, so numbers are given while notes are taken.
    while let Some(mut note) = waiting.next(&mentions.order) {
        mentions.replace(&mut note.body);
        ordered.push((mentions.number(note.name.clone()), note));
    }
    text.push(Event::Html("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n".into()));
    ordered.sort_by_key(|(number, _)| *number);
    for (_, note) in ordered {
        mentions.write_note(&mut text, note, wording);
    }
    text.push(Event::Html("</ol>\n</section>\n".into()));
    text
}

/// A footnote's name and text.
struct Note<'a> {
    name: CowStr<'a>,
    body: Vec<Event<'a>>,
}

/// The footnotes that have no place yet.
struct Waiting<'a> {
    notes: Vec<Option<Note<'a>>>,
    /// Where the notes of a name stand, in the order of the text.
    by_name: HashMap<CowStr<'a>, VecDeque<usize>>,
    /// Up to which mention all notes have been taken.
    mentioned: usize,
    /// Up to which note all have been taken.
    from: usize,
}

impl<'a> Waiting<'a> {
    fn new(notes: Vec<Note<'a>>) -> Self {
        let mut by_name: HashMap<CowStr<'a>, VecDeque<usize>> = HashMap::with_capacity(notes.len());
        for (at, note) in notes.iter().enumerate() {
            by_name.entry(note.name.clone()).or_default().push_back(at);
        }
        Self { notes: notes.into_iter().map(Some).collect(), by_name, mentioned: 0, from: 0 }
    }

    /// The note that was mentioned first, or where none of the rest is mentioned, the first of them.
    fn next(&mut self, mentions: &[CowStr<'a>]) -> Option<Note<'a>> {
        while let Some(name) = mentions.get(self.mentioned) {
            let at = self.by_name.get_mut(name).and_then(VecDeque::pop_front);
            if let Some(note) = at.and_then(|at| self.notes[at].take()) {
                return Some(note);
            }
            self.mentioned += 1;
        }
        while let Some(note) = self.notes.get_mut(self.from) {
            self.from += 1;
            if let Some(note) = note.take() {
                return Some(note);
            }
        }
        None
    }
}

/// Takes the definitions out of the text.
fn split(events: Vec<Event<'_>>) -> (Vec<Event<'_>>, Vec<Note<'_>>) {
    let mut text = Vec::with_capacity(events.len());
    let mut notes: Vec<Note<'_>> = Vec::new();
    let mut inside = false;
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                inside = true;
                notes.push(Note { name, body: Vec::new() });
            }
            Event::End(TagEnd::FootnoteDefinition) => inside = false,
            event => match notes.last_mut().filter(|_| inside) {
                Some(note) => note.body.push(event),
                None => text.push(event),
            },
        }
    }
    (text, notes)
}

/// The footnotes in the order of their first mention, with how often each was mentioned.
#[derive(Default)]
struct Mentions<'a> {
    order: Vec<CowStr<'a>>,
    numbers: HashMap<CowStr<'a>, usize>,
    times: Vec<usize>,
}

impl<'a> Mentions<'a> {
    fn replace(&mut self, events: &mut [Event<'a>]) {
        for event in events {
            if let Event::FootnoteReference(name) = event {
                *event = Event::Html(self.reference(name.clone()).into());
            }
        }
    }

    /// The number of a footnote. **Units**: 1-based.
    fn number(&mut self, name: CowStr<'a>) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.order.push(name.clone());
        self.times.push(0);
        self.numbers.insert(name, self.order.len());
        self.order.len()
    }

    fn reference(&mut self, name: CowStr<'a>) -> String {
        let number = self.number(name);
        let times = &mut self.times[number - 1];
        *times += 1;
        let id = mention_id(number, *times);
        format!("<sup id=\"{id}\"><a href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>")
    }

    fn write_note(&mut self, text: &mut Vec<Event<'a>>, note: Note<'a>, wording: &Wording) {
        let number = self.number(note.name);
        let mut body = note.body;
        let back: String = (1..=self.times[number - 1])
            .map(|time| {
                let label = wording.text("footnote-back", &[]);
                let id = mention_id(number, time);
                format!(" <a class=\"back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>")
            })
            .collect();
        let inside = matches!(body.last(), Some(Event::End(TagEnd::Paragraph)));
        body.insert(if inside { body.len() - 1 } else { body.len() }, Event::Html(back.into()));
        text.push(Event::Html(format!("<li id=\"fn-{number}\">").into()));
        text.append(&mut body);
        text.push(Event::Html("</li>\n".into()));
    }
}

fn mention_id(number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}
