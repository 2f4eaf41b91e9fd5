use serde_json::{Map, Value, json};

use super::columns::{Column, columns, value};
use super::lines;
use crate::index::Indexes;
use crate::validate::{Collection, Portal, RecordRef};

/// All records as features, each with the cells of the table as plain properties, so that programs for maps can show and
/// filter them. A record whose position is not known has no geometry.
///
/// **Source**: RFC 7946.
pub fn register(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let columns = columns(&portal.collections.iter().collect::<Vec<&Collection>>());
    let features = indexes.in_order().map(|at| feature(portal, &columns, at));
    lines(&json!({"type": "FeatureCollection"}), "features", features)
}

fn feature(portal: &Portal, columns: &[Column], at: RecordRef) -> Value {
    let (collection, record) = (portal.collection_of(at), portal.record(at));
    let point = collection
        .position(record)
        .map(|point| json!({"type": "Point", "coordinates": [point.position.lon(), point.position.lat()]}));
    let properties: Map<String, Value> =
        columns.iter().map(|column| (column.name.replace('.', "_"), value(&column.cell(portal, at)))).collect();
    json!({
        "type": "Feature",
        "id": format!("{}/{}", collection.schema.id, record.id),
        "geometry": point,
        "properties": properties,
    })
}
