//! The rows of a table as what they say of records.

use super::cells::{self, Within};
use super::mapping::{Mapping, Target, of_path};
use super::table::Found;
use crate::config::Schema;
use crate::field::Part;
use crate::sheet::{Cell, Row};
use crate::yaml::Value;

/// What a row says of a record.
#[derive(Debug)]
pub struct Incoming {
    /// The row's number, 1-based.
    pub row: usize,
    /// The record's identifier, where it has one.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The fields that the table has, each with its value; none where its cells are empty.
    pub fields: Vec<Given>,
    /// The columns of cells that hold a formula's fault.
    pub faults: Vec<usize>,
}

/// What a row says of a field.
#[derive(Debug)]
pub struct Given {
    /// Index into the schema's fields.
    pub field: usize,
    /// The cells of its parts, with their columns; constants have none.
    pub cells: Vec<(Part, Cell, Option<usize>)>,
    /// The value as it would be written.
    pub tree: Option<Value>,
}

/// Reads the rows of a table.
pub fn read(
    found: &Found<'_>,
    targets: &[Target],
    schema: &Schema,
    mapping: &Mapping,
    within: Within<'_>,
) -> Vec<Incoming> {
    let constants: Vec<(Target, Cell)> =
        mapping.constants.iter().filter_map(|(path, text)| Some((of_path(path, schema)?, Cell::text(text)))).collect();
    found.rows.iter().map(|(number, row)| incoming(*number, row, targets, &constants, schema, within)).collect()
}

fn incoming(
    row: usize,
    cells: &Row,
    targets: &[Target],
    constants: &[(Target, Cell)],
    schema: &Schema,
    within: Within<'_>,
) -> Incoming {
    let at = |target: Target| targets.iter().position(|of| *of == target).and_then(|column| cells.get(column));
    let text = |target: Target| {
        at(target)
            .filter(|cell| !cell.is_empty())
            .map(|cell| cell.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let is_placed = |column: usize| !matches!(targets.get(column), Some(Target::Skip | Target::Unknown) | None);
    let faults = cells.iter().enumerate().filter(|(column, cell)| matches!(cell, Cell::Fault(_)) && is_placed(*column));
    Incoming {
        row,
        id: text(Target::Id),
        name: text(Target::Name),
        faults: faults.map(|(column, _)| column).collect(),
        fields: (0..schema.fields.len())
            .filter_map(|field| given(field, cells, targets, constants, schema, within))
            .collect(),
    }
}

fn given(
    field: usize,
    cells: &Row,
    targets: &[Target],
    constants: &[(Target, Cell)],
    schema: &Schema,
    within: Within<'_>,
) -> Option<Given> {
    let kind = &schema.fields[field];
    if let Some(column) = targets.iter().position(|target| *target == Target::Address(field)) {
        let cell = cells.get(column).cloned().unwrap_or_default();
        let text = cell.to_string();
        let tree = cells::address(&text, within.country).or_else(|| (!cell.is_empty()).then(|| Value::text(text)));
        return Some(Given { field, cells: vec![(Part::WHOLE, cell, Some(column))], tree });
    }
    let of_field = |target: &Target| match target {
        Target::Part(of, part) if *of == field => Some(*part),
        _ => None,
    };
    let columns = targets.iter().enumerate().filter_map(|(column, target)| Some((of_field(target)?, column)));
    let mut own: Vec<(Part, Cell, Option<usize>)> =
        columns.map(|(part, column)| (part, cells.get(column).cloned().unwrap_or_default(), Some(column))).collect();
    // Asked before constants are added: they alone would give every empty row a value.
    let is_empty = own.iter().all(|(_, cell, _)| cell.is_empty());
    let fixed = constants.iter().filter_map(|(target, cell)| Some((of_field(target)?, cell)));
    for (part, cell) in fixed {
        // What all records get completes a value, and is the value where the table has no column for it.
        if own.is_empty() || !is_empty {
            own.push((part, cell.clone(), None));
        }
    }
    if own.is_empty() {
        return None;
    }
    let given: Vec<(Part, &Cell)> = own.iter().map(|(part, cell, _)| (*part, cell)).collect();
    let tree = if is_empty && own.iter().all(|(.., column)| column.is_some()) {
        None
    } else {
        cells::tree(kind, &given, within)
    };
    Some(Given { field, tree, cells: own })
}
