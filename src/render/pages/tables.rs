use serde::Serialize;

use super::edition::Edition;
use super::narrative;
use crate::config::Column;
use crate::field::Audience;
use crate::index::group;
use crate::model::CollectionIx;
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::values;
use crate::render::shown::values::ShownValue;
use crate::validate::{Page, RecordRef};

/// The most records of one collection that the tables list one by one.
const LISTED: usize = 2_000;

/// All collections as tables.
#[derive(Serialize)]
pub struct Tables {
    body: Html,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Table {
    id: String,
    label: String,
    counted: String,
    columns: Vec<String>,
    groups: Vec<TableGroup>,
    /// The collection's directory, where the table does not list everything.
    more: Option<String>,
}

#[derive(Serialize)]
struct TableGroup {
    id: String,
    label: Option<String>,
    count: usize,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    url: String,
    cells: Vec<TableCell>,
}

#[derive(Serialize)]
struct TableCell {
    label: String,
    /// Whether the cell names the row and leads to the record.
    names: bool,
    lang: Option<String>,
    shown: Vec<ShownValue>,
}

/// The context of the page of tables.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, Tables> {
    let Edition { scene, chrome, .. } = edition;
    let content = Tables {
        body: Html::new(edition.prose(page).html),
        tables: scene.portal.collections.keys().map(|index| table(scene, index)).collect(),
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

fn table(scene: &Scene<'_>, index: CollectionIx) -> Table {
    let collection = &scene.portal.collections[index];
    let order = scene.indexes.order(index);
    let listed = &order[..order.len().min(LISTED)];
    let runs = listed.chunk_by(|a, b| group(scene.portal, *a) == group(scene.portal, *b));
    let one_group = |(number, run): (usize, &[RecordRef])| TableGroup {
        id: format!("{}-{}", collection.schema.id, number + 1),
        label: scene.group_label(index, group(scene.portal, run[0])),
        count: run.len(),
        rows: run.iter().map(|at| row(scene, *at)).collect(),
    };
    Table {
        id: collection.schema.id.clone(),
        label: scene.say(&collection.schema.label),
        counted: scene.count(&collection.schema.noun, collection.records.len()),
        columns: collection.schema.table.iter().map(|column| heading(scene, index, *column)).collect(),
        groups: runs.enumerate().map(one_group).collect(),
        more: (order.len() > LISTED).then(|| scene.addresses.link(&collection.path)),
    }
}

fn heading(scene: &Scene<'_>, collection: CollectionIx, column: Column) -> String {
    match column {
        Column::Title | Column::Name => scene.wording.text("name", &[]),
        Column::Field(index) => scene.say(&scene.portal.collections[collection].schema.fields[index].label),
    }
}

fn row(scene: &Scene<'_>, at: RecordRef) -> Row {
    let columns = &scene.portal.collection_of(at).schema.table;
    let cells = columns.iter().enumerate().map(|(number, column)| cell(scene, at, *column, number == 0));
    Row { url: scene.addresses.link(&scene.portal.record(at).url), cells: cells.collect() }
}

fn cell(scene: &Scene<'_>, at: RecordRef, column: Column, first: bool) -> TableCell {
    let collection = scene.portal.collection_of(at);
    let record = scene.portal.record(at);
    let shown = match column {
        Column::Title => vec![values::text(scene, &record.title)],
        Column::Name => vec![ShownValue::Text { text: record.name.to_string(), lang: None }],
        Column::Field(index) => {
            let field = &collection.schema.fields[index];
            let shown = values::shown(scene, field, &record.values[index], Audience::OwnPage);
            shown.into_iter().map(without_map).collect()
        }
    };
    let lang = if first { scene.lang(&record.title) } else { None };
    TableCell { label: heading(scene, at.collection, column), names: first, lang, shown }
}

/// A value as it stands in a table: an address without a link to a map, hours without a table of their own.
fn without_map(shown: ShownValue) -> ShownValue {
    match shown {
        ShownValue::Address { lines, .. } => ShownValue::Lines { lines },
        ShownValue::Hours { rows, .. } => {
            ShownValue::Lines { lines: rows.into_iter().map(|(days, times)| format!("{days}: {times}")).collect() }
        }
        other => other,
    }
}
