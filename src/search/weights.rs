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
    /// The name of a place, of so many words (three stand for more): the town of a record, the areas that it stands in or
    /// serves, what an area is called.
    Place(Field, u8),
    /// The words of its mail addresses.
    Mail,
    /// Words for its collection.
    Noun,
    /// Abbreviations of what its texts say, and the other way round.
    Alias,
}

/// What one word says of one document, in one number: what it weighs, whether it says of what kind a record is, and of how
/// many words the name of a place is that it belongs to (0: none; 3: three or more).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Impact(u16);

impl Impact {
    /// That of a code: a telephone number, an address, a postal code.
    pub const CODE: Self = Self::new(60, false, 0);
    /// Stands before how many documents were left out.
    pub const LEFT_OUT: Self = Self(0);

    pub const fn new(weight: u16, kind: bool, place: u8) -> Self {
        Self(weight << 3 | (kind as u16) << 2 | place as u16)
    }

    pub fn number(self) -> u16 {
        self.0
    }

    pub fn weight(self) -> u32 {
        u32::from(self.0 >> 3)
    }

    /// Whether the word says more of the document than running text does.
    pub fn tells(self) -> bool {
        self.weight() > RUNNING_TEXT
    }

    pub fn is_kind(self) -> bool {
        self.0 & 4 != 0
    }

    /// How much of the name of a place the word is, in sixtieths.
    pub fn share(self) -> u32 {
        [0, 60, 30, 20][usize::from(self.0 & 3)]
    }

    /// Both together: the greater weight, and what either says beside it.
    pub fn with(self, other: Self) -> Self {
        let place = match (self.0 & 3, other.0 & 3) {
            (0, place) | (place, 0) => place,
            (one, two) => one.min(two),
        };
        Self((self.0 >> 3).max(other.0 >> 3) << 3 | (self.0 | other.0) & 4 | place)
    }
}

/// Weights up to this are those of running text: a word there does not make a record what is looked for.
pub(super) const RUNNING_TEXT: u32 = 16;

/// The impact of a word in a document.
///
/// `length` is the number of words in the field, `frequency` how often this one is among them. A short name beats a
/// long one, or the longest name would win everything.
pub(super) fn impact(source: Source, kind: Kind, length: u32, frequency: u32) -> Impact {
    let is_kind = kind == Kind::Record && matches!(source, Source::Noun | Source::Field(Field::Need | Field::Activity));
    let place = if let Source::Place(_, words) = source { words } else { 0 };
    Impact::new(u16::try_from(weight(source, kind, length, frequency)).unwrap_or(u16::MAX), is_kind, place)
}

fn weight(source: Source, kind: Kind, length: u32, frequency: u32) -> u32 {
    let fewer = |most: u32, step: u32, least: u32| most.saturating_sub(step * length.saturating_sub(1)).max(least);
    match (source, kind) {
        (Source::Noun, Kind::Area) => 127,
        (Source::Noun, _) => 72,
        (Source::Alias, Kind::Record | Kind::Area) => 50,
        (Source::Alias, _) => 20,
        (Source::Mail, _) => 30,
        (Source::Field(Field::Name), Kind::Record) => fewer(62, 1, 48),
        (Source::Field(Field::Name), Kind::Term) => fewer(44, 1, 30),
        (Source::Field(Field::Name), _) => fewer(40, 1, 26),
        // Below a record's town: who types a town looks for a place in it first.
        (Source::Place(Field::Name, _), _) => 50,
        (Source::Place(Field::Area, _), _) => 28,
        (Source::Place(..) | Source::Field(Field::Place), Kind::Area) => 44,
        (Source::Place(..) | Source::Field(Field::Place), _) => 64,
        (Source::Field(Field::Operator), _) => 36 - 3 * (length.saturating_sub(1) / 3).min(3),
        (Source::Field(Field::Street), _) => 44,
        // Below all that a record says of itself: who is named by a word of need comes before who answers it.
        (Source::Field(Field::Need), _) => 18 + 3 * frequency.min(4),
        // What lies around an area: those in it are no answer before the records there.
        (Source::Field(Field::Area), Kind::Area) => 10,
        (Source::Field(Field::Area), _) => 28,
        (Source::Field(Field::Activity), _) => 40,
        (Source::Field(Field::Text), _) => running_text(length) + frequency.min(5) - 1,
        (Source::Field(Field::Phone | Field::Email | Field::PostalCode), _) => Impact::CODE.weight(),
    }
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
/// A word that sounds alike.
pub(super) const SOUND: u32 = 8;
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
    (score * (32 - u32::from(rank.min(9))) / 32).min(MOST_SCORE)
}

/// The greatest score of a word's match; the class of a document counts above it.
pub(super) const MOST_SCORE: u32 = (1 << 24) - 1;

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
    fn impacts_keep_what_they_are_made_of() {
        let town = Impact::new(64, false, 2);
        assert_eq!((town.weight(), town.is_kind(), town.share()), (64, false, 30));
        let both = town.with(Impact::new(72, true, 0));
        assert_eq!((both.weight(), both.is_kind(), both.share()), (72, true, 30));
        assert_eq!(town.with(Impact::new(1, false, 1)).share(), 60);
    }

    #[test]
    fn a_short_name_beats_a_long_one_and_a_better_status_a_worse() {
        let name = |length| impact(Source::Field(Field::Name), Kind::Record, length, 1);
        assert!(name(2) > name(3) && name(40).weight() == 48);
        assert!(ranked(1000, 0) > ranked(1000, 1));
    }
}
