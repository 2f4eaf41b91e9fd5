//! Next month's file goes in by the same command: what did not change stays, and what did is told row by row.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

fn spis(root: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("spis").expect("the program is built");
    command.args(arguments).args(["--build-date", "2026-11-22", "--lang", "en", "--root"]).arg(root);
    told(&command.output().expect("it runs"))
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A site of its own with some of the first lines of its settings written anew.
fn site(settings: &[&str]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().to_str().expect("it is text").to_owned();
    let made =
        Command::cargo_bin("spis").expect("the program is built").args(["init", &path]).output().expect("it runs");
    assert!(made.status.success(), "{}", told(&made));
    let config = folder.path().join("content/site.yaml");
    let text = fs::read_to_string(&config).expect("readable");
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let kept = text.lines().filter(|line| settings.iter().all(|new| key(new) != key(line)));
    let lines: Vec<&str> = kept.chain(settings.iter().copied()).collect();
    fs::write(&config, lines.join("\n")).expect("writable");
    folder
}

/// What an import of rows says last.
fn import(site: &Path, rows: &[Vec<String>], asked: &[&str]) -> String {
    let table = site.join("clubs.csv");
    let text: String = rows.iter().map(|row| row.join(";") + "\n").collect();
    fs::write(&table, text).expect("writable");
    let path = table.to_str().expect("text").to_owned();
    let out = spis(site, &[&["import", &path], asked].concat());
    assert!(!out.lines().any(|line| line.starts_with("refused:")), "{out}");
    out
}

fn counts(out: &str, wanted: [usize; 4]) {
    let [new, changed, same, gone] = wanted;
    let line = format!(
        "New: {new}, changed: {changed}, unchanged: {same}, not in the file: {gone}, refused: 0, undecided: 0."
    );
    assert!(out.contains(&line), "wanted: {line}\n{out}");
}

/// Forty clubs of which many are called the same, some in one town, some with one telephone; `code` puts a number in a
/// register before each, `numbering` the number of the row.
fn clubs(code: bool, numbering: bool) -> Vec<Vec<String>> {
    let names = ["Klub Seniora", "Klub Integracji", "Świetlica", "Klub Seniora"];
    let towns = ["Ełk", "Olsztyn", "Nidzica", "Mrągowo", "Pisz"];
    let mut head = vec!["Nazwa", "Ulica", "Miejscowość", "Telefon", "Uwagi"];
    if code {
        head.insert(0, "Nr w rejestrze");
    }
    if numbering {
        head.insert(0, "Nr");
    }
    let mut rows = vec![head.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>()];
    for number in 0..40_usize {
        let phone = if number % 7 == 0 {
            String::new()
        } else {
            format!("89 523 {:02} {:02}; 500 {:03} 200", 10 + number / 4, 20, 100 + number)
        };
        let remark = if number % 3 == 0 { format!("piętro {}", number % 4) } else { String::new() };
        let mut row = vec![
            names[number % 4].to_owned(),
            format!("Długa {}", number + 1),
            towns[number / 2 % 5].to_owned(),
            phone,
            remark,
        ];
        if code {
            row.insert(0, format!("WM/{:03}/{}", 7 * number % 1000, 2000 + number % 9));
        }
        if numbering {
            row.insert(0, (number + 1).to_string());
        }
        rows.push(row);
    }
    rows
}

/// Numbers the rows anew, as a list does when a row is taken out.
fn numbered(mut rows: Vec<Vec<String>>, numbering: bool) -> Vec<Vec<String>> {
    if numbering {
        rows.iter_mut().enumerate().skip(1).for_each(|(at, row)| row[0] = at.to_string());
    }
    rows
}

#[test]
fn the_same_file_changes_nothing_and_an_edit_is_one_edit() {
    for (code, numbering) in [(true, true), (false, false), (true, false), (false, true)] {
        let site = site(&["country: PL"]);
        let rows = clubs(code, numbering);
        counts(&import(site.path(), &rows, &["--new", "clubs", "--write"]), [40, 0, 0, 0]);
        let again = &["--collection", "clubs"];
        counts(&import(site.path(), &rows, again), [0, 0, 40, 0]);
        let phone = rows[0].iter().position(|head| head == "Telefon").expect("a column");
        let mut changed = rows.clone();
        changed[12][phone] = "89 523 99 99".to_owned();
        counts(&import(site.path(), &changed, again), [0, 1, 39, 0]);
        let mut removed = rows.clone();
        removed.remove(9);
        counts(&import(site.path(), &numbered(removed, numbering), again), [0, 0, 39, 1]);
        let mut added = rows.clone();
        let mut row = rows[5].clone();
        row[phone - 1] = "Gołdap".to_owned();
        row[phone] = "87 615 00 00".to_owned();
        if code {
            row[usize::from(numbering)] = "WM/999/2026".to_owned();
        }
        added.insert(3, row);
        counts(&import(site.path(), &numbered(added, numbering), again), [1, 0, 40, 0]);
        let mut sorted = rows.clone();
        sorted[1..].reverse();
        counts(&import(site.path(), &numbered(sorted, numbering), again), [0, 0, 40, 0]);
    }
}

#[test]
fn a_register_number_is_the_key_and_the_number_of_a_row_is_not() {
    for (code, numbering, key) in [
        (true, true, "key: [Nr w rejestrze]"),
        (false, true, "key: [Nazwa, Miejscowość, Ulica]"),
        (false, false, "key: [Nazwa, Miejscowość, Ulica]"),
    ] {
        let site = site(&["country: PL"]);
        import(site.path(), &clubs(code, numbering), &["--new", "clubs", "--write"]);
        let mapping = fs::read_to_string(site.path().join("imports/clubs.yaml")).expect("it was written");
        assert!(mapping.lines().any(|line| line == key), "{mapping}");
    }
}

#[test]
fn rows_that_say_the_same_are_each_a_record() {
    let site = site(&["country: PL"]);
    let mut rows = clubs(false, false);
    rows.push(rows[4].clone());
    rows.push(rows[4].clone());
    counts(&import(site.path(), &rows, &["--new", "clubs", "--write"]), [42, 0, 0, 0]);
    counts(&import(site.path(), &rows, &["--collection", "clubs"]), [0, 0, 42, 0]);
    rows.pop();
    counts(&import(site.path(), &rows, &["--collection", "clubs"]), [0, 0, 41, 1]);
}

const SCHEMA: &str = "label: Rooms
noun: {en: {one: room, other: rooms}, pl: {one: pokój, few: pokoje, many: pokojów, other: pokoju}}
fields:
  lead: {type: text, label: Lead}
  rules: {type: link, label: Rules}
  open: {type: opening_hours, label: Open}
  mails: {type: email, label: Mail, list: true}
  remark: {type: text, label: Remark}
  people:
    type: group
    list: true
    label: People
    fields:
      who: {type: text, label: Who}
      phones: {type: phone, label: Telephones, list: true}
      hours: {type: opening_hours, label: Hours}
";

const RECORD: &str = "name: Reading room
lead: # of the door
  en: Quiet
  pl: Cisza
rules: {url: https://example.org/rules, label: {en: House rules, pl: Regulamin}}
open:
  mon-fri: 9:00–17:00
  sat: 10:00–14:00
mails:
  - {address: a@example.org, personal: true}
  - b@example.org
remark: x # y
people:
  - who: {en: Ann; the first, pl: Anna} # who opens
    phones:
      - 020 7946 0031
      - {number: 020 7946 0032, label: evenings}
  - who: Bob
    hours:
      mon: 9:00–10:00
      tue: closed
source: {title: A list}
";

/// A site with one record, exported; an edit of the table; the record after the import.
fn edited(edit: impl Fn(String) -> String) -> (String, String) {
    let site = site(&["languages: [en, pl]"]);
    let folder = site.path().join("content/registry/rooms");
    fs::create_dir_all(&folder).expect("writable");
    fs::write(folder.join("_schema.yaml"), SCHEMA).expect("writable");
    fs::write(folder.join("reading.yaml"), RECORD).expect("writable");
    let table = site.path().join("rooms.csv");
    let path = table.to_str().expect("text");
    let out = spis(site.path(), &["export", "rooms", "--format", "csv", "--out", path]);
    let before = fs::read_to_string(&table).expect(&out);
    let after = edit(before.clone());
    assert_ne!(before, after, "{before}");
    fs::write(&table, after).expect("writable");
    let out = spis(site.path(), &["import", path, "--collection", "rooms", "--write"]);
    (fs::read_to_string(folder.join("reading.yaml")).expect("readable"), out)
}

#[test]
fn an_emptied_cell_takes_just_its_value_away() {
    let (record, out) = edited(|text| text.replace(",x", ","));
    assert_eq!(record, RECORD.replace("remark: x # y\n", ""), "{out}");
}

#[test]
fn the_other_languages_of_an_emptied_text_are_not_lost() {
    let (record, out) = edited(|text| text.replace(",Quiet,", ",,"));
    assert_eq!(record, RECORD, "{out}");
    assert!(out.contains("refused: row 2, column C: The text in “en” is missing."), "{out}");
}

#[test]
fn an_edited_text_keeps_its_translations() {
    let (record, out) =
        edited(|text| text.replace("House rules", "Rules of the house").replace(",Quiet,", ",Silence,"));
    assert_eq!(record, RECORD.replace("House rules", "Rules of the house").replace("Quiet", "Silence"), "{out}");
}

#[test]
fn a_day_that_is_no_longer_in_the_cell_is_taken_away() {
    let (record, out) = edited(|text| text.replace("; Sa 10:00-14:00", ""));
    assert_eq!(record, RECORD.replace("  sat: 10:00–14:00\n", ""), "{out}");
}

#[test]
fn a_changed_mailbox_keeps_what_is_said_of_it() {
    let (record, out) = edited(|text| text.replace("a@example.org; b@example.org", "c@example.org; b@example.org"));
    assert_eq!(record, RECORD.replace("a@example.org", "c@example.org"), "{out}");
}

#[test]
fn a_field_of_a_block_is_edited_in_its_own_column() {
    let head = "People – Who,People – Telephones,People – Telephones (kind)";
    let (record, out) = edited(|text| {
        assert!(text.contains(head), "{text}");
        text.replace("Ann\\; the first; Bob", "Anne\\; the first; Rob")
    });
    assert_eq!(record, RECORD.replace("Ann; the first", "Anne; the first").replace("who: Bob", "who: Rob"), "{out}");
    let (record, out) = edited(|text| text.replace("+442079460031", "+442079460039"));
    assert_eq!(record, RECORD.replace("020 7946 0031", "+442079460039"), "{out}");
    let (record, out) = edited(|text| text.replace("\\; Tu off", ""));
    assert_eq!(record, RECORD.replace("      tue: closed\n", ""), "{out}");
}
