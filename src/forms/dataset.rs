use serde_json::{Value as Json, json};

use super::keys::{Writer, by_name, decimal, integer, line, list, localized, may, need, word};
use super::record::source;
use super::shared::noun;
use crate::field::schemas::either;
use crate::say;
use crate::validate::{COLUMN_KINDS, FIGURES};

/// A dataset: figures with their source.
pub fn schema(writer: &Writer<'_>) -> Json {
    let unit = || either(localized(), noun());
    let column = writer.mapping([
        need("label", localized(), say!("Nagłówek kolumny.", "The column's heading.")),
        need(
            "type",
            word(COLUMN_KINDS.iter().map(|(word, _)| *word)),
            say!("Co stoi w kolumnie.", "What the column holds."),
        ),
        may("unit", unit(), say!("Jednostka.", "The unit.")),
    ]);
    let cell = json!({"type": ["string", "number", "boolean", "null", "object"]});
    writer.mapping([
        need("title", localized(), say!("Tytuł.", "The title.")),
        may("unit", unit(), say!("Jednostka.", "The unit.")),
        may("year", integer(), say!("Rok, z którego są liczby.", "The year of the figures.")),
        need("source", source(writer), say!("Skąd są liczby.", "Where the figures are from.")),
        may("notes", list(localized()), say!("Uwagi.", "Notes.")),
        need("columns", by_name(column), say!("Kolumny po kolei.", "The columns in order.")),
        may("key", line(), say!("Kolumna, która nazywa wiersze.", "The column that names the rows.")),
        may(
            "rows",
            list(list(cell)),
            say!("Wiersze: komórki w kolejności kolumn.", "Rows: cells in the columns' order."),
        ),
        may("totals", by_name(decimal()), say!("Sumy, które podaje źródło.", "Totals that the source states.")),
        may("checks", list(check(writer)), say!("Co ma się zgadzać.", "What must add up.")),
        may(
            "printed",
            list(printed(writer)),
            say!("Wykresy i tabele źródła z tymi liczbami.", "Charts and tables of the source with these figures."),
        ),
        may(
            "conflicts",
            list(conflict(writer)),
            say!("Gdzie źródło samo sobie przeczy.", "Where the source contradicts itself."),
        ),
    ])
}

fn check(writer: &Writer<'_>) -> Json {
    let cell = writer.mapping([
        need("dataset", line(), say!("Zestaw.", "The dataset.")),
        need("row", line(), say!("Wiersz.", "The row.")),
        need("column", line(), say!("Kolumna.", "The column.")),
    ]);
    writer.mapping([
        need("sum", line(), say!("Kolumna, którą się sumuje.", "The column that is summed.")),
        need("equals", either(decimal(), cell), say!("Ile ma wyjść.", "What it must give.")),
        may("tolerance", decimal(), say!("O ile może się różnić.", "How far it may be off.")),
    ])
}

fn printed(writer: &Writer<'_>) -> Json {
    writer.mapping([
        need("number", localized(), say!("Numer w źródle.", "Its number in the source.")),
        need("title", line(), say!("Tytuł słowo w słowo.", "Its title, word by word.")),
    ])
}

fn conflict(writer: &Writer<'_>) -> Json {
    writer.mapping([
        need("place", localized(), say!("Miejsce w źródle.", "The place in the source.")),
        need("printed", localized(), say!("Co tam stoi.", "What stands there.")),
        need("taken", localized(), say!("Co przyjęto.", "What was taken.")),
        need("reason", localized(), say!("Dlaczego.", "Why.")),
        may("rows", list(line()), say!("Których wierszy to dotyczy.", "Which rows it is about.")),
        may("columns", list(line()), say!("Których kolumn.", "Which columns.")),
        may("about", word(FIGURES.iter().map(|(word, _)| *word)), say!("Której liczby.", "Which figure.")),
    ])
}
