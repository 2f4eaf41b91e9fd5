//! The one way to write a table: RFC 4180, and no cell that a spreadsheet would run.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

/// A table that is being written. **Source**: RFC 4180, with CRLF between the lines.
pub struct Table(Writer<Vec<u8>>);

impl Table {
    /// A table with a head.
    pub fn new<T: AsRef<str>>(head: impl IntoIterator<Item = T>) -> Self {
        let mut table = Self(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new()));
        table.row(head);
        table
    }

    /// Adds a row, with as many cells as the head.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let cells = cells.into_iter().map(|cell| safe(cell.as_ref()).into_owned());
        self.0.write_record(cells).expect("writing to memory does not fail, and rows are as long as the head");
    }

    /// The bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect("writing to memory does not fail")
    }
}

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before one that would be. Numbers and telephone
/// numbers stay as they are. [`value`] takes it away again.
pub fn safe(cell: &str) -> Cow<'_, str> {
    if runs(cell.trim_start_matches('\'')) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What a cell says that [`safe`] wrote.
pub fn value(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet may take a cell for a formula or a command.
fn runs(cell: &str) -> bool {
    let plain = |text: &str| text.replace(";ext=", "").chars().all(|c| c.is_ascii_digit() || "+-.; ".contains(c));
    match cell.trim_start_matches(|c: char| c.is_whitespace() && !"\t\r\n".contains(c)).chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%') => true,
        Some('+' | '-') => !plain(cell) || !cell.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_told_apart_from_numbers() {
        for cell in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-", "-2+3+cmd|x", "\t=1", " =1", "'=1", "＝1"] {
            assert_eq!(safe(cell), format!("'{cell}"));
        }
        for cell in ["", "+48552371065;ext=12; +48552371066", "-3.5", "a=b", "'a", "14-200", "'t Hooft"] {
            assert_eq!(safe(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn a_cell_gives_its_value_back(cell in "[=+@' \\t\\r0-9a-zł-]{0,8}") {
            let written = safe(&cell);
            prop_assert_eq!(value(&written), cell.as_str());
        }
    }
}
