use serde::Serialize;

use super::edition::Edition;
use super::helping::{helping, serves};
use crate::draw;
use crate::model::{AreaIx, UrlPath};
use crate::render::layout::frame::{Framed, Head, framed};
use crate::render::shared::html::Html;
use crate::render::shared::{Scene, TrailStep};
use crate::render::shown::row;
use crate::render::shown::row::Row;
use crate::validate::RecordRef;

/// The most records of an area that its sheets list; the page that the square leads to has all.
const LISTED: usize = 100;

/// How many rows one sheet holds in large letters; more are set in smaller ones, of which ten fit.
const LARGE: usize = 5;

/// Who to call in an area, as a sheet of paper to hand out or to hang up.
#[derive(Serialize)]
pub struct Leaflet {
    lang_of_title: Option<String>,
    area: String,
    /// The records that stand in the area or are run for its people.
    here: Vec<Row>,
    /// The nearest others: those known to be open first.
    near: Vec<Row>,
    /// How many more the area has than the sheet lists.
    more: Option<String>,
    /// Whether the rows need smaller letters.
    tight: bool,
    /// The address of the area's page, to type and to scan.
    address: String,
    qr: Option<Html>,
    /// The area's page.
    back: String,
    as_of: Option<String>,
}

/// The context of an area's sheet.
pub fn page<'a>(edition: &Edition<'a>, index: AreaIx, path: &UrlPath) -> Framed<'a, Leaflet> {
    let Edition { scene, chrome, .. } = edition;
    let area = &scene.portal.areas.areas[index];
    let name = scene.area_name(area);
    let url = area.url.as_ref().expect("only areas with pages have sheets");
    let title = scene.wording.text("leaflet-title", &[("area", &name)]);
    let head =
        Head::new(scene, path, title, None).below([TrailStep { url: scene.link(url), label: name.clone() }]).unlisted();
    framed(scene, chrome, path, head, content(scene, index, name, url))
}

fn content(scene: &Scene<'_>, index: AreaIx, area: String, url: &UrlPath) -> Leaflet {
    let told = scene.indexes.helping(scene.portal, index);
    let mut records: Vec<RecordRef> = told.iter().map(|helping| helping.record).collect();
    records.sort_unstable();
    records.dedup();
    let here: Vec<Row> =
        row::in_order(scene, records).into_iter().take(LISTED).map(|at| sheet_row(scene, at)).collect();
    let more = told.len().saturating_sub(LISTED);
    let near = near(scene, index, here.len());
    let address = scene.addresses.absolute(url);
    let label = scene.wording.text("leaflet-qr", &[]);
    Leaflet {
        lang_of_title: scene.lang(&scene.portal.areas.areas[index].name),
        area,
        tight: here.len() + near.len() > LARGE,
        more: (more > 0).then(|| scene.wording.counted("more-places", more)),
        here,
        near,
        qr: draw::qr(&address, &label).map(Html::new),
        address,
        back: scene.link(url),
        as_of: scene.portal.site.as_of.map(|date| scene.wording.locale().format_date(date)),
    }
}

fn sheet_row(scene: &Scene<'_>, at: RecordRef) -> Row {
    Row { note: serves(scene, at), ..row::row(scene, at) }
}

/// Whom else to call where few stand on the sheet: nobody who holds it should be left with a number that does not answer.
fn near(scene: &Scene<'_>, index: AreaIx, here: usize) -> Vec<Row> {
    let room = LARGE.saturating_sub(here).min(3);
    let helping = helping(scene, index);
    let mut open = helping.nearest_open.into_iter();
    // One that is surely open, then what is nearer: which is better is not ours to choose.
    let surest: Vec<Row> = open.by_ref().take(1).collect();
    surest.into_iter().chain(helping.nearest_unknown).chain(open).take(room).collect()
}
