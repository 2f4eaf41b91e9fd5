//! Words by which columns are known: what offices call a street, a telephone, a place on Earth.

use deunicode::deunicode;

use super::concepts::{CONCEPTS, Concept};

/// A heading in one form: small Latin letters and digits, words by one space; the number signs and units gone.
pub(super) fn fold(text: &str) -> String {
    let latin = deunicode(&parted(&text.replace('№', "no"))).to_lowercase();
    let words = latin.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A heading with its words apart where capitals part them: `HelpPhone` is `Help Phone`.
pub(super) fn parted(text: &str) -> String {
    let mut apart = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for character in text.chars() {
        if before.is_lowercase() && character.is_uppercase() {
            apart.push(' ');
        }
        apart.push(character);
        before = character;
    }
    apart
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
    let whole = CONCEPTS.iter().find(is_named).map(|concept| concept.key);
    whole.or_else(|| is_somethings_name(&folded).then_some("name")).or_else(|| contact_of(&folded))
}

/// The kind of contact that one word of a short heading names: `Help phone`, `E-mail sekretariatu`.
fn contact_of(folded: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 3] = [
        ("phone", &["phone", "telephone", "telefon", "telefonu", "telefony", "tel", "mobile", "telefona", "telefoni"]),
        ("email", &["email", "mail", "mailbox"]),
        ("url", &["website", "www", "homepage", "webpage", "url"]),
    ];
    let words: Vec<&str> = folded.split(' ').filter(|word| *word != "e").collect();
    let named = |known: &&(&str, &[&str])| words.len() <= 3 && words.iter().any(|word| known.1.contains(word));
    WORDS.iter().find(named).map(|(key, _)| *key)
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
