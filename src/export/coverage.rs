use serde_json::{Map, Value, json};

use super::cells::Table;
use super::lines;
use crate::geometry::Shape;
use crate::index::{Helping, Indexes};
use crate::model::AreaIx;
use crate::validate::{Area, Portal};

/// The version of the format: raised when a key changes its name or meaning.
const SCHEMA_VERSION: &str = "1";

/// Who helps in each area that has a page.
pub fn json(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let areas = listed(portal).map(|index| Value::Object(facts(portal, indexes, index)));
    let as_of = portal.site.as_of.map(|date| date.to_string());
    lines(&json!({"schema_version": SCHEMA_VERSION, "as_of": as_of}), "areas", areas)
}

/// The same as features: outlines where the register has them, else points inside the areas.
///
/// **Source**: RFC 7946.
pub fn geojson(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let feature = |index: AreaIx| json!({"type": "Feature", "geometry": geometry(portal, index), "properties": facts(portal, indexes, index)});
    lines(&json!({"type": "FeatureCollection"}), "features", listed(portal).map(feature))
}

/// The same as a table: one row for each area and place that has to do with it, one row for each area without any.
///
/// **Source**: RFC 4180.
pub fn csv(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let head =
        ["level", "code", "name", "kind", "parent", "coverage", "collection", "id", "status", "relation", "basis"];
    let mut table = Table::new(head);
    for index in listed(portal) {
        let facts = facts(portal, indexes, index);
        let text =
            |facts: &Map<String, Value>, key: &str| facts.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let area: Vec<String> = head[..6].iter().map(|key| text(&facts, key)).collect();
        let none = Map::new();
        let places = facts["places"].as_array().expect("an area's places are a list");
        let places = places.iter().map(|place| place.as_object().expect("a place is an object"));
        let rows: Vec<&Map<String, Value>> = if places.len() == 0 { vec![&none] } else { places.collect() };
        for place in rows {
            let row = area.iter().cloned().chain(head[6..].iter().map(|key| text(place, key)));
            table.row(row);
        }
    }
    table.finish()
}

/// The areas that have pages, by level and code.
fn listed(portal: &Portal) -> impl Iterator<Item = AreaIx> {
    portal.areas.areas.keys().filter(|index| portal.areas.areas[*index].url.is_some())
}

fn facts(portal: &Portal, indexes: &Indexes, index: AreaIx) -> Map<String, Value> {
    let areas = &portal.areas;
    let area: &Area = &areas.areas[index];
    let url = area.url.as_ref().map(|url| format!("{}{}", portal.site.base_url.as_str(), url.as_str()));
    let places: Vec<Value> = indexes.helping(portal, index).iter().map(|helping| place(portal, helping)).collect();
    let facts = json!({
        "level": areas.levels[area.level].id,
        "code": area.code,
        "name": area.name.original(),
        "kind": area.kind.as_ref().map(|kind| kind.original()),
        "parent": area.parent.map(|parent| &areas.areas[parent].code),
        "url": url,
        "coverage": indexes.coverage(index).as_str(),
        "places": places,
    });
    match facts {
        Value::Object(facts) => facts,
        _ => unreachable!("the literal above is an object"),
    }
}

/// What a record has to do with an area.
fn place(portal: &Portal, helping: &Helping) -> Value {
    let collection = portal.collection_of(helping.record);
    let record = portal.record(helping.record);
    let status = collection.status(record).map(|(_, choice)| &choice.word.key);
    json!({
        "collection": collection.schema.id,
        "id": record.id.as_str(),
        "status": status,
        "relation": helping.relation.as_str(),
        "basis": helping.claim.map(|claim| claim.basis.as_str()),
    })
}

fn geometry(portal: &Portal, index: AreaIx) -> Value {
    let area = &portal.areas.areas[index];
    let outlines = portal.areas.outlines[area.level].as_ref();
    let feature = outlines.and_then(|outlines| outlines.features.iter().find(|feature| feature.code == area.code));
    match (feature.map(|feature| &feature.shape), area.position) {
        (Some(Shape::Outline(outline)), _) => {
            let ring = |ring: &geo::LineString<f64>| ring.coords().map(|at| json!([at.x, at.y])).collect::<Value>();
            let polygon = |polygon: &geo::Polygon<f64>| -> Value {
                std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
            };
            json!({"type": "MultiPolygon", "coordinates": outline.iter().map(polygon).collect::<Vec<_>>()})
        }
        (_, Some(position)) => json!({"type": "Point", "coordinates": [position.lon(), position.lat()]}),
        _ => Value::Null,
    }
}
