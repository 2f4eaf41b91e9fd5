//! Lists of objects: JSON, YAML, GeoJSON.

use std::collections::HashMap;

use geo::Coord;
use serde_json::Value as Json;

use super::{Cell, Fault, Kind, Row, Sheet};
use crate::diagnostic::MessageLanguage;
use crate::geometry::pole_of_inaccessibility;
use crate::say;
use crate::source::SourceFile;
use crate::yaml;

/// Between the items of a list in one cell.
const BETWEEN_ITEMS: &str = "; ";

/// A table that grows by objects: each key a column, in the order in which it was first seen.
#[derive(Default)]
struct Growing {
    heads: Vec<Cell>,
    places: HashMap<String, usize>,
    rows: Vec<Row>,
}

impl Growing {
    fn put(&mut self, row: &mut Row, key: &str, cell: Cell) {
        let place = *self.places.entry(key.to_owned()).or_insert_with(|| {
            self.heads.push(Cell::Text(key.to_owned()));
            self.heads.len() - 1
        });
        if row.len() <= place {
            row.resize(place + 1, Cell::Empty);
        }
        row[place] = cell;
    }

    fn sheet(self) -> Sheet {
        let rows = std::iter::once(self.heads).chain(self.rows).collect();
        Sheet { name: String::new(), rows, kind: Kind::List }
    }
}

/// Reads a list of objects, an object that holds one, or a collection of features.
pub(super) fn json(text: &str) -> Result<Sheet, Fault> {
    let value: Json = serde_json::from_str(text).map_err(|cause| {
        let (line, column) = (cause.line(), cause.column());
        Fault::new(say!(
            "To nie jest poprawny JSON: wiersz {line}, kolumna {column}.",
            "This is not valid JSON: line {line}, column {column}."
        ))
    })?;
    let items = list(&value)
        .ok_or_else(|| Fault::new(say!("W pliku nie ma listy obiektów.", "The file holds no list of objects.")))?;
    let mut table = Growing::default();
    for item in items {
        let mut row = Row::new();
        add(&mut table, &mut row, "", item);
        table.rows.push(row);
    }
    Ok(table.sheet())
}

/// Reads one object a line.
pub(super) fn lines(text: &str) -> Result<Sheet, Fault> {
    let objects = text.lines().filter(|line| !line.trim().is_empty());
    json(&format!("[{}]", objects.collect::<Vec<_>>().join(",")))
}

/// The longest list of objects: the file itself, or what one of its keys holds.
fn list(value: &Json) -> Option<&Vec<Json>> {
    let is_list = |items: &&Vec<Json>| !items.is_empty() && items.iter().all(Json::is_object);
    match value {
        Json::Array(items) => Some(items).filter(is_list),
        Json::Object(keys) => keys.values().filter_map(list).max_by_key(|items| items.len()),
        _ => None,
    }
}

fn add(table: &mut Growing, row: &mut Row, key: &str, value: &Json) {
    match value {
        Json::Object(keys)
            if keys.get("type").is_some_and(|kind| kind == "Feature") && keys.contains_key("geometry") =>
        {
            for (name, value) in
                keys.iter().filter(|(name, _)| !["type", "bbox", "properties", "geometry"].contains(&name.as_str()))
            {
                add(table, row, name, value);
            }
            keys.get("properties").into_iter().for_each(|value| add(table, row, key, value));
            keys.get("geometry").into_iter().for_each(|value| place(table, row, value));
        }
        Json::Object(keys) => {
            for (name, value) in keys {
                let path = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                add(table, row, &path, value);
            }
        }
        Json::Array(items) if items.iter().any(Json::is_object) => {
            for (number, item) in items.iter().enumerate() {
                add(table, row, &format!("{key}.{}", number + 1), item);
            }
        }
        Json::Array(items) => {
            let texts: Vec<String> = items.iter().map(|item| scalar(item).to_string()).collect();
            table.put(row, key, Cell::text(&texts.join(BETWEEN_ITEMS)));
        }
        value => table.put(row, key, scalar(value)),
    }
}

fn scalar(value: &Json) -> Cell {
    match value {
        Json::Null => Cell::Empty,
        Json::Bool(yes) => Cell::Boolean(*yes),
        Json::String(text) => Cell::text(text),
        Json::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        other => Cell::text(&other.to_string()),
    }
}

/// The point of a feature, or the one deepest inside its largest outline, with how exact that is.
fn place(table: &mut Growing, row: &mut Row, geometry: &Json) {
    let coordinates = &geometry["coordinates"];
    let (point, precision) = match geometry["type"].as_str() {
        Some("Point") => (coordinate(coordinates), None),
        Some("MultiPoint" | "LineString") => (coordinates.get(0).and_then(coordinate), None),
        Some("Polygon") => (inside(&rings(coordinates)), Some("area")),
        Some("MultiPolygon") => {
            let parts = coordinates.as_array().map(Vec::as_slice).unwrap_or_default();
            let largest = parts.iter().map(rings).max_by(|a, b| size(a).total_cmp(&size(b)));
            (largest.and_then(|rings| inside(&rings)), Some("area"))
        }
        _ => (None, None),
    };
    if let Some(Coord { x, y }) = point {
        table.put(row, "latitude", Cell::Number(y));
        table.put(row, "longitude", Cell::Number(x));
        if let Some(word) = precision {
            table.put(row, "position.precision", Cell::text(word));
        }
    }
}

fn coordinate(value: &Json) -> Option<Coord<f64>> {
    Some(Coord { x: value.get(0)?.as_f64()?, y: value.get(1)?.as_f64()? })
}

fn rings(value: &Json) -> Vec<Vec<Coord<f64>>> {
    let ring =
        |ring: &Json| ring.as_array().map(|points| points.iter().filter_map(coordinate).collect()).unwrap_or_default();
    value.as_array().map(|rings| rings.iter().map(ring).collect()).unwrap_or_default()
}

/// Six decimals: a tenth of a metre.
fn inside(rings: &[Vec<Coord<f64>>]) -> Option<Coord<f64>> {
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let pole = pole_of_inaccessibility(rings)?;
    Some(Coord { x: rounded(pole.point.x), y: rounded(pole.point.y) })
}

/// Twice the area of the outer ring, without sign.
fn size(rings: &[Vec<Coord<f64>>]) -> f64 {
    let outer = rings.first().map(Vec::as_slice).unwrap_or_default();
    outer.windows(2).map(|pair| pair[0].x * pair[1].y - pair[1].x * pair[0].y).sum::<f64>().abs()
}

/// Reads a list of mappings, or a mapping that holds one.
pub(super) fn yaml(name: &str, text: &str) -> Result<Sheet, Fault> {
    let file = SourceFile::new(name, text);
    let tree = yaml::parse(&file);
    if let Some(fault) = tree.diagnostics.iter().find(|found| found.is_error()) {
        let (line, column) = (fault.location.line(), fault.location.column());
        let [pl, en] = [MessageLanguage::Polish, MessageLanguage::English].map(|of| fault.message.in_language(of));
        return Err(Fault::new(say!("Wiersz {line}, kolumna {column}: {pl}", "Line {line}, column {column}: {en}")));
    }
    let value = tree.value.map_or(Json::Null, |node| to_json(&node.value));
    json(&value.to_string())
}

fn to_json(value: &yaml::Value) -> Json {
    match value {
        yaml::Value::Null => Json::Null,
        yaml::Value::Scalar(text) => Json::String(text.clone()),
        yaml::Value::Sequence(items) => items.iter().map(|item| to_json(&item.value)).collect(),
        yaml::Value::Mapping(mapping) => {
            let entries = mapping.entries.iter().map(|entry| (entry.key.clone(), to_json(&entry.value.value)));
            Json::Object(entries.collect())
        }
    }
}
