use crate::config::Noun;
use crate::render::shared::Scene;
use crate::render::shown::number::format;
use crate::validate::{Datum, Directive, Figure, Told, UnitStyle};

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
        | Directive::Helpers(_)
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
            Datum::Text(text) => scene.say(text),
            Datum::Area(area) => scene.area_name(&scene.portal.areas.areas[*area]),
            Datum::Record(at) => scene.record_title(*at).to_owned(),
            Datum::Missing | Datum::Number(_) => String::new(),
        },
        Told::Number(column, number, style) => format(scene, dataset, *column, *number, *style),
        Told::Percent(number, decimals) => locale.format_percent(*number, *decimals),
        Told::Points(number, decimals) => {
            let number = locale.format_decimal(*number, *decimals);
            scene.wording.text("percentage-points", &[("number", &number)])
        }
    }
}
