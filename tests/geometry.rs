//! Reading areas and asking where positions lie: every fault on its place, and the facts of the real outlines.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use spis::geometry::{
    AreaIndex, Extent, Feature, FeatureNames, PointColumns, Shape, Topology, read_geojson, read_points_csv,
};
use spis::model::Position;
use spis::source::SourceFile;

const NAMES: FeatureNames<'_> = FeatureNames { code: "code", name: "name", region: None };
const SQUARE: &str = "[[20,54],[21,54],[21,55],[20,55],[20,54]]";

/// The codes of what could be read, and the faults as code, line and the text that they point at.
type Outcome = (Vec<String>, Vec<Fault>);

type Fault = (&'static str, usize, String);

fn fault(code: &'static str, line: usize, text: &str) -> Fault {
    (code, line, text.to_owned())
}

fn outcome_in(text: &str, region: Option<Extent>) -> Outcome {
    let checked = read_geojson(&SourceFile::new("geo/a.geojson", text), &FeatureNames { region, ..NAMES });
    let faults = checked.diagnostics.iter().map(|fault| {
        let place = &fault.location;
        (fault.code.name, place.line(), place.file().text()[place.span()].to_owned())
    });
    (checked.value.iter().map(|feature| feature.code.clone()).collect(), faults.collect())
}

fn outcome(text: &str) -> Outcome {
    outcome_in(text, None)
}

fn faults(text: &str) -> Vec<Fault> {
    outcome(text).1
}

/// A collection with one feature a line, the first on line 2.
fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", features.join(",\n"))
}

fn feature(kind: &str, coordinates: &str, code: &str) -> String {
    let geometry = format!("{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}");
    format!("{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{{\"code\":\"{code}\",\"name\":\"A\"}}}}")
}

fn polygon(rings: &str) -> String {
    collection(&[feature("Polygon", &format!("[{rings}]"), "1")])
}

#[test]
fn outlines_and_points_are_read_in_their_order() {
    let text = collection(&[
        feature("Polygon", &format!("[{SQUARE}]"), "2"),
        feature("MultiPolygon", &format!("[[{SQUARE}]]"), "1"),
        feature("Point", "[20.5,54.5,100]", "3"),
    ]);
    assert_eq!(outcome(&text), (vec!["2".into(), "1".into(), "3".into()], vec![]));
}

#[test]
fn a_number_may_be_a_code_and_an_id_stands_in_for_it() {
    let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[{SQUARE}]}}");
    let one = format!("{{\"type\":\"Feature\",\"id\":7,\"geometry\":{geometry},\"properties\":{{\"name\":\"A\"}}}}");
    let two = format!(
        "{{\"type\":\"Feature\",\"id\":8,\"geometry\":{geometry},\"properties\":{{\"name\":\"B\",\"code\":1}}}}"
    );
    assert_eq!(outcome(&collection(&[one, two])), (vec!["7".into(), "1".into()], vec![]));
}

#[test]
fn text_that_is_no_json_is_told_where_it_breaks() {
    assert_eq!(faults(""), [fault("geojson/syntax", 1, "")]);
    assert_eq!(faults("{\"type\":\n  nope}"), [fault("geojson/syntax", 2, "n")]);
    assert_eq!(faults(&polygon(SQUARE)[..150]), [fault("geojson/syntax", 2, "")]);
    assert_eq!(faults(&polygon("[[NaN,54]]")), [fault("geojson/syntax", 2, "N")]);
    assert_eq!(faults(&format!("{{\"a\":{}", "[".repeat(1_000_000))), [fault("geojson/syntax", 1, "[")]);
}

#[test]
fn json_that_is_no_collection_of_areas_is_told() {
    assert_eq!(faults("[1]"), [fault("geojson/type", 1, "[1]")]);
    assert_eq!(faults("{\"type\":\"Topology\",\"arcs\":[]}"), [fault("geojson/type", 1, "\"Topology\"")]);
    assert_eq!(
        faults("{\"type\":\"FeatureCollection\",\"features\":{}}"),
        [fault("geojson/type", 1, "\"FeatureCollection\"")]
    );
    assert_eq!(faults("{\"type\":\"FeatureCollection\",\"features\":[]}"), [fault("geojson/empty", 1, "[")]);
    assert_eq!(faults("{\"type\":\"FeatureCollection\",\"features\":[1]}"), [fault("geojson/type", 1, "1")]);
    assert_eq!(
        faults(&collection(&[feature("LineString", "[[20,54],[21,54]]", "1")])),
        [fault("geojson/type", 2, "\"")]
    );
    assert_eq!(
        faults(&collection(&[feature("Polygon", "[[[", "1").replace("[[[", "null")])),
        [fault("geojson/coordinates", 2, "n")]
    );
}

#[test]
fn codes_and_names_are_required_and_codes_unique() {
    let square = || feature("Polygon", &format!("[{SQUARE}]"), "1");
    assert_eq!(faults(&collection(&[square().replace("\"code\"", "\"kode\"")])), [fault("geojson/property", 2, "{")]);
    assert_eq!(faults(&collection(&[square().replace("\"A\"", "\" \"")])), [fault("geojson/property", 2, "\"1\"")]);
    assert_eq!(faults(&collection(&[square(), square()])), [fault("geojson/property", 3, "\"1\"")]);
    assert_eq!(
        faults(&collection(&[square().replace("\"name\"", "\"code\":\"2\",\"name\"")])),
        [fault("geojson/property", 2, "\"code\"")]
    );
}

#[test]
fn rings_must_be_closed_long_enough_and_free_of_crossings() {
    assert_eq!(faults(&polygon("[[20,54],[21,54],[21,55],[20,55]]")), [fault("geojson/ring", 2, "[20,55]")]);
    assert_eq!(faults(&polygon("[[20,54],[21,54],[20,54]]")), [fault("geojson/ring", 2, "[")]);
    assert_eq!(faults(&polygon("[[20,54],[21,54],[21,54],[21,54],[20,54]]")), [fault("geojson/ring", 2, "[")]);
    assert_eq!(
        faults(&polygon("[[20,54],[21,55],[21,54],[20,55],[20,54]]")),
        [fault("geojson/crossing", 2, "[20,54]")]
    );
    assert_eq!(faults(&polygon("[]")), [fault("geojson/coordinates", 2, "[]")]);
    assert_eq!(faults(&polygon("[[20,\"54\"]]")), [fault("geojson/coordinates", 2, "[20,\"54\"]")]);
    assert_eq!(faults(&polygon("[20,54]")), [fault("geojson/coordinates", 2, "[20,54]")]);
}

#[test]
fn wrong_winding_is_mended_with_one_warning() {
    let clockwise = "[[20,54],[20,55],[21,55],[21,54],[20,54]]";
    let text = collection(&[
        feature("Polygon", &format!("[{clockwise}]"), "1"),
        feature("Polygon", &format!("[{clockwise}]"), "2"),
    ]);
    let checked = read_geojson(&SourceFile::new("a.geojson", text.as_str()), &NAMES);
    assert_eq!(outcome(&text), (vec!["1".into(), "2".into()], vec![fault("geojson/winding", 2, "[")]));
    assert!(checked.diagnostics[0].message.en.contains("2 in this file"));
    let Shape::Outline(outline) = &checked.value[0].shape else { panic!("it has an outline") };
    let ring: Vec<_> = outline.0[0].exterior().coords().map(|at| (at.x, at.y)).collect();
    assert_eq!(ring, [(21., 54.), (21., 55.), (20., 55.), (20., 54.), (21., 54.)]);
}

#[test]
fn coordinates_must_be_degrees_in_their_order() {
    assert_eq!(
        faults(&polygon("[[600000,500000],[600001,500000],[600001,500001],[600000,500000]]")),
        [fault("geojson/coordinates", 2, "[600000,500000]")]
    );
    assert_eq!(
        faults(&polygon("[[20,1e999],[21,54],[21,55],[20,1e999]]")),
        [fault("geojson/coordinates", 2, "[20,1e999]")]
    );
    let swapped = polygon("[[54,120],[55,120],[55,121],[54,120]]");
    assert!(
        read_geojson(&SourceFile::new("a", swapped), &NAMES).diagnostics[0]
            .help
            .as_ref()
            .is_some_and(|help| help.en.contains("[120, 54]"))
    );
    let plausible = polygon("[[54,20],[55,20],[55,21],[54,20]]");
    assert_eq!(outcome(&plausible).1, []);
    assert_eq!(
        outcome_in(&plausible, Extent::of_country("PL")),
        (vec![], vec![fault("geojson/coordinates", 2, "[54,20]")])
    );
}

#[test]
fn one_faulty_feature_does_not_hide_the_others() {
    let text = collection(&[
        feature("Polygon", "[[[20,54],[21,54],[21,55],[20,55]]]", "1"),
        feature("Polygon", &format!("[{SQUARE}]"), "2"),
        feature("Point", "[1]", "3"),
    ]);
    assert_eq!(
        outcome(&text),
        (vec!["2".into()], vec![fault("geojson/ring", 2, "[20,55]"), fault("geojson/coordinates", 4, "[1]")])
    );
}

fn content(file: &str) -> Arc<SourceFile> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/geo").join(file);
    SourceFile::new(file, std::fs::read_to_string(path).expect("the register has its areas"))
}

fn real_areas() -> Vec<Feature> {
    let names = FeatureNames { code: "teryt", name: "name", region: Extent::of_country("PL") };
    let checked = read_geojson(&content("counties.geojson"), &names);
    assert_eq!(checked.diagnostics, []);
    checked.value
}

#[test]
fn every_real_point_lies_in_the_outline_of_its_parent() {
    let index = AreaIndex::new(&real_areas());
    let columns =
        PointColumns { code: "teryt", name: "name", lat: "lat", lon: "lon", region: Extent::of_country("PL") };
    let points = read_points_csv(&content("gminy.csv"), &columns);
    assert_eq!((points.value.len(), points.diagnostics), (116, vec![]));
    for feature in &points.value {
        let Shape::Point(position) = feature.shape else { panic!("a CSV has points") };
        let parent = &feature.properties["county_teryt"];
        assert_eq!(index.locate(position), Some(parent.as_str()), "{}", feature.code);
        assert_eq!(index.contains(parent, position), Some(true));
        assert!(index.distance_to_border_km(parent, position).is_some_and(|km| km > 0.0 && km < 60.0));
    }
}

#[test]
fn real_neighbours_share_a_border_both_ways_and_cities_lie_in_their_ring() {
    let areas = real_areas();
    let index = AreaIndex::new(&areas);
    for one in &areas {
        assert!(!index.neighbours(&one.code).is_empty(), "{} has a neighbour", one.code);
        for other in index.neighbours(&one.code) {
            assert!(index.neighbours(other).contains(&one.code), "{} and {other}", one.code);
        }
        let inside = index.inside(&one.code).expect("it has an outline");
        assert_eq!(index.locate(inside), Some(one.code.as_str()));
    }
    assert_eq!(index.neighbours("2861"), ["2804"]);
    assert_eq!(index.neighbours("2862"), ["2814"]);
}

#[test]
fn distances_to_borders_are_kilometres() {
    let index = AreaIndex::new(&real_areas());
    let far = Position::new(21.0, 52.23).expect("it is on Earth");
    assert_eq!((index.locate(far), index.contains("2811", far)), (None, Some(false)));
    let km = index.distance_to_border_km("2811", far).expect("it has an outline");
    assert!((114.0..115.3).contains(&km), "{km}");
    assert_eq!(index.distance_to_border_km("nowhere", far), None);
}

#[test]
fn every_stretch_of_real_border_bounds_one_or_two_areas() {
    let areas = real_areas();
    let outlines = areas.iter().map(|area| match &area.shape {
        Shape::Outline(outline) => outline,
        Shape::Point(_) | Shape::Nowhere => panic!("each has an outline"),
    });
    let topology = Topology::new(outlines);
    assert!(topology.arcs.iter().all(|arc| (1..=2).contains(&arc.areas.len())));
    let junctions: BTreeSet<_> =
        topology.arcs.iter().filter(|arc| !arc.is_ring()).map(|arc| arc.points[0].x.to_bits()).collect();
    assert!(junctions.len() > 20, "{} junctions", junctions.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a good file is turned into, reading it neither panics nor points outside it.
    #[test]
    fn damaged_files_are_read_without_panic(at in 0usize..400, removed in 0usize..12, insert in r#"[\[\]{},":0-9a-z.\\-]{0,6}"#) {
        let mut text = collection(&[feature("MultiPolygon", &format!("[[{SQUARE},{SQUARE}]]"), "1"), feature("Point", "[1,2]", "2")]);
        let start = at.min(text.len());
        let end = (start + removed).min(text.len());
        text.replace_range(start..end, &insert);
        let checked = read_geojson(&SourceFile::new("a", text.as_str()), &NAMES);
        for fault in &checked.diagnostics {
            prop_assert!(fault.location.span().end <= text.len());
        }
        AreaIndex::new(&checked.value);
    }

    #[test]
    fn any_rings_are_read_without_panic(points in prop::collection::vec((-3i32..3, -3i32..3), 0..9)) {
        let ring: Vec<String> = points.iter().chain(points.first()).map(|(x, y)| format!("[{x},{y}]")).collect();
        let checked = read_geojson(&SourceFile::new("a", polygon(&format!("[{}]", ring.join(",")))), &NAMES);
        prop_assert_eq!(checked.value.is_empty(), checked.diagnostics.iter().any(|fault| fault.is_error()));
        let index = AreaIndex::new(&checked.value);
        if let Some(inside) = index.inside("1") {
            prop_assert_eq!(index.locate(inside), Some("1"));
        }
    }
}
