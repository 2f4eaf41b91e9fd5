//! What runs out with time: terms and verifications.

use super::portal::FieldValue;
use super::records::Draft;
use crate::config::{FieldKind, Schema};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Date;
use crate::say;

/// Reports terms that have run out at the day of the build, and records verified too long ago or never.
pub fn check_terms(schema: &Schema, drafts: &[Draft], build_date: Date, sink: &mut Vec<Diagnostic>) {
    for (index, field) in schema.fields.iter().enumerate() {
        if matches!(field.kind, FieldKind::Date { expires: true }) {
            sink.extend(drafts.iter().filter_map(|draft| expired(draft, index, build_date)));
        }
    }
    if let Some(days) = schema.verified_within {
        sink.extend(drafts.iter().filter_map(|draft| too_old(draft, days, build_date)));
        sink.extend(never_verified(schema, drafts));
    }
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

fn too_old(draft: &Draft, days: i64, build_date: Date) -> Option<Diagnostic> {
    let verified = draft.record.verified?;
    let age = i64::from((build_date - verified).get_days());
    if age <= days {
        return None;
    }
    let at = draft.file.text().find("verified:").unwrap_or(0);
    let message = say!(
        "Rekord sprawdzono ostatnio {age} dni temu ({verified}); schemat pozwala na {days}.",
        "The record was last verified {age} days ago ({verified}); the schema allows {days}."
    );
    let help =
        say!("Zadzwoń, popraw dane i wpisz dzisiejszą datę.", "Call them, correct the record, and write today's date.");
    Some(Diagnostic::new(codes::RECORD_UNVERIFIED, draft.file.location(at..at + "verified".len()), message).help(help))
}

/// One warning for the collection: a register that never verified anything would else drown in them.
fn never_verified(schema: &Schema, drafts: &[Draft]) -> Option<Diagnostic> {
    let count = drafts.iter().filter(|draft| draft.record.verified.is_none()).count();
    if count == 0 {
        return None;
    }
    let (all, text) = (drafts.len(), schema.location.file().text());
    let at = text.find("verified_within").unwrap_or(0);
    let message = say!(
        "Rekordów bez daty sprawdzenia („verified”): {count} z {all}.",
        "Records without a date of verification (“verified”): {count} of {all}."
    );
    let location = schema.location.file().location(at..at + "verified_within".len());
    Some(Diagnostic::new(codes::RECORD_UNVERIFIED, location, message))
}
