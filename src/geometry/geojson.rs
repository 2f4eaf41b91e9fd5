//! Reading a GeoJSON file of areas. **Source**: RFC 7946.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use geo::MultiPolygon;

use super::extent::{Extent, swapped};
use super::features::{RawFeature, RawGeometry, Scalar, WrittenShape, raw_feature, scalar, written_shape};
use super::json::{Fault, JsonKind, Reader};
use super::rings::{self, ShapeFault};
use super::written::Written;
use super::{Feature, Shape};
use crate::diagnostic::{Checked, Diagnostic, codes, did_you_mean};
use crate::model::Position;
use crate::say;
use crate::source::{Location, SourceFile};

/// Which properties of a feature name it, and where the features are expected.
#[derive(Clone, Copy, Debug)]
pub struct FeatureNames<'a> {
    /// The property that holds the code; where a feature lacks it, its `id` counts.
    pub code: &'a str,
    /// The property that holds the name; every feature must have it.
    pub name: &'a str,
    /// Where all features should lie, if that is known: finds a file that is swapped as a whole.
    pub region: Option<Extent>,
}

/// Reads the areas of a GeoJSON file in the order in which they stand.
///
/// Takes time linear in the text, and memory for the positions alone. Features with a fault are left out; a ring wound
/// the wrong way is turned.
///
/// **Errors**: `geojson/syntax`, `geojson/type`, `geojson/property`, `geojson/ring`, `geojson/crossing`,
/// `geojson/winding`, `geojson/mended`, `geojson/coordinates`, `geojson/empty`.
pub fn read_geojson(file: &Arc<SourceFile>, names: &FeatureNames<'_>) -> Checked<Vec<Feature>> {
    let mut collection = Collection {
        file,
        names,
        features: Vec::new(),
        codes: HashMap::new(),
        turned: Vec::new(),
        mended: Vec::new(),
        diagnostics: Vec::new(),
    };
    if let Err(fault) = collection.read() {
        collection.report_syntax(fault);
    }
    collection.report_winding();
    collection.report_mended();
    let features = collection.without_swapped();
    Checked { value: features, diagnostics: collection.diagnostics }
}

struct ReadFeature {
    feature: Feature,
    /// The box around it and its first position; nothing where it has none.
    reach: Option<(Extent, Written)>,
}

struct Collection<'a> {
    file: &'a Arc<SourceFile>,
    names: &'a FeatureNames<'a>,
    features: Vec<ReadFeature>,
    codes: HashMap<String, Location>,
    turned: Vec<usize>,
    mended: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Collection<'_> {
    fn read(&mut self) -> Result<(), Fault> {
        let mut reader = Reader::new(self.file.text());
        if reader.kind()? != JsonKind::Object {
            let span = reader.skip()?;
            self.report_root(span, None);
            return Ok(());
        }
        let start = reader.offset();
        let (mut kind, mut listed) = (None, None);
        reader.members(|reader, key, _| match key {
            "type" => scalar(reader).map(|text| kind = text),
            "features" if reader.kind()? == JsonKind::Array => {
                listed = Some(reader.offset());
                reader.items(|reader| self.feature(reader))
            }
            _ => reader.skip().map(drop),
        })?;
        reader.finish()?;
        match (kind, listed) {
            (Some(kind), Some(offset)) if kind.text == "FeatureCollection" => self.report_empty(offset),
            (kind, _) => {
                // Members have no order, so features may have been read before the file says that it is something
                // else.
                self.features.clear();
                self.diagnostics.clear();
                let span = kind.as_ref().map_or(start..start + 1, |kind| kind.span.clone());
                self.report_root(span, kind);
            }
        }
        Ok(())
    }

    fn feature(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        if reader.kind()? != JsonKind::Object {
            let span = reader.skip()?;
            self.report_not_a_feature(span);
            return Ok(());
        }
        let raw = raw_feature(reader)?;
        if let Some(span) = raw.repeated.clone() {
            self.report_repeated(span);
        }
        if raw.kind.as_ref().is_none_or(|kind| kind.text != "Feature") {
            self.report_not_a_feature(raw.offset..raw.offset + 1);
        } else {
            self.take(raw);
        }
        Ok(())
    }

    /// Proves one feature and keeps it, or reports what is wrong with it.
    fn take(&mut self, raw: RawFeature) {
        // Proven although the code may be missing: one run should name all that is wrong with a feature.
        let shape = match raw.unlocated {
            true => Some((Shape::Nowhere, None)),
            false => self.shape(raw.geometry.as_ref(), raw.offset),
        };
        let Some((code, location)) = self.code(&raw) else { return };
        if self.is_duplicate(&code, &location) || !self.has_name(&raw, &location) {
            return;
        }
        let Some((shape, reach)) = shape else { return };
        let properties = raw.properties.into_iter().map(|(key, value)| (key, value.text)).collect();
        self.features.push(ReadFeature { feature: Feature { code, properties, shape, location }, reach });
    }

    fn shape(&mut self, geometry: Option<&RawGeometry>, feature: usize) -> Option<(Shape, Option<(Extent, Written)>)> {
        let outcome = written_shape(geometry, feature).and_then(|written| {
            let extent = rings::extent(&written.positions())?;
            let first = written.positions()[0];
            let shape = match written {
                WrittenShape::Point(at) => Shape::Point(Position::new(at.lon, at.lat).expect("its extent is on Earth")),
                WrittenShape::Polygons(polygons) => {
                    let outline = rings::outline(&polygons)?;
                    self.turned.extend(outline.turned);
                    self.mended.extend(outline.mended);
                    Shape::Outline(MultiPolygon::new(outline.polygons))
                }
            };
            Ok((shape, Some((extent, first))))
        });
        match outcome {
            Ok(shape) => Some(shape),
            Err(fault) => {
                self.report_shape(*fault);
                None
            }
        }
    }

    fn code(&mut self, raw: &RawFeature) -> Option<(String, Location)> {
        let stated = raw.properties.get(self.names.code).or(raw.id.as_ref());
        if let Some(code) = stated.filter(|code| !code.text.trim().is_empty()) {
            return Some((code.text.clone(), self.file.location(code.span.clone())));
        }
        let key = self.names.code;
        let place = self.file.location(raw.offset..raw.offset + 1);
        let fault = Diagnostic::new(
            codes::GEOJSON_PROPERTY,
            place,
            say!(
                "Ten obszar nie ma kodu: brakuje właściwości „{key}”.",
                "This area has no code: the property “{key}” is missing."
            ),
        );
        let known = raw.properties.keys().map(String::as_str);
        self.diagnostics.push(fault.maybe_help(did_you_mean(key, known)));
        None
    }

    fn is_duplicate(&mut self, code: &str, location: &Location) -> bool {
        match self.codes.get(code) {
            None => {
                self.codes.insert(code.to_owned(), location.clone());
                false
            }
            Some(first) => {
                let fault = Diagnostic::new(
                    codes::GEOJSON_PROPERTY,
                    location.clone(),
                    say!("Kod „{code}” mają dwa obszary.", "Two areas have the code “{code}”."),
                )
                .related(first.clone(), say!("Tu stoi po raz pierwszy.", "It stands here first."))
                .help(say!(
                    "Jeśli to części jednego obszaru, zapisz je jako jeden MultiPolygon.",
                    "If they are parts of one area, write them as one MultiPolygon."
                ));
                self.diagnostics.push(fault);
                true
            }
        }
    }

    fn has_name(&mut self, raw: &RawFeature, location: &Location) -> bool {
        let key = self.names.name;
        if raw.properties.get(key).is_some_and(|name| !name.text.trim().is_empty()) {
            return true;
        }
        let fault = Diagnostic::new(
            codes::GEOJSON_PROPERTY,
            location.clone(),
            say!(
                "Ten obszar nie ma nazwy: brakuje właściwości „{key}”.",
                "This area has no name: the property “{key}” is missing."
            ),
        );
        let known = raw.properties.keys().map(String::as_str);
        self.diagnostics.push(fault.maybe_help(did_you_mean(key, known)));
        false
    }

    /// The features, without those whose longitudes and latitudes are exchanged; these are reported.
    fn without_swapped(&mut self) -> Vec<Feature> {
        let located = self.features.iter().enumerate();
        let located: Vec<(usize, Extent, Written)> =
            located.filter_map(|(number, read)| read.reach.map(|(extent, first)| (number, extent, first))).collect();
        let extents: Vec<Extent> = located.iter().map(|(_, extent, _)| *extent).collect();
        // Exchanged degrees are often valid ones; only beside all other areas is it seen that they are not meant.
        let swapped: Vec<usize> = swapped(&extents, self.names.region).into_iter().map(|at| located[at].0).collect();
        for (_, _, first) in located.iter().filter(|(number, ..)| swapped.binary_search(number).is_ok()) {
            self.report_shape(*rings::swapped_fault(*first));
        }
        let numbered = std::mem::take(&mut self.features).into_iter().enumerate();
        numbered.filter(|(number, _)| swapped.binary_search(number).is_err()).map(|(_, read)| read.feature).collect()
    }

    fn report_syntax(&mut self, fault: Fault) {
        let place = self.file.location(fault.offset..fault.offset + 1);
        let help = say!(
            "Wczytaj plik w programie GIS i zapisz go ponownie albo popraw to miejsce.",
            "Open the file in a GIS program and save it again, or mend this place."
        );
        self.diagnostics.push(Diagnostic::new(codes::GEOJSON_SYNTAX, place, fault.message).help(help));
    }

    fn report_root(&mut self, span: Range<usize>, kind: Option<Scalar>) {
        let message = match &kind {
            Some(Scalar { text, .. }) if text != "FeatureCollection" => {
                say!(
                    "Ten plik to „{text}”, a potrzebny jest „FeatureCollection”.",
                    "This file is a “{text}” where a “FeatureCollection” is needed."
                )
            }
            _ => say!(
                "To nie jest GeoJSON z listą obszarów („FeatureCollection” z „features”).",
                "This is no GeoJSON with a list of areas (a “FeatureCollection” with “features”)."
            ),
        };
        let topology = kind.is_some_and(|kind| kind.text == "Topology");
        let help = if topology {
            say!("To TopoJSON. Zapisz plik jako GeoJSON.", "This is TopoJSON. Save the file as GeoJSON.")
        } else {
            say!(
                "Plik zaczyna się tak: {{\"type\": \"FeatureCollection\", \"features\": […]}}.",
                "The file begins like this: {{\"type\": \"FeatureCollection\", \"features\": […]}}."
            )
        };
        self.diagnostics.push(Diagnostic::new(codes::GEOJSON_TYPE, self.file.location(span), message).help(help));
    }

    fn report_not_a_feature(&mut self, span: Range<usize>) {
        let message = say!(
            "Na liście „features” mogą stać tylko obiekty typu „Feature”.",
            "Only objects of type “Feature” may stand in “features”."
        );
        self.diagnostics.push(Diagnostic::new(codes::GEOJSON_TYPE, self.file.location(span), message));
    }

    fn report_repeated(&mut self, span: Range<usize>) {
        let message = say!("Ta właściwość stoi w jednym obszarze dwa razy.", "This property stands twice in one area.");
        self.diagnostics.push(Diagnostic::new(codes::GEOJSON_PROPERTY, self.file.location(span), message));
    }

    fn report_empty(&mut self, offset: usize) {
        // Where all areas had faults, nobody needs to hear that none is left.
        if self.features.is_empty() && self.diagnostics.is_empty() {
            let place = self.file.location(offset..offset + 1);
            self.diagnostics.push(Diagnostic::new(
                codes::GEOJSON_EMPTY,
                place,
                say!("W pliku nie ma żadnego obszaru.", "The file has no areas."),
            ));
        }
    }

    /// One warning for the whole file: wrong winding comes from the program that wrote it, not from one ring.
    fn report_winding(&mut self) {
        let Some(first) = self.turned.first().copied() else { return };
        let count = self.turned.len();
        let message = say!(
            "Granice biegną w złym kierunku (takich linii w pliku: {count}, pierwsza stoi tutaj). Zostały odwrócone.",
            "Rings are wound the wrong way round ({count} in this file, the first one here). They were turned."
        );
        let help = say!(
            "Granica zewnętrzna biegnie przeciwnie do ruchu wskazówek zegara, a granica dziury zgodnie z nim (RFC 7946).",
            "Outer rings run counter-clockwise and holes clockwise (RFC 7946)."
        );
        self.diagnostics
            .push(Diagnostic::new(codes::GEOJSON_WINDING, self.file.location(first..first + 1), message).help(help));
    }

    /// One warning for the whole file, as for winding.
    fn report_mended(&mut self) {
        let Some(first) = self.mended.first().copied() else { return };
        let count = self.mended.len();
        let message = say!(
            "Granice zawracają po własnym śladzie albo dotykają się w punkcie (takich linii w pliku: {count}, pierwsza stoi tutaj). Zostały naprawione.",
            "Rings go back on themselves or touch themselves in a point ({count} in this file, the first one here). They were mended."
        );
        let help = say!(
            "Żaden punkt nie został przesunięty, a powierzchnia jest ta sama. W programie GIS naprawia je narzędzie „napraw geometrię”.",
            "No position was moved, and no area changed. The tool “fix geometries” of a GIS program mends them in the file."
        );
        self.diagnostics
            .push(Diagnostic::new(codes::GEOJSON_MENDED, self.file.location(first..first + 1), message).help(help));
    }

    fn report_shape(&mut self, fault: ShapeFault) {
        let place = self.file.location(bracket(self.file.text(), fault.offset));
        let mut diagnostic = Diagnostic::new(fault.code, place, fault.message).maybe_help(fault.help);
        if let Some(offset) = fault.related {
            let place = self.file.location(bracket(self.file.text(), offset));
            diagnostic = diagnostic.related(place, say!("Drugi z tych punktów.", "The other of the two positions."));
        }
        self.diagnostics.push(diagnostic);
    }
}

/// The bytes of what stands at `offset`: a position with its brackets, or the first byte of anything else.
fn bracket(text: &str, offset: usize) -> Range<usize> {
    let inside = &text[(offset + 1).min(text.len())..];
    match inside.find(['[', ']']) {
        Some(length) if text[offset..].starts_with('[') && inside[length..].starts_with(']') => {
            offset..offset + length + 2
        }
        _ => offset..offset + 1,
    }
}
