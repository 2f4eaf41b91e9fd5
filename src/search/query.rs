//! What a person typed → units to look up.

use super::analysis::split_words;
use super::{Abbreviation, Analysis};

/// Characters of a query that are read; the rest is passed over.
const MOST_CHARACTERS: usize = 200;
/// Units of a query that are read, and those of them that are looked up.
const MOST_WORDS: usize = 64;
const MOST_UNITS: usize = 16;
/// Digits from which a number in several groups is tried as one.
const WHOLE_NUMBER: usize = 5;

/// One thing to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A word.
    Word(String),
    /// A number in one or more groups: its digits are one code, or else each group is read by itself.
    Number {
        /// The whole as a code, in the spellings to try.
        spellings: Vec<String>,
        /// The groups, if it is no code.
        groups: Vec<Unit>,
    },
    /// Letters with punctuation inside (an address, an abbreviation with dots): one word, or else several.
    Compound {
        /// All of it as one word.
        joined: String,
        /// Word by word.
        words: Vec<String>,
    },
}

/// Words that together have an abbreviation: the keys of the words, and the abbreviation folded into one word.
pub(super) type Phrase = (Vec<String>, String);

/// Phrases from the vocabulary, the longest first, then in the order of their keys.
pub(super) fn phrases(analysis: &Analysis, abbreviations: &[Abbreviation]) -> Vec<Phrase> {
    let keys = |text: &str| analysis.words(text).iter().map(|word| analysis.key(word)).collect::<Vec<_>>();
    let all = abbreviations.iter().map(|known| (keys(&known.long), analysis.words(&known.short).concat()));
    let mut phrases: Vec<Phrase> = all.filter(|(keys, short)| keys.len() > 1 && !short.is_empty()).collect();
    // The longest first, so that none is taken apart by a shorter one within it.
    phrases.sort_by(|left, right| right.0.len().cmp(&left.0.len()).then_with(|| left.cmp(right)));
    phrases
}

/// What a person asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub units: Vec<Unit>,
    /// Whether it asks for what is near a place, not only for what is there.
    pub near: bool,
}

/// Reads a query. Function words are left out where something else remains.
pub(super) fn parse(analysis: &Analysis, phrases: &[Phrase], query: &str, calling_code: &str) -> Query {
    let start: String = query.chars().take(MOST_CHARACTERS).collect();
    let folded = analysis.fold(&start);
    let chunks: Vec<&str> = folded.split(is_gap).filter(|chunk| !chunk.is_empty()).collect();
    let mut units = Vec::new();
    for run in chunks.chunk_by(|left, right| is_numeric(left) && is_numeric(right)) {
        if is_numeric(run[0]) { units.extend(number(run, calling_code)) } else { units.extend(text(run[0])) }
    }
    let mut units = join_phrases(analysis, phrases, units);
    // Asked before function words fall away: the words for "near" are among them.
    let near = units.iter().any(|unit| matches!(unit, Unit::Word(word) if analysis.is_near(word)));
    units.truncate(MOST_WORDS);
    let telling = |unit: &Unit| !matches!(unit, Unit::Word(word) if analysis.is_stop(word));
    if units.iter().any(telling) {
        units.retain(telling);
    }
    units.truncate(MOST_UNITS);
    Query { units, near }
}

/// Words that make a phrase become one unit: its long words would outweigh the rest of the query.
fn join_phrases(analysis: &Analysis, phrases: &[Phrase], units: Vec<Unit>) -> Vec<Unit> {
    let key = |unit: &Unit| if let Unit::Word(word) = unit { analysis.key(word) } else { String::new() };
    let keys: Vec<String> = units.iter().map(key).collect();
    let mut joined = Vec::new();
    let mut at = 0;
    while at < units.len() {
        match phrases.iter().find(|(phrase, _)| keys[at..].starts_with(phrase)) {
            Some((phrase, short)) => {
                let words = units[at..at + phrase.len()].iter().filter_map(|unit| match unit {
                    Unit::Word(word) => Some(word.clone()),
                    _ => None,
                });
                joined.push(Unit::Compound { joined: short.clone(), words: words.collect() });
                at += phrase.len();
            }
            None => {
                joined.push(units[at].clone());
                at += 1;
            }
        }
    }
    joined
}

/// What separates the chunks of a query.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | ',' | ';')
}

/// Whether a chunk is made of digits and what stands between them in telephone numbers.
fn is_numeric(chunk: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_digit() || b"+()-./".contains(&byte);
    chunk.bytes().all(allowed) && chunk.bytes().any(|byte| byte.is_ascii_digit())
}

/// Numeric chunks that follow each other.
fn number(run: &[&str], calling_code: &str) -> Option<Unit> {
    let digits: String = run.iter().flat_map(|chunk| chunk.chars()).filter(char::is_ascii_digit).collect();
    let groups: Vec<Unit> = match run {
        [chunk] => split_words(chunk).map(|word| Unit::Word(word.to_owned())).collect(),
        _ => run.iter().filter_map(|chunk| number(&[chunk], calling_code)).collect(),
    };
    if let [unit] = &groups[..]
        && digits.len() < WHOLE_NUMBER
    {
        return Some(unit.clone());
    }
    let whole = digits.len() >= WHOLE_NUMBER || matches!(run, [chunk] if is_code_start(chunk));
    Some(Unit::Number { spellings: if whole { spellings(&digits, calling_code) } else { Vec::new() }, groups })
}

/// Whether a chunk may be the beginning of a postal code: digits, a hyphen, perhaps digits.
fn is_code_start(chunk: &str) -> bool {
    let hyphens = chunk.bytes().filter(|byte| *byte == b'-').count();
    hyphens == 1 && !chunk.starts_with('-') && chunk.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
}

/// The digits as typed, then without the prefixes that telephone numbers are dialled with.
fn spellings(digits: &str, calling_code: &str) -> Vec<String> {
    let mut spellings = vec![digits.to_owned()];
    for prefix in [format!("00{calling_code}"), format!("0{calling_code}"), calling_code.to_owned(), "0".to_owned()] {
        if let Some(rest) = digits.strip_prefix(&prefix)
            && rest.len() >= WHOLE_NUMBER
            && !prefix.is_empty()
        {
            spellings.push(rest.to_owned());
        }
    }
    // Where no calling code is known, two of the prefixes are the same.
    spellings.dedup();
    spellings
}

/// A chunk with letters.
fn text(chunk: &str) -> Option<Unit> {
    let words: Vec<String> = split_words(chunk).map(str::to_owned).collect();
    match &words[..] {
        [] => None,
        [word] => Some(Unit::Word(word.clone())),
        _ => Some(Unit::Compound { joined: words.concat(), words }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Unit {
        Unit::Word(text.to_owned())
    }

    fn units(query: &str) -> Vec<Unit> {
        parse(&Analysis::new("pl"), &[], query, "48").units
    }

    fn spellings_of(query: &str) -> Vec<String> {
        match &units(query)[..] {
            [Unit::Number { spellings, .. }] => spellings.clone(),
            other => panic!("not one number: {other:?}"),
        }
    }

    #[test]
    fn function_words_count_only_alone() {
        assert_eq!(units("  w Gdyni, "), [word("gdyni")]);
        assert_eq!(units("w"), [word("w")]);
        assert_eq!(units(" – !? "), []);
    }

    #[test]
    fn a_telephone_is_one_number_however_it_is_grouped() {
        for typed in ["221234567", "22 123 45 67", "(22) 123-45-67", "22/123.45.67"] {
            assert_eq!(spellings_of(typed)[0], "221234567", "{typed}");
        }
        for typed in ["+48 22 123 45 67", "0048221234567", "(0-22) 123 45 67"] {
            assert!(spellings_of(typed).contains(&"221234567".to_owned()), "{typed}");
        }
    }

    #[test]
    fn groups_that_are_no_code_together_are_read_one_by_one() {
        let [street, Unit::Number { groups, .. }] = &units("Polna 5 00-950")[..] else { panic!("two units") };
        assert_eq!(*street, word("polna"));
        assert_eq!(groups[0], word("5"));
        assert!(matches!(&groups[1], Unit::Number { spellings, .. } if spellings.contains(&"00950".to_owned())));
    }

    #[test]
    fn a_house_number_is_no_code_but_the_start_of_a_postal_code_is() {
        assert_eq!(units("12"), [word("12")]);
        let [Unit::Number { spellings, groups }] = &units("3/16")[..] else { panic!("one number") };
        assert!(spellings.is_empty() && *groups == [word("3"), word("16")]);
        assert_eq!(spellings_of("00-9"), ["009"]);
    }

    #[test]
    fn an_address_or_dotted_letters_may_be_one_word() {
        let joined = |query: &str| match &units(query)[..] {
            [Unit::Compound { joined, .. }] => joined.clone(),
            other => panic!("not one compound: {other:?}"),
        };
        assert_eq!(joined("biuro@example.org"), "biuroexampleorg");
        assert_eq!(joined("O.S.P."), "osp");
    }

    #[test]
    fn words_that_have_an_abbreviation_are_one_unit() {
        let analysis = Analysis::new("pl");
        let long = "Ośrodek Sportu i Rekreacji".to_owned();
        let phrases = phrases(&analysis, &[Abbreviation { short: "OSiR".into(), long, forms: Vec::new() }]);
        let units = parse(&analysis, &phrases, "w ośrodku sportu i rekreacji Gdynia", "48").units;
        assert!(
            matches!(&units[..], [Unit::Compound { joined, words }, Unit::Word(_)] if joined == "osir" && words.len() == 4)
        );
    }

    #[test]
    fn an_endless_query_is_read_from_its_start() {
        assert!(units(&"ala ".repeat(10_000)).len() <= MOST_UNITS);
        assert!(units(&"1".repeat(10_000)).len() == 1);
    }
}
