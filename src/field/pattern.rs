use regex::Regex;

use crate::diagnostic::codes;
use crate::reading::{Fields, Reading};
use crate::say;
use crate::yaml::Node;

/// What the texts of a field must match as a whole.
#[derive(Clone, Debug, Default)]
pub struct Pattern(Option<Regex>);

impl Pattern {
    /// Reads `pattern` of a definition.
    ///
    /// **Errors**: `schema/field` where it is no regular expression; all texts are allowed then.
    pub fn options(keys: &Fields<'_, '_>) -> Self {
        let Some(node) = keys.take("pattern") else { return Self(None) };
        let Some(text) = keys.reading.text(node) else { return Self(None) };
        match Regex::new(&format!("^(?:{text})$")) {
            Ok(pattern) => Self(Some(pattern)),
            Err(error) => {
                let message = say!(
                    "„{text}” nie jest poprawnym wyrażeniem regularnym.",
                    "“{text}” is not a valid regular expression."
                );
                let why = explain(&error);
                let help = say!("Program czytający wyrażenia mówi: {why}", "The reader of expressions says: {why}");
                keys.reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
                Self(None)
            }
        }
    }

    /// Whether a text has the form; else it is reported.
    ///
    /// **Errors**: `value/pattern`.
    pub fn admit(&self, reading: &Reading<'_>, node: &Node, text: &str) -> bool {
        let fits = self.0.as_ref().is_none_or(|pattern| pattern.is_match(text));
        if let Some(pattern) = self.written().filter(|_| !fits) {
            let message = say!("„{text}” nie ma wymaganej postaci.", "“{text}” does not have the required form.");
            let help = say!("Wzorzec ze schematu: {pattern}", "The schema's pattern: {pattern}");
            reading.report(codes::VALUE_PATTERN, &node.span, message, Some(help));
        }
        fits
    }

    /// The pattern as the schema has it.
    pub fn written(&self) -> Option<&str> {
        self.0.as_ref().and_then(|pattern| pattern.as_str().strip_prefix("^(?:")?.strip_suffix(")$"))
    }
}

/// What is wrong with a regular expression: the last line of the error, which else draws the expression as well.
fn explain(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::invalid_regex, reason = "the wrong pattern is what is tested")]
    fn a_wrong_expression_is_explained_in_one_line() {
        let error = Regex::new("^(?:[0-9)$").unwrap_err();
        assert_eq!(explain(&error), "unclosed character class");
    }
}
