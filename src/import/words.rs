//! Words by which columns are known: what offices call a street, a telephone, a place on Earth.

use deunicode::deunicode;

/// What a column may hold, with its key, its name in exports (Polish, English, Ukrainian), and what else it is called.
struct Concept {
    key: &'static str,
    named: [&'static str; 3],
    others: &'static [&'static str],
}

const fn concept(key: &'static str, named: [&'static str; 3], others: &'static [&'static str]) -> Concept {
    Concept { key, named, others }
}

const CONCEPTS: &[Concept] = &[
    concept(
        "id",
        ["id", "id", "id"],
        &[
            "identyfikator",
            "identifier",
            "code",
            "kod",
            "numer",
            "nr",
            "no",
            "key",
            "ref",
            "urn",
            "kennung",
            "идентификатор",
            "ідентифікатор",
            "код",
        ],
    ),
    concept(
        "name",
        ["Nazwa", "Name", "Назва"],
        &[
            "nazwa placowki",
            "nazwa podmiotu",
            "nazwa jednostki",
            "nazwa instytucji",
            "title",
            "tytul",
            "full name",
            "library name",
            "school name",
            "museum name",
            "charity name",
            "establishment name",
            "organisation name",
            "organization name",
            "institution",
            "bezeichnung",
            "einrichtung",
            "nom",
            "nombre",
            "denominacion",
            "nazev",
            "pavadinimas",
            "название",
            "наименование",
            "найменування",
            "повна назва",
            "повне найменування",
            "nome",
            "naam",
            "namn",
            "navn",
            "nimi",
            "placowka",
        ],
    ),
    concept(
        "street",
        ["ulica", "street", "вулиця"],
        &[
            "ulica i numer",
            "ulica i nr",
            "street address",
            "address line 1",
            "address 1",
            "address1",
            "strasse",
            "strasse nr",
            "strasse und hausnummer",
            "anschrift",
            "rue",
            "calle",
            "ulice",
            "gatve",
            "улица",
            "via",
            "straat",
            "line1",
        ],
    ),
    concept(
        "house",
        ["numer domu", "house number", "номер будинку"],
        &["nr domu", "nr budynku", "numer budynku", "numer", "hausnummer", "number", "дом", "будинок"],
    ),
    concept("locality", ["miejscowość", "village", "село"], &["locality", "wies", "ortsteil", "suburb", "localite"]),
    concept(
        "postal_code",
        ["kod pocztowy", "postal code", "поштовий індекс"],
        &[
            "kod",
            "postcode",
            "post code",
            "zip",
            "zip code",
            "zipcode",
            "postleitzahl",
            "plz",
            "code postal",
            "codigo postal",
            "psc",
            "індекс",
            "индекс",
            "почтовый индекс",
            "cap",
        ],
    ),
    concept(
        "town",
        ["miasto", "town", "місто"],
        &[
            "miejscowosc",
            "poczta",
            "city",
            "municipality name",
            "place",
            "ort",
            "stadt",
            "ville",
            "commune",
            "ciudad",
            "mesto",
            "obec",
            "miestas",
            "город",
            "населений пункт",
            "населенный пункт",
            "city town",
            "town city",
            "localita",
            "plaats",
        ],
    ),
    concept(
        "address",
        ["Adres", "Address", "Адреса"],
        &[
            "adres siedziby",
            "siedziba",
            "adresse",
            "direccion",
            "adresa",
            "adresas",
            "адрес",
            "full address",
            "місцезнаходження",
            "местонахождение",
            "indirizzo",
        ],
    ),
    concept(
        "phone",
        ["Telefon", "Telephone", "Телефон"],
        &[
            "tel",
            "telefony",
            "nr telefonu",
            "numer telefonu",
            "telefon kontaktowy",
            "phone",
            "phone number",
            "telephone number",
            "phones",
            "telefonnummer",
            "telephone no",
            "tel no",
            "telefono",
            "telefonas",
            "номер телефону",
            "номер телефона",
            "телефони",
            "contact number",
        ],
    ),
    concept(
        "email",
        ["E-mail", "E-mail", "Електронна пошта"],
        &[
            "email",
            "mail",
            "e mail",
            "poczta elektroniczna",
            "adres e mail",
            "adres email",
            "email address",
            "e mail adresse",
            "courriel",
            "correo",
            "correo electronico",
            "el pastas",
            "пошта",
            "электронная почта",
            "эл почта",
            "адреса електронної пошти",
        ],
    ),
    concept(
        "url",
        ["Strona internetowa", "Web site", "Вебсайт"],
        &[
            "www",
            "strona www",
            "strona",
            "adres www",
            "website",
            "web",
            "url",
            "homepage",
            "internet",
            "webseite",
            "site web",
            "sitio web",
            "сайт",
            "link",
            "web address",
            "school website",
            "webpage",
        ],
    ),
    concept(
        "lat",
        ["szerokość", "latitude", "широта"],
        &["lat", "szerokosc geograficzna", "breitengrad", "breite", "y", "latitud", "latitudine", "geo lat"],
    ),
    concept(
        "lon",
        ["długość", "longitude", "довгота"],
        &[
            "lon",
            "lng",
            "long",
            "dlugosc geograficzna",
            "laengengrad",
            "langengrad",
            "x",
            "долгота",
            "longitud",
            "longitudine",
            "geo lon",
            "geo lng",
        ],
    ),
    concept("precision", ["dokładność", "precision", "точність"], &["position precision"]),
    concept("as_of", ["stan na dzień", "as of", "станом на"], &["stan na", "date of status"]),
    concept("basis", ["podstawa", "basis", "підстава"], &[]),
    concept("extension", ["wewnętrzny", "extension", "внутрішній"], &["nr wewnetrzny"]),
    concept("value", ["wartość", "value", "значення"], &[]),
    concept(
        "ordinal",
        ["Lp.", "No.", "№"],
        &["lp", "l p", "nr", "n", "no", "nr wiersza", "lfd nr", "poz", "pozycja", "№ з/п", "з п", "п п", "no"],
    ),
];

/// A heading in one form: small Latin letters and digits, words by one space; the number signs and units gone.
pub(super) fn fold(text: &str) -> String {
    let latin = deunicode(&text.replace('№', "no")).to_lowercase();
    let words = latin.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The languages in which exports name parts.
pub(super) const LANGUAGES: [&str; 3] = ["pl", "en", "uk"];

/// The name of a part of a value in exports, in a language.
pub(super) fn named<'k>(key: &'k str, language: &str) -> &'k str {
    let known = CONCEPTS.iter().find(|concept| concept.key == key);
    let place = match language {
        "pl" => 0,
        "uk" => 2,
        _ => 1,
    };
    known.map_or(key, |concept| concept.named[place])
}

/// Whether a heading may stand over the numbers of rows; `Nr` may also name a register's number.
pub(super) fn is_ordinal(head: &str) -> bool {
    fold(head).is_empty() || names(head, "ordinal")
}

/// Whether a heading names a concept.
pub(super) fn names(head: &str, key: &str) -> bool {
    let folded = fold(head);
    let known = CONCEPTS.iter().find(|concept| concept.key == key);
    let mut words = known.into_iter().flat_map(|concept| concept.named.iter().chain(concept.others));
    folded == fold(key) || words.any(|word| fold(word) == folded)
}

/// The first concept that a heading names, as a whole.
pub(super) fn concept_of(head: &str) -> Option<&'static str> {
    let folded = fold(head);
    let is_named = |concept: &&Concept| {
        fold(concept.key) == folded || concept.named.iter().chain(concept.others).any(|word| fold(word) == folded)
    };
    CONCEPTS.iter().find(is_named).map(|concept| concept.key).or_else(|| is_somethings_name(&folded).then_some("name"))
}

/// Whether a heading of two words says whose name stands there.
fn is_somethings_name(folded: &str) -> bool {
    match folded.split(' ').collect::<Vec<_>>().as_slice() {
        ["nazwa" | "nazva" | "naimenovanie", _] => true,
        [_, "name"] => !folded.starts_with("street") && !folded.starts_with("contact"),
        _ => false,
    }
}

/// Words that begin the last rows of a table, which sum it up.
pub(super) fn is_total(text: &str) -> bool {
    const TOTALS: [&str; 16] = [
        "razem",
        "suma",
        "ogolem",
        "lacznie",
        "total",
        "totals",
        "sum",
        "grand total",
        "gesamt",
        "summe",
        "insgesamt",
        "vsogo",
        "itogo",
        "razom",
        "celkem",
        "is viso",
    ];
    let folded = fold(text);
    TOTALS.iter().any(|total| {
        folded == *total
            || folded
                .strip_prefix(total)
                .is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit() || c == ' '))
    })
}

/// Yes or no in the languages of offices.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    const YES: [&str; 15] =
        ["tak", "t", "yes", "y", "true", "prawda", "1", "x", "ja", "oui", "si", "ano", "tak tak", "da", "taip"];
    const NO: [&str; 13] =
        ["nie", "n", "no", "false", "falsz", "0", "nein", "non", "ne", "ni", "net", "niet", "niet brak"];
    let folded = fold(text);
    if YES.contains(&folded.as_str()) {
        Some(true)
    } else if NO.contains(&folded.as_str()) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_in_several_languages() {
        let cases = [
            ("Kod pocztowy", "postal_code"),
            ("PLZ", "postal_code"),
            ("Поштовий індекс", "postal_code"),
            ("E-mail", "email"),
            ("Nr telefonu", "phone"),
            ("Straße", "street"),
            ("Назва", "name"),
            ("LATITUDE", "lat"),
            ("L.p.", "ordinal"),
            ("Strona WWW", "url"),
            ("Adres siedziby", "address"),
            ("Nazwa ośrodka", "name"),
        ];
        for (head, key) in cases {
            assert_eq!(concept_of(head), Some(key), "{head} {}", fold(head));
        }
        assert_eq!(concept_of("Liczba uczestników"), None);
    }

    #[test]
    fn totals_and_answers_are_words() {
        assert!(is_total("RAZEM:") && is_total("Total 57") && is_total("Ogółem") && !is_total("Razem Stowarzyszenie"));
        assert_eq!(
            ["Tak", "NIE", "x", "0", "może"].map(yes_or_no),
            [Some(true), Some(false), Some(true), Some(false), None]
        );
    }
}
