//! Better forms of what was written, which say the same.

use std::ops::Range;

use crate::diagnostic::Text;
use crate::say;
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

/// What to write instead of a mapping whose one key is a word of the writer's own, where what stands behind it is right alone:
/// `e-mail: office@example.org`.
pub fn behind_a_word(node: &Node, keys: &[&str], is_right: &dyn Fn(&str) -> bool) -> Option<Text> {
    let Value::Mapping(mapping) = &node.value else { return None };
    let [entry] = &mapping.entries[..] else { return None };
    let Value::Scalar(text) = &entry.value.value else { return None };
    let (word, text) = (&entry.key, text.trim());
    (!keys.contains(&word.as_str()) && is_right(text))
        .then(|| say!("Bez słowa „{word}”; napisz samo: {text}", "Without the word “{word}”; write just: {text}"))
}
