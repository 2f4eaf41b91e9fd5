use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::MessageLanguage;

fn read(text: &str) -> Checked<Option<Node>> {
    parse(&SourceFile::new("a.yaml", text))
}

/// `line:column code`, one a line, in the order of the file.
fn faults(text: &str) -> String {
    let mut diagnostics = read(text).diagnostics;
    crate::diagnostic::sort(&mut diagnostics);
    let mut list = String::new();
    for fault in diagnostics {
        let location = &fault.location;
        writeln!(list, "{}:{} {}", location.line(), location.column(), fault.code).expect("a string takes all");
    }
    list
}

/// The only fault's message and help in English, with the text that it points at.
fn words(text: &str) -> (String, String, String) {
    let file = SourceFile::new("a.yaml", text);
    let diagnostics = parse(&file).diagnostics;
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    let help = diagnostics[0].help.as_ref().map(|help| help.in_language(MessageLanguage::English).to_owned());
    let place = file.text()[diagnostics[0].location.span()].to_owned();
    (diagnostics[0].message.en.clone(), help.unwrap_or_default(), place)
}

/// The tree as JSON-like text; fails where there is a fault.
fn tree(text: &str) -> String {
    let checked = read(text);
    assert_eq!(checked.diagnostics, []);
    show(&checked.value.expect("a clean file has a tree"))
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Scalar(text) => format!("{text:?}"),
        Value::Sequence(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Mapping(mapping) => {
            let entry = |entry: &Entry| format!("{}: {}", entry.key, show(&entry.value));
            format!("{{{}}}", mapping.entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn all_scalars_are_text() {
    assert_eq!(
        tree("a: no\nb: 089\nc: 1.0\nd: 2024-07-20\ne: null\nf: 'it''s'\ng: \"\\u0105\"\n"),
        r#"{a: "no", b: "089", c: "1.0", d: "2024-07-20", e: "null", f: "it's", g: "ą"}"#
    );
}

#[test]
fn nothing_written_is_null() {
    assert_eq!(tree("a:\nb: ~\nc: ''\nd: '~'\n"), r#"{a: null, b: null, c: "", d: "~"}"#);
    assert_eq!(tree(""), "null");
    assert_eq!(tree("# a comment\n\n"), "null");
    assert_eq!(tree("---\n"), "null");
}

#[test]
fn marks_line_ends_and_a_missing_last_one_make_no_difference() {
    let expected = r#"{a: "b c", d: "e\nf\n", g: ["h", {i: "j"}]}"#;
    let text = "a: b\n  c\nd: |\n  e\n  f\ng:\n- h\n- i: j\n";
    assert_eq!(tree(text), expected);
    assert_eq!(tree(&text.replace('\n', "\r\n")), expected);
    assert_eq!(tree(&format!("\u{feff}{text}")), expected);
    assert_eq!(tree(text.trim_end()), expected);
    assert_eq!(tree("a: {b: [c, d]}\n"), r#"{a: {b: ["c", "d"]}}"#);
}

#[test]
fn every_key_and_value_has_its_place() {
    let file = SourceFile::new("a.md", "---\nż: 'ó'\nl:\n  - m: n\n    o:\n  - [p]\n  -\nt: |\n  q\n\n---\n");
    let node = parse_part(&file, 4..file.text().len() - 4).value.expect("it is right");
    let Value::Mapping(mapping) = &node.value else { panic!("not a mapping: {node:?}") };
    let text = |span: &Range<usize>| &file.text()[span.clone()];
    assert_eq!(text(&node.span), file.text()[4..].trim_end_matches("\n\n---\n"));
    let places = mapping.entries.iter().map(|entry| (text(&entry.key_span), text(&entry.value.span)));
    assert_eq!(places.collect::<Vec<_>>(), [("ż", "'ó'"), ("l", "- m: n\n    o:\n  - [p]\n  -"), ("t", "q")]);
    let Some(Value::Sequence(items)) = mapping.get("l").map(|node| &node.value) else { panic!("not a list") };
    assert_eq!(text(&items[0].span), "m: n\n    o:");
    assert_eq!(text(&items[1].span), "[p]");
    assert!(file.text()[..items[2].span.start].ends_with("\n  -"));
}

#[test]
fn tabs_are_all_reported_at_once() {
    assert_eq!(faults("a:\n\tb: c\n \td: e\n"), "2:1 yaml/tab\n3:2 yaml/tab\n");
    assert_eq!(faults("a:\n  b: c\n\td: e\nf: [\n"), "3:1 yaml/tab\n4:4 yaml/syntax\n");
    assert_eq!(faults("\ta: b\n"), "1:1 yaml/tab\n");
    assert_eq!(faults("a: |\n\tx\n"), "2:1 yaml/tab\n");
    assert_eq!(faults("a:\t|\n  x\n  \ty\nb:\tc\t# d\n"), "", "tabs that are no indentation are harmless");
}

#[test]
fn wrong_indentation_is_found_where_it_is() {
    for (text, expected) in [
        ("name: X\n operator: Y\n", "2:2"),
        ("address:\n  street: a\n town: b\n", "3:2"),
        ("address:\n  street: a\n   town: b\n   zip: c\nname: d\n", "3:4"),
        ("address:\n  street:\n    x: 1\n   y: 2\n", "4:4"),
        ("x:\n    a: b\n  c: d\n  e: f\n", "3:3"),
        ("x: y\n  a: b\n", "2:3"),
        ("phones:\n  - a\n - b\n", "3:2"),
        ("phones:\n  - a\n   - b\n", "3:4"),
        ("phones:\n- a\n - b\n", "3:2"),
        ("phones:\n  - n: a\n   e: b\n", "3:4"),
        ("phones:\n  - n: a\n     e: b\n  - n: c\n", "3:6"),
        ("phones:\n  - n: a\n    e: b\n   - n: c\n", "4:4"),
        ("- a\n  b: c\n", "2:3"),
        ("a:\n  - b: c\n    d: e\n  f:\n    b: c\n    d: e\n  g:\n    b: c\n", "4:3"),
        ("text: |\n   x\n  y\n", "3:3"),
    ] {
        assert_eq!(faults(text), format!("{expected} yaml/indentation\n"), "{text}");
    }
}

#[test]
fn indentation_says_what_the_neighbours_have() {
    let (message, help, place) = words("address:\n  street:\n  town: b\n   zip: c\n");
    assert_eq!(message, "Wrong indentation: 3 spaces on this line, but 2 spaces on its neighbour (line 3).");
    assert!(help.starts_with("Begin this line with as many spaces as its neighbour (2)."), "{help}");
    assert_eq!(place, "zip: c");
    let file = SourceFile::new("a.yaml", "a: b\n c: d\n");
    let polish = &parse(&file).diagnostics[0].message.pl;
    assert_eq!(polish, "Złe wcięcie: w tej linii to 1 spacja, a w sąsiedniej (linia 1) 0 spacji.");
}

#[test]
fn duplicate_keys_keep_the_first() {
    let checked = read("a: 1\nb: 2\n'a': 3\n");
    assert_eq!(checked.value.as_ref().map(show), Some(r#"{a: "1", b: "2"}"#.to_owned()));
    assert_eq!(checked.diagnostics[0].code, crate::diagnostic::codes::YAML_DUPLICATE_KEY);
    assert_eq!(checked.diagnostics[0].location.line(), 3);
    assert_eq!(checked.diagnostics[0].related[0].location.line(), 1);
    let many: String = (0..50).map(|number| format!("k{number}: x\n")).collect();
    assert_eq!(faults(&format!("{many}k7: y\n")), "51:1 yaml/duplicate-key\n");
    assert_eq!(faults(&format!("{many}k50: y\n")), "");
}

#[test]
fn anchors_aliases_tags_and_merge_keys_are_refused() {
    assert_eq!(faults("a: &x b\nc: *x\nd: *y\n"), "1:4 yaml/anchor\n2:4 yaml/anchor\n3:4 yaml/anchor\n");
    assert_eq!(faults("a: !!str 5\nb: !c\n"), "1:4 yaml/anchor\n2:4 yaml/anchor\n");
    assert_eq!(faults("<<: {a: b}\n*c : d\n"), "1:1 yaml/anchor\n2:1 yaml/anchor\n");
    assert_eq!(tree("'<<': a\n"), r#"{<<: "a"}"#);
    assert_eq!(read("a: &x b\n").value.as_ref().map(show), Some(r#"{a: "b"}"#.to_owned()));
    assert_eq!(read("a: *x\n").value, None, "an alias leaves a hole");
}

#[test]
fn an_alias_bomb_does_not_go_off() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{items}]").expect("a string takes all");
    }
    let checked = read(&bomb);
    assert_eq!(checked.value, None);
    assert_eq!(checked.diagnostics.len(), 30 + 29 * 9);
}

#[test]
fn depth_and_size_are_limited() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(faults(&deep(MAXIMUM_DEPTH)), "");
    assert_eq!(faults(&deep(MAXIMUM_DEPTH + 1)), "1:33 yaml/nesting\n");
    assert!(faults(&deep(100_000)).ends_with("yaml/nesting\n"));
    let block: String = (0..40).map(|depth| " ".repeat(depth) + "a:\n").collect();
    assert_eq!(faults(&block), "33:33 yaml/nesting\n");
    assert_eq!(faults(&"- x\n".repeat(MAXIMUM_NODES - 1)), "");
    assert_eq!(faults(&"- x\n".repeat(MAXIMUM_NODES + 1)), "1000001:3 yaml/size\n");
}

#[test]
fn several_documents_are_refused() {
    assert_eq!(faults("a: 1\n---\na: 2\n"), "2:1 yaml/syntax\n");
    assert_eq!(faults("---\na: 1\n...\n"), "");
    assert_eq!(words("%YAML 1.2\n---\na: b\n").0, "YAML directives (“%…”) are not allowed.");
}

#[test]
fn help_says_what_to_write_instead() {
    for (text, help, place) in [
        ("name: Foo: bar\n", "'Foo: bar'", ":"),
        ("hours: pn: 8:00\n", "'pn: 8:00'", ":"),
        ("name: @foo\n", "'@foo'", "@foo"),
        ("name: `foo`\n", "'`foo`'", "`foo`"),
        ("name: %foo\n", "'%foo'", "%foo"),
        ("name: & sons\n", "'& sons'", "& sons"),
        ("name: **bold** text\n", "'**bold** text'", "**bold** text"),
        ("name: !ważne!\n", "'!ważne!'", "!ważne!"),
        ("name: ? a\n", "'? a'", "? a"),
        ("name: - a\n", "'- a'", "- a"),
        ("name: Foo #1\n", "'Foo #1'", "#1"),
        ("name: [b, c] d\n", "'[b, c] d'", "d"),
        ("name: \"Foo \"bar\" baz\"\n", "'Foo \"bar\" baz'", "bar\" baz\""),
        ("name: \"A\" and \"B\"\n", "'\"A\" and \"B\"'", "and \"B\""),
        ("name: 'It's'\n", "\"It's\"", "s'"),
        ("name: \"a\\d\"\n", "'a\\d'", "\\"),
        ("name:Foo\noperator: X\n", "name: Foo", ":"),
        ("id: a\nname:Foo\noperator: X\n", "name: Foo", ":"),
        ("name: [a, b\nx: y\n", "Add “]”", "["),
        ("name: {a: b\nx:\n  - y\n", "Add “}”", "{"),
        ("name: [a]]\n", "Remove it", "]"),
        ("name: \"Foo\noperator: \"Bar\"\n", "Add \" at the end", "\""),
        ("name: 'Foo\noperator: Bar\n", "Add ' at the end", "'"),
        ("a: \u{1}\n", "Remove it", "\u{1}"),
        ("a: b\n  c # d\n  e\n", "Move the comment", "# d"),
        ("a: b\n- c\n", "add the key", "- c"),
        ("id: a\nname Foo\nx: y\n", "Write “key: value”", "name Foo"),
        (": a\n", "Write “key: value”", ""),
        ("[a]: b\n", "Write “key: value”", "[a]"),
    ] {
        let found = words(text);
        assert!(found.1.contains(help), "{text}{found:?}");
        assert_eq!(found.2, place, "{text}{found:?}");
    }
    assert_eq!(tree("name: Foo # a comment\nx: y # z\n"), r#"{name: "Foo", x: "y"}"#);
}

#[test]
fn independent_faults_are_reported_in_one_run() {
    let text = "a: b: c\nd:\n  e: f\n g: h\ni: @j\nd: k\nl: 'm\nn: o\n";
    assert_eq!(
        faults(text),
        "1:5 yaml/syntax\n4:2 yaml/indentation\n5:4 yaml/syntax\n6:1 yaml/duplicate-key\n7:4 yaml/syntax\n"
    );
    assert_eq!(read(text).value, None);
}

/// Fails unless all places are inside `outer`, on character boundaries, and inside their collection's.
fn check_places(text: &str, node: &Node, outer: &Range<usize>) {
    let inside = |span: &Range<usize>, outer: &Range<usize>| {
        assert!(outer.start <= span.start && span.start <= span.end && span.end <= outer.end, "{span:?} in {outer:?}");
        assert!(text.get(span.clone()).is_some(), "{span:?} cuts a character");
    };
    inside(&node.span, outer);
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| check_places(text, item, &node.span)),
        Value::Mapping(mapping) => {
            for (index, entry) in mapping.entries.iter().enumerate() {
                inside(&entry.key_span, &node.span);
                check_places(text, &entry.value, &node.span);
                assert!(mapping.entries[..index].iter().all(|other| other.key != entry.key));
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

fn check_any(text: &str) {
    let file = SourceFile::new("a.yaml", text);
    let checked = parse(&file);
    let whole = 0..file.text().len();
    if let Some(node) = &checked.value {
        check_places(file.text(), node, &whole);
    } else {
        assert!(checked.diagnostics.iter().any(crate::diagnostic::Diagnostic::is_error), "a silent failure");
    }
    for fault in &checked.diagnostics {
        assert!(file.text().get(fault.location.span()).is_some());
        assert!(fault.help.is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_or_explained(text in any::<String>()) {
        check_any(&text);
    }

    #[test]
    fn text_like_yaml_is_read_or_explained(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b:", "ż: ", "- ", "-", ": ", ":", "\n", "\n", "\n  ", "\n ", "\n    ", "\t", " ", "\r\n", "[", "]", "{",
                "}", ",", "'", "\"", "#1", " #", "|", ">", "|2\n", "&a ", "*a", "!t ", "<<: ", "? ", "---", "...", "%", "@", "\\",
                "\u{feff}", "\u{85}", "\u{2028}", "\u{0}", "łąka", "~",
            ]),
            0..40,
        )
    ) {
        check_any(&pieces.concat());
    }

    #[test]
    fn a_part_is_read_like_the_whole(text in "[ab:\\- \n'ż#\\[\\]]{0,40}") {
        let whole = SourceFile::new("a.md", format!("---ż\n{text}\n---\n"));
        let part = 6..6 + text.len();
        let alone = read(&text);
        let inside = parse_part(&whole, part.clone());
        prop_assert_eq!(alone.value.as_ref().map(show), inside.value.as_ref().map(show));
        prop_assert_eq!(alone.diagnostics.len(), inside.diagnostics.len());
        if let Some(node) = &inside.value {
            check_places(whole.text(), node, &part);
        }
    }
}
