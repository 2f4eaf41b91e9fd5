use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Multiplicity, Names, Part, Role, Scope, SearchField, Showing, Shown,
    Sorting, Terms, schemas, sorting,
};
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{Country, Position};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::source::Location;
use crate::yaml::{self, Node};

/// A point on Earth with its precision.
#[derive(Clone, Debug)]
pub struct PositionField;

/// A point with how exact it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The point.
    pub position: Position,
    /// How exact it is.
    pub precision: Precision,
    /// Where it comes from.
    pub source: Option<String>,
}

/// What a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The building.
    Building,
    /// The street.
    Street,
    /// The town or village.
    Locality,
    /// The area.
    Area,
}

impl Precision {
    /// The precisions by their words in records.
    pub const ALL: &[(&str, Precision)] = &[
        ("building", Precision::Building),
        ("street", Precision::Street),
        ("locality", Precision::Locality),
        ("area", Precision::Area),
    ];

    /// The word for it in records and open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Building => "building",
            Precision::Street => "street",
            Precision::Locality => "locality",
            Precision::Area => "area",
        }
    }

    /// What readers are told of it, by the key of the theme's text; nothing of a building, which they expect.
    fn note(self) -> Option<&'static str> {
        match self {
            Precision::Building => None,
            Precision::Street => Some("position-street"),
            Precision::Locality => Some("position-locality"),
            Precision::Area => Some("position-area"),
        }
    }
}

const LAT: Part = Part::column("lat", ".lat");
const LON: Part = Part::column("lon", ".lon");
const PRECISION: Part = Part::column("precision", ".precision");
const SOURCE: Part = Part::column("source", ".source");
const PARTS: &[Part] = &[LAT, LON, PRECISION, SOURCE];

impl FieldKind for PositionField {
    type Value = Point;
    const NAME: &'static str = "position";
    const EXAMPLES: &'static [&'static str] = &["role: position"];

    fn options(_: &Fields<'_, '_>) -> Option<Self> {
        Some(Self)
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::OneValue,
            role: Some(Role::Position),
            roles: &[Role::Position],
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
        let fields = reading.fields(node)?;
        let lat = fields.need("lat").and_then(|node| reading.number(node));
        let lon = fields.need("lon").and_then(|node| reading.number(node));
        let precision = fields.need("precision").and_then(|node| reading.word(node, Precision::ALL));
        let source = fields.text("source").map(str::to_owned);
        if !fields.close() {
            return None;
        }
        let (lat, lon) = (lat?, lon?);
        let Some(position) = Position::new(lon, lat) else {
            report_off_earth(reading, node, (lat, lon), scope);
            return None;
        };
        Some(Point { position, precision: precision?, source })
    }

    no_tidy!();

    open_to_all!();

    fn reshaped(&self, node: &Node, _: Option<&Country>) -> Option<Text> {
        let numbers: Vec<String> = match &node.value {
            yaml::Value::Scalar(text) => text.split([',', ';', ' ']).map(|part| part.trim().to_owned()).collect(),
            yaml::Value::Sequence(items) => items.iter().map(item_text).collect(),
            _ => return None,
        };
        let numbers: Vec<f64> =
            numbers.iter().filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [lat, lon] = numbers[..] else { return None };
        let words = Precision::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        Some(say!(
            "Napisz: {{lat: {lat}, lon: {lon}, precision: …}}; precision to jedno z: {words}",
            "Write: {{lat: {lat}, lon: {lon}, precision: …}}; precision is one of {words}"
        ))
    }

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::mapping([
            ("lat", Some(yaml::Value::text(value.position.lat().to_string()))),
            ("lon", Some(yaml::Value::text(value.position.lon().to_string()))),
            ("precision", Some(yaml::Value::text(value.precision.as_str()))),
            ("source", value.source.as_deref().map(yaml::Value::text)),
        ])
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let parts = [("lat", "54.4921"), ("lon", "-3.0256"), ("precision", "building"), ("source", "OpenStreetMap")];
        let point = |parts: &[(&'static str, &str)]| {
            yaml::Value::mapping(parts.iter().map(|(key, text)| (*key, Some(yaml::Value::text(*text)))))
        };
        vec![point(&parts), point(&parts[..3])]
    }

    fn cell(&self, value: &Self::Value, part: Part, _: &dyn Names) -> Cell {
        match part {
            LAT => Cell::Degrees(value.position.lat()),
            LON => Cell::Degrees(value.position.lon()),
            PRECISION => Cell::Text(value.precision.as_str().to_owned()),
            SOURCE => Cell::maybe(value.source.as_deref()),
            _ => Cell::Text(value.position.to_string()),
        }
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.mapping(PARTS)
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        let mut json = json!({
            "lat": value.position.lat(),
            "lon": value.position.lon(),
            "precision": value.precision.as_str(),
        });
        if let Some(source) = &value.source {
            json["source"] = json!(source);
        }
        json
    }

    fn json_schema(&self, form: Form) -> Json {
        let degrees = |most: i32| {
            let number = json!({"type": "number", "minimum": -most, "maximum": most});
            if form == Form::Content { schemas::either(number, schemas::number_text(true)) } else { number }
        };
        let words = Precision::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        let (precision, source) = (json!({"enum": words}), schemas::text(form));
        let parts = [("lat", degrees(90)), ("lon", degrees(180)), ("precision", precision), ("source", source)];
        schemas::object(parts, &["lat", "lon", "precision"])
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        let (lat, lon) = (value.position.lat(), value.position.lon());
        // The middle of a town is no place to send anybody to.
        let is_exact = value.precision <= Precision::Street;
        is_exact.then(|| json!({"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}))
    }

    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
        match part {
            // As in a list of places on a map: from north to south.
            Part::WHOLE => sorting::float(-value.position.lat()),
            part => sorting::cell(&self.cell(value, part, sorting.names), sorting.locale),
        }
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        value.position.to_string()
    }

    no_title!();

    no_prose!();

    no_terms!();

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let note = value.precision.note().map(|key| showing.texts.text(key, &[]));
        Shown::Position { position: value.position, note }
    }
}

/// Reports numbers that are no point on Earth. They are called swapped only where swapping them puts the point into
/// the register's areas, or onto Earth where no outlines are known.
fn report_off_earth(reading: &Reading<'_>, node: &Node, (lat, lon): (f64, f64), scope: &dyn Scope) {
    let exchanged = Position::new(lat, lon).filter(|position| scope.holds(*position).unwrap_or(true));
    if let Some(position) = exchanged {
        reading.push(swapped(position, reading.at(&node.span)));
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

/// Says that a point's numbers stand in each other's place. `right` is the point that was meant.
pub fn swapped(right: Position, location: Location) -> Diagnostic {
    let (lat, lon) = (right.lat(), right.lon());
    let message = say!(
        "Szerokość (lat) i długość (lon) są zamienione miejscami.",
        "Latitude (lat) and longitude (lon) stand in each other's place."
    );
    let help = say!("Napisz: lat: {lat}, lon: {lon}", "Write: lat: {lat}, lon: {lon}");
    Diagnostic::new(codes::POSITION_SWAPPED, location, message).help(help)
}

fn item_text(node: &Node) -> String {
    if let yaml::Value::Scalar(text) = &node.value { text.trim().to_owned() } else { "…".to_owned() }
}
