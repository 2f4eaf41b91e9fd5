use serde::Serialize;

use super::super::Scene;
use super::super::maps::{self, Map};
use super::table::{self, Table};
use super::{Provenance, files, provenance};
use crate::validate::MapOf;

/// A map shaded by a dataset's figures, with the figures.
#[derive(Serialize)]
pub(super) struct ShadedMap {
    id: String,
    title: String,
    /// What the shades tell: the label of their column.
    figures: String,
    map: Map,
    table: Table,
    /// The map as an SVG file.
    file: String,
    provenance: Provenance,
}

/// The context of the template of a shaded map; nothing where there are no outlines.
pub(super) fn block(scene: &Scene<'_>, of: &MapOf) -> Option<ShadedMap> {
    let dataset = &scene.portal.datasets[of.dataset];
    let id = format!("map-of-{}-{}", dataset.id, dataset.columns[of.column].id);
    let title = title(scene, of);
    let all: Vec<usize> = (0..dataset.columns.len()).collect();
    Some(ShadedMap {
        map: maps::dataset(scene, of, &title, true)?,
        table: table::table(scene, dataset, &all, format!("{id}-data")),
        figures: scene.say(&dataset.columns[of.column].label),
        file: scene.addresses.file(&files::map_path(scene, of)),
        provenance: provenance(scene, dataset),
        title,
        id,
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
