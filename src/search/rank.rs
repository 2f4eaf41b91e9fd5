//! Matches → documents, best first.

use super::lexicon::Lexicon;
use super::matching::{Dictionary, Match, matches};
use super::part::Part;
use super::weights::{FORM, ranked, rarity};
use super::{Document, SearchIndex, query};

/// A document that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The document.
    pub document: &'a Document,
    /// How well it matches: comparable within one query only.
    pub score: u32,
    /// How many words of the query it has; a number or an address in several groups is one.
    pub words: u32,
}

/// What is known of a document while a query is answered.
#[derive(Clone, Copy, Default)]
struct Tally {
    score: u32,
    /// Bit `n` is set if the query's unit `n` was found; and the same for the parts before the current one.
    units: u32,
    before: u32,
}

impl SearchIndex {
    /// Answers a query.
    ///
    /// **Shape**: at most `limit` documents that have any of the words, best first: by score, then rank of status, then
    /// records and areas before pages, then the order they were given in. Empty where nothing is found.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit<'_>> {
        let units = query::parse(&self.analysis, &self.phrases, query, &self.calling_code);
        let mut units: Vec<Option<query::Unit>> = units.into_iter().map(Some).collect();
        let mut tallies = vec![Tally::default(); self.documents.len()];
        for part in &self.parts {
            tallies.iter_mut().for_each(|tally| tally.before = tally.units);
            count(part, &matches(part, &self.analysis, &mut units), &mut tallies);
        }
        let found = self.documents.iter().zip(&tallies).enumerate().filter(|(_, (_, tally))| tally.score > 0);
        let mut hits: Vec<(usize, Hit<'_>)> = found
            .map(|(number, (document, tally))| {
                let score = ranked(tally.score, document.rank);
                (number, Hit { document, score, words: tally.units.count_ones() })
            })
            .collect();
        hits.sort_unstable_by_key(|(number, hit)| (std::cmp::Reverse(hit.score), hit.document.rank.min(9), *number));
        hits.truncate(limit);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }
}

/// Adds what one part says of its members. A word found in an earlier part counts there alone.
fn count(part: &Part, words: &[(usize, Vec<Match>)], tallies: &mut [Tally]) {
    let mut best = vec![0; part.members.len()];
    for (unit, found) in words {
        let (touched, telling) = best_of(part, found, &mut best);
        for at in touched {
            let tally = &mut tallies[part.members[at]];
            if tally.before & (1 << unit) == 0 {
                tally.score += telling * best[at];
                tally.units |= 1 << unit;
            }
            best[at] = 0;
        }
    }
}

/// Fills in each document's best match of one word; gives the documents matched, and how telling the word is.
///
/// Where the word or a form of it is known, only those say how rare it is; the guesses ride along.
fn best_of(part: &Part, found: &[Match], best: &mut [u32]) -> (Vec<usize>, u32) {
    let (sure, guessed): (Vec<&Match>, Vec<&Match>) = found.iter().partition(|known| known.closeness >= FORM);
    let mut touched = Vec::new();
    let mut matched: usize = sure.iter().map(|known| fill(part, known, best, &mut touched)).sum();
    matched += touched.len();
    let left_out: usize = guessed.iter().map(|known| fill(part, known, best, &mut touched)).sum();
    if matched == 0 {
        matched = touched.len() + left_out;
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (touched, rarity(count(part.members.len()), count(matched)))
}

/// Notes one entry's documents; gives how many were left out of it.
fn fill(part: &Part, known: &Match, best: &mut [u32], touched: &mut Vec<usize>) -> usize {
    let lexicon: &Lexicon = match known.dictionary {
        Dictionary::Words => &part.words,
        Dictionary::Codes => &part.codes,
    };
    for (impact, members) in &lexicon.postings[known.entry] {
        if *impact == 0 {
            return members[0] as usize;
        }
        let value = known.closeness * u32::from(*impact);
        for &at in members {
            let at = at as usize;
            if best[at] == 0 {
                touched.push(at);
            }
            best[at] = best[at].max(value);
        }
    }
    0
}
