//! Whether every disk can hold the names of the outputs.

use std::collections::HashSet;

use super::{Holds, OutputIx, Plan, Subject};
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::field::{Kind, Word};
use crate::index::Indexes;
use crate::model::Slug;
use crate::say;
use crate::validate::{Portal, RecordRef};

/// The longest name of a file or folder on common disks. **Units**: bytes.
const LONGEST_NAME: usize = 255;

/// The longest path below the published folder that common systems open. **Units**: bytes.
const LONGEST_PATH: usize = 3_000;

/// Names that Windows keeps for devices, whatever stands behind a full stop.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Reports names that some disk cannot hold, each once, and facets whose name gives no address.
pub(super) fn check(plan: &Plan, portal: &Portal, indexes: &Indexes) -> Vec<Diagnostic> {
    let mut diagnostics = without_letters(portal);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut records: HashSet<RecordRef> = HashSet::new();
    for (at, output) in plan.outputs() {
        // Without the folder of its language, a name that is wrong in all of them is reported once.
        let prefix = output.language.map_or(0, |language| plan.prefix(language).len());
        let path = &output.path.as_str()[prefix.min(output.path.as_str().len())..];
        let Some((end, message)) = fault(path) else { continue };
        // The files of a record have its name: what is wrong with that was said of its page.
        let known = matches!(output.subject, Subject::Download(Holds::Record(at), _) if records.contains(&at));
        if let Subject::Record(at) = output.subject {
            records.insert(at);
        }
        if seen.insert(&path[..end]) && !known {
            diagnostics.push(report(plan, at, message, portal, indexes));
        }
    }
    diagnostics
}

fn report(plan: &Plan, at: OutputIx, message: Text, portal: &Portal, indexes: &Indexes) -> Diagnostic {
    let help = say!("Daj temu krótszą albo inną nazwę.", "Give it a shorter name, or another one.");
    Diagnostic::new(codes::OUTPUT_NAME, plan.origin(at, portal, indexes), message).help(help)
}

/// What is wrong with a path, and where the wrong part ends. **Units**: bytes.
fn fault(path: &str) -> Option<(usize, Text)> {
    let mut start = 0;
    for part in path.split('/') {
        let end = start + part.len();
        if let Some(message) = fault_of_part(part) {
            return Some((end, message));
        }
        start = end + 1;
    }
    let too_long = path.len() > LONGEST_PATH;
    too_long.then(|| {
        let bytes = path.len();
        (path.len(), say!("Adres ma {bytes} bajtów; to za dużo.", "The address has {bytes} bytes, which is too much."))
    })
}

fn fault_of_part(part: &str) -> Option<Text> {
    if part.len() > LONGEST_NAME {
        let (bytes, start) = (part.len(), part.chars().take(24).collect::<String>());
        return Some(say!(
            "Nazwa „{start}…” miałaby na dysku {bytes} bajtów, a może mieć {LONGEST_NAME}.",
            "The name “{start}…” would have {bytes} bytes on disk; {LONGEST_NAME} are possible."
        ));
    }
    let stem = part.split('.').next().unwrap_or(part);
    if DEVICES.iter().any(|device| stem.trim_end().eq_ignore_ascii_case(device)) {
        return Some(say!(
            "Windows nie zapisze nazwy „{part}”: to nazwa urządzenia.",
            "Windows cannot save the name “{part}”, which is a device's."
        ));
    }
    part.ends_with(['.', ' ']).then(|| {
        say!(
            "Windows nie zapisze nazwy „{part}”: kończy się kropką albo spacją.",
            "Windows cannot save the name “{part}”, which ends in a full stop or space."
        )
    })
}

/// The names of facets without a letter or digit: the lists of their terms would have no address. Words without one are
/// reported where schemas are read.
fn without_letters(portal: &Portal) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for schema in portal.collections.iter().map(|collection| &collection.schema) {
        for field in schema.facets.iter().map(|index| &schema.fields[*index]) {
            if Slug::of(&field.name).is_none() {
                diagnostics.push(no_address(&field.name, schema.location.clone()));
            }
        }
    }
    diagnostics
}

/// The words that a schema defines for a field.
pub(super) fn words(kind: &Kind) -> Vec<&Word> {
    match kind {
        Kind::Choice(of) => of.choices.iter().map(|choice| &choice.word).collect(),
        Kind::Status(of) => of.choices.iter().map(|choice| &choice.word).collect(),
        _ => Vec::new(),
    }
}

fn no_address(word: &str, location: crate::source::Location) -> Diagnostic {
    let message = say!(
        "Ze słowa „{word}” nie da się zrobić adresu: nie ma w nim litery ani cyfry.",
        "The word “{word}” gives no address: it has no letter or digit."
    );
    let help = say!("Napisz np. „inne”.", "Write for example “other”.");
    Diagnostic::new(codes::OUTPUT_NAME, location, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_disk_refuses_are_found() {
        for wrong in ["a/con/index.html", "AUX.pdf", "nul.tar.gz", "a/b./c", "plan .pdf/x ", &"ż".repeat(128)] {
            assert!(fault(wrong).is_some(), "{wrong}");
        }
        for right in ["console/index.html", "a.b/c d.pdf", "com0/x", "com10/x", &"a".repeat(255), ".well-known/x"] {
            assert!(fault(right).is_none(), "{right}");
        }
    }
}
