use serde::Serialize;

use super::area::AreaGroup;
use super::area::level_groups;
use super::directory::FilterForm;
use super::directory::forms;
use super::edition::Edition;
use super::map_data;
use super::narrative;
use crate::diagnostic::Diagnostic;
use crate::model::AreaIx;
use crate::render::layout::frame::{Framed, framed};
use crate::render::maps;
use crate::render::maps::{Live, ShownMap};
use crate::render::shared::html::Html;
use crate::render::shared::{Item, Scene};
use crate::render::shown::facets;
use crate::render::shown::facets::{JoinedFacet, JoinedTerm};
use crate::validate::Page;

/// The page of maps: the whole register, which a script makes live, the same facts as a list, then each collection.
#[derive(Serialize)]
struct MapPage<'a> {
    body: Html,
    map: Option<ShownMap>,
    live: Option<Tools<'a>>,
    maps: Vec<ShownMap>,
    groups: Vec<AreaGroup>,
    /// The directories of the collections, where there are no areas to list.
    directories: Vec<Item>,
}

/// What stands around the live map: hidden until the script runs.
#[derive(Serialize)]
struct Tools<'a> {
    /// The address of what the script draws.
    url: String,
    facets: Vec<JoinedFacet>,
    /// The areas from which distances can be counted, under those that they lie in.
    origins: Vec<Origins>,
    /// How many places there are, in each plural form.
    counts: Vec<FilterForm<'a>>,
}

/// Areas in the same one.
#[derive(Serialize)]
struct Origins {
    label: Option<JoinedTerm>,
    areas: Vec<JoinedTerm>,
}

/// Renders the page of maps.
///
/// **Errors**: `template/error`.
pub fn render(edition: &Edition<'_>, page: &Page) -> Result<String, Box<Diagnostic>> {
    edition.scene.theme.render("map.html", content(edition, page, edition.live()))
}

fn content<'a>(edition: &Edition<'a>, page: &Page, live: Option<&Live>) -> Framed<'a, MapPage<'a>> {
    let Edition { scene, chrome, .. } = edition;
    let each = scene.portal.collections.keys().map(Some);
    let each = each.filter(|_| scene.portal.collections.len() > 1);
    let level = scene.atlases.position(Option::is_some);
    let groups = level.map(|level| level_groups(scene, level)).unwrap_or_default();
    let content = MapPage {
        body: Html::new(edition.prose(page).html),
        live: live.map(|_| tools(scene, page)),
        map: live.map(|live| live.map.clone()).or_else(|| maps::region(scene, None)),
        maps: each.filter_map(|only| maps::region(scene, only)).collect(),
        directories: if groups.is_empty() { directories(scene) } else { Vec::new() },
        groups,
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

fn directories(scene: &Scene<'_>) -> Vec<Item> {
    let collections = scene.portal.collections.iter();
    let item = |url: String, label: String| Item { url, label, short: None, hreflang: None, current: false };
    collections.map(|of| item(scene.addresses.link(&of.path), scene.say(&of.schema.label))).collect()
}

fn tools<'a>(scene: &Scene<'a>, page: &Page) -> Tools<'a> {
    let own = facets::joined(scene, map_data::is_shown).into_iter();
    let facets = [collections(scene)].into_iter().chain(own).filter(|facet| facet.terms.len() > 1);
    Tools {
        url: scene.addresses.link(&page.path) + map_data::FILE,
        facets: facets.collect(),
        origins: origins(scene),
        counts: forms(scene, "places"),
    }
}

/// The collections as a facet.
fn collections(scene: &Scene<'_>) -> JoinedFacet {
    let filled = scene.portal.collections.iter().filter(|of| !of.records.is_empty());
    let term = |of: &crate::validate::Collection| {
        let label = &of.schema.label;
        JoinedTerm { key: of.schema.id.clone(), label: scene.say(label), lang: scene.lang(label), tone: None }
    };
    let (key, label) = (map_data::COLLECTION.to_owned(), scene.wording.text("search-kind", &[]));
    JoinedFacet { key, label, terms: filled.map(term).collect() }
}

/// The areas of the lowest level that has points, under those that they lie in.
fn origins(scene: &Scene<'_>) -> Vec<Origins> {
    let mut named: Vec<(Option<JoinedTerm>, JoinedTerm)> = map_data::origins(scene)
        .map(|(index, area)| (area.parent.map(|parent| term(scene, parent)), term(scene, index)))
        .collect();
    let label = |parent: &Option<JoinedTerm>| parent.as_ref().map_or(String::new(), |parent| parent.label.clone());
    let locale = scene.wording.locale();
    named.sort_by(|(a_in, a), (b_in, b)| {
        locale.compare(&label(a_in), &label(b_in)).then_with(|| locale.compare(&a.label, &b.label))
    });
    let mut origins: Vec<Origins> = Vec::new();
    for (parent, area) in named {
        match origins.last_mut() {
            Some(last) if label(&last.label) == label(&parent) => last.areas.push(area),
            _ => origins.push(Origins { label: parent, areas: vec![area] }),
        }
    }
    origins
}

fn term(scene: &Scene<'_>, index: AreaIx) -> JoinedTerm {
    let area = &scene.portal.areas.areas[index];
    JoinedTerm { key: area.code.clone(), label: scene.area_name(area), lang: scene.lang(&area.name), tone: None }
}
