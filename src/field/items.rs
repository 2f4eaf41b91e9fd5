//! The items of a list in one cell: parted by semicolons, of which those in an item have a backslash before them.

/// Between the items of a list in one cell.
const BETWEEN: &str = "; ";

/// Items as one cell.
pub fn joined(items: &[String]) -> String {
    items.iter().map(|item| escaped(item)).collect::<Vec<_>>().join(BETWEEN)
}

/// An item as it stands in a cell. A semicolon before an extension belongs to the number.
pub fn escaped(item: &str) -> String {
    let mut cell = String::with_capacity(item.len());
    for (at, character) in item.char_indices() {
        let rest = &item[at + character.len_utf8()..];
        let is_mark = match character {
            ';' => !rest.starts_with("ext="),
            '\\' => rest.is_empty() || rest.starts_with([';', '\\']),
            _ => false,
        };
        cell.extend(is_mark.then_some('\\'));
        cell.push(character);
    }
    cell
}

/// The items of a cell; people leave the space out.
pub fn parted(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut rest = cell.chars();
    while let Some(character) = rest.next() {
        let item = items.last_mut().expect("there is always one");
        match character {
            '\\' if rest.as_str().starts_with([';', '\\']) => item.extend(rest.next()),
            ';' if !rest.as_str().starts_with("ext=") => items.push(String::new()),
            character => item.push(character),
        }
    }
    items.iter().map(|item| item.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_apart_with_or_without_a_space() {
        assert_eq!(parted("a; b;c"), ["a", "b", "c"]);
        assert_eq!(parted("; b"), ["", "b"]);
        assert_eq!(parted("+441;ext=2; +442"), ["+441;ext=2", "+442"]);
    }

    #[test]
    fn what_an_item_holds_parts_no_items() {
        for items in [["Mo 8; Tu 9", "a\\;b"], ["c:\\", "\\\\"], [";", "x"], ["+441;ext=2", "y\\z"]] {
            let items = items.map(str::to_owned);
            assert_eq!(parted(&joined(&items)), items);
        }
    }
}
