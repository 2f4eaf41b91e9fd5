//! A collection as a table for people: headings in their language, choices by label.

use super::cells::choices;
use super::mapping::label;
use super::words;
use crate::field::{Audience, Cell as Own, Field, Part, Value};
use crate::sheet::{Cell, Column, Explained, Table};
use crate::validate::{Collection, Portal, Record};

/// The records of a collection, in the order of their identifiers.
pub fn table(portal: &Portal, collection: &Collection) -> Table {
    let language = portal.site.languages.default_language().as_str();
    let fields = || collection.schema.fields.iter().enumerate();
    let columns =
        || fields().flat_map(|(index, field)| field.columns().map(move |(key, part)| (index, field, key, part)));
    let mut heads = vec![own("id", language), own("name", language)];
    heads.extend(columns().map(|(_, field, key, part)| Column {
        head: label(field, part, language),
        choices: offered(field, part),
        key,
    }));
    part_equal(&mut heads);
    let row = |record: &Record| {
        let own = [record.id.as_str(), &*record.name].map(|text| Cell::Text(text.to_owned()));
        own.into_iter()
            .chain(columns().map(|(index, field, _, part)| cell(portal, field, &record.values[index], part)))
            .collect()
    };
    Table {
        name: collection.schema.label.original().to_owned(),
        rows: collection.records.iter().map(row).collect(),
        explained: explained(collection, &heads, language),
        columns: heads,
    }
}

fn own(key: &str, language: &str) -> Column {
    Column { head: words::named(key, language).to_owned(), key: key.to_owned(), choices: Vec::new() }
}

/// Two columns that would be called the same are called by their paths.
fn part_equal(columns: &mut [Column]) {
    let folded: Vec<String> = columns.iter().map(|column| words::fold(&column.head)).collect();
    for (at, column) in columns.iter_mut().enumerate() {
        if folded.iter().enumerate().any(|(other, head)| other != at && *head == folded[at]) && at > 1 {
            column.head = column.key.clone();
        }
    }
}

/// Whether the cells of a part show labels: where each label means one word.
fn has_labels(field: &Field, part: Part) -> bool {
    let choices = choices(field);
    let is_own = |(at, (_, label)): (usize, &(&str, &crate::model::Localized))| {
        let folded = words::fold(label.original());
        !label.original().contains([';', ','])
            && choices.iter().enumerate().all(|(other, (key, label))| {
                other == at || (words::fold(label.original()) != folded && words::fold(key) != folded)
            })
    };
    !choices.is_empty() && part.column == Some("") && choices.iter().enumerate().all(is_own)
}

fn offered(field: &Field, part: Part) -> Vec<String> {
    if field.list || part.column != Some("") {
        return Vec::new();
    }
    let labels = has_labels(field, part);
    choices(field)
        .into_iter()
        .map(|(key, label)| if labels { label.original().to_owned() } else { key.to_owned() })
        .collect()
}

/// One part of a field's values as people see it in a table.
pub fn cell(portal: &Portal, field: &Field, values: &[Value], part: Part) -> Cell {
    let labels = has_labels(field, part);
    // All that a record says: the table is for those who keep it, and what it lacked would be lost on its way back.
    let cell = field.cell(values, part, Audience::Office, portal);
    let label = |key: &str| {
        let choices = choices(field);
        choices
            .iter()
            .find(|(own, _)| *own == key)
            .map_or_else(|| key.to_owned(), |(_, label)| label.original().to_owned())
    };
    match cell {
        Own::Text(text) if labels => Cell::Text(text.split("; ").map(label).collect::<Vec<_>>().join("; ")),
        Own::Empty => Cell::Empty,
        Own::Text(text) => Cell::text(&text),
        #[allow(
            clippy::cast_precision_loss,
            reason = "a number of a register has fewer than sixteen digits, or is kept as text"
        )]
        Own::Integer(number) if number.abs() < 1_000_000_000_000_000 => Cell::Number(number as f64),
        Own::Degrees(degrees) => Cell::Number(degrees),
        Own::Date(date) => Cell::Date(date),
        Own::Boolean(yes) => Cell::Boolean(yes),
        // All digits of an amount stay: 1250.50 is no 1250.5 in a register.
        exact @ (Own::Integer(_) | Own::Decimal(_)) => Cell::Text(exact.to_string()),
    }
}

/// The sheet that tells what stands in each column.
fn explained(collection: &Collection, columns: &[Column], language: &str) -> Explained {
    let say = |pl: &str, en: &str, uk: &str| match language {
        "pl" => pl.to_owned(),
        "uk" => uk.to_owned(),
        _ => en.to_owned(),
    };
    let head = vec![
        say("Kolumna", "Column", "Стовпець"),
        say("Pole", "Field", "Поле"),
        say("Rodzaj", "Kind", "Вид"),
        say("Wymagane", "Required", "Обов’язкове"),
        say("Co wpisać", "What to write", "Що вписати"),
    ];
    let row = |column: &Column| {
        let field = collection.schema.fields.iter().find(|field| field.columns().any(|(key, _)| key == column.key));
        let required = field.map_or(column.key == "name", |field| field.required);
        let help = field.and_then(|field| field.help.as_ref()).map(|help| help.original().trim().to_owned());
        let several = say(
            "Kilka wartości oddziel średnikiem.",
            "Part several values by semicolons.",
            "Кілька значень розділіть крапкою з комою.",
        );
        let keep = say(
            "Nie zmieniaj: po tym poznaje się wpis.",
            "Do not change it: records are known by it.",
            "Не змінюйте: за цим упізнають запис.",
        );
        let list = field.filter(|field| field.list).map(|_| several);
        let words: Vec<String> =
            field.map(choices).unwrap_or_default().iter().map(|(_, label)| label.original().to_owned()).collect();
        let id = (column.key == "id").then_some(keep);
        let told = help.into_iter().chain(list).chain(id).chain((!words.is_empty()).then(|| words.join("; ")));
        vec![
            column.head.clone(),
            column.key.clone(),
            field.map_or("text", |field| field.kind.name()).to_owned(),
            if required { say("tak", "yes", "так") } else { say("nie", "no", "ні") },
            told.collect::<Vec<_>>().join(" "),
        ]
    };
    Explained {
        name: say("Objaśnienia", "Explanations", "Пояснення"),
        rows: std::iter::once(head).chain(columns.iter().map(row)).collect(),
    }
}
