//! A dataset with all that is known of it: what its figures count, where they are printed, and where the source says
//! otherwise. Texts are in every language that they have; figures are numbers, areas are codes, a record is its collection
//! and identifier.

use serde_json::{Map, Value, json};

use crate::config::Noun;
use crate::model::{Decimal, Localized};
use crate::validate::{About, ColumnKind, Conflict, DataColumn, Dataset, Datum, Portal, Printed, Unit};

/// The version of the format: raised when a key changes its name or meaning.
const SCHEMA_VERSION: &str = "1";

/// A dataset as JSON: a row a line, so that changes can be compared.
pub fn json(portal: &Portal, dataset: &Dataset) -> Vec<u8> {
    let writer = Writer { portal, dataset };
    let mut head = writer.head().to_string();
    head.pop();
    let lines = |values: Vec<Value>| values.iter().map(Value::to_string).collect::<Vec<_>>().join(",\n");
    let rows = lines((0..dataset.rows.len()).map(|row| writer.row(row)).collect());
    let conflicts = lines(dataset.conflicts.iter().map(|conflict| writer.conflict(conflict)).collect());
    format!("{head},\"rows\":[\n{rows}\n],\"conflicts\":[\n{conflicts}\n]}}\n").into_bytes()
}

struct Writer<'p> {
    portal: &'p Portal,
    dataset: &'p Dataset,
}

impl Writer<'_> {
    /// Everything but the rows and the contradictions.
    fn head(&self) -> Value {
        let dataset = self.dataset;
        let total = |(column, total): (&usize, &Decimal)| (dataset.columns[*column].id.clone(), number(*total));
        json!({
            "schema_version": SCHEMA_VERSION,
            "id": dataset.id,
            "title": self.text(&dataset.title),
            "unit": self.unit(dataset.unit.as_ref()),
            "year": dataset.year,
            "source": self.source(),
            "printed": dataset.printed.iter().map(|printed| self.printed(printed)).collect::<Value>(),
            "columns": dataset.columns.iter().map(|column| self.column(column)).collect::<Value>(),
            "key": dataset.columns[dataset.key].id,
            "totals": dataset.totals.iter().map(total).collect::<Map<_, _>>(),
            "notes": dataset.notes.iter().map(|note| self.text(note)).collect::<Value>(),
        })
    }

    /// A text by language.
    fn text(&self, text: &Localized) -> Value {
        let default = self.portal.site.languages.default_language();
        let own = std::iter::once((default.to_string(), json!(text.original())));
        Value::Object(own.chain(text.translations().map(|(tag, text)| (tag.to_string(), json!(text)))).collect())
    }

    fn maybe(&self, text: Option<&Localized>) -> Value {
        text.map_or(Value::Null, |text| self.text(text))
    }

    /// What figures count, as one says of many.
    fn unit(&self, unit: Option<&Unit>) -> Value {
        match unit {
            None => Value::Null,
            Some(Unit::Symbol(symbol)) => self.text(symbol),
            Some(Unit::Noun(noun)) => self.noun(noun),
        }
    }

    /// The form after a large round number, such as *a hundred people*.
    fn noun(&self, noun: &Noun) -> Value {
        let languages = &self.portal.site.languages;
        let form = |tag| noun.form(tag, languages.default_language(), "many");
        languages.iter().map(|tag| (tag.to_string(), json!(form(tag)))).collect::<Map<_, _>>().into()
    }

    fn source(&self) -> Value {
        let (of, site) = (&self.dataset.source, self.portal.site.source.as_ref());
        let url = of.url.as_ref().or(site.and_then(|site| site.url.as_ref()));
        json!({
            "title": self.maybe(of.title.as_ref().or(site.map(|site| &site.title))),
            "url": url.map(|url| url.as_str()),
            "place": self.maybe(of.place.as_ref()),
        })
    }

    fn printed(&self, printed: &Printed) -> Value {
        json!({"number": self.text(&printed.number), "title": printed.title})
    }

    fn column(&self, column: &DataColumn) -> Value {
        let unit = column.unit.as_ref().map(|unit| self.unit(Some(unit)));
        let mut facts = json!({"id": column.id, "label": self.text(&column.label), "kind": kind(column.kind)});
        if let Some(unit) = unit {
            facts["unit"] = unit;
        }
        facts
    }

    fn row(&self, row: usize) -> Value {
        let cells = self.dataset.columns.iter().zip(&self.dataset.rows[row]);
        Value::Object(cells.map(|(column, cell)| (column.id.clone(), self.cell(cell))).collect())
    }

    fn cell(&self, cell: &Datum) -> Value {
        match cell {
            Datum::Missing => Value::Null,
            Datum::Text(text) => self.text(text),
            Datum::Number(of) => number(*of),
            Datum::Area(area) => json!(self.portal.areas.areas[*area].code),
            Datum::Record(at) => {
                json!(format!("{}/{}", self.portal.collection_of(*at).schema.id, self.portal.record(*at).id))
            }
        }
    }

    /// A contradiction of the source: about which rows and columns, of all where none is named.
    fn conflict(&self, conflict: &Conflict) -> Value {
        let key = |row: &usize| self.cell(&self.dataset.rows[*row][self.dataset.key]);
        let column = |column: &usize| self.dataset.columns[*column].id.clone();
        json!({
            "about": about(conflict.about),
            "rows": conflict.rows.iter().map(key).collect::<Vec<_>>(),
            "columns": conflict.columns.iter().map(column).collect::<Vec<_>>(),
            "place": self.text(&conflict.place),
            "printed": self.text(&conflict.printed),
            "taken": self.text(&conflict.taken),
            "reason": self.text(&conflict.reason),
        })
    }
}

/// A number, whole where it is.
fn number(of: Decimal) -> Value {
    let text = of.to_string();
    text.parse::<i64>().map_or_else(|_| json!(of.to_f64()), |whole| json!(whole))
}

fn kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Integer => "integer",
        ColumnKind::Decimal => "decimal",
        ColumnKind::Money => "money",
        ColumnKind::Percent => "percent",
        ColumnKind::Area => "area",
        ColumnKind::Record => "record",
    }
}

fn about(about: About) -> &'static str {
    match about {
        About::Value => "value",
        About::Share => "share",
        About::Change => "change",
        About::Total => "total",
        About::Whole => "whole",
    }
}
