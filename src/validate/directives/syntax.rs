use std::ops::Range;

use super::fault::Fault;
use crate::diagnostic::codes;
use crate::say;

/// A word of a directive with its place in the Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word, without quotes.
    pub text: &'a str,
    /// Where it stands, quotes included. **Units**: bytes of the Markdown.
    pub range: Range<usize>,
}

/// A directive taken apart: `name plain plain key=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// Its first word.
    pub name: Word<'a>,
    /// Words without a key, in order.
    pub plain: Vec<Word<'a>>,
    /// Keys with their values, in order. **Shape**: keys are unique.
    pub named: Vec<(Word<'a>, Word<'a>)>,
}

/// Takes a directive apart; `range` is its place in the Markdown, braces included.
///
/// **Errors**: `directive/syntax`, at the word that cannot be read.
pub fn parse(markdown: &str, range: Range<usize>) -> Result<Call<'_>, Fault> {
    let mut reader = Reader { text: &markdown[..range.end - 2], at: range.start + 2 };
    reader.skip_space();
    if reader.rest().is_empty() {
        return Err(syntax(range, "Puste nawiasy {{ }}: brakuje nazwy.", "Empty braces {{ }}: the name is missing."));
    }
    let mut call = Call { name: reader.word(&[])?, plain: Vec::new(), named: Vec::new() };
    reader.skip_space();
    while !reader.rest().is_empty() {
        let word = reader.word(&['='])?;
        if reader.rest().starts_with('=') {
            reader.at += 1;
            call.add(word, reader.value()?)?;
        } else {
            call.plain.push(word);
        }
        reader.skip_space();
    }
    Ok(call)
}

impl<'a> Call<'a> {
    fn add(&mut self, key: Word<'a>, value: Word<'a>) -> Result<(), Fault> {
        if self.named.iter().any(|(known, _)| known.text == key.text) {
            let name = key.text;
            let message = say!("Klucz „{name}” stoi dwa razy.", "The key “{name}” stands twice.");
            return Err(Fault::new(codes::DIRECTIVE_SYNTAX, key.range, message));
        }
        self.named.push((key, value));
        Ok(())
    }
}

struct Reader<'a> {
    /// The Markdown up to the closing braces.
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// A quoted or bare word; a bare one also ends before the characters of `stops`.
    fn word(&mut self, stops: &[char]) -> Result<Word<'a>, Fault> {
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let start = self.at;
        let length = self.rest().find(|c: char| c.is_whitespace() || stops.contains(&c)).unwrap_or(self.rest().len());
        self.at += length;
        let word = Word { text: &self.text[start..self.at], range: start..self.at };
        // Text programs make these of straight quotes; cut at its first space, the value would name something else.
        if word.text.contains(['"', '„', '”', '“']) {
            return Err(syntax(
                word.range,
                "Wartość ze spacją weź w proste cudzysłowy: \"…\".",
                "Put a value with spaces in straight quotes: \"…\".",
            ));
        }
        if word.text.is_empty() {
            return Err(syntax(start..start + 1, "Przed „=” brakuje klucza.", "The key before “=” is missing."));
        }
        Ok(word)
    }

    fn quoted(&mut self) -> Result<Word<'a>, Fault> {
        let start = self.at;
        let inside = start + 1;
        let Some(length) = self.text[inside..].find('"') else {
            return Err(syntax(start..self.text.len(), "Cudzysłów nie jest zamknięty.", "The quote is never closed."));
        };
        self.at = inside + length + 1;
        if let Some(next) = self.rest().chars().next().filter(|next| !next.is_whitespace()) {
            return Err(syntax(
                start..self.at + next.len_utf8(),
                "Po zamykającym cudzysłowie brakuje spacji.",
                "A space is missing after the closing quote.",
            ));
        }
        Ok(Word { text: &self.text[inside..inside + length], range: start..self.at })
    }

    /// What stands after `=`.
    fn value(&mut self) -> Result<Word<'a>, Fault> {
        if self.rest().is_empty() || self.rest().starts_with(char::is_whitespace) {
            return Err(syntax(
                self.at - 1..self.at,
                "Po „=” brakuje wartości; nie dawaj tam spacji.",
                "The value after “=” is missing; put no space there.",
            ));
        }
        self.word(&[])
    }
}

fn syntax(range: Range<usize>, pl: &str, en: &str) -> Fault {
    Fault::new(codes::DIRECTIVE_SYNTAX, range, say!("{pl}", "{en}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inside: &str) -> Result<Call<'_>, Fault> {
        parse(inside, 0..inside.len())
    }

    #[test]
    fn words_keys_and_quotes() {
        let call = read(r#"{{ cell ages "36–45 lat: razem" people unit=none title="a = b" }}"#).expect("plain syntax");
        assert_eq!(call.name.text, "cell");
        let plain: Vec<&str> = call.plain.iter().map(|word| word.text).collect();
        assert_eq!(plain, ["ages", "36–45 lat: razem", "people"]);
        let named: Vec<(&str, &str)> = call.named.iter().map(|(key, value)| (key.text, value.text)).collect();
        assert_eq!(named, [("unit", "none"), ("title", "a = b")]);
    }

    #[test]
    fn ranges_are_those_of_the_whole_text() {
        let text = "ąę {{ sum ages people }}";
        let call = parse(text, 5..text.len()).expect("plain syntax");
        assert_eq!(&text[call.plain[1].range.clone()], "people");
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_place() {
        for (text, place) in [
            ("{{ }}", "{{ }}"),
            ("{{ cell \"a b c }}", "\"a b c "),
            ("{{ cell \"a\"b }}", "\"a\"b"),
            ("{{ cell „a b” }}", "„a"),
            ("{{ cell a unit= }}", "="),
            ("{{ cell a =b }}", "="),
            ("{{ cell a unit=none unit=noun }}", "unit"),
            ("{{ cell a\" }}", "a\""),
        ] {
            let fault = read(text).expect_err(text);
            assert_eq!(fault.code, codes::DIRECTIVE_SYNTAX);
            assert_eq!(&text[fault.range.clone()], place, "{text}");
        }
        assert_eq!(read("{{ cell a unit=none unit=noun }}").expect_err("twice").range, 20..24);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_faults_lie_inside(inside in "[a\"= „ż\n]{0,24}") {
            let text = format!("{{{{{inside}}}}}");
            if let Err(fault) = parse(&text, 0..text.len()) {
                proptest::prop_assert!(fault.range.end <= text.len() && fault.range.start < fault.range.end);
                proptest::prop_assert!(text.get(fault.range).is_some());
            }
        }
    }
}
