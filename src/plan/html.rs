//! Raw HTML in the Markdown of pages, records, schemas, levels and datasets: whatever would not reach the page as it was
//! written is told, with its place; headings, pictures and ids are judged as those of Markdown are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Text, codes, did_you_mean};
use crate::markdown::allowed::{ELEMENTS, EMPTY, OPEN_ENDED, is_attribute};
use crate::markdown::{Anchors, Attribute, Piece, Tag, heading_anchors, headings, pictures, pieces, raw_html};
use crate::say;
use crate::source::Location;

/// Reports what is wrong with the raw HTML, the headings and the pictures of a text. `place` is where a part of it stands.
///
/// **Errors**: `html/element`, `html/attribute`, `html/structure`, `html/id`, `image/description`, `heading/level`.
pub(super) fn check(text: &str, place: &dyn Fn(Range<usize>) -> Location, sink: &mut Vec<Diagnostic>) {
    let mut judge = Judge { text, place, sink, open: Vec::new(), ids: BTreeMap::new(), refused: BTreeSet::new() };
    judge.headings();
    judge.pictures();
    let raw = raw_html(text);
    if raw.is_empty() {
        return;
    }
    let anchors = heading_anchors(text);
    for range in raw {
        let html = &text[range.clone()];
        for piece in pieces(html) {
            judge.piece(html, range.start, piece, &anchors);
        }
    }
    judge.unclosed();
}

struct Judge<'t> {
    text: &'t str,
    place: &'t dyn Fn(Range<usize>) -> Location,
    sink: &'t mut Vec<Diagnostic>,
    /// Elements that have begun and not ended: name and tag.
    open: Vec<(String, Range<usize>)>,
    ids: BTreeMap<String, Range<usize>>,
    /// Elements that were refused where they begin, so that their ends are no news.
    refused: BTreeSet<String>,
}

impl Judge<'_> {
    fn report(&mut self, code: Code, range: Range<usize>, message: Text, help: Option<Text>) {
        self.sink.push(Diagnostic::new(code, (self.place)(range), message).maybe_help(help));
    }

    fn piece(&mut self, html: &str, from: usize, piece: Piece, anchors: &Anchors) {
        match piece {
            Piece::Tag(tag) => self.tag(html, from, &tag, anchors),
            Piece::Comment(_, true) => {}
            Piece::Comment(range, false) => {
                let message = say!(
                    "Ten komentarz nie ma końca, więc zniknęłoby wszystko, co po nim stoi.",
                    "This comment has no end, so that all that follows it would vanish."
                );
                let help = say!("Zamknij go przez -->", "End it with -->");
                self.report(codes::HTML_STRUCTURE, shifted(&(range.start..range.start + 4), from), message, Some(help));
            }
            Piece::Other(range) => {
                let message = say!("To nie trafiłoby na stronę.", "This would not reach the page.");
                let help = say!("Usuń to albo weź w `…`.", "Remove it, or put it in `…`.");
                self.report(codes::HTML_ELEMENT, shifted(&range, from), message, Some(help));
            }
        }
    }

    fn tag(&mut self, html: &str, from: usize, tag: &Tag, anchors: &Anchors) {
        let range = shifted(&tag.range, from);
        if !ELEMENTS.contains(&tag.name.as_str()) {
            return self.unknown(tag, range);
        }
        if tag.is_end {
            return self.end(&tag.name, range);
        }
        for attribute in &tag.attributes {
            self.attribute(tag, attribute, from);
        }
        if let Some(id) = tag.value(html, "id") {
            self.id(id, range.clone(), anchors);
        }
        if tag.name == "img" && tag.value(html, "alt").is_none() {
            self.undescribed(range.clone());
        }
        if !EMPTY.contains(&tag.name.as_str()) {
            self.open.push((tag.name.clone(), range));
        }
    }

    fn unknown(&mut self, tag: &Tag, range: Range<usize>) {
        let name = &tag.name;
        if !self.refused.insert(name.clone()) && tag.is_end {
            return;
        }
        let message = say!(
            "Elementu <{name}> nie ma wśród dozwolonych: zniknąłby ze strony, czasem z tym, co po nim stoi.",
            "The element <{name}> is not allowed: it would vanish from the page, sometimes with what follows it."
        );
        let plain = say!(
            "Jeśli to zwykły tekst, napisz \\<{name}>; jeśli film, mapa albo formularz, daj do nich odsyłacz.",
            "If it is plain text, write \\<{name}>; if it is a film, a map or a form, link to it."
        );
        // Short names are one letter from many others.
        let near = did_you_mean(name, ELEMENTS.iter().copied()).filter(|_| name.len() > 3);
        self.report(codes::HTML_ELEMENT, range, message, Some(near.unwrap_or(plain)));
    }

    fn attribute(&mut self, tag: &Tag, attribute: &Attribute, from: usize) {
        if is_attribute(&tag.name, &attribute.name) {
            return;
        }
        let (element, name) = (&tag.name, &attribute.name);
        let message = say!(
            "Atrybut „{name}” w <{element}> nie jest dozwolony i nie trafiłby na stronę.",
            "The attribute “{name}” of <{element}> is not allowed and would not reach the page."
        );
        let help = (name == "style")
            .then(|| say!("Użyj „class” i arkusza motywu.", "Use “class”, and a style sheet of the theme."));
        let help = help.unwrap_or_else(|| say!("Usuń go.", "Remove it."));
        self.report(codes::HTML_ATTRIBUTE, shifted(&attribute.range, from), message, Some(help));
    }

    /// An end must be that of the element that began last, but for those whose ends may be left out.
    fn end(&mut self, name: &str, range: Range<usize>) {
        while self.open.last().is_some_and(|(open, _)| open != name && OPEN_ENDED.contains(&open.as_str())) {
            self.open.pop();
        }
        match self.open.last() {
            Some((open, _)) if open == name => drop(self.open.pop()),
            _ => {
                let message = say!("Nic nie zaczyna się od <{name}>.", "Nothing begins with <{name}> here.");
                let help = say!(
                    "Usuń </{name}> albo popraw kolejność znaczników.",
                    "Remove </{name}>, or put the tags in order."
                );
                self.report(codes::HTML_STRUCTURE, range, message, Some(help));
            }
        }
    }

    fn unclosed(&mut self) {
        for (name, range) in std::mem::take(&mut self.open) {
            if !OPEN_ENDED.contains(&name.as_str()) {
                let message = say!("<{name}> nie ma końca.", "<{name}> has no end.");
                let help = say!("Dopisz </{name}>.", "Add </{name}>.");
                self.report(codes::HTML_STRUCTURE, range, message, Some(help));
            }
        }
    }

    fn id(&mut self, id: String, range: Range<usize>, anchors: &Anchors) {
        let is_plain = !id.is_empty() && !id.contains(char::is_whitespace);
        let message = if !is_plain {
            say!("„{id}” nie może być identyfikatorem.", "“{id}” cannot be an id.")
        } else if anchors.contains(&id) || self.ids.contains_key(&id) {
            say!(
                "Identyfikator „{id}” ma już inne miejsce tej strony.",
                "Another place of this page has the id “{id}” already."
            )
        } else {
            self.ids.insert(id, range);
            return;
        };
        self.report(codes::HTML_ID, range, message, Some(say!("Wybierz inny.", "Choose another one.")));
    }

    /// Headings go down one level at a time; the first level is the page's title.
    fn headings(&mut self) {
        let mut above = 1;
        for (level, range) in headings(self.text) {
            if level == 1 || level > above + 1 {
                let right = if level == 1 { 2 } else { above + 1 };
                let message = if level == 1 {
                    say!("Nagłówek poziomu 1 to tytuł strony.", "The heading of level 1 is the page's title.")
                } else {
                    say!(
                        "Po nagłówku poziomu {above} stoi nagłówek poziomu {level}.",
                        "A heading of level {level} follows one of level {above}."
                    )
                };
                let marks = "#".repeat(usize::from(right));
                let help = say!("Daj mu poziom {right}: {marks}", "Give it level {right}: {marks}");
                self.report(codes::HEADING_LEVEL, range, message, Some(help));
            }
            // A wrong level counts as it stands, so that what follows it is not reported for the same slip.
            above = level.max(2);
        }
    }

    fn pictures(&mut self) {
        for (description, range) in pictures(self.text) {
            if description.trim().is_empty() {
                self.undescribed(range);
            }
        }
    }

    fn undescribed(&mut self, range: Range<usize>) {
        let message = say!(
            "Obraz nie ma opisu dla osób, które go nie widzą.",
            "The picture has no description for people who do not see it."
        );
        let help = say!(
            "Napisz ![co widać](plik); ozdobę daj jako <img src=\"plik\" alt=\"\">.",
            "Write ![what it shows](file); a mere ornament is <img src=\"file\" alt=\"\">."
        );
        self.report(codes::IMAGE_DESCRIPTION, range, message, Some(help));
    }
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
