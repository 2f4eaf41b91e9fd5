//! What is typed into cells as values of records: telephones out of a cell with several, decimal commas, `Name <mail>`.
//!
//! Only what has one meaning is rewritten. Everything else stays as it was typed, so that the rules of the field refuse it
//! and say what to write.

use std::collections::{HashMap, HashSet};

use super::words;
use crate::config::Schema;
use crate::field::{
    AddressField, AreaField, BooleanField, Cell as Own, ChoiceField, DateField, DecimalField, EmailField, Field,
    IntegerField, MarkdownField, MoneyField, Names, Part, PhoneField, PositionField, ServiceAreaField, StatusField,
    TextField, UrlField,
    items::{self, parted},
};
use crate::model::{Country, Date, Localized, Phone, PostalCode, guess_date};
use crate::sheet::Cell;
use crate::yaml::{self, Value};

/// What the values of cells depend on.
#[derive(Clone, Copy)]
pub struct Within<'a> {
    /// Its country.
    pub country: Option<&'static Country>,
    /// The language of plain texts.
    pub language: &'a str,
    /// What areas are called.
    pub areas: &'a AreaWords,
}

/// The words that a schema gives a field to choose from, with their labels.
pub fn choices(field: &Field) -> Vec<(&str, &Localized)> {
    if let Some(kind) = field.kind.get::<ChoiceField>() {
        return kind.choices.iter().map(|choice| (choice.word.key.as_str(), &choice.label)).collect();
    }
    let status = field.kind.get::<StatusField>();
    status.map_or_else(Vec::new, |kind| {
        kind.choices.iter().map(|choice| (choice.word.key.as_str(), &choice.label)).collect()
    })
}

/// A field's values as they are written in a record, from the cells of a row; nothing where all are empty.
pub fn tree(field: &Field, cells: &[(Part, &Cell)], within: Within<'_>) -> Option<Value> {
    if field.kind.get::<PhoneField>().is_some()
        && let [(part, cell)] = cells
        && part.key.is_empty()
    {
        return telephones(field, &cell.to_string(), within);
    }
    let texts: Vec<(Part, Own)> =
        cells.iter().map(|(part, cell)| (*part, Own::Text(refine(field, *part, cell, within)))).collect();
    field.tree(&texts)
}

/// One cell as text that its field can read.
fn refine(field: &Field, part: Part, cell: &Cell, within: Within<'_>) -> String {
    let text = cell.to_string().replace("\r\n", "\n");
    if part.inner.is_some() {
        let (inner, own) = (field.of_part(part), Part { inner: None, ..part });
        let one = |text: &String| refine(inner, own, &Cell::Text(text.clone()), within);
        return if field.list { joined(parted(&text).iter().map(one)) } else { one(&text) };
    }
    let kind = &field.kind;
    // Where a value has several columns, an item without a part keeps its place.
    let keeps_place = field.columns().count() > 1;
    let each = |one: &dyn Fn(&str) -> String| match field.list {
        true => {
            let items = text.split('\n').flat_map(parted).filter(|item| keeps_place || !item.is_empty());
            joined(items.map(|item| one(&item)))
        }
        false => one(text.trim()),
    };
    if kind.get::<TextField>().is_some() {
        return each(&|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if kind.get::<MarkdownField>().is_some() {
        return text;
    }
    if kind.get::<EmailField>().is_some() {
        return emails(&text);
    }
    if kind.get::<UrlField>().is_some() {
        return each(&web_address);
    }
    if kind.get::<BooleanField>().is_some() {
        return words::yes_or_no(&text).map_or(text.clone(), |yes| yes.to_string());
    }
    let is_number = kind.get::<DecimalField>().is_some()
        || kind.get::<IntegerField>().is_some()
        || kind.get::<MoneyField>().is_some();
    if is_number || (kind.get::<PositionField>().is_some() && matches!(part.key, "lat" | "lon")) {
        return each(&|text| number(text, within.language));
    }
    if kind.get::<DateField>().is_some() || (kind.get::<StatusField>().is_some() && part.key == "as_of") {
        return day(cell).map_or_else(|| text.clone(), |date| date.to_string());
    }
    if !choices(field).is_empty() {
        return word(field, &text);
    }
    if kind.get::<AreaField>().is_some() || (kind.get::<ServiceAreaField>().is_some() && part.key == "area") {
        return each(&|text| within.areas.code(text, field));
    }
    each(&str::to_owned)
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items::joined(&items.collect::<Vec<_>>())
}

/// The keys of choices that are given by their labels, or by the words of any language.
fn word(field: &Field, text: &str) -> String {
    let choices = choices(field);
    let find = |text: &str| {
        let is_called = |(key, label): &&(&str, &Localized)| *key == text || label.iter().any(|own| own == text);
        let is_like = |(key, label): &&(&str, &Localized)| {
            words::fold(key) == words::fold(text) || label.iter().any(|own| words::fold(own) == words::fold(text))
        };
        let mut alike = choices.iter().filter(is_like);
        let only = || alike.next().filter(|_| alike.next().is_none());
        choices.iter().find(is_called).or_else(only).map(|(key, _)| (*key).to_owned())
    };
    if let Some(key) = find(text.trim()) {
        return key;
    }
    let items =
        |separators: &[char]| -> Option<Vec<String>> { text.split(separators).map(|item| find(item.trim())).collect() };
    let several = field.list.then(|| items(&[';', '\n']).or_else(|| items(&[',', ';', '\n']))).flatten();
    several.map_or_else(|| text.to_owned(), |keys| keys.join("; "))
}

/// The areas that a collection's fields may name, by their folded names.
#[derive(Debug, Default)]
pub struct AreaWords {
    /// For each level, or all of them: its codes, and its names with the code of the one area that is called so.
    levels: Vec<(Option<String>, HashSet<String>, HashMap<String, Option<String>>)>,
}

impl AreaWords {
    /// Those that the fields of a schema name.
    pub fn new(names: &dyn Names, schema: &Schema) -> Self {
        let mut levels: Vec<Option<String>> = schema.fields.iter().filter_map(level).collect();
        levels.sort();
        levels.dedup();
        let words = |level: Option<String>| {
            let (mut codes, mut called) = (HashSet::new(), HashMap::new());
            for area in names.areas_of(level.as_deref()) {
                let area = names.area(area);
                codes.insert(area.code.to_owned());
                let mut own: Vec<String> = area.name.iter().map(words::fold).collect();
                own.sort();
                own.dedup();
                for name in own {
                    called.entry(name).and_modify(|code| *code = None).or_insert_with(|| Some(area.code.to_owned()));
                }
            }
            (level, codes, called)
        };
        Self { levels: levels.into_iter().map(words).collect() }
    }

    /// The code of an area by its name, where only one of its level is called so; a word for its kind may stand before it.
    fn code(&self, text: &str, field: &Field) -> String {
        let wanted = level(field);
        let Some((_, codes, called)) = self.levels.iter().find(|(of, ..)| Some(of) == wanted.as_ref()) else {
            return text.to_owned();
        };
        let folded = words::fold(text);
        let without_kind = folded.split_once(' ').map(|(_, name)| name);
        let code = called.get(&folded).or_else(|| called.get(without_kind?));
        match code {
            Some(Some(code)) if !codes.contains(text) => code.clone(),
            _ => text.to_owned(),
        }
    }
}

/// The level of areas that a field names; nothing inside where it may be any.
fn level(field: &Field) -> Option<Option<String>> {
    let own = field.kind.get::<AreaField>().map(|kind| Some(kind.level.clone()));
    let served = || field.kind.get::<ServiceAreaField>().map(|kind| kind.level().map(str::to_owned));
    own.or_else(served)
}

/// The telephones of a cell that holds several.
fn telephones(field: &Field, text: &str, within: Within<'_>) -> Option<Value> {
    let pieces = pieces(text);
    let mut items: Vec<Value> = pieces.iter().map(|piece| telephone(piece, within)).collect();
    match (items.len(), field.list) {
        (0, _) => None,
        (_, true) => Some(Value::list(items)),
        (1, false) => items.pop(),
        (_, false) => Some(Value::text(text)),
    }
}

/// The numbers of a cell: at semicolons and line ends; at commas, slashes and small words where both sides are whole numbers.
fn pieces(text: &str) -> Vec<String> {
    let spaced = [" lub ", " oraz ", " or ", " and ", " oder ", " und ", " або ", " или "]
        .iter()
        .fold(text.replace('\u{a0}', " "), |text, word| text.replace(word, " ; "));
    // A semicolon before an extension belongs to the number.
    let spaced = spaced.replace(";ext=", "\u{1}");
    let mut pieces: Vec<String> = Vec::new();
    for part in spaced.split([';', '\n', '\r']) {
        for mark in [',', '/'] {
            let halves: Vec<&str> = part.split(mark).collect();
            if halves.len() > 1 && halves.iter().all(|half| digits(half) >= 7) {
                pieces.extend(halves.iter().map(|half| (*half).to_owned()));
                break;
            }
            if mark == '/' {
                pieces.push(part.to_owned());
            }
        }
    }
    let whole = pieces.iter().map(|piece| piece.replace('\u{1}', ";ext=").trim().to_owned());
    whole.filter(|piece| !piece.is_empty()).collect()
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// One number, with its extension and what stands in brackets behind it.
fn telephone(text: &str, within: Within<'_>) -> Value {
    let (number, extension) = match text.split_once(";ext=") {
        Some((number, extension)) => (number.to_owned(), Some(extension.to_owned())),
        None => inner(text),
    };
    let (number, label) = match number.rsplit_once('(') {
        Some((number, label)) if digits(label) == 0 && digits(number) > 5 => {
            (number.to_owned(), Some(label.trim_end_matches([')', ' ']).to_owned()))
        }
        _ => (number, None),
    };
    let (number, fax) = without_kind(&number);
    let readable = Phone::parse(number.trim(), within.country).is_ok();
    let number =
        if readable { number.trim().to_owned() } else { number.trim().trim_end_matches(['.', ',']).to_owned() };
    if extension.is_none() && label.is_none() && !fax {
        return Value::text(number);
    }
    Value::mapping([
        ("number", Some(Value::text(number))),
        ("extension", extension.map(Value::text)),
        ("kind", fax.then(|| Value::text("fax"))),
        ("label", label.map(Value::text)),
    ])
}

/// A number without the word for a telephone before it; and whether that word says fax.
fn without_kind(text: &str) -> (String, bool) {
    let start = text.find(|character: char| character.is_ascii_digit() || matches!(character, '+' | '('));
    let (word, number) = text.split_at(start.unwrap_or(0));
    let folded = words::fold(word);
    let is_word = ["tel", "telefon", "t", "phone", "tel kom", "kom", "telefony", "mob", "mobile", "тел"]
        .map(words::fold)
        .contains(&folded);
    let is_fax = ["fax", "faks", "tel fax", "факс"].map(words::fold).contains(&folded);
    if is_word || is_fax { (number.to_owned(), is_fax) } else { (text.to_owned(), false) }
}

/// A number and the extension behind it in one of the usual writings.
fn inner(text: &str) -> (String, Option<String>) {
    const WORDS: [&str; 9] = ["wew.", "wewn.", "wew", "w.", "ext.", "ext", "x", "вн.", "доб."];
    let lower = text.to_lowercase();
    for word in WORDS {
        let Some(at) = lower.rfind(word).filter(|_| lower.len() == text.len()) else { continue };
        let extension = text[at + word.len()..].trim().trim_end_matches(')');
        let number = text[..at].trim_end_matches([' ', ',', '(']);
        if (1..=6).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_digit())
            && digits(number) >= 6
        {
            return (number.to_owned(), Some(extension.to_owned()));
        }
    }
    (text.to_owned(), None)
}

/// The mailboxes of a cell, out of `Name <mail>` too; the cell as it is where something else stands in it.
fn emails(text: &str) -> String {
    let bracketed: Vec<&str> =
        text.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(mail, _)| mail.trim())).collect();
    if !bracketed.is_empty() && bracketed.iter().all(|mail| mail.contains('@')) {
        return bracketed.join("; ");
    }
    let found: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',')).filter(|word| !word.is_empty()).collect();
    let mail = |word: &&str| word.trim_start_matches("mailto:").trim_end_matches('.').to_owned();
    if found.iter().all(|word| word.contains('@')) {
        found.iter().map(mail).collect::<Vec<_>>().join("; ")
    } else {
        text.to_owned()
    }
}

/// An address of the web with its scheme.
fn web_address(text: &str) -> String {
    let has_scheme =
        text.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_host = text.contains('.') && !text.contains([' ', '@']);
    if has_scheme || !is_host { text.to_owned() } else { format!("https://{text}") }
}

/// A number with a decimal point and nothing between thousands, where the text has one meaning.
fn number(text: &str, language: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}').collect();
    let plain = plain.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '%' | '€' | '£' | '$' | '°' | '.'));
    let plain = plain.trim_start_matches(['€', '£', '$']);
    let (commas, points) = (plain.matches(',').count(), plain.matches('.').count());
    let is_thousands = plain.rsplit_once(',').is_some_and(|(_, rest)| rest.len() == 3) && language == "en";
    let number = match (commas, points) {
        (0, 0 | 1) => plain.to_owned(),
        (1, 0) if is_thousands => plain.replace(',', ""),
        (1, 0) => plain.replace(',', "."),
        (0, _) => plain.replace('.', ""),
        (_, 0) => plain.replace(',', ""),
        _ if plain.rfind(',') > plain.rfind('.') && commas == 1 => plain.replace('.', "").replace(',', "."),
        _ if points == 1 => plain.replace(',', ""),
        _ => text.to_owned(),
    };
    if number.parse::<f64>().is_ok() { number } else { text.to_owned() }
}

/// A day: as the spreadsheet has it, by its number there, or as it is usually written where that has one meaning.
fn day(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        // **Source**: days since 30 December 1899, as Excel counts after February 1900.
        // Before March 1900 Excel counts a day that never was, and beyond the year 9999 it has none.
        Cell::Number(number) if (61.0..2_958_466.0).contains(number) && number.fract() == 0.0 => {
            let start = Date::new(1899, 12, 30).ok()?;
            #[allow(clippy::cast_possible_truncation, reason = "it is whole and below three millions")]
            start.checked_add(jiff::Span::new().days(*number as i64)).ok()
        }
        Cell::Text(text) => {
            let parts: Vec<u32> = text.split('/').filter_map(|part| part.trim().parse().ok()).collect();
            // 03/04/2024 is a day of April in one country and of March in another.
            let is_doubtful = matches!(parts.as_slice(), [a, b, _] if *a <= 12 && *b <= 12 && a != b);
            guess_date(text).filter(|_| !is_doubtful)
        }
        _ => None,
    }
}

/// An address that stands in one cell: street, postal code, town. Nothing where there is no postal code to find them by.
pub fn address(text: &str, country: Option<&Country>) -> Option<Value> {
    let text = text.replace(['\n', '\r'], ", ").replace('\u{a0}', " ");
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let is_code = |words: &[&str]| {
        let joined = words.join(" ");
        let joined = joined.trim_matches([',', ';']);
        joined.contains(|c: char| c.is_ascii_digit()) && PostalCode::parse(joined, country).is_some()
    };
    let at = |length: usize| {
        (0..words.len().saturating_sub(length - 1))
            .rev()
            .find(|start| is_code(&words[*start..start + length]))
            .map(|start| (start, length))
    };
    let (start, length) = at(2).or_else(|| at(1))?;
    let code = words[start..start + length].join(" ").trim_matches([',', ';']).to_owned();
    let trimmed = |words: &[&str]| words.join(" ").trim_matches([',', ';', ' ']).to_owned();
    let (before, after) = (trimmed(&words[..start]), trimmed(&words[start + length..]));
    let (street, town) = if after.is_empty() {
        before
            .rsplit_once(", ")
            .map_or((String::new(), before.clone()), |(street, town)| (street.to_owned(), town.to_owned()))
    } else if let Some((town, street)) = after.split_once(',').filter(|_| before.is_empty()) {
        (street.trim().to_owned(), town.trim().to_owned())
    } else {
        (before, after)
    };
    let given = |text: String| Some(text).filter(|text| !text.is_empty()).map(Value::text);
    Some(Value::mapping([("street", given(street)), ("postal_code", Some(Value::text(code))), ("town", given(town))]))
}

/// What makes two written values the same: a number's digits, a mailbox's letters, a word's folded form.
pub fn canonical(field: &Field, text: &str, country: Option<&Country>) -> String {
    if field.kind.get::<PhoneField>().is_some() {
        let (number, extension) = text.split_once(";ext=").unwrap_or((text, ""));
        return Phone::parse(number, country)
            .map_or_else(|_| text.to_owned(), |phone| format!("{};{extension}", phone.number));
    }
    if field.kind.get::<AddressField>().is_some() {
        return words::fold(text);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The whole of an item as one text, by which it is known again: its number, or all that it says.
pub fn item_text(value: &yaml::Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Scalar(text) => text.clone(),
        Value::Sequence(items) => items.iter().map(|item| item_text(&item.value)).collect::<Vec<_>>().join("; "),
        Value::Mapping(mapping) => match (mapping.get("number"), mapping.get("extension")) {
            (Some(number), Some(extension)) => {
                format!("{};ext={}", item_text(&number.value), item_text(&extension.value))
            }
            (Some(number), None) => item_text(&number.value),
            _ => mapping.entries.iter().map(|entry| item_text(&entry.value.value)).collect::<Vec<_>>().join(" "),
        },
    }
}
