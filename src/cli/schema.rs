//! `spis schema`.

use std::fs;
use std::path::Path;

use super::arguments::SchemaArguments;
use super::{Common, Outcome, output};
use crate::diagnostic::MessageLanguage;
use crate::forms::{self, SourceSchema};
use crate::report::{self, Format, Style};
use crate::source::Error;
use crate::{read, say};

/// Writes the schemas of the sources. They say what the register's own schemas say, so a register whose faults may lie there
/// has none.
pub(super) fn schema(common: &Common, arguments: &SchemaArguments) -> Result<Outcome, Error> {
    let read = read(&common.options(&arguments.date)?)?;
    let language = read.value.as_ref().map(|portal| crate::message_language(portal.site.languages.default_language()));
    let language = common.language.or(language).unwrap_or_default();
    let Some(portal) = &read.value else {
        let style = Style { format: Format::Human, language, colour: output::has_colour(), root: &common.root };
        output::print(&report::render(&read.diagnostics, style))?;
        return Ok(Outcome::Faulty);
    };
    let out = arguments.out.clone().unwrap_or_else(|| common.root.join(forms::FOLDER));
    let schemas = forms::source_schemas(portal, language);
    write(&schemas, &out)?;
    output::print(&told(&schemas, &out, language))?;
    Ok(Outcome::Done)
}

/// Writes each schema into a folder, as `<name>.schema.json`.
pub(super) fn write(schemas: &[SourceSchema], out: &Path) -> Result<(), Error> {
    fs::create_dir_all(out).map_err(|cause| Error::new("create", out, cause))?;
    schemas.iter().try_for_each(|schema| write_json(&out.join(format!("{}.schema.json", schema.name)), &schema.schema))
}

/// Writes a JSON file that people may read.
pub(super) fn write_json(path: &Path, value: &serde_json::Value) -> Result<(), Error> {
    fs::write(path, format!("{value:#}\n")).map_err(|cause| Error::new("write", path, cause))
}

fn told(schemas: &[SourceSchema], out: &Path, language: MessageLanguage) -> String {
    let (count, folder) = (schemas.len(), out.display());
    let text = say!("Zapisano schematy ({count}) w {folder}:\n", "Written to {folder}: {count} schemas\n");
    let lines = schemas.iter().map(|schema| format!("  {}.schema.json  {}\n", schema.name, schema.files));
    [text.in_language(language).to_owned()].into_iter().chain(lines).collect()
}
