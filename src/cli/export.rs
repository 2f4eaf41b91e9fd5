//! `spis export`.

use std::fs;
use std::io;

use super::arguments::{ExportArguments, TableFormat};
use super::{Common, Outcome, output};
use crate::report::{self, Format, Style};
use crate::source::Error;
use crate::{import, read, say, sheet};

/// Writes a collection as a table.
pub(super) fn export(common: &Common, arguments: &ExportArguments) -> Result<Outcome, Error> {
    let read = read(&common.options(&arguments.date)?)?;
    let language = read.value.as_ref().map(|portal| crate::message_language(portal.site.languages.default_language()));
    let language = common.language.or(language).unwrap_or_default();
    let faulty = read.diagnostics.iter().any(crate::diagnostic::Diagnostic::is_error);
    let (Some(portal), false) = (&read.value, faulty) else {
        // A table of a register with faults would lack values, and lose them when it comes back.
        let style = Style { format: Format::Human, language, colour: output::has_colour(), root: &common.root };
        output::print(&report::render(&read.diagnostics, style))?;
        return Ok(Outcome::Faulty);
    };
    let fail = |cause| Error::new("export to", &arguments.out, cause);
    let Some(collection) = portal.collections.iter().find(|of| of.schema.id == arguments.collection) else {
        let known = portal.collections.iter().map(|of| of.schema.id.as_str()).collect::<Vec<_>>().join(", ");
        let id = &arguments.collection;
        let reason = say!("nie ma zbioru {id}; są: {known}", "there is no collection {id}; there are: {known}");
        return Err(fail(io::Error::other(reason.in_language(language).to_owned())));
    };
    let table = import::outgoing(portal, collection);
    let bytes = match arguments.format {
        TableFormat::Xlsx => sheet::workbook(&table).map_err(|cause| fail(io::Error::other(cause)))?,
        TableFormat::Csv => sheet::csv(&table),
        TableFormat::Json => sheet::json(&table),
    };
    fs::write(&arguments.out, bytes).map_err(fail)?;
    let (count, path) = (table.rows.len(), arguments.out.display());
    let text = say!("Zapisano {path}; wierszy: {count}\n", "Written: {path}; rows: {count}\n");
    output::print(text.in_language(language))?;
    Ok(Outcome::Done)
}
