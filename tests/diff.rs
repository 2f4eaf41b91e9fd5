//! `spis diff`: what changed between two states of a register, in words of its schema.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::{Assert, OutputAssertExt};
use serde_json::{Value, json};
use tempfile::TempDir;

const SITE: &str = "title: Biblioteki\ndescription: Gdzie są.\nlanguages: [pl, en]\ncountry: PL\n";

const SCHEMA: &str = "label: {pl: Biblioteki, en: Libraries}
noun: {pl: {one: biblioteka, few: biblioteki, many: bibliotek, other: biblioteki}, en: {one: library, other: libraries}}
title: \"{name}, {address.town}\"
fields:
  address: {type: address, label: {pl: Adres, en: Address}}
  phones: {type: phone, list: true, label: {pl: Telefon, en: Telephone}}
  emails: {type: email, list: true, label: E-mail}
  kind: {type: choice, label: {pl: Rodzaj, en: Kind}, choices: {lending: {pl: Wypożyczalnia, en: Lending}, reading: Czytelnia}}
  about: {type: markdown, label: {pl: Opis, en: About}}
";

const RECORD: &str = "name: Biblioteka
address: {street: Długa 1, postal_code: 11-100, town: Olecko}
phones: [89 523 45 67]
emails: [olecko@example.org]
kind: lending
about: {pl: \"Mała *biblioteka*.\", en: A small library.}
source: {place: s. 1}
";

/// A register in a git repository.
struct Register(TempDir);

impl Register {
    fn new() -> Self {
        let register = Self(tempfile::tempdir().expect("a temporary folder"));
        register.git(&["init", "--quiet", "--initial-branch=main"]);
        register.write("content/site.yaml", SITE);
        register.write("content/registry/biblioteki/_schema.yaml", SCHEMA);
        register.record("olecko", RECORD);
        let other = RECORD.replace("Olecko", "Gołdap").replace("523 45 67", "615 00 01").replace("olecko@", "goldap@");
        register.record("goldap", &other.replace("Długa", "Krótka"));
        register.commit();
        register
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgSign=false"];
        let output = Command::new("git").arg("-C").arg(self.path()).args(who).args(arguments).output();
        let output = output.expect("git is installed");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn record(&self, id: &str, text: &str) {
        self.write(&format!("content/registry/biblioteki/{id}.yaml"), text);
    }

    fn remove(&self, id: &str) {
        fs::remove_file(self.path().join(format!("content/registry/biblioteki/{id}.yaml"))).expect("it is there");
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=test"]);
    }

    fn diff(&self, arguments: &[&str]) -> Assert {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spis"));
        command.args(["diff", "--build-date", "2026-07-01", "--root"]).arg(self.path()).args(arguments);
        command.assert()
    }

    /// What changed since the last commit.
    fn changes(&self) -> Value {
        let folder = self.path().to_str().expect("plain");
        let told = stdout(&self.diff(&["HEAD", folder, "--format", "json"]).success());
        serde_json::from_str::<Value>(&told).expect("JSON")["changes"].take()
    }
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text")
}

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("text")
}

#[test]
fn a_new_telephone_is_that_field_alone() {
    let register = Register::new();
    register.record("olecko", &RECORD.replace("89 523 45 67", "89 523 45 68"));
    let fields = json!([{"field": "phones", "old": ["+48895234567"], "new": ["+48895234568"]}]);
    let change = json!({"collection": "biblioteki", "id": "olecko", "kind": "changed", "fields": fields});
    assert_eq!(register.changes(), json!([change]));
    register.commit();
    let polish = stdout(&register.diff(&["HEAD~1", "HEAD"]).success());
    assert_eq!(
        polish,
        "Biblioteka, Olecko (biblioteki/olecko): zmieniono\n  Telefon: było „89 523 45 67”, jest „89 523 45 68”\n\n\
         Zmienione rekordy: 1.\n"
    );
    let english = stdout(&register.diff(&["HEAD~1", "HEAD", "--lang", "en"]).success());
    assert!(english.contains("  Telephone: was “89 523 45 67”, is “89 523 45 68”\n"), "{english}");
    assert_eq!(stdout(&register.diff(&["HEAD", "HEAD"]).success()), "Nic się nie zmieniło.\n");
}

#[test]
fn another_form_of_the_same_is_no_change() {
    let register = Register::new();
    let lines: Vec<&str> = RECORD.lines().rev().collect();
    let reformed = lines.join("\r\n").replace("89 523 45 67", "\"(89) 523-45-67\"").replace("lending", "'lending'");
    register.record("olecko", &format!("\u{feff}# a comment\r\n{reformed}\r\n"));
    register.write("content/registry/biblioteki/_schema.yaml", &SCHEMA.replace("label: E-mail", "label: Poczta"));
    assert_eq!(register.changes(), json!([]));
}

#[test]
fn records_come_and_go() {
    let register = Register::new();
    register.remove("goldap");
    register.record("elk", "name: Nowa\naddress: {town: Ełk}\nsource: {place: s. 2}\n");
    let change = |id: &str, kind: &str| json!({"collection": "biblioteki", "id": id, "kind": kind, "fields": []});
    assert_eq!(register.changes(), json!([change("elk", "added"), change("goldap", "removed")]));
}

#[test]
fn a_removed_entry_says_why_and_is_no_other_record() {
    let register = Register::new();
    let stone = "title: Gołdap\nremoved: {on: 2026, reason: Zamknięta., source: Gmina}\n";
    register.record("goldap", &format!("{}{stone}", RECORD.replace("523 45 67", "615 00 01")));
    // It has the telephone of the one that is gone, but that one has a notice.
    register.record("krotka", &RECORD.replace("523 45 67", "615 00 01").replace("olecko@", "krotka@"));
    let change = |id: &str, kind: &str| json!({"collection": "biblioteki", "id": id, "kind": kind, "fields": []});
    assert_eq!(register.changes(), json!([change("goldap", "removed"), change("krotka", "added")]));
    register.commit();
    let told = stdout(&register.diff(&["HEAD~1", "HEAD"]).success());
    assert!(told.contains("Gołdap (biblioteki/goldap): usunięto, pod adresem jest informacja: „Zamknięta.”"), "{told}");
    assert_eq!(register.changes(), json!([]));
    // A notice that is taken away, and one whose place is taken by its record again.
    register.remove("goldap");
    assert_eq!(register.changes(), json!([change("goldap", "removed")]));
    register.record("goldap", &RECORD.replace("523 45 67", "615 00 01").replace("Olecko", "Gołdap"));
    assert_eq!(register.changes(), json!([change("goldap", "added")]));
}

#[test]
fn a_record_is_known_again_under_another_identifier() {
    let renamed = |text: &str, with: &str| {
        let register = Register::new();
        register.remove("olecko");
        register.record("olecko-1", &format!("{}{with}", text));
        let changes = register.changes();
        assert_eq!(changes.as_array().map(Vec::len), Some(1), "{changes}");
        assert_eq!(changes[0]["kind"], "renamed");
        assert_eq!(changes[0]["id"], "olecko-1");
        assert_eq!(changes[0]["from"], json!({"collection": "biblioteki", "id": "olecko"}));
        changes[0]["fields"].as_array().expect("an array").iter().map(|of| of["field"].clone()).collect::<Vec<_>>()
    };
    // By all that it says, by its alias although all else is new, by the one number that it alone has.
    assert_eq!(renamed(RECORD, ""), Vec::<Value>::new());
    let new = "name: Inna\naddress: {town: Ełk}\nsource: {place: s. 1}\naliases: [olecko]\n";
    assert_eq!(renamed(new, ""), ["address", "phones", "emails", "kind", "about", "name", "aliases"]);
    assert_eq!(renamed(&RECORD.replace("olecko@", "ck@").replace("Długa 1", "Nowa 3"), ""), ["address", "emails"]);
    let register = Register::new();
    register.remove("olecko");
    register.record("olecko-1", RECORD);
    let folder = register.path().to_str().expect("plain");
    let told = stdout(&register.diff(&["HEAD", folder]));
    assert!(
        told.contains("inny identyfikator, dawny: biblioteki/olecko; dawny adres nie prowadzi do nowego"),
        "{told}"
    );
}

#[test]
fn a_contact_of_several_records_makes_no_pair() {
    let register = Register::new();
    let shared = RECORD.replace("emails: [olecko@example.org]\n", "");
    register.record("olecko", &shared);
    register.record("filia", &shared.replace("Długa 1", "Długa 2"));
    register.commit();
    register.remove("olecko");
    register.remove("filia");
    register.record("nowa", &shared.replace("Długa 1", "Nowa 5"));
    let kinds: Vec<Value> =
        register.changes().as_array().expect("an array").iter().map(|of| of["kind"].clone()).collect();
    assert_eq!(kinds, ["removed", "added", "removed"]);
}

#[test]
fn every_field_is_told_in_the_schemas_words() {
    let register = Register::new();
    let new = "name: Biblioteka *Główna*
address: {street: Długa 1, postal_code: 11-100, town: Olecko}
emails: [olecko@example.org]
kind: reading
about: {pl: \"Mała *biblioteka*.\", en: A little library.}
source: {place: s. 1}
verified: 2026-06-01
";
    register.record("olecko", new);
    register.commit();
    let told = stdout(&register.diff(&["HEAD~1", "HEAD"]));
    for line in [
        "  Telefon: usunięto „89 523 45 67”",
        "  Rodzaj: było „Wypożyczalnia”, jest „Czytelnia”",
        "  Opis: zmieniono tłumaczenie albo zapis: „Mała *biblioteka*.”",
        "  nazwa: było „Biblioteka”, jest „Biblioteka *Główna*”",
        "  sprawdzono: dopisano „2026-06-01”",
    ] {
        assert!(told.lines().any(|told| told == line), "{line}:\n{told}");
    }
    let markdown = stdout(&register.diff(&["HEAD~1", "HEAD", "--format", "markdown"]));
    assert!(
        markdown.starts_with("**Biblioteka \\*Główna\\*, Olecko** (`biblioteki/olecko`): zmieniono\n- "),
        "{markdown}"
    );
    assert!(markdown.contains("\n- nazwa: było „Biblioteka”, jest „Biblioteka \\*Główna\\*”\n"), "{markdown}");
}

#[test]
fn a_state_that_cannot_be_loaded_says_why() {
    let register = Register::new();
    let told = |arguments: &[&str]| stderr(&register.diff(arguments).code(2));
    assert!(told(&["none", "HEAD"]).contains("the repository has no such revision"));
    assert!(told(&["HEAD", "./no-such-folder"]).contains("the repository has no such revision"));
    register.write("content/site.yaml", "title: [\n");
    register.commit();
    let broken = told(&["HEAD~1", "HEAD"]);
    assert!(broken.contains("cannot compare with HEAD:") && broken.contains("site.yaml cannot be used"), "{broken}");
    register.git(&["rm", "-r", "--quiet", "content"]);
    register.write("README", "nothing");
    register.commit();
    assert!(
        told(&["HEAD", "HEAD~2"]).contains("cannot read HEAD:content: no such folder"),
        "{}",
        told(&["HEAD", "HEAD~2"])
    );
    // Without git, folders can still be compared.
    let folder = register.path().to_str().expect("plain");
    let without = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spis"));
        command.env("PATH", "").args(["diff", "--root", folder]).args(arguments).assert()
    };
    assert!(stderr(&without(&["HEAD", "HEAD"]).code(2)).contains("the program `git` is not installed"));
    let starter = tempfile::tempdir().expect("a temporary folder");
    let starter = starter.path().join("a");
    let starter = starter.to_str().expect("plain");
    Command::new(env!("CARGO_BIN_EXE_spis")).args(["init", starter]).assert().success();
    assert_eq!(stdout(&without(&[starter, starter]).success()), "Nothing changed.\n");
}
