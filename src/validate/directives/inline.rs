use super::super::portal::{About, Dataset, Datum, Figure, NumberStyle, Portal, Told, UnitStyle};
use super::arguments::{Arguments, column};
use super::fault::Fault;
use super::numbers;
use super::syntax::Word;
use crate::model::Decimal;
use crate::say;

/// How many decimals a percentage has where nothing is said.
const PERCENT_DECIMALS: u8 = 1;

/// `cell DATASET ROW COLUMN unit=none|noun decimals=N`
///
/// **Errors**: a word is missing or names nothing; the cell holds no figure.
pub fn cell(arguments: &mut Arguments<'_, '_>) -> Result<Figure, Fault> {
    let (index, dataset) = arguments.dataset()?;
    let row = arguments.row(dataset)?;
    let place = arguments.place();
    let word = arguments.next("nazwa kolumny", "the name of a column")?;
    let column = any_column(dataset, &word)?;
    let style = numbers::style(arguments)?;
    let told = match &dataset.rows[row][column] {
        Datum::Number(number) => Told::Number(column, *number, style),
        Datum::Missing => return Err(no_figure(place)),
        Datum::Text(_) | Datum::Area(_) | Datum::Record(_) => Told::Words(row, column),
    };
    Ok(Figure { dataset: index, conflicts: dataset.conflicts_of(About::Value, &[row], column), told })
}

/// `sum DATASET COLUMN unit=none|noun decimals=N`
///
/// **Errors**: a word is missing or names nothing.
pub fn sum(arguments: &mut Arguments<'_, '_>) -> Result<Figure, Fault> {
    let (index, dataset) = arguments.dataset()?;
    let column = arguments.column(dataset)?;
    let style = numbers::style(arguments)?;
    let number = dataset.sum(column).ok_or_else(|| no_figure(arguments.place()))?;
    let conflicts = dataset.conflicts_of(About::Total, &[], column);
    Ok(Figure { dataset: index, conflicts, told: Told::Number(column, number, style) })
}

/// `share DATASET ROW COLUMN decimals=N`: the cell in per cent of its column.
///
/// **Errors**: a word is missing or names nothing; the whole is nothing.
pub fn share(arguments: &mut Arguments<'_, '_>) -> Result<Figure, Fault> {
    let (index, dataset) = arguments.dataset()?;
    let row = arguments.row(dataset)?;
    let column = arguments.column(dataset)?;
    let decimals = numbers::decimals(arguments)?.unwrap_or(PERCENT_DECIMALS);
    let share = || percentage(dataset.number(row, column)?, dataset.sum(column)?, decimals);
    let number = share().ok_or_else(|| no_figure(arguments.place()))?;
    let conflicts = dataset.conflicts_of(About::Share, &[row], column);
    Ok(Figure { dataset: index, conflicts, told: Told::Percent(number, decimals) })
}

/// What a change is told in.
#[derive(Clone, Copy)]
enum Way {
    Difference,
    Percent,
    Points,
}

/// `change DATASET FROM TO COLUMN`, or `change DATASET ROW COLUMN since=YEAR` from the same dataset of an earlier year, with
/// `as=percent|points unit=none|noun decimals=N`.
///
/// **Errors**: a word is missing or names nothing; a figure is missing or nothing.
pub fn change(arguments: &mut Arguments<'_, '_>) -> Result<Figure, Fault> {
    let (index, dataset) = arguments.dataset()?;
    let since = arguments.key("since");
    let first = arguments.next("nazwa wiersza", "the name of a row")?;
    let (earlier, from, to) = match &since {
        None => (dataset, arguments.row_named(dataset, &first)?, arguments.row(dataset)?),
        Some(year) => {
            let earlier = of_year(arguments.portal, dataset, year)?;
            (earlier, arguments.row_named(earlier, &first)?, arguments.row_named(dataset, &first)?)
        }
    };
    let word = arguments.next("nazwa kolumny", "the name of a column")?;
    let (column, before) = (column(dataset, &word)?, column(earlier, &word)?);
    let way = arguments.choice("as", &[("percent", Way::Percent), ("points", Way::Points)])?;
    let style = match way {
        None => numbers::style(arguments)?,
        Some(_) => NumberStyle { decimals: numbers::decimals(arguments)?, unit: UnitStyle::Bare },
    };
    let decimals = style.decimals.unwrap_or(PERCENT_DECIMALS);
    let told = || {
        let before = earlier.number(from, before)?;
        let number = dataset.number(to, column)?.checked_sub(before)?;
        Some(match way.unwrap_or(Way::Difference) {
            Way::Difference => Told::Number(column, number, style),
            Way::Percent => Told::Percent(percentage(number, before, decimals)?, decimals),
            Way::Points => Told::Points(number, decimals),
        })
    };
    let told = told().ok_or_else(|| no_figure(arguments.place()))?;
    let rows = if since.is_none() { vec![from, to] } else { vec![to] };
    Ok(Figure { dataset: index, conflicts: dataset.conflicts_of(About::Change, &rows, column), told })
}

/// The dataset of the same series for another year.
fn of_year<'p>(portal: &'p Portal, dataset: &Dataset, year: &Word<'_>) -> Result<&'p Dataset, Fault> {
    let years = || {
        let series =
            portal.datasets.iter().filter(|other| other.series() == dataset.series() && other.id != dataset.id);
        series.filter_map(|other| Some((other.year?.to_string(), other)))
    };
    years().find(|(known, _)| known == year.text).map(|(_, other)| other).ok_or_else(|| {
        let (wrong, id) = (year.text, &dataset.id);
        let message = say!("Zestaw „{id}” nie ma roku „{wrong}”.", "The dataset “{id}” has no year “{wrong}”.");
        let known: Vec<String> = years().map(|(known, _)| known).collect();
        Fault::argument(year.range.clone(), message).known(wrong, known.iter().map(String::as_str))
    })
}

fn any_column(dataset: &Dataset, word: &Word<'_>) -> Result<usize, Fault> {
    dataset.column_index(word.text).ok_or_else(|| {
        let (wrong, id) = (word.text, &dataset.id);
        let message = say!("Zestaw „{id}” nie ma kolumny „{wrong}”.", "The dataset “{id}” has no column “{wrong}”.");
        Fault::argument(word.range.clone(), message)
            .known(wrong, dataset.columns.iter().map(|column| column.id.as_str()))
    })
}

fn no_figure(range: std::ops::Range<usize>) -> Fault {
    let message = say!(
        "Tej liczby nie ma w danych albo nie da się jej policzyć.",
        "The data has no such figure, or it cannot be computed."
    );
    Fault::argument(range, message)
}

/// A part of a whole in per cent, exactly rounded half away from zero; nothing where the whole is zero.
fn percentage(part: Decimal, whole: Decimal, decimals: u8) -> Option<Decimal> {
    let scaled = |number: Decimal, more: u8| i128::from(number.digits()).checked_mul(10_i128.pow(u32::from(more)));
    let part_digits = scaled(part, whole.scale() + 2 + decimals)?;
    let whole_digits = scaled(whole, part.scale())?;
    if whole_digits == 0 {
        return None;
    }
    // In whole numbers: as a float, a half is rounded now up, now down.
    let (quotient, rest) = (part_digits / whole_digits, part_digits % whole_digits);
    let up = 2 * rest.abs() >= whole_digits.abs();
    let sign = part_digits.signum() * whole_digits.signum();
    Some(Decimal::new(i64::try_from(quotient + if up { sign } else { 0 }).ok()?, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_exactly() {
        for (part, whole, decimals, percent) in [
            ("822", "2712", 1, "30.3"),
            ("529", "2000", 1, "26.5"),
            ("1", "3", 2, "33.33"),
            ("-1", "8", 0, "-13"),
            ("37529920.51", "47180355.67", 1, "79.5"),
            ("0", "5", 0, "0"),
        ] {
            let read = |text: &str| Decimal::parse(text).expect("a number");
            let found = percentage(read(part), read(whole), decimals).expect("the whole is not zero");
            assert_eq!(found.to_string(), percent, "{part} of {whole}");
        }
        assert_eq!(percentage(Decimal::from(1), Decimal::default(), 0), None);
    }
}
