use csv::Writer;

use crate::field::{Audience, Part};
use crate::index::Indexes;
use crate::validate::{Collection, Portal, Record};

/// A column: a field, or one part of its values.
struct Column {
    name: String,
    field: String,
    part: Part,
}

/// The records of some collections as a table: a column for each field that one of them has, in the order of their
/// schemas. The items of a list are separated by `; `.
///
/// **Source**: RFC 4180, with LF between the lines.
pub fn table(portal: &Portal, indexes: &Indexes, collections: &[&Collection]) -> Vec<u8> {
    let columns = columns(collections);
    let mut writer = Writer::from_writer(Vec::new());
    let fixed = ["id", "collection", "name", "title"].map(str::to_owned);
    let head = fixed.into_iter().chain(columns.iter().map(|column| column.name.clone()));
    writer.write_record(head).expect("writing to memory does not fail");
    for at in indexes.in_order() {
        let collection = portal.collection_of(at);
        if collections.iter().any(|chosen| chosen.schema.id == collection.schema.id) {
            let row = row(portal, collection, portal.record(at), &columns);
            writer.write_record(row).expect("rows have as many cells as the head");
        }
    }
    writer.into_inner().expect("writing to memory does not fail")
}

fn columns(collections: &[&Collection]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for field in collections.iter().flat_map(|collection| &collection.schema.fields) {
        if columns.iter().all(|column| column.field != field.name) {
            columns.extend(field.columns().map(|(name, part)| Column { name, field: field.name.clone(), part }));
        }
    }
    columns
}

fn row(portal: &Portal, collection: &Collection, record: &Record, columns: &[Column]) -> Vec<String> {
    let fixed = [record.id.as_str(), &collection.schema.id, &record.name, record.title.original()];
    let cell = |column: &Column| {
        let Some(index) = collection.schema.field_index(&column.field) else { return String::new() };
        collection.schema.fields[index].cell(&record.values[index], column.part, Audience::Everyone, portal).to_string()
    };
    fixed.into_iter().map(str::to_owned).chain(columns.iter().map(cell)).collect()
}
