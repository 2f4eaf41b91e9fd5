//! A parser's error → what an editor did and where, which is often an earlier line than the one the parser gave up on.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use super::faults;
use super::lines::{self, Level, Line};
use super::marks;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// One fault of a text that could not be read to its end.
pub(super) struct Fault {
    /// What to report.
    pub diagnostics: Vec<Diagnostic>,
    /// Indices of the lines to leave out when the rest is read; the first is the line at fault.
    pub blank: Vec<usize>,
    /// Whether what follows can be told from the fault's consequences.
    pub reads_on: bool,
}

/// Finds the fault behind a parser's error. `text` starts at byte `base` of the file.
pub(super) fn explain(file: &Arc<SourceFile>, text: &str, base: usize, error: &ScanError) -> Fault {
    let lines = lines::split(text);
    let mut offset = error.marker().byte_offset().unwrap_or(0).min(text.len());
    // A mark of the parser may fall into a character of several bytes.
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let at = lines.partition_point(|line| line.start <= offset).saturating_sub(1);
    let broken = Broken { file, text, base, lines: &lines, offset, at, kind: error.kind() };
    broken
        // The surest signs first: a tab or an open quote makes the parser stumble lines later, over what looks like
        // another fault, so an earlier question must be answered no before a later one means anything.
        .nesting()
        .or_else(|| broken.tabs())
        .or_else(|| broken.control_character())
        .or_else(|| broken.unclosed_quote())
        .or_else(|| broken.unclosed_bracket())
        .or_else(|| broken.missing_space())
        .or_else(|| broken.indentation())
        .or_else(|| broken.after_value())
        .or_else(|| broken.unquoted())
        .unwrap_or_else(|| broken.other())
}

/// A broken text and where the parser gave up on it.
struct Broken<'a> {
    file: &'a Arc<SourceFile>,
    text: &'a str,
    base: usize,
    lines: &'a [Line<'a>],
    offset: usize,
    at: usize,
    kind: &'a ErrorKind,
}

impl Broken<'_> {
    fn nesting(&self) -> Option<Fault> {
        let fault = matches!(self.kind, ErrorKind::RecursionLimitExceeded);
        fault.then(|| self.last(faults::nesting(self.file, self.base + self.offset)))
    }

    /// Tabs that lines begin with: all of them, if the parser stumbled over one.
    fn tabs(&self) -> Option<Fault> {
        let tabs: Vec<(usize, usize)> =
            self.lines.iter().enumerate().filter_map(|(index, line)| Some((index, line.tab()?))).collect();
        // The parser may give up at the end of the line above the tab. Who indents with tabs does so everywhere: all
        // are told.
        if tabs.first().is_some_and(|(index, _)| *index <= self.at + 1) {
            let diagnostics = tabs.iter().map(|(_, tab)| faults::tab(self.file, self.base + tab)).collect();
            return Some(Fault { diagnostics, blank: tabs.iter().map(|(index, _)| *index).collect(), reads_on: true });
        }
        let about_tab = matches!(
            self.kind,
            ErrorKind::TabNotAllowed
                | ErrorKind::TabInBlockIndentation
                | ErrorKind::TabAtBlockScalarStart
                | ErrorKind::TabInIndentation
                | ErrorKind::TabInPlainScalar
        );
        let from = self.lines.get(self.at).filter(|_| about_tab)?.start;
        let tab = from + self.text[from..].find('\t')?;
        Some(self.one(faults::tab(self.file, self.base + tab), self.line_of(tab)))
    }

    fn control_character(&self) -> Option<Fault> {
        let ErrorKind::UnexpectedCharacter { character } = self.kind else { return None };
        let range = self.offset..self.offset + character.len_utf8();
        let fault = character.is_control() && self.text[self.offset..].starts_with(*character);
        fault.then(|| self.one(marks::control_character(self.file, self.range(range), *character), self.at))
    }

    /// A quotation mark that is closed on no line, or only by the next value's opening mark.
    fn unclosed_quote(&self) -> Option<Fault> {
        let quote = match self.kind {
            ErrorKind::UnclosedQuotedScalar => return Some(self.unclosed(self.at, self.offset)),
            ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
            ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
            _ => return None,
        };
        let before = &self.text[self.lines[self.at].start..self.offset];
        // Two marks on this line are a value with something after it. One alone was meant to open this value, but
        // closed an earlier one that had been left open.
        if before.matches(quote).count() != 1 {
            return None;
        }
        let opens = |index: &usize| self.text[self.lines[*index].value_range()].starts_with(quote);
        let index = (0..self.at).rev().find(opens)?;
        Some(self.unclosed(index, self.lines[index].value_range().start))
    }

    /// A bracket that is not closed on its line, where the parser ran into the next key or the end.
    fn unclosed_bracket(&self) -> Option<Fault> {
        if let ErrorKind::UnclosedFlowCollection { .. } = self.kind {
            return Some(self.unclosed(self.at, self.offset));
        }
        let in_brackets = matches!(
            self.kind,
            ErrorKind::InvalidColonPlacement
                | ErrorKind::ExpectedFlowSequenceSeparator
                | ErrorKind::ExpectedFlowMappingSeparator
                | ErrorKind::UnexpectedEofFlowSequence
                | ErrorKind::UnexpectedEofFlowMapping
                | ErrorKind::UnexpectedEofImplicitFlowMapping
                | ErrorKind::BlockEntryInFlowCollection
                | ErrorKind::SimpleKeyExpected
        );
        let opens = |index: &usize| {
            let value = &self.text[self.lines[*index].value_range()];
            value.starts_with(['[', '{']) && value.matches(['[', '{']).count() > value.matches([']', '}']).count()
        };
        // So far up only: a long file with many faults would be searched to its top for each of them.
        let index = (0..=self.at).rev().take(100).find(opens).filter(|_| in_brackets)?;
        Some(self.unclosed(index, self.lines[index].value_range().start))
    }

    fn unclosed(&self, index: usize, opening: usize) -> Fault {
        let mark = self.text[opening..].chars().next().unwrap_or('"');
        let range = self.range(opening..opening + mark.len_utf8());
        let next = self.lines[index + 1..].iter().find(|line| !line.content().is_empty());
        // A next line that opens nothing may still belong inside: nothing after it can be told from the consequences.
        let reads_on = next.is_none_or(|line| !line.levels(0).is_empty());
        Fault { reads_on, ..self.one(marks::unclosed(self.file, range, mark), index) }
    }

    /// `key:value`, which YAML takes for a text without a key.
    fn missing_space(&self) -> Option<Fault> {
        if !matches!(self.kind, ErrorKind::SimpleKeyExpected | ErrorKind::MappingValueNotAllowed) {
            return None;
        }
        let previous = (0..self.at).rev().find(|index| self.lines[*index].has_structure());
        // Without a key the line is plain text that YAML joins to the next, so the parser complains a line too late.
        let candidates = [Some(self.at), previous];
        let (index, colon) = candidates.into_iter().flatten().find_map(|index| {
            let line = self.lines[index];
            let dashes = line.content().len() - line.content().trim_start_matches(['-', ' ']).len();
            let colon = colon_without_space(&line.content()[dashes..])?;
            // Where a key stands already, the colon belongs to its value.
            line.levels(index).iter().all(|level| level.item).then_some((index, dashes + colon))
        })?;
        let line = self.lines[index].content_range();
        let mended =
            format!("{}: {}", &self.text[line.start..line.start + colon], &self.text[line.start + colon + 1..line.end]);
        let range = self.range(line.start + colon..line.start + colon + 1);
        Some(self.one(marks::missing_space(self.file, range, &mended), index))
    }

    /// A key or dash that stands at no column where one is expected.
    fn indentation(&self) -> Option<Fault> {
        let line = self.lines.get(self.at).filter(|line| line.has_structure())?;
        let level = *line.levels(self.at).first()?;
        let open = lines::levels_before(self.lines, self.at);
        if lines::fits(&open, &level) {
            return None;
        }
        let place = self.range(line.content_range());
        let parent = open.last().filter(|last| !last.open && level.column > last.column);
        let diagnostic = match (parent, lines::neighbour(&open, &level)) {
            (Some(parent), None) => {
                faults::value_and_children(self.file, place, &self.name(parent), self.place(parent))
            }
            (_, Some(neighbour)) => {
                let beside = faults::Neighbour {
                    line: self.line_number(&neighbour),
                    indent: neighbour.column,
                    place: self.place(&neighbour),
                };
                let parent = parent.map(|parent| self.name(parent));
                faults::indentation(self.file, place, level.column, &beside, parent.as_deref())
            }
            (None, None) => return None,
        };
        Some(Fault { diagnostics: vec![diagnostic], blank: self.misplaced(level, &open), reads_on: true })
    }

    /// The lines that begin with the misplaced level: its children, and siblings misplaced with it.
    fn misplaced(&self, level: Level, open: &[Level]) -> Vec<usize> {
        let mut parent = self.lines[self.at].levels(self.at).last().copied().unwrap_or(level);
        let mut misplaced = vec![self.at];
        for (index, line) in self.lines.iter().enumerate().skip(self.at + 1) {
            let next = line.levels(index).first().copied().filter(|_| line.has_structure());
            let belongs = match next {
                None => !line.has_structure() || line.indent() >= level.column,
                Some(next) if parent.open && next.column > parent.column => true,
                Some(next) if next.column >= level.column && !lines::fits(open, &next) => {
                    parent = line.levels(index).last().copied().unwrap_or(next);
                    true
                }
                Some(_) => false,
            };
            if !belongs {
                break;
            }
            misplaced.push(index);
        }
        misplaced
    }

    /// Text after a closing quotation mark or bracket.
    fn after_value(&self) -> Option<Fault> {
        let value = self.lines.get(self.at)?.value_range();
        let range = self.range(self.offset..value.end.max(self.offset));
        let text = &self.text[value];
        let diagnostic = match self.kind {
            ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
                marks::after_quotes(self.file, range, text)
            }
            ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
                marks::extra_bracket(self.file, self.range(self.offset..self.offset + 1))
            }
            ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry
                if text.starts_with(['[', '{']) =>
            {
                marks::after_bracket(self.file, range, text)
            }
            _ => return None,
        };
        Some(self.one(diagnostic, self.at))
    }

    /// A value that means something to YAML unless it is put in quotes.
    fn unquoted(&self) -> Option<Fault> {
        let line = self.lines.get(self.at).filter(|line| line.has_structure())?;
        let value = line.value_range();
        let text = &self.text[value.clone()];
        let diagnostic = match text.chars().next()? {
            '-' if text == "-" || text.starts_with("- ") => marks::item_on_key_line(self.file, self.range(value), text),
            // At the start of a line it is no value, and quotes would not mend it.
            '%' if matches!(self.kind, ErrorKind::DirectiveDisallowed) => return None,
            first @ ('@' | '`' | '%' | '*' | '&' | '!' | '?' | '|' | '>' | ',' | ']' | '}') => {
                marks::special_character(self.file, self.range(value), text, first)
            }
            '"' if matches!(self.kind, ErrorKind::UnknownQuotedScalarEscape) => {
                marks::escape(self.file, self.range(value), text)
            }
            // What has quotes or brackets is not mended by more quotes.
            '"' | '\'' | '[' | '{' => return None,
            _ if matches!(self.kind, ErrorKind::MappingValueNotAllowed) => {
                let colon = self.range(self.offset..self.offset + 1);
                marks::colon_in_value(self.file, colon, text)
            }
            _ => return None,
        };
        Some(self.one(diagnostic, self.at))
    }

    fn other(&self) -> Fault {
        let Some(line) = self.lines.get(self.at) else {
            return self.last(marks::syntax(self.file, self.base..self.base));
        };
        let end = line.content_range().end;
        let range = if self.offset < end { self.offset..end } else { line.content_range() };
        let range = self.range(range);
        let diagnostic = match self.kind {
            ErrorKind::SimpleKeyExpected => marks::no_key(self.file, range),
            ErrorKind::DirectiveDisallowed => marks::directive(self.file, range),
            ErrorKind::CommentInterceptedScalar => marks::comment_in_value(self.file, range),
            ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry if line.levels(0).is_empty() => {
                let in_text = self.at > 0 && self.lines[self.at - 1].inside_scalar;
                if in_text { marks::text_block(self.file, range) } else { marks::no_key(self.file, range) }
            }
            ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
                marks::list_and_keys(self.file, self.range(line.content_range()))
            }
            _ => marks::syntax(self.file, range),
        };
        self.last(diagnostic)
    }

    fn one(&self, diagnostic: Diagnostic, index: usize) -> Fault {
        let indent = self.lines[index].indent();
        // Left without their parent, the lines below it would each be reported.
        let deeper = |line: &&Line<'_>| line.inside_scalar || line.content().is_empty() || line.indent() > indent;
        let children = self.lines[index + 1..].iter().take_while(deeper).count();
        Fault { diagnostics: vec![diagnostic], blank: (index..=index + children).collect(), reads_on: true }
    }

    fn last(&self, diagnostic: Diagnostic) -> Fault {
        Fault { diagnostics: vec![diagnostic], blank: vec![self.at], reads_on: false }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    fn range(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    /// The key of a level, or its whole item.
    fn name(&self, level: &Level) -> String {
        let text = self.lines[level.line].text[level.column..].trim_end();
        let end = if level.item { None } else { lines::key_end(text) };
        text[..end.unwrap_or(text.len())].to_owned()
    }

    fn place(&self, level: &Level) -> Range<usize> {
        let start = self.lines[level.line].start + level.column;
        self.range(start..start + self.name(level).len())
    }

    /// **Units**: 1-based, in the whole file.
    fn line_number(&self, level: &Level) -> usize {
        self.file.location(self.place(level)).line()
    }
}

/// Byte offset of the colon in `key:value`; web addresses and times of day are no such thing.
fn colon_without_space(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let (key, value) = (&text[..colon], &text[colon + 1..]);
    let is_key = key.starts_with(char::is_alphabetic) && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    (is_key && value.starts_with(|c: char| !c.is_whitespace() && c != '/' && c != ':')).then_some(colon)
}
