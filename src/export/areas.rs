//! The areas that records stand in and serve, and the datasets, for programs.

use serde_json::{Map, Value, json};

use super::json::SCHEMA_VERSION;
use super::{lines, localized};
use crate::index::Indexes;
use crate::model::AreaIx;
use crate::plan::{Format, dataset_path};
use crate::validate::{Area, Dataset, Portal, RecordRef};

/// All areas: code, name, what they lie in, and the records that stand in them.
pub fn areas(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let levels =
        portal.areas.levels.iter().map(|level| json!({"id": level.id, "label": localized(portal, &level.label)}));
    let head = json!({"schema_version": SCHEMA_VERSION, "levels": levels.collect::<Vec<_>>()});
    let mut standing: Vec<Vec<RecordRef>> = vec![Vec::new(); portal.areas.areas.len()];
    for at in indexes.in_order() {
        portal.record(at).standing.iter().for_each(|area| standing[usize::from(*area)].push(at));
    }
    let entries = portal.areas.areas.iter_enumerated();
    lines(&head, "areas", entries.map(|(at, area)| entry(portal, area, &standing[usize::from(at)])))
}

fn entry(portal: &Portal, area: &Area, standing: &[RecordRef]) -> Value {
    let code = |at: AreaIx| {
        let area = &portal.areas.areas[at];
        json!({"level": portal.areas.levels[area.level].id, "code": area.code})
    };
    let page = area.url.as_ref().map(|url| [portal.site.base_url.as_str(), url.as_str()].concat());
    let mut records: Map<String, Value> = Map::new();
    for at in standing {
        let list = records.entry(portal.collection_of(*at).schema.id.clone()).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(json!(portal.record(*at).id.as_str()));
        }
    }
    json!({
        "level": portal.areas.levels[area.level].id,
        "code": area.code,
        "name": localized(portal, &area.name),
        "within": area.parent.map(code),
        "url": page,
        "records": records,
    })
}

/// The datasets with the addresses of their files.
pub fn datasets(portal: &Portal) -> Vec<u8> {
    let head = json!({"schema_version": SCHEMA_VERSION});
    let address =
        |dataset: &Dataset, format| [portal.site.base_url.as_str(), &dataset_path(portal, dataset, format)].concat();
    let entry = |dataset: &Dataset| {
        json!({
            "id": dataset.id,
            "title": localized(portal, &dataset.title),
            "rows": dataset.rows.len(),
            "csv": address(dataset, Format::Csv),
            "json": address(dataset, Format::Json),
        })
    };
    lines(&head, "datasets", portal.datasets.iter().map(entry))
}
