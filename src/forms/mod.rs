//! What may be written in each file of the sources, for editors that show hints and forms.
//!
//! In: the register, whose schemas, areas and records say what its files may hold, and a language of messages. Out: JSON
//! Schemas and the settings that tie them to files. Values of fields come from their kinds; what is written here is what a
//! file is made of besides them. Nothing is judged here: `check` alone says what is wrong, and a test holds that both say the
//! same where a JSON Schema can say it.

mod areas;
mod dataset;
mod keys;
mod lists;
mod page;
mod record;
mod shared;
mod site;
mod wiring;

use serde_json::{Value as Json, json};

use crate::diagnostic::MessageLanguage;
use crate::validate::Portal;
use keys::Writer;

pub use wiring::{FOLDER, settings};

/// What files of one kind may hold.
#[derive(Debug)]
pub struct SourceSchema {
    /// What it is called: the collection's name, or that of the file.
    pub name: String,
    /// Which files it is for. **Shape**: paths from the site's root, with `*` for any name and `**` for any folders.
    pub files: String,
    /// The schema. **Source**: JSON Schema 2020-12.
    pub schema: Json,
}

/// The schemas of all sources that have a form: records of each collection, the site's settings, areas, datasets, glossary,
/// words of need and the front matter of pages. **Shape**: each name once.
pub fn source_schemas(portal: &Portal, language: MessageLanguage) -> Vec<SourceSchema> {
    let writer = Writer { portal, language };
    let own = portal.collections.iter().map(|collection| {
        let name = collection.schema.id.clone();
        let files = format!("content/registry/{name}/*.yaml");
        (name, files, record::schema(&writer, collection))
    });
    let named = |name: &str, files: &str, schema| (name.to_owned(), files.to_owned(), schema);
    let others = [
        named("_site", "content/site.yaml", site::schema(&writer)),
        named("_areas", "content/geo/areas.yaml", areas::schema(&writer)),
        named("_dataset", "content/datasets/*.yaml", dataset::schema(&writer)),
        named("_glossary", "content/glossary.yaml", lists::glossary(&writer)),
        named("_needs", "content/needs.yaml", lists::needs(&writer)),
        named("_page", "content/pages/**/*.md", page::schema(&writer)),
    ];
    let whole = |(name, files, schema)| SourceSchema { name, files, schema: finish(&writer, schema) };
    own.chain(others).map(whole).collect()
}

/// The schema with what many of its parts refer to; every key that may be left out may be left empty too.
fn finish(writer: &Writer<'_>, mut schema: Json) -> Json {
    let needed = shared::named(&schema);
    let mut definitions = schema.get("$defs").cloned().unwrap_or_else(|| json!({}));
    for (name, definition) in shared::definitions(writer, needed) {
        definitions[name] = definition;
    }
    schema["$defs"] = definitions;
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    keys::allow_empty(&mut schema);
    schema
}
