//! From coordinates as they were written to polygons that can be trusted.

use geo::{Coord, LineString, Polygon};

use super::crossing::{crossing, sweep};
use super::extent::Extent;
use super::mending::{self, Loop};
use super::written::{Written, WrittenPolygons, WrittenRing};
use crate::diagnostic::{Code, Text, codes};
use crate::say;

/// What is wrong with a shape, and where.
#[derive(Debug)]
pub(super) struct ShapeFault {
    pub code: Code,
    /// The byte of a position, or of a ring's opening bracket.
    pub offset: usize,
    pub message: Text,
    pub help: Option<Text>,
    /// Another position that belongs to it.
    pub related: Option<usize>,
}

impl ShapeFault {
    pub fn new(code: Code, offset: usize, message: Text, help: Text) -> Box<Self> {
        Box::new(Self { code, offset, message, help: Some(help), related: None })
    }
}

/// Polygons that can be trusted, and where rings had to be changed for that.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The polygons, with their winding right.
    pub polygons: Vec<Polygon<f64>>,
    /// The bytes of the rings that were turned round.
    pub turned: Vec<usize>,
    /// The bytes of the rings that went back on themselves or touched themselves.
    pub mended: Vec<usize>,
}

/// Proves that rings are closed, long enough and free of crossings, takes those apart that touch themselves, and turns
/// those that are wound the wrong way.
pub(super) fn outline(written: &WrittenPolygons) -> Result<Outline, Box<ShapeFault>> {
    let mut outline = Outline::default();
    written.iter().try_for_each(|rings| polygon(rings, &mut outline))?;
    Ok(outline)
}

fn polygon(written: &[WrittenRing], outline: &mut Outline) -> Result<(), Box<ShapeFault>> {
    let rings = written.iter().map(open_ring).collect::<Result<Vec<_>, _>>()?;
    let Some((polygons, mended)) = mending::polygons(rings.clone()) else {
        // Asked of the rings as they were written: the fault must point at positions of the file.
        let places = crossing(&slices(&rings.iter().map(|ring| coords(ring)).collect::<Vec<_>>()));
        return Err(places.map_or_else(
            || too_few(&written[0]),
            |(one, two)| crossing_fault(rings[one.0][one.1], rings[two.0][two.1]),
        ));
    };
    // Parts of one polygon are judged together: they may touch, not cross.
    let loops: Vec<&Loop> = polygons.iter().flatten().collect();
    let points: Vec<Vec<Coord<f64>>> = loops.iter().map(|part| coords(&part.positions)).collect();
    if let Some((one, two)) = sweep(&slices(&points)) {
        return Err(crossing_fault(loops[one.0].positions[one.1], loops[two.0].positions[two.1]));
    }
    outline.mended.extend(mended.into_iter().map(|ring| written[ring].span.start));
    for rings in &polygons {
        let mut lines = rings.iter().enumerate().map(|(number, part)| {
            let mut ring = coords(&part.positions);
            let counter_clockwise = mending::area(&part.positions) > 0.0;
            // RFC 7946 §3.1.6: the wrong winding is no reason to refuse an outline.
            if counter_clockwise != (number == 0) {
                ring.reverse();
                outline.turned.push(written[part.ring].span.start);
            }
            ring.push(ring[0]);
            LineString::new(ring)
        });
        let outer = lines.next().expect("each polygon has an outer ring");
        outline.polygons.push(Polygon::new(outer, lines.collect()));
    }
    Ok(())
}

fn coords(positions: &[Written]) -> Vec<Coord<f64>> {
    positions.iter().map(|at| at.coord()).collect()
}

fn slices(rings: &[Vec<Coord<f64>>]) -> Vec<&[Coord<f64>]> {
    rings.iter().map(Vec::as_slice).collect()
}

/// The ring without its closing position and without positions that repeat the one before.
fn open_ring(ring: &WrittenRing) -> Result<Vec<Written>, Box<ShapeFault>> {
    let (Some(first), Some(last)) = (ring.positions.first(), ring.positions.last()) else { return Err(too_few(ring)) };
    if !first.same_place(*last) {
        return Err(unclosed(*first, *last));
    }
    let mut open = ring.positions.clone();
    open.dedup_by(|next, kept| next.same_place(*kept));
    open.pop();
    if open.len() < 3 { Err(too_few(ring)) } else { Ok(open) }
}

fn too_few(ring: &WrittenRing) -> Box<ShapeFault> {
    let count = ring.positions.len();
    ShapeFault::new(
        codes::GEOJSON_RING,
        ring.span.start,
        say!(
            "Linia granicy ma za mało różnych punktów (zapisano ich {count}).",
            "The ring has too few different positions ({count} are written)."
        ),
        say!(
            "Potrzebne są co najmniej cztery punkty, a ostatni musi powtarzać pierwszy.",
            "It needs four positions at least, and the last must repeat the first."
        ),
    )
}

fn unclosed(first: Written, last: Written) -> Box<ShapeFault> {
    let (lon, lat) = (first.lon, first.lat);
    let mut fault = ShapeFault::new(
        codes::GEOJSON_RING,
        last.offset,
        say!(
            "Linia granicy nie jest zamknięta: jej ostatni punkt różni się od pierwszego.",
            "The ring is not closed: its last position differs from its first."
        ),
        say!("Dopisz na końcu punkt [{lon}, {lat}].", "Add the position [{lon}, {lat}] at the end."),
    );
    fault.related = Some(first.offset);
    fault
}

fn crossing_fault(one: Written, two: Written) -> Box<ShapeFault> {
    let mut fault = ShapeFault::new(
        codes::GEOJSON_CROSSING,
        one.offset,
        say!(
            "Granica przecina samą siebie albo jej dotyka: odcinek, który się tu zaczyna, spotyka inny.",
            "The outline crosses or touches itself: the segment that starts here meets another one."
        ),
        say!(
            "Popraw kolejność lub położenie tych punktów w programie GIS (narzędzie „napraw geometrię”).",
            "Mend the order or place of these positions in a GIS program (its “fix geometries” tool)."
        ),
    );
    fault.related = Some(two.offset);
    fault
}

/// The box around written positions, or what is wrong with the first that is not on Earth.
pub(super) fn extent(positions: &[Written]) -> Result<Extent, Box<ShapeFault>> {
    let on_earth = |lon: f64, lat: f64| lon.abs() <= 180.0 && lat.abs() <= 90.0;
    let Some(wrong) = positions.iter().find(|at| !on_earth(at.lon, at.lat)) else {
        return Ok(Extent::around(positions.iter().map(|at| (at.lon, at.lat)))
            .expect("the reader gives each shape a position"));
    };
    let count = positions.iter().filter(|at| !on_earth(at.lon, at.lat)).count();
    let (lon, lat) = (wrong.lon, wrong.lat);
    // An exchange explains the fault only where it brings every position back to Earth.
    if positions.iter().all(|at| on_earth(at.lat, at.lon)) {
        return Err(swapped_fault(*wrong));
    }
    // Degrees end at 180, metres of a grid have five digits or more.
    let help = if lon.abs() > 1000.0 || lat.abs() > 1000.0 {
        say!(
            "Wygląda to na metry w układzie krajowym. Zapisz plik w układzie WGS 84 (EPSG:4326).",
            "These look like metres of a national grid. Save the file in WGS 84 (EPSG:4326)."
        )
    } else {
        say!(
            "Najpierw stoi długość (od −180 do 180), potem szerokość (od −90 do 90), w stopniach.",
            "Longitude (−180 to 180) comes first, then latitude (−90 to 90), in degrees."
        )
    };
    Err(ShapeFault::new(
        codes::GEOJSON_COORDINATES,
        wrong.offset,
        say!(
            "[{lon}, {lat}] to nie jest długość i szerokość geograficzna (takich punktów w tym obszarze: {count}).",
            "[{lon}, {lat}] is no longitude and latitude ({count} such positions in this area)."
        ),
        help,
    ))
}

/// The fault of a shape whose longitudes and latitudes stand in each other's place.
pub(super) fn swapped_fault(first: Written) -> Box<ShapeFault> {
    let (lon, lat) = (first.lat, first.lon);
    ShapeFault::new(
        codes::GEOJSON_COORDINATES,
        first.offset,
        say!(
            "Długość i szerokość geograficzna są zamienione miejscami w całym obszarze.",
            "Longitude and latitude stand in each other's place in the whole area."
        ),
        say!(
            "W GeoJSON najpierw stoi długość: ten punkt to [{lon}, {lat}].",
            "In GeoJSON longitude comes first: this position is [{lon}, {lat}]."
        ),
    )
}
