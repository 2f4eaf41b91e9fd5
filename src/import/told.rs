//! A plan in words.

use std::fmt::Write;

use super::plan::Plan;
use crate::diagnostic::{MessageLanguage, Text};
use crate::say;

/// How many new records are named one by one.
const NAMED: usize = 20;

/// What an import would do, or has done.
pub fn tell(plan: &Plan, language: MessageLanguage, written: bool) -> String {
    let mut out = String::new();
    let mut line =
        |text: &Text| writeln!(out, "{}", text.in_language(language)).expect("a text takes all that is written");
    for text in &plan.left_out {
        let (pl, en) = (&text.pl, &text.en);
        line(&say!("pominięto: {pl}", "left out: {en}"));
    }
    for (letter, head) in &plan.unplaced {
        line(&say!(
            "kolumna {letter} „{head}” nie ma miejsca: wpisz w pliku --map, dokąd idzie, albo: skip",
            "column {letter} “{head}” has no place: write into the --map file where it goes, or: skip"
        ));
    }
    for (id, row, name) in plan.new.iter().take(NAMED) {
        line(&say!("nowy: {id} – {name} (wiersz {row})", "new: {id} – {name} (row {row})"));
    }
    if let Some(more) = plan.new.len().checked_sub(NAMED).filter(|more| *more > 0) {
        line(&say!("nowych jeszcze: {more}", "more new ones: {more}"));
    }
    for changed in &plan.changed {
        let (id, row) = (&changed.id, changed.row);
        line(&say!("zmieniony: {id} (wiersz {row})", "changed: {id} (row {row})"));
        for (label, old, new) in &changed.fields {
            line(&say!("    {label}: {old} → {new}", "    {label}: {old} → {new}"));
        }
    }
    for id in &plan.gone {
        line(&say!("nie ma go w pliku (zostaje): {id}", "not in the file (stays): {id}"));
    }
    for (place, what) in &plan.undecided {
        let (pl, en) = (&place.pl, &place.en);
        line(&say!("nierozstrzygnięty: {pl}: {what}", "undecided: {en}: {what}"));
    }
    for refused in &plan.refused {
        let (pl, en) = (&refused.place.pl, &refused.place.en);
        let (pl_message, en_message) = (&refused.message.pl, &refused.message.en);
        line(&say!("odrzucono: {pl}: {pl_message}", "refused: {en}: {en_message}"));
        if let Some(help) = &refused.help {
            let (pl, en) = (&help.pl, &help.en);
            line(&say!("    {pl}", "    {en}"));
        }
    }
    line(&total(plan, written));
    out
}

fn total(plan: &Plan, written: bool) -> Text {
    let (new, changed, same, gone) = (plan.new.len(), plan.changed.len(), plan.unchanged, plan.gone.len());
    let (refused, undecided) = (plan.refused.len(), plan.undecided.len());
    let (pl, en) = match written {
        true => ("Zapisano.", "Written."),
        false => ("Niczego nie zapisano; zapisuje --write.", "Nothing was written; --write does that."),
    };
    say!(
        "Nowych: {new}, zmienionych: {changed}, bez zmian: {same}, nie ma w pliku: {gone}, odrzuconych: {refused}, nierozstrzygniętych: {undecided}. {pl}",
        "New: {new}, changed: {changed}, unchanged: {same}, not in the file: {gone}, refused: {refused}, undecided: {undecided}. {en}"
    )
}
