//! The places within a page that links may lead to.
//!
//! What stands literally in a template is read from the template, so that a theme of the site's own is judged by its own
//! places; what comes from the content is listed here, one function a subject. `tests/plan.rs` holds both against the
//! pages as they are made.

use std::collections::{BTreeMap, BTreeSet};

use super::{LanguageIx, ListIx, OutputIx, Plan, Subject};
use crate::index::{Indexes, group};
use crate::markdown::{Anchors, anchors};
use crate::model::{LanguageTag, UrlPath, slugify};
use crate::theme::Theme;
use crate::validate::{Directive, Layout, Page, Portal};

/// The anchors of a page of the site; none for a file of another kind.
pub(super) fn of(plan: &Plan, at: OutputIx, portal: &Portal, indexes: &Indexes, theme: &Theme) -> Anchors {
    let output = plan.output(at);
    let language = &plan.languages[output.language.unwrap_or(LanguageIx::DEFAULT).index()];
    let (template, own) = match output.subject {
        Subject::Home => ("home.html", home(portal, theme, language)),
        Subject::Page(page) => of_page(portal, theme, &portal.pages[page], language),
        Subject::PrintedReport(page) => ("report-print.html", printed(portal, theme, &portal.pages[page])),
        Subject::List(list, number) => ("directory.html", of_list(plan, list, number, portal, indexes)),
        Subject::Level(level) => ("areas.html", of_level(portal, level, language)),
        Subject::Area(area) => ("area.html", of_area(portal, area)),
        Subject::Record(at) => {
            let sections = &portal.collection_of(at).schema.page;
            ("record.html", sections.iter().map(|section| format!("s-{}", section.id)).collect())
        }
        Subject::Gravestone(..) => ("removed.html", Anchors::new()),
        Subject::Lost => ("404.html", Anchors::new()),
        _ => return Anchors::new(),
    };
    let templates = [template, "header.html"];
    own.into_iter().chain(templates.into_iter().flat_map(|template| theme.templates.ids(template))).collect()
}

fn home(portal: &Portal, theme: &Theme, language: &LanguageTag) -> Anchors {
    let pages = || portal.pages.iter().filter(|page| page.path == UrlPath::home());
    let default = portal.site.languages.default_language();
    let page =
        pages().find(|page| page.language == *language).or_else(|| pages().find(|page| page.language == *default));
    let levels = portal.areas.levels.iter().map(|level| format!("level-{}", level.id));
    let needs = (!portal.needs.is_empty()).then(|| "needs".to_owned());
    let text = page.map(|page| of_text(portal, theme, page)).unwrap_or_default();
    text.into_iter().chain(levels).chain(needs).collect()
}

/// The template of a page's layout and the anchors that its content gives.
fn of_page(portal: &Portal, theme: &Theme, page: &Page, language: &LanguageTag) -> (&'static str, Anchors) {
    let codes = |prefix: &str| -> Vec<String> {
        portal.areas.areas.iter().map(|area| format!("{prefix}-{}", area.code)).collect()
    };
    let collections = || portal.collections.iter();
    let (template, added): (_, Vec<String>) = match page.layout {
        Layout::Page => ("page.html", Vec::new()),
        Layout::Home => ("page.html", Vec::new()),
        Layout::Report => ("report.html", Vec::new()),
        Layout::Glossary => ("glossary.html", portal.glossary.iter().map(|term| slugify(&term.term)).collect()),
        Layout::Downloads => ("downloads.html", Vec::new()),
        Layout::Accessibility => ("accessibility.html", Vec::new()),
        Layout::Changes => {
            let years = portal.removed().map(|(_, gravestone)| gravestone.removal.on.year());
            ("changes.html", years.map(|year| format!("removed-{year}")).collect())
        }
        Layout::SourceNotes => {
            let datasets = portal.datasets.iter().map(|dataset| format!("dataset-{}", dataset.id));
            ("source-notes.html", datasets.collect())
        }
        Layout::Search => {
            ("search.html", collections().map(|collection| format!("browse-{}", collection.schema.id)).collect())
        }
        Layout::Directory => {
            let groups = collections().flat_map(|of| {
                (1..=of.records.len()).map(|number| format!("{}-{number}", of.schema.id)).chain([of.schema.id.clone()])
            });
            ("tables.html", groups.collect())
        }
        Layout::Coverage => {
            let levels = portal.areas.levels.iter().map(|level| format!("level-{}", level.id));
            ("coverage.html", levels.chain(codes("in")).chain(["all".to_owned()]).collect())
        }
        Layout::Map => {
            let maps = (1..=portal.collections.len()).map(|number| format!("map-{number}"));
            let level = (0..portal.areas.levels.len()).flat_map(|level| of_level(portal, level, language));
            ("map.html", maps.chain(level).collect())
        }
    };
    (template, of_text(portal, theme, page).into_iter().chain(added).collect())
}

/// The anchors of a page's own text: headings, footnotes, HTML, charts and tables.
fn of_text(portal: &Portal, theme: &Theme, page: &Page) -> Anchors {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut blocks = Vec::new();
    for of in page.blocks.iter().map(|block| &block.directive) {
        blocks.extend(of_conflicts(portal, of));
        if let Some(name) = name(portal, of) {
            let times = seen.entry(name.clone()).or_default();
            *times += 1;
            blocks.extend(of_block(&name, *times));
        }
    }
    let contested = page.blocks.iter().any(|block| !of_conflicts(portal, &block.directive).is_empty());
    let below = contested.then(|| theme.templates.ids("conflicts.html")).into_iter().flatten();
    anchors(page.markdown()).into_iter().chain(blocks).chain(below).collect()
}

fn printed(portal: &Portal, theme: &Theme, page: &Page) -> Anchors {
    let mut all = of_text(portal, theme, page);
    for chapter in portal.chapters(page) {
        let name = chapter.path.last().map(|slug| slug.as_str().to_owned()).unwrap_or_default();
        all.extend(of_text(portal, theme, chapter).into_iter().map(|anchor| format!("{name}-{anchor}")));
        all.insert(name);
    }
    all
}

fn of_list(plan: &Plan, list: ListIx, number: u32, portal: &Portal, indexes: &Indexes) -> Anchors {
    let list = plan.list(list);
    let records = list.records(indexes);
    let groups =
        records[list.range(number, records.len())].chunk_by(|a, b| group(portal, *a) == group(portal, *b)).count();
    (1..=groups).map(|number| format!("g{number}")).collect()
}

fn of_level(portal: &Portal, level: usize, language: &LanguageTag) -> Anchors {
    let default = portal.site.languages.default_language();
    let of_level = || portal.areas.of_level(level).map(|(_, area)| area);
    let initials: BTreeSet<String> = of_level()
        .filter_map(|area| Some(area.title(language, default).chars().next()?.to_uppercase().to_string()))
        .collect();
    let letters = (1..=initials.len()).map(|number| format!("letter-{number}"));
    let parents = of_level().filter_map(|area| area.parent);
    let parents = parents.map(|parent| format!("area-{}", portal.areas.areas[parent].code));
    letters.chain(parents).chain(["areas".to_owned()]).collect()
}

fn of_area(portal: &Portal, area: usize) -> Anchors {
    let collections = portal.collections.iter().map(|collection| collection.schema.id.clone());
    let children = portal.areas.areas[area].children.iter().map(|child| portal.areas.areas[*child].level);
    collections.chain(children.map(|level| format!("level-{}", portal.areas.levels[level].id))).collect()
}

/// What the places of a block of a page's text are named after: the block, in every language.
fn name(portal: &Portal, of: &Directive) -> Option<String> {
    let id = |dataset: usize| portal.datasets[dataset].id.as_str();
    match of {
        Directive::Chart(of) => Some(format!("chart-{}", id(of.dataset))),
        Directive::Table(dataset) => Some(format!("table-{}", id(*dataset))),
        Directive::Shaded(of) => {
            Some(format!("map-of-{}-{}", id(of.dataset), portal.datasets[of.dataset].columns[of.column].id))
        }
        _ => None,
    }
}

/// The places that a block of a page's text gives, which stands there for the first, second, third time.
fn of_block(name: &str, times: usize) -> [String; 3] {
    let name = if times == 1 { name.to_owned() } else { format!("{name}-{times}") };
    [format!("{name}-data"), format!("{name}-years"), name]
}

/// The places where a page tells what the source says otherwise about the figures of a dataset.
fn of_conflicts(portal: &Portal, of: &Directive) -> Vec<String> {
    let Some(dataset) = of.dataset().map(|dataset| &portal.datasets[dataset]) else { return Vec::new() };
    let homes: Vec<String> = name(portal, of).into_iter().chain([dataset.id.clone()]).collect();
    let numbers = 1..=dataset.conflicts.len();
    numbers.flat_map(|number| homes.iter().map(move |home| format!("{home}-conflict-{number}"))).collect()
}
