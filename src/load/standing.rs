use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::say;
use crate::source::{Error, MAXIMUM_FILE_SIZE, SourceFile, Standing, Tree};

/// Why a file of a tree cannot be an input, if so: a link out of the site's folder would publish what lies there, and
/// reading a pipe never ends.
///
/// **Errors**: `file/outside`, `file/link`, `file/special`, `file/too-large`; I/O failures as [`Error`].
pub fn misplaced(tree: &dyn Tree, path: &Path) -> Result<Option<Diagnostic>, Error> {
    let (code, message, help) = match tree.standing(path)? {
        Standing::File => return Ok(None),
        Standing::Outside => (
            codes::FILE_OUTSIDE,
            say!(
                "To odsyłacz do miejsca poza folderem strony; nic stamtąd nie jest czytane ani publikowane.",
                "This is a link that leads out of the site's folder; nothing there is read or published."
            ),
            say!("Połóż tu sam plik.", "Put the file itself here."),
        ),
        Standing::Nowhere => (
            codes::FILE_LINK,
            say!("Ten odsyłacz prowadzi donikąd.", "This link leads nowhere."),
            say!("Połóż tu sam plik albo usuń odsyłacz.", "Put the file itself here, or remove the link."),
        ),
        Standing::TooLarge(size) => return Ok(Some(too_large(&SourceFile::new(path, ""), size))),
        Standing::Special => (
            codes::FILE_SPECIAL,
            say!(
                "To nie jest zwykły plik, tylko potok, gniazdo albo urządzenie.",
                "This is no regular file but a pipe, a socket or a device."
            ),
            say!("Usuń to i połóż tu zwykły plik.", "Remove it, and put a regular file here."),
        ),
    };
    Ok(Some(Diagnostic::new(code, SourceFile::new(path, "").start(), message).help(help)))
}

/// The fault of a file that is larger than what is read or published.
pub(super) fn too_large(file: &Arc<SourceFile>, size: u64) -> Diagnostic {
    let (megabytes, most) = (size / 1_000_000, MAXIMUM_FILE_SIZE / 1_000_000);
    let message = say!(
        "Plik ma {megabytes} MB; najwięcej to {most} MB.",
        "The file has {megabytes} MB; at most {most} MB are allowed."
    );
    let help = say!("Zmniejsz go albo podziel na części.", "Make it smaller, or divide it into parts.");
    Diagnostic::new(codes::FILE_TOO_LARGE, file.start(), message).help(help)
}
