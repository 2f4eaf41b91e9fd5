use super::since::Fields;
use crate::config::{Acceptance, Checks};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::{Date, FieldPath};
use crate::say;

/// Leaves out the warnings that the site's owner does not want to hear. An acceptance that left nothing out is a warning
/// itself, so that none stays behind when its reason is gone.
///
/// **Errors**: `checks/unused`.
pub fn accept(diagnostics: Vec<Diagnostic>, checks: &Checks, today: Date) -> Vec<Diagnostic> {
    let mut fields = Fields::default();
    let mut used = vec![false; checks.accepted.len()];
    let mut heard: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for found in diagnostics {
        if found.is_error() {
            heard.push(found);
            continue;
        }
        let mut is_accepted = false;
        for (acceptance, used) in checks.accepted.iter().zip(&mut used) {
            let meant = is_in_time(acceptance, today) && meets(acceptance, &found, &mut fields);
            // Every acceptance that meets it is used, even where another one has accepted it already.
            *used |= meant;
            is_accepted |= meant;
        }
        if !is_accepted && checks.off.iter().all(|(code, _)| *code != found.code) {
            heard.push(found);
        }
    }
    let unused = checks.accepted.iter().zip(used).filter(|(_, used)| !used);
    heard.extend(unused.map(|(acceptance, _)| unused_acceptance(acceptance, today)));
    heard
}

fn is_in_time(acceptance: &Acceptance, today: Date) -> bool {
    acceptance.until.is_none_or(|until| today <= until)
}

fn meets(acceptance: &Acceptance, found: &Diagnostic, fields: &mut Fields) -> bool {
    acceptance.code == found.code
        && acceptance.covers(found.location.path())
        && acceptance.field.as_ref().is_none_or(|wanted| {
            // `phones` means every number, `phones[1]` the second one.
            fields.at(&found.location).is_some_and(|field: &FieldPath| field.starts_with(wanted))
        })
}

fn unused_acceptance(acceptance: &Acceptance, today: Date) -> Diagnostic {
    let code = acceptance.code;
    let (message, help) = match acceptance.until {
        Some(until) if today > until => (
            say!("Ostrzeżenie „{code}” było przyjęte do {until}.", "The warning “{code}” was accepted until {until}."),
            say!("Sprawdź je ponownie albo usuń ten wpis.", "Look at it again, or remove this entry."),
        ),
        _ => (
            say!("Nie ma tu żadnego ostrzeżenia „{code}”.", "There is no warning “{code}” there."),
            say!("Usuń ten wpis.", "Remove this entry."),
        ),
    };
    Diagnostic::new(codes::CHECKS_UNUSED, acceptance.location.clone(), message).help(help)
}
