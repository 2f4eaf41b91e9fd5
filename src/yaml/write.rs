//! Text as a scalar: the form that reads as that text again.

use std::ops::Range;

use super::place::is_block;
use crate::source::SourceFile;

/// Words that YAML or its readers take for something else than text.
const WORDS: [&str; 12] = ["~", "null", "true", "false", "yes", "no", "on", "off", "<<", "---", "...", "tak"];

/// A text as a scalar on one line: without quotes where it then reads as the same text everywhere, else in quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Another text in place of a scalar, in the quotes that it has; nothing where that cannot be said on one line in the same
/// way (a block of text, a mapping).
pub fn rewritten(file: &SourceFile, span: &Range<usize>, text: &str) -> Option<String> {
    let written = &file.text()[span.clone()];
    if written.contains('\n') || is_block(file.text(), span) {
        return None;
    }
    match written.chars().next()? {
        '[' | '{' => None,
        '\'' if !text.contains(char::is_control) => Some(single(text)),
        '"' | '\'' => Some(double(text)),
        _ => Some(scalar(text)),
    }
}

fn quoted(text: &str) -> String {
    if text.contains(char::is_control) {
        double(text)
    } else if text.contains('"') {
        single(text)
    } else {
        double(text)
    }
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            // The line separators of Unicode are line ends to some readers of YAML.
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                written.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            _ => written.push(character),
        }
    }
    written.push('"');
    written
}

/// Whether a text means itself without quotes, in a block as between brackets. Numbers and dates do: all scalars are text.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    // Telephone numbers and paths begin with these signs, and read better without quotes.
    first.is_some_and(|first| first.is_alphanumeric() || matches!(first, '+' | '(' | '/'))
        && !WORDS.contains(&text.to_lowercase().as_str())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(|c: char| matches!(c, ',' | '[' | ']' | '{' | '}') || is_unplain(c))
}

/// A character that is no plain letter of a line.
fn is_unplain(character: char) -> bool {
    character.is_control() || matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::yaml::{Value, parse};

    fn read_back(text: &str) -> Vec<Option<String>> {
        let forms =
            [format!("a: {text}\n"), format!("- {text}\n"), format!("[{text}, b]"), format!("{{a: {text}, b: c}}")];
        let first = |value: Value| match value {
            Value::Sequence(items) => items.into_iter().next().map(|item| item.value),
            Value::Mapping(mapping) => mapping.entries.into_iter().next().map(|entry| entry.value.value),
            _ => None,
        };
        let read = |form: &String| match first(parse(&SourceFile::new("a.yaml", form.as_str())).value?.value)? {
            Value::Scalar(text) => Some(text),
            _ => None,
        };
        forms.iter().map(read).collect()
    }

    #[test]
    fn plain_words_stand_without_quotes() {
        for text in ["Olecko", "89 523 45 67", "2024-12-31", "ul. Długa 1/2", "a:b", "a#b", "+48 1", "11-010"] {
            assert_eq!(scalar(text), text);
        }
        for text in ["", " a", "a ", "a: b", "a #b", "- a", "no", "[a", "a, b", "'a", "\"", "a\nb", "~", "#5"] {
            assert_ne!(scalar(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_reads_as_itself(text in "[a-z :#,'\"\\\\\\[\\]{}&*!|>%@`~?\\-\\n\\t\u{a0}ż]{0,12}|\\PC{0,12}") {
            prop_assume!(!text.contains(['\u{feff}', '\u{fffe}', '\u{ffff}']));
            // Letters that were written apart are read in one piece.
            let composed: String = text.nfc().collect();
            for read in read_back(&scalar(&text)) {
                prop_assert_eq!(read.as_deref(), Some(composed.as_str()), "{}", scalar(&text));
            }
        }
    }
}
