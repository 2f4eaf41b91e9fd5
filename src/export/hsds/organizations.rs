//! Who runs records, as organizations.

use serde_json::json;

use super::{Row, Source, row};
use crate::export::json::address;
use crate::field::{DateField, Role};
use crate::index::Provider;
use crate::plan::hsds::Table;
use crate::validate::RecordRef;

/// How many of its services the description of an organization names.
const NAMED: usize = 3;

/// The identifier of who runs a record.
pub fn id_of(source: &Source<'_>, at: RecordRef) -> String {
    source.id(Table::Organization, &source.indexes.providers(source.portal).of(source.portal, at).key)
}

/// Who runs a record.
pub fn of(source: &Source<'_>, at: RecordRef) -> Row {
    organization(source, source.indexes.providers(source.portal).of(source.portal, at))
}

/// Somebody who runs places. What the register knows of it is what it runs.
pub fn organization(source: &Source<'_>, provider: &Provider) -> Row {
    let portal = source.portal;
    let own = provider.record.map(|at| (portal.collection_of(at), portal.record(at)));
    let founded = own.and_then(|(collection, record)| {
        let values = &record.values[collection.schema.playing(Role::Founded)?];
        values.iter().find_map(|value| value.get::<DateField>()).map(|date| date.first().year())
    });
    let name = match own {
        Some((_, record)) => Some(&record.title),
        None => provider.runs.first().and_then(|at| portal.provider(*at)),
    };
    let mut titles: Vec<&str> =
        provider.runs.iter().take(NAMED + 1).map(|at| portal.record(*at).title.original()).collect();
    if titles.len() > NAMED {
        titles.truncate(NAMED);
        titles.push("…");
    }
    row(json!({
        "id": source.id(Table::Organization, &provider.key),
        "name": name.map(|name| name.original()),
        "description": titles.join("; "),
        "website": own.and_then(|(collection, record)| collection.website(record)).map(|url| url.as_str()),
        "uri": own.map(|(_, record)| address(portal, record)),
        "year_incorporated": founded,
    }))
}
