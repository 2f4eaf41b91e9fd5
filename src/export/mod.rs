//! The register as files for other programs.
//!
//! In: the portal. Out: the bytes of each download of the plan: the whole register, each collection, record and dataset, in
//! the formats that their readers expect. Texts are in the site's default language, and in all of them where words are
//! explained; words that a schema defines are given as its keys, not its labels.
//!
//! Every table, of whatever format, has the columns of `columns.rs` and is written by `cells.rs`, so that no cell can run
//! in a spreadsheet.

mod api;
mod areas;
mod catalog;
mod cells;
mod columns;
mod coverage;
mod csv;
mod dataset;
mod figures;
mod geojson;
mod graph;
mod harvest;
mod hsds;
mod json;
mod metadata;
mod schema;
mod vcard;
mod workbook;

use serde_json::Value;

pub use catalog::{Measure, catalog, describes};
pub use cells::{Table, safe, value};

use crate::index::Indexes;
use crate::model::Localized;
use crate::plan::{Format, Holds};
use crate::theme::Wording;
use crate::validate::{Collection, Dataset, Portal};
use vcard::Version;

/// The bytes of a dataset: its figures alone, or with all that is known of them.
pub fn dataset(portal: &Portal, dataset: &Dataset, format: Format) -> Vec<u8> {
    match format {
        Format::Csv => dataset::csv(portal, dataset),
        _ => figures::json(portal, dataset),
    }
}

/// The bytes of a download. `wording`: the texts of the site's default language.
pub fn download(portal: &Portal, indexes: &Indexes, wording: &Wording, holds: Holds, format: Format) -> Vec<u8> {
    match holds {
        Holds::Register => register(portal, indexes, wording, format),
        Holds::Collection(at) => {
            let collection = &portal.collections[at];
            let (id, label) = (&collection.schema.id, localized(portal, &collection.schema.label));
            match format {
                Format::Csv => csv::table(portal, indexes, &[collection]),
                Format::CsvMetadata => metadata::csvw(portal, indexes, id, label, &[collection]),
                _ => api::collection(portal, indexes, at),
            }
        }
        Holds::Part(at, number) => api::part(portal, indexes, at, number),
        Holds::Record(at) => match format {
            Format::VCard => vcard::record(portal, at, Version::Four),
            Format::PhoneVCard => vcard::record(portal, at, Version::Three),
            _ => api::record(portal, at),
        },
        Holds::Codes => api::codes(portal),
        Holds::Areas => areas::areas(portal, indexes),
        Holds::Datasets => areas::datasets(portal),
        Holds::Index => api::index(portal),
        Holds::Harvest => {
            let gathered = portal.harvest.as_ref().expect("only a register that is gathered plans these files");
            match format {
                Format::Md5 => harvest::md5(portal, gathered),
                _ => harvest::xml(portal, gathered),
            }
        }
        Holds::Catalog => unreachable!("it is made by `catalog`, of what the others measure"),
        Holds::Hsds(file) => hsds::file(portal, indexes, file),
        Holds::Coverage => match format {
            Format::Csv => coverage::csv(portal, indexes),
            Format::GeoJson => coverage::geojson(portal, indexes),
            _ => coverage::json(portal, indexes),
        },
    }
}

fn register(portal: &Portal, indexes: &Indexes, wording: &Wording, format: Format) -> Vec<u8> {
    let all: Vec<&Collection> = portal.collections.iter().collect();
    let (name, title) = (&portal.site.open_data.name, localized(portal, &portal.site.title));
    match format {
        Format::Csv => csv::table(portal, indexes, &all),
        Format::Workbook => workbook::register(portal, indexes, wording),
        Format::Json => json::register(portal, indexes),
        Format::GeoJson => geojson::register(portal, indexes),
        Format::VCard => vcard::register(portal, indexes, Version::Four),
        Format::PhoneVCard => vcard::register(portal, indexes, Version::Three),
        Format::JsonSchema => schema::register(portal),
        Format::CsvMetadata => metadata::csvw(portal, indexes, name, title, &all),
        Format::DataPackage => metadata::package(portal, indexes),
        Format::Turtle | Format::JsonLd | Format::Xml | Format::Md5 => {
            unreachable!("only what tells of the register has these formats")
        }
    }
}

/// A text in all languages of the site that it has.
fn localized(portal: &Portal, text: &Localized) -> Value {
    let default = portal.site.languages.default_language();
    let own = std::iter::once((default.to_string(), Value::from(text.original())));
    let others = text.translations().map(|(tag, text)| (tag.to_string(), Value::from(text)));
    Value::Object(own.chain(others).collect())
}

/// An object with a list at its end: one item a line, so that changes can be compared.
fn lines(head: &Value, name: &str, items: impl Iterator<Item = Value>) -> Vec<u8> {
    let mut text = head.to_string();
    text.pop();
    let comma = if text.len() > 1 { "," } else { "" };
    text.push_str(&format!("{comma}\"{name}\":["));
    for (number, item) in items.enumerate() {
        text.push_str(if number == 0 { "\n" } else { ",\n" });
        text.push_str(&item.to_string());
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}
