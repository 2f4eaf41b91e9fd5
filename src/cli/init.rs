//! `spis init`: a small working register to change into one's own.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};
use uuid::Uuid;

use super::arguments::{InitArguments, Starter};
use super::{Common, Outcome, output, schema, today};
use crate::diagnostic::MessageLanguage;
use crate::source::Error;
use crate::{BuildOptions, forms, message_language, read, say};

static COMMON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/common");
static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/en");
static POLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/pl");
static UKRAINIAN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/uk");

/// Writes the example into a folder and says what to do next.
///
/// **Errors**: the folder exists and is not empty (nothing is touched then), or cannot be written to.
pub(super) fn init(common: &Common, arguments: &InitArguments) -> Result<Outcome, Error> {
    let folder = &arguments.folder;
    refuse_unless_empty(folder)?;
    let asked = arguments.language.unwrap_or(match common.language {
        Some(MessageLanguage::Polish) => Starter::Pl,
        _ => Starter::En,
    });
    let (starter, language) = match asked {
        Starter::En => (&ENGLISH, MessageLanguage::English),
        Starter::Pl => (&POLISH, MessageLanguage::Polish),
        Starter::Uk => (&UKRAINIAN, MessageLanguage::English),
    };
    let files = write_all(&COMMON, folder)? + write_all(starter, folder)? + wire(folder)?;
    let shown = folder.display();
    let text = say!(
        "Gotowe: {files} plików w {shown}. Obejrzyj: spis serve --root {shown}\n",
        "Done: {files} files in {shown}. Look at it: spis serve --root {shown}\n"
    );
    output::print(text.in_language(common.language.unwrap_or(language)))?;
    Ok(Outcome::Done)
}

/// The language of messages that goes with the register's.
pub(super) fn language(arguments: &InitArguments) -> MessageLanguage {
    match arguments.language {
        Some(Starter::Pl) => MessageLanguage::Polish,
        _ => MessageLanguage::English,
    }
}

/// Ties the schemas of the sources to their files in Visual Studio Code. Returns the number of files written.
fn wire(folder: &Path) -> Result<usize, Error> {
    let options = BuildOptions { root: folder.to_owned(), base_url: None, build_date: today::today()? };
    let portal = read(&options)?.value.expect("the example can be read");
    let language = message_language(portal.site.languages.default_language());
    let schemas = forms::source_schemas(&portal, language);
    schema::write(&schemas, &folder.join(forms::FOLDER))?;
    schema::write_json(&folder.join(".vscode/settings.json"), &forms::settings(&schemas))?;
    let wanted = serde_json::json!({"recommendations": ["redhat.vscode-yaml"]});
    schema::write_json(&folder.join(".vscode/extensions.json"), &wanted)?;
    Ok(schemas.len() + 2)
}

fn refuse_unless_empty(folder: &Path) -> Result<(), Error> {
    let fail = |cause| Error::new("begin in", folder, cause);
    match fs::read_dir(folder) {
        // A clone of an empty repository has nothing but its history.
        Ok(mut entries) => match entries.find(|entry| entry.as_ref().is_ok_and(|entry| entry.file_name() != ".git")) {
            None => Ok(()),
            Some(_) => Err(fail(io::Error::other("the folder is not empty; choose another one"))),
        },
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(fail(cause)),
    }
}

/// The namespace of the example, in place of which each register gets its own.
const NAMESPACE: &str = "5f504b07-61fb-46ff-bc1f-3e74c1ff9a61";

/// A file of the example with a namespace of its own.
fn drawn(contents: &[u8]) -> Cow<'_, [u8]> {
    match str::from_utf8(contents) {
        Ok(text) if text.contains(NAMESPACE) => {
            Cow::Owned(text.replace(NAMESPACE, &Uuid::new_v4().to_string()).into_bytes())
        }
        _ => Cow::Borrowed(contents),
    }
}

/// Writes a folder of the example. Returns the number of its files.
fn write_all(from: &Dir<'_>, root: &Path) -> Result<usize, Error> {
    let folder = root.join(from.path());
    fs::create_dir_all(&folder).map_err(|cause| Error::new("create", &folder, cause))?;
    let mut files = 0;
    for entry in from.entries() {
        match entry {
            DirEntry::Dir(folder) => files += write_all(folder, root)?,
            DirEntry::File(file) => {
                let path = root.join(file.path());
                fs::write(&path, drawn(file.contents())).map_err(|cause| Error::new("write", &path, cause))?;
                files += 1;
            }
        }
    }
    Ok(files)
}
