//! Maps of the real register, asked for as pages ask for them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use spis::draw::map::{Fill, Focus, Frame, Map, MapArea, MapPlace, MapRequest, MarkerShape, draw_map};
use spis::draw::{Atlas, Classes};
use spis::geometry::{AreaIndex, Feature, FeatureNames, read_geojson};
use spis::model::{Position, Tone};
use spis::source::SourceFile;

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn position(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).expect("it is on Earth")
}

pub fn features(path: &str, code: &str) -> Vec<Feature> {
    let text = std::fs::read_to_string(root().join(path)).expect("the file is there");
    let checked = read_geojson(&SourceFile::new(path, text), &FeatureNames { code, name: "name", region: None });
    assert_eq!(checked.diagnostics, []);
    checked.value
}

/// A record of the register, as far as a map needs it.
pub struct Site {
    pub id: String,
    pub area: String,
    position: Position,
    collection: usize,
}

pub fn real_sites() -> Vec<Site> {
    let mut sites = Vec::new();
    let folder = root().join("content/registry");
    let mut collections: Vec<PathBuf> = list(&folder);
    collections.retain(|path| path.is_dir());
    let area = regex::Regex::new(r#"(?m)^county: "(\d+)""#).expect("it is a pattern");
    let place = regex::Regex::new(r"lat: ([\d.]+), lon: ([\d.]+)").expect("it is a pattern");
    for (collection, path) in collections.iter().enumerate() {
        for file in list(path) {
            let text = std::fs::read_to_string(&file).expect("it is text");
            let (Some(area), Some(place)) = (area.captures(&text), place.captures(&text)) else { continue };
            let number = |group: usize| place[group].parse().expect("it is a number");
            let id = file.file_stem().expect("it has a name").to_string_lossy().into_owned();
            sites.push(Site { id, area: area[1].to_owned(), position: position(number(2), number(1)), collection });
        }
    }
    assert!(sites.len() > 50, "the register has its records");
    sites
}

pub fn list(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("it is a folder").map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    paths
}

pub fn places(sites: &[Site]) -> Vec<MapPlace<'_>> {
    sites
        .iter()
        .map(|site| MapPlace {
            title: &site.id,
            url: Some(&site.id),
            position: site.position,
            area: Some(&site.area),
            approximate: true,
            current: false,
            shape: if site.collection == 0 { MarkerShape::Circle } else { MarkerShape::Square },
            tone: Some(if site.collection == 0 { Tone::Positive } else { Tone::Neutral }),
        })
        .collect()
}

/// The whole region: shaded by the count of places, every place, every area a link.
pub fn region_map(frame: Frame) -> (Map, Vec<Site>, Vec<Feature>) {
    let areas = features("content/geo/counties.geojson", "teryt");
    let sites = real_sites();
    let counts: BTreeMap<&str, usize> = areas
        .iter()
        .map(|area| (area.code.as_str(), sites.iter().filter(|site| site.area == area.code).count()))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "there are few places")]
    let classes = Classes::new(counts.values().map(|count| *count as f64));
    let figures: BTreeMap<&str, String> = counts.iter().map(|(code, count)| (*code, count.to_string())).collect();
    let atlas = Atlas::new(&areas, None);
    #[expect(clippy::cast_precision_loss, reason = "there are few places")]
    let class = |code: &str| classes.of(counts[code] as f64).map_or(0, |class| class.number);
    let request = MapRequest {
        id: "region",
        title: "Region",
        description: "Every area with its places.",
        frame,
        focus: Focus::All,
        areas: areas
            .iter()
            .map(|area| MapArea {
                code: &area.code,
                labels: vec![area.properties["name"].trim_start_matches("powiat ")],
                figure: Some(&figures[area.code.as_str()]),
                title: &area.properties["name"],
                url: Some("area/"),
                fill: Fill::Class(class(&area.code)),
            })
            .collect(),
        places: places(&sites),
        crowd: Vec::new(),
        marks: Vec::new(),
        own: None,
    };
    (draw_map(&atlas, &request), sites, areas)
}

pub fn area_map(code: &str) -> Map {
    let areas = features("content/geo/counties.geojson", "teryt");
    let index = AreaIndex::new(&areas);
    let mut sites = real_sites();
    sites.retain(|site| site.area == code);
    let shown = |area: &&Feature| area.code == code || index.neighbours(code).contains(&area.code);
    let request = MapRequest {
        id: "area",
        title: "One area",
        description: "",
        frame: Frame::AREA,
        focus: Focus::Areas(&[code]),
        areas: areas
            .iter()
            .filter(shown)
            .map(|area| MapArea {
                code: &area.code,
                labels: vec![area.properties["name"].trim_start_matches("powiat ")],
                title: &area.properties["name"],
                url: (area.code != code).then_some("../area/"),
                fill: if area.code == code { Fill::Focus } else { Fill::Plain },
                ..MapArea::default()
            })
            .collect(),
        places: places(&sites),
        crowd: Vec::new(),
        marks: Vec::new(),
        own: None,
    };
    draw_map(&Atlas::new(&areas, None), &request)
}
