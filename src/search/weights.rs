//! How much a word counts, by where it stands and how it was matched. Whole numbers only, so that every machine agrees.
//!
//! A document's score is the sum, over the words of the query, of `rarity × closeness × impact`, where the impact
//! (1–255) is fixed when the index is built and depends on the field, its length and how often the word is in it.

use super::{Field, Kind};

/// What tantivy indexes beside the fields of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A field of the document.
    Field(Field),
    /// Words for its collection.
    Noun,
    /// Abbreviations of what its texts say, and the other way round.
    Alias,
}

/// The impact of a code: a telephone number, an address, a postal code.
pub(super) const CODE: u8 = 60;

/// The impact of a word in a document.
///
/// `length` is the number of words in the field, `frequency` how often this one is among them. A short name beats a
/// long one, or the longest name would win everything.
pub(super) fn impact(source: Source, kind: Kind, length: u32, frequency: u32) -> u8 {
    let fewer = |most: u32, step: u32, least: u32| most.saturating_sub(step * length.saturating_sub(1)).max(least);
    let weight = match (source, kind) {
        (Source::Noun, Kind::Area) => 127,
        (Source::Noun, _) => 72,
        (Source::Alias, Kind::Record | Kind::Area) => 50,
        (Source::Alias, _) => 20,
        (Source::Field(Field::Name), Kind::Record) => fewer(62, 1, 48),
        // Below a record's town: who types a town looks for a place in it first.
        (Source::Field(Field::Name), Kind::Area) => 50,
        (Source::Field(Field::Name), Kind::Term) => fewer(44, 1, 30),
        (Source::Field(Field::Name), Kind::Page) => fewer(40, 1, 26),
        (Source::Field(Field::Place), Kind::Area) => 44,
        (Source::Field(Field::Place), _) => 64,
        (Source::Field(Field::Operator), _) => 36 - 3 * (length.saturating_sub(1) / 3).min(3),
        (Source::Field(Field::Street), _) => 44,
        (Source::Field(Field::Area | Field::Activity), _) => 28,
        (Source::Field(Field::Text), _) => running_text(length) + frequency.min(5) - 1,
        (Source::Field(Field::Phone | Field::Email | Field::PostalCode), _) => u32::from(CODE),
    };
    u8::try_from(weight).unwrap_or(u8::MAX)
}

/// The impact of a word that stands once in a running text of so many words.
fn running_text(length: u32) -> u32 {
    match length {
        0..=50 => 12,
        51..=200 => 10,
        201..=1000 => 8,
        _ => 6,
    }
}

/// The word as typed.
pub(super) const EXACT: u32 = 16;
/// Another form of it.
pub(super) const FORM: u32 = 12;
/// One slip away.
pub(super) const TYPO: u32 = 6;
/// A form of a word one slip away.
pub(super) const TYPO_FORM: u32 = 5;
/// A word with the same beginning.
pub(super) const BEGINNING: u32 = 3;

/// A word or code that begins with what was typed: the fewer letters are still to come, the closer.
pub(super) fn prefix(rest: usize) -> u32 {
    match rest {
        0..=2 => 9,
        3..=4 => 8,
        _ => 7,
    }
}

/// How telling it is to match `matched` of `all` documents, in eighths: 8 + 8·log2(all ÷ matched), its fraction linear.
///
/// **Source**: the inverse document frequency of BM25, in whole numbers.
pub(super) fn rarity(all: u32, matched: u32) -> u32 {
    let ratio = (all.saturating_mul(8) / matched.max(1)).max(8);
    let bits = ratio.ilog2();
    let fraction = (ratio >> (bits - 3)) & 7;
    8 + (bits - 3) * 8 + fraction
}

/// A score after the rank of the document's status: each step costs one part in 32.
pub(super) fn ranked(score: u32, rank: u8) -> u32 {
    score * (32 - u32::from(rank.min(9))) / 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_is_more_telling() {
        assert_eq!(rarity(100, 100), 8);
        assert_eq!(rarity(64, 1), 8 + 48);
        let rarities: Vec<u32> = (1..=1000).map(|matched| rarity(1000, matched)).collect();
        assert!(rarities.windows(2).all(|pair| pair[0] >= pair[1]));
        assert_eq!(rarity(0, 0), 8);
    }

    #[test]
    fn a_short_name_beats_a_long_one_and_a_better_status_a_worse() {
        let name = |length| impact(Source::Field(Field::Name), Kind::Record, length, 1);
        assert!(name(2) > name(3) && name(40) == 48);
        assert!(ranked(1000, 0) > ranked(1000, 1));
    }
}
