//! Reading a CSV file of areas of which only a point is known.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::csv::{CsvCell, rows};
use super::extent::Extent;
use super::{Feature, Shape};
use crate::diagnostic::{Checked, Diagnostic, codes, did_you_mean};
use crate::model::Position;
use crate::say;
use crate::source::{Location, SourceFile};

/// Which columns name an area and place it.
#[derive(Clone, Copy, Debug)]
pub struct PointColumns<'a> {
    /// The column of the code.
    pub code: &'a str,
    /// The column of the name; no cell may be empty.
    pub name: &'a str,
    /// The column of the latitude. **Units**: degrees.
    pub lat: &'a str,
    /// The column of the longitude. **Units**: degrees.
    pub lon: &'a str,
    /// Where all areas should lie, if that is known.
    pub region: Option<Extent>,
}

/// Reads the areas of a CSV file in the order in which they stand. Rows with a fault are left out.
///
/// **Shape**: the first row names the columns; `,`, `;` or tab between them; every column becomes a property.
///
/// **Errors**: `csv/row`, `position/range`, `position/swapped`.
pub fn read_points_csv(file: &Arc<SourceFile>, columns: &PointColumns<'_>) -> Checked<Vec<Feature>> {
    let mut diagnostics = Vec::new();
    let value = match rows(file.text()) {
        Ok(rows) => read_rows(file, columns, &rows, &mut diagnostics),
        Err(offset) => {
            let message =
                say!("Brakuje cudzysłowu, który zamyka ten napis.", "The quote that closes this text is missing.");
            diagnostics.push(Diagnostic::new(codes::CSV_ROW, file.location(offset..offset + 1), message));
            Vec::new()
        }
    };
    Checked { value, diagnostics }
}

fn read_rows(
    file: &Arc<SourceFile>,
    columns: &PointColumns<'_>,
    rows: &[Vec<CsvCell<'_>>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Feature> {
    let Some((header, rows)) = rows.split_first() else {
        diagnostics.push(Diagnostic::new(codes::CSV_ROW, file.start(), say!("Plik jest pusty.", "The file is empty.")));
        return Vec::new();
    };
    let Some(places) = places(file, columns, header, diagnostics) else { return Vec::new() };
    let mut codes_seen: HashMap<String, Location> = HashMap::new();
    let mut features = Vec::new();
    for row in rows {
        match feature(file, columns, header, places, row) {
            Ok(feature) => match codes_seen.get(&feature.code) {
                None => {
                    codes_seen.insert(feature.code.clone(), feature.location.clone());
                    features.push(feature);
                }
                Some(first) => diagnostics.push(duplicate(&feature, first)),
            },
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    features
}

/// The numbers of the columns of code, name, latitude and longitude.
fn places(
    file: &Arc<SourceFile>,
    columns: &PointColumns<'_>,
    header: &[CsvCell<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<[usize; 4]> {
    let mut find = |name: &str| {
        let found = header.iter().position(|cell| cell.text == name);
        if found.is_none() {
            let message = say!("Brakuje kolumny „{name}”.", "The column “{name}” is missing.");
            let help = did_you_mean(name, header.iter().map(|cell| cell.text.as_ref()));
            diagnostics.push(Diagnostic::new(codes::CSV_ROW, file.start(), message).maybe_help(help));
        }
        found
    };
    let found = [columns.code, columns.name, columns.lat, columns.lon].map(&mut find);
    let [Some(code), Some(name), Some(lat), Some(lon)] = found else { return None };
    Some([code, name, lat, lon])
}

fn feature(
    file: &Arc<SourceFile>,
    columns: &PointColumns<'_>,
    header: &[CsvCell<'_>],
    places: [usize; 4],
    row: &[CsvCell<'_>],
) -> Result<Feature, Box<Diagnostic>> {
    if row.len() != header.len() {
        let (found, wanted) = (row.len(), header.len());
        let span = row[0].span.start..row[row.len() - 1].span.end;
        let message =
            say!("Wiersz ma {found} pól, a nagłówek {wanted}.", "The row has {found} cells, the header {wanted}.");
        let help = say!("Tekst, w którym stoi przecinek, weź w cudzysłów.", "Put text with a comma in it into quotes.");
        return Err(Box::new(Diagnostic::new(codes::CSV_ROW, file.location(span), message).help(help)));
    }
    let [code, name, lat, lon] = places.map(|place| &row[place]);
    for (cell, column) in [(code, columns.code), (name, columns.name)] {
        if cell.text.is_empty() {
            let message = say!("Pole „{column}” jest puste.", "The cell of “{column}” is empty.");
            return Err(Box::new(Diagnostic::new(codes::CSV_ROW, file.location(cell.span.clone()), message)));
        }
    }
    let position = position(file, columns.region, lat, lon)?;
    let properties: BTreeMap<String, String> =
        header.iter().zip(row).map(|(key, cell)| (key.text.to_string(), cell.text.to_string())).collect();
    Ok(Feature {
        code: code.text.to_string(),
        properties,
        shape: Shape::Point(position),
        location: file.location(code.span.clone()),
    })
}

fn position(
    file: &Arc<SourceFile>,
    region: Option<Extent>,
    lat: &CsvCell<'_>,
    lon: &CsvCell<'_>,
) -> Result<Position, Box<Diagnostic>> {
    let (lat_number, lon_number) = (number(file, lat)?, number(file, lon)?);
    let swapped = Position::new(lat_number, lon_number);
    let here = file.location(lat.span.clone());
    let Some(position) = Position::new(lon_number, lat_number) else {
        let message = say!(
            "{lat_number}, {lon_number} to nie jest szerokość i długość geograficzna.",
            "{lat_number}, {lon_number} is no latitude and longitude."
        );
        let help = say!(
            "Szerokość leży między −90 a 90, długość między −180 a 180 stopni.",
            "Latitude is between −90 and 90, longitude between −180 and 180 degrees."
        );
        return Err(Box::new(Diagnostic::new(codes::POSITION_RANGE, here, message).help(help)));
    };
    let is_swapped = region
        .is_some_and(|region| !region.contains(position) && swapped.is_some_and(|swapped| region.contains(swapped)));
    if is_swapped {
        let message = say!(
            "Szerokość i długość geograficzna są zamienione miejscami.",
            "Latitude and longitude stand in each other's place."
        );
        return Err(Box::new(Diagnostic::new(codes::POSITION_SWAPPED, here, message)));
    }
    Ok(position)
}

fn number(file: &Arc<SourceFile>, cell: &CsvCell<'_>) -> Result<f64, Box<Diagnostic>> {
    let written = cell.text.as_ref();
    if let Ok(number) = written.parse::<f64>()
        && number.is_finite()
    {
        return Ok(number);
    }
    let message = say!("„{written}” nie jest liczbą stopni.", "“{written}” is no number of degrees.");
    let help = say!(
        "Zapisz stopnie z kropką dziesiętną, na przykład 53.82824.",
        "Write degrees with a decimal point, such as 53.82824."
    );
    Err(Box::new(Diagnostic::new(codes::CSV_ROW, file.location(cell.span.clone()), message).help(help)))
}

fn duplicate(feature: &Feature, first: &Location) -> Diagnostic {
    let code = &feature.code;
    Diagnostic::new(
        codes::CSV_ROW,
        feature.location.clone(),
        say!("Kod „{code}” mają dwa wiersze.", "Two rows have the code “{code}”."),
    )
    .related(first.clone(), say!("Tu stoi po raz pierwszy.", "It stands here first."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: PointColumns<'_> = PointColumns { code: "code", name: "name", lat: "lat", lon: "lon", region: None };

    fn read(text: &str, region: Option<Extent>) -> (Vec<String>, Vec<(&'static str, usize, usize)>) {
        let checked = read_points_csv(&SourceFile::new("a.csv", text), &PointColumns { region, ..COLUMNS });
        let faults =
            checked.diagnostics.iter().map(|fault| (fault.code.name, fault.location.line(), fault.location.column()));
        (checked.value.iter().map(|feature| feature.code.clone()).collect(), faults.collect())
    }

    #[test]
    fn each_fault_stands_on_its_cell() {
        let text = "code,name,lat,lon\n1,A,54.1,20\n2,,54,20\n3,C,\"54,1\",20\n1,D,54,20\n5,E,54\n6,F,99,20\n";
        let faults =
            [("csv/row", 3, 3), ("csv/row", 4, 5), ("csv/row", 5, 1), ("csv/row", 6, 1), ("position/range", 7, 5)];
        assert_eq!(read(text, None), (vec!["1".to_owned()], faults.to_vec()));
    }

    #[test]
    fn exchanged_columns_and_missing_ones_are_told() {
        let region = Extent::of_country("PL");
        assert_eq!(read("code,name,lat,lon\n1,A,20,54\n", region), (vec![], vec![("position/swapped", 2, 5)]));
        assert_eq!(read("code,name,lat,long\n", None).1, [("csv/row", 1, 1)]);
        assert_eq!(read("", None).1, [("csv/row", 1, 1)]);
    }
}
