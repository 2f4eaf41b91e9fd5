use super::super::Scene;
use crate::config::Noun;
use crate::locale::Locale;
use crate::model::Decimal;
use crate::validate::{Cell, ColumnKind, Dataset, Directive, Figure, Style, Told, Unit, UnitStyle};

/// The words that an inline directive stands for in the scene's language; nothing for one that stands for a block.
pub fn words(scene: &Scene<'_>, directive: &Directive) -> Option<String> {
    match directive {
        Directive::Count(count) => {
            let noun = &scene.portal.collections[count.collection].schema.noun;
            Some(counted_noun(scene, noun, count.number, count.unit))
        }
        Directive::Areas(count) => {
            let noun = &scene.portal.areas.levels[count.level].noun;
            Some(counted_noun(scene, noun, count.number, count.unit))
        }
        Directive::Figure(figure) => Some(figure_words(scene, figure)),
        Directive::Chart(_)
        | Directive::Table(_)
        | Directive::Map(_)
        | Directive::Shaded(_)
        | Directive::Picture(_) => None,
    }
}

fn counted_noun(scene: &Scene<'_>, noun: &Noun, n: usize, unit: UnitStyle) -> String {
    match unit {
        UnitStyle::Unit => scene.count(noun, n),
        UnitStyle::Bare => scene.wording.locale().format_integer(i64::try_from(n).unwrap_or(i64::MAX)),
    }
}

fn figure_words(scene: &Scene<'_>, figure: &Figure) -> String {
    let locale = scene.wording.locale();
    let dataset = &scene.portal.datasets[figure.dataset];
    match &figure.told {
        Told::Words(row, column) => match &dataset.rows[*row][*column] {
            Cell::Text(text) => scene.say(text),
            Cell::Area(area) => scene.area_name(&scene.portal.areas.areas[*area]),
            Cell::Record(at) => scene.record_title(*at).to_owned(),
            Cell::Missing | Cell::Number(_) => String::new(),
        },
        Told::Number(column, number, style) => format(scene, dataset, *column, *number, *style),
        Told::Percent(number, decimals) => locale.format_percent(*number, *decimals),
        Told::Points(number, decimals) => {
            let number = locale.format_decimal(*number, *decimals);
            scene.wording.text("percentage-points", &[("number", &number)])
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
