use super::collections::Collections;
use super::portal::{GlossaryTerm, Lead, Need, Page};
use crate::config::Schema;
use crate::diagnostic::{Checked, codes, did_you_mean};
use crate::load::Sources;
use crate::markdown::heading_anchors;
use crate::model::{LanguageTag, Localized};
use crate::reading::{Fields, Languages, Reading, read_path};
use crate::say;
use crate::yaml::{self, Node};

/// What words of need may lead to.
pub struct Within<'a> {
    pub collections: &'a Collections,
    pub glossary: &'a [GlossaryTerm],
    pub pages: &'a [Page],
}

/// Reads `needs.yaml`; a site without it has no words of need.
///
/// **Errors**: `key/missing`, `reference/dangling`, `value/choice`.
pub fn read_needs(sources: &Sources, languages: &Languages, within: &Within<'_>) -> Checked<Vec<Need>> {
    let Some(file) = &sources.needs else { return Checked::default() };
    let mut diagnostics = Vec::new();
    let Some(node) = yaml::parse(file).into_value(&mut diagnostics) else {
        return Checked { value: Vec::new(), diagnostics };
    };
    let reading = Reading::new(file, languages);
    let reader = Reader { reading: &reading, within };
    let entries = reading.list(&node).unwrap_or_default();
    let needs = entries.iter().filter_map(|entry| reader.need(entry)).collect();
    diagnostics.extend(reading.finish());
    Checked { value: needs, diagnostics }
}

struct Reader<'r> {
    reading: &'r Reading<'r>,
    within: &'r Within<'r>,
}

impl Reader<'_> {
    fn need(&self, node: &Node) -> Option<Need> {
        let fields = self.reading.fields(node)?;
        let words = fields.need("words").and_then(|node| self.words(node));
        let leads = fields.need("leads_to").and_then(|node| self.reading.list(node)).unwrap_or_default();
        fields.localized("note");
        fields.close();
        Some(Need { words: words?, leads_to: leads.iter().filter_map(|lead| self.lead(lead)).collect() })
    }

    /// Words by language; a list alone is of the site's first language.
    fn words(&self, node: &Node) -> Option<Vec<(LanguageTag, Vec<String>)>> {
        let list = |node: &Node| -> Option<Vec<String>> {
            let items = self.reading.list(node)?;
            Some(items.iter().filter_map(|item| self.reading.text(item)).map(str::to_owned).collect())
        };
        if let yaml::Value::Sequence(_) = node.value {
            return Some(vec![(self.reading.languages().default_language().clone(), list(node)?)]);
        }
        let mut words = Vec::new();
        for entry in &self.reading.mapping(node)?.entries {
            let language = self.reading.language(&entry.key, &entry.key_span);
            words.extend(language.zip(list(&entry.value)));
        }
        Some(words)
    }

    fn lead(&self, node: &Node) -> Option<Lead> {
        let fields = self.reading.fields(node)?;
        let lead = match (fields.take("collection"), fields.take("page"), fields.take("term")) {
            (Some(collection), None, None) => self.records(&fields, collection),
            (None, Some(page), None) => self.page(&fields, page),
            (None, None, Some(term)) => self.term(term),
            _ => self.unclear(node),
        };
        fields.close();
        lead
    }

    fn unclear(&self, node: &Node) -> Option<Lead> {
        let message = say!("Nie wiadomo, dokąd to prowadzi.", "It is not clear where this leads.");
        let help = say!(
            "Napisz jedno: {{collection: …}}, {{collection: …, field: …, choice: …}}, {{page: …}}, {{page: …, section: …}} albo {{term: …}}.",
            "Write one of {{collection: …}}, {{collection: …, field: …, choice: …}}, {{page: …}}, {{page: …, section: …}} or {{term: …}}."
        );
        self.reading.report(codes::VALUE_CHOICE, &node.span, message, Some(help));
        None
    }

    fn records(&self, fields: &Fields<'_, '_>, node: &Node) -> Option<Lead> {
        let name = self.reading.text(node)?;
        let (field, choice) = (fields.take("field"), fields.take("choice"));
        let collections = self.within.collections;
        let Some(collection) = collections.read.position(|collection| collection.schema.id == name) else {
            if !collections.is_unread(name) {
                let message = say!("Nie ma zbioru „{name}”.", "There is no collection “{name}”.");
                self.dangling(node, message, name, collections.read.iter().map(|of| of.schema.id.as_str()).collect());
            }
            return None;
        };
        let schema = &collections.read[collection].schema;
        match (field, choice) {
            (None, None) => Some(Lead::Collection(collection)),
            (Some(field), Some(choice)) => {
                let field = self.field(field, schema)?;
                Some(Lead::Choice { collection, field, choice: self.choice(choice, schema, field)? })
            }
            (Some(alone), None) | (None, Some(alone)) => {
                let message = say!("Pole i wybór idą razem.", "A field and a choice go together.");
                let help = say!(
                    "Napisz oba: {{collection: {name}, field: …, choice: …}}",
                    "Write both: {{collection: {name}, field: …, choice: …}}"
                );
                self.reading.report(codes::KEY_MISSING, &alone.span, message, Some(help));
                None
            }
        }
    }

    fn field(&self, node: &Node, schema: &Schema) -> Option<usize> {
        let name = self.reading.text(node)?;
        let has_choices = |index: &usize| choices(schema, *index).is_some();
        let known: Vec<usize> = (0..schema.fields.len()).filter(has_choices).collect();
        let found = known.iter().copied().find(|index| schema.fields[*index].name == name);
        if found.is_none() {
            let collection = &schema.id;
            let message = say!(
                "Zbiór „{collection}” nie ma pola z wyborami „{name}”.",
                "The collection “{collection}” has no field with choices “{name}”."
            );
            self.dangling(node, message, name, known.iter().map(|index| schema.fields[*index].name.as_str()).collect());
        }
        found
    }

    fn choice(&self, node: &Node, schema: &Schema, field: usize) -> Option<usize> {
        let key = self.reading.text(node)?;
        let known = choices(schema, field).unwrap_or_default();
        let found = known.iter().position(|choice| *choice == key);
        if found.is_none() {
            let name = &schema.fields[field].name;
            let message = say!("Pole „{name}” nie ma wyboru „{key}”.", "The field “{name}” has no choice “{key}”.");
            self.dangling(node, message, key, known);
        }
        found
    }

    fn page(&self, fields: &Fields<'_, '_>, node: &Node) -> Option<Lead> {
        let written = self.reading.text(node)?;
        let section_at = fields.place("section");
        let section = fields.take("section");
        let path = read_path(self.reading, written, &node.span)?;
        let pages: Vec<&Page> = self.within.pages.iter().filter(|page| page.path == path).collect();
        if pages.is_empty() {
            let message = say!("Nie ma strony „{written}”.", "There is no page “{written}”.");
            let known: Vec<String> = self.within.pages.iter().map(|page| page.path.as_str().to_owned()).collect();
            self.dangling(node, message, path.as_str(), known.iter().map(String::as_str).collect());
            return None;
        }
        let section = match (section, section_at) {
            (Some(node), Some(_)) => Some(self.section(node, &pages)?),
            _ => None,
        };
        Some(Lead::Page { path, section })
    }

    /// An anchor: of the page in the site's first language, or one for each language.
    fn section(&self, node: &Node, pages: &[&Page]) -> Option<Localized> {
        let section = self.reading.localized(node)?;
        let default = self.reading.languages().default_language();
        let mut whole = true;
        for page in pages {
            let phrase = section.get(&page.language, default);
            let Some(anchor) = phrase.translated.then_some(phrase.text) else { continue };
            let known = heading_anchors(page.markdown());
            if !known.contains(anchor) {
                let language = &page.language;
                let message = say!(
                    "Strona nie ma w języku „{language}” części „{anchor}”.",
                    "The page has no section “{anchor}” in the language “{language}”."
                );
                self.dangling(node, message, anchor, known.iter().map(String::as_str).collect());
                whole = false;
            }
        }
        whole.then_some(section)
    }

    fn term(&self, node: &Node) -> Option<Lead> {
        let name = self.reading.text(node)?;
        let found = self.within.glossary.iter().position(|term| term.term == name);
        if found.is_none() {
            let message = say!("Nie ma w słowniku „{name}”.", "“{name}” is not in the glossary.");
            self.dangling(node, message, name, self.within.glossary.iter().map(|term| term.term.as_str()).collect());
        }
        found.map(Lead::Term)
    }

    fn dangling(&self, node: &Node, message: crate::diagnostic::Text, name: &str, known: Vec<&str>) {
        let help = did_you_mean(name, known);
        self.reading.report(codes::REFERENCE_DANGLING, &node.span, message, help);
    }
}

/// The keys of a field's choices; nothing where it has none.
fn choices(schema: &Schema, field: usize) -> Option<Vec<&str>> {
    let words = schema.fields[field].kind.words();
    (!words.is_empty()).then(|| words.iter().map(|word| word.key.as_str()).collect())
}
