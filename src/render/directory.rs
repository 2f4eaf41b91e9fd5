use std::collections::BTreeMap;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::chrome::Chrome;
use super::frame::{Head, Step, framed};
use super::guide::{ShownGuide, shown};
use super::html::{Html, script_safe};
use super::row::{self, Row};
use super::{Failure, Scene, Sink};
use crate::index::{Coverage, Facet, Term, group};
use crate::model::UrlPath;
use crate::validate::{Collection, RecordRef};

/// How many records one page of a directory lists at most.
const PAGE: usize = 240;

/// The most rows whose terms the first page of a list tells: 20 000 are some 50 kB compressed.
const SENT: usize = 20_000;

/// How many terms a facet may have and still be shown open.
const OPEN_FACET: usize = 6;

/// One page of a collection's directory, or of one term of its facets.
#[derive(Serialize)]
struct Directory<'a> {
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

#[derive(Clone, Serialize)]
struct ShownFacet {
    key: String,
    label: String,
    open: bool,
    terms: Vec<ShownTerm>,
}

#[derive(Clone, Serialize)]
struct ShownTerm {
    key: String,
    label: String,
    url: String,
    count: usize,
    current: bool,
}

#[derive(Serialize)]
struct Found<'a> {
    text: String,
    forms: Vec<Form<'a>>,
}

/// A text in one plural form, with `{n}` still in it.
#[derive(Serialize)]
pub struct Form<'a> {
    category: &'a str,
    text: &'a str,
}

/// A text that counts in every plural form of the language: for scripts that count.
pub fn forms<'a>(scene: &Scene<'a>, key: &str) -> Vec<Form<'a>> {
    scene.wording.forms(key).into_iter().map(|(category, text)| Form { category, text }).collect()
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

/// A directory that is to be split into pages.
struct List<'a> {
    collection: usize,
    path: UrlPath,
    title: String,
    above: Vec<Step>,
    /// The facet and term that narrow it.
    term: Option<(usize, usize)>,
    records: &'a [RecordRef],
}

/// Renders a collection's directory and one for each term of its facets.
///
/// **Errors**: `template/error`; whatever the sink fails with.
pub fn render(scene: &Scene<'_>, chrome: &Chrome, index: usize, sink: &Sink<'_>) -> Result<(), Failure> {
    let collection = &scene.portal.collections[index];
    let facets = scene.indexes.facets(index);
    let shown: Vec<ShownFacet> = facets.iter().map(|facet| shown_facet(scene, collection, facet)).collect();
    let label = scene.say(&collection.schema.label);
    let whole = List {
        collection: index,
        path: collection.path.clone(),
        title: label.clone(),
        above: Vec::new(),
        term: None,
        records: scene.indexes.order(index),
    };
    render_list(scene, chrome, &whole, &shown, sink)?;
    for (at, facet) in facets.iter().enumerate() {
        for (term_at, term) in facet.terms.iter().enumerate() {
            let list = List {
                collection: index,
                path: term_path(collection, facet, term),
                title: format!("{label}: {}", shown[at].terms[term_at].label),
                above: vec![scene.step(&collection.path)],
                term: Some((at, term_at)),
                records: &term.records,
            };
            render_list(scene, chrome, &list, &shown, sink)?;
        }
    }
    Ok(())
}

/// The addresses of all lists of a collection: the whole, its terms', and what of them goes on to further pages.
pub fn addresses(scene: &Scene<'_>, index: usize) -> Vec<UrlPath> {
    let collection = &scene.portal.collections[index];
    let facets = scene.indexes.facets(index).iter();
    let terms = facets.flat_map(|facet| facet.terms.iter().map(move |term| (facet, term)));
    let terms = terms.map(|(facet, term)| (term_path(collection, facet, term), term.records.len()));
    let lists = [(collection.path.clone(), scene.indexes.order(index).len())].into_iter().chain(terms);
    lists.flat_map(|(path, records)| (1..=page_count(records)).map(move |number| page_path(&path, number))).collect()
}

/// The address of the list of one term: `clubs/status/active/`.
pub fn term_path(collection: &Collection, facet: &Facet, term: &Term) -> UrlPath {
    let field = &collection.schema.fields[facet.field];
    let folder = term.about.folder.as_ref().unwrap_or(&field.name);
    collection.path.join(folder).join(&term.about.slug)
}

fn shown_facet(scene: &Scene<'_>, collection: &Collection, facet: &Facet) -> ShownFacet {
    let field = &collection.schema.fields[facet.field];
    let term = |term: &Term| ShownTerm {
        key: term.about.key.clone(),
        label: scene.term_word(term),
        url: scene.addresses.link(&term_path(collection, facet, term)),
        count: term.records.len(),
        current: false,
    };
    let terms: Vec<ShownTerm> = facet.terms.iter().map(term).collect();
    ShownFacet { key: field.name.clone(), label: scene.say(&field.label), open: terms.len() <= OPEN_FACET, terms }
}

fn render_list(
    scene: &Scene<'_>,
    chrome: &Chrome,
    list: &List<'_>,
    facets: &[ShownFacet],
    sink: &Sink<'_>,
) -> Result<(), Failure> {
    let mut facets = facets.to_vec();
    if let Some((facet, term)) = list.term {
        facets[facet].terms[term].current = true;
        facets[facet].open = true;
    }
    facets.retain(|facet| facet.terms.len() > 1);
    let facets = Value::from(Serde(facets));
    let pages = page_count(list.records.len());
    for number in 1..=pages {
        let path = page_path(&list.path, number);
        let title = if number == 1 { list.title.clone() } else { format!("{} ({number})", list.title) };
        let head = Head::new(scene, &path, title, None).below(list.above.clone());
        let context = directory(scene, list, facets.clone(), number, pages);
        let html = scene.theme.render("directory.html", framed(scene, chrome, &path, head, context))?;
        sink(scene.addresses.output(&path), html.into_bytes())?;
    }
    Ok(())
}

/// How many pages a list takes: at least one.
fn page_count(records: usize) -> usize {
    records.div_ceil(PAGE).max(1)
}

/// The address of a page of a list. **Units**: pages are counted from 1.
fn page_path(path: &UrlPath, number: usize) -> UrlPath {
    if number == 1 { path.clone() } else { path.join(&format!("page-{number}")) }
}

fn directory<'a>(scene: &Scene<'a>, list: &List<'_>, facets: Value, number: usize, pages: usize) -> Directory<'a> {
    let collection = &scene.portal.collections[list.collection];
    let first = list.term.is_none() && number == 1;
    let introduction = collection.schema.introduction.as_ref().filter(|_| first);
    let start = (number - 1) * PAGE;
    let ordered = in_order(scene, list.records);
    let sent = list.term.is_none() && number == 1 && pages > 1 && ordered.len() <= SENT;
    let terms = sent.then(|| terms(scene, list, &ordered, pages));
    let records = &ordered[start..ordered.len().min(start + PAGE)];
    Directory {
        introduction: introduction.map(|text| scene.markdown(text)),
        guide: collection.schema.guide.as_ref().filter(|_| first).map(|guide| shown(scene, guide)),
        filter: list.term.is_none() && (pages == 1 || terms.is_some()),
        terms,
        facets,
        result: Found { text: scene.wording.counted("found", list.records.len()), forms: forms(scene, "found") },
        reset: list.term.map(|_| scene.addresses.link(&collection.path)),
        groups: groups(scene, list.collection, records),
        paging: (pages > 1).then(|| paging(scene, list, number, pages)),
    }
}

fn paging(scene: &Scene<'_>, list: &List<'_>, number: usize, pages: usize) -> Paging {
    let link = |number| scene.addresses.link(&page_path(&list.path, number));
    let (n, total) =
        (number.to_string(), scene.wording.locale().format_integer(i64::try_from(pages).unwrap_or(i64::MAX)));
    Paging {
        previous: (number > 1).then(|| link(number - 1)),
        next: (number < pages).then(|| link(number + 1)),
        text: scene.wording.text("page-of", &[("n", &n), ("total", &total)]),
    }
}

/// The terms of every row, from which the script of the first page tells what to fetch of the others: each term once,
/// then its number in the rows that have it.
fn terms(scene: &Scene<'_>, list: &List<'_>, ordered: &[RecordRef], pages: usize) -> Html {
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
    let pages: Vec<String> = (1..=pages).map(|number| scene.addresses.link(&page_path(&list.path, number))).collect();
    let terms = serde_json::json!({"pages": pages, "size": PAGE, "terms": names, "records": records});
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
fn groups(scene: &Scene<'_>, collection: usize, records: &[RecordRef]) -> Vec<Group> {
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
