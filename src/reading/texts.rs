use super::Reading;
use super::directives::refuse_directives;
use crate::diagnostic::codes;
use crate::model::Localized;
use crate::say;
use crate::yaml::{Node, Value};

impl Reading<'_> {
    /// The value as text in the default language, or as a mapping of language to text.
    pub fn localized(&self, node: &Node) -> Option<Localized> {
        let Value::Mapping(mapping) = &node.value else { return self.phrase(node).map(Localized::plain) };
        if !mapping.entries.iter().any(|entry| is_like_a_language(&entry.key)) {
            self.wrong_type(node, say!("tekst", "text"));
            return None;
        }
        let mut original = None;
        let mut translations = Vec::new();
        for entry in &mapping.entries {
            let Some(language) = self.language(&entry.key, &entry.key_span) else { continue };
            let Some(text) = self.phrase(&entry.value) else { continue };
            if &language == self.languages().default_language() {
                original = Some(text);
            } else {
                translations.push((language, text.into()));
            }
        }
        if original.is_none() {
            let language = self.languages().default_language();
            let message = say!("Brakuje tekstu w języku „{language}”.", "The text in “{language}” is missing.");
            let help = say!("Dopisz: {language}: …", "Add: {language}: …");
            self.report(codes::VALUE_LANGUAGE, &node.span, message, Some(help));
        }
        Some(Localized::new(original?, translations))
    }

    /// The value as text in one language.
    fn phrase<'n>(&self, node: &'n Node) -> Option<&'n str> {
        let text = self.text(node)?;
        refuse_directives(self, node, text);
        Some(text)
    }
}

/// Whether a key may be meant as a language code.
fn is_like_a_language(key: &str) -> bool {
    let main = key.split(['-', '_']).next().unwrap_or(key);
    (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic())
}
