use serde_json::json;

use super::{
    About, Cell, Cells, FieldKind, Form, Json, Limits, Multiplicity, Names, Part, Scope, SearchField, Showing, Shown,
    Sorting, Terms, WHOLE, schemas, sorting,
};
use crate::diagnostic::codes;
use crate::model::Decimal;
use crate::reading::{Fields, Reading, number_among_words};
use crate::say;
use crate::yaml::{self, Node};

/// An amount in a currency.
#[derive(Clone, Debug)]
pub struct MoneyField {
    /// The currency's code. **Source**: ISO 4217.
    currency: String,
    limits: Limits<Decimal>,
}

impl FieldKind for MoneyField {
    type Value = Decimal;
    const NAME: &'static str = "money";
    const EXAMPLES: &'static [&'static str] = &["currency: GBP\nmin: 0\nmax: 5000"];

    fn options(keys: &Fields<'_, '_>) -> Option<Self> {
        let currency = keys.need_text("currency");
        let limits = Limits::options(keys, read_amount);
        Some(Self { currency: currency?.to_owned(), limits: limits? })
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
            titles: false,
        }
    }

    no_fields!();

    fn read(&self, reading: &Reading<'_>, node: &Node, _: &dyn Scope) -> Option<Self::Value> {
        let amount = read_amount(reading, node)?;
        self.limits.admit(reading, node, &amount).then_some(amount)
    }

    no_tidy!();

    open_to_all!();

    no_other_shape!();

    fn write(&self, value: &Self::Value, _: &dyn Names) -> yaml::Value {
        yaml::Value::text(value.to_string())
    }

    fn examples(&self, _: &dyn Names) -> Vec<yaml::Value> {
        vec![yaml::Value::text(self.limits.nearest(Decimal::new(1_250, 2)).to_string())]
    }

    fn cell(&self, value: &Self::Value, _: Part, _: &dyn Names) -> Cell {
        Cell::Decimal(*value)
    }

    fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
        cells.whole()
    }

    fn json(&self, value: &Self::Value, _: &dyn Names) -> Json {
        json!(value.to_string())
    }

    fn json_schema(&self, form: Form) -> Json {
        match form {
            Form::Content => schemas::number("number", [None, None]),
            // Text, so that no reader rounds it.
            Form::Data => json!({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
        }
    }

    fn schema_org(&self, value: &Self::Value, _: &str, _: &Showing<'_>) -> Option<Json> {
        Some(json!({"@type": "MonetaryAmount", "value": value.to_string(), "currency": self.currency}))
    }

    fn sort_key(&self, value: &Self::Value, _: Part, _: &Sorting<'_>) -> Vec<u8> {
        sorting::decimal(*value)
    }

    fn unique_key(&self, value: &Self::Value) -> String {
        format!("{:x?}", sorting::decimal(*value))
    }

    no_title!();

    no_prose!();

    no_terms!();

    no_search!();

    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v> {
        Shown::plain(showing.locale.format_money(*value, &self.currency))
    }
}

/// Reads an amount.
///
/// **Errors**: `value/money`.
fn read_amount(reading: &Reading<'_>, node: &Node) -> Option<Decimal> {
    let text = reading.text(node)?;
    let amount = Decimal::parse(text);
    if amount.is_none() {
        let message = say!("„{text}” nie jest kwotą.", "“{text}” is not an amount of money.");
        let help =
            number_among_words(text, "., ").unwrap_or_else(|| say!("Napisz np. 1250,50", "Write for example 1250.50"));
        reading.report(codes::VALUE_MONEY, &node.span, message, Some(help));
    }
    amount
}
