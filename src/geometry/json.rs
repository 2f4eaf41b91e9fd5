//! A pull reader of JSON that knows at each moment at which byte it stands.
//!
//! A tree of a large file would not fit in memory and a deserialiser forgets where values stood; so the caller
//! walks through the text once, takes what it knows, and skips the rest.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Text;
use crate::say;

/// Arrays and objects inside one another, at most. GeoJSON itself needs nine.
const MAXIMUM_DEPTH: usize = 64;

/// Why the text is no JSON, and at which byte.
#[derive(Debug)]
pub(super) struct Fault {
    pub offset: usize,
    pub message: Text,
}

type Outcome<T> = Result<T, Fault>;

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonKind {
    Object,
    Array,
    String,
    Number,
    /// `true`, `false` or `null`.
    Word,
}

/// A place in JSON text, moving forward only.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// The byte at which the next value begins.
    pub fn offset(&mut self) -> usize {
        self.skip_space();
        self.at
    }

    /// The byte after what was read last.
    pub fn end(&self) -> usize {
        self.at
    }

    /// The kind of the next value.
    pub fn kind(&mut self) -> Outcome<JsonKind> {
        self.skip_space();
        match self.byte() {
            Some(b'{') => Ok(JsonKind::Object),
            Some(b'[') => Ok(JsonKind::Array),
            Some(b'"') => Ok(JsonKind::String),
            Some(b'-' | b'0'..=b'9') => Ok(JsonKind::Number),
            Some(b't' | b'f' | b'n') => Ok(JsonKind::Word),
            _ => Err(self.unexpected(&say!("wartość", "a value"))),
        }
    }

    /// Reads an object; `visit` must read or skip the value of each key.
    pub fn members(&mut self, mut visit: impl FnMut(&mut Self, &str, usize) -> Outcome<()>) -> Outcome<()> {
        self.sequence(b'{', b'}', |reader| {
            let offset = reader.offset();
            if reader.byte() != Some(b'"') {
                return Err(reader.unexpected(&say!("nazwa w cudzysłowie", "a name in quotes")));
            }
            let key = reader.string()?;
            reader.expect(b':')?;
            visit(reader, &key, offset)
        })
    }

    /// Reads an array; `visit` must read or skip each item.
    pub fn items(&mut self, visit: impl FnMut(&mut Self) -> Outcome<()>) -> Outcome<()> {
        self.sequence(b'[', b']', visit)
    }

    /// Reads a string.
    pub fn string(&mut self) -> Outcome<Cow<'a, str>> {
        self.expect(b'"')?;
        let start = self.at;
        loop {
            match self.byte() {
                Some(b'"') => {
                    let raw = &self.text[start..self.at];
                    self.at += 1;
                    return unescape(raw, start);
                }
                // What is escaped cannot end the string; whether JSON knows the escape is judged when it is whole.
                Some(b'\\') => self.at += 2,
                Some(0..=0x1f) => {
                    return Err(fault(
                        self.at,
                        say!(
                            "Wiersz kończy się w środku napisu; brakuje zamykającego cudzysłowu.",
                            "The line ends inside a string; its closing quote is missing."
                        ),
                    ));
                }
                Some(_) => self.at += 1,
                None => return Err(self.unexpected(&say!("zamykający cudzysłów", "a closing quote"))),
            }
        }
    }

    /// Reads a number. **Shape**: infinite where the digits are beyond what a float can hold.
    pub fn number(&mut self) -> Outcome<(f64, &'a str)> {
        self.skip_space();
        let start = self.at;
        // The whole run, so that a message shows `05` or `1-2` as somebody wrote it.
        while matches!(self.byte(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let raw = &self.text[start..self.at];
        match raw.parse() {
            Ok(number) if is_json_number(raw) => Ok((number, raw)),
            _ => Err(fault(
                start,
                say!("„{raw}” nie jest liczbą w zapisie JSON.", "“{raw}” is not a number as JSON writes them."),
            )),
        }
    }

    /// Reads `true`, `false` or `null`.
    pub fn word(&mut self) -> Outcome<&'a str> {
        self.skip_space();
        let rest = &self.text[self.at..];
        match ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word)) {
            Some(word) => {
                self.at += word.len();
                Ok(&rest[..word.len()])
            }
            None => Err(self.unexpected(&say!("true, false lub null", "true, false or null"))),
        }
    }

    /// Passes over the next value, whatever it is, and returns its bytes.
    pub fn skip(&mut self) -> Outcome<Range<usize>> {
        let start = self.offset();
        match self.kind()? {
            JsonKind::Object => self.members(|reader, _, _| reader.skip().map(drop))?,
            JsonKind::Array => self.items(|reader| reader.skip().map(drop))?,
            JsonKind::String => drop(self.string()?),
            JsonKind::Number => drop(self.number()?),
            JsonKind::Word => drop(self.word()?),
        }
        Ok(start..self.at)
    }

    /// Makes sure that nothing follows.
    pub fn finish(&mut self) -> Outcome<()> {
        self.skip_space();
        match self.byte() {
            None => Ok(()),
            Some(_) => Err(self.unexpected(&say!("koniec pliku", "the end of the file"))),
        }
    }

    fn sequence(&mut self, open: u8, close: u8, mut visit: impl FnMut(&mut Self) -> Outcome<()>) -> Outcome<()> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > MAXIMUM_DEPTH {
            return Err(fault(
                self.at - 1,
                say!(
                    "Nawiasy są zagnieżdżone głębiej niż {MAXIMUM_DEPTH} razy.",
                    "Brackets are nested more than {MAXIMUM_DEPTH} deep."
                ),
            ));
        }
        self.skip_space();
        if self.byte() == Some(close) {
            self.at += 1;
        } else {
            loop {
                visit(self)?;
                self.skip_space();
                match self.byte() {
                    Some(byte) if byte == close => break self.at += 1,
                    Some(b',') => self.comma(close)?,
                    _ => return Err(self.unexpected(&bracket_or_comma(close))),
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn comma(&mut self, close: u8) -> Outcome<()> {
        let comma = self.at;
        self.at += 1;
        self.skip_space();
        if self.byte() == Some(close) {
            return Err(fault(
                comma,
                say!(
                    "Przecinek przed zamykającym nawiasem jest zbędny.",
                    "A comma must not stand before a closing bracket."
                ),
            ));
        }
        Ok(())
    }

    fn expect(&mut self, wanted: u8) -> Outcome<()> {
        self.skip_space();
        if self.byte() == Some(wanted) {
            self.at += 1;
            return Ok(());
        }
        let wanted = char::from(wanted);
        Err(self.unexpected(&say!("znak {wanted}", "{wanted}")))
    }

    fn unexpected(&self, wanted: &Text) -> Fault {
        let Text { pl, en } = wanted;
        // After a backslash the place may be beyond the text, or within a character.
        let rest = self.text.get(self.at..).unwrap_or("");
        match rest.chars().next() {
            None => fault(
                self.text.len(),
                say!(
                    "Plik urywa się: brakuje w nim dalszego ciągu ({pl}).",
                    "The file breaks off: {en} should follow."
                ),
            ),
            Some(_) if rest.starts_with("NaN") || rest.starts_with("Infinity") => fault(
                self.at,
                say!("NaN i Infinity nie są liczbami w zapisie JSON.", "NaN and Infinity are not numbers in JSON."),
            ),
            Some(found) => fault(
                self.at,
                say!("Stoi tu „{found}”, a powinno być: {pl}.", "“{found}” stands here where {en} should be."),
            ),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }
}

fn fault(offset: usize, message: Text) -> Fault {
    Fault { offset, message }
}

fn bracket_or_comma(close: u8) -> Text {
    let close = char::from(close);
    say!("przecinek lub {close}", "a comma or {close}")
}

/// Whether a text that Rust reads as a number is one for JSON too: no `+5`, `05`, `.5` or `5.`.
fn is_json_number(raw: &str) -> bool {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let whole = digits.bytes().take_while(u8::is_ascii_digit).count();
    let leading_zero = whole > 1 && digits.starts_with('0');
    let bare_point =
        digits[whole..].strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    whole > 0 && !leading_zero && !bare_point
}

fn unescape(raw: &str, start: usize) -> Outcome<Cow<'_, str>> {
    if !raw.contains('\\') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut plain = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(slash) = rest.find('\\') {
        plain.push_str(&rest[..slash]);
        let offset = start + (raw.len() - rest.len()) + slash;
        let Some((character, length)) = escaped(&rest[slash..]) else {
            return Err(fault(
                offset,
                say!(
                    "Po ukośniku \\ nie stoi żaden ze znaków, które JSON tu dopuszcza.",
                    "What follows the backslash is no escape that JSON knows."
                ),
            ));
        };
        plain.push(character);
        rest = &rest[slash + length..];
    }
    plain.push_str(rest);
    Ok(Cow::Owned(plain))
}

/// The character that an escape at the start of `text` stands for, and the escape's length in bytes.
fn escaped(text: &str) -> Option<(char, usize)> {
    let simple = |character| Some((character, 2));
    match text.as_bytes().get(1)? {
        b'"' => simple('"'),
        b'\\' => simple('\\'),
        b'/' => simple('/'),
        b'b' => simple('\u{8}'),
        b'f' => simple('\u{c}'),
        b'n' => simple('\n'),
        b'r' => simple('\r'),
        b't' => simple('\t'),
        b'u' => {
            let first = code_unit(text)?;
            if let Some(character) = char::from_u32(first) {
                return Some((character, 6));
            }
            // RFC 8259 §7: a character beyond U+FFFF is written as two code units.
            let second = code_unit(text.get(6..)?)?;
            let pair = char::decode_utf16([u16::try_from(first).ok()?, u16::try_from(second).ok()?]).next()?;
            pair.ok().map(|character| (character, 12))
        }
        _ => None,
    }
}

fn code_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<(), Fault> {
        let mut reader = Reader::new(text);
        reader.skip()?;
        reader.finish()
    }

    #[test]
    fn escapes_become_their_characters() {
        let text = r#""a\u0142\n\ud83d\ude00\"""#;
        assert_eq!(Reader::new(text).string().expect("it is a string"), "ał\n😀\"");
    }

    #[test]
    fn faults_stand_where_the_text_goes_wrong() {
        let cases = [
            ("[1, 2,]", 5),
            ("{\"a\": 05}", 6),
            ("[1 2]", 3),
            ("{'a': 1}", 1),
            ("[NaN]", 1),
            ("[1", 2),
            ("\"a\\x\"", 2),
            ("[] x", 3),
        ];
        for (text, offset) in cases {
            assert_eq!(read(text).expect_err(text).offset, offset, "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_the_stack_ends() {
        let fault = read(&"[".repeat(5_000_000)).expect_err("it is too deep");
        assert_eq!(fault.offset, MAXIMUM_DEPTH);
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json(text in r#"[\[\]{},:"\\0-9.eE+\-a-z \n]{0,24}"#) {
            let known = serde_json::from_str::<serde_json::Value>(&text);
            let overflow = known.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
            prop_assume!(!overflow);
            prop_assert_eq!(read(&text).is_ok(), known.is_ok());
        }

        #[test]
        fn never_panics(text in ".{0,60}") {
            if let Err(fault) = read(&text) {
                prop_assert!(fault.offset <= text.len());
            }
        }
    }
}
