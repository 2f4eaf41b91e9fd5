//! What runs out with time: terms and verifications.

use super::records::Draft;
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::{DateField, Value};
use crate::model::Date;
use crate::say;
use crate::source::Location;

/// Reports terms that have run out at the day of the build, and records verified too long ago or never.
pub fn check_terms(schema: &Schema, drafts: &[Draft], build_date: Date, sink: &mut Vec<Diagnostic>) {
    for (index, field) in schema.fields.iter().enumerate() {
        if field.kind.get::<DateField>().is_some_and(|kind| kind.expires) {
            sink.extend(drafts.iter().filter_map(|draft| expired(draft, index, build_date)));
        }
    }
    if let Some((days, location)) = &schema.verified_within {
        sink.extend(drafts.iter().filter_map(|draft| too_old(draft, *days, build_date)));
        sink.extend(never_verified(location, drafts));
    }
}

fn expired(draft: &Draft, field: usize, build_date: Date) -> Option<Diagnostic> {
    let dates = draft.record.values[field].iter().filter_map(Value::get::<DateField>);
    let (item, date) = dates.enumerate().find(|(_, date)| date.last() < build_date)?;
    let message = say!("Termin minął: {date}.", "The term ran out on {date}.");
    let help = say!(
        "Sprawdź, czy go przedłużono, i wpisz nową datę.",
        "Check whether it was extended, and write the new date."
    );
    Some(Diagnostic::new(codes::RECORD_EXPIRED, draft.at(field, item), message).help(help))
}

fn too_old(draft: &Draft, days: usize, build_date: Date) -> Option<Diagnostic> {
    let verified = draft.record.verified?;
    let age = usize::try_from((build_date - verified).get_days()).ok().filter(|age| *age > days)?;
    let message = say!(
        "Rekord sprawdzono ostatnio {age} dni temu ({verified}); schemat pozwala na {days}.",
        "The record was last verified {age} days ago ({verified}); the schema allows {days}."
    );
    let help =
        say!("Zadzwoń, popraw dane i wpisz dzisiejszą datę.", "Call them, correct the record, and write today's date.");
    Some(
        Diagnostic::new(codes::RECORD_UNVERIFIED, draft.record.file.location(draft.verified.clone()), message)
            .help(help),
    )
}

/// One warning for the collection: a register that never verified anything would else drown in them.
fn never_verified(location: &Location, drafts: &[Draft]) -> Option<Diagnostic> {
    let count = drafts.iter().filter(|draft| draft.record.verified.is_none()).count();
    if count == 0 {
        return None;
    }
    let all = drafts.len();
    let message = say!(
        "Rekordów bez daty sprawdzenia („verified”): {count} z {all}.",
        "Records without a date of verification (“verified”): {count} of {all}."
    );
    Some(Diagnostic::new(codes::RECORD_UNVERIFIED, location.clone(), message))
}
