//! Statements about things, written as Turtle or JSON-LD: both say the same.

use std::fmt::Write;

use serde_json::{Map, Value, json};

/// The vocabularies of the statements, by their prefixes.
const PREFIXES: [(&str, &str); 6] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A thing with all that is said of it.
pub struct Node {
    /// Its address; none for a thing that stands within another.
    id: Option<String>,
    /// What kind of thing it is, with its prefix.
    kind: &'static str,
    said: Vec<(&'static str, Term)>,
}

/// What is said of a thing.
pub enum Term {
    /// Another thing, by its address.
    Thing(String),
    /// A text in a language.
    Text(String, String),
    /// A value of a type.
    Typed(String, &'static str),
    /// A thing that stands within.
    Within(Node),
}

impl Node {
    /// A thing with an address. **Shape**: an absolute IRI.
    pub fn new(id: impl Into<String>, kind: &'static str) -> Self {
        Self { id: Some(id.into()), kind, said: Vec::new() }
    }

    /// A thing that stands within another.
    pub fn within(kind: &'static str) -> Self {
        Self { id: None, kind, said: Vec::new() }
    }

    /// Says something of it.
    #[must_use]
    pub fn say(mut self, property: &'static str, term: Term) -> Self {
        self.said.push((property, term));
        self
    }

    /// Says that it has to do with another thing.
    #[must_use]
    pub fn link(self, property: &'static str, thing: impl Into<String>) -> Self {
        self.say(property, Term::Thing(thing.into()))
    }

    /// Says several things with one property.
    #[must_use]
    pub fn all(mut self, property: &'static str, terms: impl IntoIterator<Item = Term>) -> Self {
        self.said.extend(terms.into_iter().map(|term| (property, term)));
        self
    }
}

/// The statements as Turtle.
///
/// **Source**: RDF 1.1 Turtle.
pub fn turtle(nodes: &[Node]) -> Vec<u8> {
    let mut text = String::new();
    for (prefix, address) in PREFIXES {
        writeln!(text, "@prefix {prefix}: <{address}> .").expect("writing to a string does not fail");
    }
    for node in nodes {
        let subject = node.id.as_deref().map(iri).unwrap_or_default();
        writeln!(text, "\n{subject} {} .", statements(node, 1)).expect("writing to a string does not fail");
    }
    text.into_bytes()
}

fn statements(node: &Node, depth: usize) -> String {
    let next = format!(" ;\n{}", "  ".repeat(depth));
    let said = node.said.iter().map(|(property, term)| format!("{property} {}", object(term, depth)));
    std::iter::once(format!("a {}", node.kind)).chain(said).collect::<Vec<_>>().join(&next)
}

fn object(term: &Term, depth: usize) -> String {
    match term {
        Term::Thing(address) => iri(address),
        Term::Text(text, language) => format!("{}@{language}", quoted(text)),
        Term::Typed(text, kind) => format!("{}^^{kind}", quoted(text)),
        Term::Within(node) => format!("[ {} ]", statements(node, depth + 1)),
    }
}

/// An address between angle brackets; what may not stand there is written as a number.
fn iri(address: &str) -> String {
    let mut text = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | '\0'..=' ' => {
                write!(text, "%{:02X}", u32::from(c)).expect("writing to a string does not fail");
            }
            c => text.push(c),
        }
    }
    text.push('>');
    text
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(c)).expect("writing to a string does not fail");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The statements as JSON-LD.
///
/// **Source**: JSON-LD 1.1.
pub fn json_ld(nodes: &[Node]) -> Value {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, address)| ((*prefix).to_owned(), json!(address))).collect();
    json!({"@context": context, "@graph": nodes.iter().map(node_json).collect::<Vec<_>>()})
}

fn node_json(node: &Node) -> Value {
    let mut object = Map::new();
    if let Some(id) = &node.id {
        object.insert("@id".to_owned(), json!(iri(id).trim_matches(['<', '>'])));
    }
    object.insert("@type".to_owned(), json!(node.kind));
    for (property, term) in &node.said {
        let values = object.entry(*property).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut() {
            values.push(term_json(term));
        }
    }
    Value::Object(object)
}

fn term_json(term: &Term) -> Value {
    match term {
        Term::Thing(address) => json!({"@id": iri(address).trim_matches(['<', '>'])}),
        Term::Text(text, language) => json!({"@value": text, "@language": language}),
        Term::Typed(text, kind) => json!({"@value": text, "@type": kind}),
        Term::Within(node) => node_json(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_quotes_and_no_address_its_brackets() {
        assert_eq!(quoted("a \"b\" \\ \n\u{7}"), "\"a \\\"b\\\" \\\\ \\n\\u0007\"");
        assert_eq!(iri("https://a.example/> <b"), "<https://a.example/%3E%20%3Cb>");
    }
}
