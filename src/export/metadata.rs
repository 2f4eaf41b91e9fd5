//! What the columns of the tables hold, for programs: CSV on the Web and Table Schema.

use serde_json::{Map, Value, json};

use super::columns::{Column, columns};
use super::localized;
use crate::index::Indexes;
use crate::plan::{Format, dataset_path};
use crate::validate::{Collection, ColumnKind, DataColumn, Dataset, Portal};

/// Between the items of a list in one cell.
const SEPARATOR: &str = "; ";

/// The metadata of a table beside it, called `<name>.csv`.
///
/// **Source**: W3C Metadata Vocabulary for Tabular Data, 2015.
pub fn csvw(portal: &Portal, indexes: &Indexes, name: &str, title: Value, collections: &[&Collection]) -> Vec<u8> {
    let columns = columns(collections);
    let described = columns.iter().map(|column| csvw_column(portal, indexes, column, collections));
    let mut metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": portal.site.languages.default_language().as_str()}],
        "url": format!("{name}.csv"),
        "dc:title": spoken(&title),
        "tableSchema": {"columns": described.collect::<Vec<_>>(), "primaryKey": key(collections)},
    });
    if let Some(licence) = &portal.site.licence {
        metadata["dc:license"] = json!({"@id": licence.url.as_str()});
    }
    pretty(&metadata)
}

fn csvw_column(portal: &Portal, indexes: &Indexes, column: &Column, collections: &[&Collection]) -> Value {
    let mut described = json!({
        "name": column.name,
        "titles": column.name,
        "datatype": column.kind(portal, indexes, collections).csvw(),
    });
    if column.is_list(collections) {
        described["separator"] = json!(SEPARATOR);
    }
    if key(collections).contains(&column.name.as_str()) {
        described["required"] = json!(true);
    }
    if let Some(label) = column.label(portal, collections) {
        described["dc:title"] = spoken(&label);
    }
    described
}

/// Texts by language as values with a language.
fn spoken(texts: &Value) -> Value {
    let one = |(language, text): (&String, &Value)| json!({"@value": text, "@language": language});
    texts.as_object().map_or(Value::Null, |texts| texts.iter().map(one).collect())
}

/// The columns that tell rows apart.
fn key(collections: &[&Collection]) -> Vec<&'static str> {
    if collections.len() == 1 { vec!["id"] } else { vec!["collection", "id"] }
}

/// All tables of the site as one package, whose file lies in the folder of open data.
///
/// **Source**: Data Package 2.0.
pub fn package(portal: &Portal, indexes: &Indexes) -> Vec<u8> {
    let name = &portal.site.open_data.name;
    let all: Vec<&Collection> = portal.collections.iter().collect();
    let mut resources = vec![resource(portal, indexes, name, portal.site.title.original(), &all)];
    for collection in &portal.collections {
        let schema = &collection.schema;
        if schema.id != *name {
            resources.push(resource(portal, indexes, &schema.id, schema.label.original(), &[collection]));
        }
    }
    resources.extend(portal.datasets.iter().map(|dataset| figures(portal, dataset)));
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": portal.site.title.original(),
        "description": portal.site.description.original(),
        "homepage": portal.site.base_url.as_str(),
        "resources": resources,
    });
    if let Some(licence) = &portal.site.licence {
        package["licenses"] = json!([{"path": licence.url.as_str(), "title": licence.name}]);
    }
    pretty(&package)
}

fn resource(portal: &Portal, indexes: &Indexes, name: &str, title: &str, collections: &[&Collection]) -> Value {
    let field = |column: &Column| {
        let (kind, format) = column.kind(portal, indexes, collections).table_schema();
        let mut field = json!({"name": column.name, "type": kind, "format": format});
        if let Some(label) = column.label(portal, collections) {
            field["title"] = label[portal.site.languages.default_language().as_str()].clone();
        }
        if key(collections).contains(&column.name.as_str()) {
            field["constraints"] = json!({"required": true});
        }
        field
    };
    let fields: Vec<Value> = columns(collections).iter().map(field).collect();
    table(name, &format!("{name}.csv"), title, &json!({"fields": fields, "primaryKey": key(collections)}))
}

/// A dataset behind charts.
fn figures(portal: &Portal, dataset: &Dataset) -> Value {
    let number = |column: &DataColumn| match column.kind {
        ColumnKind::Integer => "integer",
        ColumnKind::Decimal | ColumnKind::Money | ColumnKind::Percent => "number",
        ColumnKind::Text | ColumnKind::Area | ColumnKind::Record => "string",
    };
    let field = |column: &DataColumn| {
        json!({"name": column.id, "type": number(column), "title": localized(portal, &column.label)
            [portal.site.languages.default_language().as_str()]})
    };
    let fields: Vec<Value> = dataset.columns.iter().map(field).collect();
    let path = dataset_path(portal, dataset, Format::Csv);
    let path = path.strip_prefix(portal.site.open_data.path.as_str()).unwrap_or(&path);
    table(&format!("dataset-{}", dataset.id), path, dataset.title.original(), &json!({"fields": fields}))
}

fn table(name: &str, path: &str, title: &str, schema: &Value) -> Value {
    json!({
        "name": name, "type": "table", "path": path, "title": title,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": Value::Object(Map::from_iter(
            [("$schema".to_owned(), json!("https://datapackage.org/profiles/2.0/tableschema.json"))]
                .into_iter()
                .chain(schema.as_object().cloned().unwrap_or_default()),
        )),
    })
}

/// JSON that people read too.
pub fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
