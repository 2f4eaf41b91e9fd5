use serde_json::{Value as Json, json};

use super::keys::{Writer, by_name, count, decimal, line, list, localized, may, need, path};
use super::shared::noun;
use crate::say;

/// `geo/areas.yaml`: the levels of areas.
pub fn schema(writer: &Writer<'_>) -> Json {
    let levels = say!("Poziomy obszarów, od największych.", "The levels of areas, the largest first.");
    writer.mapping([need("levels", list(level(writer)), levels)])
}

fn level(writer: &Writer<'_>) -> Json {
    let area = writer.mapping([
        need("code", line(), say!("Kod obszaru.", "The area's code.")),
        need("name", localized(), say!("Nazwa.", "Its name.")),
    ]);
    let names = by_name(json!({
        "type": "object",
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[a-z]{2})?$"},
        "additionalProperties": list(line()),
    }));
    let kinds = by_name(localized());
    let mut level = writer.mapping([
        need("id", line(), say!("Nazwa poziomu w schematach.", "Its name in schemas.")),
        need("label", localized(), say!("Nagłówek dla czytelników.", "Its heading for readers.")),
        need("noun", noun(), say!("Jak liczy się obszary.", "What areas are called when they are counted.")),
        may(
            "introduction",
            localized(),
            say!("Tekst na górze strony poziomu.", "Text at the top of the level's page."),
        ),
        may("path", path(), say!("Gdzie leżą strony obszarów.", "Where its pages lie.")),
        may("areas", list(area), say!("Obszary, wypisane tutaj.", "The areas, listed here.")),
        may("file", line(), say!("Plik GeoJSON albo CSV z obszarami.", "A GeoJSON or CSV file of the areas.")),
        may("properties", properties(writer), say!("Która właściwość co zawiera.", "Which property holds what.")),
        may(
            "centres",
            line(),
            say!(
                "CSV z miejscowościami, od których liczy się odległość.",
                "A CSV of towns from which distances start."
            ),
        ),
        may("kinds", kinds, say!("Słowa dla rodzajów obszarów.", "Words for the kinds of areas.")),
        may("other_names", names, say!("Inne nazwy, według kodu i języka.", "Other names, by code and language.")),
        may("parent", parent(writer), say!("Jak znaleźć obszar wyżej.", "How the area above is found.")),
        may("slug_without", line(), say!("Tekst pomijany na początku nazwy w adresie.", "Text left out of addresses.")),
        may(
            "tolerance_km",
            decimal(),
            say!("Ile kilometrów poza obrysem jeszcze tylko ostrzega.", "How many kilometres outside only warn."),
        ),
        may("projection", line(), say!("Odwzorowanie map (PROJ).", "The projection of its maps (PROJ).")),
        may("attribution", localized(), say!("Co musi stać przy mapach.", "What must stand beside maps.")),
    ]);
    level["oneOf"] = json!([{"required": ["areas"]}, {"required": ["file"]}]);
    level
}

fn properties(writer: &Writer<'_>) -> Json {
    writer.mapping([
        need("code", line(), say!("Kod.", "The code.")),
        need("name", line(), say!("Nazwa.", "The name.")),
        may("kind", line(), say!("Rodzaj.", "The kind.")),
        may("seat", line(), say!("Siedziba.", "The seat.")),
        may("lat", line(), say!("Szerokość geograficzna.", "The latitude.")),
        may("lon", line(), say!("Długość geograficzna.", "The longitude.")),
    ])
}

fn parent(writer: &Writer<'_>) -> Json {
    let mut parent = writer.mapping([
        may(
            "prefix",
            count(),
            say!("Ile pierwszych znaków kodu to kod obszaru wyżej.", "How many characters of the code are its code."),
        ),
        may("property", line(), say!("Właściwość z kodem obszaru wyżej.", "The property that holds its code.")),
    ]);
    parent["anyOf"] = json!([{"required": ["prefix"]}, {"required": ["property"]}]);
    parent
}
