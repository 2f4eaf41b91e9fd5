use csv::Writer;

use super::json::choice_key;
use crate::config::{Field, FieldKind};
use crate::index::Indexes;
use crate::validate::{Collection, FieldValue, Portal, Record};

/// A column: a field, or one part of its value.
struct Column {
    name: String,
    field: String,
    part: Part,
}

/// Which part of a value a column gives.
#[derive(Clone, Copy)]
enum Part {
    Whole,
    Street,
    Locality,
    PostalCode,
    Town,
    Latitude,
    Longitude,
    Precision,
    StatusDate,
    Basis,
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
            columns.extend(parts(field).iter().map(|(suffix, part)| Column {
                name: format!("{}{suffix}", field.name),
                field: field.name.clone(),
                part: *part,
            }));
        }
    }
    columns
}

fn parts(field: &Field) -> &'static [(&'static str, Part)] {
    match field.kind {
        FieldKind::Address => &[
            (".street", Part::Street),
            (".locality", Part::Locality),
            (".postal_code", Part::PostalCode),
            (".town", Part::Town),
        ],
        FieldKind::Position => &[(".lat", Part::Latitude), (".lon", Part::Longitude), (".precision", Part::Precision)],
        FieldKind::Status { .. } => &[("", Part::Whole), (".as_of", Part::StatusDate)],
        FieldKind::ServiceArea { .. } => &[("", Part::Whole), (".basis", Part::Basis)],
        _ => &[("", Part::Whole)],
    }
}

fn row(portal: &Portal, collection: &Collection, record: &Record, columns: &[Column]) -> Vec<String> {
    let fixed = [record.id.as_str(), &collection.schema.id, &record.name, record.title.original()];
    let cell = |column: &Column| {
        let Some(index) = collection.schema.field_index(&column.field) else { return String::new() };
        let kind = &collection.schema.fields[index].kind;
        let items = record.values[index].as_ref().map(FieldValue::items).unwrap_or_default();
        let texts: Vec<String> = items.iter().filter_map(|item| text(portal, kind, item, column.part)).collect();
        texts.join("; ")
    };
    fixed.into_iter().map(str::to_owned).chain(columns.iter().map(cell)).collect()
}

fn text(portal: &Portal, kind: &FieldKind, value: &FieldValue, part: Part) -> Option<String> {
    Some(match (value, part) {
        (FieldValue::Text(text) | FieldValue::Markdown(text), _) => text.original().to_owned(),
        (FieldValue::Integer(number), _) => number.to_string(),
        (FieldValue::Money(amount), _) => amount.to_string(),
        (FieldValue::Date(date), _) => date.to_string(),
        (FieldValue::Boolean(yes), _) => yes.to_string(),
        (FieldValue::Choice(index), _) => choice_key(kind, *index).to_owned(),
        (FieldValue::Phone(phone), _) => match &phone.extension {
            Some(extension) => format!("{};ext={extension}", phone.number),
            None => phone.number.clone(),
        },
        (FieldValue::Email(email), _) => email.as_str().to_owned(),
        (FieldValue::Url(url), _) => url.as_str().to_owned(),
        (FieldValue::PostalCode(code), _) => code.as_str().to_owned(),
        (FieldValue::Address(address), Part::Street) => address.street.clone()?,
        (FieldValue::Address(address), Part::Locality) => address.locality.clone()?,
        (FieldValue::Address(address), Part::PostalCode) => address.postal_code.as_ref()?.as_str().to_owned(),
        (FieldValue::Address(address), _) => address.town.clone(),
        (FieldValue::Position(place), Part::Latitude) => place.position.lat().to_string(),
        (FieldValue::Position(place), Part::Longitude) => place.position.lon().to_string(),
        (FieldValue::Position(place), _) => place.precision.as_str().to_owned(),
        (FieldValue::Area(area), _) => portal.areas.areas[*area].code.clone(),
        (FieldValue::Reference(at), _) => portal.record(*at).id.to_string(),
        (FieldValue::Status(status), Part::StatusDate) => status.as_of.to_string(),
        (FieldValue::Status(status), _) => choice_key(kind, status.choice).to_owned(),
        (FieldValue::ServiceArea(served), Part::Basis) => served.basis.as_str().to_owned(),
        (FieldValue::ServiceArea(served), _) => portal.areas.areas[served.area].code.clone(),
        (FieldValue::List(_), _) => return None,
    })
}
