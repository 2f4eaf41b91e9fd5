use std::ops::Range;
use std::sync::Arc;

use crate::model::FieldPath;
use crate::source::{Location, SourceFile};
use crate::yaml::{self, Node, Value};

/// The place of a part of a text, as [`Reading::text`](super::Reading::text) gives it: without the white space around it.
pub fn part_of_text(file: &Arc<SourceFile>, node: &Node, range: Range<usize>) -> Location {
    let Value::Scalar(text) = &node.value else { return file.location(node.span.clone()) };
    let before = text.len() - text.trim_start().len();
    file.location(yaml::place(file, node, before + range.start..before + range.end))
}

/// The place of a part of a text that stands somewhere under a way into a file: in a language, or as an item of a list. The
/// file is read again for it: this is for faults, which are few.
///
/// Nothing where no such text stands there.
pub fn locate(file: &Arc<SourceFile>, path: &FieldPath, text: &str, range: Range<usize>) -> Option<Location> {
    let root = yaml::parse(file).value?;
    let node = find_text(root.at(path)?, text)?;
    Some(part_of_text(file, node, range))
}

/// The same under a key at the top of the file that a place is in; that place where no such text stands there.
pub fn locate_under(place: &Location, key: &str, text: &str, range: Range<usize>) -> Location {
    locate(place.file(), &FieldPath::new(key), text, range).unwrap_or_else(|| place.clone())
}

/// The first scalar that says a text.
fn find_text<'n>(node: &'n Node, text: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Scalar(found) => (found.trim() == text).then_some(node),
        Value::Sequence(items) => items.iter().find_map(|item| find_text(item, text)),
        Value::Mapping(mapping) => mapping.entries.iter().find_map(|entry| find_text(&entry.value, text)),
        Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_text_is_found_under_its_field() {
        let text = "other: see [x](y)\nabout:\n  en: no\n  pl: |\n\n    see\n    [x](y)\nlist: [a, '  see [x](y)']\n";
        let file = SourceFile::new("a.yaml", text);
        let find = |path: &str, text: &str| {
            let at = text.find('[').expect("it has a link");
            let found = locate(&file, &FieldPath::parse(path).expect("a way"), text, at..text.len())?;
            assert_eq!(&file.text()[found.span()], "[x](y)");
            Some((found.line(), found.column()))
        };
        assert_eq!(find("other", "see [x](y)"), Some((1, 12)));
        assert_eq!(find("about", "see\n[x](y)"), Some((7, 5)));
        assert_eq!(find("about.pl", "see\n[x](y)"), Some((7, 5)));
        assert_eq!(find("list", "see [x](y)"), Some((8, 18)));
        assert_eq!(find("about.en", "see\n[x](y)"), None);
        assert_eq!(find("none", "see [x](y)"), None);
    }
}
