use crate::config::Noun;
use crate::locale::Locale;
use crate::model::Decimal;
use crate::validate::{ColumnKind, Dataset, Unit};

use super::super::Scene;
use super::arguments::Arguments;
use super::fault::Fault;
use crate::say;

/// How a number is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// How many decimals; as many as it has where nothing is said.
    pub decimals: Option<u8>,
    /// Whether its unit follows.
    pub unit: UnitStyle,
}

/// Whether a number's unit follows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitStyle {
    /// The unit, if it has one.
    #[default]
    Unit,
    /// The number alone. Signs that belong to the number, such as `%`, stay.
    Bare,
}

/// The most decimals that can be asked for.
pub const MOST_DECIMALS: u8 = 4;

/// Reads the keys `unit`, `format` and `decimals`.
pub fn style(arguments: &mut Arguments<'_, '_>) -> Result<Style, Fault> {
    let units = [("none", UnitStyle::Bare), ("noun", UnitStyle::Unit)];
    let unit = arguments.choice("unit", &units)?;
    let format = arguments.choice("format", &[("number", UnitStyle::Bare)])?;
    Ok(Style { decimals: decimals(arguments)?, unit: unit.or(format).unwrap_or_default() })
}

/// Reads the key `decimals`.
pub fn decimals(arguments: &mut Arguments<'_, '_>) -> Result<Option<u8>, Fault> {
    let Some(word) = arguments.key("decimals") else { return Ok(None) };
    match word.text.parse() {
        Ok(number) if number <= MOST_DECIMALS => Ok(Some(number)),
        _ => {
            let wrong = word.text;
            let message = say!(
                "„decimals” to liczba miejsc po przecinku od 0 do {MOST_DECIMALS}, a nie „{wrong}”.",
                "“decimals” is a number of decimal places from 0 to {MOST_DECIMALS}, not “{wrong}”."
            );
            Err(Fault::argument(word.range, message))
        }
    }
}

/// Writes a number of a dataset's column in the scene's language.
pub fn format(scene: &Scene<'_>, dataset: &Dataset, column: usize, number: Decimal, style: Style) -> String {
    let locale = scene.wording.locale();
    let kind = dataset.columns[column].kind;
    let usual = match kind {
        ColumnKind::Money if number.scale() > 0 => 2,
        _ => number.scale(),
    };
    let decimals = style.decimals.unwrap_or(usual);
    let unit = dataset.unit_of(column);
    let (symbol, noun) = match unit {
        Some(Unit::Symbol(symbol)) => (Some(scene.say(symbol)), None),
        Some(Unit::Noun(noun)) => (None, Some(noun)),
        None => (None, None),
    };
    match (kind, symbol) {
        (ColumnKind::Percent, _) => locale.format_percent(number, decimals),
        (_, Some(symbol)) if symbol == "%" => locale.format_percent(number, decimals),
        (ColumnKind::Money, Some(symbol)) => format!("{}\u{a0}{symbol}", locale.format_decimal(number, decimals)),
        (_, Some(symbol)) if style.unit == UnitStyle::Unit => {
            format!("{}\u{a0}{symbol}", locale.format_decimal(number, decimals))
        }
        _ => match noun.filter(|_| style.unit == UnitStyle::Unit) {
            Some(noun) => counted(scene, locale, noun, number, decimals),
            None => locale.format_decimal(number, decimals),
        },
    }
}

/// A number with the form of a noun that goes with it as it is written.
fn counted(scene: &Scene<'_>, locale: &Locale, noun: &Noun, number: Decimal, decimals: u8) -> String {
    let category = match decimals {
        0 => locale.plural(number.rounded(0).digits().unsigned_abs()),
        _ => locale.plural_of_decimal(number.rounded(decimals)),
    };
    let form = noun.form(scene.language, scene.default_language(), category.name());
    format!("{}\u{a0}{form}", locale.format_decimal(number, decimals))
}
