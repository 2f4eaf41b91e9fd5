//! The records that rows are about, with what would be different.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::amend::Change;
use super::cells::item_text;
use super::mapping::Target;
use super::matching::{About, matches};
use super::plan::{Plan, Refused};
use super::planner::{Draft, Planner};
use super::rows::Incoming;
use super::table::place;
use crate::model::slugify;
use crate::say;
use crate::yaml::{self, Value};

/// The identifiers that are taken.
struct Taken {
    ids: HashSet<String>,
    /// The number that is next tried behind a word that is taken.
    next: HashMap<String, usize>,
}

impl Taken {
    /// The word, with the first number behind it that is free where it is taken.
    fn free(&mut self, word: &str) -> String {
        if !self.ids.contains(word) {
            return word.to_owned();
        }
        let next = self.next.entry(word.to_owned()).or_insert(2);
        loop {
            let id = format!("{word}-{next}");
            *next += 1;
            if !self.ids.contains(&id) {
                return id;
            }
        }
    }
}

impl Planner<'_> {
    /// The records that rows are about, with what would be different.
    pub(super) fn drafts<'r>(&self, rows: &'r [Incoming], plan: &mut Plan) -> Vec<Draft<'r>> {
        let about = matches(self, rows);
        let ids = self.collection.records.iter().map(|record| record.id.as_str().to_owned());
        let mut taken = Taken { ids: ids.collect(), next: HashMap::new() };
        let mut mentioned = HashSet::new();
        let mut drafts = Vec::new();
        for (row, about) in rows.iter().zip(about) {
            match about {
                About::Doubt(record) => {
                    mentioned.insert(record);
                    let record = &self.collection.records[record];
                    let name = row.name.clone().unwrap_or_default();
                    plan.undecided.push((
                        place(self.found.sheet, row.row, None),
                        format!("{name} ≟ {} ({})", record.title.original(), record.id.as_str()),
                    ));
                }
                _ if !row.faults.is_empty() => self.refuse_faults(row, plan),
                About::Record(record) => {
                    mentioned.insert(record);
                    drafts.push(self.changed(row, record));
                }
                About::New => drafts.extend(self.made(row, &mut taken, plan)),
            }
        }
        let gone = self.collection.records.iter().enumerate().filter(|(at, _)| !mentioned.contains(at));
        plan.gone = gone.map(|(_, record)| record.id.as_str().to_owned()).collect();
        drafts
    }

    fn refuse_faults(&self, row: &Incoming, plan: &mut Plan) {
        for column in &row.faults {
            plan.refused.push(Refused {
                place: place(self.found.sheet, row.row, Some(*column)),
                message: say!("W komórce jest błąd formuły.", "The cell shows the fault of a formula."),
                help: Some(say!("Popraw formułę albo wpisz wartość.", "Mend the formula, or write the value.")),
            });
        }
    }

    /// What a row changes of a record.
    fn changed<'r>(&self, row: &'r Incoming, at: usize) -> Draft<'r> {
        let record = &self.collection.records[at];
        let tree = yaml::parse(&record.file).value;
        let mapping =
            tree.as_ref().and_then(|node| if let Value::Mapping(mapping) = &node.value { Some(mapping) } else { None });
        let mut changes = Vec::new();
        if let Some(name) = row.name.as_ref().filter(|name| **name != *record.name) {
            changes.push(("name".to_owned(), Some(Value::text(name))));
        }
        for given in row.fields.iter().filter(|given| given.cells.iter().any(|(.., column)| column.is_some())) {
            let field = &self.collection.schema.fields[given.field];
            if self.says_the_same(given, field, record) {
                continue;
            }
            let old = mapping.and_then(|mapping| mapping.get(&field.name)).map(|node| &node.value);
            let new = self.merged(field, old, given);
            if old.is_some() || new.is_some() {
                changes.push((field.name.clone(), new));
            }
        }
        Draft { row, record: Some(at), path: record.file.path().to_owned(), changes }
    }

    /// The record that a row makes.
    fn made<'r>(&self, row: &'r Incoming, taken: &mut Taken, plan: &mut Plan) -> Option<Draft<'r>> {
        let Some(name) = &row.name else {
            let column = self.targets.iter().position(|target| *target == Target::Name);
            plan.refused.push(Refused {
                place: place(self.found.sheet, row.row, column),
                message: say!("Wiersz nie ma nazwy.", "The row has no name."),
                help: Some(say!("Wpisz nazwę albo usuń wiersz.", "Write a name, or delete the row.")),
            });
            return None;
        };
        let id = row.id.as_deref().map_or_else(|| self.id(row, name, taken), slugify);
        if id.is_empty() || !taken.ids.insert(id.clone()) {
            let column = self.targets.iter().position(|target| *target == Target::Id);
            plan.refused.push(Refused {
                place: place(self.found.sheet, row.row, column),
                message: say!(
                    "Identyfikator „{id}” ma już inny wpis.",
                    "Another entry has the identifier “{id}” already."
                ),
                help: Some(say!("Nadaj inny identyfikator.", "Give it another identifier.")),
            });
            return None;
        }
        let mut changes: Vec<Change> = vec![("name".to_owned(), Some(Value::text(name)))];
        for given in &row.fields {
            if let Some(tree) = &given.tree {
                changes.push((self.collection.schema.fields[given.field].name.clone(), Some(tree.clone())));
            }
        }
        let constant = self.asked.mapping.constants.iter().find(|(path, _)| path == "source");
        let title = constant.map_or(self.asked.file, |(_, title)| title);
        changes.push(("source".to_owned(), Some(Value::mapping([("title", Some(Value::text(title)))]))));
        let path = Path::new("content/registry").join(self.asked.collection).join(format!("{id}.yaml"));
        Some(Draft { row, record: None, path, changes })
    }

    /// A telling identifier: the name and the town; a number where that is taken.
    fn id(&self, row: &Incoming, name: &str, taken: &mut Taken) -> String {
        let town = row.fields.iter().find_map(|given| match &given.tree {
            Some(Value::Mapping(mapping)) => mapping.get("town").map(|node| item_text(&node.value)),
            _ => None,
        });
        taken.free(&identifier(name, town.as_deref()))
    }
}

/// A telling identifier: the name, and the town where the name does not say it.
pub fn identifier(name: &str, town: Option<&str>) -> String {
    let folded = town.map(slugify).unwrap_or_default();
    let base = slugify(name);
    let whole = if folded.is_empty() || base.contains(&folded) { base } else { format!("{base}-{folded}") };
    let short: String = whole.chars().take(80).collect();
    let short = short.trim_matches('-');
    if short.is_empty() { "entry".to_owned() } else { short.to_owned() }
}
