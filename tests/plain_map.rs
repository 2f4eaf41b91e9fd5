//! A register with positions and without outlines has maps all the same: a frame, a scale, its places or their numbers.

use std::fs;
use std::path::Path;

use regex::Regex;
use spis::BuildOptions;
use spis::model::parse_date;
use spis::write::WriteOptions;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Builds a register of so many mills, each tenth of which nobody has placed, and reads a page.
fn page(count: usize, path: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(
        root,
        "site.yaml",
        "title: Mills\ndescription: Where they stand.\nlanguages: [en]\nbase_url: https://mills.example.org/\n",
    );
    write(
        root,
        "registry/mills/_schema.yaml",
        "label: Mills\nnoun: {en: {one: mill, other: mills}}\nfields:\n  place: {type: position, label: Place}\n",
    );
    write(root, "pages/map.md", "---\ntitle: Map\nlayout: map\n---\n");
    for number in 0..count {
        let lat = 52.0 + f64::from(u32::try_from(number % 37).expect("small")) / 50.0;
        let lon = -1.0 + f64::from(u32::try_from(number % 41).expect("small")) / 30.0;
        let place = format!("place: {{lat: {lat:.4}, lon: {lon:.4}, precision: building}}\n");
        let place = if number % 10 == 9 { "" } else { &place };
        write(
            root,
            &format!("registry/mills/mill-{number}.yaml"),
            &format!("name: Mill {number}\nsource: {{title: A list}}\n{place}"),
        );
    }
    let build_date = parse_date("2025-06-01").expect("a day of the calendar");
    let options = BuildOptions { root: root.to_owned(), base_url: None, build_date };
    let out = root.join("public");
    let report = spis::build(&options, &out, WriteOptions::default(), &()).expect("writable");
    assert!(!report.diagnostics.iter().any(|fault| fault.is_error()), "{:?}", report.diagnostics);
    fs::read_to_string(out.join(path)).expect("it was built")
}

#[test]
fn a_few_places_are_marked_one_by_one_beside_a_scale() {
    let map = page(20, "map/index.html");
    assert!(map.contains("class=\"map-scale\"") && map.contains("class=\"map-frame\""), "{map}");
    assert!(map.contains(" km</text>"), "{map}");
    let links = Regex::new("href=\"/mills/mill-\\d+/\"").expect("a pattern").find_iter(&map).count();
    assert_eq!(links, 18, "each place leads to its page: {map}");
    assert!(map.contains("places.json"), "the map can be made live: {map}");
}

#[test]
fn places_that_are_too_many_are_counted() {
    let map = page(1000, "map/index.html");
    let crowd = Regex::new("<circle r=\"[\\d.]+\"/>(?:<text y=\"4\">(\\d+)</text>)?").expect("a pattern");
    let count =
        |found: regex::Captures<'_>| found.get(1).map_or(1, |text| text.as_str().parse::<usize>().expect("a number"));
    let counted: usize = crowd.captures_iter(&map).map(count).sum();
    assert_eq!(counted, 900, "{map}");
}

#[test]
fn a_record_shows_where_it_is_among_the_nearest() {
    let record = page(30, "mills/mill-3/index.html");
    assert!(record.contains("class=\"map-scale\"") && record.contains("map-current"), "{record}");
    let lost = page(30, "mills/mill-9/index.html");
    assert!(!lost.contains("<svg class=\"map\""), "nobody knows where it is: {lost}");
}
