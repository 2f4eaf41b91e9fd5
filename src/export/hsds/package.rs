//! The tables of human services as a package.

use serde_json::{Value, json};

use super::columns::{Column, Kind, columns};
use super::{Row, Source, organizations, rows, words};
use crate::export::cells;
use crate::export::metadata::pretty;
use crate::field::ServiceStatus;
use crate::plan::hsds::Table;

/// A table as CSV.
///
/// **Source**: RFC 4180.
pub fn table(source: &Source<'_>, table: Table) -> Vec<u8> {
    let names: Vec<&str> = columns(table).map(|column| column.name).collect();
    let mut written = cells::Table::new(&names);
    let mut add = |row: Row| written.row(names.iter().map(|name| cell(row.get(*name))));
    match table {
        Table::Organization => {
            let all = source.indexes.providers(source.portal).list().iter();
            all.for_each(|provider| add(organizations::organization(source, provider)));
        }
        Table::Taxonomy => words::taxonomies(source).into_iter().for_each(add),
        Table::TaxonomyTerm => words::terms(source).into_iter().for_each(add),
        table => source.indexes.in_order().for_each(|at| rows::of(source, table, at).into_iter().for_each(&mut add)),
    }
    written.finish()
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// What the tables hold and how they hang together.
///
/// **Source**: Tabular Data Package 1, which the standard names.
pub fn package(source: &Source<'_>) -> Vec<u8> {
    let site = &source.portal.site;
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": format!("{}-hsds", site.open_data.name),
        "title": site.title.original(),
        "description": site.description.original(),
        "homepage": site.base_url.as_str(),
        "version": "3.1",
        "resources": Table::ALL.map(|(table, ..)| resource(table)),
    });
    if let Some(licence) = &site.licence {
        package["licenses"] = json!([{"path": licence.url.as_str(), "title": licence.name}]);
    }
    pretty(&package)
}

fn resource(table: Table) -> Value {
    let keys = columns(table).filter_map(|column| match column.kind {
        Kind::Row(other) => {
            Some(json!({"fields": column.name, "reference": {"resource": other.as_str(), "fields": "id"}}))
        }
        _ => None,
    });
    let fields: Vec<Value> = columns(table).map(|column| field(table, &column)).collect();
    let mut schema = json!({"fields": fields, "primaryKey": "id"});
    let keys: Vec<Value> = keys.collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    json!({
        "name": table.as_str(),
        "path": format!("{}.csv", table.file()),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(table: Table, column: &Column) -> Value {
    let (kind, format) = column.kind.table_schema();
    let mut constraints = json!({});
    if column.required {
        constraints["required"] = json!(true);
    }
    if column.name == "id" {
        constraints["unique"] = json!(true);
    }
    if (table, column.name) == (Table::Service, "status") {
        constraints["enum"] = ServiceStatus::ALL.iter().map(|(word, _)| *word).collect();
    }
    json!({"name": column.name, "type": kind, "format": format, "constraints": constraints})
}
