//! Better forms of what was written, which say the same.

use std::ops::Range;

use crate::yaml::{Node, Value};

/// A text that could be written in a better form: where it stands, and that form.
pub type Better = (Range<usize>, String);

/// The texts of a value, or of its parts and translations, that have a better form.
pub fn texts(node: &Node, better: &dyn Fn(&str) -> Option<String>) -> Vec<Better> {
    match &node.value {
        Value::Scalar(text) => {
            let form = better(text).filter(|form| form != text);
            form.map(|form| (node.span.clone(), form)).into_iter().collect()
        }
        Value::Mapping(mapping) => mapping.entries.iter().flat_map(|entry| texts(&entry.value, better)).collect(),
        _ => Vec::new(),
    }
}

/// Texts of one line with single spaces between their words and none around them.
pub fn single_spaced(node: &Node) -> Vec<Better> {
    texts(node, &|text| {
        let words: Vec<&str> = text.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        Some(words.join(" "))
    })
}
