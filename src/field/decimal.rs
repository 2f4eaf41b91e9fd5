use std::borrow::Cow;

use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Limits, Multiplicity, Names, Part, Scope, SearchField, Showing, Shown,
    Sorting, Speech, Terms, WHOLE, schemas, sorting,
};
use crate::diagnostic::codes;
use crate::locale::decimal_sign;
use crate::model::{Decimal, Localized};
use crate::reading::{Fields, Reading, number_among_words};
use crate::say;
use crate::yaml::{self, Node};

/// An exact number with decimals, perhaps in a unit.
#[derive(Clone, Debug)]
pub struct DecimalField {
    /// What it is measured in, as it stands after the number.
    unit: Option<Localized>,
    /// How many digits readers see after the point; as many as were written where nothing is said.
    decimals: Option<u8>,
    limits: Limits<Decimal>,
}

impl DecimalField {
    fn unit(&self) -> Option<&str> {
        self.unit.as_ref().map(Localized::original)
    }
}

impl FieldKind for DecimalField {
    type Value = Decimal;
    const NAME: &'static str = "decimal";
    const EXAMPLES: &'static [&'static str] =
        &["unit: {en: miles, pl: mil}\nmin: 0\nmax: 250.5\ndecimals: 1", "min: -40"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let (unit, decimals) = (keys.localized("unit"), read_decimals(keys));
        Some(Self { unit, decimals, limits: Limits::options(keys, read_decimal)? })
    }

    fn about(&self) -> About<'_> {
        About {
            multiplicity: Multiplicity::Many,
            role: None,
            roles: &[],
            refers: None,
            parts: WHOLE,
            search: SearchField::None,
            terms: Terms::None,
            translates: false,
            titles: true,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let number = read_decimal(reading, node)?;
        self.limits.admit(reading, node, &number).then_some(number)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.to_string())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        let number = |digits| yaml::Value::text(self.limits.nearest(Decimal::new(digits, 2)).to_string());
        vec![number(1_250), number(-75)]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Decimal(*value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.to_f64())
    }

    fn json_schema(&self, form: Form) -> Json {
        if form == Form::Content {
            let limits = [self.limits.least, self.limits.most];
            return schemas::number("number", limits.map(|limit| limit.map(|limit| json!(limit.to_f64()))));
        }
        let mut schema = json!({"type": "number"});
        let limits = [("minimum", self.limits.least), ("maximum", self.limits.most)];
        for (key, limit) in limits.into_iter().filter_map(|(key, limit)| Some((key, limit?))) {
            schema[key] = json!(limit.to_f64());
        }
        schema
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(match self.unit() {
            Some(unit) => json!({"@type": "QuantitativeValue", "value": value.to_f64(), "unitText": unit}),
            None => json!(value.to_f64()),
        })
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        sorting::decimal(*value)
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        format!("{:x?}", sorting::decimal(*value))
    }

    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        _: Part,
        speech: &Speech<'_>,
        _: &'v dyn Scope,
    ) -> Option<Cow<'v, str>> {
        let number = value.to_string().replace('.', &decimal_sign(speech.language.as_str()).to_string());
        Some(Cow::Owned(self.unit.as_ref().map_or(number.clone(), |unit| format!("{number} {}", speech.text(unit)))))
    }

    no_prose!();

    no_terms!();

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        let number = showing.locale.format_decimal(*value, self.decimals.unwrap_or(value.scale()));
        match &self.unit {
            Some(unit) => {
                let text = format!("{number}\u{a0}{}", showing.speech.say(unit));
                Shown::Text { text, lang: showing.speech.lang(unit) }
            }
            None => Shown::plain(number),
        }
    }
}

/// Reads a number.
///
/// **Errors**: `value/number`.
fn read_decimal(reading: &Reading<'_>, node: &Node) -> Option<Decimal> {
    let text = reading.text(node)?;
    let number = Decimal::parse(text);
    if number.is_none() {
        let message = say!("„{text}” nie jest liczbą.", "“{text}” is not a number.");
        let help = number_among_words(text, "., ").unwrap_or_else(|| {
            say!(
                "Napisz samą liczbę, np. 12,5; jednostkę zna schemat.",
                "Write the number alone, such as 12.5; the schema knows its unit."
            )
        });
        reading.report(codes::VALUE_NUMBER, &node.span, message, Some(help));
    }
    number
}

/// Reads how many digits are shown.
///
/// **Errors**: `value/range` for more than an exact number has.
fn read_decimals(keys: &Fields<'_, '_>) -> Option<u8> {
    let decimals = Limits { least: Some(0), most: Some(9) };
    let node = keys.take("decimals")?;
    let count = keys.reading.integer(node).filter(|count| decimals.admit(keys.reading, node, count))?;
    u8::try_from(count).ok()
}
