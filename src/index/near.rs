use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::Coverage;
use crate::model::{AreaIx, Position};
use crate::validate::{Portal, RecordRef};

/// A record and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The record.
    pub record: RecordRef,
    /// **Units**: kilometres as the crow flies.
    pub km: f64,
}

type Points = RTree<GeomWithData<[f64; 3], RecordRef>>;

/// The records by where on Earth they are: as points of the unit sphere, so that near ones are near across the
/// antimeridian too. Each state has its own points, so that the few of a rare one are found at once; closed places are
/// left out.
#[derive(Debug)]
pub(super) struct NearIndex {
    points: Vec<(Coverage, Points)>,
}

impl NearIndex {
    pub fn new(portal: &Portal) -> Self {
        let points = |coverage: Coverage| {
            let located = portal.records().filter(|(at, _)| Coverage::of(portal, *at) == coverage);
            let points = located.filter_map(|(at, record)| {
                let point = portal.collection_of(at).position(record)?;
                Some(GeomWithData::new(on_sphere(point.position), at))
            });
            (coverage, RTree::bulk_load(points.collect()))
        };
        Self { points: [Coverage::Open, Coverage::Unknown, Coverage::Doubtful].map(points).into() }
    }

    /// The records nearest to a record, itself left out.
    pub fn around_record(&self, portal: &Portal, at: RecordRef, limit: usize) -> Vec<Near> {
        let Some(point) = portal.collection_of(at).position(portal.record(at)) else { return Vec::new() };
        let search = Search { portal, position: point.position, limit, without: &|other| other == at };
        let mut near: Vec<Near> = self.points.iter().flat_map(|(_, points)| search.run(points)).collect();
        sort(&mut near);
        near.truncate(limit);
        near
    }

    /// The records with one state that are nearest to where distances from an area start.
    pub fn around_area(
        &self,
        portal: &Portal,
        area: AreaIx,
        coverage: Coverage,
        without: &dyn Fn(RecordRef) -> bool,
        limit: usize,
    ) -> Vec<Near> {
        let Some(position) = portal.areas.areas[area].start() else { return Vec::new() };
        let search = Search { portal, position, limit, without };
        let points = self.points.iter().filter(|(of, _)| *of == coverage);
        points.flat_map(|(_, points)| search.run(points)).collect()
    }
}

struct Search<'a> {
    portal: &'a Portal,
    position: Position,
    limit: usize,
    without: &'a dyn Fn(RecordRef) -> bool,
}

impl Search<'_> {
    fn run(&self, points: &Points) -> Vec<Near> {
        let nearest = points.nearest_neighbor_iter(&on_sphere(self.position)).map(|point| point.data);
        let near = nearest.filter(|other| !(self.without)(*other)).filter_map(|record| {
            let point = self.portal.collection_of(record).position(self.portal.record(record))?;
            Some(Near { record, km: point.position.distance_km(self.position) })
        });
        let mut near: Vec<Near> = near.take(self.limit).collect();
        sort(&mut near);
        near
    }
}

fn sort(near: &mut [Near]) {
    near.sort_by(|a, b| a.km.total_cmp(&b.km).then(a.record.cmp(&b.record)));
}

fn on_sphere(position: Position) -> [f64; 3] {
    let (lat, lon) = (position.lat().to_radians(), position.lon().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}
