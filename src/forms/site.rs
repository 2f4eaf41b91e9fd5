use serde_json::{Value as Json, json};

use super::keys::{Key, Writer, boolean, day, line, list, localized, may, need, path, url, word};
use crate::config::CONFORMANCE;
use crate::diagnostic::{Severity, codes};
use crate::field::Form;
use crate::field::schemas::text;
use crate::model::Country;
use crate::say;

/// `site.yaml`.
pub fn schema(writer: &Writer<'_>) -> Json {
    let mut schema = writer.mapping(about(writer));
    let more = [writer.mapping(owner(writer)), writer.mapping(outside(writer))];
    for keys in more {
        let others = keys["properties"].as_object().cloned().unwrap_or_default();
        others.into_iter().for_each(|(name, key)| schema["properties"][name] = key);
    }
    schema
}

fn about(_: &Writer<'_>) -> [Key; 8] {
    let tag = json!({"type": "string", "pattern": "^[a-z]{2,3}(-[a-z]{2})?$"});
    let languages = json!({"type": "array", "items": tag, "minItems": 1, "uniqueItems": true});
    [
        need("title", localized(), say!("Tytuł strony.", "The site's title.")),
        may("short_title", localized(), say!("Krótszy tytuł na wąskie ekrany.", "A shorter title for narrow screens.")),
        may("description", localized(), say!("Jedno zdanie o tym, co to jest.", "One sentence on what it is.")),
        need(
            "languages",
            languages,
            say!("Języki strony; pierwszy jest domyślny.", "The site's languages; the first is the default."),
        ),
        may(
            "country",
            word(Country::codes()),
            say!(
                "Kraj telefonów i kodów pocztowych, np. PL.",
                "The country of telephones and postal codes, such as GB."
            ),
        ),
        may("base_url", url(), say!("Adres, pod którym strona jest w sieci.", "Where the site is published.")),
        may("timezone", line(), say!("Strefa czasowa, np. Europe/Warsaw.", "The time zone, such as Europe/London.")),
        may("as_of", day(), say!("Dzień, z którego są dane.", "The day of which the facts are.")),
    ]
}

fn owner(writer: &Writer<'_>) -> [Key; 5] {
    let licence = writer.mapping([
        need("name", line(), say!("Jej zwykła nazwa.", "Its usual name.")),
        need("url", url(), say!("Jej tekst.", "Its text.")),
    ]);
    let publisher = writer.mapping([
        need("name", localized(), say!("Nazwa wydawcy.", "The publisher's name.")),
        may("url", url(), say!("Strona wydawcy.", "The publisher's site.")),
    ]);
    let contact = writer.mapping([
        may("email", text(Form::Content), say!("Adres, na który zgłasza się błędy.", "Where faults are reported.")),
        may("phone", line(), say!("Telefon.", "The telephone.")),
        may("address", localized(), say!("Adres pocztowy w jednym wierszu.", "The postal address on one line.")),
    ]);
    let source = writer.mapping([
        need("title", localized(), say!("Tytuł dokumentu.", "The document's title.")),
        may("publisher", localized(), say!("Kto go wydał.", "Who published it.")),
        may("published", line(), say!("Kiedy.", "When.")),
        may("url", url(), say!("Gdzie można go przeczytać.", "Where it can be read.")),
    ]);
    [
        may("licence", licence, say!("Licencja danych.", "The licence of the data.")),
        may(
            "publisher",
            publisher,
            say!(
                "Kto wydaje stronę; bez tego jest demonstracją.",
                "Who publishes the site; without it, it is a demonstration."
            ),
        ),
        may("contact", contact, say!("Jak napisać do wydawcy.", "How to reach the publisher.")),
        may("source", source, say!("Dokument, z którego jest rejestr.", "The document that the register comes from.")),
        may(
            "accessibility",
            accessibility(writer),
            say!("Co mówi deklaracja dostępności.", "What the accessibility statement says."),
        ),
    ]
}

fn accessibility(writer: &Writer<'_>) -> Json {
    writer.mapping([
        need("standard", line(), say!("Norma, np. WCAG 2.2 AA.", "The standard, such as WCAG 2.2 AA.")),
        need(
            "status",
            word(CONFORMANCE.iter().map(|(word, _)| *word)),
            say!("W jakim stopniu ją spełnia.", "How far the site conforms."),
        ),
        may("prepared", day(), say!("Kiedy sporządzono deklarację.", "When the statement was prepared.")),
        may("reviewed", day(), say!("Kiedy ją ostatnio przejrzano.", "When it was last reviewed.")),
        may("method", line(), say!("Kto i jak to zbadał.", "Who assessed it, and how.")),
        may("issues", list(localized()), say!("Znane braki.", "Known shortcomings.")),
        may("published", day(), say!("Kiedy opublikowano stronę.", "When the site was published.")),
        may(
            "updated",
            day(),
            say!("Kiedy ją ostatnio istotnie zmieniono.", "When it last changed in a way that matters."),
        ),
        may(
            "procedure",
            localized(),
            say!("Jak zgłosić żądanie i skargę.", "How to ask for access, and where to complain."),
        ),
        may("building", localized(), say!("Jak dostępny jest budynek.", "How accessible the building is.")),
        may(
            "communication",
            localized(),
            say!("Tłumacz, pętla, listy: jak się porozumieć.", "Interpreters, loops, letters: how to communicate."),
        ),
    ])
}

fn outside(writer: &Writer<'_>) -> [Key; 6] {
    let open_data = writer.mapping([
        need("path", path(), say!("Folder z plikami danych.", "The folder of the data files.")),
        need("name", path(), say!("Nazwa plików całego rejestru.", "The name of the whole register's files.")),
        may(
            "per_record",
            word(["auto", "always", "never"].into_iter()),
            say!(
                "Czy każdy rekord ma własne pliki; auto: do 5000 rekordów.",
                "Whether each record has files of its own; auto: up to 5000 records."
            ),
        ),
        may(
            "namespace",
            json!({"type": "string", "format": "uuid"}),
            say!(
                "Z niej powstają identyfikatory rekordów; nie zmieniaj jej.",
                "What identifiers of records are made from; never change it."
            ),
        ),
    ]);
    let repository = writer.mapping([
        need("url", url(), say!("Adres repozytorium na GitHubie.", "The repository's address on GitHub.")),
        may(
            "branch",
            line(),
            say!("Gałąź, którą się publikuje; bez tego main.", "The branch that is published; main by default."),
        ),
        may(
            "root",
            line(),
            say!("Folder w repozytorium, w którym jest content/.", "The folder in it that holds content/."),
        ),
        may(
            "edit",
            boolean(),
            say!("Czy czytelnicy widzą „Popraw ten wpis”.", "Whether readers see “Edit this entry”."),
        ),
    ]);
    let theme = json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"});
    [
        may("theme", theme, say!("default albo folder w themes/.", "default, or a folder in themes/.")),
        may("open_data", open_data, say!("Gdzie leżą otwarte dane.", "Where the open data lies.")),
        may("navigation", list(path()), say!("Adresy w menu.", "Addresses in the menu.")),
        may("footer", list(path()), say!("Adresy w stopce.", "Addresses in the footer.")),
        may("repository", repository, say!("Gdzie są pliki rejestru.", "Where the register's files are kept.")),
        may(
            "checks",
            checks(writer),
            say!("Których ostrzeżeń nikt nie chce słyszeć.", "Which warnings nobody wants to hear."),
        ),
    ]
}

fn checks(writer: &Writer<'_>) -> Json {
    let warnings = || codes::ALL.iter().filter(|code| code.severity == Severity::Warning).map(|code| code.name);
    // YAML of old took `off` for a boolean, and so do some editors.
    let severity = json!({"type": "object", "propertyNames": word(warnings()), "additionalProperties": {"enum": ["off", "warning", false]}});
    let accepted = writer.mapping([
        need("code", word(warnings()), say!("Kod ostrzeżenia.", "The warning's code.")),
        need("path", line(), say!("Plik albo folder.", "A file or folder.")),
        may("field", line(), say!("Pole, np. phones[0].", "A field, such as phones[0].")),
        need("reason", localized(), say!("Dlaczego tak jest dobrze.", "Why it is right so.")),
        may("until", day(), say!("Ostatni dzień, do którego to obowiązuje.", "The last day on which that holds.")),
    ]);
    writer.mapping([
        may("severity", severity, say!("Całe rodzaje: off wycisza.", "Whole kinds: off quiets them.")),
        may(
            "accepted",
            list(accepted),
            say!("Pojedyncze, które ktoś obejrzał.", "Single ones that somebody has looked at."),
        ),
    ])
}
