use crate::config::Noun;
use crate::locale::Locale;
use crate::model::Decimal;
use crate::render::shared::Scene;
use crate::validate::{ColumnKind, Dataset, NumberStyle, Unit, UnitStyle};

/// Writes a number of a dataset's column in the scene's language.
pub fn format(scene: &Scene<'_>, dataset: &Dataset, column: usize, number: Decimal, style: NumberStyle) -> String {
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
