use std::ops::Range;

use crate::draw::chart::ChartKind;
use crate::model::{Attachment, CollectionIx, DatasetIx, Decimal, LevelIx};

/// A directive of a page: what stands between `{{` and `}}`, with every name known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its place in the page's Markdown, braces included. **Units**: bytes.
    pub range: Range<usize>,
    /// What stands in its place.
    pub directive: Directive,
}

/// What a directive stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// How many records there are.
    Count(RecordCount),
    /// How many areas there are.
    Areas(AreaCount),
    /// A figure of a dataset, or computed from it.
    Figure(Figure),
    /// A dataset drawn.
    Chart(ChartOf),
    /// A dataset as a table.
    Table(DatasetIx),
    /// A collection on a map.
    Map(CollectionIx),
    /// A dataset on a map.
    Shaded(MapOf),
    /// Who helps in each area of a level.
    Helpers(LevelIx),
    /// A picture.
    Picture(PictureOf),
}

/// How many records of a collection there are, of those whose fields have the asked values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCount {
    /// The collection.
    pub collection: CollectionIx,
    /// How many there are.
    pub number: usize,
    /// Whether the noun follows.
    pub unit: UnitStyle,
}

/// How many areas of a level there are, or of those in which a collection has a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaCount {
    /// The level.
    pub level: LevelIx,
    /// How many there are.
    pub number: usize,
    /// Whether the noun follows.
    pub unit: UnitStyle,
}

/// A figure in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The dataset that it comes from.
    pub dataset: DatasetIx,
    /// The contradictions of the source about it. Indexes into [`Dataset::conflicts`](super::Dataset::conflicts).
    pub conflicts: Vec<usize>,
    /// How it is told.
    pub told: Told,
}

/// How a figure is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A cell that holds no number: its row and column.
    Words(usize, usize),
    /// A number in the unit of a column of the dataset.
    Number(usize, Decimal, NumberStyle),
    /// A share or change in per cent, with so many decimals.
    Percent(Decimal, u8),
    /// A difference between percentages, with so many decimals.
    Points(Decimal, u8),
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberStyle {
    /// How many decimals; as many as it has where nothing is said.
    pub decimals: Option<u8>,
    /// Whether its unit follows.
    pub unit: UnitStyle,
}

/// Whether a number's unit follows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitStyle {
    /// The unit, if it has one.
    #[default]
    Unit,
    /// The number alone. Signs that belong to the number, such as `%`, stay.
    Bare,
}

/// A dataset that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartOf {
    /// The dataset.
    pub dataset: DatasetIx,
    /// How it is drawn.
    pub kind: ChartKind,
    /// The word for that in directives.
    pub kind_name: &'static str,
    /// The columns that are drawn. **Shape**: not empty, numeric.
    pub columns: Vec<usize>,
    /// Whether all columns are drawn that can be.
    pub every_column: bool,
}

impl ChartOf {
    /// The kind whose lines run over the years of a series of datasets, one for each row.
    pub const YEARS: &'static str = "years";
}

/// A column of figures by area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapOf {
    /// The dataset.
    pub dataset: DatasetIx,
    /// The column that shades the areas. **Shape**: numeric.
    pub column: usize,
    /// The column that names the areas; each stands in it once.
    pub areas: usize,
    /// The level of the areas that are shown: it has outlines.
    pub level: LevelIx,
    /// What the map is called where it is not the dataset's title.
    pub title: Option<String>,
}

/// A picture with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureOf {
    /// The published file.
    pub file: Attachment,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
}

impl Directive {
    /// The dataset that it shows, if it shows one.
    pub fn dataset(&self) -> Option<DatasetIx> {
        match self {
            Self::Figure(figure) => Some(figure.dataset),
            Self::Table(dataset) => Some(*dataset),
            Self::Chart(of) => Some(of.dataset),
            Self::Shaded(of) => Some(of.dataset),
            Self::Count(_) | Self::Areas(_) | Self::Map(_) | Self::Helpers(_) | Self::Picture(_) => None,
        }
    }

    /// Whether it stands for a block of the page instead of some words.
    pub fn is_block(&self) -> bool {
        match self {
            Self::Chart(_) | Self::Table(_) | Self::Map(_) | Self::Shaded(_) | Self::Helpers(_) | Self::Picture(_) => {
                true
            }
            Self::Count(_) | Self::Areas(_) | Self::Figure(_) => false,
        }
    }
}
