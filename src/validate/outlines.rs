//! Whether the outlines of a level are those of different areas.

use std::collections::HashMap;

use geo::MultiPolygon;

use crate::diagnostic::{Diagnostic, codes};
use crate::geometry::{Feature, Shape};
use crate::model::limits;
use crate::say;

/// Reports areas that have the outline of another, and more areas than a site may have.
///
/// **Errors**: `area/duplicate`, `limit/exceeded`.
pub fn check(features: &[Feature], sink: &mut Vec<Diagnostic>) {
    if let Some(first) = features.get(limits::AREAS) {
        let (count, most) = (features.len(), limits::AREAS);
        let message = say!(
            "Plik ma {count} obszarów; najwięcej to {most}.",
            "The file has {count} areas; at most {most} are allowed."
        );
        sink.push(Diagnostic::new(codes::LIMIT_EXCEEDED, first.location.clone(), message));
    }
    let mut known: HashMap<Vec<u64>, &Feature> = HashMap::new();
    for feature in features {
        let Shape::Outline(outline) = &feature.shape else { continue };
        if let Some(first) = known.insert(positions(outline), feature) {
            let (code, other) = (&feature.code, &first.code);
            let message = say!(
                "Obszary „{other}” i „{code}” mają te same granice.",
                "The areas “{other}” and “{code}” have the same outline."
            );
            let there = say!("Te same granice są tutaj.", "The same outline is here.");
            let fault = Diagnostic::new(codes::AREA_DUPLICATE, feature.location.clone(), message);
            sink.push(fault.related(first.location.clone(), there));
        }
    }
}

/// An outline as bits that are equal where it is.
fn positions(outline: &MultiPolygon<f64>) -> Vec<u64> {
    let rings = outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    // As bits they can be looked up: to compare all pairs costs the square of the areas, which took minutes.
    rings.flat_map(|ring| &ring.0).flat_map(|at| [at.x.to_bits(), at.y.to_bits()]).collect()
}
