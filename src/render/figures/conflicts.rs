use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::DatasetIx;
use crate::render::shared::Scene;
use crate::validate::{Block, Conflict, Dataset, Directive, Layout, Portal};

/// The sign at a figure that the source contradicts: it leads to the note that says so.
#[derive(Serialize)]
pub(super) struct Mark {
    url: String,
    /// **Units**: 1-based.
    number: usize,
    /// Whether its dataset has others, from which the number tells it.
    is_one_of_many: bool,
}

/// What the source says otherwise.
#[derive(Serialize)]
pub(super) struct Note {
    id: String,
    number: usize,
    is_one_of_many: bool,
    lang: Option<String>,
    place: String,
    printed: String,
    taken: String,
    reason: String,
}

/// The contradictions of a dataset at a place of a page; `home` is the anchor of what tells them.
pub(super) fn marks(dataset: &Dataset, conflicts: impl IntoIterator<Item = usize>, home: &str) -> Vec<Mark> {
    let mark = |index: usize| Mark {
        url: format!("#{home}-conflict-{}", index + 1),
        number: index + 1,
        is_one_of_many: dataset.conflicts.len() > 1,
    };
    conflicts.into_iter().map(mark).collect()
}

/// What the source says otherwise about some figures of a dataset.
pub(super) fn notes(
    scene: &Scene<'_>,
    dataset: &Dataset,
    conflicts: impl IntoIterator<Item = usize>,
    home: &str,
) -> Vec<Note> {
    let note = |index: usize| {
        let Conflict { place, printed, taken, reason, .. } = &dataset.conflicts[index];
        Note {
            id: format!("{home}-conflict-{}", index + 1),
            number: index + 1,
            is_one_of_many: dataset.conflicts.len() > 1,
            lang: scene.lang(reason),
            place: scene.say(place),
            printed: scene.say(printed),
            taken: scene.say(taken),
            reason: scene.say(reason),
        }
    };
    conflicts.into_iter().map(note).collect()
}

/// The contradictions that figures in the text of a page show and no block of it tells, dataset by dataset.
#[derive(Serialize)]
pub(super) struct Below {
    datasets: Vec<BelowDataset>,
    /// The page with all that is to be said about the source.
    all: Option<crate::render::shared::TrailStep>,
}

#[derive(Serialize)]
struct BelowDataset {
    title: String,
    lang: Option<String>,
    conflicts: Vec<Note>,
}

/// What stands below a page's text, if anything.
pub(super) fn below(scene: &Scene<'_>, blocks: &[Block], spots: &Spots) -> Option<Below> {
    let mut wanted: BTreeMap<DatasetIx, BTreeSet<usize>> = BTreeMap::new();
    for block in blocks {
        if let Directive::Figure(figure) = &block.directive
            && !spots.homes.contains_key(&figure.dataset)
            && !figure.conflicts.is_empty()
        {
            wanted.entry(figure.dataset).or_default().extend(&figure.conflicts);
        }
    }
    let told = |(dataset, conflicts): (DatasetIx, BTreeSet<usize>)| {
        let dataset = &scene.portal.datasets[dataset];
        BelowDataset {
            title: scene.say(&dataset.title),
            lang: scene.lang(&dataset.title),
            conflicts: notes(scene, dataset, conflicts, &dataset.id),
        }
    };
    let all = scene.page_of(Layout::SourceNotes).map(|page| scene.step(&page.path));
    (!wanted.is_empty()).then(|| Below { datasets: wanted.into_iter().map(told).collect(), all })
}

/// Where the blocks of a page stand, and what they leave to each other.
pub(super) struct Spots {
    /// For each directive of the page, in the order of its text.
    blocks: Vec<Spot>,
    /// For each dataset that is shown: the anchor of the first block that shows it.
    homes: BTreeMap<DatasetIx, String>,
}

/// A block on its page.
#[derive(Clone, Default)]
pub(super) struct Spot {
    /// Its anchor.
    pub id: String,
    /// Whether it is the one that tells what is to be said about its dataset.
    pub is_home: bool,
    /// The anchor of the block that has its figures as a table, where that is another.
    pub table: Option<String>,
}

impl Spots {
    /// Gives each block of a page an anchor of its own; of all that show one dataset, the first tells about it, and its
    /// figures stand in one table.
    pub fn new(portal: &Portal, blocks: &[Block]) -> Self {
        let mut taken = BTreeSet::new();
        let mut homes: BTreeMap<DatasetIx, String> = BTreeMap::new();
        let spot = |block: &Block| {
            let Some(dataset) = block.directive.dataset().filter(|_| block.directive.is_block()) else {
                return Spot::default();
            };
            let id = unused(&base(portal, &block.directive, dataset), &mut taken);
            let is_home = !homes.contains_key(&dataset);
            homes.entry(dataset).or_insert_with(|| id.clone());
            Spot { id, is_home, table: None }
        };
        let mut spots: Vec<Spot> = blocks.iter().map(spot).collect();
        let tables = tables(blocks, &spots);
        for (spot, block) in spots.iter_mut().zip(blocks) {
            if let Directive::Chart(of) = &block.directive {
                spot.table = tables.get(&of.dataset).filter(|table| **table != spot.id).cloned();
            }
        }
        Self { blocks: spots, homes }
    }

    /// Where a directive stands, by its place among the page's.
    pub fn of(&self, at: usize) -> &Spot {
        &self.blocks[at]
    }

    /// The anchor of what tells the contradictions of a dataset, if that is a block.
    pub fn home(&self, dataset: DatasetIx) -> Option<&str> {
        self.homes.get(&dataset).map(String::as_str)
    }
}

/// For each dataset that is drawn: the anchor of the block that has its figures as a table. That is one that the text asks
/// for, or else the first chart.
fn tables(blocks: &[Block], spots: &[Spot]) -> BTreeMap<DatasetIx, String> {
    let mut tables = BTreeMap::new();
    let charts = blocks.iter().zip(spots).filter(|(block, _)| matches!(block.directive, Directive::Chart(_)));
    let asked = blocks.iter().zip(spots).filter(|(block, _)| matches!(block.directive, Directive::Table(_)));
    for (block, spot) in asked.chain(charts) {
        if let Some(dataset) = block.directive.dataset() {
            tables.entry(dataset).or_insert_with(|| spot.id.clone());
        }
    }
    tables
}

fn base(portal: &Portal, directive: &Directive, dataset: DatasetIx) -> String {
    let dataset = &portal.datasets[dataset];
    match directive {
        Directive::Table(_) => format!("table-{}", dataset.id),
        Directive::Shaded(of) => format!("map-of-{}-{}", dataset.id, dataset.columns[of.column].id),
        _ => format!("chart-{}", dataset.id),
    }
}

/// An anchor that no other block has.
fn unused(base: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut names = std::iter::once(base.to_owned()).chain(numbered);
    let free = names.find(|name| !taken.contains(name)).expect("numbers do not end");
    taken.insert(free.clone());
    free
}
