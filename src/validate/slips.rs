//! Values that can be read and are still hardly true: dates to come, towns that are one letter from a known place, fields
//! that a schema demands and no page shows.

use std::collections::{HashMap, HashSet};

use strsim::damerau_levenshtein;

use super::portal::Areas;
use super::records::Draft;
use crate::config::{Piece, Schema};
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::field::{Address, AddressField, DateField, Field, Role, Value};
use crate::model::{Date, PartialDate};
use crate::say;

/// The shortest name in which one different letter is taken for a slip: many villages have names of four letters that
/// differ in one. **Units**: characters.
const SHORTEST_NAME: usize = 6;

/// Reports what is hardly true of the records of one collection, and of its schema.
pub fn check_slips(schema: &Schema, drafts: &[Draft], today: Date, sink: &mut Vec<Diagnostic>) {
    sink.extend(unshown(schema));
    for (index, field) in schema.fields.iter().enumerate() {
        let Some(kind) = field.kind.get::<DateField>() else { continue };
        if !kind.expires && !kind.future {
            sink.extend(drafts.iter().flat_map(|draft| to_come(draft, index, today)));
        }
    }
}

/// Fields that every record must have and that no page shows: they are asked for and lost.
fn unshown(schema: &Schema) -> Vec<Diagnostic> {
    let shown: HashSet<usize> = schema.page.iter().flat_map(|section| section.fields.iter().copied()).collect();
    let titles: HashSet<usize> = schema.title.all().filter_map(Piece::field).collect();
    // Every page shows these by itself.
    let by_itself = |index: usize| schema.roles.plays(index, &[Role::Status, Role::Position, Role::Area]);
    let lost = |index: &usize| !shown.contains(index) && !titles.contains(index) && !by_itself(*index);
    let report = |index: usize| {
        let field = &schema.fields[index];
        let name = &field.name;
        let message = say!(
            "Pole „{name}” jest wymagane, a żadna strona go nie pokazuje.",
            "The field “{name}” is required, but no page shows it."
        );
        let help = say!(
            "Dopisz je do „fields” w jednej z sekcji „page” albo usuń „required”.",
            "Add it to “fields” of a section of “page”, or remove “required”."
        );
        Diagnostic::new(codes::SCHEMA_NOT_SHOWN, field.location.clone(), message).help(help)
    };
    (0..schema.fields.len()).filter(|index| schema.fields[*index].required).filter(lost).map(report).collect()
}

fn to_come(draft: &Draft, field: usize, today: Date) -> Vec<Diagnostic> {
    let dates = draft.record.values[field].iter().filter_map(Value::get::<DateField>);
    let late = dates.enumerate().filter(|(_, date)| date.first() > today);
    let report = |(item, date): (usize, &PartialDate)| {
        let message = say!("Data {date} jeszcze nie nadeszła.", "The date {date} has not come yet.");
        let help = say!(
            "Popraw rok. Jeśli pole mówi o tym, co dopiero będzie, dopisz w schemacie: future: true",
            "Correct the year. If the field tells what is yet to come, write in the schema: future: true"
        );
        Diagnostic::new(codes::RECORD_FUTURE, draft.at(field, item), message).help(help)
    };
    late.map(report).collect()
}

/// Reports towns that no other record names and that are one letter from a place that the register knows: an area, its
/// seat, or a town of several records.
pub fn check_towns(groups: &[(&Schema, &[Draft])], areas: &Areas, sink: &mut Vec<Diagnostic>) {
    let towns: Vec<Town<'_>> = groups.iter().flat_map(|(schema, drafts)| towns(schema, drafts)).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for town in &towns {
        *counts.entry(folded(town.name)).or_default() += 1;
    }
    let mut known = Known::default();
    for area in &areas.areas {
        area.name.iter().chain(area.seat.as_deref()).for_each(|name| known.add(name));
    }
    // A name that several records write alike is no slip.
    towns.iter().filter(|town| counts[&folded(town.name)] > 1).for_each(|town| known.add(town.name));
    for town in towns.iter().filter(|town| counts[&folded(town.name)] == 1) {
        if let Some(meant) = known.meant(town.name) {
            sink.push(report_town(town, meant));
        }
    }
}

/// A town or village of a record's address.
struct Town<'d> {
    draft: &'d Draft,
    field: &'d Field,
    name: &'d str,
}

fn towns<'d>(schema: &'d Schema, drafts: &'d [Draft]) -> Vec<Town<'d>> {
    let fields = schema.fields.iter().enumerate().filter(|(_, field)| field.kind.get::<AddressField>().is_some());
    let of = |(index, field): (usize, &'d Field)| {
        drafts.iter().flat_map(move |draft| {
            let addresses = draft.record.values[index].iter().filter_map(Value::get::<AddressField>);
            let names = addresses.flat_map(|Address { town, locality, .. }| std::iter::once(town).chain(locality));
            names.map(move |name| Town { draft, field, name })
        })
    };
    fields.flat_map(of).collect()
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Names of places, found by names that differ in one letter. **Shape**: looked up without going through all of them.
#[derive(Default)]
struct Known<'n> {
    names: HashSet<String>,
    /// The names by what is left of them without one letter.
    shortened: HashMap<String, Vec<&'n str>>,
}

impl<'n> Known<'n> {
    fn add(&mut self, name: &'n str) {
        let folded = folded(name);
        if !self.names.contains(&folded) {
            shorter(&folded).for_each(|short| self.shortened.entry(short).or_default().push(name));
            self.names.insert(folded);
        }
    }

    /// The only known place that is one letter from a name that is none itself.
    fn meant(&self, name: &str) -> Option<&'n str> {
        let folded = folded(name);
        if self.names.contains(&folded) || folded.chars().count() < SHORTEST_NAME {
            return None;
        }
        let candidates =
            shorter(&folded).chain([folded.clone()]).filter_map(|short| self.shortened.get(&short)).flatten();
        let mut near: Vec<&str> =
            // Two names that are one without a letter each may still differ in two.
            candidates.copied().filter(|known| damerau_levenshtein(&folded, &known.to_lowercase()) == 1).collect();
        near.sort_unstable();
        near.dedup();
        if let [only] = near[..] { Some(only) } else { None }
    }
}

/// What is left of a name without each of its letters.
fn shorter(name: &str) -> impl Iterator<Item = String> + '_ {
    let letters = name.char_indices();
    let without = |(at, letter): (usize, char)| format!("{}{}", &name[..at], &name[at + letter.len_utf8()..]);
    letters.map(without).chain(std::iter::once(name.to_owned()))
}

fn report_town(town: &Town<'_>, meant: &str) -> Diagnostic {
    let name = town.name;
    let place = town.draft.record.locate(town.field, name, 0..name.len());
    let message = say!(
        "„{name}” różni się jedną literą od znanej miejscowości „{meant}”.",
        "“{name}” is one letter from the known place “{meant}”."
    );
    let help = say!(
        "Jeśli to literówka, napisz: {meant}. Jeśli nie, wpisz to ostrzeżenie do „checks” w site.yaml.",
        "If it is a slip, write: {meant}. If not, name this warning in “checks” of site.yaml."
    );
    let fix = Fix::guess(place.clone(), meant);
    Diagnostic::new(codes::ADDRESS_TOWN, place, message).help(help).maybe_fix(Some(fix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_a_slip_where_one_place_alone_is_so_near() {
        let mut known = Known::default();
        ["Olsztyn", "Bartoszyce", "Nowa Wieś", "Nowy Wieś", "Iława"].into_iter().for_each(|name| known.add(name));
        for (name, meant) in [
            ("Olsztym", Some("Olsztyn")),
            ("Olszytn", Some("Olsztyn")),
            ("Olsztynn", Some("Olsztyn")),
            ("Olstyn", Some("Olsztyn")),
            ("OLSZTYN", None),
            ("Olsztynek", None),
            ("Nowo Wieś", None),
            ("Iłowa", None),
            ("Bartoszyce", None),
        ] {
            assert_eq!(known.meant(name), meant, "{name}");
        }
    }
}
