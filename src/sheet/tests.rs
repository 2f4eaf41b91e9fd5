use super::*;

fn only(name: &str, bytes: &[u8]) -> Vec<Vec<String>> {
    let sheets = read(name, bytes).expect("it is a table");
    assert_eq!(sheets.len(), 1);
    sheets[0].rows.iter().map(|row| row.iter().map(Cell::to_string).collect()).collect()
}

#[test]
fn columns_have_letters() {
    assert_eq!([0, 25, 26, 51, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
}

#[test]
fn any_separator_is_recognised() {
    for separator in [",", ";", "\t", "|"] {
        let text = ["name", "town", "phone"].join(separator) + "\n" + &["A", "B", "\"1; 2, 3\""].join(separator) + "\n";
        assert_eq!(only("a.csv", text.as_bytes()), [["name", "town", "phone"], ["A", "B", "1; 2, 3"]], "{separator:?}");
    }
    assert_eq!(only("a.csv", b"sep=|\nname|town\nA|B\n")[2], ["A", "B"]);
}

#[test]
fn rows_keep_the_numbers_that_a_person_counts() {
    let rows = only("a.csv", b"Title,\n\nname,town\nA,B\n");
    assert_eq!(rows[1], Vec::<String>::new());
    assert_eq!(rows[3], ["A", "B"]);
    let rows = only("a.csv", b"Title,\r\n\r\n\r\nname,town\r\n\"A\r\nB\",C\r\n\r\nD,E\r\n");
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 0, 2, 2, 0, 2]);
}

#[test]
fn numbers_have_the_digits_that_a_spreadsheet_shows() {
    assert_eq!(Cell::Number(0.1 + 0.2).to_string(), "0.3");
    assert_eq!(Cell::Number(48_221_234_567.0).to_string(), "48221234567");
    assert_eq!(Cell::Number(-1.5).to_string(), "-1.5");
}

#[test]
fn lists_become_tables_by_their_keys() {
    let text = br#"{"total": 2, "items": [{"id": "a", "address": {"town": "X"}, "tags": ["p", "q"]}, {"id": "b", "n": 1.5, "address": {"zip": "01-234"}}]}"#;
    let rows = only("a.json", text);
    let cell = |row: usize, head: &str| {
        let column = rows[0].iter().position(|known| known == head).expect("a column");
        rows[row].get(column).cloned().unwrap_or_default()
    };
    assert_eq!(["id", "address.town", "tags", "n"].map(|head| cell(1, head)), ["a", "X", "p; q", ""]);
    assert_eq!(["id", "address.zip", "tags", "n"].map(|head| cell(2, head)), ["b", "01-234", "", "1.5"]);
    let rows = only("a.yaml", b"- {id: a, town: X}\n- {id: b, town: '007'}\n");
    assert_eq!(rows[2], ["b", "007"]);
}

#[test]
fn features_have_a_point() {
    let text = br#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": 7, "properties": {"name": "P"}, "geometry": {"type": "Point", "coordinates": [20.5, 53.7]}},
        {"type": "Feature", "properties": {"name": "Q"}, "geometry": {"type": "Polygon", "coordinates": [[[0,0],[4,0],[4,4],[0,4],[0,0]]]}},
        {"type": "Feature", "properties": {"name": "R"}, "geometry": null}]}"#;
    let rows = only("a.geojson", text);
    assert_eq!(rows[0], ["id", "name", "latitude", "longitude", "position.precision"]);
    assert_eq!(rows[1], ["7", "P", "53.7", "20.5"]);
    assert_eq!(rows[2], ["", "Q", "2", "2", "area"]);
    assert_eq!(rows[3], ["", "R"]);
}

#[test]
fn what_could_run_as_a_formula_is_guarded_and_nothing_is_lost() {
    let words = ["=1+1", "+48 89 523", "-5", "@home", "'quoted", "''twice", "plain", "a=b", "o'clock"];
    let column = Column { head: "=head".to_owned(), ..Column::default() };
    let rows = words.iter().map(|word| vec![Cell::Text((*word).to_owned())]).collect();
    let table = Table { columns: vec![column], rows, ..Table::default() };
    let bytes = csv(&table);
    let text = String::from_utf8(bytes.clone()).expect("it is UTF-8");
    assert!(text.lines().skip(1).all(|line| !line.starts_with(['=', '+', '-', '@'])), "{text}");
    let back: Vec<String> = only("a.csv", &bytes).into_iter().skip(1).flatten().collect();
    assert_eq!(back, words);
    let sheets = read("a.xlsx", &workbook(&table).expect("it fits")).expect("it is a workbook");
    let back: Vec<String> = sheets[0].rows.iter().skip(1).flatten().map(Cell::to_string).collect();
    assert_eq!(back, words);
}

#[test]
fn what_is_no_table_says_so() {
    for (name, bytes) in
        [("a.xlsx", &b"PK\x03\x04nonsense"[..]), ("a.json", b"{\"a\": 1}"), ("a.json", b"[{]"), ("a.csv", b" \n")]
    {
        assert!(read(name, bytes).is_err(), "{name} {bytes:?}");
    }
}
