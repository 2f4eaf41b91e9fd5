use super::collections::Collections;
use super::portal::GlossaryTerm;
use crate::diagnostic::{Checked, codes, did_you_mean};
use crate::load::Sources;
use crate::model::CollectionIx;
use crate::reading::{Languages, Reading};
use crate::say;
use crate::yaml::{self, Node};

/// Reads `glossary.yaml`; a site without it has an empty glossary.
///
/// **Errors**: `reference/dangling`, `value/not-unique`.
pub fn read_glossary(
    sources: &Sources,
    languages: &Languages,
    collections: &Collections,
) -> Checked<Vec<GlossaryTerm>> {
    let Some(file) = &sources.glossary else { return Checked::default() };
    let mut diagnostics = Vec::new();
    let Some(node) = yaml::parse(file).into_value(&mut diagnostics) else {
        return Checked { value: Vec::new(), diagnostics };
    };
    let reading = Reading::new(file, languages);
    let entries = reading.list(&node).unwrap_or_default();
    let mut terms: Vec<GlossaryTerm> = Vec::new();
    for entry in entries {
        let Some(term) = read_term(&reading, entry, collections) else { continue };
        if terms.iter().any(|other| other.term == term.term) {
            let term = &term.term;
            let message =
                say!("Skrót „{term}” stoi w słowniku dwa razy.", "The term “{term}” stands in the glossary twice.");
            reading.report(codes::VALUE_NOT_UNIQUE, &entry.span, message, None);
        } else {
            terms.push(term);
        }
    }
    diagnostics.extend(reading.finish());
    Checked { value: terms, diagnostics }
}

fn read_term(reading: &Reading<'_>, node: &Node, collections: &Collections) -> Option<GlossaryTerm> {
    let fields = reading.fields(node)?;
    let term = fields.need_text("term").map(str::to_owned);
    let expansion = fields.need_localized("expansion");
    let definition = fields.localized("definition");
    let collection = fields.take("collection").and_then(|node| find_collection(reading, node, collections));
    let forms = fields.texts("forms").iter().map(|(form, _)| (*form).to_owned()).collect();
    fields.close();
    Some(GlossaryTerm { term: term?, expansion: expansion?, definition, collection, forms })
}

fn find_collection(reading: &Reading<'_>, node: &Node, collections: &Collections) -> Option<CollectionIx> {
    let name = reading.text(node)?;
    let found = collections.read.position(|collection| collection.schema.id == name);
    if found.is_none() && !collections.is_unread(name) {
        let message = say!("Nie ma zbioru „{name}”.", "There is no collection “{name}”.");
        let known: Vec<&str> = collections.read.iter().map(|collection| collection.schema.id.as_str()).collect();
        reading.report(codes::REFERENCE_DANGLING, &node.span, message, did_you_mean(name, known));
    }
    found
}
