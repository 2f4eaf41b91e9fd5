//! The words for faults of writing: marks, quotes and brackets that YAML reads in another way than was meant.

use std::ops::Range;
use std::sync::Arc;

use super::wording::{in_quotes, syntax_fault};
use crate::diagnostic::{Diagnostic, codes};
use crate::say;
use crate::source::SourceFile;

pub(super) fn control_character(file: &Arc<SourceFile>, place: Range<usize>, character: char) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(character));
    syntax_fault(
        file,
        place,
        say!("Niewidoczny znak sterujący ({number}).", "An invisible control character ({number})."),
        say!("Usuń go: został tu zapewne wklejony.", "Remove it: it was probably pasted in."),
    )
}

pub(super) fn unclosed(file: &Arc<SourceFile>, place: Range<usize>, mark: char) -> Diagnostic {
    match mark {
        '[' | '{' => {
            let close = if mark == '[' { ']' } else { '}' };
            syntax_fault(
                file,
                place,
                say!("Ten nawias nie jest zamknięty.", "This bracket is not closed."),
                say!(
                    "Dopisz „{close}”. Jeśli nawias jest częścią tekstu, ujmij całą wartość w cudzysłów.",
                    "Add “{close}”. If the bracket is part of a text, put the whole value in quotes."
                ),
            )
        }
        _ => syntax_fault(
            file,
            place,
            say!("Ten cudzysłów nie jest zamknięty.", "This quotation mark is not closed."),
            say!("Dopisz {mark} na końcu wartości.", "Add {mark} at the end of the value."),
        ),
    }
}

pub(super) fn extra_bracket(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!("Ten nawias nie zamyka żadnego otwartego.", "This bracket closes none that is open."),
        say!(
            "Usuń go. Jeśli nawias jest częścią tekstu, ujmij całą wartość w cudzysłów.",
            "Remove it. If the bracket is part of a text, put the whole value in quotes."
        ),
    )
}

pub(super) fn after_bracket(file: &Arc<SourceFile>, place: Range<usize>, value: &str) -> Diagnostic {
    let mended = in_quotes(value);
    syntax_fault(
        file,
        place,
        say!("Po zamykającym nawiasie stoi jeszcze tekst.", "There is text after the closing bracket."),
        say!(
            "Usuń go albo ujmij w cudzysłów całą wartość: {mended}",
            "Remove it, or put the whole value in quotes: {mended}"
        ),
    )
}

pub(super) fn text_block(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_INDENTATION,
        file.location(place),
        say!(
            "Ta linia jest wcięta mniej niż tekst nad nią, więc do niego nie należy.",
            "This line is indented less than the text above, so it is not part of it."
        ),
    )
    .help(say!(
        "Zacznij wszystkie linie tego tekstu od tylu samo spacji.",
        "Begin all lines of this text with the same number of spaces."
    ))
}

pub(super) fn missing_space(file: &Arc<SourceFile>, place: Range<usize>, mended: &str) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!("Po dwukropku brakuje spacji.", "A space is missing after the colon."),
        say!("Napisz: {mended}", "Write: {mended}"),
    )
}

pub(super) fn after_quotes(file: &Arc<SourceFile>, place: Range<usize>, value: &str) -> Diagnostic {
    let mended = in_quotes(value);
    syntax_fault(
        file,
        place,
        say!("Po zamykającym cudzysłowie stoi jeszcze tekst.", "There is text after the closing quotation mark."),
        say!("Ujmij w cudzysłów całą wartość: {mended}", "Put the whole value in quotes: {mended}"),
    )
}

pub(super) fn escape(file: &Arc<SourceFile>, place: Range<usize>, value: &str) -> Diagnostic {
    // YAML 1.2.2 §5.7: all that may follow a backslash.
    let known = "0abtnvfre\"/\\N_LPxuU \t";
    let wrong = value.match_indices('\\').map(|(at, _)| at).find(|at| {
        let before = value[..*at].len() - value[..*at].trim_end_matches('\\').len();
        // After an odd number of backslashes this one is escaped itself.
        before.is_multiple_of(2) && value[at + 1..].chars().next().is_some_and(|next| !known.contains(next))
    });
    let place = wrong.map_or(place.clone(), |at| place.start + at..place.start + at + 1);
    let mended = in_quotes(value);
    syntax_fault(
        file,
        place,
        say!(
            "Odwrotny ukośnik ma w cudzysłowie \" specjalne znaczenie.",
            "A backslash has a special meaning between \" quotes."
        ),
        say!("Podwój go (\\\\) albo użyj apostrofów: {mended}", "Double it (\\\\), or use single quotes: {mended}"),
    )
}

pub(super) fn item_on_key_line(file: &Arc<SourceFile>, place: Range<usize>, value: &str) -> Diagnostic {
    let mended = in_quotes(value);
    syntax_fault(
        file,
        place,
        say!("Lista nie może zaczynać się w linii klucza.", "A list cannot begin on the line of its key."),
        say!(
            "Każdą pozycję listy zapisz w osobnej linii. Jeśli to tekst, ujmij go w cudzysłów: {mended}",
            "Write each list item on a line of its own. If this is text, put it in quotes: {mended}"
        ),
    )
}

pub(super) fn special_character(file: &Arc<SourceFile>, place: Range<usize>, value: &str, first: char) -> Diagnostic {
    let mended = in_quotes(value);
    syntax_fault(
        file,
        place,
        say!(
            "Wartość bez cudzysłowu nie może zaczynać się od „{first}”.",
            "A value without quotes cannot begin with “{first}”."
        ),
        say!("Ujmij ją w cudzysłów: {mended}", "Put it in quotes: {mended}"),
    )
}

pub(super) fn colon_in_value(file: &Arc<SourceFile>, place: Range<usize>, value: &str) -> Diagnostic {
    let mended = in_quotes(value);
    syntax_fault(
        file,
        place,
        say!(
            "Dwukropek ze spacją w wartości bez cudzysłowu wygląda jak drugi klucz.",
            "A colon with a space in a value without quotes looks like a second key."
        ),
        say!("Ujmij wartość w cudzysłów: {mended}", "Put the value in quotes: {mended}"),
    )
}

pub(super) fn no_key(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!("W tej linii nie ma klucza.", "There is no key on this line."),
        say!(
            "Zapisz „klucz: wartość”. Jeśli to ciąg dalszy tekstu z linii wyżej, wetnij tę linię głębiej.",
            "Write “key: value”. If it continues the text of the line above, indent it more."
        ),
    )
}

pub(super) fn directive(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!("Dyrektywy YAML („%…”) nie są dozwolone.", "YAML directives (“%…”) are not allowed."),
        say!("Usuń tę linię.", "Remove this line."),
    )
}

pub(super) fn comment_in_value(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!(
            "Komentarz przerywa tu tekst, który ma kilka linii.",
            "A comment interrupts a text of several lines here."
        ),
        say!(
            "Przenieś komentarz nad klucz albo ujmij cały tekst w cudzysłów.",
            "Move the comment above the key, or put the whole text in quotes."
        ),
    )
}

pub(super) fn list_and_keys(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!(
            "Pozycje listy („- …”) i klucze („klucz: …”) stoją tu na jednym poziomie.",
            "List items (“- …”) and keys (“key: …”) stand on one level here."
        ),
        say!(
            "Na jednym poziomie może stać tylko jedno z nich: dopisz klucz, do którego lista należy, lub myślnik.",
            "Only one of them can stand on a level: add the key that the list belongs to, or the dash."
        ),
    )
}

pub(super) fn syntax(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!("Od tego miejsca pliku nie da się odczytać.", "The file cannot be read from here on."),
        say!(
            "Porównaj tę linię i linię nad nią z innymi plikami. Tekst ze znakami specjalnymi ujmij w cudzysłów.",
            "Compare this line and the one above with other files. Put text with special characters in quotes."
        ),
    )
}
