//! Matches → documents, best first.

use super::distance::{Point, distance};
use super::lexicon::Lexicon;
use super::matching::{Dictionary, Match, matches};
use super::query::Query;
use super::weights::{BEGINNING, FORM, MOST_SCORE, RUNNING_TEXT, TYPO, ranked, rarity};
use super::{Document, Kind, SearchIndex, query};
use crate::model::Position;

/// A document that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The document.
    pub document: &'a Document,
    /// How well it matches: comparable within one query only.
    pub score: u32,
    /// Whether it is in the place that the query names, or what the query wants to have near it; always, where it names none.
    pub in_place: bool,
}

/// How much of the name of a place a query must have to name it, in sixtieths.
const NAMED: u32 = 40;
/// How many of the nearest records are shown where a place has none.
const NEAREST: usize = 10;

/// What is known of a document while a query is answered. Of units there is one bit each.
#[derive(Clone, Copy, Default)]
struct Tally {
    score: u32,
    /// Units that it has, and those that it says more of than running text does.
    units: u32,
    details: u32,
    /// Units that say of what kind it is.
    kinds: u32,
    /// Units that are of the name of a place where it is, how much of that name they are, and how surely.
    places: u32,
    share: u32,
    strength: u32,
}

/// A document's best match of one word.
#[derive(Clone, Copy, Default)]
struct Best {
    value: u32,
    strength: u32,
    share: u32,
    detail: bool,
    kind: bool,
}

/// What holds of all documents of one query.
struct Asked {
    /// Units that somebody knows, and not from running text alone.
    known: u32,
    /// The least strength of a document in the place that is named, nothing where none is; and the units that name it.
    place: Option<u32>,
    named: u32,
    /// Whether what is near comes before what else is there.
    near: bool,
    /// From where distances count, and whether the person is there.
    origin: Option<Point>,
    here: bool,
}

impl Asked {
    /// The class of what is in the place, but not of the kind.
    fn there(&self) -> Class {
        if self.near { Class::Second } else { Class::First }
    }

    /// The class of what is of the kind, but elsewhere.
    fn elsewhere(&self) -> Class {
        if self.near { Class::First } else { Class::Second }
    }

    /// A score that is the greater the nearer a document is.
    fn nearness(&self, document: &Document) -> Option<u32> {
        let (from, to) = (self.origin?, document.position?);
        Some(MOST_SCORE - distance(from, to.into()).min(MOST_SCORE))
    }
}

/// Where a document belongs, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// What remains.
    Others,
    /// What is asked for, but elsewhere: by distance. Or else what is there, though not of the kind.
    Second,
    First,
    /// What is asked for where it is asked for.
    Meant,
}

impl SearchIndex {
    /// Answers a query.
    ///
    /// **Shape**: at most `limit` documents, best first; of the sections of a page one. Where the query names a place:
    /// what is meant there, what else is there, what is meant elsewhere by distance (before the second where the query asks
    /// for what is near), then the rest. Else: records that are meant, then the rest. Each by score, then rank of status,
    /// then records before areas before pages before terms, then the order they were given in.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit<'_>> {
        self.search_from(query, limit, None)
    }

    /// The same for somebody at a position, who wants to see what is nearest first.
    pub fn search_from(&self, query: &str, limit: usize, from: Option<Position>) -> Vec<Hit<'_>> {
        let query = query::parse(&self.analysis, &self.phrases, query, &self.calling_code);
        let mut tallies = vec![Tally::default(); self.documents.len()];
        let known = self.count(&query, &mut tallies);
        let asked = self.asked(&query, known, &tallies, from);
        let found = tallies.iter().enumerate().filter(|(_, tally)| tally.score > 0);
        let mut hits: Vec<(usize, Class, u32)> =
            found.filter_map(|(number, tally)| self.place(number, tally, &asked)).collect();
        self.add_nearest(&asked, &mut hits);
        hits.sort_unstable_by_key(|(number, class, score)| {
            // The number ends every tie, so that the browser comes to the same order.
            (std::cmp::Reverse((*class, *score)), self.documents[*number].rank.min(9), *number)
        });
        // After sorting: the first section that is met of a page is its best.
        self.without_other_sections(&mut hits);
        hits.truncate(limit);
        let in_place = |class| asked.place.is_none() || class >= asked.there();
        let hit = |(number, class, score)| Hit {
            document: &self.documents[number],
            score: class as u32 * (MOST_SCORE + 1) + score,
            in_place: in_place(class),
        };
        hits.into_iter().map(hit).collect()
    }

    /// Adds up what the words of a query say; gives the units that are known.
    fn count(&self, query: &Query, tallies: &mut [Tally]) -> u32 {
        let mut best = vec![Best::default(); self.documents.len()];
        let mut known = 0;
        for (unit, found) in matches(self, &query.units) {
            let bit = 1 << unit;
            let (touched, telling) = self.best_of(&found, &mut best);
            // A guess, or a word that stands in running text alone, must not be asked of what is meant.
            if found.iter().any(|known| known.closeness > TYPO) && touched.iter().any(|at| best[*at].detail) {
                known |= bit;
            }
            for at in touched {
                // Emptied for the next word on the way: a new table for each would cost the whole register each time.
                let (best, tally) = (std::mem::take(&mut best[at]), &mut tallies[at]);
                tally.score += telling * best.value;
                tally.units |= bit;
                tally.share += best.share;
                tally.strength += best.strength;
                tally.details |= if best.detail { bit } else { 0 };
                tally.kinds |= if best.kind { bit } else { 0 };
                tally.places |= if best.share > 0 { bit } else { 0 };
            }
        }
        known
    }

    /// Fills in each document's best match of one word; gives the documents matched, and how telling the word is.
    ///
    /// Where the word or a form of it is known, only those say how rare it is and what is meant; the guesses ride along.
    fn best_of(&self, found: &[Match], best: &mut [Best]) -> (Vec<usize>, u32) {
        let (sure, guessed): (Vec<&Match>, Vec<&Match>) = found.iter().partition(|known| known.closeness >= FORM);
        let mut touched = Vec::new();
        let mut matched: usize = sure.iter().map(|known| self.fill(known, true, best, &mut touched)).sum();
        matched += touched.len();
        let left_out: usize = guessed.iter().map(|known| self.fill(known, sure.is_empty(), best, &mut touched)).sum();
        if matched == 0 {
            matched = touched.len() + left_out;
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (touched, rarity(count(self.documents.len()), count(matched)))
    }

    /// Notes one entry's documents; gives how many were left out of it. `means`: whether it may be what is meant.
    fn fill(&self, known: &Match, means: bool, best: &mut [Best], touched: &mut Vec<usize>) -> usize {
        let lexicon: &Lexicon = match known.dictionary {
            Dictionary::Words => &self.words,
            Dictionary::Codes => &self.codes,
        };
        let means = means && known.closeness > BEGINNING;
        for (impact, members) in &lexicon.postings[known.entry] {
            if impact.weight() == 0 {
                return members[0] as usize;
            }
            let (weight, share) = (impact.weight(), if means { impact.share() } else { 0 });
            for &at in members {
                let best = &mut best[at as usize];
                if best.value == 0 {
                    touched.push(at as usize);
                }
                best.value = best.value.max(known.closeness * weight);
                best.share = best.share.max(share);
                best.strength = best.strength.max(known.closeness * share);
                best.detail |= means && weight > RUNNING_TEXT;
                best.kind |= means && impact.is_kind();
            }
        }
        0
    }

    /// What holds of all documents.
    fn asked(&self, query: &Query, known: u32, tallies: &[Tally], from: Option<Position>) -> Asked {
        let named = tallies.iter().filter(|tally| tally.share >= NAMED);
        // Half of the greatest: another form of the name or its sound still names the place beside it, a slip does
        // not.
        let place = named.map(|tally| tally.strength.div_ceil(2)).max();
        let (origin, here) = (from.map(Point::from), from.is_some());
        let mut asked = Asked { known, place, named: 0, near: query.near, origin, here };
        let Some(least) = place else { return asked };
        let mut best = (0, 0);
        for (tally, document) in tallies.iter().zip(&self.documents).filter(|(tally, _)| tally.strength >= least) {
            asked.named |= tally.places;
            if let Some(position) = document.position.filter(|_| !here && best < (tally.strength, tally.score)) {
                best = (tally.strength, tally.score);
                asked.origin = Some(position.into());
            }
        }
        asked
    }

    /// A document's class and its score there; nothing where it only looks like an answer.
    fn place(&self, number: usize, tally: &Tally, asked: &Asked) -> Option<(usize, Class, u32)> {
        let document = &self.documents[number];
        let (record, kind, score) =
            (document.kind == Kind::Record, tally.kinds != 0, ranked(tally.score, document.rank));
        let whole = document.kind <= Kind::Area && asked.known != 0 && tally.details & asked.known == asked.known;
        let near = || asked.nearness(document).unwrap_or(score);
        let by_choice = if record && asked.here { near() } else { score };
        let class = match asked.place {
            None if whole && record && (kind || asked.here) => Class::Meant,
            None => return Some((number, Class::Others, score)),
            Some(least) if whole || kind && tally.strength >= least => Class::Meant,
            Some(least) if tally.strength >= least => asked.there(),
            Some(_) if record && kind => return Some((number, asked.elsewhere(), near())),
            // An area elsewhere, which has but the word for its level in common with the one that is named.
            Some(_) if document.kind == Kind::Area && tally.units & asked.named == 0 => return None,
            Some(_) => return Some((number, Class::Others, score)),
        };
        Some((number, class, by_choice))
    }

    /// Adds the nearest records where the place that is named has none, and none of the kind is asked for.
    fn add_nearest(&self, asked: &Asked, hits: &mut Vec<(usize, Class, u32)>) {
        let (Some(_), Some(_)) = (asked.place, asked.origin) else { return };
        // Documents stand by their kind, records first.
        let records = self.documents.partition_point(|document| document.kind == Kind::Record);
        if hits.iter().any(|(number, class, _)| *number < records && *class > Class::Others) {
            return;
        }
        // They share no more than a word with the place, and would stand above what is near it.
        hits.retain(|(number, _, _)| *number >= records);
        let nearness = |number: usize| asked.nearness(&self.documents[number]);
        let mut nearest: Vec<(u32, usize)> =
            (0..records).filter_map(|number| Some((MOST_SCORE - nearness(number)?, number))).collect();
        nearest.sort_unstable();
        nearest.truncate(NEAREST);
        hits.extend(nearest.into_iter().map(|(far, number)| (number, asked.elsewhere(), MOST_SCORE - far)));
    }

    /// Keeps the best of the sections of a page.
    fn without_other_sections(&self, hits: &mut Vec<(usize, Class, u32)>) {
        let mut seen = std::collections::BTreeSet::new();
        hits.retain(|(number, _, _)| {
            let document = &self.documents[*number];
            document.kind != Kind::Page || seen.insert(document.id.as_str())
        });
    }
}
