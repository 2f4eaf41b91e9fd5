//! Parser events → tree of nodes, and the faults of a tree that can be read: duplicate keys, anchors, aliases, tags.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, StructureStyle, options};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Entry, MAXIMUM_DEPTH, MAXIMUM_NODES, Mapping, Node, Value, characters, faults};
use crate::diagnostic::{Code, Diagnostic, Text, codes};
use crate::model::limits;
use crate::source::SourceFile;

/// Above this number of keys, duplicates are looked up in a table instead of compared one by one.
const SMALL_MAPPING: usize = 16;

/// What came of one pass over a text.
pub(super) struct Outcome {
    /// The tree; `None` after a failure or where content was refused.
    pub root: Option<Node>,
    /// Faults that did not stop the pass.
    pub diagnostics: Vec<Diagnostic>,
    /// What stopped the pass.
    pub failure: Option<Failure>,
}

/// Why a pass stopped before the end of the text.
pub(super) enum Failure {
    /// The parser could not read on.
    Scan(ScanError),
    /// We did not want to read on: too deep, too large, a second document.
    Refused(Diagnostic),
}

/// Builds the tree of `text`, which starts at byte `base` of the file.
pub(super) fn build(file: &Arc<SourceFile>, text: &str, base: usize) -> Outcome {
    // The parser's own limits are looser than ours, so that ours give the message wherever they can.
    let options = options! {
        emit_comments: false,
        // As events they are reported where they stand; resolved by the parser they would be gone, and could unfold
        // without end.
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: 2 * MAXIMUM_DEPTH,
        block_nesting_limit: 2 * MAXIMUM_DEPTH
    };
    let mut builder =
        Builder { file, text, base, open: Vec::new(), root: None, nodes: 0, lost: false, diagnostics: Vec::new() };
    let failure = builder.read_all(Parser::new_from_str_with_options(text, options));
    let root = match failure {
        None if !builder.lost => Some(builder.root.unwrap_or(Node { span: base..base, value: Value::Null })),
        _ => None,
    };
    Outcome { root, diagnostics: builder.diagnostics, failure }
}

/// A collection whose end has not been read yet.
struct Open {
    span: Range<usize>,
    block: bool,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Option<Key> },
}

/// A key whose value has not been read yet. `text` is `None` where the key was refused.
struct Key {
    text: Option<String>,
    span: Range<usize>,
}

struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    text: &'a str,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    /// Something that was written has no place in the tree.
    lost: bool,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn read_all(&mut self, parser: Parser<'a, StrInput<'a>>) -> Option<Failure> {
        let mut documents = 0;
        for event in parser {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return Some(Failure::Scan(error)),
            };
            if matches!(event, Event::DocumentStart(..)) {
                // The parser reads on as readily as before; whoever reads the first document only would lose the rest
                // in silence.
                documents += 1;
            }
            let refusal = if documents > 1 {
                Some(faults::several_documents(self.file, self.range(&span)))
            } else {
                self.read(event, &span)
            };
            if let Some(refusal) = refusal {
                return Some(Failure::Refused(refusal));
            }
        }
        None
    }

    fn read(&mut self, event: Event<'a>, span: &Span) -> Option<Diagnostic> {
        if let Some(tag) = span.tag_span() {
            self.report(codes::YAML_ANCHOR, self.range(&tag), faults::tag());
        }
        let range = self.range(span);
        match event {
            Event::Scalar(text, style, ..) => self.read_scalar(text.into_owned(), style, range),
            Event::SequenceStart(style, ..) => self.start(style, range, Content::Sequence(Vec::new())),
            Event::MappingStart(style, ..) => {
                self.start(style, range, Content::Mapping { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&range),
            Event::Anchor(..) => {
                self.report(codes::YAML_ANCHOR, range, faults::anchor());
                None
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.report(codes::YAML_ANCHOR, range.clone(), faults::alias());
                // Null keeps keys and values in step; the tree is thrown away at the end all the same.
                self.lost = true;
                self.place(Node { span: range, value: Value::Null })
            }
            _ => None,
        }
    }

    fn read_scalar(&mut self, text: String, style: ScalarStyle, mut range: Range<usize>) -> Option<Diagnostic> {
        match style {
            ScalarStyle::Plain if text == "~" || text.is_empty() => {
                // The parser puts an absent value before the colon or dash.
                if range.is_empty() && self.text[range.start - self.base..].starts_with([':', '-']) {
                    range = range.start + 1..range.end + 1;
                }
                self.check_number_sign(&range);
                return self.place(Node { span: range, value: Value::Null });
            }
            ScalarStyle::Plain => {
                self.check_lines(&range);
                self.check_number_sign(&range);
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // Blank lines after a block count as its text; a fault's place would run on to the next key.
                range.end = range.start + self.written(&range).trim_end().len();
            }
            _ => {}
        }
        if text.len() > limits::VALUE {
            self.diagnostics.push(faults::long_value(self.file, &range, text.len()));
            self.lost = true;
        }
        let node = Node { span: range, value: Value::Scalar(text) };
        // Before letters are composed: places inside a text are found by walking along what was written.
        self.diagnostics.extend(characters::check(self.file, &node));
        self.place(composed(node))
    }

    /// Finds what YAML accepts in an unquoted value, but nobody means: `- ` on a continued line.
    fn check_lines(&mut self, range: &Range<usize>) {
        let written = self.written(range);
        if written.contains('\n') {
            let mut start = range.start;
            for line in written.split_inclusive('\n') {
                let content = line.trim_start();
                if start > range.start && content.starts_with("- ") {
                    let dash = start + line.len() - content.len();
                    self.diagnostics.push(faults::swallowed_item(self.file, dash));
                    self.lost = true;
                }
                start += line.len();
            }
        }
    }

    /// Finds a number or letter that YAML takes for a comment: ` #5`, ` #B` after an unquoted value, or in place of one.
    fn check_number_sign(&mut self, range: &Range<usize>) {
        let rest = self.text[range.end - self.base..].trim_start_matches(' ');
        let mut next = rest.chars();
        if rest.starts_with('#') && next.nth(1).is_some_and(char::is_alphanumeric) {
            let comment = self.base + self.text.len() - rest.len();
            self.diagnostics.push(faults::number_sign(self.file, range, comment));
        }
    }

    fn start(&mut self, style: StructureStyle, span: Range<usize>, content: Content) -> Option<Diagnostic> {
        if self.open.len() == MAXIMUM_DEPTH {
            return Some(faults::nesting(self.file, span.start));
        }
        self.open.push(Open { span, block: style == StructureStyle::Block, content });
        None
    }

    fn end(&mut self, end: &Range<usize>) -> Option<Diagnostic> {
        let open = self.open.pop().expect("the parser closes only what it opened");
        let mut span = open.span;
        // The parser sees the end of a block only in the line after it; its true end is that of its last part.
        if !open.block {
            span.end = end.end;
        }
        let value = match open.content {
            Content::Sequence(items) => {
                items.iter().for_each(|item| cover(&mut span, &item.span));
                Value::Sequence(items)
            }
            Content::Mapping { entries, .. } => {
                for entry in &entries {
                    cover(&mut span, &entry.key_span);
                    cover(&mut span, &entry.value.span);
                }
                Value::Mapping(self.unique(entries))
            }
        };
        self.place(Node { span, value })
    }

    /// Puts a finished node where it belongs: into the list, as the next key or value, or as the root.
    fn place(&mut self, node: Node) -> Option<Diagnostic> {
        self.nodes += 1;
        if self.nodes > MAXIMUM_NODES {
            return Some(faults::size(self.file, node.span));
        }
        // Events of keys and values look alike: in a mapping, what comes while no key waits is a key.
        let is_key = matches!(self.open.last(), Some(Open { content: Content::Mapping { key: None, .. }, .. }));
        let new_key = is_key.then(|| node.span.clone());
        if let Some(span) = new_key {
            let text = self.key_text(node);
            if let Some(Open { content: Content::Mapping { key, .. }, .. }) = self.open.last_mut() {
                *key = Some(Key { text, span });
            }
            return None;
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(items)) => items.push(node),
            Some(Content::Mapping { entries, key }) => match key.take() {
                Some(Key { text: Some(key), span }) => entries.push(Entry { key, key_span: span, value: node }),
                // Its key was refused, so that nothing says what the value is.
                _ => self.lost = true,
            },
        }
        None
    }

    fn key_text(&mut self, node: Node) -> Option<String> {
        match node.value {
            Value::Scalar(text) => {
                // In quotes it is a key like any other.
                if text == "<<" && self.written(&node.span) == "<<" {
                    self.report(codes::YAML_ANCHOR, node.span, faults::merge_key());
                    return None;
                }
                self.check_tab(node.span.start);
                Some(text)
            }
            // An alias or a refused value stands here, which was reported already.
            Value::Null if self.lost => None,
            Value::Null => {
                self.report(codes::YAML_SYNTAX, node.span, faults::key_missing());
                None
            }
            _ => {
                self.report(codes::YAML_SYNTAX, node.span, faults::complex_key());
                None
            }
        }
    }

    /// Finds a tab in front of a key where the parser does not mind it.
    fn check_tab(&mut self, key: usize) {
        let before = &self.text[..key - self.base];
        if before.ends_with(['\t', ' ']) {
            let indentation = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
            if let Some(tab) = indentation.find('\t').filter(|_| indentation.trim_start().is_empty()) {
                self.diagnostics.push(faults::tab(self.file, key - indentation.len() + tab));
            }
        }
    }

    /// Reports keys that stand twice and keeps the first of each.
    fn unique(&mut self, entries: Vec<Entry>) -> Mapping {
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        let mut table: Option<HashMap<String, usize>> = (entries.len() > SMALL_MAPPING).then(HashMap::new);
        for entry in entries {
            let first = match &table {
                Some(table) => table.get(&entry.key).copied(),
                None => kept.iter().position(|other| other.key == entry.key),
            };
            match first {
                Some(first) => {
                    let first = kept[first].key_span.clone();
                    self.diagnostics.push(faults::duplicate_key(self.file, &entry.key, entry.key_span, first));
                }
                None => {
                    if let Some(table) = &mut table {
                        table.insert(entry.key.clone(), kept.len());
                    }
                    kept.push(entry);
                }
            }
        }
        Mapping { entries: kept }
    }

    fn report(&mut self, code: Code, range: Range<usize>, (message, help): (Text, Text)) {
        self.diagnostics.push(Diagnostic::new(code, self.file.location(range), message).help(help));
    }

    fn written(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.start - self.base..range.end - self.base]
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().expect("a parser of a string knows its byte offsets");
        let (start, end) = (range.start.min(self.text.len()), range.end.min(self.text.len()));
        self.base + start..self.base + end.max(start)
    }
}

/// Widens a collection's span to cover a part of it.
fn cover(span: &mut Range<usize>, part: &Range<usize>) {
    span.start = span.start.min(part.start);
    span.end = span.end.max(part.end);
}

/// A scalar with its letters in one piece each, however they were written. **Source**: Unicode, UAX #15, form C.
fn composed(node: Node) -> Node {
    match node.value {
        Value::Scalar(text) if !text.is_ascii() && !is_nfc(&text) => {
            Node { span: node.span, value: Value::Scalar(text.nfc().collect()) }
        }
        value => Node { span: node.span, value },
    }
}
