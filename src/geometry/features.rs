//! The parts of a GeoJSON feature as they stand in the text, in whatever order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::json::{Fault, JsonKind, Reader};
use super::rings::ShapeFault;
use super::written::{Written, WrittenPolygons, WrittenRing};
use crate::diagnostic::{Text, codes};
use crate::say;

/// A text, number or truth value with its bytes.
pub(super) struct Scalar {
    pub text: String,
    pub span: Range<usize>,
}

/// The parts of a feature, whatever their order in the text.
#[derive(Default)]
pub(super) struct RawFeature {
    /// The byte of its opening brace.
    pub offset: usize,
    pub kind: Option<Scalar>,
    pub id: Option<Scalar>,
    pub properties: BTreeMap<String, Scalar>,
    /// A property that stands twice.
    pub repeated: Option<Range<usize>>,
    pub geometry: Option<RawGeometry>,
    /// Whether the feature says that it has no geometry.
    pub unlocated: bool,
}

#[derive(Default)]
pub(super) struct RawGeometry {
    span: Range<usize>,
    kind: Option<Scalar>,
    coordinates: Option<Coordinates>,
}

/// The value of `coordinates`: positions in lists in lists.
enum Coordinates {
    Position(Written),
    List(Vec<Coordinates>, Range<usize>),
    /// Something that is neither; the bytes where it stands.
    Wrong(Range<usize>),
}

/// Reads one object of the list of features.
pub(super) fn raw_feature(reader: &mut Reader<'_>) -> Result<RawFeature, Fault> {
    let mut raw = RawFeature { offset: reader.offset(), ..RawFeature::default() };
    reader.members(|reader, key, offset| match key {
        "type" => scalar(reader).map(|kind| raw.kind = kind),
        "id" => scalar(reader).map(|id| raw.id = id),
        "properties" => properties(reader, &mut raw),
        "geometry" if reader.kind()? == JsonKind::Word => {
            raw.unlocated = reader.word()? == "null";
            Ok(())
        }
        "geometry" => geometry(reader, offset).map(|geometry| raw.geometry = Some(geometry)),
        _ => reader.skip().map(drop),
    })?;
    Ok(raw)
}

/// Reads a string, number or truth value as text; `null` and everything else is passed over.
pub(super) fn scalar(reader: &mut Reader<'_>) -> Result<Option<Scalar>, Fault> {
    let start = reader.offset();
    let text = match reader.kind()? {
        JsonKind::String => reader.string()?.into_owned(),
        JsonKind::Number => reader.number()?.1.to_owned(),
        JsonKind::Word => match reader.word()? {
            "null" => return Ok(None),
            word => word.to_owned(),
        },
        JsonKind::Object | JsonKind::Array => return reader.skip().map(|_| None),
    };
    Ok(Some(Scalar { text, span: start..reader.end() }))
}

fn properties(reader: &mut Reader<'_>, raw: &mut RawFeature) -> Result<(), Fault> {
    if reader.kind()? != JsonKind::Object {
        return reader.skip().map(drop);
    }
    reader.members(|reader, key, offset| {
        if let Some(value) = scalar(reader)?
            && raw.properties.insert(key.to_owned(), value).is_some()
        {
            raw.repeated = Some(offset..offset + key.len() + 2);
        }
        Ok(())
    })
}

fn geometry(reader: &mut Reader<'_>, offset: usize) -> Result<RawGeometry, Fault> {
    let mut geometry = RawGeometry { span: offset..offset + 1, ..RawGeometry::default() };
    if reader.kind()? != JsonKind::Object {
        geometry.span = reader.skip()?;
        return Ok(geometry);
    }
    reader.members(|reader, key, _| match key {
        "type" => scalar(reader).map(|kind| geometry.kind = kind),
        // The positions of a MultiPolygon stand in four lists.
        "coordinates" => coordinates(reader, 4).map(|coordinates| geometry.coordinates = Some(coordinates)),
        _ => reader.skip().map(drop),
    })?;
    Ok(geometry)
}

/// Reads positions inside at most `levels` lists.
fn coordinates(reader: &mut Reader<'_>, levels: usize) -> Result<Coordinates, Fault> {
    let start = reader.offset();
    if reader.kind()? != JsonKind::Array || levels == 0 {
        return reader.skip().map(Coordinates::Wrong);
    }
    let (mut numbers, mut count, mut lists) = ([0.0; 2], 0, Vec::new());
    reader.items(|reader| {
        if reader.kind()? == JsonKind::Number {
            let (number, _) = reader.number()?;
            // RFC 7946 §3.1.1: a third number is a height; more are passed over.
            if let Some(slot) = numbers.get_mut(count) {
                *slot = number;
            }
            count += 1;
        } else {
            lists.push(coordinates(reader, levels - 1)?);
        }
        Ok(())
    })?;
    let span = start..reader.end();
    Ok(match (count, lists.is_empty()) {
        (0, _) => Coordinates::List(lists, span),
        (2.., true) => Coordinates::Position(Written { lon: numbers[0], lat: numbers[1], offset: start }),
        _ => Coordinates::Wrong(span),
    })
}

/// A shape of a type that areas may have, not proven yet. **Shape**: at least one position.
pub(super) enum WrittenShape {
    Point(Written),
    Polygons(WrittenPolygons),
}

impl WrittenShape {
    pub fn positions(&self) -> Vec<Written> {
        match self {
            Self::Point(at) => vec![*at],
            Self::Polygons(polygons) => {
                polygons.iter().flatten().flat_map(|ring| ring.positions.iter().copied()).collect()
            }
        }
    }
}

/// The shape of a feature, or why it is none; `feature` is the byte at which the feature begins.
pub(super) fn written_shape(geometry: Option<&RawGeometry>, feature: usize) -> Result<WrittenShape, Box<ShapeFault>> {
    let Some(geometry) = geometry else { return Err(no_geometry(feature)) };
    let Some(kind) = &geometry.kind else { return Err(no_geometry(geometry.span.start)) };
    let coordinates = geometry.coordinates.as_ref().ok_or_else(|| no_geometry(kind.span.start));
    match kind.text.as_str() {
        "Point" => match coordinates? {
            Coordinates::Position(at) => Ok(WrittenShape::Point(*at)),
            other => Err(not_a_position(other)),
        },
        "Polygon" => Ok(WrittenShape::Polygons(vec![rings_of(coordinates?)?])),
        "MultiPolygon" => {
            Ok(WrittenShape::Polygons(list(coordinates?)?.iter().map(rings_of).collect::<Result<_, _>>()?))
        }
        other => Err(ShapeFault::new(
            codes::GEOJSON_TYPE,
            kind.span.start,
            say!("Kształt typu „{other}” nie opisuje obszaru.", "A shape of type “{other}” does not describe an area."),
            say!("Może tu stać Polygon, MultiPolygon albo Point.", "Polygon, MultiPolygon or Point may stand here."),
        )),
    }
}

fn rings_of(coordinates: &Coordinates) -> Result<Vec<WrittenRing>, Box<ShapeFault>> {
    list(coordinates)?.iter().map(ring).collect()
}

fn ring(coordinates: &Coordinates) -> Result<WrittenRing, Box<ShapeFault>> {
    let positions = list(coordinates)?.iter().map(|item| match item {
        Coordinates::Position(at) => Ok(*at),
        other => Err(not_a_position(other)),
    });
    Ok(WrittenRing { positions: positions.collect::<Result<_, _>>()?, span: place(coordinates) })
}

/// The items of a list that is not empty.
fn list(coordinates: &Coordinates) -> Result<&[Coordinates], Box<ShapeFault>> {
    match coordinates {
        Coordinates::List(items, _) if !items.is_empty() => Ok(items),
        Coordinates::List(_, span) => Err(coordinates_fault(
            span.start,
            say!("Ta lista współrzędnych jest pusta.", "This list of coordinates is empty."),
        )),
        Coordinates::Wrong(_) => Err(not_a_position(coordinates)),
        Coordinates::Position(at) => Err(coordinates_fault(
            at.offset,
            say!(
                "Stoi tu jeden punkt, a powinna być lista punktów.",
                "One position stands here where a list of positions should be."
            ),
        )),
    }
}

fn place(coordinates: &Coordinates) -> Range<usize> {
    match coordinates {
        Coordinates::Position(at) => at.offset..at.offset + 1,
        Coordinates::List(_, span) | Coordinates::Wrong(span) => span.clone(),
    }
}

fn not_a_position(found: &Coordinates) -> Box<ShapeFault> {
    coordinates_fault(
        place(found).start,
        say!(
            "To nie jest punkt: powinny tu stać dwie liczby, długość i szerokość geograficzna.",
            "This is no position: two numbers should stand here, longitude and latitude."
        ),
    )
}

fn coordinates_fault(offset: usize, message: Text) -> Box<ShapeFault> {
    let help = say!(
        "Polygon to lista linii, linia to lista punktów, a punkt to [długość, szerokość].",
        "A Polygon is a list of rings, a ring a list of positions, and a position [longitude, latitude]."
    );
    ShapeFault::new(codes::GEOJSON_COORDINATES, offset, message, help)
}

fn no_geometry(offset: usize) -> Box<ShapeFault> {
    ShapeFault::new(
        codes::GEOJSON_TYPE,
        offset,
        say!(
            "Ten obszar nie ma kształtu („geometry” z „type” i „coordinates”).",
            "This area has no shape (“geometry” with “type” and “coordinates”)."
        ),
        say!("Usuń go z pliku albo uzupełnij jego granice.", "Take it out of the file, or add its outline."),
    )
}
