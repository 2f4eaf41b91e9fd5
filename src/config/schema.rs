use std::ops::Range;

use super::field::{Field, FieldKind, read_field};
use super::noun::{Noun, read_noun};
use super::reading::{Fields, Reading};
use super::title::TitleTemplate;
use crate::diagnostic::{codes, did_you_mean};
use crate::model::Localized;
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
    /// Markdown at the top of the collection's page.
    pub introduction: Option<Localized>,
    /// How a record's title is made from its fields.
    pub title: TitleTemplate,
    /// How a record's one-line description in lists is made from its fields.
    pub summary: Option<TitleTemplate>,
    /// The shape that marks its records on maps.
    pub marker: Marker,
    /// The fields by which records are ordered, the first weighs most.
    pub sort: Vec<SortKey>,
    /// The field by which directories group records: an area or a choice. Index into `fields`.
    pub group: Option<usize>,
    /// After how many days a verification is too old.
    pub verified_within: Option<i64>,
    /// The fields in their declared order.
    pub fields: Vec<Field>,
    /// Fields offered as filters. Indexes into `fields`.
    pub facets: Vec<usize>,
    /// Columns of directory tables.
    pub table: Vec<Column>,
    /// Sections of a record's page after its status, in order.
    pub page: Vec<Section>,
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
    /// A field, or the town of an address.
    Field(usize),
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
    /// The index of a field by its name.
    pub fn field_index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The index of the first field of a kind.
    pub fn first(&self, is: impl Fn(&FieldKind) -> bool) -> Option<usize> {
        self.fields.iter().position(|field| is(&field.kind))
    }

    /// The index of the field that says whether the place is open.
    pub fn status(&self) -> Option<usize> {
        self.first(|kind| matches!(kind, FieldKind::Status { .. }))
    }

    /// The index of the field that says where on Earth the place is.
    pub fn position(&self) -> Option<usize> {
        self.first(|kind| matches!(kind, FieldKind::Position))
    }

    /// The index of the field with the postal address.
    pub fn address(&self) -> Option<usize> {
        self.first(|kind| matches!(kind, FieldKind::Address))
    }

    /// The index of the field with the area that the place stands in.
    pub fn area(&self) -> Option<usize> {
        self.fields.iter().position(|field| matches!(field.kind, FieldKind::Area { .. }) && !field.list)
    }

    /// The index of the field with the areas that the place serves.
    pub fn service_area(&self) -> Option<usize> {
        self.first(|kind| matches!(kind, FieldKind::ServiceArea { .. }))
    }
}

/// Reads the schema of the collection `id` from its parsed `_schema.yaml`.
///
/// **Errors**: reported to `reading`; nothing comes back only where no record could be read by it.
pub fn read_schema(reading: &Reading<'_>, id: &str, node: &Node) -> Option<Schema> {
    let top = reading.fields(node)?;
    let fields = read_fields(reading, &top)?;
    let names = Names { reading, fields: &fields };
    let schema = Schema {
        id: id.to_owned(),
        label: top.need_localized("label").unwrap_or_else(|| Localized::plain(id)),
        noun: top.need("noun").and_then(|node| read_noun(reading, node)).unwrap_or_default(),
        abbreviation: top.text("abbreviation").map(str::to_owned),
        introduction: top.localized("introduction"),
        title: names.template(&top, "title").unwrap_or_else(TitleTemplate::name),
        summary: names.template(&top, "summary"),
        marker: top.take("marker").and_then(|node| reading.word(node, MARKERS)).unwrap_or(Marker::Circle),
        sort: names.sort(&top),
        group: names.group(&top),
        verified_within: top.integer("verified_within"),
        facets: names.facets(&top),
        table: names.table(&top),
        page: names.page(&top),
        location: reading.file().start(),
        fields: Vec::new(),
    };
    top.close();
    Some(Schema { fields, ..schema })
}

const MARKERS: &[(&str, Marker)] = &[
    ("circle", Marker::Circle),
    ("square", Marker::Square),
    ("diamond", Marker::Diamond),
    ("triangle", Marker::Triangle),
];

fn read_fields(reading: &Reading<'_>, top: &Fields<'_, '_>) -> Option<Vec<Field>> {
    let mapping = reading.mapping(top.need("fields")?)?;
    Some(mapping.entries.iter().filter_map(|entry| read_field(reading, entry)).collect())
}

/// The parts of a schema that name its fields.
struct Names<'a> {
    reading: &'a Reading<'a>,
    fields: &'a [Field],
}

impl Names<'_> {
    fn find(&self, name: &str, span: &Range<usize>) -> Option<usize> {
        let found = self.fields.iter().position(|field| field.name == name);
        if found.is_none() {
            let known = self.fields.iter().map(|field| field.name.as_str()).chain(["title", "name"]);
            let message = say!("Schemat nie ma pola „{name}”.", "The schema has no field “{name}”.");
            self.reading.report(
                codes::SCHEMA_UNKNOWN_FIELD,
                span,
                message,
                did_you_mean(name, known.collect::<Vec<_>>()),
            );
        }
        found
    }

    fn template(&self, top: &Fields<'_, '_>, key: &'static str) -> Option<TitleTemplate> {
        let node = top.take(key)?;
        let text = self.reading.localized(node)?;
        match TitleTemplate::parse(&text, self.fields) {
            Ok(template) => Some(template),
            Err(fault) => {
                let message = say!(
                    "Szablon nazywa pole, którego nie ma: „{fault}”.",
                    "The template names a field that does not exist: “{fault}”."
                );
                let known = self.fields.iter().map(|field| field.name.as_str()).chain(["name"]);
                self.reading.report(
                    codes::SCHEMA_UNKNOWN_FIELD,
                    &node.span,
                    message,
                    did_you_mean(&fault, known.collect::<Vec<_>>()),
                );
                None
            }
        }
    }

    fn sort(&self, top: &Fields<'_, '_>) -> Vec<SortKey> {
        let key = |(name, span): &(&str, Range<usize>)| match *name {
            "title" => Some(SortKey::Title),
            "name" => Some(SortKey::Name),
            name => self.find(name.split('.').next().unwrap_or(name), span).map(SortKey::Field),
        };
        let keys: Vec<SortKey> = top.texts("sort").iter().filter_map(key).collect();
        if keys.is_empty() { vec![SortKey::Title] } else { keys }
    }

    fn group(&self, top: &Fields<'_, '_>) -> Option<usize> {
        let node = top.take("group")?;
        let index = self.find(self.reading.text(node)?, &node.span)?;
        let groups = matches!(self.fields[index].kind, FieldKind::Area { .. } | FieldKind::Choice { .. });
        if !groups {
            let message = say!(
                "Grupować można po polu typu area albo choice.",
                "Records can be grouped by a field of type area or choice."
            );
            self.reading.report(codes::SCHEMA_FIELD, &node.span, message, None);
        }
        groups.then_some(index)
    }

    fn facets(&self, top: &Fields<'_, '_>) -> Vec<usize> {
        let mut facets = Vec::new();
        for (name, span) in top.texts("facets") {
            let Some(index) = self.find(name, &span) else { continue };
            if self.fields[index].kind.has_terms() {
                facets.push(index);
            } else {
                let message = say!(
                    "Pole „{name}” nie może być filtrem: tylko choice, boolean, area i status.",
                    "The field “{name}” cannot be a filter: only choice, boolean, area and status can."
                );
                self.reading.report(codes::SCHEMA_FIELD, &span, message, None);
            }
        }
        facets
    }

    fn table(&self, top: &Fields<'_, '_>) -> Vec<Column> {
        let column = |(name, span): &(&str, Range<usize>)| match *name {
            "title" => Some(Column::Title),
            "name" => Some(Column::Name),
            name => self.find(name, span).map(Column::Field),
        };
        let columns: Vec<Column> = top.texts("table").iter().filter_map(column).collect();
        if columns.is_empty() { vec![Column::Title] } else { columns }
    }

    fn page(&self, top: &Fields<'_, '_>) -> Vec<Section> {
        let Some(node) = top.take("page") else { return vec![self.whole_page()] };
        let sections = self.reading.list(node).unwrap_or_default();
        sections.iter().filter_map(|node| self.section(node)).collect()
    }

    fn section(&self, node: &Node) -> Option<Section> {
        let section = self.reading.fields(node)?;
        let id = section.need_text("section")?.to_owned();
        let label = section.need_localized("label")?;
        let fields = section.texts("fields").iter().filter_map(|(name, span)| self.find(name, span)).collect();
        section.close();
        Some(Section { id, label, fields })
    }

    /// The page of a schema that does not arrange one: all fields but those shown elsewhere on every page.
    fn whole_page(&self) -> Section {
        let shown = |field: &Field| !matches!(field.kind, FieldKind::Status { .. } | FieldKind::Position);
        let fields = (0..self.fields.len()).filter(|index| shown(&self.fields[*index])).collect();
        Section { id: "fields".to_owned(), label: Localized::plain(""), fields }
    }
}
