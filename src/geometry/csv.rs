//! The cells of a CSV file with their bytes. **Source**: RFC 4180; the separator may also be `;` or a tab.

use std::borrow::Cow;
use std::ops::Range;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CsvCell<'a> {
    /// Its text without quotes and without space around it.
    pub text: Cow<'a, str>,
    /// Its bytes, quotes included.
    pub span: Range<usize>,
}

/// Reads all rows that are not empty, or gives the byte of a quote that is never closed.
pub(super) fn rows(text: &str) -> Result<Vec<Vec<CsvCell<'_>>>, usize> {
    let separator = separator(text);
    let (mut rows, mut row, mut at) = (Vec::new(), Vec::new(), 0);
    while at < text.len() {
        let cell = cell(text, at, separator)?;
        at = cell.span.end;
        row.push(cell);
        if text[at..].starts_with(separator) {
            at += separator.len_utf8();
            if at < text.len() {
                continue;
            }
            // A separator that ends the file has one more cell after it.
            row.push(CsvCell { text: Cow::Borrowed(""), span: at..at });
        }
        at += line_end(&text[at..]);
        let full = std::mem::take(&mut row);
        if full.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(full);
        }
    }
    Ok(rows)
}

/// What stands between the cells: of comma, semicolon and tab, the one that the first line has most of.
fn separator(text: &str) -> char {
    let header = text.lines().next().unwrap_or("");
    // Of equals the last wins: a header of one column has commas.
    [',', ';', '\t'].into_iter().rev().max_by_key(|mark| header.matches(*mark).count()).unwrap_or(',')
}

fn cell(text: &str, start: usize, separator: char) -> Result<CsvCell<'_>, usize> {
    let rest = &text[start..];
    let Some(quoted) = rest.strip_prefix('"') else {
        let length = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
        return Ok(CsvCell { text: Cow::Borrowed(rest[..length].trim()), span: start..start + length });
    };
    let mut end = 0;
    loop {
        end += quoted[end..].find('"').ok_or(start)?;
        if !quoted[end + 1..].starts_with('"') {
            break;
        }
        end += 2;
    }
    let after = &quoted[end + 1..];
    let tail = after.find([separator, '\n', '\r']).unwrap_or(after.len());
    let mut value = quoted[..end].replace("\"\"", "\"");
    value.push_str(&after[..tail]);
    Ok(CsvCell { text: Cow::Owned(value.trim().to_owned()), span: start..start + 1 + end + 1 + tail })
}

fn line_end(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let rows = rows(text).expect("quotes are closed");
        rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text.into_owned()).collect()).collect()
    }

    #[test]
    fn quotes_separators_and_line_ends_are_understood() {
        assert_eq!(texts("a;b\r\n\"x;\"\"y\"\"\";2\r\n\r\n3;"), [["a", "b"], ["x;\"y\"", "2"], ["3", ""]]);
        assert_eq!(rows("a,b\n\"x,2"), Err(4));
    }

    proptest! {
        #[test]
        fn agrees_with_the_csv_crate(table in prop::collection::vec(prop::collection::vec("[a-z ,;\"\n]{1,6}", 3), 1..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["one,", "two,", "three"]).expect("memory takes it");
            for row in &table {
                writer.write_record(row).expect("memory takes it");
            }
            let text = String::from_utf8(writer.into_inner().expect("memory takes it")).expect("it was text");
            let written = table.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
            let expected: Vec<Vec<String>> = written.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(&texts(&text)[1..], &expected[..]);
        }

        #[test]
        fn never_panics(text in "[a\"ż,;\t\r\n]{0,30}") {
            for cell in rows(&text).into_iter().flatten().flatten() {
                prop_assert!(text.get(cell.span).is_some());
            }
        }
    }
}
