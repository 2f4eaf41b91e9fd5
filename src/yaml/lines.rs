//! The lines of a file that the parser gave up on, read far more simply than YAML is: where each begins, what key
//! or dash it opens. Only used to say what is wrong with a broken file.

use std::ops::Range;

/// One line of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Byte offset of the line's first character.
    pub start: usize,
    /// The line without its line end.
    pub text: &'a str,
    /// It continues a block scalar or a quoted scalar that began on an earlier line.
    pub inside_scalar: bool,
}

/// What a line opens: a list item or a key, and at which column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// 0-based, in spaces.
    pub column: usize,
    /// A dash rather than a key.
    pub item: bool,
    /// Nothing follows on the line, so deeper lines may belong to it.
    pub open: bool,
    /// Index of the line.
    pub line: usize,
}

impl<'a> Line<'a> {
    /// Number of spaces before the first other character.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The line without the white space around it.
    pub fn content(&self) -> &'a str {
        self.text.trim()
    }

    /// Where [`Self::content`] stands. **Units**: bytes of the text.
    pub fn content_range(&self) -> Range<usize> {
        let start = self.start + self.text.len() - self.text.trim_start().len();
        start..start + self.content().len()
    }

    /// Neither blank, nor a comment, nor the continuation of a scalar.
    pub fn has_structure(&self) -> bool {
        !self.inside_scalar && !self.content().is_empty() && !self.content().starts_with('#')
    }

    /// Byte offset of the first tab among the white space that the line begins with.
    pub fn tab(&self) -> Option<usize> {
        let indentation = &self.text[..self.text.len() - self.text.trim_start().len()];
        indentation.find('\t').map(|tab| self.start + tab).filter(|_| self.has_structure())
    }

    /// The dashes and the key that the line begins with.
    pub fn levels(&self, index: usize) -> Vec<Level> {
        let mut levels = Vec::new();
        let mut column = self.indent();
        let mut rest = self.text[column..].trim_end();
        // `- - key:` opens one level for each dash, at its own column.
        while rest == "-" || rest.starts_with("- ") {
            let next = rest[1..].trim_start_matches(' ');
            levels.push(Level { column, item: true, open: is_empty_value(next), line: index });
            column += rest.len() - next.len();
            rest = next;
        }
        if let Some(colon) = key_end(rest) {
            levels.push(Level {
                column,
                item: false,
                open: is_empty_value(rest[colon + 1..].trim_start()),
                line: index,
            });
        }
        levels
    }

    /// Where the value after the line's dashes and key stands, which is empty where there is none.
    pub fn value_range(&self) -> Range<usize> {
        let end = self.start + self.text.trim_end().len();
        let mut rest = self.text.trim();
        while rest.starts_with("- ") {
            rest = rest[1..].trim_start();
        }
        if let Some(colon) = key_end(rest) {
            rest = rest[colon + 1..].trim_start();
        }
        end - rest.len()..end
    }
}

fn is_empty_value(value: &str) -> bool {
    value.is_empty() || value.starts_with('#')
}

/// Byte offset of the colon that ends the key at the start of `text`, if there is a key.
pub(super) fn key_end(text: &str) -> Option<usize> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let close = 1 + text[1..].find(quote)?;
            text[close + 1..].starts_with(':').then_some(close + 1)
        }
        // Colons within brackets are those of the value.
        '[' | '{' | '#' => None,
        _ => text.match_indices(':').map(|(at, _)| at).find(|at| {
            let after = text[at + 1..].chars().next();
            after.is_none_or(char::is_whitespace)
        }),
    }
}

/// Splits a text into lines and marks those inside block scalars and quoted scalars.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(Line { start, text: line.trim_end_matches(['\n', '\r']), inside_scalar: false });
        start += line.len();
    }
    let mut index = 0;
    while index < lines.len() {
        let inside = lines_inside_scalar(&lines, index);
        for line in &mut lines[index + 1..index + 1 + inside] {
            line.inside_scalar = true;
        }
        index += 1 + inside;
    }
    lines
}

/// How many of the following lines belong to the scalar that the line `index` opens.
fn lines_inside_scalar(lines: &[Line<'_>], index: usize) -> usize {
    let line = lines[index];
    let Some(level) = line.levels(index).last().copied().filter(|_| line.has_structure()) else { return 0 };
    let value = &line.text[line.value_range().start - line.start..];
    let rest = &lines[index + 1..];
    match value.chars().next() {
        Some('|' | '>') => {
            rest.iter().take_while(|line| line.content().is_empty() || line.indent() > level.column).count()
        }
        Some(quote @ ('"' | '\'')) if !value[1..].contains(quote) => {
            let deeper = rest.iter().take_while(|line| line.content().is_empty() || line.indent() > level.column);
            let close = deeper.clone().position(|line| line.text.contains(quote));
            // A mark that is closed nowhere must not hide the structure of all lines below it.
            close.map_or(0, |close| close + 1)
        }
        _ => 0,
    }
}

/// What is still open where the line `index` begins: the keys and dashes that it could belong to or stand beside.
pub(super) fn levels_before(lines: &[Line<'_>], index: usize) -> Vec<Level> {
    let mut open: Vec<Level> = Vec::new();
    for (number, line) in lines[..index].iter().enumerate().filter(|(_, line)| line.has_structure()) {
        let levels = line.levels(number);
        let Some(first) = levels.first() else { continue };
        while open.last().is_some_and(|last| ends(last, first)) {
            open.pop();
        }
        open.extend(levels);
    }
    open
}

/// Whether a level is over where the next one begins. A list may stand at the column of the key that it belongs to.
fn ends(last: &Level, next: &Level) -> bool {
    last.column > next.column || (last.column == next.column && !(next.item && !last.item && last.open))
}

/// Whether a line that begins with `level` has a place after what is open.
pub(super) fn fits(open: &[Level], level: &Level) -> bool {
    let Some(last) = open.last() else { return true };
    let beside =
        |other: &Level| other.column == level.column && (other.item == level.item || (level.item && other.open));
    open.iter().any(beside) || (last.open && level.column > last.column)
}

/// The open level that a misplaced line was most likely meant to stand beside.
pub(super) fn neighbour(open: &[Level], level: &Level) -> Option<Level> {
    open.iter()
        .filter(|other| other.item == level.item)
        .min_by_key(|other| (other.column.abs_diff(level.column), usize::MAX - other.column))
        .copied()
}
