use std::collections::HashMap;

use crate::config::{FieldKind, Tone};
use crate::validate::{Basis, Portal, RecordRef};

/// A record that serves an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serving {
    /// The record.
    pub record: RecordRef,
    /// The area that it says it serves: the one asked for, or one around it. Index into the areas.
    pub area: usize,
    /// What that claim rests on.
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

/// The records of each area.
#[derive(Debug)]
pub(super) struct AreaRecords {
    /// By area, then collection.
    standing: Vec<Vec<Vec<RecordRef>>>,
    serving: Vec<Vec<Serving>>,
    serving_within: Vec<Vec<Serving>>,
    neighbours: Vec<Vec<usize>>,
    smallest_standing: Option<usize>,
}

impl AreaRecords {
    pub fn new(portal: &Portal, order: &[Vec<RecordRef>]) -> Self {
        let areas = &portal.areas;
        let mut standing = vec![vec![Vec::new(); portal.collections.len()]; areas.areas.len()];
        let mut claims: Vec<Vec<Serving>> = vec![Vec::new(); areas.areas.len()];
        for &at in order.iter().flatten() {
            let (collection, record) = (portal.collection_of(at), portal.record(at));
            for area in &record.standing {
                standing[*area][at.collection].push(at);
            }
            for served in collection.serves(record) {
                claims[served.area].push(Serving { record: at, area: served.area, basis: served.basis });
            }
        }
        let mut serving_within: Vec<Vec<Serving>> = vec![Vec::new(); areas.areas.len()];
        for serving in claims.iter().flatten() {
            areas.lineage(serving.area).skip(1).for_each(|around| serving_within[around].push(*serving));
        }
        let around = |area: usize| areas.lineage(area).flat_map(|area| claims[area].iter().copied()).collect();
        let serving = (0..areas.areas.len()).map(around).collect();
        let (neighbours, smallest_standing) = (neighbours(portal), smallest_standing(portal));
        Self { standing, serving, serving_within, neighbours, smallest_standing }
    }

    /// The smallest level of areas that records stand in. Index into the levels.
    pub fn smallest_standing(&self) -> Option<usize> {
        self.smallest_standing
    }

    pub fn serving_within(&self, area: usize) -> &[Serving] {
        &self.serving_within[area]
    }

    /// The records that stand in an area, serve it or serve a part of it, each once, in no order.
    pub fn helping(&self, area: usize) -> Vec<RecordRef> {
        let standing = self.standing[area].iter().flatten().copied();
        let serving = self.serving[area].iter().chain(&self.serving_within[area]).map(|serving| serving.record);
        let mut records: Vec<RecordRef> = standing.chain(serving).collect();
        records.sort_unstable();
        records.dedup();
        records
    }

    pub fn standing(&self, area: usize, collection: usize) -> &[RecordRef] {
        &self.standing[area][collection]
    }

    pub fn serving(&self, area: usize) -> &[Serving] {
        &self.serving[area]
    }

    pub fn neighbours(&self, area: usize) -> &[usize] {
        &self.neighbours[area]
    }
}

fn smallest_standing(portal: &Portal) -> Option<usize> {
    let levels = portal.collections.iter().filter_map(|collection| {
        match &collection.schema.fields[collection.schema.area()?].kind {
            FieldKind::Area { level } => portal.areas.level_index(level),
            _ => None,
        }
    });
    levels.max()
}

fn neighbours(portal: &Portal) -> Vec<Vec<usize>> {
    let areas = &portal.areas;
    let by_code: HashMap<(usize, &str), usize> =
        areas.areas.iter().enumerate().map(|(index, area)| ((area.level, area.code.as_str()), index)).collect();
    let of = |area: &crate::validate::Area| {
        let outlines = areas.outlines.get(area.level)?.as_ref()?;
        let codes = outlines.index.neighbours(&area.code);
        Some(codes.iter().filter_map(|code| by_code.get(&(area.level, code.as_str())).copied()).collect())
    };
    areas.areas.iter().map(|area| of(area).unwrap_or_default()).collect()
}
