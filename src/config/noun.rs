use std::ops::Range;

use crate::diagnostic::codes;
use crate::locale::{Locale, PluralCategory};
use crate::model::LanguageTag;
use crate::reading::Reading;
use crate::say;
use crate::yaml::{Node, Value};

/// The plural categories of a language that nouns are written in. **Source**: Unicode CLDR plural rules.
const CATEGORIES: [&str; 6] = ["one", "two", "few", "many", "other", "zero"];

/// A counted noun: its forms in each language by plural category.
///
/// **Shape**: every language of `forms` has the category `other`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noun {
    forms: Vec<(LanguageTag, Vec<(&'static str, String)>)>,
}

impl Noun {
    /// The form for a plural category (`one`, `few`, `many`, `other` …); `other` where the language has no such form.
    /// A language without forms takes those of `default`.
    pub fn form(&self, language: &LanguageTag, default: &LanguageTag, category: &str) -> &str {
        let of = |tag: &LanguageTag| self.forms.iter().find(|(language, _)| language == tag);
        let Some((_, forms)) = of(language).or_else(|| of(default)).or(self.forms.first()) else { return "" };
        let of = |wanted: &str| forms.iter().find(|(name, _)| *name == wanted).map(|(_, form)| form.as_str());
        of(category).or_else(|| of("other")).unwrap_or("")
    }

    /// All forms in a language, for search.
    pub fn forms(&self, language: &LanguageTag) -> impl Iterator<Item = &str> {
        let of = self.forms.iter().filter(move |(tag, _)| tag == language);
        of.flat_map(|(_, forms)| forms.iter().map(|(_, form)| form.as_str()))
    }
}

/// Reads a noun: a mapping of language to a mapping of plural category to form; in a site of one language its forms alone.
pub fn read_noun(reading: &Reading<'_>, node: &Node) -> Option<Noun> {
    if matches!(node.value, Value::Scalar(_)) {
        let message = say!("Rzeczownik potrzebuje swoich form.", "A noun needs its forms.");
        let language = reading.languages().default_language();
        let needed: Vec<&str> = Locale::new(language.as_str()).plural_categories().map(PluralCategory::name).collect();
        let example = example(language, &needed);
        let help = say!("Napisz np. noun: {{{example}}}", "Write for example noun: {{{example}}}");
        reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
        return None;
    }
    let mut noun = Noun::default();
    if let Some(language) = only_language(reading, node) {
        let forms = read_forms(reading, node)?;
        report_missing(reading, &language, &forms, &node.span);
        noun.forms.push((language, forms));
        return Some(noun);
    }
    for entry in &reading.mapping(node)?.entries {
        let Some(language) = reading.language(&entry.key, &entry.key_span) else { continue };
        let Some(forms) = read_forms(reading, &entry.value) else { continue };
        report_missing(reading, &language, &forms, &entry.key_span);
        noun.forms.push((language, forms));
    }
    Some(noun)
}

/// The site's language, where it has one only and a noun gives its forms without naming it.
fn only_language(reading: &Reading<'_>, node: &Node) -> Option<LanguageTag> {
    let Value::Mapping(mapping) = &node.value else { return None };
    let is_form = |entry: &crate::yaml::Entry| CATEGORIES.contains(&entry.key.as_str());
    let alone = reading.languages().iter().count() == 1 && mapping.entries.iter().any(is_form);
    alone.then(|| reading.languages().default_language().clone())
}

fn read_forms(reading: &Reading<'_>, node: &Node) -> Option<Vec<(&'static str, String)>> {
    let mut forms = Vec::new();
    for entry in &reading.mapping(node)?.entries {
        let category = CATEGORIES.iter().find(|category| **category == entry.key);
        match (category, reading.text(&entry.value)) {
            (Some(category), Some(form)) => forms.push((*category, form.to_owned())),
            (None, _) => {
                crate::reading::unknown_key(reading, &entry.key, &entry.key_span, &CATEGORIES, None);
            }
            (Some(_), None) => {}
        }
    }
    Some(forms)
}

/// Reports the forms that a language counts with and the noun does not have.
fn report_missing(reading: &Reading<'_>, language: &LanguageTag, forms: &[(&str, String)], span: &Range<usize>) {
    let needed: Vec<&str> = Locale::new(language.as_str()).plural_categories().map(PluralCategory::name).collect();
    let has = |category: &&str| forms.iter().any(|(name, _)| name == category);
    let missing: Vec<&str> = needed.iter().copied().filter(|category| !has(category)).collect();
    if missing.is_empty() {
        return;
    }
    let (missing, example) = (missing.join(", "), example(language, &needed));
    let message =
        say!("W języku „{language}” brakuje form: {missing}.", "These forms are missing in “{language}”: {missing}.");
    let help = say!("Napisz np.: {example}", "Write for example: {example}");
    reading.report(codes::VALUE_PLURAL, span, message, Some(help));
}

/// A noun of the language in all its forms; where we know none, the forms' names with numbers that they go with.
fn example(language: &LanguageTag, needed: &[&str]) -> String {
    let forms = match language.as_str() {
        "pl" => "one: osoba, few: osoby, many: osób, other: osoby".to_owned(),
        "en" => "one: person, other: people".to_owned(),
        "de" => "one: Ort, other: Orte".to_owned(),
        "cs" => "one: osoba, few: osoby, many: osoby, other: osob".to_owned(),
        "uk" => "one: особа, few: особи, many: осіб, other: особи".to_owned(),
        _ => needed.iter().map(|category| format!("{category}: …")).collect::<Vec<_>>().join(", "),
    };
    format!("{language}: {{{forms}}}")
}
