//! The words for faults of indentation and structure: what stands where it may not stand.

use std::ops::Range;
use std::sync::Arc;

use super::wording::{in_quotes, spaces_en, spaces_pl, syntax_fault};
use super::{MAXIMUM_DEPTH, MAXIMUM_NODES};
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::limits;
use crate::say;
use crate::source::SourceFile;

/// The line that a misplaced one should have been aligned with.
pub(super) struct Neighbour {
    /// 1-based line number.
    pub line: usize,
    /// Number of spaces before its key or dash.
    pub indent: usize,
    /// Its key or dash.
    pub place: Range<usize>,
}

pub(super) fn tab(file: &Arc<SourceFile>, offset: usize) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_TAB,
        file.location(offset..offset + 1),
        say!("Wcięcie zrobiono tabulatorem.", "This line is indented with a tab."),
    )
    .help(say!("Zamień tabulator na spacje: dwie na każdy poziom.", "Replace the tab with spaces: two for each level."))
}

pub(super) fn indentation(
    file: &Arc<SourceFile>,
    place: Range<usize>,
    indent: usize,
    beside: &Neighbour,
    parent: Option<&str>,
) -> Diagnostic {
    let Neighbour { line, indent: expected, .. } = *beside;
    let (is_pl, expected_pl) = (spaces_pl(indent), spaces_pl(expected));
    let (is_en, expected_en) = (spaces_en(indent), spaces_en(expected));
    let message = say!(
        "Złe wcięcie: w tej linii to {is_pl}, a w sąsiedniej (linia {line}) {expected_pl}.",
        "Wrong indentation: {is_en} on this line, but {expected_en} on its neighbour (line {line})."
    );
    let help = match parent {
        Some(parent) => say!(
            "Zacznij tę linię od tylu spacji, co sąsiednią ({expected}). Jeśli ma należeć do „{parent}”, przenieś wartość zza „{parent}:” do osobnego klucza.",
            "Begin this line with as many spaces as its neighbour ({expected}). If it belongs to “{parent}”, move the value after “{parent}:” to a key of its own."
        ),
        _ => say!(
            "Zacznij tę linię od tylu spacji, co sąsiednią ({expected}).",
            "Begin this line with as many spaces as its neighbour ({expected})."
        ),
    };
    Diagnostic::new(codes::YAML_INDENTATION, file.location(place), message)
        .related(file.location(beside.place.clone()), say!("sąsiednia linia", "its neighbour"))
        .help(help)
}

pub(super) fn value_and_children(
    file: &Arc<SourceFile>,
    place: Range<usize>,
    parent: &str,
    at: Range<usize>,
) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_INDENTATION,
        file.location(place),
        say!(
            "Ta linia jest wcięta, jakby należała do „{parent}”, ale „{parent}” ma już wartość.",
            "This line is indented as if it belonged to “{parent}”, but “{parent}” already has a value."
        ),
    )
    .related(file.location(at), say!("ma już wartość", "already has a value"))
    .help(say!(
        "Popraw wcięcie tej linii albo usuń wartość z linii wyżej.",
        "Mend the indentation of this line, or remove the value from the line above."
    ))
}

pub(super) fn swallowed_item(file: &Arc<SourceFile>, dash: usize) -> Diagnostic {
    if let Some(glued) = glued_dash(file.text(), dash) {
        return no_space_after_dash(file, glued);
    }
    Diagnostic::new(
        codes::YAML_INDENTATION,
        file.location(dash..dash + 1),
        say!(
            "Złe wcięcie: ten myślnik nie zaczyna pozycji listy, lecz należy do tekstu z poprzedniej linii.",
            "Wrong indentation: this dash does not begin a list item, it is part of the text of the line above."
        ),
    )
    .help(say!("Ustaw wszystkie myślniki listy w jednej kolumnie.", "Put all dashes of a list into one column."))
}

/// The dash of the line above, where no space stands behind it.
fn glued_dash(text: &str, dash: usize) -> Option<usize> {
    let end = text[..dash].rfind('\n')?;
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let above = text[start..end].trim_start();
    let glued = above.strip_prefix('-').is_some_and(|rest| !rest.starts_with([' ', '-']) && !rest.trim().is_empty());
    glued.then(|| end - above.len())
}

fn no_space_after_dash(file: &Arc<SourceFile>, dash: usize) -> Diagnostic {
    let written = file.text()[dash + 1..].lines().next().unwrap_or_default().trim();
    let message = say!("Po myślniku brakuje spacji.", "A space is missing after the dash.");
    let help = say!("Napisz: - {written}", "Write: - {written}");
    Diagnostic::new(codes::YAML_SYNTAX, file.location(dash..dash + 1), message).help(help)
}

pub(super) fn number_sign(file: &Arc<SourceFile>, value: &Range<usize>, comment: usize) -> Diagnostic {
    let text = &file.text()[file.location(value.start..value.end).span()];
    let rest = file.text().get(comment..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let mended = in_quotes(format!("{text} {rest}").trim_start());
    Diagnostic::new(
        codes::YAML_SYNTAX,
        file.location(comment..comment + rest.len()),
        say!(
            "Od znaku „#” zaczyna się komentarz, więc „{rest}” nie jest częścią wartości.",
            "“#” begins a comment, so “{rest}” is not part of the value."
        ),
    )
    .help(say!(
        "Jeśli to część wartości, napisz w cudzysłowie: {mended}. Jeśli to komentarz, wstaw spację po „#”.",
        "If it is part of the value, put it in quotes: {mended}. If it is a comment, put a space after “#”."
    ))
}

pub(super) fn duplicate_key(
    file: &Arc<SourceFile>,
    key: &str,
    second: Range<usize>,
    first: Range<usize>,
) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_DUPLICATE_KEY,
        file.location(second),
        say!("Klucz „{key}” występuje tu drugi raz.", "The key “{key}” stands here a second time."),
    )
    .related(file.location(first), say!("pierwszy raz tutaj", "first defined here"))
    .help(say!(
        "Zostaw jeden z nich. Kilka wartości zapisz jako listę pod jednym kluczem.",
        "Keep one of them. Write several values as a list under one key."
    ))
}

pub(super) fn anchor() -> (Text, Text) {
    (
        say!("Kotwice YAML („&nazwa”) nie są dozwolone.", "YAML anchors (“&name”) are not allowed."),
        say!(
            "Usuń ją. Jeśli wartość zaczyna się od „&”, ujmij ją w cudzysłów.",
            "Remove it. If the value begins with “&”, put it in quotes."
        ),
    )
}

pub(super) fn alias() -> (Text, Text) {
    (
        say!("Odwołania YAML („*nazwa”) nie są dozwolone.", "YAML aliases (“*name”) are not allowed."),
        say!(
            "Wpisz tu samą wartość. Jeśli tekst zaczyna się od „*”, ujmij go w cudzysłów.",
            "Write the value itself here. If the text begins with “*”, put it in quotes."
        ),
    )
}

pub(super) fn tag() -> (Text, Text) {
    (
        say!("Znaczniki typu YAML („!typ”) nie są dozwolone.", "YAML tags (“!type”) are not allowed."),
        say!(
            "Usuń go: typ wartości wynika ze schematu. Jeśli tekst zaczyna się od „!”, ujmij go w cudzysłów.",
            "Remove it: the schema gives a value its type. If the text begins with “!”, put it in quotes."
        ),
    )
}

pub(super) fn merge_key() -> (Text, Text) {
    (
        say!("Scalanie kluczy („<<”) nie jest dozwolone.", "Merge keys (“<<”) are not allowed."),
        say!("Wpisz klucze z wartościami tutaj.", "Write the keys and their values here."),
    )
}

pub(super) fn complex_key() -> (Text, Text) {
    (
        say!("Kluczem może być tylko tekst.", "A key must be text."),
        say!(
            "Zapisz „klucz: wartość”. Jeśli to miała być wartość, ujmij ją w cudzysłów.",
            "Write “key: value”. If this was meant to be a value, put it in quotes."
        ),
    )
}

pub(super) fn key_missing() -> (Text, Text) {
    (
        say!("Przed dwukropkiem brakuje klucza.", "The key before the colon is missing."),
        say!("Zapisz „klucz: wartość”.", "Write “key: value”."),
    )
}

/// A value longer than any text of a record.
pub(super) fn long_value(file: &Arc<SourceFile>, range: &Range<usize>, length: usize) -> Diagnostic {
    let most = limits::VALUE;
    let message = say!(
        "Ta wartość ma {length} bajtów; najwięcej to {most}.",
        "This value has {length} bytes; at most {most} are allowed."
    );
    let help =
        say!("Przenieś długi tekst na stronę w content/pages/.", "Move a long text to a page in content/pages/.");
    Diagnostic::new(codes::LIMIT_EXCEEDED, file.location(range.start..range.start), message).help(help)
}

pub(super) fn nesting(file: &Arc<SourceFile>, offset: usize) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_NESTING,
        file.location(offset..offset + 1),
        say!(
            "Zbyt głębokie zagnieżdżenie: dozwolone jest najwyżej {MAXIMUM_DEPTH} poziomów.",
            "Nested too deeply: at most {MAXIMUM_DEPTH} levels are allowed."
        ),
    )
    .help(say!("Uprość budowę tego pliku.", "Make the structure of this file simpler."))
}

pub(super) fn size(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_SIZE,
        file.location(place),
        say!("Plik ma więcej niż {MAXIMUM_NODES} wartości.", "This file has more than {MAXIMUM_NODES} values."),
    )
    .help(say!("Podziel go na kilka plików.", "Split it into several files."))
}

pub(super) fn several_documents(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    syntax_fault(
        file,
        place,
        say!("Tu zaczyna się drugi dokument w tym samym pliku.", "A second document begins here in the same file."),
        say!(
            "Zapisz go w osobnym pliku albo usuń linię „---”.",
            "Put it into a file of its own, or remove the line “---”."
        ),
    )
}
