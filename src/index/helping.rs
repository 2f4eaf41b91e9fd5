use crate::field::Basis;
use crate::model::{AreaIx, Tone};
use crate::validate::{Portal, RecordRef};

/// What a record has to do with an area, and what that means for the people there: the one answer from which pages,
/// maps, statistics and open data are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helping {
    /// The record.
    pub record: RecordRef,
    /// How it is tied to the area, in one word.
    pub relation: Relation,
    /// What it says of whom it serves, where that touches the area.
    pub claim: Option<Claim>,
    /// What may be hoped for there; nothing where it stands in the area but is run for the people of others.
    pub means: Option<Coverage>,
}

/// How a record is tied to an area. What comes first is told first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It stands there.
    Stands,
    /// It stands elsewhere and is run for the people of the area, of one around it or of a part of it.
    Serves,
    /// It stands elsewhere, and somebody says that it takes people from there.
    Declared,
}

impl Relation {
    /// The word for it in open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Serves => "serves",
            Self::Declared => "declared",
        }
    }
}

/// What a record says of an area that it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The area that it names: the one asked for, one around it or one within it. Index into the areas.
    pub area: AreaIx,
    /// What the claim rests on.
    pub basis: Basis,
}

/// The best that is known of the places that an area has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// One of them is open.
    Open,
    /// It is not known whether they are open.
    Unknown,
    /// Perhaps they are not open.
    Doubtful,
    /// They are closed.
    Closed,
    /// There are none.
    Nobody,
}

impl Coverage {
    /// Every one, the best first.
    pub const ALL: [Self; 5] = [Self::Open, Self::Unknown, Self::Doubtful, Self::Closed, Self::Nobody];

    /// The word for it in open data and style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::Doubtful => "doubtful",
            Self::Closed => "closed",
            Self::Nobody => "nobody",
        }
    }

    /// What a record's status means for those whom it serves; a record without one is open.
    pub fn of(portal: &Portal, at: RecordRef) -> Self {
        let status = portal.collection_of(at).status(portal.record(at));
        match status.map_or(Tone::Positive, |(_, choice)| choice.tone) {
            Tone::Positive => Self::Open,
            Tone::Neutral => Self::Unknown,
            Tone::Warning => Self::Doubtful,
            Tone::Negative => Self::Closed,
        }
    }
}

/// How many areas of a level have an open place, in the two senses of having one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// How many areas there are.
    pub areas: usize,
    /// In how many an open place stands.
    pub standing: usize,
    /// For how many an open place is run, or for a part of them.
    pub run: usize,
    /// How many have neither.
    pub neither: usize,
}

impl Reach {
    /// Counts one more area.
    pub(super) fn add(&mut self, portal: &Portal, helping: &[Helping]) {
        let open = || helping.iter().filter(|helping| Coverage::of(portal, helping.record) == Coverage::Open);
        let standing = open().any(|helping| helping.relation == Relation::Stands);
        let run = open().any(|helping| helping.claim.is_some_and(|claim| claim.basis == Basis::Operator));
        self.areas += 1;
        self.standing += usize::from(standing);
        self.run += usize::from(run);
        self.neither += usize::from(!standing && !run);
    }
}
