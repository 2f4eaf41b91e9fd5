use super::super::portal::{NumberStyle, UnitStyle};
use super::arguments::Arguments;
use super::fault::Fault;
use crate::say;

/// The most decimals that can be asked for.
pub const MOST_DECIMALS: u8 = 4;

/// Reads the keys `unit`, `format` and `decimals`.
///
/// **Errors**: the key has another word.
pub fn style(arguments: &mut Arguments<'_, '_>) -> Result<NumberStyle, Fault> {
    let units = [("none", UnitStyle::Bare), ("noun", UnitStyle::Unit)];
    let unit = arguments.choice("unit", &units)?;
    let format = arguments.choice("format", &[("number", UnitStyle::Bare)])?;
    Ok(NumberStyle { decimals: decimals(arguments)?, unit: unit.or(format).unwrap_or_default() })
}

/// Reads the key `decimals`.
///
/// **Errors**: the key has no number, or too large a one.
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
