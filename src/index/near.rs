use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::Coverage;
use crate::config::Tone;
use crate::model::Position;
use crate::validate::{Portal, RecordRef};

/// A record and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The record.
    pub record: RecordRef,
    /// **Units**: kilometres as the crow flies.
    pub km: f64,
}

/// The records by where on Earth they are: as points of the unit sphere, so that near ones are near across the
/// antimeridian too. Closed places are left out.
#[derive(Debug)]
pub(super) struct NearIndex {
    points: RTree<GeomWithData<[f64; 3], RecordRef>>,
}

impl NearIndex {
    pub fn new(portal: &Portal) -> Self {
        let open = portal.records().filter(|(at, record)| {
            let status = portal.collection_of(*at).status(record);
            status.is_none_or(|(_, choice)| choice.tone != Tone::Negative)
        });
        let points = open.filter_map(|(at, record)| {
            let place = portal.collection_of(at).place(record)?;
            Some(GeomWithData::new(on_sphere(place.position), at))
        });
        Self { points: RTree::bulk_load(points.collect()) }
    }

    /// The records nearest to a record, itself left out.
    pub fn around_record(&self, portal: &Portal, at: RecordRef, limit: usize) -> Vec<Near> {
        let place = portal.collection_of(at).place(portal.record(at));
        place.map(|place| self.around(portal, place.position, limit, |other| other != at)).unwrap_or_default()
    }

    /// The records nearest to a point inside an area that do not stand in it.
    pub fn around_area(&self, portal: &Portal, area: usize, limit: usize) -> Vec<Near> {
        let Some(position) = portal.areas.areas[area].position else { return Vec::new() };
        let outside = |other: RecordRef| !portal.record(other).standing.contains(&area);
        self.around(portal, position, limit, outside)
    }

    /// The open records nearest to a point inside an area, wherever they stand.
    pub fn open_around_area(&self, portal: &Portal, area: usize, limit: usize) -> Vec<Near> {
        let Some(position) = portal.areas.areas[area].position else { return Vec::new() };
        self.around(portal, position, limit, |other| Coverage::of(portal, other) == Coverage::Open)
    }

    fn around(
        &self,
        portal: &Portal,
        position: Position,
        limit: usize,
        wanted: impl Fn(RecordRef) -> bool,
    ) -> Vec<Near> {
        let nearest = self.points.nearest_neighbor_iter(&on_sphere(position)).map(|point| point.data);
        let near = nearest.filter(|other| wanted(*other)).filter_map(|record| {
            let place = portal.collection_of(record).place(portal.record(record))?;
            Some(Near { record, km: place.position.distance_km(position) })
        });
        let mut near: Vec<Near> = near.take(limit).collect();
        near.sort_by(|a, b| a.km.total_cmp(&b.km).then(a.record.cmp(&b.record)));
        near
    }
}

fn on_sphere(position: Position) -> [f64; 3] {
    let (lat, lon) = (position.lat().to_radians(), position.lon().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}
