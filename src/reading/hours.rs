//! Opening hours read from a record, and what to write instead of what people write there.

use super::Reading;
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{DAYS, Opening, OpeningHours, Span};
use crate::say;
use crate::yaml::{Entry, Node, Value};

/// The word for days without a time of their own.
const APPOINTMENT: &str = "by appointment";

/// Reads opening hours: a mapping of days, `by appointment`, or OpenStreetMap's writing of a usual week.
///
/// **Errors**: `value/hours`, `key/…`.
pub fn read_hours(reading: &Reading<'_>, node: &Node) -> Option<OpeningHours> {
    let Value::Mapping(mapping) = &node.value else {
        return read_line(reading, node);
    };
    let mut hours = OpeningHours::default();
    let fields = reading.fields(node)?;
    hours.note = fields.localized("note");
    hours.as_of = fields.partial_date("as_of");
    let mut whole = true;
    for entry in mapping.entries.iter().filter(|entry| entry.key != "note" && entry.key != "as_of") {
        whole &= read_entry(reading, entry, &mut hours).is_some();
    }
    if whole && hours.days.iter().all(Option::is_none) {
        let message = say!("Nie podano godzin żadnego dnia.", "The hours of no day are given.");
        reading.report(codes::VALUE_HOURS, &node.span, message, Some(example()));
        return None;
    }
    whole.then_some(hours)
}

/// Hours in one line.
fn read_line(reading: &Reading<'_>, node: &Node) -> Option<OpeningHours> {
    let text = reading.text(node)?;
    if text == APPOINTMENT {
        let mut hours = OpeningHours::default();
        hours.days[..7].fill(Some(Opening::Appointment));
        return Some(hours);
    }
    let hours = OpeningHours::from_osm(text);
    if hours.is_none() {
        let message = say!("„{text}” to nie godziny otwarcia.", "“{text}” is no opening hours.");
        let word = || meant(text).map(|word| say!("Napisz: {word}", "Write: {word}"));
        let help = reworded(text).or_else(word).unwrap_or_else(example);
        reading.report(codes::VALUE_HOURS, &node.span, message, Some(help));
    }
    hours
}

fn read_entry(reading: &Reading<'_>, entry: &Entry, hours: &mut OpeningHours) -> Option<()> {
    let days = OpeningHours::days_of(&entry.key);
    if days.is_none() {
        let key = &entry.key;
        let message = say!("„{key}” to nie dzień tygodnia.", "“{key}” is no day of the week.");
        let better = translated(key);
        let help = match &better {
            Some(days) => say!("Napisz: {days}", "Write: {days}"),
            None => example(),
        };
        let fix = better.and_then(|days| reading.rewrite(&entry.key_span, &days, false));
        let diagnostic = Diagnostic::new(codes::VALUE_HOURS, reading.at(&entry.key_span), message);
        reading.push(diagnostic.help(help).maybe_fix(fix));
    }
    let opening = read_opening(reading, &entry.value);
    for day in days? {
        if hours.days[day].is_some() {
            let key = &entry.key;
            let message = say!("Ten dzień stoi już wyżej: „{key}”.", "This day stands above already: “{key}”.");
            let help = say!("Zostaw dla „{key}” jeden wiersz.", "Keep one line for “{key}”.");
            reading.report(codes::VALUE_HOURS, &entry.key_span, message, Some(help));
            return None;
        }
        hours.days[day].clone_from(&opening);
    }
    opening.map(drop)
}

fn read_opening(reading: &Reading<'_>, node: &Node) -> Option<Opening> {
    let text = reading.text(node)?;
    match text {
        "closed" => return Some(Opening::Closed),
        APPOINTMENT => return Some(Opening::Appointment),
        _ => {}
    }
    let spans: Option<Vec<Span>> = text.split([',', ';']).map(|span| Span::parse(span.trim())).collect();
    let (message, help) = match spans {
        None => {
            let message = say!("„{text}” to nie godziny.", "“{text}” is no hours.");
            (message, meant(text).map_or_else(times, |word| say!("Napisz: {word}", "Write: {word}")))
        }
        Some(spans) => {
            let opening = Opening::spans(spans);
            if opening.is_some() {
                return opening;
            }
            let message = say!("Te godziny zachodzą na siebie: „{text}”.", "These hours overlap: “{text}”.");
            (message, times())
        }
    };
    reading.report(codes::VALUE_HOURS, &node.span, message, Some(help));
    None
}

fn times() -> Text {
    say!(
        "Napisz np. 8:00–16:00, 17:00–19:00 albo closed, albo by appointment",
        "Write for example 8:00–16:00, 17:00–19:00, or closed, or by appointment"
    )
}

fn example() -> Text {
    let days = DAYS.join(", ");
    say!(
        "Napisz np. mon-fri: 8:00–16:00 i sat: closed, każde w osobnym wierszu. Dni: {days}",
        "Write for example mon-fri: 8:00–16:00 and sat: closed, each on its own line. The days: {days}"
    )
}

/// The beginnings of words for the days, Monday first, in the languages that the program speaks, and of holidays.
const WORDS: [&[&str]; 8] = [
    &["mon", "pon", "pn", "пн", "пон", "mo"],
    &["tue", "wt", "вт", "вів", "di"],
    &["wed", "śr", "sr", "ср", "сер", "mi"],
    &["thu", "czw", "cz", "чт", "чет", "do"],
    &["fri", "pią", "pia", "pt", "пт", "п’ят", "п'ят", "fr"],
    &["sat", "sob", "сб", "суб", "sa"],
    &["sun", "nie", "ndz", "nd", "нд", "нед", "so"],
    &["holid", "public", "święt", "swiet", "свят", "feier"],
];

/// The days that words of another language name, in the words of records.
fn translated(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let day = |word: &str| {
        let word = word.trim().trim_end_matches('.');
        let of = |words: &&[&str]| words.iter().any(|begin| word.starts_with(begin));
        WORDS.iter().position(of).map(|day| DAYS[day])
    };
    let part = |part: &str| match part.split_once(['-', '–', '—']) {
        Some((first, last)) => Some(format!("{}-{}", day(first)?, day(last)?)),
        None => day(part).map(str::to_owned),
    };
    lower.split([',', '/']).map(part).collect::<Option<Vec<_>>>().map(|parts| parts.join(", "))
}

/// How to write hours that stand in a list of days: `- pon: 8-16`.
pub fn hours_in_a_list(node: &Node) -> Option<Text> {
    let Value::Sequence(items) = &node.value else { return None };
    let line = |item: &Node| {
        let (day, time) = match &item.value {
            Value::Mapping(mapping) => {
                let [entry] = &mapping.entries[..] else { return None };
                let Value::Scalar(time) = &entry.value.value else { return None };
                (entry.key.as_str(), time.as_str())
            }
            Value::Scalar(text) => halves(text)?,
            _ => return None,
        };
        Some(format!("\n{}: {}", translated(day.trim_end_matches(':'))?, time_of(time)?))
    };
    let lines: String = items.iter().map(line).collect::<Option<Vec<_>>>()?.concat();
    Some(say!(
        "Napisz bez myślników, każdy dzień w swoim wierszu:{lines}",
        "Write without dashes, each day on its own line:{lines}"
    ))
}

/// The days and the time of hours on one line: `pon.-pt. 8-16`.
fn halves(text: &str) -> Option<(&str, &str)> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let (days, time) = text.split_at(at);
    Some((days.trim().trim_end_matches(':'), time.trim()))
}

/// A day's hours as records have them: `8-16` is `8:00–16:00`.
fn time_of(text: &str) -> Option<String> {
    let span = |part: &str| {
        let (from, to) = Span::parse(part.trim())?.ends();
        Some(format!("{from}–{to}"))
    };
    let spans: Option<Vec<String>> = text.split([',', ';']).map(span).collect();
    spans.map(|spans| spans.join(", ")).or_else(|| meant(text).map(str::to_owned))
}

/// How to write hours on one line in words of another language.
fn reworded(text: &str) -> Option<Text> {
    let (days, time) = halves(text)?;
    let (days, time) = (translated(days)?, time_of(time)?);
    Some(say!("Napisz w nowym wierszu z wcięciem: {days}: {time}", "Write on a new line, indented: {days}: {time}"))
}

/// What other words for a day's hours mean.
fn meant(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["zamkn", "nieczynn", "зачин", "вихідн", "geschlossen", "off", "clos"]) {
        return Some("closed");
    }
    let asked = ["umówi", "umowi", "uzgodn", "appointm", "arrang", "домовлен", "запис", "vereinbarung"];
    has(&asked).then_some(APPOINTMENT)
}
