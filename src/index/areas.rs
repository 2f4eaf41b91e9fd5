use std::collections::HashMap;

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

/// The records of each area.
#[derive(Debug)]
pub(super) struct AreaRecords {
    /// By area, then collection.
    standing: Vec<Vec<Vec<RecordRef>>>,
    serving: Vec<Vec<Serving>>,
    neighbours: Vec<Vec<usize>>,
}

impl AreaRecords {
    pub fn new(portal: &Portal, order: &[Vec<RecordRef>]) -> Self {
        let areas = &portal.areas;
        let mut standing = vec![vec![Vec::new(); portal.collections.len()]; areas.areas.len()];
        let mut claims: Vec<Vec<Serving>> = vec![Vec::new(); areas.areas.len()];
        for &at in order.iter().flatten() {
            let (collection, record) = (portal.collection_of(at), portal.record(at));
            for area in collection.area(record).into_iter().flat_map(|area| areas.lineage(area)) {
                standing[area][at.collection].push(at);
            }
            for served in collection.serves(record) {
                claims[served.area].push(Serving { record: at, area: served.area, basis: served.basis });
            }
        }
        let around = |area: usize| areas.lineage(area).flat_map(|area| claims[area].iter().copied()).collect();
        let serving = (0..areas.areas.len()).map(around).collect();
        Self { standing, serving, neighbours: neighbours(portal) }
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
