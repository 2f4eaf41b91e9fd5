use std::collections::{BTreeMap, HashMap};

use typed_index_collections::{TiVec, ti_vec};

use super::{Claim, Coverage, Helping, Relation};
use crate::field::Basis;
use crate::model::{AreaIx, CollectionIx, LevelIx};
use crate::validate::{Portal, RecordRef};

/// Who helps in each area.
#[derive(Debug)]
pub(super) struct AreaRecords {
    /// By area, then collection.
    standing: TiVec<AreaIx, TiVec<CollectionIx, Vec<RecordRef>>>,
    /// What records claim of an area itself.
    claims: TiVec<AreaIx, Vec<(RecordRef, Basis)>>,
    /// What records claim of the areas within an area.
    within: TiVec<AreaIx, Vec<(RecordRef, Claim)>>,
    coverage: TiVec<AreaIx, Coverage>,
    /// Of each level.
    claimed: TiVec<LevelIx, bool>,
    neighbours: TiVec<AreaIx, Vec<AreaIx>>,
}

impl AreaRecords {
    pub fn new(portal: &Portal, order: &TiVec<CollectionIx, Vec<RecordRef>>) -> Self {
        let areas = portal.areas.areas.len();
        let mut found = Self {
            standing: ti_vec![ti_vec![Vec::new(); portal.collections.len()]; areas],
            claims: ti_vec![Vec::new(); areas],
            within: ti_vec![Vec::new(); areas],
            coverage: TiVec::new(),
            claimed: TiVec::new(),
            neighbours: neighbours(portal),
        };
        order.iter().flatten().for_each(|at| found.enter(portal, *at));
        let claimed = |level| portal.areas.of_level(level).any(|(area, _)| !found.claims[area].is_empty());
        found.claimed = portal.areas.levels.keys().map(claimed).collect();
        found.coverage = portal.areas.areas.keys().map(|area| found.best(portal, area)).collect();
        found
    }

    fn enter(&mut self, portal: &Portal, at: RecordRef) {
        let record = portal.record(at);
        for area in &record.standing {
            self.standing[*area][at.collection].push(at);
        }
        for served in portal.collection_of(at).serves(record) {
            self.claims[served.area].push((at, served.basis));
            let claim = Claim { area: served.area, basis: served.basis };
            // Entered at all areas around once, so that no page has to go through all areas within its own.
            portal.areas.lineage(served.area).skip(1).for_each(|around| self.within[around].push((at, claim)));
        }
    }

    /// What each record has to do with an area, by record.
    pub fn helping(&self, portal: &Portal, area: AreaIx) -> Vec<Helping> {
        let mut claims: BTreeMap<RecordRef, Claim> = BTreeMap::new();
        for (at, claim) in self.claims_on(portal, area) {
            let best = claims.entry(at).or_insert(claim);
            // Of two claims of one basis the first one names the area itself or the smallest around it.
            if claim.basis < best.basis {
                *best = claim;
            }
        }
        let mut found: BTreeMap<RecordRef, Helping> = BTreeMap::new();
        for &at in self.standing[area].iter().flatten() {
            found.insert(at, helping(portal, at, Relation::Stands, claims.remove(&at)));
        }
        for (at, claim) in claims {
            let relation = if claim.basis == Basis::Operator { Relation::Serves } else { Relation::Declared };
            found.insert(at, helping(portal, at, relation, Some(claim)));
        }
        found.into_values().collect()
    }

    /// The claims that touch an area: on itself, on one around it, on one within it, in this order.
    fn claims_on<'a>(&'a self, portal: &'a Portal, area: AreaIx) -> impl Iterator<Item = (RecordRef, Claim)> + 'a {
        let around = portal.areas.lineage(area).flat_map(|around| {
            self.claims[around].iter().map(move |(at, basis)| (*at, Claim { area: around, basis: *basis }))
        });
        around.chain(self.within[area].iter().copied())
    }

    fn best(&self, portal: &Portal, area: AreaIx) -> Coverage {
        let means = self.helping(portal, area).into_iter().filter_map(|helping| helping.means);
        means.min().unwrap_or(Coverage::Nobody)
    }

    /// The best that is known of the places that help in an area.
    pub fn coverage(&self, area: AreaIx) -> Coverage {
        self.coverage[area]
    }

    /// Whether any record says that it serves areas of a level.
    pub fn is_claimed(&self, level: LevelIx) -> bool {
        self.claimed[level]
    }

    pub fn standing(&self, area: AreaIx, collection: CollectionIx) -> &[RecordRef] {
        &self.standing[area][collection]
    }

    pub fn neighbours(&self, area: AreaIx) -> &[AreaIx] {
        &self.neighbours[area]
    }
}

/// What a record means for the people of an area.
fn helping(portal: &Portal, record: RecordRef, relation: Relation, claim: Option<Claim>) -> Helping {
    let status = Coverage::of(portal, record);
    let means = match claim.map(|claim| claim.basis) {
        Some(Basis::Operator) => Some(status),
        // Who says so has not said that it is open to everybody there.
        Some(Basis::Declared | Basis::Unknown) => Some(status.max(Coverage::Unknown)),
        None => Some(status).filter(|_| !is_run_for_others(portal, record)),
    };
    Helping { record, relation, claim, means }
}

/// Whether a record that is not run for an area is run for others.
fn is_run_for_others(portal: &Portal, at: RecordRef) -> bool {
    portal.collection_of(at).serves(portal.record(at)).any(|served| served.basis == Basis::Operator)
}

fn neighbours(portal: &Portal) -> TiVec<AreaIx, Vec<AreaIx>> {
    let areas = &portal.areas;
    let by_code: HashMap<(LevelIx, &str), AreaIx> =
        areas.areas.iter_enumerated().map(|(index, area)| ((area.level, area.code.as_str()), index)).collect();
    let of = |area: &crate::validate::Area| {
        let outlines = areas.outlines.get(area.level)?.as_ref()?;
        let codes = outlines.index.neighbours(&area.code);
        Some(codes.iter().filter_map(|code| by_code.get(&(area.level, code.as_str())).copied()).collect())
    };
    areas.areas.iter().map(|area| of(area).unwrap_or_default()).collect()
}
