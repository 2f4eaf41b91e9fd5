use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Severity, codes, did_you_mean};
use crate::model::{Date, FieldPath};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::source::Location;
use crate::yaml::{Entry, Node};

/// Which warnings the site's owner does not want to hear: `checks` in `site.yaml`. Errors are always heard.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// Kinds of warnings that nobody wants to hear, each with the place that says so.
    pub off: Vec<(Code, Location)>,
    /// Warnings that somebody has looked at and accepted.
    pub accepted: Vec<Acceptance>,
}

/// A warning that somebody has looked at and accepted, and why.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// What kind of warning.
    pub code: Code,
    /// In which file, or in all files of which folder; from the site's root.
    pub path: PathBuf,
    /// In which field of it; in all where none is named.
    pub field: Option<FieldPath>,
    /// The last day on which it is accepted.
    pub until: Option<Date>,
    /// Where that is said.
    pub location: Location,
}

impl Acceptance {
    /// Whether a file is the one that is meant, or lies in the folder that is.
    pub fn covers(&self, path: &Path) -> bool {
        path.starts_with(&self.path)
    }
}

/// Reads `checks`.
///
/// **Errors**: `value/choice` for a code that there is not, or that is of an error; `value/…`, `key/…`.
pub(super) fn read_checks(reading: &Reading<'_>, node: &Node) -> Option<Checks> {
    let fields = reading.fields(node)?;
    let severity = fields.take("severity").and_then(|node| reading.mapping(node));
    let entries = severity.map_or(&[][..], |mapping| &mapping.entries);
    let off = entries.iter().filter_map(|entry| read_severity(reading, entry)).collect();
    let accepted = fields.list("accepted").iter().filter_map(|node| read_acceptance(reading, node)).collect();
    fields.close();
    Some(Checks { off, accepted })
}

/// Reads how bad a kind of warning is to be; nothing where it stays what it is.
fn read_severity(reading: &Reading<'_>, entry: &Entry) -> Option<(Code, Location)> {
    let code = read_code(reading, &entry.key, reading.at(&entry.key_span));
    let is_off = reading.word(&entry.value, &[("off", true), ("warning", false)])?;
    code.filter(|_| is_off).map(|code| (code, reading.at(&entry.key_span)))
}

fn read_acceptance(reading: &Reading<'_>, node: &Node) -> Option<Acceptance> {
    let fields = reading.fields(node)?;
    let code = fields.need("code").and_then(|node| read_code(reading, reading.text(node)?, reading.at(&node.span)));
    let path = fields.need_text("path").map(|path| PathBuf::from(path.trim_end_matches('/')));
    let field = read_field_path(reading, &fields);
    let reason = fields.need_localized("reason");
    let until = fields.date("until");
    fields.close();
    reason.and(Some(Acceptance { code: code?, path: path?, field: field?, until, location: reading.at(&node.span) }))
}

/// Reads `field`, if it is there; nothing where it is no way to a field.
fn read_field_path(reading: &Reading<'_>, fields: &Fields<'_, '_>) -> Option<Option<FieldPath>> {
    let Some(node) = fields.take("field") else { return Some(None) };
    let text = reading.text(node)?;
    let path = FieldPath::parse(text);
    if path.is_none() {
        let message = say!("„{text}” nie nazywa pola.", "“{text}” does not name a field.");
        let help = say!("Napisz np. phones albo address.town", "Write for example phones or address.town");
        reading.report(codes::RECORD_NOTE_FIELD, &node.span, message, Some(help));
    }
    path.map(Some)
}

/// Reads the code of a warning.
fn read_code(reading: &Reading<'_>, name: &str, location: Location) -> Option<Code> {
    let code = codes::ALL.iter().find(|code| code.name == name).copied();
    let fault = match code {
        Some(Code { severity: Severity::Warning, .. }) => return code,
        Some(_) => {
            let message = say!(
                "„{name}” to błąd: nie można go wyciszyć ani przyjąć.",
                "“{name}” is an error: it can be neither quieted nor accepted."
            );
            let help = say!("Popraw to, co zgłasza „spis check”.", "Mend what `spis check` reports.");
            Diagnostic::new(codes::VALUE_CHOICE, location, message).help(help)
        }
        None => {
            let message = say!("Nie ma ostrzeżenia „{name}”.", "There is no warning “{name}”.");
            let warnings = codes::ALL.iter().filter(|code| code.severity == Severity::Warning);
            let help = did_you_mean(name, warnings.map(|code| code.name));
            Diagnostic::new(codes::VALUE_CHOICE, location, message).maybe_help(help)
        }
    };
    reading.push(fault);
    None
}
