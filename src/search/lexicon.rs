//! A sorted dictionary of words and where each stands, cut into shards.

use std::ops::Range;

use super::weights::Impact;

/// Where a word stands: impact → documents, the greatest impact first, documents ascending. Never empty. A last group with
/// impact 0 holds one number: how many documents were left out.
pub(super) type Postings = Vec<(Impact, Vec<u32>)>;

/// Keeps the `most` documents of the greatest impact, and says how many were left out.
pub(super) fn keep_best(postings: &mut Postings, most: usize) {
    let all: usize = postings.iter().map(|(_, members)| members.len()).sum();
    if all <= most {
        return;
    }
    let mut room = most;
    for (_, members) in postings.iter_mut() {
        members.truncate(room);
        room -= members.len();
    }
    postings.retain(|(_, members)| !members.is_empty());
    postings.push((Impact::LEFT_OUT, vec![u32::try_from(all - most).unwrap_or(u32::MAX)]));
}

/// Letters that a looked-up word shares with every word it is compared with: shards are looked up by them.
pub(super) const SHARED: usize = 2;
/// Letters that terms begin with in common which stay in one shard.
const TOGETHER: usize = SHARED;

/// A dictionary.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Sorted, unique.
    pub terms: Vec<String>,
    /// The key of the term at the same place.
    pub keys: Vec<String>,
    /// Of the term at the same place.
    pub postings: Vec<Postings>,
    /// The first entry of each shard, ascending, beginning with 0; empty where there are no terms.
    pub shards: Vec<usize>,
    /// What is not after the first term of the shard at the same place, but after the last one before it.
    pub firsts: Vec<String>,
}

impl Lexicon {
    /// A dictionary in one shard. `entries` are sorted by term and unique.
    pub fn new(entries: Vec<(String, Postings)>, key: impl Fn(&str) -> String) -> Self {
        let shards = if entries.is_empty() { Vec::new() } else { vec![0] };
        let firsts = entries.first().map(|(term, _)| term.clone()).into_iter().collect();
        let (terms, postings): (Vec<String>, Vec<Postings>) = entries.into_iter().unzip();
        Self { keys: terms.iter().map(|term| key(term)).collect(), terms, postings, shards, firsts }
    }

    /// Cuts the dictionary into shards of about so many bytes; `size` is that of the entry at a place. Terms of one beginning
    /// stay together, up to three times that size, so that the forms of a word are in one: a query is then one request.
    pub fn shard(&mut self, bytes: usize, size: impl Fn(&Self, usize) -> usize) {
        let mut shards = Vec::new();
        // Full, so that the first entry opens the first shard.
        let mut filled = 3 * bytes;
        for at in 0..self.terms.len() {
            let size = size(self, at);
            let torn =
                at > 0 && first_letters(&self.terms[at - 1], TOGETHER) == first_letters(&self.terms[at], TOGETHER);
            if filled + size > if torn { 3 * bytes } else { bytes } {
                shards.push(at);
                filled = 0;
            }
            filled += size;
        }
        self.firsts = shards.iter().map(|&at| self.separator(at)).collect();
        self.shards = shards;
    }

    /// The shortest beginning of the term at a place that comes after the term before.
    fn separator(&self, at: usize) -> String {
        let term = &self.terms[at];
        let Some(before) = at.checked_sub(1).map(|before| &self.terms[before]) else { return term.clone() };
        let ends = term.char_indices().map(|(start, letter)| start + letter.len_utf8());
        ends.map(|end| &term[..end]).find(|start| *start > before.as_str()).unwrap_or(term).to_owned()
    }

    /// The entries of one shard.
    pub fn entries(&self, shard: usize) -> Range<usize> {
        self.shards[shard]..self.shards.get(shard + 1).copied().unwrap_or(self.terms.len())
    }

    /// The entries of all shards that may hold terms beginning with `prefix`.
    pub fn covering(&self, prefix: &str) -> Range<usize> {
        let after = self.firsts.partition_point(|first| first.as_str() < prefix || first.starts_with(prefix));
        let before = self.firsts.partition_point(|first| first.as_str() <= prefix);
        match (before.checked_sub(1).unwrap_or(before), after) {
            (first, after) if first < after => self.entries(first).start..self.entries(after - 1).end,
            _ => 0..0,
        }
    }

    /// The entry of a term.
    pub fn find(&self, term: &str) -> Option<usize> {
        self.terms.binary_search_by(|known| known.as_str().cmp(term)).ok()
    }
}

/// The first letters of a word by which shards are looked up.
pub(super) fn shared(word: &str) -> &str {
    first_letters(word, SHARED)
}

/// The first letters of a word; all of a shorter one.
pub(super) fn first_letters(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(letters: usize) -> Lexicon {
        let terms = ["ala", "alba", "bela", "beta", "beton", "cena"];
        let entries = terms.iter().map(|term| ((*term).to_owned(), Vec::new())).collect();
        let mut lexicon = Lexicon::new(entries, str::to_owned);
        lexicon.shard(letters, |lexicon, at| lexicon.terms[at].len());
        lexicon
    }

    #[test]
    fn shards_that_may_hold_a_prefix_are_covered() {
        let lexicon = lexicon(10);
        assert_eq!(lexicon.shards, [0, 2, 5]);
        assert_eq!(lexicon.firsts, ["ala", "b", "c"]);
        assert_eq!(lexicon.covering("be"), 2..5);
        assert_eq!(lexicon.covering("al"), 0..2);
        assert_eq!(lexicon.covering("ce"), 5..6);
        assert_eq!(lexicon.covering("aa"), 0..0);
        assert_eq!(Lexicon::default().covering("a"), 0..0);
    }

    #[test]
    fn of_too_many_documents_the_best_are_kept_and_the_others_counted() {
        let [nine, five, two] = [9, 5, 2].map(|weight| Impact::new(weight, false, 0));
        let mut postings = vec![(nine, vec![4, 8]), (five, vec![1, 2, 3]), (two, vec![6])];
        keep_best(&mut postings, 3);
        assert_eq!(postings, [(nine, vec![4, 8]), (five, vec![1]), (Impact::LEFT_OUT, vec![3])]);
        keep_best(&mut postings, 4);
        assert_eq!(postings.len(), 3);
    }

    #[test]
    fn a_word_shorter_than_what_is_shared_is_its_own_prefix() {
        assert_eq!((shared("ż"), shared("żar")), ("ż", "ża"));
    }
}
