//! What stands in a drawn SVG.

use spis::geometry::signed_distance;

/// The rings of every `map-area` path, by the title of its area.
pub fn drawn_areas(svg: &str) -> Vec<(String, Vec<Ring>)> {
    let area =
        regex::Regex::new(r#"<title>([^<]*)</title><path class="map-area[^"]*" d="([^"]*)""#).expect("it is a pattern");
    area.captures_iter(svg).map(|found| (found[1].to_owned(), rings(&found[2]))).collect()
}

/// **Units**: tenths of drawing units.
pub type Ring = Vec<(i64, i64)>;

pub fn rings(path: &str) -> Vec<Ring> {
    let number = regex::Regex::new(r"-?(\d+\.?\d*|\.\d+)").expect("it is a pattern");
    #[expect(clippy::cast_possible_truncation, reason = "drawings are small")]
    let tenths = |text: &str| (text.parse::<f64>().expect("it is a number") * 10.0).round() as i64;
    let ring = |part: &str| {
        let numbers: Vec<i64> = number.find_iter(part).map(|found| tenths(found.as_str())).collect();
        let mut at = (0, 0);
        let steps = numbers.chunks(2).map(move |step| {
            at = (at.0 + step[0], at.1 + step[1]);
            at
        });
        steps.collect()
    };
    path.split('M').skip(1).map(ring).collect()
}

pub fn contains(rings: &[Ring], (x, y): (f64, f64)) -> bool {
    let rings: Vec<Vec<geo::Coord<f64>>> =
        rings.iter().map(|ring| ring.iter().map(|at| coord(*at)).collect()).collect();
    signed_distance(&rings, geo::Coord { x, y }) > 0.0
}

pub fn coord((x, y): (i64, i64)) -> geo::Coord<f64> {
    #[expect(clippy::cast_precision_loss, reason = "drawings are small")]
    let units = |tenths: i64| tenths as f64 / 10.0;
    geo::Coord { x: units(x), y: units(y) }
}

/// Where the markers stand that can be hit.
pub fn marks(svg: &str) -> Vec<(String, f64, f64)> {
    let mark = regex::Regex::new(r#"<a href="([^"]*)" class="map-place[^>]*>.*?<use [^>]*x="([^"]*)" y="([^"]*)""#)
        .expect("it is a pattern");
    let number = |text: &str| text.parse().expect("it is a number");
    mark.captures_iter(svg).map(|found| (found[1].to_owned(), number(&found[2]), number(&found[3]))).collect()
}

/// Every text with the box that it takes in a usual font: text, west, north, east, south.
pub fn texts(svg: &str) -> Vec<(String, [f64; 4])> {
    let text = regex::Regex::new(r#"<text x="([^"]*)" y="([^"]*)" font-size="([^"]*)"[^>]*>([^<]*)</text>"#)
        .expect("it is a pattern");
    let boxed = |found: regex::Captures<'_>| {
        let [x, y, size] = [1, 2, 3].map(|group| found[group].parse::<f64>().expect("it is a number"));
        let half = f64::from(u16::try_from(found[4].chars().count()).expect("it is short")) * size * 0.25;
        (found[4].to_owned(), [x - half, y - size * 0.75, x + half, y + size * 0.2])
    };
    text.captures_iter(svg).map(boxed).collect()
}

/// The area inside rings. **Units**: square drawing units.
pub fn size(rings: &[Ring]) -> f64 {
    let corner = |ring: &Ring, number: usize| {
        let (a, b) = (coord(ring[number]), coord(ring[(number + 1) % ring.len()]));
        (a.x * b.y - b.x * a.y) / 2.0
    };
    rings.iter().map(|ring| (0..ring.len()).map(|number| corner(ring, number)).sum::<f64>()).sum::<f64>().abs()
}

/// Every text of a chart with the box that it takes in a usual font: text, west, north, east, south.
pub fn chart_texts(svg: &str, size: f64) -> Vec<(String, [f64; 4])> {
    let text =
        regex::Regex::new(r#"<text class="[^"]*" x="([^"]*)" y="([^"]*)"(?: text-anchor="([^"]*)")?>([^<]*)</text>"#)
            .expect("it is a pattern");
    let boxed = |found: regex::Captures<'_>| {
        let [x, y] = [1, 2].map(|group| found[group].parse::<f64>().expect("it is a number"));
        let wide = found[4].chars().map(usual_em).sum::<f64>() * size;
        let west = match found.get(3).map(|anchor| anchor.as_str()) {
            Some("middle") => x - wide / 2.0,
            Some(_) => x - wide,
            None => x,
        };
        (found[4].to_owned(), [west, y - size * 0.72, west + wide, y + size * 0.2])
    };
    text.captures_iter(svg).map(boxed).collect()
}

/// The width of a character in Arial and its like, in parts of the font's size.
fn usual_em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'ł' | 'I' | ' ' | '.' | ',' | 't' | 'f' | '-' => 0.3,
        'm' | 'w' | 'M' | 'W' => 0.85,
        letter if letter.is_uppercase() => 0.7,
        _ => 0.56,
    }
}
