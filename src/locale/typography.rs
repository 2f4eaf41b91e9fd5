//! Typewriter text → typeset text: quotation marks, dashes and no-break spaces as the language wants them.
//!
//! Web addresses, e-mail addresses and text between backticks stay as they are. Typesetting a typeset text changes
//! nothing.

use std::borrow::Cow;

use super::rules::{self, Rules};

const NO_BREAK: char = '\u{a0}';

/// So many hyphens are no dash but a line that somebody drew.
const LINE: usize = 4;

/// Typesets a text that stands alone.
pub fn typeset<'a>(text: &'a str, language: &str) -> Cow<'a, str> {
    Typesetter::new(language).typeset(text)
}

/// Typesets one paragraph that comes in several pieces: it remembers open quotation marks between them.
#[derive(Clone)]
pub struct Typesetter {
    rules: &'static Rules,
    /// The quotation marks that are open, outermost first.
    open: Vec<Quotes>,
    /// The last character of the paragraph so far.
    previous: Option<char>,
    /// The last character before the current piece.
    before_piece: Option<char>,
    /// Where the last straight single mark of the current piece stands that may end a quotation.
    last_single: Option<usize>,
    /// Where the word of the current piece ends that was last found to be no address.
    plain_until: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Outer,
    Inner,
}

impl Typesetter {
    /// Begins a paragraph.
    pub fn new(language: &str) -> Self {
        Self {
            rules: rules::of(language),
            open: Vec::new(),
            previous: None,
            before_piece: None,
            last_single: None,
            plain_until: 0,
        }
    }

    /// Tells that something that is not typeset, such as code or an image, stands between two pieces of text.
    pub fn skip(&mut self) {
        // Unicode's sign for an object: marks that follow it stand after something, and before no word.
        self.previous = Some('\u{fffc}');
    }

    /// Typesets the next piece of the paragraph.
    pub fn typeset<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        if !text.contains([' ', '"', '\'', NO_BREAK]) && !self.has_marks(text) {
            self.previous = text.chars().next_back().or(self.previous);
            return Cow::Borrowed(text);
        }
        self.before_piece = self.previous;
        // Once a piece: to look for the end of each quotation anew would read the whole rest for every mark.
        self.last_single = text.rmatch_indices('\'').map(|(at, _)| at).find(|at| may_close(text, *at));
        self.plain_until = 0;
        let mut set = String::with_capacity(text.len() + 8);
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let unchanged = self.rest_of_word(&text[at..]).max(self.verbatim(text, at));
            if unchanged > 0 {
                set.push_str(&text[at..at + unchanged]);
                at += unchanged;
                self.previous = set.chars().next_back();
                continue;
            }
            let (result, length) = self.set_character(text, at, character);
            set.push(result);
            at += length;
            self.previous = Some(result);
        }
        if set == text { Cow::Borrowed(text) } else { Cow::Owned(set) }
    }

    fn has_marks(&self, text: &str) -> bool {
        self.rules.quotes.iter().flatten().any(|(open, close)| text.contains([*open, *close]))
    }

    /// The character that is set for the one at `at`, and how many bytes of the text it stands for.
    fn set_character(&mut self, text: &str, at: usize, character: char) -> (char, usize) {
        let after = &text[at + character.len_utf8()..];
        let next = after.chars().next();
        match character {
            ' ' if self.clings(text, at, after) => (NO_BREAK, 1),
            '-' | '–' => match self.dash(&text[at..]) {
                Some((dash, length)) => (dash, length),
                None => (character, character.len_utf8()),
            },
            '"' => (self.double_quote(next).unwrap_or('"'), 1),
            '\'' | '’' => (self.single_quote(text, at, character), character.len_utf8()),
            _ => {
                self.follow(character);
                (character, character.len_utf8())
            }
        }
    }

    /// Number of bytes, from the start of `rest`, of letters and digits that go on with a word.
    fn rest_of_word(&self, rest: &str) -> usize {
        match self.previous {
            Some(previous) if previous.is_alphanumeric() => {
                rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len())
            }
            _ => 0,
        }
    }

    /// Number of bytes, from `at` on, of an address or of text between backticks; 0 if it is neither.
    fn verbatim(&mut self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        if let Some(code) = rest.strip_prefix('`') {
            return code.find('`').map_or(0, |end| end + 2);
        }
        let starts_word =
            !self.previous.is_some_and(|previous| previous.is_alphanumeric() || "._-+@".contains(previous));
        if !starts_word || !rest.starts_with(char::is_alphanumeric) {
            return 0;
        }
        // What a whole word lacks, none of its ends has: in `a/a/a/…` each would otherwise be read to the word's end.
        let is_judged = at < self.plain_until;
        let length = if is_judged { self.plain_until - at } else { rest.find(ends_address).unwrap_or(rest.len()) };
        let word = &rest[..length];
        let has_signs = || word.contains("://") || (word.contains('@') && word.contains('.'));
        if word.starts_with("www.") || (!is_judged && has_signs()) {
            return length;
        }
        self.plain_until = at + length;
        0
    }

    /// Whether the space at `at` must not break.
    fn clings(&self, text: &str, at: usize, after: &str) -> bool {
        let word = self.word_before(&text[..at]);
        let mut characters = word.chars();
        let first = characters.next();
        let single = characters.next().is_none().then_some(first).flatten();
        if single.is_some_and(|letter| letter.to_lowercase().all(|letter| self.rules.clinging.contains(letter))) {
            return true;
        }
        if is_dash_and_space(after) && self.previous.is_some_and(|previous| !previous.is_whitespace()) {
            return true;
        }
        let next = after.chars().next();
        let next_word = after.split(parts_words).next().unwrap_or_default();
        if first.is_some_and(|first| first.is_ascii_digit()) {
            let number = word.ends_with(|last: char| last.is_ascii_digit());
            return (number && next.is_some_and(follows_number) && !self.is_before_number(next_word))
                || self.rules.months.iter().any(|month| after.starts_with(month));
        }
        next.is_some_and(|next| next.is_ascii_digit()) && self.is_before_number(word)
    }

    fn is_before_number(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.rules.before_number.contains(&word.as_str())
    }

    /// The word that ends `text`, empty if it began in the piece before.
    fn word_before<'t>(&self, text: &'t str) -> &'t str {
        let apostrophe = |at: usize| text[..at].ends_with(char::is_alphabetic);
        let start = text.char_indices().rev().find(|(at, character)| match character {
            '\'' | '’' => !apostrophe(*at),
            _ => parts_words(*character),
        });
        match start {
            Some((at, character)) => &text[at + character.len_utf8()..],
            None if self.before_piece.is_none_or(parts_words) => text,
            None => "",
        }
    }

    /// A hyphen or two between spaces, and dashes set before, with the length of what they stand for.
    fn dash(&self, rest: &str) -> Option<(char, usize)> {
        let hyphens = hyphens(rest);
        let length = if hyphens == 0 { '–'.len_utf8() } else { hyphens };
        let spaced = self.previous.is_some_and(char::is_whitespace) && rest[length..].starts_with([' ', NO_BREAK]);
        let dash = if hyphens == 0 { '–' } else { self.rules.dash };
        (spaced && hyphens < LINE).then_some((dash, length))
    }

    fn double_quote(&mut self, next: Option<char>) -> Option<char> {
        let [outer, inner] = self.rules.quotes?;
        let after_opening = self.previous.is_some_and(|mark| mark == outer.0 || mark == inner.0);
        // At the end of a piece nobody knows what follows: then a mark opens, unless one has just been opened.
        let before_text = next.map_or(!after_opening, begins_text);
        if self.at_word_start() && before_text {
            let nested = self.open.last() == Some(&Quotes::Outer);
            self.open.push(if nested { Quotes::Inner } else { Quotes::Outer });
            return Some(if nested { inner.0 } else { outer.0 });
        }
        match self.open.last()? {
            // This closing mark is the apostrophe too: it closes only after a word and before none.
            Quotes::Inner if inner.1 == '’' && !self.ends_word(next) => None,
            _ => self.open.pop().map(|quotes| if quotes == Quotes::Outer { outer.1 } else { inner.1 }),
        }
    }

    /// Whether a mark stands after a word and before none, as ’ does where it is no apostrophe.
    fn ends_word(&self, next: Option<char>) -> bool {
        let after_word = self.previous.is_some_and(|previous| !previous.is_whitespace() && !opens(previous));
        after_word && !next.is_some_and(char::is_alphanumeric)
    }

    /// An apostrophe, or a single quotation mark where the language's inner ones are ‘ and ’.
    fn single_quote(&mut self, text: &str, at: usize, written: char) -> char {
        let Some([_, inner]) = self.rules.quotes else { return written };
        let next = text[at + written.len_utf8()..].chars().next();
        let in_word = next.is_some_and(char::is_alphanumeric);
        if self.ends_word(next) && self.open.last() == Some(&Quotes::Inner) && inner.1 == '’' {
            self.open.pop();
            return '’';
        }
        if self.previous.is_some_and(char::is_alphabetic) && (in_word || inner.1 == '’') {
            return '’';
        }
        // Not the mark right after this one: that would be a quotation of nothing.
        let closes = self.last_single.is_some_and(|last| last > at + 1);
        if written == '\'' && inner.0 == '‘' && self.at_word_start() && in_word && closes {
            self.open.push(Quotes::Inner);
            return '‘';
        }
        written
    }

    /// Keeps count of quotation marks that were typeset before.
    fn follow(&mut self, character: char) {
        let Some([outer, inner]) = self.rules.quotes else { return };
        match (character, self.open.last()) {
            (mark, _) if mark == outer.0 => self.open.push(Quotes::Outer),
            (mark, Some(Quotes::Outer)) if mark == outer.1 => _ = self.open.pop(),
            (mark, Some(Quotes::Inner)) if mark == inner.1 => _ = self.open.pop(),
            (mark, _) if mark == inner.0 => self.open.push(Quotes::Inner),
            _ => {}
        }
    }

    fn at_word_start(&self) -> bool {
        let quotes = self.rules.quotes.iter().flatten();
        self.previous.is_none_or(|previous| {
            previous.is_whitespace()
                || opens(previous)
                || matches!(previous, '/' | '–' | '—' | '-')
                || quotes.clone().any(|(open, _)| *open == previous)
        })
    }
}

fn opens(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '„' | '“' | '«' | '‚' | '‘' | '"' | '\'')
}

fn begins_text(character: char) -> bool {
    !character.is_whitespace() && !",.;:!?)]}”»".contains(character)
}

/// Whether a character after a number and a space makes the two one expression: a unit, a noun, the next digits.
fn follows_number(character: char) -> bool {
    character.is_lowercase() || character.is_ascii_digit() || "%‰°€$£".contains(character)
}

fn parts_words(character: char) -> bool {
    character.is_whitespace() || opens(character) || matches!(character, '/' | '–' | '—' | '”' | '»' | '’' | ')' | ']')
}

fn ends_address(character: char) -> bool {
    character.is_whitespace() || "\"`<>()[]{}„“”‚‘’«»".contains(character)
}

/// Whether the straight single mark at `at` stands after a word and before none.
fn may_close(text: &str, at: usize) -> bool {
    !text[..at].ends_with(' ') && !text[at + 1..].starts_with(char::is_alphanumeric)
}

/// How many hyphens a text begins with, [`LINE`] at most: each of a long row asks this.
fn hyphens(text: &str) -> usize {
    text.bytes().take(LINE).take_while(|byte| *byte == b'-').count()
}

fn is_dash_and_space(text: &str) -> bool {
    let hyphens = hyphens(text);
    let rest = if hyphens > 0 { Some(&text[hyphens..]) } else { text.strip_prefix(['–', '—']) };
    hyphens < LINE && rest.is_some_and(|rest| rest.starts_with([' ', NO_BREAK]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The typeset text with `_` for no-break spaces.
    fn set(language: &str, text: &str) -> String {
        typeset(text, language).replace(NO_BREAK, "_")
    }

    #[test]
    fn straight_quotes_become_the_languages_own() {
        let text = r#"x "d "b" c" (d "e")."#;
        for (language, expected) in [
            ("pl", "x „d «b» c” (d „e”)."),
            ("en", "x “d ‘b’ c” (d “e”)."),
            ("uk", "x «d „b“ c» (d «e»)."),
            ("de", "x „d ‚b‘ c“ (d „e“)."),
            ("xx", text),
        ] {
            assert_eq!(set(language, text), expected, "{language}");
        }
        assert_eq!(set("pl", "„a\" i \"b\""), "„a” i_„b”");
        assert_eq!(set("pl", "\"a\", \"b\"; \"c\"!"), "„a”, „b”; „c”!");
        assert_eq!(set("pl", "ekran 5\" i \"\""), "ekran 5\" i_„”");
    }

    #[test]
    fn long_rows_of_marks_cost_no_square() {
        let rows = ["'a ", "a'", "a/", "@. ", "`a ", "a \"", "1. "].map(|part| part.repeat(200_000) + " ");
        for text in rows.into_iter().chain(["a ".to_owned() + &"-".repeat(1_000_000)]) {
            for language in ["en", "pl", "uk"] {
                let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
                assert_eq!(letters(&typeset(&text, language)), letters(&text));
            }
        }
    }

    #[test]
    fn apostrophes_are_told_from_single_quotes() {
        assert_eq!(set("en", "it's the clubs' 'own' '90s"), "it’s the clubs’ ‘own’ '90s");
        assert_eq!(set("uk", "п'ять об'єктів"), "п’ять об’єктів");
        assert_eq!(set("pl", "college'u 'x'"), "college’u 'x'");
    }

    #[test]
    fn spaced_hyphens_become_dashes() {
        assert_eq!(set("pl", "a b - c -- d, e-f"), "a_b_– c_– d, e-f");
        assert_eq!(set("uk", "це - так"), "це_— так");
        assert_eq!(set("en", "this - that"), "this_– that");
        assert_eq!(set("pl", "- punkt"), "- punkt");
        assert_eq!(set("pl", "x ----- y"), "x ----- y");
    }

    #[test]
    fn short_words_and_numbers_do_not_part_from_what_follows() {
        assert_eq!(set("pl", "I w domu, i z nim (a o tym)"), "I_w_domu, i_z_nim (a_o_tym)");
        assert_eq!(set("pl", "31 grudnia 2024 r. było 12 osób, 40 %"), "31_grudnia 2024_r. było 12_osób, 40_%");
        assert_eq!(set("pl", "art. 18a ust. 1, tel. 89 523 45 67"), "art._18a ust._1, tel._89_523_45_67");
        assert_eq!(set("pl", "47 180 355,67 zł w Polsce"), "47_180_355,67_zł w_Polsce");
        assert_eq!(set("pl", "5 Maja, nr domu, 6 ust. 2"), "5 Maja, nr domu, 6 ust._2");
        assert_eq!(set("en", "31 December, a 12 clubs, no. 5"), "31_December, a 12_clubs, no._5");
        assert_eq!(set("de", "am 31. Dezember"), "am 31._Dezember");
        assert_eq!(set("uk", "у місті та в селі"), "у_місті та в_селі");
    }

    #[test]
    fn addresses_and_code_stay() {
        for text in ["https://a.pl/b?c=it's--d", "www.a.pl/it's", "jan@o--neil.pl", "`5 x - \"y\" w z`"] {
            assert_eq!(set("pl", text), text);
            assert_eq!(set("en", &format!("(\"{text}\")")), format!("(“{text}”)"));
        }
        assert_eq!(set("pl", "(\"a-b.c@d.pl\")"), "(„a-b.c@d.pl”)");
        assert_eq!(set("pl", "`x - \"y\"` - z"), "`x - \"y\"`_– z");
        assert_eq!(set("pl", "http://a.pl/i - \"b\""), "http://a.pl/i_– „b”");
    }

    #[test]
    fn a_paragraph_in_pieces_is_one_paragraph() {
        let mut typesetter = Typesetter::new("pl");
        let pieces =
            ["a \"", "b \"c\"", " d\" ", "w ", "e", " - f"].map(|piece| typesetter.typeset(piece).into_owned());
        assert_eq!(pieces.concat().replace(NO_BREAK, "_"), "a_„b «c» d” w_e_– f");
        let mut typesetter = Typesetter::new("pl");
        typesetter.skip();
        assert_eq!(typesetter.typeset(" - a"), "\u{a0}– a");
    }

    #[test]
    fn unchanged_text_is_borrowed() {
        assert!(matches!(typeset("zwykły tekst bez zmian", "pl"), Cow::Borrowed(_)));
        assert!(matches!(typeset("słowo", "pl"), Cow::Borrowed(_)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn typesetting_twice_changes_nothing(
            language in prop::sample::select(vec!["pl", "en", "uk", "de", "cs", "es", "fr", "xx"]),
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "w", "В", "dom", "5", "12", " ", " ", " ", "\"", "\"", "'", "-", "--", "–", "—", "„", "”", "“", "«",
                    "»", "‘", "’", "‚", ",", ".", "(", ")", "/", "`", "@", "www.", "://", "art.", "\u{a0}", "\n", "%", "грудня",
                ]),
                0..16,
            )
        ) {
            let text = pieces.concat();
            let once = typeset(&text, language).into_owned();
            let twice = typeset(&once, language).into_owned();
            prop_assert_eq!(&once, &twice, "from {}", text);
        }

        #[test]
        fn letters_and_digits_all_stay(text in any::<String>()) {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&typeset(&text, "pl")), letters(&text));
        }
    }
}
