//! The style sheets lose nothing in browsers of 2018 (Chrome 70, Firefox 63, Safari 12).

use std::fs;
use std::path::Path;

use regex::Regex;

/// Declarations and selectors that those browsers drop, and what says the same for them.
const YOUNGER: [(&str, &str); 6] = [
    (
        r"(?m)[;{\s](margin|padding)-(inline|block): ",
        "left and right, top and bottom, or -inline-start and -inline-end",
    ),
    (r"[;{\s]inset(-[a-z-]+)?: ", "top, right, bottom, left"),
    (r":has\(", "a class"),
    (r":(is|where)\(", "one selector after another"),
    (r"@container", "@media"),
    (r"display: (inline-)?flex;[^}]*[;{\s](row-|column-)?gap: ", "margins of the children"),
];

fn sheets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets");
    let entries = fs::read_dir(folder).expect("the folder of assets is readable");
    let paths = entries.map(|entry| entry.expect("the entry is readable").path());
    let sheets = paths.filter(|path| path.extension().is_some_and(|extension| extension == "css"));
    // The search's own sheet is still to be written so.
    let sheets = sheets.filter(|path| !path.ends_with("search.css"));
    sheets.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a style sheet is text"))).collect()
}

#[test]
fn nothing_is_said_that_browsers_of_2018_drop() {
    let sheets = sheets();
    assert!(sheets.len() >= 5, "{} style sheets", sheets.len());
    let mut found = Vec::new();
    for (pattern, instead) in YOUNGER {
        let pattern = Regex::new(pattern).expect("a pattern");
        for (path, text) in &sheets {
            for place in pattern.find_iter(text) {
                let line = 1 + text[..place.start()].matches('\n').count();
                found.push(format!("{path}:{line}: {} – write {instead}", place.as_str().trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Functions that browsers of 2018 do not know: a declaration with one is dropped, so that a plain one stands before it.
const FUNCTIONS: [&str; 3] = ["min(", "max(", "clamp("];

fn has_younger_function(value: &str) -> bool {
    let words = value.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '('));
    words.flat_map(|word| word.split_inclusive('(')).any(|word| FUNCTIONS.contains(&word))
}

#[test]
fn what_is_computed_by_younger_functions_has_a_plain_value_before_it() {
    let mut found = Vec::new();
    for (path, text) in sheets() {
        for block in text.split(['{', '}']).filter(|block| !block.contains("@supports")) {
            let declarations: Vec<(&str, &str)> = block.split(';').filter_map(|one| one.split_once(':')).collect();
            for (at, (property, value)) in declarations.iter().enumerate() {
                let plain =
                    |(other, value): &(&str, &str)| other.trim() == property.trim() && !has_younger_function(value);
                if has_younger_function(value)
                    && !property.trim().starts_with("--")
                    && !declarations[..at].iter().any(plain)
                {
                    found.push(format!("{path}: {}:{value}", property.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
