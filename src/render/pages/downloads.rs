use std::collections::BTreeMap;

use serde::Serialize;

use super::edition::Edition;
use super::helping::summary_page;
use super::{json_ld, narrative, notes};
use crate::model::{Decimal, OutputPath, UrlPath};
use crate::plan::hsds::Hsds;
use crate::plan::{Format, Holds, OutputIx, dataset_path};
use crate::render::figures::source;
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::html::Html;
use crate::render::shared::{Measured, Scene};
use crate::validate::{DataColumn, Dataset, Page};

/// The page of open data.
#[derive(Serialize)]
pub struct Downloads {
    body: Html,
    files: Vec<File>,
    /// The day of which the facts are.
    as_of: Option<String>,
    licence: Option<Licence>,
    datasets: Vec<FigureGroup>,
}

/// The datasets that one page shows first.
#[derive(Serialize)]
struct FigureGroup {
    id: String,
    /// What the page is called; none for datasets that no page shows.
    label: Option<String>,
    datasets: Vec<Figures>,
}

/// A dataset that can be downloaded.
#[derive(Serialize)]
struct Figures {
    url: String,
    name: String,
    /// The same with its notes and what the source says otherwise.
    json: String,
    title: String,
    lang: Option<String>,
    /// What its columns hold, by the name that each has in the file.
    columns: Vec<Column>,
    source: Option<String>,
    source_lang: Option<String>,
}

#[derive(Serialize)]
struct Column {
    name: String,
    label: String,
    lang: Option<String>,
}

#[derive(Serialize)]
struct File {
    url: String,
    name: String,
    label: String,
    /// Who it is for.
    made_for: String,
    /// How large it is.
    size: String,
    /// How many entries it has, where it is a list.
    entries: Option<String>,
}

/// The terms under which the files may be used.
#[derive(Serialize)]
struct Licence {
    name: String,
    url: String,
}

/// The context of the page of open data; `measured` knows the files that it lists.
pub fn page<'a>(edition: &Edition<'a>, page: &Page, measured: &Measured) -> Framed<'a, Downloads> {
    let Edition { scene, chrome, .. } = edition;
    let file = |(at, path, holds, format): (OutputIx, &OutputPath, Holds, Format)| File {
        url: scene.href(at),
        name: path.name().to_owned(),
        size: size(scene, measured.bytes(at)),
        entries: entries(scene, holds, format),
        made_for: scene.wording.text(use_key(holds, format), &[]),
        label: match holds {
            Holds::Codes => scene.wording.text("code-lists", &[]),
            Holds::Areas => scene.wording.text("data-areas", &[]),
            Holds::Datasets => scene.wording.text("downloads-datasets", &[]),
            Holds::Index => scene.wording.text("data-index", &[]),
            Holds::Register | Holds::Part(..) | Holds::Record(_) => scene.wording.text("whole-register", &[]),
            Holds::Hsds(_) => "HSDS 3.1".to_owned(),
            Holds::Harvest => "dane.gov.pl".to_owned(),
            Holds::Catalog => scene.wording.text("data-catalog", &[]),
            Holds::Coverage => summary_page(scene).map(|page| page.label).unwrap_or_default(),
            Holds::Collection(index) => scene.say(&scene.portal.collections[index].schema.label),
        },
    };
    let site = &scene.portal.site;
    let content = Downloads {
        body: Html::new(edition.prose(page).html),
        files: scene.plan.downloads().map(file).collect(),
        as_of: site.as_of.map(|date| scene.wording.locale().format_date(date)),
        licence: site.licence.as_ref().map(|of| Licence { name: of.name.clone(), url: of.url.as_str().to_owned() }),
        datasets: groups(scene),
    };
    let head = narrative::head(scene, page).json_ld(json_ld::register(scene, page, measured));
    framed(scene, chrome, &page.path, head, content)
}

/// How many entries a file has; nothing for one that describes others.
fn entries(scene: &Scene<'_>, holds: Holds, format: Format) -> Option<String> {
    let portal = scene.portal;
    let count = match (holds, format) {
        (_, Format::JsonSchema | Format::CsvMetadata | Format::DataPackage) => return None,
        (Holds::Register, _) => portal.collections.iter().map(|of| of.records.len()).sum(),
        (Holds::Collection(at), _) => portal.collections[at].records.len(),
        (Holds::Areas, _) => portal.areas.areas.len(),
        (Holds::Datasets, _) => portal.datasets.len(),
        _ => return None,
    };
    i64::try_from(count).ok().map(|count| scene.wording.locale().format_integer(count))
}

/// The theme's words for who a file is for.
fn use_key(holds: Holds, format: Format) -> &'static str {
    match (holds, format) {
        (Holds::Codes, _) => "use-codes",
        (Holds::Hsds(Hsds::Package), _) => "use-hsds-tables",
        (Holds::Hsds(_), _) => "use-hsds",
        (Holds::Index | Holds::Areas | Holds::Datasets | Holds::Collection(_), Format::Json) => "use-programs",
        (_, format) => format.use_key(),
    }
}

/// A number of bytes in kilobytes or megabytes, as people say it.
fn size(scene: &Scene<'_>, bytes: u64) -> String {
    let (key, unit) = if bytes < 1_000_000 { ("size-kb", 1_000) } else { ("size-mb", 1_000_000) };
    let tenths = i64::try_from((bytes * 10).div_ceil(unit)).unwrap_or(i64::MAX);
    let number = match tenths {
        0..100 => scene.wording.locale().format_decimal(Decimal::new(tenths, 1), 1),
        _ => scene.wording.locale().format_integer(tenths / 10),
    };
    scene.wording.text(key, &[("number", &number)])
}

/// The datasets under the first of the pages that show them; those that no page shows come last.
fn groups(scene: &Scene<'_>) -> Vec<FigureGroup> {
    let uses = notes::uses(scene);
    let page = |dataset: &Dataset| uses.get(dataset.id.as_str()).and_then(|pages| pages.first().copied());
    let mut groups: BTreeMap<(bool, Option<&UrlPath>), Vec<Figures>> = BTreeMap::new();
    for dataset in &scene.portal.datasets {
        let page = page(dataset);
        groups.entry((page.is_none(), page)).or_default().push(figures(scene, dataset));
    }
    let group = |(number, ((_, page), datasets)): (usize, ((bool, Option<&UrlPath>), Vec<Figures>))| FigureGroup {
        id: format!("datasets-{}", number + 1),
        label: page.map(|page| scene.step(page).label),
        datasets,
    };
    groups.into_iter().enumerate().map(group).collect()
}

fn figures(scene: &Scene<'_>, dataset: &Dataset) -> Figures {
    let column = |column: &DataColumn| Column {
        name: column.id.clone(),
        label: scene.say(&column.label),
        lang: scene.lang(&column.label),
    };
    Figures {
        url: scene.addresses.file(&dataset_path(scene.portal, dataset, Format::Csv)),
        name: format!("{}.csv", dataset.id),
        json: scene.addresses.file(&dataset_path(scene.portal, dataset, Format::Json)),
        title: scene.say(&dataset.title),
        lang: scene.lang(&dataset.title),
        columns: dataset.columns.iter().map(column).collect(),
        source: source(scene, dataset),
        source_lang: dataset.source.place.as_ref().and_then(|place| scene.lang(place)),
    }
}
