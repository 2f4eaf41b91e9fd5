//! Whether a register has all that its open data need.

use crate::config::Site;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::{ServiceStatus, StatusChoice, StatusField};
use crate::say;
use crate::validate::Collection;

/// Reports every word for a status without what it means to human services, in a register that publishes itself as such.
///
/// **Errors**: `key/missing`.
pub fn check<'c>(site: &Site, collections: impl Iterator<Item = &'c Collection>, sink: &mut Vec<Diagnostic>) {
    if site.open_data.namespace.is_none() {
        return;
    }
    let fields = collections.flat_map(|collection| &collection.schema.fields);
    let choices = fields.filter_map(|field| field.kind.get::<StatusField>()).flat_map(|kind| &kind.choices);
    sink.extend(choices.filter(|choice| choice.hsds.is_none()).map(missing));
}

fn missing(choice: &StatusChoice) -> Diagnostic {
    let key = &choice.word.key;
    let message = say!(
        "Stan „{key}” nie mówi, czym jest w katalogach usług społecznych (HSDS).",
        "The status “{key}” does not say what it is in directories of human services (HSDS)."
    );
    let words = ServiceStatus::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    let help = say!(
        "Dopisz w nim hsds: i jedno z: {words}. Stan, którego nikt nie zna, to inactive.",
        "Add hsds: to it, and one of: {words}. A status that nobody knows is inactive."
    );
    Diagnostic::new(codes::KEY_MISSING, choice.word.location.clone(), message).help(help)
}
