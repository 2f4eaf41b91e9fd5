use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::areas::Wanted;
use super::collections::Collections;
use super::conflicts::ConflictReader;
use super::portal::{Areas, ColumnKind, DataColumn, Dataset, Datum, Printed, RecordRef, Unit};
use super::records::{file_stem, read_citation};
use crate::config::read_noun;
use crate::diagnostic::{Checked, Diagnostic, codes, did_you_mean};
use crate::load::Sources;
use crate::model::{Decimal, Localized, is_slug, slugify};
use crate::reading::{Fields, Languages, Reading};
use crate::say;
use crate::source::{Location, SourceFile};
use crate::yaml::{self, Node, Value};

/// Reads every dataset, then holds each against what it declares about its figures.
///
/// **Errors**: `dataset/…`, `reference/dangling`, `value/number`, `file/name`.
pub fn read_datasets(
    sources: &Sources,
    languages: &Languages,
    areas: &Areas,
    collections: &Collections,
) -> Checked<Vec<Dataset>> {
    let mut diagnostics = Vec::new();
    let mut datasets = Vec::new();
    let mut checks = Vec::new();
    for file in &sources.datasets {
        let Some(node) = yaml::parse(file).into_value(&mut diagnostics) else { continue };
        let reading = Reading::new(file, languages);
        let reader = Reader { reading: &reading, areas, collections };
        let read = reader.dataset(file, &node);
        let faults = reading.finish();
        if let Some((dataset, declared)) = read {
            // A sum without the figures that could not be read is wrong for that reason alone.
            let whole = !faults.iter().any(Diagnostic::is_error);
            checks.extend(declared.into_iter().filter(|_| whole).map(|check| (datasets.len(), check)));
            datasets.push(dataset);
        }
        diagnostics.extend(faults);
    }
    // After all are read: a sum may be held against a figure of another dataset.
    for (index, check) in checks {
        diagnostics.extend(hold(&datasets, index, &check));
    }
    Checked { value: datasets, diagnostics }
}

/// The names of the datasets whose files could not be read.
pub fn unread(sources: &Sources, read: &[Dataset]) -> Vec<String> {
    let files = sources.datasets.iter().map(|file| file.path());
    let files =
        files.chain(sources.unread.iter().map(PathBuf::as_path).filter(|path| path.starts_with("content/datasets")));
    let names = files.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    names.filter(|name| !read.iter().any(|dataset| dataset.id == *name)).collect()
}

/// What a dataset declares about the sum of a column.
struct Check {
    column: usize,
    equals: Expected,
    tolerance: Decimal,
    location: Location,
}

/// What a sum must equal.
enum Expected {
    Number(Decimal),
    Cell { dataset: String, row: String, column: String },
}

/// The words for what a column holds.
pub const COLUMN_KINDS: &[(&str, ColumnKind)] = &[
    ("text", ColumnKind::Text),
    ("integer", ColumnKind::Integer),
    ("decimal", ColumnKind::Decimal),
    ("money", ColumnKind::Money),
    ("percent", ColumnKind::Percent),
    ("area", ColumnKind::Area),
    ("record", ColumnKind::Record),
];

struct Reader<'a> {
    reading: &'a Reading<'a>,
    areas: &'a Areas,
    collections: &'a Collections,
}

impl Reader<'_> {
    fn dataset(&self, file: &Arc<SourceFile>, node: &Node) -> Option<(Dataset, Vec<Check>)> {
        let top = self.reading.fields(node)?;
        let columns = top.need("columns").map(|node| self.columns(node)).unwrap_or_default();
        let key = self.key(&top, &columns);
        let mut checks: Vec<Check> = top.list("checks").iter().filter_map(|node| self.check(node, &columns)).collect();
        let totals = self.totals(&top, &columns, &mut checks);
        let (rows, names) = self.rows(&top, &columns, key);
        let conflicts = ConflictReader { reading: self.reading, columns: &columns, names: &names };
        let dataset = Dataset {
            id: self.id(file),
            title: top.need_localized("title").unwrap_or_default(),
            unit: top.take("unit").and_then(|node| self.unit(node)),
            year: top.integer("year"),
            source: top.need("source").and_then(|node| read_citation(self.reading, node)).unwrap_or_default(),
            rows,
            printed: top.list("printed").iter().filter_map(|node| self.printed(node)).collect(),
            notes: top.list("notes").iter().filter_map(|node| self.reading.localized(node)).collect(),
            conflicts: top.list("conflicts").iter().filter_map(|node| conflicts.read(node)).collect(),
            location: file.start(),
            columns,
            key,
            totals,
        };
        top.close();
        Some((dataset, checks))
    }

    /// A figure of the source that shows these numbers.
    fn printed(&self, node: &Node) -> Option<Printed> {
        let fields = self.reading.fields(node)?;
        let (number, title) = (fields.need_localized("number"), fields.need_text("title").map(str::to_owned));
        fields.close();
        Some(Printed { number: number?, title: title? })
    }

    fn id(&self, file: &Arc<SourceFile>) -> String {
        let id = file_stem(file);
        if !is_slug(&id) {
            let message =
                say!("Nazwa pliku „{id}” nie może być adresem.", "The file name “{id}” cannot be an address.");
            let better = slugify(&id);
            let help = say!("Zmień nazwę pliku na {better}.yaml", "Rename the file to {better}.yaml");
            self.reading.push(Diagnostic::new(codes::FILE_NAME, file.start(), message).help(help));
        }
        id
    }

    fn columns(&self, node: &Node) -> Vec<DataColumn> {
        let entries = self.reading.mapping(node).map_or(&[][..], |mapping| &mapping.entries);
        let column = |entry: &yaml::Entry| {
            let fields = self.reading.fields(&entry.value)?;
            let column = DataColumn {
                id: entry.key.clone(),
                label: fields.need_localized("label").unwrap_or_else(|| Localized::plain(entry.key.as_str())),
                kind: fields
                    .need("type")
                    .and_then(|node| self.reading.word(node, COLUMN_KINDS))
                    .unwrap_or(ColumnKind::Text),
                unit: fields.take("unit").and_then(|node| self.unit(node)),
            };
            fields.close();
            Some(column)
        };
        entries.iter().filter_map(column).collect()
    }

    /// A unit is a noun where its languages lead to plural forms, else a symbol.
    fn unit(&self, node: &Node) -> Option<Unit> {
        let nested = match &node.value {
            Value::Mapping(mapping) => {
                mapping.entries.iter().any(|entry| matches!(entry.value.value, Value::Mapping(_)))
            }
            _ => false,
        };
        if nested {
            read_noun(self.reading, node).map(Unit::Noun)
        } else {
            self.reading.localized(node).map(Unit::Symbol)
        }
    }

    fn column(&self, name: &str, span: &Range<usize>, columns: &[DataColumn]) -> Option<usize> {
        let found = columns.iter().position(|column| column.id == name);
        if found.is_none() {
            let message = say!("Zestaw nie ma kolumny „{name}”.", "The dataset has no column “{name}”.");
            let known: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
            self.reading.report(codes::DATASET_REFERENCE, span, message, did_you_mean(name, known));
        }
        found
    }

    fn key(&self, top: &Fields<'_, '_>, columns: &[DataColumn]) -> usize {
        let named = top.take("key").and_then(|node| self.column(self.reading.text(node)?, &node.span, columns));
        named.unwrap_or(0)
    }

    /// The rows, and what each is called: as its key cell is written, in the site's default language.
    fn rows(&self, top: &Fields<'_, '_>, columns: &[DataColumn], key: usize) -> (Vec<Vec<Datum>>, Vec<String>) {
        let mut first: HashMap<String, Range<usize>> = HashMap::new();
        let (mut rows, mut names) = (Vec::new(), Vec::new());
        for node in top.list("rows") {
            let Some(cells) = self.reading.list(node) else { continue };
            if cells.len() != columns.len() {
                self.wrong_length(node, cells.len(), columns.len());
                continue;
            }
            let row: Vec<Datum> = cells.iter().zip(columns).map(|(cell, column)| self.cell(cell, column)).collect();
            let name = match (&cells[key].value, &row[key]) {
                (Value::Scalar(name), _) => name.clone(),
                (_, Datum::Text(text)) => text.original().to_owned(),
                _ => String::new(),
            };
            if !name.is_empty() {
                self.repeated_row(&name, &cells[key], &mut first);
            }
            rows.push(row);
            names.push(name);
        }
        (rows, names)
    }

    fn wrong_length(&self, node: &Node, found: usize, wanted: usize) {
        let message = say!(
            "Liczba komórek w wierszu to {found}, a kolumn jest {wanted}.",
            "The number of cells in this row is {found}, but there are {wanted} columns."
        );
        let help = say!(
            "Brakującą wartość zapisz jako ~; tekst z przecinkiem weź w cudzysłów.",
            "Write ~ for a missing value; put text with a comma in quotes."
        );
        self.reading.report(codes::DATASET_ROW, &node.span, message, Some(help));
    }

    fn repeated_row(&self, name: &str, node: &Node, first: &mut HashMap<String, Range<usize>>) {
        let Some(other) = first.insert(name.to_owned(), node.span.clone()) else { return };
        let message =
            say!("Wiersz „{name}” stoi w zestawie dwa razy.", "The row “{name}” stands in the dataset twice.");
        let diagnostic = Diagnostic::new(codes::DATASET_ROW, self.reading.at(&node.span), message);
        self.reading
            .push(diagnostic.related(self.reading.at(&other), say!("Pierwszy jest tutaj.", "The first one is here.")));
    }

    fn cell(&self, node: &Node, column: &DataColumn) -> Datum {
        if node.value == Value::Null {
            return Datum::Missing;
        }
        let is_number = !matches!(column.kind, ColumnKind::Text | ColumnKind::Area | ColumnKind::Record);
        if let (true, Value::Scalar(text)) = (is_number, &node.value)
            && !text.contains(|c: char| c.is_ascii_digit())
        {
            let message = say!("„{text}” nie jest liczbą.", "“{text}” is not a number.");
            let help = say!("Wpisz liczbę; gdy jej nie ma, napisz: ~", "Write a number; where there is none, write: ~");
            self.reading.report(codes::VALUE_NUMBER, &node.span, message, Some(help));
            return Datum::Missing;
        }
        let cell = match column.kind {
            ColumnKind::Text => self.reading.localized(node).map(Datum::Text),
            ColumnKind::Integer => self.reading.integer(node).map(|number| Datum::Number(Decimal::from(number))),
            ColumnKind::Decimal | ColumnKind::Money | ColumnKind::Percent => self.decimal(node).map(Datum::Number),
            ColumnKind::Area => {
                let code = self.reading.text(node);
                code.and_then(|code| self.areas.resolve(self.reading, code, &node.span, Wanted::Any)).map(Datum::Area)
            }
            ColumnKind::Record => self.record(node).map(Datum::Record),
        };
        cell.unwrap_or(Datum::Missing)
    }

    fn decimal(&self, node: &Node) -> Option<Decimal> {
        let text = self.reading.text(node)?;
        let number = Decimal::parse(text);
        if number.is_none() {
            let message = say!("„{text}” nie jest liczbą.", "“{text}” is not a number.");
            self.reading.report(
                codes::VALUE_NUMBER,
                &node.span,
                message,
                Some(say!("Napisz np. 1385 albo 26.7", "Write for example 1385 or 26.7")),
            );
        }
        number
    }

    /// A record written as `collection/id`.
    fn record(&self, node: &Node) -> Option<RecordRef> {
        let text = self.reading.text(node)?;
        let find = || {
            let (name, id) = text.split_once('/')?;
            let collection = self.collections.read.position(|collection| collection.schema.id == name)?;
            let records = &self.collections.read[collection].records;
            let record = records.binary_search_by(|record| record.id.as_str().cmp(id)).ok()?;
            Some(RecordRef { collection, record })
        };
        let found = find();
        let unread = text.split_once('/').is_some_and(|(name, _)| self.collections.is_unread(name));
        if found.is_none() && !unread {
            let message = say!("Nie ma rekordu „{text}”.", "There is no record “{text}”.");
            let help = say!("Napisz: zbiór/identyfikator", "Write: collection/identifier");
            self.reading.report(codes::REFERENCE_DANGLING, &node.span, message, Some(help));
        }
        found
    }

    /// Reads the totals stated in the source; each is a check as well.
    fn totals(
        &self,
        top: &Fields<'_, '_>,
        columns: &[DataColumn],
        checks: &mut Vec<Check>,
    ) -> BTreeMap<usize, Decimal> {
        let mut totals = BTreeMap::new();
        let entries =
            top.take("totals").and_then(|node| self.reading.mapping(node)).map_or(&[][..], |mapping| &mapping.entries);
        for entry in entries {
            let Some(column) = self.column(&entry.key, &entry.key_span, columns) else { continue };
            let Some(total) = self.decimal(&entry.value) else { continue };
            totals.insert(column, total);
            // A check of the same column may allow a tolerance, which the bare total would deny.
            if !checks.iter().any(|check| check.column == column) {
                let location = self.reading.at(&entry.value.span);
                checks.push(Check { column, equals: Expected::Number(total), tolerance: Decimal::default(), location });
            }
        }
        totals
    }

    fn check(&self, node: &Node, columns: &[DataColumn]) -> Option<Check> {
        let fields = self.reading.fields(node)?;
        let column = fields.need("sum").and_then(|node| self.column(self.reading.text(node)?, &node.span, columns));
        let tolerance = fields.take("tolerance").and_then(|node| self.decimal(node)).unwrap_or_default();
        let equals = fields.need("equals").and_then(|node| self.expected(node));
        fields.close();
        Some(Check { column: column?, equals: equals?, tolerance, location: self.reading.at(&node.span) })
    }

    fn expected(&self, node: &Node) -> Option<Expected> {
        if matches!(node.value, Value::Scalar(_)) {
            return self.decimal(node).map(Expected::Number);
        }
        let fields = self.reading.fields(node)?;
        let text = |key| fields.need_text(key).map(str::to_owned);
        let (dataset, row, column) = (text("dataset"), text("row"), text("column"));
        fields.close();
        Some(Expected::Cell { dataset: dataset?, row: row?, column: column? })
    }
}

/// Holds one declared sum against the figures.
fn hold(datasets: &[Dataset], index: usize, check: &Check) -> Option<Diagnostic> {
    let dataset = &datasets[index];
    let expected = match &check.equals {
        Expected::Number(number) => *number,
        Expected::Cell { dataset, row, column } => match find_cell(datasets, dataset, row, column) {
            Some(number) => number,
            None => return Some(no_such_cell(datasets, check, dataset, row, column)),
        },
    };
    let column = &dataset.columns[check.column].id;
    let Some((sum, difference)) = compare(dataset.sum(check.column), expected) else {
        let message =
            say!("Suma kolumny „{column}” ma za dużo cyfr.", "The sum of the column “{column}” has too many digits.");
        return Some(Diagnostic::new(codes::DATASET_CHECK, check.location.clone(), message));
    };
    if difference <= check.tolerance {
        return None;
    }
    let message = say!(
        "Kolumna „{column}” daje w sumie {sum}, a ma dawać {expected}.",
        "The column “{column}” adds up to {sum}, but should give {expected}."
    );
    let help = say!(
        "Popraw liczbę; jeśli źródło samo sobie przeczy, opisz to w „conflicts”.",
        "Correct the figure; if the source contradicts itself, say so under “conflicts”."
    );
    Some(Diagnostic::new(codes::DATASET_CHECK, check.location.clone(), message).help(help))
}

/// A sum and how far it is from what it should be; nothing where there are too many digits.
fn compare(sum: Option<Decimal>, expected: Decimal) -> Option<(Decimal, Decimal)> {
    let sum = sum?;
    Some((sum, sum.checked_sub(expected)?.abs()))
}

fn find_cell(datasets: &[Dataset], dataset: &str, row: &str, column: &str) -> Option<Decimal> {
    let dataset = datasets.iter().find(|other| other.id == dataset)?;
    dataset.number(dataset.row_index(row)?, dataset.column_index(column)?)
}

fn no_such_cell(datasets: &[Dataset], check: &Check, dataset: &str, row: &str, column: &str) -> Diagnostic {
    let message = say!(
        "Nie ma liczby „{row}” / „{column}” w zestawie „{dataset}”.",
        "There is no figure “{row}” / “{column}” in the dataset “{dataset}”."
    );
    let known: Vec<&str> = datasets.iter().map(|dataset| dataset.id.as_str()).collect();
    let help = if known.contains(&dataset) { None } else { did_you_mean(dataset, known) };
    Diagnostic::new(codes::DATASET_REFERENCE, check.location.clone(), message).maybe_help(help)
}
