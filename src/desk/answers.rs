use std::sync::Arc;

use crate::config::Schema;
use crate::diagnostic::Text;
use crate::model::{FieldPath, Step};
use crate::say;
use crate::source::SourceFile;
use crate::yaml::{self, Entry, Mapping, Node, Value};

/// What somebody gave for a record that is begun: an identifier, and values by the ways to their fields.
#[derive(Debug, Default)]
pub struct Answers {
    /// The identifier, where one is wanted.
    pub id: Option<String>,
    /// The values, as they will be written. **Shape**: a mapping.
    record: Mapping,
}

impl Answers {
    /// Takes one `field=value`, as it is typed on the command line.
    ///
    /// **Errors**: what is wrong with it, for whoever typed it.
    pub fn set(&mut self, typed: &str, schema: &Schema) -> Result<(), Text> {
        let fault = || {
            say!(
                "„{typed}” to nie pole=wartość; napisz np. --set name=\"Nazwa\" albo --set address.town=Olecko",
                "“{typed}” is not field=value; write for example --set name=\"Name\" or --set address.town=Leeds"
            )
        };
        let (way, text) = typed.split_once('=').ok_or_else(fault)?;
        let path = FieldPath::parse(way.trim()).ok_or_else(fault)?;
        if way.trim() == "id" {
            self.id = Some(text.trim().to_owned());
        } else {
            self.put(&path, text.trim(), schema);
        }
        Ok(())
    }

    /// Takes the value of a field or of a part of one. What is given for a list is one item more of it.
    pub fn put(&mut self, path: &FieldPath, text: &str, schema: &Schema) {
        let Some((Step::Key(name), rest)) = path.steps().split_first() else { return };
        let is_list = schema.field_index(name).is_some_and(|index| schema.fields[index].list);
        let at = at_key(&mut self.record, name);
        match (is_list, rest) {
            (true, []) => push(at, written(text)),
            (true, [Step::Key(_), ..]) => insert(item(at, 0), rest, text),
            _ => insert(at, rest, text),
        }
    }

    /// What was given for a key of the record.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.record.get(key).map(|node| &node.value)
    }

    /// Whether something was given where a way leads.
    pub fn has(&self, path: &FieldPath) -> bool {
        let root = Node::from(Value::Mapping(self.record.clone()));
        root.at(path).is_some_and(|node| node.value != Value::Null)
    }

    /// The keys that were given, in their order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.record.entries.iter().map(|entry| (entry.key.as_str(), &entry.value.value))
    }

    /// Forgets what was given for a key.
    pub fn forget(&mut self, key: &str) {
        self.record.entries.retain(|entry| entry.key != key);
    }
}

/// A text, or what stands between brackets where that is YAML.
fn written(text: &str) -> Value {
    if text.starts_with(['{', '[']) {
        let parsed = yaml::parse(&Arc::clone(&SourceFile::new("--set", text)));
        if let (Some(node), true) = (parsed.value, parsed.diagnostics.is_empty()) {
            return node.value;
        }
    }
    Value::text(text)
}

fn insert(at: &mut Value, steps: &[Step], text: &str) {
    match steps.split_first() {
        None => *at = written(text),
        Some((Step::Item(number), rest)) => insert(item(at, *number), rest, text),
        Some((Step::Key(key), rest)) => {
            if !matches!(at, Value::Mapping(_)) {
                *at = Value::mapping([]);
            }
            if let Value::Mapping(mapping) = at {
                insert(at_key(mapping, key), rest, text);
            }
        }
    }
}

/// An item of a list; the list is as long as it must be.
fn item(at: &mut Value, number: usize) -> &mut Value {
    if !matches!(at, Value::Sequence(_)) {
        *at = Value::Sequence(Vec::new());
    }
    let Value::Sequence(items) = at else { unreachable!("it was made a list above") };
    // An index of a million would otherwise make as many empty items: whoever skips some gets the next.
    let number = number.min(items.len());
    if number == items.len() {
        items.push(Node::from(Value::Null));
    }
    &mut items[number].value
}

fn push(at: &mut Value, value: Value) {
    match at {
        Value::Sequence(items) => items.push(Node::from(value)),
        _ if matches!(value, Value::Sequence(_)) => *at = value,
        _ => *at = Value::list([value]),
    }
}

fn at_key<'m>(mapping: &'m mut Mapping, key: &str) -> &'m mut Value {
    let found = mapping.entries.iter().position(|entry| entry.key == key);
    let at = found.unwrap_or_else(|| {
        mapping.entries.push(Entry { key: key.to_owned(), key_span: 0..0, value: Node::from(Value::Null) });
        mapping.entries.len() - 1
    });
    &mut mapping.entries[at].value.value
}
