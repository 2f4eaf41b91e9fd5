//! What stands on the page of every area, derived a second time: from the records alone, by other means than the index.
//!
//! The flagship's codes say by themselves what lies in what; a register of libraries without statuses, telephones, claims
//! or declared areas is told by its points alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use spis::BuildOptions;
use spis::field::{Basis, Value};
use spis::model::{Position, parse_date};
use spis::validate::{Collection, Portal, Record};
use spis::write::WriteOptions;
use tempfile::TempDir;

/// What may be hoped for, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hope {
    Open,
    Unknown,
    Doubtful,
    Closed,
    Nobody,
}

/// What a record says of itself.
struct Facts {
    /// `collection/id`, as addresses end.
    key: String,
    collection: String,
    /// Codes of the areas that it says it stands in.
    stands: Vec<String>,
    /// Codes of the areas that it is run for, and of those that it is only said to serve.
    run_for: Vec<String>,
    said_for: Vec<String>,
    hope: Hope,
    position: Position,
    phones: Vec<String>,
}

/// A site built from a root, with what was read of it.
struct Site {
    portal: Portal,
    out: TempDir,
}

/// The flagship, built once for all tests.
static FLAGSHIP: LazyLock<Site> = LazyLock::new(|| build(Path::new(env!("CARGO_MANIFEST_DIR"))));

fn build(root: &Path) -> Site {
    let build_date = parse_date("2026-11-22").expect("a day of the calendar");
    let options = BuildOptions { root: root.to_owned(), base_url: None, build_date };
    let checked = spis::read(&options).expect("the content is readable");
    let portal = checked.value.expect("the site is described");
    let out = tempfile::tempdir().expect("a folder for the test");
    let report = spis::build(&options, out.path(), WriteOptions::default(), &()).expect("the disk is writable");
    let errors: Vec<_> = report.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    Site { portal, out }
}

impl Site {
    /// The rows under each heading of a page: section → `collection/id` → the row's HTML, in the page's order.
    fn rows(&self, page: &str) -> BTreeMap<String, Vec<(String, String)>> {
        let html = fs::read_to_string(self.out.path().join(page).join("index.html")).expect("the area has a page");
        let section =
            Regex::new(r#"(?s)<section class="group" aria-labelledby="([^"]+)">(.*?)</section>"#).expect("a pattern");
        let row = Regex::new(r#"(?s)<li class="row".*?</li>"#).expect("a pattern");
        let link = Regex::new(r#"<a class="row-link" href="[^"]*?([^"/]+/[^"/]+)/""#).expect("a pattern");
        let rows = |text: &str| {
            row.find_iter(text)
                .map(|row| {
                    (
                        link.captures(row.as_str()).expect("a row leads to its record")[1].to_owned(),
                        row.as_str().to_owned(),
                    )
                })
                .collect()
        };
        let sections = section.captures_iter(&html).map(|found| (found[1].to_owned(), rows(&found[2])));
        let sections: BTreeMap<_, Vec<(String, String)>> = sections.collect();
        // No row stands outside the sections.
        let column = html.split("<aside").next().expect("a page has a beginning");
        assert_eq!(row.find_iter(column).count(), sections.values().map(Vec::len).sum::<usize>(), "{page}");
        sections
    }
}

fn items<'r>(collection: &Collection, record: &'r Record, field: &str) -> &'r [Value] {
    collection.schema.field_index(field).map(|index| &*record.values[index]).unwrap_or_default()
}

fn facts(portal: &Portal, collection: &Collection, record: &Record) -> Facts {
    let code = |area: spis::model::AreaIx| portal.areas.areas[area].code.clone();
    let areas = |field: &str| {
        items(collection, record, field).iter().filter_map(|item| match item {
            Value::Area(area) => Some(code(*area)),
            _ => None,
        })
    };
    let claims = |run: bool| {
        items(collection, record, "serves").iter().filter_map(move |item| match item {
            Value::ServiceArea(served) if (served.basis == Basis::Operator) == run => Some(code(served.area)),
            _ => None,
        })
    };
    let hope = match collection.status(record).map(|(_, choice)| choice.word.key.as_str()) {
        None | Some("active") => Hope::Open,
        Some("unknown") => Hope::Unknown,
        Some("suspended") => Hope::Doubtful,
        _ => Hope::Closed,
    };
    let phones = items(collection, record, "phones").iter().filter_map(|item| match item {
        Value::Phone(phone) => Some(format!("tel:{}", phone.number)),
        _ => None,
    });
    Facts {
        key: format!("{}/{}", collection.schema.id, record.id),
        collection: collection.schema.id.clone(),
        stands: areas("county").chain(areas("commune")).collect(),
        run_for: claims(true).collect(),
        said_for: claims(false).collect(),
        hope,
        position: collection.position(record).expect("every record here has a point").position,
        phones: phones.collect(),
    }
}

fn all_facts(portal: &Portal) -> Vec<Facts> {
    portal.collections.iter().flat_map(|of| of.records.iter().map(move |record| facts(portal, of, record))).collect()
}

/// Whether one area is the other, lies in it or holds it: the code of a commune begins with that of its county.
fn touches(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// What a record means for the people of an area; nothing where it has nothing to do with it or is run for others.
fn means(facts: &Facts, code: &str) -> Option<Hope> {
    if facts.run_for.iter().any(|area| touches(area, code)) {
        return Some(facts.hope);
    }
    if facts.said_for.iter().any(|area| touches(area, code)) {
        return Some(facts.hope.max(Hope::Unknown));
    }
    let stands = facts.stands.iter().any(|area| area == code);
    (stands && facts.run_for.is_empty()).then_some(facts.hope)
}

/// The section of an area's page in which a record must stand.
fn section<'f>(facts: &'f Facts, code: &str) -> Option<&'f str> {
    let stands = facts.stands.iter().any(|area| area == code);
    match (stands, means(facts, code)) {
        (true, Some(_)) => Some(&facts.collection),
        (true, None) => Some("for-others"),
        (false, _) if facts.run_for.iter().any(|area| touches(area, code)) => Some("serving"),
        (false, Some(_)) => Some("declared"),
        (false, None) => None,
    }
}

/// The flagship's communes and counties: code, where distances start, page.
fn areas(site: &Site) -> Vec<(String, Position, String)> {
    let towns: BTreeMap<String, Position> = points("content/geo/towns.csv").into_iter().collect();
    let inside: BTreeMap<String, Position> = points("content/geo/gminy.csv").into_iter().collect();
    let with_page = site.portal.areas.areas.iter().filter_map(|area| Some((area, area.url.as_ref()?)));
    with_page
        .map(|(area, url)| {
            let start = towns.get(&area.code).or_else(|| inside.get(&area.code)).copied();
            let start = start.or(area.position).expect("every area has a point");
            (area.code.clone(), start, url.as_str().to_owned())
        })
        .collect()
}

fn points(path: &str) -> Vec<(String, Position)> {
    let mut reader =
        csv::Reader::from_path(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the table is readable");
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("every row has its columns"));
    let number = |text: &str| text.parse().expect("a number");
    rows.map(|row| (row["teryt"].clone(), Position::new(number(&row["lon"]), number(&row["lat"])).expect("on Earth")))
        .collect()
}

/// The distances, in whole kilometres, of the nearest that have one state and stand in no list above.
fn nearest(all: &[Facts], start: Position, hope: Hope, listed: &BTreeSet<String>) -> Vec<i64> {
    let others = all.iter().filter(|facts| facts.hope == hope && !listed.contains(&facts.key));
    let mut distances: Vec<f64> = others.map(|facts| facts.position.distance_km(start)).collect();
    distances.sort_by(f64::total_cmp);
    distances.iter().take(3).map(|km| km.round() as i64).collect()
}

/// The distance that a row tells; nothing near is told as nought.
fn told_distance(row: &str) -> i64 {
    let told = Regex::new(r#"<p class="row-distance">([^<]*)</p>"#).expect("a pattern");
    let text = told.captures(row).expect("a near place tells how far it is")[1].to_owned();
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

#[test]
fn every_area_of_the_flagship_lists_whom_its_records_say() {
    let site = &*FLAGSHIP;
    let all = all_facts(&site.portal);
    let by_key: BTreeMap<&str, &Facts> = all.iter().map(|facts| (facts.key.as_str(), facts)).collect();
    let areas = areas(site);
    assert_eq!(areas.iter().filter(|(code, ..)| code.len() == 7).count(), 116);
    assert_eq!(areas.iter().filter(|(code, ..)| code.len() == 4).count(), 21);
    for (code, start, url) in &areas {
        let mut found = site.rows(url);
        let nearest_rows: Vec<_> =
            ["nearest-open", "nearest-unknown"].map(|id| found.remove(id).unwrap_or_default()).into();
        let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for facts in &all {
            if let Some(section) = section(facts, code) {
                expected.entry(section.to_owned()).or_default().insert(facts.key.clone());
            }
        }
        let listed: BTreeMap<String, BTreeSet<String>> =
            found.iter().map(|(id, rows)| (id.clone(), rows.iter().map(|(key, _)| key.clone()).collect())).collect();
        assert_eq!(listed, expected, "{url}");
        let listed: BTreeSet<String> = listed.into_values().flatten().collect();
        for (rows, hope) in nearest_rows.iter().zip([Hope::Open, Hope::Unknown]) {
            let told: Vec<i64> = rows.iter().map(|(_, row)| told_distance(row)).collect();
            assert_eq!(told, nearest(&all, *start, hope, &listed), "{url} {hope:?}");
            assert!(rows.iter().all(|(key, _)| by_key[key.as_str()].hope == hope && !listed.contains(key)), "{url}");
        }
        for (key, row) in found.values().flatten().chain(nearest_rows.iter().flatten()) {
            check_row(url, by_key[key.as_str()], row);
        }
        for rows in found.values() {
            assert!(rows.is_sorted_by_key(|(key, _)| by_key[key.as_str()].hope), "{url}: the open ones come first");
        }
    }
}

/// A row has every number, in a link unless the place is closed, and its status with its day.
fn check_row(url: &str, facts: &Facts, row: &str) {
    let calls: Vec<&str> =
        facts.phones.iter().map(String::as_str).filter(|tel| row.contains(&format!("href=\"{tel}"))).collect();
    let expected: Vec<&str> = facts.phones.iter().map(String::as_str).filter(|_| facts.hope != Hope::Closed).collect();
    assert_eq!(calls, expected, "{url}: {}", facts.key);
    assert!(row.contains("class=\"row-date\">stan na"), "{url}: {}", facts.key);
    assert!(row.contains("class=\"row-where\">"), "{url}: {}", facts.key);
}

#[test]
fn the_coverage_of_every_area_follows_from_the_records() {
    let site = &*FLAGSHIP;
    let all = all_facts(&site.portal);
    let mut reader = csv::Reader::from_path(site.out.path().join("dane/pokrycie.csv")).expect("the table is published");
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("every row has its columns"));
    let mut places: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for row in rows {
        let code = row["code"].clone();
        let best = all.iter().filter_map(|facts| means(facts, &code)).min().unwrap_or(Hope::Nobody);
        assert_eq!(row["coverage"], format!("{best:?}").to_lowercase(), "{code}");
        let entry = places.entry(code).or_default();
        if !row["id"].is_empty() {
            entry.insert((format!("{}/{}", row["collection"], row["id"]), row["relation"].clone()));
        }
    }
    for (code, found) in &places {
        let relation = |facts: &Facts| match section(facts, code)? {
            "serving" => Some("serves"),
            "declared" => Some("declared"),
            _ => Some("stands"),
        };
        let expected = all.iter().filter_map(|facts| Some((facts.key.clone(), relation(facts)?.to_owned())));
        assert_eq!(*found, expected.collect(), "{code}");
    }
    let open = |codes: &dyn Fn(&Facts) -> Vec<String>| -> BTreeSet<String> {
        let open = all.iter().filter(|facts| facts.hope == Hope::Open).flat_map(codes);
        open.filter(|code| code.len() == 7).collect()
    };
    let (standing, run) = (open(&|facts| facts.stands.clone()), open(&|facts| facts.run_for.clone()));
    let neither = 116 - standing.union(&run).count();
    let page = fs::read_to_string(site.out.path().join("pokrycie/index.html")).expect("the page is published");
    for n in [standing.len(), run.len(), neither] {
        let told = Regex::new(&format!(r"<strong>{n}\D+116</strong>")).expect("a pattern");
        assert!(told.is_match(&page), "{n}");
    }
}

#[test]
fn the_easy_text_names_for_every_commune_whom_to_call() {
    let site = &*FLAGSHIP;
    let all = all_facts(&site.portal);
    let commune =
        Regex::new(r"(?s)<details class=.within.><summary><span[^>]*>([^<]*)</span></summary>\n<ul>(.*?)</ul>")
            .expect("a pattern");
    let place = Regex::new(r"(?s)<li><a href=.([^ >\x22]+).*?</li>").expect("a pattern");
    for language in ["", "en/", "uk/"] {
        let path = site.out.path().join(language).join("latwy-tekst/index.html");
        let page = fs::read_to_string(&path).expect("the page is published");
        let communes: Vec<_> = commune.captures_iter(&page).collect();
        assert_eq!(communes.len(), 116, "{language}");
        for found in communes {
            let rows: Vec<_> = place.captures_iter(&found[2]).collect();
            assert!(rows.len() >= 3, "{language} {}", &found[1]);
            for row in rows {
                let facts = all.iter().find(|facts| row[1].ends_with(&format!("/{}/", facts.key)));
                let facts = facts.unwrap_or_else(|| panic!("{language} {}: {}", &found[1], &row[1]));
                assert!(facts.hope != Hope::Closed, "{language} {}: {}", &found[1], facts.key);
                let called = facts.phones.iter().filter(|tel| row[0].contains(&format!("href=\"{tel}")));
                assert_eq!(called.count(), facts.phones.len(), "{language} {}: {}", &found[1], facts.key);
            }
        }
    }
}

/// A register of libraries in a town of five by five square wards, each two hundredths of a degree wide.
const WARDS: u32 = 5;

fn ward_of(position: Position) -> Option<String> {
    let cell =
        |from: f64, at: f64| Some(((at - from) / 0.02).floor()).filter(|cell| (0.0..f64::from(WARDS)).contains(cell));
    let (column, row) = (cell(10.0, position.lon())?, cell(50.0, position.lat())?);
    Some(format!("w{column}{row}"))
}

fn write_libraries(root: &Path) -> Vec<(String, Position)> {
    let write = |path: &str, text: &str| {
        let path = root.join("content").join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    write(
        "site.yaml",
        "title: Libraries\ndescription: Where to read.\nlanguages: [en]\nbase_url: https://books.example/\npublisher: {name: Town}\ncontact: {email: office@town.example}\n",
    );
    write(
        "geo/areas.yaml",
        "levels:\n  - id: ward\n    label: Wards\n    noun: {en: {one: ward, other: wards}}\n    path: wards\n    file: wards.geojson\n    properties: {code: id, name: name}\n",
    );
    let ward = |column: u32, row: u32| {
        let (west, south) = (10.0 + 0.02 * f64::from(column), 50.0 + 0.02 * f64::from(row));
        let (east, north) = (west + 0.02, south + 0.02);
        format!(
            r#"{{"type":"Feature","properties":{{"id":"w{column}{row}","name":"Ward {column}{row}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#
        )
    };
    let wards: Vec<String> = (0..WARDS * WARDS).map(|n| ward(n % WARDS, n / WARDS)).collect();
    write("geo/wards.geojson", &format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, wards.join(",")));
    write(
        "registry/libraries/_schema.yaml",
        "label: Libraries\nnoun: {en: {one: library, other: libraries}}\nfields:\n  ward: {type: area, level: ward, label: Ward}\n  position: {type: position, label: Position}\n",
    );
    // Numbers that spread over the town and leave some wards empty.
    (0..18_u32)
        .map(|n| {
            let (x, y) = (f64::from(n * 37 % 97) / 97.0, f64::from(n * 61 % 89) / 89.0);
            let position = Position::new(10.003 + 0.094 * x, 50.003 + 0.094 * y).expect("on Earth");
            let (lat, lon) = (position.lat(), position.lon());
            write(
                &format!("registry/libraries/library-{n}.yaml"),
                &format!("name: Library {n}\nsource: {{place: \"row {n}\"}}\nposition: {{lat: {lat}, lon: {lon}, precision: building}}\n"),
            );
            (format!("libraries/library-{n}"), position)
        })
        .collect()
}

#[test]
fn libraries_that_name_no_ward_stand_in_the_one_around_their_points() {
    let root = tempfile::tempdir().expect("a folder for the test");
    let libraries = write_libraries(root.path());
    let site = build(root.path());
    let mut empty = 0;
    for area in &site.portal.areas.areas {
        let (code, url) = (&area.code, area.url.as_ref().expect("wards have pages"));
        let found = site.rows(url.as_str());
        let keys = |id: &str| -> BTreeSet<String> {
            found.get(id).into_iter().flatten().map(|(key, _)| key.clone()).collect()
        };
        let inside: BTreeSet<String> = libraries
            .iter()
            .filter(|(_, at)| ward_of(*at).as_ref() == Some(code))
            .map(|(key, _)| key.clone())
            .collect();
        assert_eq!(keys("libraries"), inside, "{code}");
        let near = keys("nearest-open");
        assert_eq!(near.len(), 3, "{code}");
        assert!(near.is_disjoint(&inside), "{code}: no place inside is the nearest one outside");
        empty += usize::from(inside.is_empty());
        for (_, row) in found.values().flatten() {
            assert!(!row.contains("row-status") && !row.contains("row-calls") && row.contains("tone-plain"), "{row}");
        }
        let html =
            fs::read_to_string(site.out.path().join(url.as_str()).join("index.html")).expect("the ward has a page");
        assert!(html.contains("Nearest outside this area") && !html.contains("open when last known"), "{code}");
    }
    assert!((1..25).contains(&empty), "some wards have libraries, others have none");
}
