use super::{Group, group};
use crate::config::{FieldKind, SortKey};
use crate::locale::Locale;
use crate::validate::{FieldValue, Portal, RecordRef};

/// The records of a collection, ordered by their group (those without one last), then as the schema says, then by
/// identifier.
pub(super) fn of(portal: &Portal, collection: usize, locale: &Locale) -> Vec<RecordRef> {
    let records = (0..portal.collections[collection].records.len()).map(|record| RecordRef { collection, record });
    let mut keyed: Vec<(Vec<Vec<u8>>, RecordRef)> = records.map(|at| (key(portal, at, locale), at)).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// Bytes that sort as the record does.
fn key(portal: &Portal, at: RecordRef, locale: &Locale) -> Vec<Vec<u8>> {
    let schema = &portal.collection_of(at).schema;
    let mut key = group_key(portal, at, locale);
    key.extend(schema.sort.iter().map(|sort| sort_key(portal, at, *sort, locale)));
    key
}

fn group_key(portal: &Portal, at: RecordRef, locale: &Locale) -> Vec<Vec<u8>> {
    match group(portal, at) {
        Some(Group::Area(area)) => {
            let area = &portal.areas.areas[area];
            vec![locale.collation_key(area.name.original()), area.code.clone().into_bytes()]
        }
        Some(Group::Choice(choice)) => vec![number(i64::try_from(choice).unwrap_or(i64::MAX)), Vec::new()],
        None => vec![vec![u8::MAX; 16], Vec::new()],
    }
}

fn sort_key(portal: &Portal, at: RecordRef, sort: SortKey, locale: &Locale) -> Vec<u8> {
    let record = portal.record(at);
    match sort {
        SortKey::Title => locale.collation_key(record.title.original()),
        SortKey::Name => locale.collation_key(&record.name),
        SortKey::Field(index, part) => {
            let kind = &portal.collection_of(at).schema.fields[index].kind;
            let value = record.values[index].as_ref().and_then(|value| value.items().first());
            match (value, part) {
                (Some(FieldValue::Address(address)), Some(part)) => locale.collation_key(address.part(part)),
                (Some(value), _) => value_key(portal, kind, value, locale),
                (None, _) => Vec::new(),
            }
        }
    }
}

fn value_key(portal: &Portal, kind: &FieldKind, value: &FieldValue, locale: &Locale) -> Vec<u8> {
    match value {
        FieldValue::Text(text) | FieldValue::Markdown(text) => locale.collation_key(text.original()),
        FieldValue::Integer(value) => number(*value),
        FieldValue::Money(amount) => locale.collation_key(&amount.to_string()),
        FieldValue::Date(date) => date.to_string().into_bytes(),
        FieldValue::Boolean(yes) => number(i64::from(!yes)),
        FieldValue::Choice(index) => number(i64::try_from(*index).unwrap_or(i64::MAX)),
        FieldValue::Phone(phone) => phone.number.clone().into_bytes(),
        FieldValue::Email(email) => email.as_str().as_bytes().to_vec(),
        FieldValue::Url(url) => url.as_str().as_bytes().to_vec(),
        FieldValue::PostalCode(code) => code.as_str().as_bytes().to_vec(),
        FieldValue::Address(address) => locale.collation_key(&address.town),
        FieldValue::Position(place) => number((place.position.lat() * -1e6) as i64),
        FieldValue::Area(area) => locale.collation_key(portal.areas.areas[*area].name.original()),
        FieldValue::ServiceArea(served) => locale.collation_key(portal.areas.areas[served.area].name.original()),
        FieldValue::Reference(at) => locale.collation_key(portal.record(*at).title.original()),
        FieldValue::Status(status) => match kind {
            FieldKind::Status { choices } => number(i64::from(choices[status.choice].rank)),
            _ => Vec::new(),
        },
        FieldValue::List(items) => items.first().map(|item| value_key(portal, kind, item, locale)).unwrap_or_default(),
    }
}

/// Bytes that sort as the number does.
fn number(number: i64) -> Vec<u8> {
    (number.cast_unsigned() ^ (1 << 63)).to_be_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_numbers_sort_as_numbers() {
        let mut numbers = [3, -1, 0, i64::MAX, i64::MIN];
        numbers.sort_by_key(|value| number(*value));
        assert_eq!(numbers, [i64::MIN, -1, 0, 3, i64::MAX]);
    }
}
