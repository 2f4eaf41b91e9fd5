use std::collections::BTreeMap;

use super::super::portal::{ChartOf, ColumnKind, Dataset, Directive, MapOf, Page, PictureOf, Portal};
use super::arguments::{Arguments, column};
use super::fault::Fault;
use super::syntax::Word;
use crate::draw::chart::ChartKind;
use crate::model::{AreaIx, DatasetIx, LevelIx};
use crate::say;

const KINDS: &[(&str, (ChartKind, &str))] = &[
    ("bar", (ChartKind::Bars, "bar")),
    ("column", (ChartKind::Columns, "column")),
    ("grouped", (ChartKind::Bars, "grouped")),
    ("line", (ChartKind::Lines, "line")),
    ("stacked", (ChartKind::Stacked, "stacked")),
    ("years", (ChartKind::Lines, ChartOf::YEARS)),
];

/// `chart DATASET kind=bar|column|grouped|line|stacked|years columns=a,b`
///
/// **Errors**: a word is missing or names nothing; the chart cannot show such figures.
pub fn chart(arguments: &mut Arguments<'_, '_>) -> Result<ChartOf, Fault> {
    let (index, dataset) = arguments.dataset()?;
    let (kind, kind_name) = arguments.choice("kind", KINDS)?.unwrap_or((ChartKind::Bars, "bar"));
    let asked = arguments.columns(dataset)?;
    let every_column = asked.is_none();
    let numeric = || (0..dataset.columns.len()).filter(|column| dataset.is_numeric(*column) && *column != dataset.key);
    let columns = match asked {
        Some(columns) => columns,
        None if matches!(kind_name, "bar" | "column" | ChartOf::YEARS) => numeric().take(1).collect(),
        None => numeric().collect(),
    };
    if columns.is_empty() || dataset.rows.is_empty() {
        return Err(nothing_to_draw(dataset, arguments.place()));
    }
    if kind_name == ChartOf::YEARS && dataset.years(&arguments.portal.datasets, columns[0]).len() < 2 {
        return Err(only_year(dataset, arguments.place()));
    }
    Ok(ChartOf { dataset: index, kind, kind_name, columns, every_column })
}

fn nothing_to_draw(dataset: &Dataset, range: std::ops::Range<usize>) -> Fault {
    let id = &dataset.id;
    Fault::argument(
        range,
        say!("W zestawie „{id}” nie ma czego narysować.", "There is nothing to draw in the dataset “{id}”."),
    )
}

fn only_year(dataset: &Dataset, range: std::ops::Range<usize>) -> Fault {
    let id = &dataset.id;
    let message = say!(
        "Zestaw „{id}” ma w tej kolumnie liczby tylko z jednego roku.",
        "The dataset “{id}” has figures of one year only in this column."
    );
    Fault::argument(range, message).help(say!(
        "Dodaj zestaw „{id}-ROK” z „year: ROK” i tą samą kolumną.",
        "Add a dataset “{id}-YEAR” with “year: YEAR” and the same column."
    ))
}

/// `table DATASET`
///
/// **Errors**: a word is missing or names no dataset.
pub fn table(arguments: &mut Arguments<'_, '_>) -> Result<DatasetIx, Fault> {
    Ok(arguments.dataset()?.0)
}

/// `map COLLECTION`, or `map DATASET column=… title="…"`. A name that both a collection and a dataset have is the
/// collection's where no column is asked for.
///
/// **Errors**: a word is missing or names nothing; the areas have no outlines.
pub fn map(arguments: &mut Arguments<'_, '_>) -> Result<Directive, Fault> {
    let portal = arguments.portal;
    let name = arguments.next("nazwa zbioru albo zestawu danych", "the name of a collection or a dataset")?;
    let asked = arguments.key("column");
    if asked.is_none()
        && let Some(index) = portal.collections.position(|collection| collection.schema.id == name.text)
    {
        return Ok(Directive::Map(index));
    }
    let (index, dataset) = mapped_dataset(portal, &name)?;
    let figures = match asked {
        Some(word) => column(dataset, &word)?,
        None => first_figures(dataset).ok_or_else(|| nothing_to_draw(dataset, name.range.clone()))?,
    };
    let (areas, level) = mapped_areas(portal, dataset, &name)?;
    let title = arguments.key("title").map(|word| word.text.to_owned());
    Ok(Directive::Shaded(MapOf { dataset: index, column: figures, areas, level, title }))
}

fn mapped_dataset<'p>(portal: &'p Portal, name: &Word<'_>) -> Result<(DatasetIx, &'p Dataset), Fault> {
    portal.datasets.iter_enumerated().find(|(_, dataset)| dataset.id == name.text).ok_or_else(|| {
        let wrong = name.text;
        let message = say!(
            "Nie ma zbioru ani zestawu danych „{wrong}”.",
            "There is neither a collection nor a dataset “{wrong}”."
        );
        let collections = portal.collections.iter().map(|collection| collection.schema.id.as_str());
        let datasets = portal.datasets.iter().map(|dataset| dataset.id.as_str());
        Fault::argument(name.range.clone(), message)
            .known(wrong, collections.chain(datasets))
            .echo(portal.is_unread(wrong))
    })
}

fn first_figures(dataset: &Dataset) -> Option<usize> {
    (0..dataset.columns.len()).find(|column| dataset.is_numeric(*column) && *column != dataset.key)
}

/// The column of areas of a dataset and the level of them that has outlines.
fn mapped_areas(portal: &Portal, dataset: &Dataset, name: &Word<'_>) -> Result<(usize, LevelIx), Fault> {
    let id = &dataset.id;
    let column = dataset.columns.iter().position(|column| column.kind == ColumnKind::Area).ok_or_else(|| {
        let message = say!("Zestaw „{id}” nie ma kolumny obszarów.", "The dataset “{id}” has no column of areas.");
        Fault::argument(name.range.clone(), message).help(say!(
            "Dodaj mu kolumnę „type: area” z kodami obszarów albo pokaż go przez „table” lub „chart”.",
            "Give it a column of “type: area” with the areas' codes, or show it by “table” or “chart”."
        ))
    })?;
    let mut rows: BTreeMap<AreaIx, usize> = BTreeMap::new();
    for area in dataset.rows.iter().filter_map(|row| row[column].area()) {
        *rows.entry(area).or_default() += 1;
    }
    if let Some((area, _)) = rows.iter().find(|(_, count)| **count > 1) {
        let code = &portal.areas.areas[*area].code;
        let message = say!(
            "W zestawie „{id}” obszar {code} stoi w kilku wierszach, więc mapa nie wie, która liczba jest jego.",
            "In the dataset “{id}” the area {code} stands in several rows, so that a map does not know its figure."
        );
        return Err(Fault::argument(name.range.clone(), message));
    }
    let levels = rows.keys().map(|area| portal.areas.areas[*area].level);
    let outlined = levels.min_by_key(|level| (portal.areas.outlines[*level].is_none(), *level));
    match outlined.filter(|level| portal.areas.outlines[*level].is_some()) {
        Some(level) => Ok((column, level)),
        None => {
            let message =
                say!("Obszary w zestawie „{id}” nie mają granic.", "The areas in the dataset “{id}” have no outlines.");
            Err(Fault::argument(name.range.clone(), message))
        }
    }
}

/// `figure FILE alt="…" caption="…"`: the file lies below `content/pages`; a path without a leading slash starts from
/// the folder of the page's file, or else from the page's address, as links do.
///
/// **Errors**: a word is missing; the picture has no words for those who do not see it.
pub fn picture(arguments: &mut Arguments<'_, '_>, page: &Page) -> Result<PictureOf, Fault> {
    let word = arguments.next("plik obrazu", "the picture's file")?;
    let paths = match word.text.strip_prefix('/') {
        Some(path) => vec![path.to_owned()],
        None => vec![format!("{}{}", page.folder(), word.text), format!("{}{}", page.path.as_str(), word.text)],
    };
    let files = &arguments.portal.files;
    let file = paths
        .iter()
        .find_map(|path| files.iter().find(|file| file.attachment.path.as_str() == path))
        .ok_or_else(|| {
            let path = &paths[0];
            let message = say!("Nie ma pliku „{path}”.", "There is no file “{path}”.");
            Fault::argument(word.range.clone(), message)
                .known(path, files.iter().map(|file| file.attachment.path.as_str()))
        })?;
    let Some(alt) = arguments.key("alt") else {
        let message = say!(
            "Obraz nie ma opisu dla osób, które go nie widzą.",
            "The picture has no description for people who do not see it."
        );
        return Err(
            Fault::argument(word.range, message).help(say!("Dopisz alt=\"co widać\".", "Add alt=\"what it shows\"."))
        );
    };
    let caption = arguments.key("caption").map(|word| word.text.to_owned());
    Ok(PictureOf { file: file.attachment.clone(), alt: alt.text.to_owned(), caption })
}
