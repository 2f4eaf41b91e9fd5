//! `spis import`.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::arguments::ImportArguments;
use super::{Common, Outcome, output};
use crate::diagnostic::{MessageLanguage, Text};
use crate::edit;
use crate::import::{self, Asked, Mapping, Plan};
use crate::model::{is_slug, slugify};
use crate::say;
use crate::sheet::{self, Sheet};
use crate::source::{Error, Folder, Overlay, SourceFile};
use crate::validate::Portal;
use crate::{BuildOptions, message_language, read, read_tree};

/// Shows what a table would change, and writes it where that is asked for.
pub(super) fn import(common: &Common, arguments: &ImportArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let portal = read(&options)?.value.ok_or_else(|| {
        Error::new(
            "import into",
            common.root.join("content/site.yaml"),
            io::Error::other("it cannot be used; see: spis check"),
        )
    })?;
    let language = common.language.unwrap_or_else(|| message_language(portal.site.languages.default_language()));
    let fail =
        |fault: &Text| Error::new("import", &arguments.file, io::Error::other(fault.in_language(language).to_owned()));
    let mapping = mapping(common, arguments)?.map_err(|fault| fail(&fault))?;
    let sheet = table(arguments, &mapping, language)?;
    let mut plan = match &arguments.new {
        None => planned(&options, arguments, &portal, &sheet, &mapping, &[])?.map_err(|fault| fail(&fault))?,
        Some(id) => proposed(&options, arguments, (&portal, id), &sheet, &mapping)?.map_err(|fault| fail(&fault))?,
    };
    plan.files.sort_by(|a, b| a.path().cmp(b.path()));
    if arguments.write {
        let folder = Folder::new(&common.root);
        edit::write(&folder, &plan.mended)?;
        edit::create(&folder, &plan.files)?;
    }
    output::print(&import::tell(&plan, language, arguments.write))?;
    Ok(if plan.is_whole() { Outcome::Done } else { Outcome::Faulty })
}

/// Proposes a schema and a mapping, and plans the import by them.
fn proposed(
    options: &BuildOptions,
    arguments: &ImportArguments,
    (portal, id): (&Portal, &str),
    sheet: &Sheet,
    mapping: &Mapping,
) -> Result<Result<Plan, Text>, Error> {
    if portal.collections.iter().any(|of| of.schema.id == *id) {
        return Ok(Err(say!(
            "Zbiór „{id}” już jest; użyj --collection {id}",
            "There is a collection “{id}” already; use --collection {id}"
        )));
    }
    if !is_slug(id) {
        let slug = slugify(id);
        return Ok(Err(say!(
            "Zbiór nie może się nazywać „{id}”. Napisz: {slug}",
            "A collection cannot be called “{id}”. Write: {slug}"
        )));
    }
    let proposal = match import::propose(portal, id, sheet, mapping) {
        Ok(proposal) => proposal,
        Err(fault) => return Ok(Err(fault)),
    };
    let kept = Path::new("imports").join(format!("{id}.yaml"));
    let mapping = match import::read_mapping(&kept.to_string_lossy(), &proposal.mapping) {
        Ok(mapping) => mapping,
        Err(fault) => return Ok(Err(fault)),
    };
    let schema = SourceFile::new(Path::new("content/registry").join(id).join("_schema.yaml"), proposal.schema);
    let folder = Folder::new(&options.root);
    let mut overlay = Overlay::new(&folder);
    overlay.add(Arc::clone(&schema));
    let read = read_tree(options, &overlay)?;
    let Some(portal) = read.value else {
        return Ok(Err(say!("Nie można odczytać rejestru.", "The register cannot be read.")));
    };
    let planned = planned(options, arguments, &portal, sheet, &mapping, &[Arc::clone(&schema)])?;
    Ok(planned.map(|mut plan| {
        plan.files.extend([schema, SourceFile::new(kept, proposal.mapping)]);
        plan
    }))
}

fn planned(
    options: &BuildOptions,
    arguments: &ImportArguments,
    portal: &Portal,
    sheet: &Sheet,
    mapping: &Mapping,
    added: &[Arc<SourceFile>],
) -> Result<Result<Plan, Text>, Error> {
    let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let collection = arguments.collection.as_deref().or(arguments.new.as_deref()).unwrap_or_default();
    let asked = Asked { portal, collection, sheet, mapping, file: &name, added };
    import::plan(&asked, &Folder::new(&options.root), &|tree| {
        let read = read_tree(options, tree)?;
        Ok((read.value, read.diagnostics))
    })
}

/// The mapping that is asked for, else the one that the site keeps for the collection.
fn mapping(common: &Common, arguments: &ImportArguments) -> Result<Result<Mapping, Text>, Error> {
    let collection = arguments.collection.as_deref().or(arguments.new.as_deref()).unwrap_or_default();
    let kept = common.root.join("imports").join(format!("{collection}.yaml"));
    let path: &Path = arguments.map.as_deref().unwrap_or(&kept);
    match fs::read_to_string(path) {
        Ok(text) => Ok(import::read_mapping(&path.to_string_lossy(), &text)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound && arguments.map.is_none() => Ok(Ok(Mapping::default())),
        Err(cause) => Err(Error::new("read", path, cause)),
    }
}

/// The sheet that is asked for, else the one of the mapping, else the first.
fn table(arguments: &ImportArguments, mapping: &Mapping, language: MessageLanguage) -> Result<Sheet, Error> {
    let fail = |cause| Error::new("read", &arguments.file, cause);
    let bytes = fs::read(&arguments.file).map_err(fail)?;
    let read = sheet::read(&arguments.file.to_string_lossy(), &bytes);
    let mut sheets = read.map_err(|fault| fail(io::Error::other(fault.message.in_language(language).to_owned())))?;
    let Some(wanted) = arguments.sheet.as_ref().or(mapping.sheet.as_ref()) else { return Ok(sheets.swap_remove(0)) };
    let names = sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join(", ");
    let reason =
        say!("nie ma w nim arkusza {wanted}; są: {names}", "it has no sheet {wanted}; its sheets are: {names}");
    let missing = || fail(io::Error::other(reason.in_language(language).to_owned()));
    let at = sheets.iter().position(|sheet| sheet.name == *wanted).ok_or_else(missing)?;
    Ok(sheets.swap_remove(at))
}
