//! Units of a query → entries of the dictionaries, from the word itself to its likely misspellings.
//!
//! The cascade: the word and its forms; what begins with it, for the word still being typed or one otherwise unknown;
//! codes; the same sound or one slip; the same beginning. Each later step is taken only where the steps before found
//! nothing.

use std::ops::Range;

use super::SearchIndex;
use super::analysis::has_digit;
use super::lexicon::{Lexicon, SHARED, first_letters, shared};
use super::query::Unit;
use super::spelling::{common_start, one_slip};
use super::weights::{BEGINNING, EXACT, FORM, SOUND, TYPO, TYPO_FORM, prefix};

/// The most words that one unfinished word may stand for: the shortest ones.
const MOST_COMPLETIONS: usize = 32;
/// The fewest letters that are completed to words, and to codes.
const LEAST_COMPLETED: usize = 2;
const LEAST_CODE: usize = 3;
/// The fewest letters of a word in which a slip is looked for anywhere; in one of three the first must be right.
const LEAST_TYPO: usize = 4;
/// The fewest letters that words of the same beginning share, and the most that may follow.
const LEAST_BEGINNING: usize = 4;
const MOST_AFTER_BEGINNING: usize = 4;

/// Letters at the end of a key that its forms may have otherwise.
const CHANGED_LETTERS: usize = 3;
/// The fewest letters of a word that may be written as it sounds.
const LEAST_SOUND: usize = 4;
/// Digits from which a number can only be a telephone number, or several codes.
const LEAST_TELEPHONE: usize = 7;
/// Digits at either end of a number that must be right where one in the rest is wrong.
const RIGHT_BEGINNING: usize = 3;
const RIGHT_END: usize = 6;

/// Which dictionary an entry is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dictionary {
    Words,
    Codes,
}

/// An entry that a word of the query stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub dictionary: Dictionary,
    pub entry: usize,
    /// How close it is to what was typed; see [`super::weights`].
    pub closeness: u32,
}

/// What each word of the query stands for, in the query's order, with the place of its unit; nothing for a word unknown.
pub(super) fn matches(index: &SearchIndex, units: &[Unit]) -> Vec<(usize, Vec<Match>)> {
    let matcher = Matcher { index };
    let last = units.len().saturating_sub(1);
    let each = units.iter().enumerate();
    each.flat_map(|(at, unit)| matcher.unit(unit, at == last).into_iter().map(move |of| (at, of))).collect()
}

/// Whether any match is a code.
fn has_code(words: &[Vec<Match>]) -> bool {
    words.iter().flatten().any(|found| found.dictionary == Dictionary::Codes)
}

struct Matcher<'a> {
    index: &'a SearchIndex,
}

impl Matcher<'_> {
    /// `last`: whether the person may still be typing it.
    fn unit(&self, unit: &Unit, last: bool) -> Vec<Vec<Match>> {
        match unit {
            Unit::Word(word) => vec![self.word(word, last)],
            Unit::Number { spellings, groups } => {
                let whole = self.number(spellings);
                if !whole.is_empty() {
                    return vec![whole];
                }
                let telephone = spellings.first().is_some_and(|digits| digits.len() >= LEAST_TELEPHONE);
                let misdialled = if telephone { self.misdialled(spellings) } else { Vec::new() };
                if !misdialled.is_empty() {
                    return vec![misdialled];
                }
                let end = groups.len().saturating_sub(1);
                let each = groups.iter().enumerate();
                let found: Vec<_> = each.flat_map(|(at, group)| self.unit(group, last && at == end)).collect();
                // The groups of an unknown telephone number say nothing.
                if telephone && !has_code(&found) { Vec::new() } else { found }
            }
            Unit::Compound { joined, words } => {
                let whole = self.whole(joined);
                if !whole.is_empty() {
                    return vec![whole];
                }
                let end = words.len() - 1;
                words.iter().enumerate().map(|(at, word)| self.word(word, last && at == end)).collect()
            }
        }
    }

    /// A number as one code, or else as it stands in a text: the number of a company, of an entry.
    fn number(&self, spellings: &[String]) -> Vec<Match> {
        let codes = self.codes(spellings);
        let typed = spellings.first().filter(|_| codes.is_empty());
        match typed.and_then(|digits| self.index.words.find(digits)) {
            Some(entry) => vec![entry_match(entry, EXACT)],
            None => codes,
        }
    }

    /// A compound as one word or one code.
    fn whole(&self, joined: &str) -> Vec<Match> {
        match self.index.words.find(joined) {
            Some(entry) => vec![Match { dictionary: Dictionary::Words, entry, closeness: EXACT }],
            None => self.codes(std::slice::from_ref(&joined.to_owned())),
        }
    }

    /// The code that one of the spellings is, or else the codes that one of them begins.
    fn codes(&self, spellings: &[String]) -> Vec<Match> {
        let codes = &self.index.codes;
        let found = |entry, closeness| Match { dictionary: Dictionary::Codes, entry, closeness };
        // A whole number in any spelling is meant before another that merely begins with the first one.
        if let Some(entry) = spellings.iter().find_map(|spelling| codes.find(spelling)) {
            return vec![found(entry, EXACT)];
        }
        let begun = |spelling: &String| shortest_first(codes, spelling, codes.covering(spelling));
        let long_enough = spellings.iter().filter(|spelling| spelling.len() >= LEAST_CODE);
        let completions = long_enough.map(begun).find(|begun| !begun.is_empty()).unwrap_or_default();
        completions.into_iter().map(|(rest, entry)| found(entry, prefix(rest))).collect()
    }

    /// Telephone numbers that one wrong digit keeps from being one of the spellings.
    fn misdialled(&self, spellings: &[String]) -> Vec<Match> {
        let codes = &self.index.codes;
        let found = |entry| Match { dictionary: Dictionary::Codes, entry, closeness: TYPO };
        for digits in spellings.iter().filter(|digits| digits.len() >= LEAST_TELEPHONE) {
            let typed: Vec<char> = digits.chars().collect();
            let one_wrong =
                |code: &str| code.len() == digits.len() && one_slip(&typed, &code.chars().collect::<Vec<_>>());
            let begun = codes.covering(&digits[..RIGHT_BEGINNING]);
            let begun: Vec<Match> = begun.filter(|&entry| one_wrong(&codes.terms[entry])).map(found).collect();
            if !begun.is_empty() {
                return begun;
            }
            // The ends of numbers are codes too, so one with a wrong beginning is found by its right end.
            if let Some(entry) = codes.find(&digits[digits.len() - RIGHT_END..]) {
                return vec![found(entry)];
            }
        }
        Vec::new()
    }

    fn word(&self, word: &str, last: bool) -> Vec<Match> {
        let mut found = self.forms(word);
        let known = !found.is_empty();
        if known && !has_digit(word) {
            self.names_beside(word, &mut found);
        }
        if last || !known {
            found.extend(self.completions(word));
        }
        if !known || has_digit(word) {
            found.extend(self.codes(&[word.to_owned()]));
        }
        if found.is_empty() && !has_digit(word) {
            found = self.likely(word);
        }
        found
    }

    /// What an unknown word may mean. Slips are first looked for where most are, for each place more is another file to
    /// fetch; then under the first letter, where those in the second one are.
    fn likely(&self, word: &str) -> Vec<Match> {
        let found = self.slips(word, &self.likely_starts(word));
        let found = if found.is_empty() { self.slips(word, &[first_letters(word, 1).to_owned()]) } else { found };
        if found.is_empty() { self.same_beginning(word) } else { found }
    }

    /// How the right word may begin, if one slip was made or it sounds like this one.
    fn likely_starts(&self, word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().take(SHARED + 1).collect();
        if letters.len() <= SHARED {
            return Vec::new();
        }
        let sounding = self.index.analysis.sounding_starts(word);
        slip_prefixes(&letters).into_iter().chain(sounding).collect()
    }

    /// A word that only running text has may be a name as somebody heard it: what says more and sounds alike stands
    /// beside it, as near.
    fn names_beside(&self, word: &str, found: &mut Vec<Match>) {
        let tells = |entry: usize| self.index.words.postings[entry].first().is_some_and(|(impact, _)| impact.tells());
        if found.iter().any(|found| tells(found.entry)) {
            return;
        }
        let sounding = self
            .slips(word, &self.likely_starts(word))
            .into_iter()
            .filter(|other| other.closeness == SOUND && tells(other.entry));
        let sounding: Vec<Match> = sounding.collect();
        if !sounding.is_empty() {
            found.iter_mut().for_each(|found| found.closeness = SOUND);
            found.extend(sounding);
        }
    }

    /// The word itself and its other forms.
    fn forms(&self, word: &str) -> Vec<Match> {
        let words = &self.index.words;
        if word.chars().count() < LEAST_COMPLETED {
            // For the forms of one letter the browser would have to fetch every shard of that letter.
            return words.find(word).map(|entry| entry_match(entry, EXACT)).into_iter().collect();
        }
        let key = self.index.analysis.key(word);
        let near = near(words, stem(word, &key));
        let closeness = |entry: usize| match words.terms[entry].as_str() {
            term if term == word => Some(EXACT),
            _ if words.keys[entry] == key => Some(FORM),
            _ => None,
        };
        near.filter_map(|entry| Some(entry_match(entry, closeness(entry)?))).collect()
    }

    /// Words that begin with this one, the shortest first.
    fn completions(&self, word: &str) -> Vec<Match> {
        if word.chars().count() < LEAST_COMPLETED {
            return Vec::new();
        }
        let words = &self.index.words;
        let key = self.index.analysis.key(word);
        // Its own forms are found as forms, which is closer.
        let unlike = words.covering(word).filter(|&entry| words.terms[entry] != word && words.keys[entry] != key);
        let begun = shortest_first(words, word, unlike);
        begun.into_iter().map(|(rest, entry)| entry_match(entry, prefix(rest))).collect()
    }

    /// Words with one of some beginnings that sound like this one or that one slip makes of it, or their forms.
    fn slips(&self, word: &str, starts: &[String]) -> Vec<Match> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() + 1 < LEAST_TYPO {
            return Vec::new();
        }
        let (analysis, words) = (&self.index.analysis, &self.index.words);
        let key = analysis.key(word);
        let (sound, key) = (analysis.sound(&key), key.chars().collect::<Vec<char>>());
        let closeness = |entry: usize| {
            let term: Vec<char> = words.terms[entry].chars().collect();
            let term_key: Vec<char> = words.keys[entry].chars().collect();
            // Asked first: who writes a name by its sound is nearer to it than who slips.
            if letters.len() >= LEAST_SOUND && analysis.sound(&words.keys[entry]) == sound {
                Some(SOUND)
            } else if letters.len() < LEAST_TYPO && term.first() != letters.first() {
                None
            } else if one_slip(&letters, &term) {
                Some(TYPO)
            } else {
                let long = key.len().min(term_key.len()) >= LEAST_TYPO;
                let near = |left: &str, right: &str| {
                    let [left, right] = [left, right].map(|word| word.chars().collect::<Vec<_>>());
                    left.len().min(right.len()) >= LEAST_TYPO && one_slip(&left, &right)
                };
                let near = long && (one_slip(&key, &term_key) || near(&sound, &analysis.sound(&words.keys[entry])));
                near.then_some(TYPO_FORM)
            }
        };
        let mut entries: Vec<usize> = starts.iter().flat_map(|start| words.covering(start)).collect();
        // The beginnings overlap, and what is found twice must not be counted twice.
        entries.sort_unstable();
        entries.dedup();
        entries.into_iter().filter_map(|entry| Some(entry_match(entry, closeness(entry)?))).collect()
    }

    /// Words that share the longest beginning with this one.
    fn same_beginning(&self, word: &str) -> Vec<Match> {
        let letters: Vec<char> = word.chars().collect();
        let words = &self.index.words;
        let mut best = (letters.len().div_ceil(2)).max(LEAST_BEGINNING);
        let mut found = Vec::new();
        for entry in near(words, shared(word)) {
            let term: Vec<char> = words.terms[entry].chars().collect();
            let common = common_start(&letters, &term);
            if common < best || term.len() > common + MOST_AFTER_BEGINNING {
                continue;
            }
            if common > best {
                found.clear();
                best = common;
            }
            found.push(entry_match(entry, BEGINNING));
        }
        found.truncate(MOST_COMPLETIONS);
        found
    }
}

/// How all forms of a word begin: no step of a language changes more than the last letters of a key.
fn stem<'w>(word: &'w str, key: &str) -> &'w str {
    first_letters(word, key.chars().count().saturating_sub(CHANGED_LETTERS).max(SHARED))
}

fn entry_match(entry: usize, closeness: u32) -> Match {
    Match { dictionary: Dictionary::Words, entry, closeness }
}

/// Of some entries those that begin with `start`, each with how many letters follow: the shortest, sorted.
fn shortest_first(lexicon: &Lexicon, start: &str, entries: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let letters = |text: &str| text.chars().count();
    let begun = entries.filter(|&entry| lexicon.terms[entry].starts_with(start));
    let mut begun: Vec<_> = begun.map(|entry| (letters(&lexicon.terms[entry]) - letters(start), entry)).collect();
    begun.sort_unstable();
    begun.truncate(MOST_COMPLETIONS);
    begun
}

/// Entries that begin with `start`.
fn near<'a>(words: &'a Lexicon, start: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    let range: Range<usize> = words.covering(start);
    range.filter(move |&entry| words.terms[entry].starts_with(start))
}

/// How the right word may begin, if there is one slip: as typed, with the first two letters swapped, without the first.
fn slip_prefixes(letters: &[char]) -> [String; 3] {
    [letters[..2].iter().collect(), [letters[1], letters[0]].iter().collect(), letters[1..3].iter().collect()]
}
