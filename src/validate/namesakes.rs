//! Records of one collection that would look alike in lists are told apart by where they are.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::portal::Areas;
use super::records::Draft;
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::{Address, AddressField, Role};
use crate::say;

/// Adds to equal titles what tells them apart: town, street, area or, where these are the same, the identifier.
///
/// Titles are equal where people do not see a difference: in Unicode form, case or spaces.
///
/// **Errors**: `record/title-not-unique`, which shows the titles as they are now.
pub fn part_titles(schema: &Schema, drafts: &mut [Draft], areas: &Areas, sink: &mut Vec<Diagnostic>) {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.faulty) {
        alike.entry(folded(draft.record.title.original())).or_default().push(index);
    }
    for group in alike.into_values().filter(|group| group.len() > 1) {
        let added = distinction(schema, drafts, areas, &group);
        for (index, addition) in group.iter().zip(&added) {
            let title = &mut drafts[*index].record.title;
            *title = title.map(|title| format!("{title} ({addition})"));
        }
        for index in &group[1..] {
            sink.push(report(&drafts[*index], &drafts[group[0]]));
        }
    }
}

/// A text as people see it.
fn folded(text: &str) -> String {
    let composed = text.nfc().collect::<String>().to_lowercase();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fact that may tell a record from its namesakes.
type Fact = fn(&Schema, &Draft, &Areas) -> Option<String>;

/// For each record of a group the first fact of it that none of the others shares.
fn distinction(schema: &Schema, drafts: &[Draft], areas: &Areas, group: &[usize]) -> Vec<String> {
    const FACTS: [Fact; 3] = [town, street, area];
    let all = |fact: Fact| group.iter().map(|index| fact(schema, &drafts[*index], areas)).collect::<Option<Vec<_>>>();
    let tells_apart = |facts: &Vec<String>| {
        let mut known: Vec<String> = facts.iter().map(|fact| folded(fact)).collect();
        known.sort_unstable();
        known.dedup();
        known.len() == facts.len()
    };
    let ids = || group.iter().map(|index| drafts[*index].record.id.to_string()).collect();
    FACTS.into_iter().filter_map(all).find(tells_apart).unwrap_or_else(ids)
}

fn address<'d>(schema: &Schema, draft: &'d Draft) -> Option<&'d Address> {
    draft.record.values[schema.playing(Role::Address)?].first()?.get::<AddressField>()
}

fn town(schema: &Schema, draft: &Draft, _: &Areas) -> Option<String> {
    address(schema, draft).map(|address| address.village().to_owned())
}

fn street(schema: &Schema, draft: &Draft, _: &Areas) -> Option<String> {
    address(schema, draft)?.street.clone()
}

fn area(_: &Schema, draft: &Draft, areas: &Areas) -> Option<String> {
    draft.record.standing.first().map(|area| areas.areas[*area].name.original().to_owned())
}

fn report(draft: &Draft, first: &Draft) -> Diagnostic {
    let (title, other) = (draft.record.title.original(), first.record.title.original());
    let message = say!(
        "Dwa rekordy miałyby taki sam tytuł; nazywają się teraz „{title}” i „{other}”.",
        "Two records would have the same title; they are now called “{title}” and “{other}”."
    );
    let help = say!(
        "Tytuł powstaje z pól według „title” w _schema.yaml; dodaj tam pole, które je odróżnia.",
        "The title is made from fields by “title” in _schema.yaml; add a field that tells them apart."
    );
    let diagnostic =
        Diagnostic::new(codes::RECORD_TITLE_NOT_UNIQUE, draft.record.file.location(draft.name.clone()), message);
    let first = first.record.file.location(first.name.clone());
    diagnostic.related(first, say!("Pierwszy jest tutaj.", "The first one is here.")).help(help)
}
