use std::ops::Range;

use super::guide::{Guide, read_guide};
use super::noun::{Noun, read_noun};
use super::title::{TitleFault, TitleTemplate, find_part, part_names};
use crate::diagnostic::{Diagnostic, Text, codes, did_you_mean};
use crate::field::{Field, Kind, Multiplicity, Part, Role, Roles, Terms, Thing, check_property, read_field, read_type};
use crate::model::{Localized, is_slug};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::source::Location;
use crate::yaml::Node;

/// What the records of one collection look like and how they are shown: `_schema.yaml`.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The collection's name: its folder, its address and its open data file.
    pub id: String,
    /// The heading of the collection.
    pub label: Localized,
    /// What one record is called when records are counted.
    pub noun: Noun,
    /// The short form of the label, such as an abbreviation.
    pub abbreviation: Option<String>,
    /// One sentence at the top of the collection's page.
    pub lead: Option<Localized>,
    /// Markdown on the collection's page, below its records.
    pub introduction: Option<Localized>,
    /// What whoever comes to one of its records should know, told on the collection's page and on each record's.
    pub guide: Option<Guide>,
    /// How a record's title is made from its fields.
    pub title: TitleTemplate,
    /// Whether the schema's own words for the title could be read, so that titles mean something.
    pub title_read: bool,
    /// How a record is called in lists, above who runs it.
    pub short_title: Option<TitleTemplate>,
    /// How a record's one-line description in lists is made from its fields.
    pub summary: Option<TitleTemplate>,
    /// What one record is in the words of schema.org.
    pub schema_org: (String, Thing),
    /// The shape that marks its records on maps.
    pub marker: Marker,
    /// The fields by which records are ordered, the first weighs most.
    pub sort: Vec<SortKey>,
    /// The field by which directories group records. Index into `fields`.
    pub group: Option<usize>,
    /// After how many days a verification is too old, and where the schema says so.
    pub verified_within: Option<(usize, Location)>,
    /// The fields in their declared order.
    pub fields: Vec<Field>,
    /// Which of them plays each role.
    pub roles: Roles,
    /// Fields offered as filters. Indexes into `fields`.
    pub facets: Vec<usize>,
    /// Columns of directory tables.
    pub table: Vec<Column>,
    /// Sections of a record's page after its status, in order.
    pub page: Vec<Section>,
    /// Names of fields whose definitions could not be read: their values are not judged. **Shape**: mostly empty.
    pub unread: Vec<String>,
    /// The schema's file, for faults of the collection as a whole.
    pub location: Location,
}

/// The shape of a marker on maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A disc.
    Circle,
    /// An upright square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle on its base.
    Triangle,
}

impl Marker {
    /// The word for it in schemas and style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Marker::Circle => "circle",
            Marker::Square => "square",
            Marker::Diamond => "diamond",
            Marker::Triangle => "triangle",
        }
    }
}

/// What records are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The record's title.
    Title,
    /// The record's name as printed.
    Name,
    /// A field, or a part of its values.
    Field(usize, Part),
}

/// A column of a directory table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The title, linked to the record.
    Title,
    /// The name as printed.
    Name,
    /// A field.
    Field(usize),
}

/// A section of a record's page.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name in style sheets and anchors.
    pub id: String,
    /// Its heading.
    pub label: Localized,
    /// The fields in it, in order. Indexes into [`Schema::fields`].
    pub fields: Vec<usize>,
}

impl Schema {
    /// Whether a field of this name is declared in a way that could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.iter().any(|unread| unread.eq_ignore_ascii_case(name))
    }

    /// The index of a field by its name.
    pub fn field_index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The index of the field that plays a role.
    pub fn playing(&self, role: Role) -> Option<usize> {
        self.roles.get(role)
    }
}

/// Reads the schema of the collection `id` from its parsed `_schema.yaml`.
///
/// **Errors**: reported to `reading`; nothing comes back only where no record could be read by it.
pub fn read_schema(reading: &Reading<'_>, id: &str, node: &Node) -> Option<Schema> {
    let top = reading.fields(node)?;
    let Some((fields, unread)) = read_fields(reading, &top) else {
        top.close();
        return None;
    };
    let roles = cast(reading, &fields);
    let names = Names { reading, fields: &fields, roles: &roles, unread: &unread };
    let title = top.take("title").map(|node| names.template(node));
    let schema = Schema {
        id: id.to_owned(),
        label: top.need_localized("label").unwrap_or_else(|| Localized::plain(id)),
        noun: top.need("noun").and_then(|node| read_noun(reading, node)).unwrap_or_default(),
        abbreviation: top.text("abbreviation").map(str::to_owned),
        lead: top.localized("lead"),
        introduction: top.localized("introduction"),
        guide: top.take("guide").and_then(|node| read_guide(reading, node)),
        title_read: title.as_ref().is_none_or(Option::is_some),
        title: title.flatten().unwrap_or_else(TitleTemplate::name),
        short_title: top.take("short_title").and_then(|node| names.template(node)),
        summary: top.take("summary").and_then(|node| names.template(node)),
        schema_org: read_type(reading, &top),
        marker: top.take("marker").and_then(|node| reading.word(node, MARKERS)).unwrap_or(Marker::Circle),
        sort: names.sort(&top),
        group: names.group(&top),
        verified_within: top.count("verified_within").zip(top.place("verified_within")),
        facets: names.facets(&top),
        table: names.table(&top),
        page: names.page(&top),
        location: reading.file().start(),
        fields: Vec::new(),
        roles: Roles::default(),
        unread: Vec::new(),
    };
    top.close();
    for field in &fields {
        let property = field.schema_org.iter();
        property.for_each(|property| check_property(reading, &schema.schema_org, property, &field.location));
    }
    Some(Schema { fields, roles, unread, ..schema })
}

const MARKERS: &[(&str, Marker)] = &[
    ("circle", Marker::Circle),
    ("square", Marker::Square),
    ("diamond", Marker::Diamond),
    ("triangle", Marker::Triangle),
];

/// The fields, and the names of those that could not be read.
fn read_fields(reading: &Reading<'_>, top: &Fields<'_, '_>) -> Option<(Vec<Field>, Vec<String>)> {
    let mapping = top.need("fields").and_then(|node| reading.mapping(node))?;
    let mut unread = Vec::new();
    let mut fields = Vec::with_capacity(mapping.entries.len());
    for entry in &mapping.entries {
        match read_field(reading, entry).filter(|field| fits(reading, field, &fields)) {
            Some(field) => fields.push(field),
            None => unread.push(entry.key.clone()),
        }
    }
    Some((fields, unread))
}

/// Whether a field contradicts none of those before it; else it is reported, and its values are not judged.
fn fits(reading: &Reading<'_>, field: &Field, before: &[Field]) -> bool {
    let only_one = field.kind.about().multiplicity == Multiplicity::OneField;
    let same = |other: &&Field| only_one && other.kind.name() == field.kind.name();
    let Some(other) = before.iter().find(same) else { return true };
    let (name, kind) = (&other.name, field.kind.name());
    let message = say!(
        "Pole typu {kind} może być tylko jedno; jest nim już „{name}”.",
        "There can be one field of type {kind} only; “{name}” is one."
    );
    reading.push(Diagnostic::new(codes::SCHEMA_FIELD, field.location.clone(), message));
    false
}

/// Which field plays each role: the one that says so, else the first that does so by itself.
fn cast(reading: &Reading<'_>, fields: &[Field]) -> Roles {
    let mut roles = Roles::default();
    for (index, field) in fields.iter().enumerate() {
        let Some((role, location)) = &field.role else { continue };
        let other = roles.cast(*role, index);
        if other != index {
            let (word, name) = (role.as_str(), &fields[other].name);
            let message =
                say!("Rolę „{word}” ma już pole „{name}”.", "The field “{name}” has the role “{word}” already.");
            reading.push(Diagnostic::new(codes::SCHEMA_FIELD, location.clone(), message));
        }
    }
    for (index, field) in fields.iter().enumerate() {
        if let Some(role) = field.own_role() {
            roles.cast(role, index);
        }
    }
    roles
}

/// The parts of a schema that name its fields.
struct Names<'a> {
    reading: &'a Reading<'a>,
    fields: &'a [Field],
    roles: &'a Roles,
    unread: &'a [String],
}

impl Names<'_> {
    fn find(&self, name: &str, span: &Range<usize>) -> Option<usize> {
        let found = self.fields.iter().position(|field| field.name == name);
        if found.is_none() {
            let known = self.fields.iter().map(|field| field.name.as_str());
            let message = say!("Schemat nie ma pola „{name}”.", "The schema has no field “{name}”.");
            self.unknown(name, span, message, known.chain(["title", "name"]).collect());
        }
        found
    }

    fn find_part(&self, path: &str, span: &Range<usize>) -> Option<(usize, Part)> {
        let found = find_part(path, self.fields);
        if found.is_none() {
            let known = part_names(self.fields);
            let message = say!("Schemat nie ma pola „{path}”.", "The schema has no field “{path}”.");
            self.unknown(path, span, message, known.iter().map(String::as_str).chain(["title", "name"]).collect());
        }
        found
    }

    /// Reports a name that is no field, unless it is one whose definition was already reported.
    fn unknown(&self, path: &str, span: &Range<usize>, message: Text, known: Vec<&str>) {
        let name = path.split('.').next().unwrap_or(path);
        if !self.unread.iter().any(|unread| unread.eq_ignore_ascii_case(name)) {
            self.reading.report(codes::SCHEMA_UNKNOWN_FIELD, span, message, did_you_mean(path, known));
        }
    }

    fn template(&self, node: &Node) -> Option<TitleTemplate> {
        let text = self.reading.localized(node)?;
        match TitleTemplate::parse(&text, self.fields) {
            Ok(template) => Some(template),
            Err(TitleFault::Unknown(name)) => {
                let message = say!(
                    "Szablon nazywa pole, którego nie ma: „{name}”.",
                    "The template names a field that does not exist: “{name}”."
                );
                let known = part_names(self.fields);
                self.unknown(
                    &name,
                    &node.span,
                    message,
                    known.iter().map(String::as_str).chain(["name", "id"]).collect(),
                );
                None
            }
            Err(TitleFault::Wordless(name)) => {
                self.wordless(&name, node);
                None
            }
        }
    }

    /// Reports a field of which nothing would be seen in a title.
    fn wordless(&self, name: &str, node: &Node) {
        let message = say!(
            "Pole „{name}” nie może stać w tytule ani w podsumowaniu: jego wartości nie są słowami.",
            "The field “{name}” cannot stand in a title or summary: its values are no words."
        );
        let help = self.usable(["name", "id"], |field| field.kind.about().titles);
        self.reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
    }

    /// Which fields records can be chosen and grouped by.
    fn with_terms(&self) -> Text {
        self.usable([], |field| field.kind.about().terms != Terms::None)
    }

    fn usable<const N: usize>(&self, others: [&str; N], is_usable: impl Fn(&Field) -> bool) -> Text {
        let fields = self.fields.iter().filter(|field| is_usable(field)).map(|field| field.name.as_str());
        let names = others.into_iter().chain(fields).collect::<Vec<_>>().join(", ");
        if names.is_empty() {
            return say!(
                "Ten schemat nie ma pola, które by tu pasowało.",
                "This schema has no field that would do here."
            );
        }
        say!("Można tu użyć: {names}", "These can be used here: {names}")
    }

    fn sort(&self, top: &Fields<'_, '_>) -> Vec<SortKey> {
        let key = |(name, span): &(&str, Range<usize>)| match *name {
            "title" => Some(SortKey::Title),
            "name" => Some(SortKey::Name),
            name => self.find_part(name, span).map(|(index, part)| SortKey::Field(index, part)),
        };
        let keys: Vec<SortKey> = top.texts("sort").iter().filter_map(key).collect();
        if keys.is_empty() { vec![SortKey::Title] } else { keys }
    }

    fn group(&self, top: &Fields<'_, '_>) -> Option<usize> {
        let node = top.take("group")?;
        let index = self.find(self.reading.text(node)?, &node.span)?;
        let groups = self.fields[index].kind.about().terms != Terms::None;
        if !groups {
            let name = &self.fields[index].name;
            let message = say!("Po polu „{name}” nie można grupować.", "Records cannot be grouped by “{name}”.");
            self.reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(self.with_terms()));
        }
        groups.then_some(index)
    }

    fn facets(&self, top: &Fields<'_, '_>) -> Vec<usize> {
        let mut facets = Vec::new();
        let names = top.texts("facets");
        self.report_repeats(&names);
        for (name, span) in names {
            let Some(index) = self.find(name, &span) else { continue };
            if self.fields[index].kind.about().terms == Terms::None {
                let message = say!("Pole „{name}” nie może być filtrem.", "The field “{name}” cannot be a filter.");
                self.reading.report(codes::SCHEMA_FIELD, &span, message, Some(self.with_terms()));
            } else if self.have_pages(&self.fields[index].kind) {
                facets.push(index);
            }
        }
        facets
    }

    /// Whether each of a kind's own terms can have a page of its own; else its word is reported in the schema.
    fn have_pages(&self, kind: &Kind) -> bool {
        let words = kind.words();
        let faults = words.iter().enumerate().filter_map(|(number, word)| {
            let (key, slug) = (&word.key, word.slug());
            let other = words[..number].iter().find(|other| other.slug() == slug);
            let message = match other.map(|other| &other.key) {
                _ if slug.is_empty() => say!(
                    "Słowo „{key}” nie ma liter ani cyfr, więc nie może być adresem strony.",
                    "The word “{key}” has no letter or digit and cannot be the address of a page."
                ),
                Some(other) => say!(
                    "Słowa „{key}” i „{other}” miałyby ten sam adres: {slug}.",
                    "The words “{key}” and “{other}” would have the same address: {slug}."
                ),
                None => return None,
            };
            let help = say!(
                "Każde słowo filtru ma własną stronę. Nazwij je inaczej.",
                "Each word of a filter has a page of its own. Call it something else."
            );
            Some(Diagnostic::new(codes::SCHEMA_FIELD, word.location.clone(), message).help(help))
        });
        let faults: Vec<Diagnostic> = faults.collect();
        let whole = faults.is_empty();
        faults.into_iter().for_each(|fault| self.reading.push(fault));
        whole
    }

    fn table(&self, top: &Fields<'_, '_>) -> Vec<Column> {
        let column = |(name, span): &(&str, Range<usize>)| match *name {
            "title" => Some(Column::Title),
            "name" => Some(Column::Name),
            name => self.find(name, span).map(Column::Field),
        };
        let names = top.texts("table");
        self.report_repeats(&names);
        let columns: Vec<Column> = names.iter().filter_map(column).collect();
        if columns.is_empty() { vec![Column::Title] } else { columns }
    }

    fn page(&self, top: &Fields<'_, '_>) -> Vec<Section> {
        let Some(node) = top.take("page") else { return vec![self.whole_page()] };
        let nodes = self.reading.list(node).unwrap_or_default();
        let sections: Vec<(Section, Range<usize>)> = nodes.iter().filter_map(|node| self.section(node)).collect();
        self.report_repeats(&sections.iter().map(|(section, span)| (&*section.id, span.clone())).collect::<Vec<_>>());
        sections.into_iter().map(|(section, _)| section).collect()
    }

    /// A section and the place of its name.
    fn section(&self, node: &Node) -> Option<(Section, Range<usize>)> {
        let section = self.reading.fields(node)?;
        let id = section.need("section").and_then(|node| Some((self.reading.text(node)?, node.span.clone())));
        let label = section.need_localized("label");
        let fields = section.texts("fields").iter().filter_map(|(name, span)| self.find(name, span)).collect();
        section.close();
        let ((id, span), label) = (id?, label?);
        if !is_slug(id) {
            let message = say!("„{id}” nie może być kotwicą na stronie.", "“{id}” cannot be an anchor on a page.");
            let slug = crate::model::slugify(id);
            self.reading.report(codes::SCHEMA_FIELD, &span, message, Some(say!("Napisz: {slug}", "Write: {slug}")));
        }
        Some((Section { id: id.to_owned(), label, fields }, span))
    }

    /// Reports names that stand twice where each may stand once.
    fn report_repeats(&self, names: &[(&str, Range<usize>)]) {
        for (index, (name, span)) in names.iter().enumerate() {
            if names[..index].iter().any(|(other, _)| other == name) {
                let message = say!("„{name}” stoi tu dwa razy.", "“{name}” stands here twice.");
                self.reading.report(codes::SCHEMA_FIELD, span, message, None);
            }
        }
    }

    /// The page of a schema that does not arrange one: all fields but those shown elsewhere on every page.
    fn whole_page(&self) -> Section {
        let elsewhere = |index: &usize| self.roles.plays(*index, &[Role::Status, Role::Position]);
        let fields = (0..self.fields.len()).filter(|index| !elsewhere(index)).collect();
        Section { id: "fields".to_owned(), label: Localized::plain(""), fields }
    }
}
