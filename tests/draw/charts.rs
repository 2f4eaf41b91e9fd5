//! Charts: small ones compared whole, and no text on another whatever stands in it.

use proptest::prelude::*;
use spis::draw::chart::{ChartKind, ChartRequest, Series, draw_chart};

use crate::assert_golden;
use crate::parsed::chart_texts;

const ALL: [ChartKind; 4] = [ChartKind::Bars, ChartKind::Columns, ChartKind::Lines, ChartKind::Stacked];

fn whole(value: f64) -> String {
    format!("{value}")
}

fn request<'a>(kind: ChartKind, categories: &[&'a str], series: &[(&'a str, &[f64])]) -> ChartRequest<'a> {
    ChartRequest {
        id: "chart",
        title: "People <by year>",
        description: "More from year to year.",
        kind,
        unit: "people",
        categories: categories.to_vec(),
        series: series
            .iter()
            .map(|(name, values)| Series {
                name,
                values: values.iter().map(|value| Some(*value)).collect(),
                contested: Vec::new(),
            })
            .collect(),
        format: &whole,
        missing: "no data",
    }
}

const LONG: &str = "Support in looking for work, in writing applications and in talks with employers of the region";

#[test]
fn bars_stand_below_long_names() {
    let mut chart = request(ChartKind::Bars, &[LONG, "Advice", "Nothing"], &[("2024", &[120.0, 7.0, 0.0])]);
    chart.series[0].values.pop();
    assert_golden("chart-bars.svg", &draw_chart(&chart));
}

#[test]
fn negative_bars_reach_to_the_left() {
    assert_golden(
        "chart-negative.svg",
        &draw_chart(&request(ChartKind::Bars, &["Up", "Down"], &[("2024", &[5.0, -20.0])])),
    );
}

#[test]
fn grouped_columns_have_a_legend() {
    assert_golden(
        "chart-columns.svg",
        &draw_chart(&request(
            ChartKind::Columns,
            &["North", "South"],
            &[("2023", &[12.0, 30.0]), ("2024", &[18.0, 25.0])],
        )),
    );
}

#[test]
fn columns_without_room_become_bars() {
    let columns = draw_chart(&request(ChartKind::Columns, &[LONG, "Advice"], &[("2024", &[3.0, 4.0])]));
    assert_eq!(columns, draw_chart(&request(ChartKind::Bars, &[LONG, "Advice"], &[("2024", &[3.0, 4.0])])));
}

#[test]
fn lines_have_round_ticks_and_a_shape_for_each_series() {
    assert_golden(
        "chart-lines.svg",
        &draw_chart(&request(
            ChartKind::Lines,
            &["2022", "2023", "2024"],
            &[("Centres", &[9.0, 12.0, 14.0]), ("Clubs", &[35.0, 40.0, 43.0])],
        )),
    );
}

#[test]
fn a_missing_value_breaks_the_line() {
    let mut chart = request(ChartKind::Lines, &["1", "2", "3", "4", "5"], &[("", &[1.0, 2.0, 3.0, 4.0, 5.0])]);
    chart.series[0].values[2] = None;
    let svg = draw_chart(&chart);
    assert_eq!((svg.matches("<polyline").count(), svg.matches("chart-point").count()), (2, 4));
}

#[test]
fn parts_of_a_whole_fill_the_width() {
    assert_golden(
        "chart-stacked.svg",
        &draw_chart(&request(ChartKind::Stacked, &["2023", "2024"], &[("Yes", &[3.0, 1.0]), ("No", &[1.0, 1.0])])),
    );
    assert_golden(
        "chart-whole.svg",
        &draw_chart(&request(ChartKind::Stacked, &["2024"], &[("Yes", &[3.0]), ("No", &[1.0])])),
    );
}

#[test]
fn a_contradicted_value_is_hatched_and_has_a_sign() {
    let contested = |kind, series: &[(&'static str, &'static [f64])]| {
        let mut chart = request(kind, &["2023", "2024"], series);
        chart.series[0].contested = vec![false, true];
        draw_chart(&chart)
    };
    assert_golden("chart-contested.svg", &contested(ChartKind::Bars, &[("", &[4.0, 3.0])]));
    for kind in [ChartKind::Bars, ChartKind::Columns, ChartKind::Stacked] {
        let svg = contested(kind, &[("Text", &[4.0, 3.0]), ("Chart", &[2.0, 5.0])]);
        assert_eq!((svg.matches("chart-hatched").count(), svg.matches(">≠<").count()), (1, 1), "{kind:?} {svg}");
        assert!(svg.contains("<pattern id=\"chart-hatch\"") && svg.contains("fill=\"url(#chart-hatch)\""), "{svg}");
    }
    assert_eq!(contested(ChartKind::Lines, &[("", &[4.0, 3.0])]).matches(">≠<").count(), 1);
}

/// No text leaves the sheet or lies on another, in a font of usual width.
fn assert_readable(svg: &str) -> Result<(), TestCaseError> {
    let attributes: String = svg.split('<').filter_map(|element| element.split('>').next()).collect();
    prop_assert!(!attributes.contains("NaN") && !attributes.contains("inf"), "{svg}");
    let height: f64 = svg
        .split("viewBox=\"0 0 360 ")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .and_then(|text| text.parse().ok())
        .expect("it has a height");
    let texts = chart_texts(svg, 14.0);
    for (number, (text, [west, north, east, south])) in texts.iter().enumerate() {
        prop_assert!(
            *west >= -0.1 && *east <= 360.1 && *north >= -0.1 && *south <= height + 0.1,
            "{text} leaves the sheet\n{svg}"
        );
        for (other, [w, n, e, s]) in &texts[..number] {
            prop_assert!(west >= e || w >= east || north >= s || n >= south, "{text} and {other} overlap\n{svg}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_lies_on_another(
        kind in prop::sample::select(&ALL),
        categories in prop::collection::vec("[A-Za-zążść0-9 ]{0,70}", 0..9),
        series in prop::collection::vec(
            ("[A-Za-z ]{0,50}", prop::collection::vec((prop::option::of(-50i32..2_000_000), any::<bool>()), 0..9)),
            0..7,
        ),
        shrink in 0u32..5,
    ) {
        let mut chart = request(kind, &[], &[]);
        chart.categories = categories.iter().map(String::as_str).collect();
        let float = |(value, _): &(Option<i32>, bool)| value.map(|value| f64::from(value) / f64::from(10_u32.pow(shrink)));
        let series = series.iter().map(|(name, values)| Series {
            name,
            values: values.iter().map(float).collect(),
            contested: values.iter().map(|(_, contested)| *contested).collect(),
        });
        chart.series = series.collect();
        assert_readable(&draw_chart(&chart))?;
    }
}
