use std::collections::BTreeMap;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::edition::Edition;
use crate::diagnostic::Diagnostic;
use crate::index::{Coverage, group};
use crate::model::CollectionIx;
use crate::plan::List;
use crate::render::layout::frame::{Head, framed};
use crate::render::passages;
use crate::render::shared::Scene;
use crate::render::shared::html::{Html, script_safe};
use crate::render::shown::guide::{ShownGuide, shown};
use crate::render::shown::row;
use crate::render::shown::row::Row;
use crate::validate::RecordRef;

/// The most rows whose terms the first page of a list tells: 20 000 are some 50 kB compressed.
const SENT: usize = 20_000;

/// One page of a collection's directory, or of one term of its facets.
#[derive(Serialize)]
struct Directory<'a> {
    /// What everybody should read before the list.
    lead: Option<String>,
    /// What these records are, below the list.
    introduction: Option<Html>,
    /// What whoever comes should know.
    guide: Option<ShownGuide>,
    /// Whether the list can be filtered on the page: it is whole, or the page tells the terms of all its rows.
    filter: bool,
    /// The terms of every row of a list that goes on to further pages.
    terms: Option<Html>,
    facets: Value,
    result: Found<'a>,
    reset: Option<String>,
    groups: Vec<Group>,
    paging: Option<Paging>,
}

#[derive(Serialize)]
struct Found<'a> {
    text: String,
    forms: Vec<FilterForm<'a>>,
}

/// A text in one plural form, with `{n}` still in it.
#[derive(Serialize)]
pub struct FilterForm<'a> {
    category: &'a str,
    text: &'a str,
}

/// A text that counts in every plural form of the language: for scripts that count.
pub fn forms<'a>(scene: &Scene<'a>, key: &str) -> Vec<FilterForm<'a>> {
    scene.wording.forms(key).into_iter().map(|(category, text)| FilterForm { category, text }).collect()
}

/// Records under one heading.
#[derive(Serialize)]
pub struct Group {
    /// The heading's anchor.
    pub id: String,
    /// The heading; none where the collection is not grouped.
    pub label: Option<String>,
    /// How many there are.
    pub counted: String,
    /// The records.
    pub rows: Vec<Row>,
    /// Where the rest of them are, if they are not all here.
    pub more: Option<More>,
}

/// A link to the rest of a list.
#[derive(Serialize)]
pub struct More {
    /// Where it leads.
    pub url: String,
    /// What it says.
    pub label: String,
}

#[derive(Serialize)]
struct Paging {
    previous: Option<String>,
    next: Option<String>,
    text: String,
}

/// Renders one page of a list of records.
///
/// **Errors**: `template/error`.
pub fn render(edition: &Edition<'_>, list: &List, number: u32) -> Result<String, Box<Diagnostic>> {
    let Edition { scene, chrome, .. } = edition;
    let collection = &scene.portal.collections[list.collection];
    let mut facets = edition.facets(list.collection).to_vec();
    let label = scene.say(&collection.schema.label);
    let (mut title, mut above) = (label.clone(), None);
    if let Some((facet, term)) = list.term {
        facets[facet].terms[term].current = true;
        facets[facet].open = true;
        title = format!("{label}: {}", facets[facet].terms[term].label);
        above = Some(scene.step(&collection.path));
    }
    if number > 1 {
        title = format!("{title} ({number})");
    }
    facets.retain(|facet| facet.terms.len() > 1);
    let path = list.page(number);
    let head = Head::new(scene, &path, title, None).below(above);
    let context = directory(scene, list, Value::from(Serde(facets)), number);
    scene.theme.render("directory.html", framed(scene, chrome, &path, head, context))
}

fn directory<'a>(scene: &Scene<'a>, list: &List, facets: Value, number: u32) -> Directory<'a> {
    let collection = &scene.portal.collections[list.collection];
    let first = list.term.is_none() && number == 1;
    let introduction = collection.schema.introduction.as_ref().filter(|_| first);
    let ordered = in_order(scene, list.records(scene.indexes));
    let sent = first && list.pages > 1 && ordered.len() <= SENT;
    let terms = sent.then(|| terms(scene, list, &ordered));
    let records = &ordered[list.range(number, ordered.len())];
    Directory {
        lead: collection.schema.lead.as_ref().filter(|_| list.term.is_none()).map(|lead| scene.say(lead)),
        introduction: introduction.map(|text| passages::markdown(scene, text)),
        guide: collection.schema.guide.as_ref().filter(|_| first).map(|guide| shown(scene, guide)),
        filter: list.term.is_none() && (list.pages == 1 || terms.is_some()),
        terms,
        facets,
        result: Found { text: scene.wording.counted("found", ordered.len()), forms: forms(scene, "found") },
        reset: list.term.map(|_| scene.addresses.link(&collection.path)),
        groups: groups(scene, list.collection, records),
        paging: (list.pages > 1).then(|| paging(scene, list, number)),
    }
}

fn paging(scene: &Scene<'_>, list: &List, number: u32) -> Paging {
    let link = |number| scene.addresses.link(&list.page(number));
    let (n, total) = (number.to_string(), scene.wording.locale().format_integer(i64::from(list.pages)));
    Paging {
        previous: (number > 1).then(|| link(number - 1)),
        next: (number < list.pages).then(|| link(number + 1)),
        text: scene.wording.text("page-of", &[("n", &n), ("total", &total)]),
    }
}

/// The terms of every row, from which the script of the first page tells what to fetch of the others: each term once,
/// then its number in the rows that have it.
fn terms(scene: &Scene<'_>, list: &List, ordered: &[RecordRef]) -> Html {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut records: Vec<Vec<usize>> = Vec::with_capacity(ordered.len());
    for at in ordered {
        let facets = row::facets(scene, scene.portal.collection_of(*at), scene.portal.record(*at));
        let number = |term: &str| {
            *known.entry(term.to_owned()).or_insert_with(|| {
                names.push(term.to_owned());
                names.len() - 1
            })
        };
        records.push(facets.split_whitespace().map(number).collect());
    }
    let pages: Vec<String> = (1..=list.pages).map(|number| scene.addresses.link(&list.page(number))).collect();
    let terms = serde_json::json!({"pages": pages, "size": List::PAGE, "terms": names, "records": records});
    script_safe(&terms)
}

/// The records of a list group by group, in each the most hopeful state first.
fn in_order(scene: &Scene<'_>, records: &[RecordRef]) -> Vec<RecordRef> {
    let mut ordered = records.to_vec();
    for run in ordered.chunk_by_mut(|a, b| group(scene.portal, *a) == group(scene.portal, *b)) {
        run.sort_by_key(|at| Coverage::of(scene.portal, *at));
    }
    ordered
}

/// Records under the headings of their collection's group, in their order.
fn groups(scene: &Scene<'_>, collection: CollectionIx, records: &[RecordRef]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for run in records.chunk_by(|a, b| group(scene.portal, *a) == group(scene.portal, *b)) {
        let label = scene.group_label(collection, group(scene.portal, run[0]));
        groups.push(Group {
            id: format!("g{}", groups.len() + 1),
            label,
            counted: scene.wording.locale().format_integer(i64::try_from(run.len()).unwrap_or(i64::MAX)),
            rows: run.iter().map(|at| row::filterable_row(scene, *at)).collect(),
            more: None,
        });
    }
    groups
}
