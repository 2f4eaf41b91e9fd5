//! Drawn maps: small ones compared whole, the real register's held against what every map promises.

mod charts;
mod parsed;
mod register;

use std::collections::BTreeMap;
use std::path::PathBuf;

use parsed::{contains, coord, drawn_areas, marks, size, texts};
use proptest::prelude::*;
use register::{area_map, features, position, region_map, root};
use spis::draw::map::{
    Fill, Focus, Frame, Grid, MapArea, MapPlace, MapRequest, Mark, MarkerShape, draw_map, position_grid, swatch,
};
use spis::draw::{Atlas, Projection, standalone};
use spis::model::{Position, Tone};

/// Compares with `tests/golden/drawings/<name>`, or writes it where `UPDATE=1` stands in the environment.
fn assert_golden(name: &str, drawn: &str) {
    let path: PathBuf = root().join("tests/golden/drawings").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, drawn).expect("the folder can be written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(drawn, known, "{name} is drawn differently; UPDATE=1 accepts it");
}

#[test]
fn maps_of_the_register_are_small_and_leave_nothing_out() {
    let (map, sites, areas) = region_map(Frame::REGION);
    assert!(map.svg.len() < 40_000, "{} bytes", map.svg.len());
    assert_eq!((map.left_out.as_slice(), marks(&map.svg).len()), ([].as_slice(), sites.len()));
    for area in &areas {
        let map = area_map(&area.code);
        assert!(map.svg.len() < 15_000, "{}: {} bytes", area.code, map.svg.len());
        assert_eq!(map.left_out, [0; 0], "{}", area.code);
    }
}

#[test]
fn targets_are_apart_and_in_the_frame() {
    let maps =
        features("content/geo/counties.geojson", "teryt").into_iter().map(|area| (area_map(&area.code), Frame::AREA));
    for (map, frame) in maps.chain([(region_map(Frame::REGION).0, Frame::REGION)]) {
        let pixel = frame.width / frame.narrowest;
        let marks = marks(&map.svg);
        for (number, (id, x, y)) in marks.iter().enumerate() {
            assert!(
                *x >= 12.0 * pixel && *x <= frame.width - 12.0 * pixel && *y >= 12.0 * pixel,
                "{id} leaves the frame"
            );
            for (other, other_x, other_y) in &marks[..number] {
                let apart = (x - other_x).abs().max((y - other_y).abs()) / pixel;
                assert!(apart >= 24.0, "{id} and {other} are {apart} pixels apart");
            }
        }
    }
}

#[test]
fn markers_stand_inside_the_outline_of_their_area_where_it_has_room() {
    let (map, sites, areas) = region_map(Frame::REGION);
    let drawn = drawn_areas(&map.svg);
    for (id, x, y) in marks(&map.svg) {
        let site = sites.iter().find(|site| site.id == id).expect("it is a record");
        let area = areas.iter().position(|area| area.code == site.area).expect("it is an area");
        let outline = &drawn[area].1;
        let markers = sites.iter().filter(|other| other.area == site.area).count();
        #[expect(clippy::cast_precision_loss, reason = "there are few places")]
        let room = size(outline) / (27.0 * 27.0 * markers as f64);
        assert!(room < 2.0 || contains(outline, (x, y)), "{id} stands outside {}", site.area);
    }
}

#[test]
fn labels_lie_inside_their_areas_and_never_on_each_other_or_on_markers() {
    let (map, _, areas) = region_map(Frame::REGION);
    let (drawn, texts, marks) = (drawn_areas(&map.svg), texts(&map.svg), marks(&map.svg));
    assert!(texts.len() > areas.len(), "most areas are labelled");
    for (number, (text, [west, north, east, south])) in texts.iter().enumerate() {
        assert!(*west > 0.0 && *east < 720.0 && *north > 0.0, "{text} leaves the frame");
        let corners = [(*west, *north), (*east, *north), (*east, *south), (*west, *south)];
        assert!(
            drawn.iter().any(|(_, rings)| corners.iter().all(|corner| contains(rings, *corner))),
            "{text} crosses a border"
        );
        for (other, [w, n, e, s]) in &texts[..number] {
            assert!(west >= e || w >= east || north >= s || n >= south, "{text} and {other} overlap");
        }
        for (id, x, y) in &marks {
            let near = (x - x.clamp(*west, *east)).hypot(y - y.clamp(*north, *south));
            assert!(near > 6.5, "{text} lies on {id}");
        }
    }
}

#[test]
fn neighbours_neither_gape_nor_overlap_at_any_size() {
    for width in [150.0, 360.0, 720.0, 1600.0] {
        let map = region_map(Frame { width, max_height: 2000.0, narrowest: width * 2.0 }).0;
        let drawn = drawn_areas(&map.svg);
        assert_eq!(drawn.len(), 21, "at {width}");
        let edges: BTreeMap<_, usize> = drawn
            .iter()
            .enumerate()
            .flat_map(|(area, (_, rings))| {
                rings
                    .iter()
                    .flat_map(move |ring| (0..ring.len()).map(move |n| ((ring[n], ring[(n + 1) % ring.len()]), area)))
            })
            .collect();
        for ((from, to), area) in edges.iter().filter(|((from, to), _)| !edges.contains_key(&(*to, *from))) {
            let (a, b) = (coord(*from), coord(*to));
            let length = (b.x - a.x).hypot(b.y - a.y);
            // Outlines run counter-clockwise on the Earth, so the outside is on the right of each edge.
            let outside =
                ((a.x + b.x) / 2.0 - (b.y - a.y) / length * 0.4, (a.y + b.y) / 2.0 + (b.x - a.x) / length * 0.4);
            let neighbour = drawn.iter().position(|(_, rings)| contains(rings, outside));
            assert!(
                neighbour.is_none_or(|other| other == *area),
                "at {width}: {area} and {neighbour:?} do not share an edge at {outside:?}"
            );
        }
    }
}

#[test]
fn a_national_grid_draws_the_same_region() {
    let areas = features("content/geo/counties.geojson", "teryt");
    let grid = "+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 +ellps=GRS80";
    let projection = Projection::parse(grid).expect("it is known");
    let request = |id| MapRequest {
        id,
        title: "",
        description: "",
        frame: Frame::AREA,
        focus: Focus::All,
        areas: Vec::new(),
        places: Vec::new(),
        crowd: Vec::new(),
        marks: Vec::new(),
        own: None,
    };
    let (own, national) = (
        draw_map(&Atlas::new(&areas, None), &request("a")),
        draw_map(&Atlas::new(&areas, Some(projection)), &request("a")),
    );
    assert_ne!(own, national);
    let ratio = own.svg.len() as f64 / national.svg.len() as f64;
    assert!((0.95..1.05).contains(&ratio), "{ratio}");
}

/// A script that interpolates in the grid puts places where they are drawn.
#[test]
fn the_grid_gives_the_places_of_positions() {
    let areas = features("content/geo/counties.geojson", "teryt");
    let atlas = Atlas::new(&areas, None);
    let spots = [(19.6, 53.3), (20.48, 53.78), (22.3, 54.2), (21.0, 53.55)].map(|(lon, lat)| position(lon, lat));
    let place = |position| MapPlace {
        title: "",
        url: None,
        position,
        area: None,
        approximate: false,
        current: false,
        shape: MarkerShape::Circle,
        tone: Some(Tone::Neutral),
    };
    let request = MapRequest {
        id: "grid",
        title: "",
        description: "",
        frame: Frame::REGION,
        focus: Focus::All,
        areas: Vec::new(),
        places: spots.into_iter().map(place).collect(),
        crowd: Vec::new(),
        marks: Vec::new(),
        own: None,
    };
    let grid = position_grid(&atlas, &request).expect("the projection reaches it");
    let drawn = regex::Regex::new(r#"<use [^>]*x="([^"]*)" y="([^"]*)""#).expect("it is a pattern");
    let svg = draw_map(&atlas, &request).svg;
    let mut marks = drawn.captures_iter(&svg);
    for spot in spots {
        let found = marks.next().expect("each is drawn");
        let [x, y] = [1, 2].map(|group| found[group].parse::<f64>().expect("it is a number"));
        let (grid_x, grid_y) = interpolated(&grid, spot);
        assert!((x - grid_x).hypot(y - grid_y) < 0.5, "{spot}: {x}, {y} against {grid_x}, {grid_y}");
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the position is inside the grid")]
fn interpolated(grid: &Grid, position: Position) -> (f64, f64) {
    let steps = f64::from(grid.knots - 1);
    let column = (position.lon() - grid.extent.west) / (grid.extent.east - grid.extent.west) * steps;
    let row = (position.lat() - grid.extent.south) / (grid.extent.north - grid.extent.south) * steps;
    let knot = |row: f64, column: f64| grid.points[row as usize * grid.knots as usize + column as usize];
    let (x, y) = (column.fract(), row.fract());
    let mix = |pick: fn((f64, f64)) -> f64| {
        let at = |r: f64, c: f64| pick(knot(row.floor() + r, column.floor() + c));
        (at(0.0, 0.0) * (1.0 - x) + at(0.0, 1.0) * x) * (1.0 - y) + (at(1.0, 0.0) * (1.0 - x) + at(1.0, 1.0) * x) * y
    };
    (mix(|at| at.0), mix(|at| at.1))
}

/// Two areas side by side, an unknown one above, and places of every kind.
fn small_request<'a>(marks: &'a [(MarkerShape, Tone, &'a str)]) -> MapRequest<'a> {
    let area = |code, labels: &[&'static str], figure, url, fill| MapArea {
        code,
        labels: labels.to_vec(),
        figure,
        title: labels[0],
        url,
        fill,
    };
    MapRequest {
        id: "small",
        title: "Three areas & \"more\"",
        description: "West, east and north.",
        frame: Frame { width: 300.0, max_height: 300.0, narrowest: 300.0 },
        focus: Focus::All,
        areas: vec![
            area("W", &["West", "W"], Some("2"), Some("w/?a=1&b=2"), Fill::Class(1)),
            area("E", &["Far too long a name for the east", "East"], Some("0"), Some("e/"), Fill::Class(0)),
            area("N", &["North"], None, None, Fill::Unknown),
        ],
        places: marks
            .iter()
            .map(|(shape, tone, title)| MapPlace {
                title,
                url: Some("place/"),
                position: position(20.25, 54.1),
                area: Some("W"),
                approximate: *tone == Tone::Warning,
                current: *tone == Tone::Positive,
                shape: *shape,
                tone: Some(*tone),
            })
            .chain([MapPlace {
                title: "",
                url: None,
                position: position(20.8, 54.05),
                area: None,
                approximate: true,
                current: false,
                shape: MarkerShape::Circle,
                tone: Some(Tone::Neutral),
            }])
            .collect(),
        crowd: Vec::new(),
        marks: vec![Mark { shape: MarkerShape::Circle, tone: Some(Tone::Positive), approximate: true }],
        own: None,
    }
}

const MARKS: [(MarkerShape, Tone, &str); 4] = [
    (MarkerShape::Circle, Tone::Neutral, "One"),
    (MarkerShape::Square, Tone::Positive, "Two"),
    (MarkerShape::Diamond, Tone::Warning, "Three"),
    (MarkerShape::Triangle, Tone::Negative, "Four"),
];

#[test]
fn a_small_map_is_drawn_as_it_is_known() {
    let atlas = Atlas::new(&features("tests/golden/drawings/areas.geojson", "code"), None);
    let map = draw_map(&atlas, &small_request(&MARKS));
    assert_eq!(map.left_out, [0; 0]);
    assert_golden("map.svg", &map.svg);
    assert_golden(
        "map-standalone.svg",
        &standalone(
            &swatch(Mark { shape: MarkerShape::Diamond, tone: Some(Tone::Warning), approximate: true }),
            ".map-mark { fill: red }",
            "",
        ),
    );
}

#[test]
fn links_make_a_group_and_no_links_a_picture() {
    let atlas = Atlas::new(&features("tests/golden/drawings/areas.geojson", "code"), None);
    let mut request = small_request(&[]);
    assert!(draw_map(&atlas, &request).svg.contains("role=\"group\""));
    for area in &mut request.areas {
        area.url = None;
    }
    let svg = draw_map(&atlas, &request).svg;
    assert!(svg.contains("role=\"img\"") && !svg.contains("<a "));
    assert!(svg.contains("aria-labelledby=\"small-title\" aria-describedby=\"small-desc\""));
}

#[test]
fn what_is_not_in_the_atlas_is_not_drawn() {
    let atlas = Atlas::new(&[], None);
    let map = draw_map(&atlas, &small_request(&MARKS));
    assert_eq!(map.left_out, [0, 1, 2, 3, 4]);
    assert!(!map.svg.contains("NaN") && !map.svg.contains("<text"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// However many places stand wherever: each is drawn or named as left out, and no target touches another.
    #[test]
    fn places_are_drawn_apart_or_left_out(spots in prop::collection::vec((0i32..12, 0i32..12), 0..60)) {
        let atlas = Atlas::new(&features("tests/golden/drawings/areas.geojson", "code"), None);
        let mut request = small_request(&[]);
        let titles: Vec<String> = (0..spots.len()).map(|number| number.to_string()).collect();
        request.places = spots.iter().zip(&titles).map(|((x, y), title)| MapPlace {
            title,
            url: Some(title),
            position: position(19.9 + f64::from(*x) / 10.0, 53.9 + f64::from(*y) / 20.0),
            area: Some("W"),
            approximate: false,
            current: false,
            shape: MarkerShape::Circle,
            tone: Some(Tone::Neutral),
        }).collect();
        let map = draw_map(&atlas, &request);
        let marks = marks(&map.svg);
        prop_assert_eq!(marks.len() + map.left_out.len(), spots.len());
        for (number, (_, x, y)) in marks.iter().enumerate() {
            for (_, other_x, other_y) in &marks[..number] {
                prop_assert!((x - other_x).abs().max((y - other_y).abs()) >= 24.0);
            }
        }
    }
}
