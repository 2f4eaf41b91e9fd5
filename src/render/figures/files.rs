use super::{chart, shaded};
use crate::draw::standalone;
use crate::model::DatasetIx;
use crate::render::maps;
use crate::render::shared::Scene;
use crate::validate::Directive;

/// A chart or shaded map as an SVG file; empty for a directive that draws nothing, and for a map without outlines.
pub fn drawing(scene: &Scene<'_>, directive: &Directive) -> String {
    match directive {
        Directive::Chart(of) => {
            let id = format!("chart-{}-{}", scene.portal.datasets[of.dataset].id, of.kind_name);
            standalone(&chart::draw(scene, of, &id), &style(scene, "assets/chart.css"), &credit(scene, of.dataset))
        }
        Directive::Shaded(of) => {
            let Some(map) = maps::dataset(scene, of, &shaded::title(scene, of), false) else { return String::new() };
            let credit = credit(scene, of.dataset) + map.attribution().unwrap_or_default();
            standalone(map.svg(), &style(scene, "assets/map.css"), &credit)
        }
        _ => String::new(),
    }
}

/// Where the figures of a dataset come from, in a sentence.
fn credit(scene: &Scene<'_>, dataset: DatasetIx) -> String {
    let label = scene.wording.text("source", &[]);
    let source = super::source(scene, &scene.portal.datasets[dataset]);
    source.map(|source| format!("{label}: {source}. ")).unwrap_or_default()
}

fn style(scene: &Scene<'_>, path: &str) -> String {
    let asset = scene.theme.assets.iter().find(|asset| asset.path.as_str() == path);
    asset.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).unwrap_or_default()
}
