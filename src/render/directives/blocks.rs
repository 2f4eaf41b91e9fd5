use super::arguments::Arguments;
use super::fault::Fault;
use crate::draw::chart::Kind;
use crate::model::{OutputPath, UrlPath};
use crate::say;
use crate::validate::Dataset;

/// A dataset that is drawn.
#[derive(Clone, Debug)]
pub struct ChartOf<'p> {
    /// The figures.
    pub dataset: &'p Dataset,
    /// How they are drawn.
    pub kind: Kind,
    /// The word for that in directives.
    pub kind_name: &'static str,
    /// The columns that are drawn. **Shape**: not empty, numeric.
    pub columns: Vec<usize>,
    /// Whether all columns are drawn that can be.
    pub every_column: bool,
}

/// A dataset as a table.
#[derive(Clone, Debug)]
pub struct TableOf<'p> {
    /// The figures.
    pub dataset: &'p Dataset,
}

/// A picture with its text.
#[derive(Clone, Debug)]
pub struct FigureOf {
    /// The published file.
    pub file: OutputPath,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
}

const KINDS: &[(&str, (Kind, &str))] = &[
    ("bar", (Kind::Bars, "bar")),
    ("column", (Kind::Columns, "column")),
    ("grouped", (Kind::Bars, "grouped")),
    ("line", (Kind::Lines, "line")),
    ("stacked", (Kind::Stacked, "stacked")),
];

/// `chart DATASET kind=bar|column|grouped|line|stacked columns=a,b`
pub fn chart<'p>(arguments: &mut Arguments<'p, '_>) -> Result<ChartOf<'p>, Fault> {
    let dataset = arguments.dataset()?;
    let (kind, kind_name) = arguments.choice("kind", KINDS)?.unwrap_or((Kind::Bars, "bar"));
    let asked = arguments.columns(dataset)?;
    let every_column = asked.is_none();
    let numeric = || (0..dataset.columns.len()).filter(|column| dataset.is_numeric(*column) && *column != dataset.key);
    let columns = match asked {
        Some(columns) => columns,
        None if matches!(kind_name, "bar" | "column") => numeric().take(1).collect(),
        None => numeric().collect(),
    };
    if columns.is_empty() || dataset.rows.is_empty() {
        let id = &dataset.id;
        let message =
            say!("W zestawie „{id}” nie ma czego narysować.", "There is nothing to draw in the dataset “{id}”.");
        return Err(Fault::argument(arguments.place(), message));
    }
    Ok(ChartOf { dataset, kind, kind_name, columns, every_column })
}

/// `table DATASET`
pub fn table<'p>(arguments: &mut Arguments<'p, '_>) -> Result<TableOf<'p>, Fault> {
    Ok(TableOf { dataset: arguments.dataset()? })
}

/// `figure FILE alt="…" caption="…"`: the file lies below `content/pages`; a path without a leading slash starts from
/// the page's address.
pub fn picture(arguments: &mut Arguments<'_, '_>, page: &UrlPath) -> Result<FigureOf, Fault> {
    let word = arguments.next("plik obrazu", "the picture's file")?;
    let path = match word.text.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{}{}", page.as_str(), word.text),
    };
    let files = &arguments.portal.files;
    let file = files.iter().find(|file| file.output.as_str() == path).ok_or_else(|| {
        let message = say!("Nie ma pliku „{path}”.", "There is no file “{path}”.");
        Fault::argument(word.range.clone(), message).known(&path, files.iter().map(|file| file.output.as_str()))
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
    Ok(FigureOf { file: file.output.clone(), alt: alt.text.to_owned(), caption })
}
