use std::ops::Range;
use std::path::{Path, PathBuf};

use super::areas::Wanted;
use super::portal::{Address, Areas, Basis, FieldValue, Place, Precision, RecordRef, ServiceArea, Status};
use super::positions;
use super::terms::warn_of_future;
use crate::config::{Field, FieldKind, StatusChoice};
use crate::diagnostic::{Text, codes, did_you_mean};
use crate::model::{Country, Date, Decimal, Localized, Position, is_over_a_year_before};
use crate::reading::{Reading, read_email, read_phone, read_postal_code, read_web_address};
use crate::say;
use crate::yaml::{Node, Value};

/// What values may refer to.
pub struct Scope<'a> {
    /// The country of telephone numbers and postal codes.
    pub country: Option<&'static Country>,
    /// The areas.
    pub areas: &'a Areas,
    /// Whether the site names a country that is not known: national telephone numbers cannot be judged then.
    pub country_unread: bool,
    /// The day by which dates are judged.
    pub build_date: Date,
    /// Collections whose schemas could not be read: references to their records are not judged.
    pub unread_collections: &'a [String],
    /// Files that could not be read.
    pub unread_files: &'a [PathBuf],
    /// Every record's identifier by collection, those with faults too. **Shape**: each list is ordered.
    pub records: &'a [(String, Vec<String>)],
}

/// Reads the value of a field, or the list of them, by the field's definition.
pub fn read_value(reading: &Reading<'_>, field: &Field, node: &Node, scope: &Scope<'_>) -> Option<FieldValue> {
    if field.list {
        return read_list(reading, field, node, scope);
    }
    if let (Value::Sequence(_), false) = (&node.value, field.list) {
        let name = &field.name;
        let message = say!(
            "Pole „{name}” ma jedną wartość, a stoi tu lista.",
            "The field “{name}” has one value, but this is a list."
        );
        reading.report(codes::VALUE_TYPE, &node.span, message, None);
        return None;
    }
    read_item(reading, field, node, scope)
}

fn read_list(reading: &Reading<'_>, field: &Field, node: &Node, scope: &Scope<'_>) -> Option<FieldValue> {
    let Value::Sequence(nodes) = &node.value else {
        let name = &field.name;
        let message = say!(
            "Pole „{name}” to lista, a stoi tu jedna wartość.",
            "The field “{name}” is a list, but this is a single value."
        );
        let help = say!(
            "Napisz ją w nowym wierszu, z wcięciem i „- ” z przodu.",
            "Put it on a new line, indented, with “- ” before it."
        );
        reading.report(codes::VALUE_TYPE, &node.span, message, Some(help));
        return None;
    };
    if nodes.is_empty() && (field.required || field.items.0 > 0) {
        let help = say!("Wpisz co najmniej jedną pozycję.", "Write at least one item.");
        reading.report(codes::VALUE_EMPTY, &node.span, say!("Lista jest pusta.", "The list is empty."), Some(help));
        return None;
    }
    let (fewest, most) = field.items;
    if fewest <= most && !(fewest..=most).contains(&nodes.len()) {
        let count = nodes.len();
        let limits = match (fewest, most) {
            (fewest, most) if fewest == most => say!("dokładnie {fewest}", "exactly {fewest}"),
            (fewest, usize::MAX) => say!("co najmniej {fewest}", "at least {fewest}"),
            (0, most) => say!("najwyżej {most}", "at most {most}"),
            (fewest, most) => say!("od {fewest} do {most}", "{fewest} to {most}"),
        };
        let message = Text {
            pl: format!("Liczba pozycji na liście to {count}, a powinna wynosić {}.", limits.pl),
            en: format!("The number of items in the list is {count} and should be {}.", limits.en),
        };
        reading.report(codes::VALUE_RANGE, &node.span, message, None);
    }
    let items: Vec<FieldValue> = nodes.iter().filter_map(|node| read_item(reading, field, node, scope)).collect();
    report_repeats(reading, nodes, &items);
    (!items.is_empty()).then_some(FieldValue::List(items))
}

fn report_repeats(reading: &Reading<'_>, nodes: &[Node], items: &[FieldValue]) {
    if nodes.len() != items.len() {
        return;
    }
    for (index, item) in items.iter().enumerate() {
        if items[..index].contains(item) {
            let message = say!("Ta wartość stoi na liście dwa razy.", "This value stands in the list twice.");
            reading.report(codes::VALUE_NOT_UNIQUE, &nodes[index].span, message, None);
        }
    }
}

fn read_item(reading: &Reading<'_>, field: &Field, node: &Node, scope: &Scope<'_>) -> Option<FieldValue> {
    match &field.kind {
        FieldKind::Text => read_text(reading, field, node),
        FieldKind::Markdown => reading.localized(node).map(FieldValue::Markdown),
        FieldKind::Integer { .. } => read_integer(reading, field, node),
        FieldKind::Money { .. } => read_money(reading, field, node),
        FieldKind::Date { .. } => read_date(reading, field, node),
        FieldKind::Boolean => reading.boolean(node).map(FieldValue::Boolean),
        FieldKind::Choice { choices } => {
            let words: Vec<_> = choices.iter().map(|choice| (choice.key.as_str(), &choice.label)).collect();
            read_choice(reading, node, &words).map(FieldValue::Choice)
        }
        FieldKind::Phone if scope.country_unread => None,
        FieldKind::Phone => read_phone(reading, node, scope.country).map(FieldValue::Phone),
        FieldKind::Email => read_email(reading, node).map(FieldValue::Email),
        FieldKind::Url => read_web_address(reading, node).map(FieldValue::Url),
        FieldKind::PostalCode => {
            let code = read_postal_code(reading, node, scope.country)?;
            has_form(reading, field, code.as_str(), node).then_some(FieldValue::PostalCode(code))
        }
        FieldKind::Address => read_address(reading, node, scope.country).map(FieldValue::Address),
        FieldKind::Position => read_position(reading, node, scope.areas).map(FieldValue::Position),
        FieldKind::Area { level } => {
            let code = reading.text(node)?;
            scope.areas.resolve(reading, code, &node.span, Wanted::Level(level)).map(FieldValue::Area)
        }
        FieldKind::Reference { collection } => read_reference(reading, node, collection, scope),
        FieldKind::Status { choices } => read_status(reading, node, choices, scope.build_date).map(FieldValue::Status),
        FieldKind::ServiceArea { level } => {
            read_service_area(reading, node, level.as_deref(), scope.areas).map(FieldValue::ServiceArea)
        }
    }
}

fn read_text(reading: &Reading<'_>, field: &Field, node: &Node) -> Option<FieldValue> {
    let text = reading.localized(node)?;
    has_form(reading, field, text.original(), node).then_some(FieldValue::Text(text))
}

/// Holds a text against the schema's pattern.
fn has_form(reading: &Reading<'_>, field: &Field, text: &str, node: &Node) -> bool {
    let wrong = field.pattern.as_ref().filter(|pattern| !pattern.is_match(text));
    if let Some(pattern) = wrong {
        let pattern = pattern.as_str().trim_start_matches("^(?:").trim_end_matches(")$");
        let message = say!("„{text}” nie ma wymaganej postaci.", "“{text}” does not have the required form.");
        let help = say!("Wzorzec ze schematu: {pattern}", "The schema's pattern: {pattern}");
        reading.report(codes::VALUE_PATTERN, &node.span, message, Some(help));
    }
    wrong.is_none()
}

fn read_integer(reading: &Reading<'_>, field: &Field, node: &Node) -> Option<FieldValue> {
    let number = reading.integer(node)?;
    check_range(reading, &node.span, &number, &field.range.number).then_some(FieldValue::Integer(number))
}

fn read_money(reading: &Reading<'_>, field: &Field, node: &Node) -> Option<FieldValue> {
    let text = reading.text(node)?;
    let Some(amount) = Decimal::parse(text) else {
        let message = say!("„{text}” nie jest kwotą.", "“{text}” is not an amount of money.");
        reading.report(
            codes::VALUE_MONEY,
            &node.span,
            message,
            Some(say!("Napisz np. 1250,50", "Write for example 1250.50")),
        );
        return None;
    };
    let (smallest, largest) = field.range.number;
    let limits = (smallest.map(Decimal::from), largest.map(Decimal::from));
    check_range(reading, &node.span, &amount, &limits).then_some(FieldValue::Money(amount))
}

fn read_date(reading: &Reading<'_>, field: &Field, node: &Node) -> Option<FieldValue> {
    let date = reading.date(node)?;
    check_range(reading, &node.span, &date, &field.range.date).then_some(FieldValue::Date(date))
}

fn check_range<T: PartialOrd + std::fmt::Display>(
    reading: &Reading<'_>,
    span: &Range<usize>,
    value: &T,
    (smallest, largest): &(Option<T>, Option<T>),
) -> bool {
    let (message, help) = match (smallest, largest) {
        (Some(smallest), _) if value < smallest => (
            say!("{value} to za mało.", "{value} is too small."),
            say!("Najmniejsza dozwolona wartość to {smallest}.", "The smallest value allowed is {smallest}."),
        ),
        (_, Some(largest)) if value > largest => (
            say!("{value} to za dużo.", "{value} is too large."),
            say!("Największa dozwolona wartość to {largest}.", "The largest value allowed is {largest}."),
        ),
        _ => return true,
    };
    reading.report(codes::VALUE_RANGE, span, message, Some(help));
    false
}

/// Reads one of the words of a schema. Who writes a word's label instead is told the word.
fn read_choice(reading: &Reading<'_>, node: &Node, words: &[(&str, &Localized)]) -> Option<usize> {
    let text = reading.text(node)?;
    let index = words.iter().position(|(key, _)| *key == text);
    if index.is_none() {
        let is_label = |label: &Localized| {
            let mut labels = label.translations().map(|(_, label)| label).chain([label.original()]);
            labels.any(|label| label.to_lowercase() == text.to_lowercase())
        };
        let labelled = words.iter().find(|(_, label)| is_label(label));
        let message = say!("Nieznana wartość „{text}”.", "Unknown value “{text}”.");
        let help = match labelled {
            Some((key, _)) => Some(say!("Napisz: {key}", "Write: {key}")),
            None => did_you_mean(text, words.iter().map(|(key, _)| *key)),
        };
        reading.report(codes::VALUE_CHOICE, &node.span, message, help);
    }
    index
}

fn read_address(reading: &Reading<'_>, node: &Node, country: Option<&Country>) -> Option<Address> {
    let fields = reading.fields(node)?;
    let address = Address {
        street: fields.text("street").map(str::to_owned),
        locality: fields.text("locality").map(str::to_owned),
        postal_code: fields.take("postal_code").and_then(|node| read_postal_code(reading, node, country)),
        town: fields.need_text("town").unwrap_or_default().to_owned(),
    };
    fields.close();
    (!address.town.is_empty()).then_some(address)
}

fn read_position(reading: &Reading<'_>, node: &Node, areas: &Areas) -> Option<Place> {
    const PRECISIONS: &[(&str, Precision)] = &[
        ("building", Precision::Building),
        ("street", Precision::Street),
        ("locality", Precision::Locality),
        ("area", Precision::Area),
    ];
    let fields = reading.fields(node)?;
    let lat = fields.need("lat").and_then(|node| reading.number(node));
    let lon = fields.need("lon").and_then(|node| reading.number(node));
    let precision = fields.need("precision").and_then(|node| reading.word(node, PRECISIONS));
    let source = fields.text("source").map(str::to_owned);
    if !fields.close() {
        return None;
    }
    let (lat, lon) = (lat?, lon?);
    let Some(position) = Position::new(lon, lat) else {
        report_off_earth(reading, node, (lat, lon), areas);
        return None;
    };
    Some(Place { position, precision: precision?, source })
}

/// Reports numbers that are no point on Earth. They are called swapped only where swapping them puts the point into
/// the register's areas, or onto Earth where no outlines are known.
fn report_off_earth(reading: &Reading<'_>, node: &Node, (lat, lon): (f64, f64), areas: &Areas) {
    let exchanged = Position::new(lat, lon).filter(|position| areas.hold(*position).unwrap_or(true));
    if let Some(position) = exchanged {
        reading.push(positions::swapped(position, reading.at(&node.span)));
        return;
    }
    let message = say!(
        "Takiego punktu nie ma na Ziemi: lat {lat}, lon {lon}.",
        "There is no such point on Earth: lat {lat}, lon {lon}."
    );
    let help = say!(
        "lat leży między -90 a 90, lon między -180 a 180. Sprawdź kropkę dziesiętną.",
        "lat lies between -90 and 90, lon between -180 and 180. Check the decimal point."
    );
    reading.report(codes::POSITION_RANGE, &node.span, message, Some(help));
}

fn read_reference(reading: &Reading<'_>, node: &Node, wanted: &str, scope: &Scope<'_>) -> Option<FieldValue> {
    let id = reading.text(node)?;
    let collection = scope.records.iter().position(|(name, _)| name == wanted)?;
    let ids = &scope.records[collection].1;
    if let Ok(record) = ids.binary_search_by(|known| known.as_str().cmp(id)) {
        return Some(FieldValue::Reference(RecordRef { collection, record }));
    }
    let file = Path::new("content/registry").join(wanted).join(format!("{id}.yaml"));
    if scope.unread_files.contains(&file) {
        return None;
    }
    let message =
        say!("W zbiorze „{wanted}” nie ma rekordu „{id}”.", "There is no record “{id}” in the collection “{wanted}”.");
    reading.report(codes::REFERENCE_DANGLING, &node.span, message, did_you_mean(id, ids.iter().map(String::as_str)));
    None
}

fn read_status(reading: &Reading<'_>, node: &Node, choices: &[StatusChoice], build_date: Date) -> Option<Status> {
    let keys: Vec<_> = choices.iter().map(|choice| (choice.key.as_str(), &choice.label)).collect();
    if matches!(node.value, Value::Scalar(_)) {
        if let Some(choice) = read_choice(reading, node, &keys) {
            report_undated(reading, node, &choices[choice].key);
        }
        return None;
    }
    let fields = reading.fields(node)?;
    let choice = fields.need("value").and_then(|node| read_choice(reading, node, &keys));
    let (as_of, source, note) = (fields.date("as_of"), fields.localized("source"), fields.localized("note"));
    match fields.take("as_of") {
        Some(node) => warn_of_future(reading, as_of, &node.span, build_date),
        None => report_undated(reading, node, choice.map_or("…", |choice| choices[choice].key.as_str())),
    }
    fields.close();
    let as_of = as_of?;
    Some(Status { choice: choice?, as_of, is_past: is_over_a_year_before(as_of, build_date), source, note })
}

/// Refuses a status of which nobody can tell how old it is.
fn report_undated(reading: &Reading<'_>, node: &Node, key: &str) {
    let message = say!("Nie podano, z jakiego dnia jest ten stan.", "It is not said of which day this status is.");
    let help = say!(
        "Napisz: {{value: {key}, as_of: RRRR-MM-DD}}, z dniem, w którym było to wiadome.",
        "Write: {{value: {key}, as_of: YYYY-MM-DD}}, with the day on which that was known."
    );
    reading.report(codes::KEY_MISSING, &node.span, message, Some(help));
}

fn read_service_area(reading: &Reading<'_>, node: &Node, level: Option<&str>, areas: &Areas) -> Option<ServiceArea> {
    const BASES: &[(&str, Basis)] =
        &[("operator", Basis::Operator), ("declared", Basis::Declared), ("unknown", Basis::Unknown)];
    let fields = reading.fields(node)?;
    let wanted = level.map_or(Wanted::Any, Wanted::Level);
    let area = fields.need("area").and_then(|node| areas.resolve(reading, reading.text(node)?, &node.span, wanted));
    let basis = fields.need("basis").and_then(|node| reading.word(node, BASES));
    fields.close();
    Some(ServiceArea { area: area?, basis: basis? })
}
