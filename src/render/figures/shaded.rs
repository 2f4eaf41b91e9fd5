use serde::Serialize;

use super::table::{self, Table};
use super::{At, Mark, Provenance, provenance};
use crate::render::maps;
use crate::render::maps::ShownMap;
use crate::render::shared::Scene;
use crate::validate::MapOf;

/// A map shaded by a dataset's figures, with the figures.
#[derive(Serialize)]
pub(super) struct ShadedMap {
    id: String,
    title: String,
    marks: Vec<Mark>,
    /// What the shades tell: the label of their column.
    figures: String,
    map: ShownMap,
    table: Table,
    /// The map as an SVG file.
    file: String,
    provenance: Provenance,
}

/// The context of the template of a shaded map; nothing where there are no outlines.
pub(super) fn block(scene: &Scene<'_>, of: &MapOf, at: &At<'_>) -> Option<ShadedMap> {
    let dataset = &scene.portal.datasets[of.dataset];
    let title = title(scene, of);
    Some(ShadedMap {
        map: maps::dataset(scene, of, &title, true)?,
        marks: at.marks(dataset, 0..dataset.conflicts.len()),
        table: table::table(scene, dataset, &[of.areas, of.column], at),
        figures: scene.say(&dataset.columns[of.column].label),
        file: scene.addresses.file(&scene.plan.map_path(scene.portal, scene.language_ix, of)),
        provenance: provenance(scene, dataset, at),
        title,
        id: at.spot.id.clone(),
    })
}

/// What the page calls the map, or else the dataset.
pub(super) fn title(scene: &Scene<'_>, of: &MapOf) -> String {
    let dataset = &scene.portal.datasets[of.dataset];
    match &of.title {
        Some(title) => crate::locale::typeset(title, scene.language.as_str()).into_owned(),
        None => scene.say(&dataset.title),
    }
}
