use serde_json::{Map, json};

use super::{
    About, Audience, Better, Cell, Cells, Field, FieldKind, Form, Json, Multiplicity, Names, Part, Scope, SearchField,
    Showing, Shown, ShownField, Sorting, Speech, Terms, Value, WHOLE, read_field, sorting,
};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::{Country, Localized};
use crate::reading::{Fields, Reading, missing_key, unknown_key};
use crate::say;
use crate::search;
use crate::yaml::{self, Entry, Node};

/// A block of fields that belong together: a person with a telephone, a service with its own hours.
#[derive(Clone, Debug)]
pub struct GroupField {
    /// Its fields in their declared order. **Shape**: not empty; none is a group or plays a role.
    fields: Vec<Field>,
}

/// The values of each field of a group. **Shape**: as long as the group's fields.
pub type Block = Vec<Box<[Value]>>;

impl GroupField {
    /// Each field with its values in a block.
    fn filled<'v>(&'v self, block: &'v Block) -> impl Iterator<Item = (&'v Field, &'v [Value])> {
        self.fields.iter().zip(block.iter().map(AsRef::as_ref))
    }

    /// The field that a column's part is of.
    fn of_part(&self, part: Part) -> Option<(usize, Part)> {
        part.inner.map(|at| (usize::from(at), Part { inner: None, ..part }))
    }
}

impl FieldKind for GroupField {
    type Value = Block;
    const NAME: &'static str = "group";
    const EXAMPLES: &'static [&'static str] = &[
        "fields:\n  who: {type: text, label: Who, required: true}\n  phones: {type: phone, label: Telephones, list: true}\n  \
         hours: {type: opening_hours, label: Hours}",
    ];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let mapping = keys.need("fields").and_then(|node| keys.reading.mapping(node).map(|mapping| (node, mapping)));
        let (node, mapping) = mapping?;
        let read = |entry: &Entry| read_field(keys.reading, entry).filter(|field| fits(keys.reading, field));
        let fields: Vec<Field> = mapping.entries.iter().filter_map(read).collect();
        if mapping.entries.is_empty() {
            let message = say!("Grupa nie ma pól.", "The group has no fields.");
            let help =
                say!("Dopisz pola: nazwa: {{type: text, label: …}}", "Add fields: name: {{type: text, label: …}}");
            keys.reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
        }
        // A group that lacks a field of its own would refuse its values.
        (fields.len() == mapping.entries.len() && !fields.is_empty()).then_some(Self { fields })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[],
            refers: None,
            parts: WHOLE,
            search: SearchField::Text,
            terms: Terms::None,
            translates: false,
            titles: false,
        }
    }

    fn fields(&self) -> &[Field] {
        &self.fields
    }

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        let mapping = reading.mapping(node)?;
        let mut block: Block = vec![Box::default(); self.fields.len()];
        let absent: Vec<&str> =
            self.fields.iter().map(|field| field.name.as_str()).filter(|name| mapping.get(name).is_none()).collect();
        let mut meant = Vec::new();
        for entry in &mapping.entries {
            match self.fields.iter().position(|field| field.name == entry.key) {
                Some(_) if entry.value.value == yaml::Value::Null => {}
                Some(at) => block[at] = self.fields[at].read(reading, &entry.value, scope),
                None => meant.extend(unknown_key(reading, &entry.key, &entry.key_span, &absent, None)),
            }
        }
        let is_absent = |name: &str| mapping.get(name).is_none_or(|node| node.value == yaml::Value::Null);
        for field in self.fields.iter().filter(|field| field.required && is_absent(&field.name)) {
            if !meant.contains(&field.name.as_str()) {
                let present = mapping.entry(&field.name).map(|entry| entry.key_span.clone());
                let is_present = present.is_some();
                missing_key(reading, &field.name, &present.unwrap_or(node.span.start..node.span.start), is_present);
            }
        }
        block.iter().any(|values| !values.is_empty()).then_some(block)
    }

    fn tidy(&self, node: &Node, country: Option<&Country>) -> Vec<Better> {
        let yaml::Value::Mapping(mapping) = &node.value else { return Vec::new() };
        let of_entry = |entry: &Entry| {
            let items = match &entry.value.value {
                yaml::Value::Sequence(items) => items.as_slice(),
                _ => std::slice::from_ref(&entry.value),
            };
            let field = self.fields.iter().find(|field| field.name == entry.key);
            field.map_or_else(Vec::new, |field| items.iter().flat_map(|node| field.kind.tidy(node, country)).collect())
        };
        mapping.entries.iter().flat_map(of_entry).collect()
    }

    fn is_open(&self, value: &Self::Value, audience: Audience) -> bool {
        // What holds a mailbox back holds back whose it is.
        self.filled(value).all(|(field, values)| values.iter().all(|value| field.kind.is_open(value, audience)))
    }

    no_other_shape!();

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        yaml::Value::mapping(
            self.filled(value).map(|(field, values)| (field.name.as_str(), field.write(values, names))),
        )
    }

    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
        let example = |number: usize| {
            let one = |field: &Field| {
                let examples = field.kind.examples(names);
                let value = examples.get(number).or(examples.first()).cloned()?;
                Some(if field.list { yaml::Value::list([value]) } else { value })
            };
            yaml::Value::mapping(self.fields.iter().map(|field| (field.name.as_str(), one(field))))
        };
        vec![example(0), example(1)]
    }

    fn cell(&self, value: &Self::Value, part: Part, names: &dyn Names) -> Cell {
        match self.of_part(part) {
            Some((at, part)) => self.fields[at].cell(&value[at], part, Audience::Office, names),
            None => Cell::Text(self.unique_key(value)),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        let own = |at: usize| {
            let cells = cells.0.iter().filter_map(|(part, cell)| Some((self.of_part(*part)?, cell)));
            let cells = cells.filter(|((of, _), _)| *of == at).map(|((_, part), cell)| (part, cell.clone()));
            cells.collect::<Vec<_>>()
        };
        let fields = self.fields.iter().enumerate();
        let entries: Vec<_> = fields.map(|(at, field)| (field.name.as_str(), field.tree(&own(at)))).collect();
        if entries.iter().all(|(_, tree)| tree.is_none()) { yaml::Value::Null } else { yaml::Value::mapping(entries) }
    }

    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json {
        let entry = |(field, values): (&Field, &[Value])| {
            Some((field.name.clone(), field.json(values, Audience::Office, names)?))
        };
        Json::Object(self.filled(value).filter_map(entry).collect())
    }

    fn json_schema(&self, form: Form) -> Json {
        let properties: Map<String, Json> =
            self.fields.iter().map(|field| (field.name.clone(), field.json_schema(form))).collect();
        let required = self.fields.iter().filter(|field| field.required).map(|field| field.name.as_str());
        json!({
            "type": "object",
            "properties": properties,
            "required": required.collect::<Vec<_>>(),
            "additionalProperties": false,
        })
    }

    fn schema_org(&self, value: &Self::Value, property: &str, showing: &Showing<'_>) -> Option<Json> {
        let mut thing = Map::new();
        for (field, values) in self.filled(value) {
            let Some(own) = &field.schema_org else { continue };
            let said: Vec<Json> =
                values.iter().filter_map(|value| field.kind.schema_org(value, own, showing)).collect();
            match said.len() {
                0 => {}
                1 => thing.extend(said.into_iter().map(|said| (own.clone(), said))),
                _ => drop(thing.insert(own.clone(), Json::Array(said))),
            }
        }
        if thing.is_empty() {
            return None;
        }
        thing.insert("@type".to_owned(), json!(type_of(property)));
        Some(Json::Object(thing))
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match self.of_part(part) {
            Some(_) => sorting::cell(&self.cell(value, part, sorting.names), sorting.locale),
            None => self
                .filled(value)
                .map(|(field, values)| field.sort_key(values, Part::WHOLE, sorting))
                .collect::<Vec<_>>()
                .concat(),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        let key = |(field, values): (&Field, &[Value])| {
            values.iter().map(|value| field.kind.unique_key(value)).collect::<Vec<_>>().join(", ")
        };
        self.filled(value).map(key).collect::<Vec<_>>().join("\n")
    }

    no_title!();

    fn prose<'v>(&'v self, value: &'v Self::Value) -> Vec<&'v Localized> {
        self.filled(value).flat_map(|(field, values)| values.iter().flat_map(|value| field.kind.prose(value))).collect()
    }

    no_terms!();

    fn search(
        &self,
        value: &Self::Value,
        _: search::Field,
        speech: &Speech<'_>,
        names: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        self.filled(value).for_each(|(field, values)| field.search(values, speech, names, into));
    }

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let row = |(field, values): (&'v Field, &'v [Value])| ShownField {
            label: showing.speech.say(&field.label),
            lang: showing.speech.lang(&field.label),
            values: field.show(values, Audience::Office, showing),
        };
        Shown::Group(self.filled(value).filter(|(_, values)| !values.is_empty()).map(row).collect())
    }
}

/// Whether a field can stand in a group; else it is reported.
///
/// **Errors**: `schema/field`.
fn fits(reading: &Reading<'_>, field: &Field) -> bool {
    let name = &field.name;
    let message = if !field.kind.fields().is_empty() {
        say!("Grupa „{name}” stoi w grupie.", "The group “{name}” stands in a group.")
    } else if field.kind.about().multiplicity == Multiplicity::OneField {
        say!(
            "Pole „{name}” mówi o całym wpisie i nie może stać w grupie.",
            "The field “{name}” says something of the whole record and cannot stand in a group."
        )
    } else if field.role.is_some() || field.unique || field.default.is_some() {
        say!(
            "Pole „{name}” stoi w grupie: „role”, „unique” i „default” nic tam nie znaczą.",
            "The field “{name}” stands in a group, where “role”, “unique” and “default” mean nothing."
        )
    } else {
        return true;
    };
    let help = say!(
        "Przenieś je do pól zbioru albo usuń te klucze.",
        "Move it to the collection's own fields, or take these keys out."
    );
    reading.push(Diagnostic::new(codes::SCHEMA_FIELD, field.location.clone(), message).help(help));
    false
}

/// What a property of schema.org wants. **Source**: schema.org, the ranges of these properties.
fn type_of(property: &str) -> &'static str {
    match property {
        "contactPoint" => "ContactPoint",
        "employee" | "founder" => "Person",
        "location" | "containsPlace" | "containedInPlace" => "Place",
        "department" | "subOrganization" | "memberOf" | "parentOrganization" | "provider" | "member" => "Organization",
        "makesOffer" | "offers" => "Offer",
        "event" => "Event",
        _ => "Thing",
    }
}
