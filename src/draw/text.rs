//! How wide text will be, without knowing the font: a little more than in the widest common sans serif, so that what fits
//! here fits everywhere.

/// The width of a line. **Units**: those of `size`, the font's size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of one character in parts of the font's size.
fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'ł' | 'ı' | 'ї' | 'і' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '\u{2009}'
        | '\u{202f}' => 0.34,
        ' ' | '\u{a0}' | 'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '\u{2011}' | '·' => 0.46,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | 'ш' | 'щ' | 'Ш' | 'Щ' | 'ж' | 'Ж' | 'ю' | 'Ю' | 'ф' | 'Ф' | 'м'
        | 'М' | 'ы' => 1.0,
        '0'..='9' | '–' | '−' | '+' => 0.66,
        letter if letter.is_uppercase() => 0.8,
        letter if ('\u{2e80}'..='\u{ffef}').contains(&letter) || letter > '\u{ffff}' => 1.05,
        _ => 0.65,
    }
}

/// Breaks text into lines no wider than `limit` where a space allows it; a word that is too long stands alone on a line
/// and is cut with an ellipsis.
///
/// **Shape**: at least one line.
pub(super) fn wrap(text: &str, size: f64, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let word = cut(word, size, limit);
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(&word, size) <= limit => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// The text, or as much of its start as fits with an ellipsis.
pub(super) fn cut(text: &str, size: f64, limit: f64) -> String {
    if width(text, size) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        if width(&kept, size) + (em(character) + em('—')) * size > limit {
            break;
        }
        kept.push(character);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 10.0, 60.0), ["one two", "three"]);
        assert_eq!(wrap("", 10.0, 60.0), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_lost(text in "[a-zA-ZąćĘŁ ]{0,60}", limit in 40.0f64..200.0) {
            let lines = wrap(&text, 10.0, limit);
            for line in &lines {
                prop_assert!(width(line, 10.0) <= limit, "{line:?}");
            }
            if !lines.iter().any(|line| line.contains('…')) {
                prop_assert!(lines.join(" ").split_whitespace().eq(text.split_whitespace()));
            }
        }
    }
}
