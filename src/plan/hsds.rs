//! What the files of human services are called, and what things are called in them.
//!
//! **Source**: Human Services Data Specification 3.1.

use uuid::Uuid;

use crate::validate::{Portal, RecordRef};

/// A file of human services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hsds {
    /// Which version this is, and where its parts lie.
    Index,
    /// The tables, described as a package.
    Package,
    /// A table.
    Table(Table),
    /// A page of a list: as many items as [`PAGE`](super::PAGE) says, or what is left of them. **Units**: pages are counted from 1.
    List(Table, u32),
    /// One record with all that belongs to it.
    Service(RecordRef),
}

/// A table of human services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Who gives services.
    Organization,
    /// What is given: one for each record.
    Service,
    /// Where.
    Location,
    /// What is given where.
    ServiceAtLocation,
    /// Telephone numbers.
    Phone,
    /// Further mailboxes.
    Contact,
    /// Postal addresses.
    Address,
    /// Opening hours.
    Schedule,
    /// For whose inhabitants.
    ServiceArea,
    /// How a place can be reached and used by everyone.
    Accessibility,
    /// The pages of the register.
    Url,
    /// Words of the register that things have.
    Attribute,
    /// Lists of words.
    Taxonomy,
    /// The words.
    TaxonomyTerm,
    /// What is given otherwise than it was printed.
    Metadata,
}

impl Table {
    /// All tables, with their names and those of their files.
    pub const ALL: [(Table, &'static str, &'static str); 15] = [
        (Table::Organization, "organization", "organizations"),
        (Table::Service, "service", "services"),
        (Table::Location, "location", "locations"),
        (Table::ServiceAtLocation, "service_at_location", "service_at_location"),
        (Table::Phone, "phone", "phones"),
        (Table::Contact, "contact", "contacts"),
        (Table::Address, "address", "addresses"),
        (Table::Schedule, "schedule", "schedules"),
        (Table::ServiceArea, "service_area", "service_areas"),
        (Table::Accessibility, "accessibility", "accessibility"),
        (Table::Url, "url", "url"),
        (Table::Attribute, "attribute", "attributes"),
        (Table::Taxonomy, "taxonomy", "taxonomies"),
        (Table::TaxonomyTerm, "taxonomy_term", "taxonomy_terms"),
        (Table::Metadata, "metadata", "metadata"),
    ];

    /// The lists that programs ask for, and where each lies.
    pub const LISTS: [(Table, &'static str); 5] = [
        (Table::Service, "services"),
        (Table::Organization, "organizations"),
        (Table::ServiceAtLocation, "service_at_locations"),
        (Table::Taxonomy, "taxonomies"),
        (Table::TaxonomyTerm, "taxonomy_terms"),
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// What its file is called, without its ending.
    pub fn file(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}

/// The identifier of a thing: the same in every build and under any address.
///
/// **Source**: RFC 9562, version 5, in the register's own namespace.
pub fn identifier(namespace: Uuid, table: Table, key: &str) -> Uuid {
    Uuid::new_v5(&namespace, format!("{}/{key}", table.as_str()).as_bytes())
}

/// What tells a record from all others of the register.
pub fn record_key(portal: &Portal, at: RecordRef) -> String {
    format!("{}/{}", portal.collection_of(at).schema.id, portal.record(at).id)
}

/// Where a file of human services lies below the folder of open data, without its ending.
pub fn stem(portal: &Portal, namespace: Uuid, file: Hsds) -> String {
    match file {
        Hsds::Index => "hsds/index".to_owned(),
        Hsds::Package => "hsds/".to_owned(),
        Hsds::Table(table) => format!("hsds/{}", table.file()),
        Hsds::List(table, number) => {
            let name = Table::LISTS.iter().find(|(of, _)| *of == table).map_or("", |(_, name)| name);
            if number == 1 { format!("hsds/{name}") } else { format!("hsds/{name}-{number}") }
        }
        Hsds::Service(at) => {
            format!("hsds/services/{}", identifier(namespace, Table::Service, &record_key(portal, at)))
        }
    }
}
