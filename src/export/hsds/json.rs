//! Human services as a program would ask for them.

use serde_json::{Value, json};

use super::{Row, Source, organizations, rows, words};
use crate::export::lines;
use crate::export::metadata::pretty;
use crate::plan::PAGE;
use crate::plan::hsds::{Hsds, Table, stem};
use crate::validate::{Layout, RecordRef};

/// The standard's own description of its interface.
const INTERFACE: &str = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json";

/// Which version this is, and where its parts lie. The profile is the page on which the site says what it does its own way.
pub fn index(source: &Source<'_>) -> Vec<u8> {
    let site = &source.portal.site;
    let page = source
        .portal
        .pages
        .iter()
        .find(|page| page.layout == Layout::Downloads && page.language == *site.languages.default_language());
    let profile = [site.base_url.as_str(), page.map_or("", |page| page.path.as_str())].concat();
    let mut index = json!({
        "version": "3.1",
        "profile": profile,
        "openapi_url": INTERFACE,
        "datapackage": url(source, Hsds::Package, "datapackage.json"),
    });
    for (table, name) in Table::LISTS {
        index[name] = json!(url(source, Hsds::List(table, 1), ".json"));
    }
    pretty(&index)
}

fn url(source: &Source<'_>, file: Hsds, ending: &str) -> String {
    let site = &source.portal.site;
    let stem = stem(source.portal, source.namespace, file);
    [site.base_url.as_str(), site.open_data.path.as_str(), &stem, ending].concat()
}

/// A page of a list. **Units**: counted from 1.
pub fn list(source: &Source<'_>, table: Table, number: u32) -> Vec<u8> {
    let number = usize::try_from(number).expect("pages are few");
    let all = || source.indexes.in_order();
    match table {
        Table::Organization => {
            let providers = source.indexes.providers(source.portal).list();
            let items = providers.iter().skip((number - 1) * PAGE).take(PAGE);
            page(
                number,
                providers.len(),
                items.map(|provider| {
                    let mut organization = organizations::organization(source, provider);
                    let services = provider.runs.iter().map(|at| rows::of(source, Table::Service, *at));
                    organization.insert("services".to_owned(), services.flatten().collect());
                    organization
                }),
            )
        }
        Table::ServiceAtLocation => {
            let somewhere: Vec<RecordRef> = all().filter(|at| !rows::of(source, table, *at).is_empty()).collect();
            let items = somewhere.iter().skip((number - 1) * PAGE).take(PAGE);
            page(number, somewhere.len(), items.filter_map(|at| at_location(source, *at, true)))
        }
        Table::Taxonomy => whole(words::taxonomies(source)),
        Table::TaxonomyTerm => whole(words::terms(source)),
        _ => page(number, all().count(), all().skip((number - 1) * PAGE).take(PAGE).map(|at| service(source, at))),
    }
}

/// A list on one page.
fn whole(rows: Vec<Row>) -> Vec<u8> {
    let count = rows.len();
    let head = json!({
        "total_items": count, "total_pages": 1, "page_number": 1, "size": count,
        "first_page": true, "last_page": true, "empty": count == 0,
    });
    lines(&head, "contents", rows.into_iter().map(Value::Object))
}

fn page(number: usize, count: usize, items: impl Iterator<Item = Row>) -> Vec<u8> {
    let pages = count.div_ceil(PAGE).max(1);
    let size = count.saturating_sub((number - 1) * PAGE).min(PAGE);
    let head = json!({
        "total_items": count, "total_pages": pages, "page_number": number, "size": size,
        "first_page": number == 1, "last_page": number == pages, "empty": size == 0,
    });
    lines(&head, "contents", items.map(Value::Object))
}

/// One record with all that belongs to it.
pub fn single(source: &Source<'_>, at: RecordRef) -> Vec<u8> {
    pretty(&Value::Object(service(source, at)))
}

fn service(source: &Source<'_>, at: RecordRef) -> Row {
    let mut service: Row = rows::of(source, Table::Service, at).into_iter().flatten().collect();
    let lists = [
        ("phones", Table::Phone),
        ("contacts", Table::Contact),
        ("schedules", Table::Schedule),
        ("service_areas", Table::ServiceArea),
        ("additional_urls", Table::Url),
        ("metadata", Table::Metadata),
    ];
    for (name, table) in lists {
        add(&mut service, name, rows::of(source, table, at));
    }
    add(&mut service, "attributes", attributes(source, Table::Service, at));
    service.insert("organization".to_owned(), Value::Object(organizations::of(source, at)));
    add(&mut service, "service_at_locations", at_location(source, at, false).into_iter().collect());
    service
}

/// What a record gives where; with the service, or as a part of it.
fn at_location(source: &Source<'_>, at: RecordRef, with_service: bool) -> Option<Row> {
    let mut found = rows::of(source, Table::ServiceAtLocation, at).pop()?;
    let mut location: Row = rows::of(source, Table::Location, at).into_iter().flatten().collect();
    add(&mut location, "addresses", rows::of(source, Table::Address, at));
    add(&mut location, "accessibility", rows::of(source, Table::Accessibility, at));
    add(&mut location, "attributes", attributes(source, Table::Location, at));
    found.insert("location".to_owned(), Value::Object(location));
    if with_service {
        let mut service: Row = rows::of(source, Table::Service, at).into_iter().flatten().collect();
        service.insert("organization".to_owned(), Value::Object(organizations::of(source, at)));
        found.insert("service".to_owned(), Value::Object(service));
    }
    Some(found)
}

/// The attributes of a record's service or location.
fn attributes(source: &Source<'_>, entity: Table, at: RecordRef) -> Vec<Row> {
    let mut found = rows::of(source, Table::Attribute, at);
    found.retain(|attribute| attribute.get("link_entity").and_then(Value::as_str) == Some(entity.as_str()));
    found
}

fn add(to: &mut Row, name: &str, rows: Vec<Row>) {
    if !rows.is_empty() {
        to.insert(name.to_owned(), rows.into_iter().map(Value::Object).collect());
    }
}
