use std::collections::BTreeMap;

use super::plan::{MapPlan, PlannedArea, plain_area};
use super::{ShownMap, Sign, draw};
use crate::draw::Classes;
use crate::draw::map::{Fill, Focus, Frame};
use crate::model::{AreaIx, Decimal};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::number::format;
use crate::validate::{Dataset, MapOf, NumberStyle, UnitStyle};

/// The map of one column of a dataset: every area shaded by its figure, hatched where it has none.
pub fn dataset(scene: &Scene<'_>, of: &MapOf, title: &str, linked: bool) -> Option<ShownMap> {
    let dataset = &scene.portal.datasets[of.dataset];
    let figures = figures(of, dataset);
    let classes = Classes::new(figures.values().map(|figure| figure.to_f64()));
    let areas = scene.portal.areas.of_level(of.level).map(|(area, _)| area);
    let areas: Vec<PlannedArea> =
        areas.map(|area| shaded_area(scene, of, area, figures.get(&area).copied(), &classes, linked)).collect();
    let has_unknown = areas.iter().any(|area| area.fill == Fill::Unknown);
    let plan = MapPlan {
        id: format!("map-{}-{}", dataset.id, dataset.columns[of.column].id),
        title: title.to_owned(),
        level: Some(of.level),
        crowd: Vec::new(),
        frame: Frame::REGION,
        areas,
        places: Vec::new(),
        marks: Vec::new(),
        own: None,
        shaded: None,
        shades: shades(scene, of, &figures, &classes, has_unknown),
        wide: true,
    };
    draw(scene, &plan, Focus::All)
}

/// The figure of each area that has one.
fn figures(of: &MapOf, dataset: &Dataset) -> BTreeMap<AreaIx, Decimal> {
    let rows = dataset.rows.iter().enumerate();
    rows.filter_map(|(row, cells)| Some((cells[of.areas].area()?, dataset.number(row, of.column)?))).collect()
}

fn shaded_area(
    scene: &Scene<'_>,
    of: &MapOf,
    area: AreaIx,
    figure: Option<Decimal>,
    classes: &Classes,
    linked: bool,
) -> PlannedArea {
    let class = figure.and_then(|figure| classes.of(figure.to_f64()));
    let fill = class.map_or(Fill::Unknown, |class| Fill::Class(class.number));
    let mut planned = plain_area(scene, area, fill, linked);
    let told = match figure {
        Some(figure) => written(scene, of, figure, UnitStyle::Unit),
        None => scene.wording.text("no-data", &[]),
    };
    planned.title = format!("{}: {told}", planned.title);
    planned.figure = figure.map(|figure| written(scene, of, figure, UnitStyle::Bare));
    planned
}

/// What each shade means, in the column's unit: `3–5 loans`.
fn shades(
    scene: &Scene<'_>,
    of: &MapOf,
    figures: &BTreeMap<AreaIx, Decimal>,
    classes: &Classes,
    has_unknown: bool,
) -> Vec<Sign> {
    let sign = |fill: Fill, label: String| Sign { sign: Html::new(fill.css()), label };
    // Each class begins one smallest step above the one before, so that no figure lies between two of them.
    let step = Decimal::new(1, figures.values().map(|figure| figure.scale()).max().unwrap_or(0));
    let mut after: Option<Decimal> = None;
    let known = classes.all().iter().map(|class| {
        let within = || figures.values().filter(|figure| (class.low..=class.high).contains(&figure.to_f64()));
        let (low, high) = (within().min().copied(), within().max().copied());
        let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
        let low = after.replace(high).and_then(|before| before.checked_add(step)).unwrap_or(low);
        let high_told = written(scene, of, high, UnitStyle::Unit);
        let from = (low < high).then(|| format!("{}–", written(scene, of, low, UnitStyle::Bare)));
        sign(Fill::Class(class.number), from.unwrap_or_default() + &high_told)
    });
    let known: Vec<Sign> = known.collect();
    let unknown = has_unknown.then(|| sign(Fill::Unknown, scene.wording.text("no-data", &[])));
    known.into_iter().chain(unknown).collect()
}

fn written(scene: &Scene<'_>, of: &MapOf, figure: Decimal, unit: UnitStyle) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    format(scene, dataset, of.column, figure, NumberStyle { decimals: None, unit })
}
