//! The register as a workbook, for people who work in a spreadsheet.

use super::api::words;
use super::columns::{Column, Holds, columns, rows};
use crate::field::{Cell as Own, Field, Sorting};
use crate::index::Indexes;
use crate::locale::Locale;
use crate::model::Localized;
use crate::sheet::{self, Book, Cell, Explained};
use crate::theme::Wording;
use crate::validate::{Collection, Portal};

/// A sheet for each collection, with the columns of its table, and two that explain them.
///
/// **Panics**: where a collection is larger than a sheet, which has no workbook in the plan.
pub fn register(portal: &Portal, indexes: &Indexes, wording: &Wording) -> Vec<u8> {
    let write = || {
        let mut book = Book::made_on(portal.build_date)?;
        for collection in &portal.collections {
            let chosen = [collection];
            let columns = columns(&chosen);
            let heads: Vec<sheet::Column> = columns.iter().map(head).collect();
            let records = rows(portal, indexes, &chosen)
                .map(|at| columns.iter().map(move |column| cell(column.cell(portal, at))));
            book.rows(collection.schema.label.original(), &heads, records)?;
        }
        book.explained(&explanations(portal, wording))?;
        book.explained(&code_lists(portal, wording))?;
        book.finish()
    };
    write().expect("the plan has no workbook of a register that is too large for one")
}

fn head(column: &Column) -> sheet::Column {
    sheet::Column { head: column.name.clone(), key: column.name.clone(), choices: Vec::new() }
}

fn cell(cell: Own) -> Cell {
    match cell {
        Own::Empty => Cell::Empty,
        Own::Text(text) => Cell::Text(fitting(text)),
        Own::Integer(_) | Own::Decimal(_) => number(cell.to_string()),
        Own::Degrees(degrees) => Cell::Number(degrees),
        Own::Date(date) => Cell::Date(date),
        Own::Boolean(yes) => Cell::Boolean(yes),
    }
}

/// The digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// A number: as text where a spreadsheet would change its digits.
fn number(text: String) -> Cell {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match text.parse() {
        Ok(number) if digits <= DIGITS => Cell::Number(number),
        _ => Cell::Text(text),
    }
}

/// As much of a text as a cell can hold, with an ellipsis where that is not all.
fn fitting(text: String) -> String {
    if text.encode_utf16().count() <= sheet::LONGEST_TEXT {
        return text;
    }
    let mut room = sheet::LONGEST_TEXT - 1;
    let fits = |c: &char| room.checked_sub(c.len_utf16()).map(|left| room = left).is_some();
    text.chars().take_while(fits).chain(['…']).collect()
}

/// What stands in each column of each sheet.
fn explanations(portal: &Portal, wording: &Wording) -> Explained {
    let word = |key: &str| wording.text(key, &[]);
    let row = |collection: &Collection, column: &Column| {
        let (label, told) = match &column.holds {
            Holds::Own(own) => (word(own.label_key()), String::new()),
            Holds::Field(name, part) => {
                let field = collection.schema.field_index(name).map(|at| collection.schema.fields[at].of_part(*part));
                let several = field.filter(|field| field.list).map(|_| word("column-several"));
                let help = field.and_then(|field| field.help.as_ref()).map(|help| help.original().trim().to_owned());
                let label = field.map(|field| field.label.original().to_owned()).unwrap_or_default();
                (label, help.into_iter().chain(several).collect::<Vec<_>>().join(" "))
            }
        };
        vec![collection.schema.label.original().to_owned(), column.name.clone(), label, fitting(told)]
    };
    let of = |collection| columns(&[collection]).into_iter().map(move |column| row(collection, &column));
    let head = ["collection", "column", "column-label", "meaning"].map(word).to_vec();
    Explained {
        name: word("explanations"),
        rows: std::iter::once(head).chain(portal.collections.iter().flat_map(of)).collect(),
    }
}

/// The words that records choose from, with what they mean in each language of the site.
fn code_lists(portal: &Portal, wording: &Wording) -> Explained {
    let languages: Vec<&str> = portal.site.languages.iter().map(|tag| tag.as_str()).collect();
    let locale = Locale::new(portal.site.languages.default_language().as_str());
    let sorting = Sorting { locale: &locale, names: portal };
    let default = portal.site.languages.default_language();
    let row = |collection: &Collection, field: &Field, key: String, label: &Localized| {
        let own = [collection.schema.label.original().to_owned(), field.name.clone(), key];
        own.into_iter()
            .chain(portal.site.languages.iter().map(|tag| label.get(tag, default).text.to_owned()))
            .collect::<Vec<String>>()
    };
    let mut list = vec![
        ["collection", "column", "code"]
            .iter()
            .map(|key| wording.text(key, &[]))
            .chain(languages.iter().map(|tag| (*tag).to_owned()))
            .collect(),
    ];
    for collection in &portal.collections {
        for field in collection.schema.fields.iter().flat_map(|field| std::iter::once(field).chain(field.kind.fields()))
        {
            list.extend(words(field, &sorting).map(|(key, label)| row(collection, field, key, &label)));
        }
    }
    Explained { name: wording.text("code-lists", &[]), rows: list }
}
