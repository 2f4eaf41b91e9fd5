use std::borrow::Cow;
use std::ops::Range;

use super::vocabulary::read_property;
use super::{
    Audience, Cell, Cells, EmailField, Form, Json, Kind, Multiplicity, Names, Part, Personal, Role, Scope, SearchField,
    Showing, Shown, Sorting, Speech, TermId, Value, items,
};
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{Localized, limits, slugify};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::search;
use crate::source::Location;
use crate::yaml::{self, Entry, Node};

/// One field of a collection's records.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key in records and open data.
    pub name: String,
    /// What kind of value it holds.
    pub kind: Kind,
    /// Whether it holds a list of such values.
    pub list: bool,
    /// Its label on pages.
    pub label: Localized,
    /// What editors are told about it.
    pub help: Option<Localized>,
    /// What readers are shown where the value is missing.
    pub absent: Option<Localized>,
    /// Whether every record must have it.
    pub required: bool,
    /// Whether no two records of the collection may share a value.
    pub unique: bool,
    /// Fewest and most items of a list.
    pub items: (usize, usize),
    /// The value of a record that has none.
    pub default: Option<Node>,
    /// The search field that it feeds.
    pub search: SearchField,
    /// The property of schema.org that it is published as.
    pub schema_org: Option<String>,
    /// The part that the schema gives it, and where it says so.
    pub role: Option<(Role, Location)>,
    /// Where the schema names it.
    pub location: Location,
}

/// Keys that every record has by itself, so that no field may have their names.
pub const RECORD_KEYS: [&str; 7] = ["name", "source", "verified", "corrections", "doubts", "aliases", "removed"];
/// Names that records get in open data, so that no field may have them.
const RESERVED: [&str; 5] = ["id", "collection", "title", "url", "translations"];

/// Reads one definition under `fields:`.
///
/// **Errors**: `schema/field`, `value/…`, `key/…`; then there is no field, and the values of its name are not judged.
pub fn read_field(reading: &Reading<'_>, entry: &Entry) -> Option<Field> {
    check_name(reading, &entry.key, &entry.key_span)?;
    let keys = reading.fields(&entry.value)?;
    let Some(kind) = read_kind(reading, &keys) else {
        keys.close_unread();
        return None;
    };
    let search = keys.take("search").and_then(|node| reading.word(node, SearchField::ALL));
    let field = Field {
        list: keys.boolean("list").unwrap_or(false),
        label: keys.need_localized("label").unwrap_or_else(|| Localized::plain(entry.key.as_str())),
        help: keys.localized("help"),
        absent: keys.localized("absent"),
        required: keys.boolean("required").unwrap_or(false),
        unique: keys.boolean("unique").unwrap_or(false),
        items: (keys.count("min_items").unwrap_or(0), keys.count("max_items").unwrap_or(usize::MAX)),
        default: keys.take("default").cloned(),
        search: search.unwrap_or_else(|| kind.about().search),
        schema_org: read_property(reading, &keys),
        role: read_role(reading, &keys, &kind),
        location: reading.at(&entry.key_span),
        name: entry.key.clone(),
        kind,
    };
    keys.close();
    match field.contradiction() {
        Some(message) => {
            reading.push(Diagnostic::new(codes::SCHEMA_FIELD, field.location, message));
            None
        }
        None => Some(field),
    }
}

/// Whether a field may have this name.
fn check_name(reading: &Reading<'_>, name: &str, span: &Range<usize>) -> Option<()> {
    if RECORD_KEYS.contains(&name) || RESERVED.contains(&name) {
        let message =
            say!("Nazwa „{name}” jest zajęta: ma ją każdy rekord.", "The name “{name}” is taken: every record has it.");
        reading.report(codes::SCHEMA_FIELD, span, message, None);
        return None;
    }
    if !is_plain_word(name) {
        let message = say!("Pole nie może się nazywać „{name}”.", "A field cannot be called “{name}”.");
        let word = slugify(name).replace('-', "_");
        let help = say!(
            "Małe litery bez polskich znaków, cyfry i podkreślenia, np. {word}; nazwę dla czytelników wpisz w „label”.",
            "Lower-case letters without accents, digits and underscores, such as {word}; readers see the “label”."
        );
        reading.report(codes::SCHEMA_FIELD, span, message, Some(help));
        return None;
    }
    Some(())
}

fn is_plain_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn read_kind(reading: &Reading<'_>, keys: &Fields<'_, '_>) -> Option<Kind> {
    let names: Vec<(&str, &str)> = Kind::NAMES.iter().map(|name| (*name, *name)).collect();
    let name = reading.word(keys.need("type")?, &names)?;
    Kind::options(name, keys)
}

/// Reads the part that a field plays, which must be one that its kind can play.
fn read_role(reading: &Reading<'_>, keys: &Fields<'_, '_>, kind: &Kind) -> Option<(Role, Location)> {
    let node = keys.take("role")?;
    let role = reading.word(node, &Role::ALL)?;
    if kind.about().roles.contains(&role) {
        return Some((role, reading.at(&node.span)));
    }
    let (word, name) = (role.as_str(), kind.name());
    let message =
        say!("Pole typu {name} nie może mieć roli „{word}”.", "A field of type {name} cannot have the role “{word}”.");
    let possible = kind.about().roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
    let help = (!possible.is_empty()).then(|| say!("Może mieć: {possible}", "It can have: {possible}"));
    reading.report(codes::SCHEMA_FIELD, &node.span, message, help);
    None
}

impl Field {
    /// What in the definition no value could ever meet, or would be of no effect.
    fn contradiction(&self) -> Option<Text> {
        let (name, (fewest, most)) = (&self.name, self.items);
        if self.list && self.kind.about().multiplicity != Multiplicity::Many {
            return Some(say!(
                "Pole „{name}” nie może być listą: status, położenie i adres są jedne.",
                "The field “{name}” cannot be a list: there is one status, position and address."
            ));
        }
        if !self.list && (fewest, most) != (0, usize::MAX) {
            return Some(say!(
                "„min_items” i „max_items” w polu „{name}” potrzebują „list: true”.",
                "“min_items” and “max_items” of “{name}” need “list: true”."
            ));
        }
        (fewest > most).then(|| {
            say!(
                "W polu „{name}” min_items ({fewest}) jest większe niż max_items ({most}).",
                "In “{name}”, min_items ({fewest}) is larger than max_items ({most})."
            )
        })
    }

    /// What the schema tells those who write it, for the help of a fault in one of its values.
    pub fn own_help(&self) -> Option<Text> {
        let help = self.help.as_ref()?;
        let of = |text: &Localized, language: &str| {
            let translated = text.translations().find(|(tag, _)| tag.as_str() == language);
            translated.map_or(text.original(), |(_, text)| text).trim().to_owned()
        };
        let (label_pl, help_pl) = (of(&self.label, "pl"), of(help, "pl"));
        let (label_en, help_en) = (of(&self.label, "en"), of(help, "en"));
        Some(say!("{label_pl}: {help_pl}", "{label_en}: {help_en}"))
    }

    /// The part that it plays where no other field of the schema does.
    pub fn own_role(&self) -> Option<Role> {
        let about = self.kind.about();
        let runs = self.search == SearchField::Operator && about.roles.contains(&Role::Provider);
        let role = about.role.or(runs.then_some(Role::Provider))?;
        // A list of areas says where a record may be met, not in which one it stands.
        (role != Role::Area || !self.list).then_some(role)
    }

    /// Finds a part of its values by its key.
    pub fn part(&self, key: &str) -> Option<Part> {
        self.kind.about().parts.iter().find(|part| part.key == key && !key.is_empty()).copied()
    }

    /// Reads its values from a record: one, or a list. **Shape**: empty where nothing could be read; one item unless the
    /// field is a list.
    ///
    /// **Errors**: reported to `reading`.
    pub fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Box<[Value]> {
        if self.list {
            return self.read_list(reading, node, scope).unwrap_or_default();
        }
        if let yaml::Value::Sequence(items) = &node.value {
            let name = &self.name;
            let message = say!(
                "Pole „{name}” ma jedną wartość, a stoi tu lista.",
                "The field “{name}” has one value, but this is a list."
            );
            let help = self.kind.reshaped(node, scope.country()).or_else(|| self.one_of(items));
            reading.report(codes::VALUE_TYPE, &node.span, message, help);
            return Box::default();
        }
        self.read_one(reading, node, scope).into_iter().collect()
    }

    /// Reads one value, unless it stands there in another shape of which it is clear what is meant.
    fn read_one(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Value> {
        let Some(help) = self.kind.reshaped(node, scope.country()) else {
            return self.kind.read(reading, node, scope);
        };
        let name = &self.name;
        let message =
            say!("Tak nie zapisuje się wartości pola „{name}”.", "A value of the field “{name}” is not written so.");
        reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
        None
    }

    /// How to write one of the items of a list where there may be one value.
    fn one_of(&self, items: &[Node]) -> Option<Text> {
        let yaml::Value::Scalar(first) = &items.first()?.value else { return None };
        let (name, first) = (&self.name, yaml::scalar(first));
        Some(match items.len() {
            1 => say!("Napisz: {name}: {first}", "Write: {name}: {first}"),
            _ => say!(
                "Zostaw jedną, np. {name}: {first}; jeśli pole ma mieć kilka wartości, w schemacie trzeba list: true",
                "Keep one, such as {name}: {first}; for a field of several values the schema needs list: true"
            ),
        })
    }

    fn read_list(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Box<[Value]>> {
        let yaml::Value::Sequence(nodes) = &node.value else {
            let name = &self.name;
            let message = say!(
                "Pole „{name}” to lista, a stoi tu jedna wartość.",
                "The field “{name}” is a list, but this is a single value."
            );
            let help = say!(
                "Napisz ją w nowym wierszu, z wcięciem i „- ” z przodu.",
                "Put it on a new line, indented, with “- ” before it."
            );
            reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
            return None;
        };
        if nodes.is_empty() && (self.required || self.items.0 > 0) {
            let help = say!("Wpisz co najmniej jedną pozycję.", "Write at least one item.");
            reading.report(codes::VALUE_EMPTY, &node.span, say!("Lista jest pusta.", "The list is empty."), Some(help));
            return None;
        }
        if nodes.len() > limits::ITEMS {
            let (count, most) = (nodes.len(), limits::ITEMS);
            let message = say!(
                "Ta lista ma {count} pozycji; najwięcej to {most}.",
                "This list has {count} items; at most {most} are allowed."
            );
            reading.report(codes::LIMIT_EXCEEDED, &nodes[limits::ITEMS].span, message, None);
            return None;
        }
        self.check_count(reading, node, nodes.len());
        let items: Box<[Value]> = nodes.iter().filter_map(|node| self.read_one(reading, node, scope)).collect();
        report_repeats(reading, nodes, &items);
        Some(items)
    }

    fn check_count(&self, reading: &Reading<'_>, node: &Node, count: usize) {
        let (fewest, most) = self.items;
        if (fewest..=most).contains(&count) {
            return;
        }
        let limits = match (fewest, most) {
            (fewest, most) if fewest == most => say!("dokładnie {fewest}", "exactly {fewest}"),
            (fewest, usize::MAX) => say!("co najmniej {fewest}", "at least {fewest}"),
            (0, most) => say!("najwyżej {most}", "at most {most}"),
            (fewest, most) => say!("od {fewest} do {most}", "{fewest} to {most}"),
        };
        let message = Text {
            pl: format!("Liczba pozycji na liście to {count}, a powinna wynosić {}.", limits.pl),
            en: format!("The number of items in the list is {count} and should be {}.", limits.en),
        };
        let help = say!("Dopisz albo usuń pozycje listy.", "Add items to the list, or remove some.");
        reading.report(codes::VALUE_RANGE, &node.span, message, Some(help));
    }

    /// Its values as they are written in a record; nothing where there are none.
    pub fn write(&self, values: &[Value], names: &dyn Names) -> Option<yaml::Value> {
        let mut written = values.iter().map(|value| self.kind.write(value, names));
        if self.list { (!values.is_empty()).then(|| yaml::Value::list(written)) } else { written.next() }
    }

    /// The columns of its values in a table: name and part; those of its fields where a value is made of fields.
    pub fn columns(&self) -> impl Iterator<Item = (String, Part)> {
        let inner = self.kind.fields().iter().zip(0..).flat_map(move |(field, at): (&Field, u16)| {
            let own =
                move |(name, part): (String, Part)| (format!("{}.{name}", self.name), Part { inner: Some(at), ..part });
            field.own_columns().map(own)
        });
        let own = self.kind.fields().is_empty().then(|| self.own_columns());
        own.into_iter().flatten().chain(inner)
    }

    fn own_columns(&self) -> impl Iterator<Item = (String, Part)> {
        let column = |part: &Part| Some((format!("{}{}", self.name, part.column?), *part));
        self.kind.about().parts.iter().filter_map(column)
    }

    /// The field that a part is of: one of its fields, or itself.
    pub fn of_part(&self, part: Part) -> &Field {
        part.inner.and_then(|at| self.kind.fields().get(usize::from(at))).unwrap_or(self)
    }

    /// The values that an audience may have, in their order: the one door through which values leave the register.
    pub fn open<'v>(&'v self, values: &'v [Value], audience: Audience) -> impl Iterator<Item = &'v Value> + 'v {
        values.iter().filter(move |value| self.kind.is_open(value, audience))
    }

    /// One part of the values that an audience may have as a cell; the items of a list stand in one cell, separated by `; `.
    pub fn cell(&self, values: &[Value], part: Part, audience: Audience, names: &dyn Names) -> Cell {
        let values: Vec<&Value> = self.open(values, audience).collect();
        match values[..] {
            [] => Cell::Empty,
            [value] => match self.kind.cell(value, part, names) {
                Cell::Text(text) if self.list => Cell::Text(items::escaped(&text)),
                cell => cell,
            },
            _ => {
                let texts: Vec<String> =
                    values.iter().map(|value| self.kind.cell(value, part, names).to_string()).collect();
                // An item without the part keeps its place, so that the parts of one item can be found again.
                let given = texts.iter().any(|text| !text.is_empty());
                if given { Cell::Text(items::joined(&texts)) } else { Cell::Empty }
            }
        }
    }

    /// Its values as they are written in a record, from the cells of a row: the way back from [`cell`](Self::cell). Nothing
    /// where all cells are empty. What no value can be made of is found when the tree is read.
    pub fn tree(&self, cells: &[(Part, Cell)]) -> Option<yaml::Value> {
        let given = |tree: &yaml::Value| *tree != yaml::Value::Null;
        if !self.list {
            return Some(self.kind.tree(&Cells(cells))).filter(given);
        }
        let texts: Vec<(Part, String)> = cells.iter().map(|(part, cell)| (*part, cell.to_string())).collect();
        let items: Vec<(Part, Vec<String>)> = texts.iter().map(|(part, text)| (*part, items::parted(text))).collect();
        let count = items.iter().map(|(_, items)| items.len()).max().unwrap_or(0);
        let item = |number: usize| {
            let cell = |(part, items): &(Part, Vec<String>)| Some((*part, Cell::Text(items.get(number)?.clone())));
            self.kind.tree(&Cells(&items.iter().filter_map(cell).collect::<Vec<_>>()))
        };
        let list: Vec<yaml::Value> = (0..count).map(item).filter(given).collect();
        (!list.is_empty()).then(|| yaml::Value::list(list))
    }

    /// The values that an audience may have as JSON; nothing where a field that is no list has none.
    pub fn json(&self, values: &[Value], audience: Audience, names: &dyn Names) -> Option<Json> {
        let mut items = self.open(values, audience).map(|value| self.kind.json(value, names));
        if self.list { Some(Json::Array(items.collect())) } else { items.next() }
    }

    /// What its values look like, as a JSON Schema with its label. **Source**: JSON Schema 2020-12.
    pub fn json_schema(&self, form: Form) -> Json {
        let item = self.kind.json_schema(form);
        // In open data there are fewer where some are held back.
        let holds_back =
            |field: &Field| field.kind.get::<EmailField>().is_some_and(|kind| kind.personal == Personal::Page);
        let held_back = std::iter::once(self).chain(self.kind.fields()).any(holds_back);
        let fewest = if form == Form::Data && held_back { 0 } else { self.items.0 };
        let mut schema = match (self.list, (fewest, self.items.1)) {
            (false, _) => item,
            (true, (0, usize::MAX)) => serde_json::json!({"type": "array", "items": item}),
            (true, (fewest, usize::MAX)) => serde_json::json!({"type": "array", "items": item, "minItems": fewest}),
            (true, (fewest, most)) => {
                serde_json::json!({"type": "array", "items": item, "minItems": fewest, "maxItems": most})
            }
        };
        schema["title"] = Json::from(self.label.original());
        if let Some(help) = &self.help {
            schema["description"] = Json::from(help.original());
        }
        schema
    }

    /// Bytes that sort as its values do: by the first one; nothing comes before everything.
    pub fn sort_key(&self, values: &[Value], part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        values.first().map(|value| self.kind.sort_key(value, part, sorting)).unwrap_or_default()
    }

    /// The terms that its values count to, each followed by those that it lies in. **Shape**: each once.
    pub fn terms(&self, values: &[Value]) -> impl Iterator<Item = TermId> + use<> {
        let mut terms = Vec::with_capacity(values.len());
        for value in values {
            let mut next = self.kind.term(value);
            while let Some(term) = next {
                if !terms.contains(&term) {
                    terms.push(term);
                }
                next = self.kind.above(term);
            }
        }
        terms.into_iter()
    }

    /// The values that an audience may have, as readers see them.
    pub fn show<'v>(&'v self, values: &'v [Value], audience: Audience, showing: &Showing<'v>) -> Vec<Shown<'v>> {
        self.open(values, audience).map(|value| self.kind.show(value, showing)).collect()
    }

    /// The words by which a record with the values is found by everyone.
    pub fn search(
        &self,
        values: &[Value],
        speech: &Speech<'_>,
        names: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    ) {
        let Some(part) = self.search.of_document() else { return };
        self.open(values, Audience::Everyone).for_each(|value| self.kind.search(value, part, speech, names, into));
    }

    /// Its values as a piece of a title, in a language.
    pub fn title<'v>(
        &'v self,
        values: &'v [Value],
        part: Part,
        speech: &Speech<'_>,
        scope: &'v dyn Scope,
    ) -> Cow<'v, str> {
        let mut words = values.iter().filter_map(|value| self.kind.title(value, part, speech, scope));
        match (words.next(), values) {
            (None, _) => Cow::Borrowed(""),
            (Some(only), [_]) => only,
            (Some(first), _) => Cow::Owned(words.fold(first.into_owned(), |joined, word| joined + ", " + &word)),
        }
    }
}

fn report_repeats(reading: &Reading<'_>, nodes: &[Node], items: &[Value]) {
    if nodes.len() != items.len() {
        return;
    }
    for (index, item) in items.iter().enumerate() {
        if items[..index].contains(item) {
            let message = say!("Ta wartość stoi na liście dwa razy.", "This value stands in the list twice.");
            let help = say!("Usuń ten wiersz albo popraw wartość.", "Remove this line, or correct the value.");
            reading.report(codes::VALUE_NOT_UNIQUE, &nodes[index].span, message, Some(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_plain_words() {
        assert!(["phones", "status_granted", "a1"].iter().all(|name| is_plain_word(name)));
        assert!(["", "Phones", "1a", "e-mail", "łąka", "a b", "_a", "a.b"].iter().all(|name| !is_plain_word(name)));
    }
}
