//! What runs out with time: terms and verifications.

use std::ops::Range;

use super::portal::FieldValue;
use super::records::Draft;
use crate::config::{FieldKind, Schema};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Date;
use crate::reading::Reading;
use crate::say;
use crate::source::Location;

/// Reports terms that have run out at the day of the build, and records verified too long ago or never.
pub fn check_terms(schema: &Schema, drafts: &[Draft], build_date: Date, sink: &mut Vec<Diagnostic>) {
    for (index, field) in schema.fields.iter().enumerate() {
        if matches!(field.kind, FieldKind::Date { expires: true }) {
            sink.extend(drafts.iter().filter_map(|draft| expired(draft, index, build_date)));
        }
    }
    if let Some((days, location)) = &schema.verified_within {
        sink.extend(drafts.iter().filter_map(|draft| too_old(draft, *days, build_date)));
        sink.extend(never_verified(location, drafts));
    }
}

/// Reports a day on which something is said to have been seen, but which has not come yet at the day of the build.
pub fn warn_of_future(reading: &Reading<'_>, date: Option<Date>, span: &Range<usize>, build_date: Date) {
    let Some(date) = date.filter(|date| *date > build_date) else { return };
    let message = say!("Dzień {date} jeszcze nie nadszedł.", "The day {date} has not come yet.");
    let help = say!(
        "Wpisz dzień, w którym to naprawdę sprawdzono; dniem budowania strony jest {build_date}.",
        "Write the day on which it was really checked; the site is built as of {build_date}."
    );
    reading.report(codes::RECORD_FUTURE, span, message, Some(help));
}

fn expired(draft: &Draft, field: usize, build_date: Date) -> Option<Diagnostic> {
    let items = draft.record.values[field].iter().flat_map(FieldValue::items).enumerate();
    let past = |(item, value): (usize, &FieldValue)| match value {
        FieldValue::Date(date) if *date < build_date => Some((item, *date)),
        _ => None,
    };
    let (item, date) = items.filter_map(past).next()?;
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
    Some(Diagnostic::new(codes::RECORD_UNVERIFIED, draft.file.location(draft.verified.clone()), message).help(help))
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
