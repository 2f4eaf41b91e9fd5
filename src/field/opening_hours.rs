use serde_json::json;

use super::text::write_localized;
use super::{
    About, Cell, Cells, FieldKind, Form, HoursRow, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing,
    Shown, Sorting, Terms, schemas, sorting,
};
use crate::diagnostic::Text;
use crate::model::{Country, DAYS, DatePrecision, HOLIDAYS, Opening, OpeningHours, Span};
use crate::reading::{Fields, Reading, hours_in_a_list, read_hours};
use crate::yaml::{self, Node};

/// When a place is open in a usual week.
#[derive(Clone, Debug)]
pub struct OpeningHoursField;

const NOTE: Part = Part::column("note", ".note");
const AS_OF: Part = Part::column("as_of", ".as_of");
const PARTS: &[Part] = &[Part::WHOLE, NOTE, AS_OF];

impl FieldKind for OpeningHoursField {
    type Value = OpeningHours;
    const NAME: &'static str = "opening_hours";
    const EXAMPLES: &'static [&'static str] = &["role: opening_hours"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::OneValue,
            role: Some(Role::OpeningHours),
            roles: &[Role::OpeningHours],
            refers: None,
            parts: PARTS,
            search: SearchField::None,
            terms: Terms::None,
            translates: false,
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value> {
        let hours = read_hours(reading, node)?;
        if let (Some(date), yaml::Value::Mapping(mapping)) = (hours.as_of, &node.value) {
            let span = mapping.get("as_of").map_or(node.span.clone(), |node| node.span.clone());
            reading.warn_of_future(date.first(), &span, scope.today());
        }
        Some(hours)
    }

    no_tidy!();

    fn reshaped(&self, node: &Node, _: Option<&Country>) -> Option<Text> {
        hours_in_a_list(node)
    }

    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value {
        let note = value.note.as_ref().map(|note| write_localized(note, names));
        tree(value, note, value.as_of.map(|date| yaml::Value::text(date.to_string())))
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let text = |text: &str| Some(yaml::Value::text(text));
        let week =
            [("mon-fri", text("8:00–16:00, 17:00–19:00")), ("sat", text("closed")), ("sun", text("by appointment"))];
        let more = [("holidays", text("closed")), ("note", text("Ring twice.")), ("as_of", text("2020-02-29"))];
        vec![yaml::Value::mapping(week.clone().into_iter().chain(more)), yaml::Value::mapping(week)]
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            NOTE => value.note.as_ref().map_or(Cell::Empty, Cell::original),
            AS_OF => value.as_of.map_or(Cell::Empty, Cell::partial_date),
            _ => Cell::Text(value.to_osm()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        let (note, as_of) = (cells.value(NOTE.key), cells.value(AS_OF.key));
        match cells.text("").map(|text| OpeningHours::from_osm(&text).ok_or(text)) {
            Some(Ok(hours)) => tree(&hours, note, as_of),
            // What is no usual week is reported where the tree is read.
            Some(Err(text)) => yaml::Value::Scalar(text),
            None if note.is_none() && as_of.is_none() => yaml::Value::Null,
            None => tree(&OpeningHours::default(), note, as_of),
        }
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        schemas::parts([
            ("osm", Some(value.to_osm())),
            ("note", value.note.as_ref().map(|note| note.original().to_owned())),
            ("as_of", value.as_of.map(|date| date.to_string())),
        ])
    }

    fn json_schema(&self, form: Form) -> Json {
        let (note, as_of) = (schemas::localized(form), schemas::date(DatePrecision::Year, form));
        if form == Form::Data {
            let osm = json!({"type": "string", "pattern": r"^(Mo|Tu|We|Th|Fr|Sa|Su|PH)"});
            return schemas::object([("osm", osm), ("note", note), ("as_of", as_of)], &["osm"]);
        }
        let day = DAYS.join("|");
        let names = format!("^(note|as_of|({day})([-–, ]+({day}))*)$");
        let days = json!({
            "type": "object",
            "properties": {"note": note, "as_of": as_of},
            "propertyNames": {"pattern": names},
            "additionalProperties": schemas::text(form),
        });
        schemas::either(json!({"type": "string"}), days)
    }

    fn schema_org(&self, value: &Self::Value, property: &str, _: &Showing<'_>) -> Option<Json> {
        let facts: Vec<Json> = match property {
            "openingHours" => {
                value.to_osm().split("; ").filter(|rule| !rule.contains('"')).map(|rule| json!(rule)).collect()
            }
            _ => value
                .runs()
                .into_iter()
                .flat_map(|(first, last, opening)| specification(first, last, opening))
                .collect(),
        };
        (!facts.is_empty()).then_some(Json::Array(facts))
    }

    open_to_all!();

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match part {
            Part::WHOLE => value.to_osm().into_bytes(),
            part => sorting::cell(&self.cell(value, part, sorting.names), sorting.locale),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.to_osm()
    }

    no_title!();

    no_prose!();

    no_terms!();

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::Hours {
            rows: value.runs().into_iter().map(|run| row(run, showing)).collect(),
            note: value.note.as_ref().map(|note| (showing.speech.say(note), showing.speech.lang(note))),
            as_of: value.as_of.map(|date| (showing.locale.format_partial_date(date), date.last().to_string())),
            week: week(value),
        }
    }
}

/// Hours as records write them.
fn tree(hours: &OpeningHours, note: Option<yaml::Value>, as_of: Option<yaml::Value>) -> yaml::Value {
    let days = |(first, last, opening): (usize, usize, &Opening)| {
        let days = if first == last { DAYS[first].to_owned() } else { format!("{}-{}", DAYS[first], DAYS[last]) };
        let words = match opening {
            Opening::Closed => "closed".to_owned(),
            Opening::Appointment => "by appointment".to_owned(),
            Opening::Spans(spans) => times(spans),
        };
        (days, words)
    };
    let days: Vec<(String, String)> = hours.runs().into_iter().map(days).collect();
    let days = days.iter().map(|(days, words)| (days.as_str(), Some(yaml::Value::text(words))));
    yaml::Value::mapping(days.chain([("note", note), ("as_of", as_of)]))
}

fn times(spans: &[Span]) -> String {
    let span = |span: &Span| {
        let (from, to) = span.ends();
        format!("{from}–{to}")
    };
    spans.iter().map(span).collect::<Vec<_>>().join(", ")
}

/// A run of days in the readers' words.
fn row((first, last, opening): (usize, usize, &Opening), showing: &Showing<'_>) -> HoursRow {
    let day = |day: usize| showing.texts.text(DAY_TEXTS[day], &[]);
    let days = if first == last { day(first) } else { format!("{}–{}", day(first), day(last)) };
    let times = match opening {
        Opening::Closed => showing.texts.text("hours-closed", &[]),
        Opening::Appointment => showing.texts.text("hours-appointment", &[]),
        Opening::Spans(spans) => times(spans),
    };
    HoursRow { days, times }
}

/// The theme's texts for the days.
const DAY_TEXTS: [&str; 8] =
    ["day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun", "day-holidays"];

/// The days Monday to Sunday for a script: spans in minutes after midnight, `-` by appointment, parted by semicolons.
fn week(hours: &OpeningHours) -> String {
    let day = |opening: &Option<Opening>| match opening {
        None => "?".to_owned(),
        Some(Opening::Closed) => String::new(),
        Some(Opening::Appointment) => "-".to_owned(),
        Some(Opening::Spans(spans)) => {
            spans.iter().map(|span| format!("{}-{}", span.from, span.to)).collect::<Vec<_>>().join(",")
        }
    };
    hours.days[..HOLIDAYS].iter().map(day).collect::<Vec<_>>().join(";")
}

/// A run of days in the words of schema.org; a closed day opens and closes at midnight. **Source**: schema.org,
/// OpeningHoursSpecification.
fn specification(first: usize, last: usize, opening: &Opening) -> Vec<Json> {
    const NAMES: [&str; 8] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "PublicHolidays"];
    let days: Vec<String> = NAMES[first..=last].iter().map(|day| format!("https://schema.org/{day}")).collect();
    let entry = |opens: u16, closes: u16| {
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
        let closes = if closes == 24 * 60 { "23:59".to_owned() } else { clock(closes) };
        json!({"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": clock(opens), "closes": closes})
    };
    match opening {
        Opening::Closed => vec![entry(0, 0)],
        Opening::Appointment => Vec::new(),
        Opening::Spans(spans) => spans.iter().map(|span| entry(span.from, span.to)).collect(),
    }
}
