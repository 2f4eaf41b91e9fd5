//! What a record says about its own fields: what was printed otherwise, and what may be wrong.

use super::portal::{Correction, Doubt};
use crate::config::Schema;
use crate::diagnostic::{Text, codes, did_you_mean};
use crate::field::Field;
use crate::reading::Reading;
use crate::say;
use crate::yaml::{Mapping, Node, Value};

/// Reads `corrections` and `doubts` of one record.
pub struct NoteReader<'a> {
    /// The record's file.
    pub reading: &'a Reading<'a>,
    /// The fields that it may name.
    pub schema: &'a Schema,
    /// The record, for the lengths of its lists.
    pub mapping: &'a Mapping,
}

impl<'a> NoteReader<'a> {
    /// Reads what was printed and is not what the record gives.
    pub fn corrections(&self, node: &Node) -> Vec<Correction> {
        let correction = |node: &Node| {
            let fields = self.reading.fields(node)?;
            let field = fields.need("field").and_then(|node| self.path(node));
            let printed = fields.need_text("printed");
            let reason = fields.need_localized("reason");
            fields.close();
            Some(Correction { field: field?, printed: printed?.to_owned(), reason: reason? })
        };
        self.reading.list(node).unwrap_or_default().iter().filter_map(correction).collect()
    }

    /// Reads what is as printed and may be wrong.
    pub fn doubts(&self, node: &Node) -> Vec<Doubt> {
        let doubt = |node: &Node| {
            let fields = self.reading.fields(node)?;
            let field = fields.need("field").and_then(|node| self.path(node));
            let reason = fields.need_localized("reason");
            fields.close();
            Some(Doubt { field: field?, reason: reason? })
        };
        self.reading.list(node).unwrap_or_default().iter().filter_map(doubt).collect()
    }

    /// Reads the name of a field, an item or a part: `hours`, `emails[0]`, `address.street`, `phones[1].extension`.
    fn path(&self, node: &Node) -> Option<String> {
        let text = self.reading.text(node)?;
        match self.check(text) {
            Ok(()) => Some(text.to_owned()),
            Err((message, help)) => {
                self.reading.report(codes::RECORD_NOTE_FIELD, &node.span, message, help);
                None
            }
        }
    }

    fn check(&self, text: &str) -> Result<(), (Text, Option<Text>)> {
        let Some(path) = Path::parse(text) else {
            let message = say!("„{text}” nie nazywa pola.", "“{text}” does not name a field.");
            let help = say!("Napisz np. address.town albo emails[0]", "Write for example address.town or emails[0]");
            return Err((message, Some(help)));
        };
        if self.schema.is_unread(path.name) {
            return Ok(());
        }
        let (list, parts) = self.shape(path.name)?;
        self.check_item(&path, list)?;
        check_part(&path, &parts)
    }

    /// Whether a field is a list, and the parts of its values.
    fn shape(&self, name: &str) -> Result<(bool, Vec<&'a str>), (Text, Option<Text>)> {
        match name {
            "name" => return Ok((false, Vec::new())),
            "source" => return Ok((false, vec!["title", "url", "place"])),
            _ => {}
        }
        let field: Option<&Field> = self.schema.fields.iter().find(|field| field.name == name);
        field.map(|field| (field.list, parts(field))).ok_or_else(|| {
            let known = self.schema.fields.iter().map(|field| field.name.as_str()).chain(["name", "source"]);
            let message = say!("Rekord nie ma pola „{name}”.", "The record has no field “{name}”.");
            (message, did_you_mean(name, known.collect::<Vec<_>>()))
        })
    }

    fn check_item(&self, path: &Path<'_>, list: bool) -> Result<(), (Text, Option<Text>)> {
        let Path { name, item, part } = path;
        match (item, list) {
            (Some(_), false) => {
                let message = say!("Pole „{name}” nie jest listą.", "The field “{name}” is not a list.");
                return Err((message, Some(say!("Napisz: {name}", "Write: {name}"))));
            }
            (None, true) if part.is_some() => {
                let message = say!("Pole „{name}” jest listą.", "The field “{name}” is a list.");
                let help =
                    say!("Wskaż pozycję, licząc od zera, np. {name}[0]", "Name the item, counted from zero: {name}[0]");
                return Err((message, Some(help)));
            }
            _ => {}
        }
        let count = match self.mapping.get(name).map(|node| &node.value) {
            Some(Value::Sequence(items)) => items.len(),
            _ => 0,
        };
        match item {
            Some(item) if *item >= count => {
                let message = say!(
                    "Lista „{name}” nie ma pozycji {item}: liczy się od zera, a pozycji jest {count}.",
                    "The list “{name}” has no item {item}: items count from zero, and there are {count}."
                );
                Err((message, None))
            }
            _ => Ok(()),
        }
    }
}

fn check_part(path: &Path<'_>, parts: &[&str]) -> Result<(), (Text, Option<Text>)> {
    let Path { name, part: Some(part), .. } = path else { return Ok(()) };
    if parts.contains(part) {
        return Ok(());
    }
    let message = say!("Pole „{name}” nie ma części „{part}”.", "The field “{name}” has no part “{part}”.");
    Err((message, did_you_mean(part, parts.iter().copied())))
}

/// The keys under which the parts of a field's values stand in records.
fn parts(field: &Field) -> Vec<&str> {
    let own = field.kind.about().parts.iter().map(|part| part.key).filter(|key| !key.is_empty());
    own.chain(field.kind.fields().iter().map(|field| field.name.as_str())).collect()
}

/// A field, an item of its list counted from zero, a part of the value.
#[derive(Debug, PartialEq, Eq)]
struct Path<'a> {
    name: &'a str,
    item: Option<usize>,
    part: Option<&'a str>,
}

impl<'a> Path<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (front, part) = text.split_once('.').map_or((text, None), |(front, part)| (front, Some(part)));
        let (name, item) = match front.split_once('[') {
            None => (front, None),
            Some((name, item)) => (name, Some(item.strip_suffix(']')?.parse().ok()?)),
        };
        (!name.is_empty() && part != Some("")).then_some(Self { name, item, part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_field_an_item_and_a_part() {
        assert_eq!(Path::parse("hours"), Some(Path { name: "hours", item: None, part: None }));
        assert_eq!(
            Path::parse("phones[1].extension"),
            Some(Path { name: "phones", item: Some(1), part: Some("extension") })
        );
        for bad in ["", "[0]", "emails[", "emails[a]", "emails[-1]", "emails[0", "address.", "a[99999999999999999999]"]
        {
            assert_eq!(Path::parse(bad), None, "{bad}");
        }
    }
}
