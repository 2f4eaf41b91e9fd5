use crate::config::Marker;
use crate::draw::map::{Mark, MarkerShape};
use crate::field::{Point, Precision};
use crate::render::shared::Scene;
use crate::validate::RecordRef;

/// How the marker of a record looks: its collection, its state, how exactly its place is known.
pub fn mark(scene: &Scene<'_>, at: RecordRef, point: &Point) -> Mark {
    Mark { approximate: point.precision > Precision::Building, ..plain_mark(scene, at) }
}

/// The mark of a record where it does not matter how exactly its place is known, as in lists.
pub fn plain_mark(scene: &Scene<'_>, at: RecordRef) -> Mark {
    let collection = scene.portal.collection_of(at);
    let status = collection.status(scene.portal.record(at)).map(|(_, choice)| choice);
    Mark { shape: shape(collection.schema.marker), tone: status.map(|status| status.tone), approximate: false }
}

fn shape(marker: Marker) -> MarkerShape {
    match marker {
        Marker::Circle => MarkerShape::Circle,
        Marker::Square => MarkerShape::Square,
        Marker::Diamond => MarkerShape::Diamond,
        Marker::Triangle => MarkerShape::Triangle,
    }
}
