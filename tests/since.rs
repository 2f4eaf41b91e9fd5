//! `spis check --since` and what the site's owner accepts: new faults are told from standing ones.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::{Assert, OutputAssertExt};
use serde_json::Value;
use tempfile::TempDir;

const SITE: &str = "title: Libraries\ndescription: Where they are.\nlanguages: [en]\ncountry: PL\n";

const SCHEMA: &str = "label: Libraries
noun: {en: {one: library, other: libraries}}
title: \"{name}, {address.town}\"
fields:
  address: {type: address, label: Address}
  phones: {type: phone, list: true, label: Telephone}
  emails: {type: email, list: true, label: E-mail}
";

fn record(town: &str, phones: &str, emails: &str) -> String {
    format!(
        "name: Library\naddress: {{town: {town}}}\nphones: [{phones}]\nemails: [{emails}]\nsource: {{place: p. 1}}\n"
    )
}

/// A register in a git repository, with one error and two warnings.
struct Register(TempDir);

impl Register {
    fn new() -> Self {
        let register = Self(tempfile::tempdir().expect("a temporary folder"));
        register.git(&["init", "--quiet", "--initial-branch=main"]);
        register.write("content/site.yaml", SITE);
        register.write("content/registry/libraries/_schema.yaml", SCHEMA);
        register.record("ash", &record("Ash", "89 523 45 67, 89 523", "ash@example.org"));
        register.record("birch", &record("Birch", "89 523 45 67", "birch@example.org"));
        register.git(&["add", "--all"]);
        register.git(&["commit", "--quiet", "--message=test"]);
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
        self.write(&format!("content/registry/libraries/{id}.yaml"), text);
    }

    fn remove(&self, id: &str) {
        fs::remove_file(self.path().join(format!("content/registry/libraries/{id}.yaml"))).expect("it is there");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spis"));
        command.env_remove("GITHUB_STEP_SUMMARY");
        command.args(["check", "--build-date", "2026-07-01", "--root"]).arg(self.path()).args(arguments);
        command
    }

    fn check(&self, arguments: &[&str]) -> Assert {
        self.command(arguments).assert()
    }

    /// The code and age of every fault since the last commit. **Shape**: in the order of places.
    fn since(&self) -> Vec<String> {
        let report = stdout(&self.check(&["--since", "HEAD", "--format", "json"]));
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let word = |of: &Value, key: &str| of[key].as_str().expect("text").to_owned();
        let found = report["diagnostics"].as_array().expect("an array").iter();
        found.map(|of| format!("{} {}", word(of, "since"), word(of, "code"))).collect()
    }
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text")
}

const STANDING: [&str; 3] = ["standing value/phone", "standing record/shared-contact", "standing site/demonstration"];

#[test]
fn what_stood_before_is_no_news_wherever_it_stands_now() {
    let register = Register::new();
    assert_eq!(register.since(), STANDING);
    // More lines above, another order, another item before it: the faults are the same.
    register
        .record("ash", &format!("# a\n\n{}", record("Ash", "89 523 45 99, 89 523 45 67, 89 523", "ash@example.org")));
    assert_eq!(register.since(), STANDING);
    // Mended, they are gone; another wrong value is new.
    register.record("ash", &record("Ash", "89 523 45 68", "ash@example.org"));
    assert_eq!(register.since(), STANDING[2..]);
    register.record("ash", &record("Ash", "89 523 45 68, 89 524", "ash@example.org"));
    assert_eq!(register.since(), ["new value/phone", STANDING[2]]);
    // The same wrong value a second time is new once.
    register.record("ash", &record("Ash", "89 523, 89 523", "ash@example.org"));
    assert_eq!(register.since(), ["standing value/phone", "new value/phone", STANDING[2]]);
}

#[test]
fn people_read_errors_then_news_then_how_many_more() {
    let register = Register::new();
    register.record("birch", &record("Birch", "89 523 45 67", "birch@exmaple.org, ash@example.org"));
    let told = stdout(&register.check(&["--since", "HEAD"]).code(1));
    let at = |part: &str| told.find(part).unwrap_or_else(|| panic!("{part}: {told}"));
    assert!(at("error[value/phone]") < at("warning[record/shared-contact]"), "{told}");
    assert!(!told.contains("site/demonstration"), "{told}");
    assert!(told.contains("Warnings that stood before and are not shown: 2 (to see them: spis check)."), "{told}");
    let polish = stdout(&register.check(&["--since", "HEAD", "--lang", "pl"]));
    assert!(polish.contains("Dawniejsze ostrzeżenia, których tu nie pokazano: 2"), "{polish}");
    // Without an error, the exit code is that of success, whatever is new.
    register.record("ash", &record("Ash", "89 523 45 67", "ash@example.org"));
    register.check(&["--since", "HEAD"]).success();
}

#[test]
fn a_record_must_not_vanish() {
    let register = Register::new();
    register.remove("ash");
    assert_eq!(register.since(), ["new record/vanished", STANDING[2]]);
    let told = stdout(&register.check(&["--since", "HEAD"]).code(1));
    assert!(told.contains("content/registry/libraries/ash.yaml") && told.contains("aliases: [ash]"), "{told}");
    register.record("ash-wood", &record("Ash", "89 523 45 68", "ash@example.org"));
    assert_eq!(register.since(), ["new record/moved", STANDING[2]]);
    let moved = record("Ash", "89 523 45 68", "ash@example.org") + "aliases: [ash]\n";
    register.record("ash-wood", &moved);
    assert_eq!(register.since(), STANDING[2..]);
    register.check(&["--since", "HEAD"]).success();
    register.check(&["--since", "HEAD", "--fix"]).code(2);
    register.check(&["--since", "none"]).code(2);
}

#[test]
fn a_removed_record_keeps_its_address_by_a_notice() {
    let register = Register::new();
    register.remove("ash");
    let told = stdout(&register.check(&["--since", "HEAD"]).code(1));
    assert!(told.contains("removed: {on: 2025"), "{told}");
    register.record("ash", "name: Ash\ntitle: Ash\nremoved: {on: 2025, reason: Sold., source: The council}\n");
    assert_eq!(register.since(), STANDING[2..]);
    register.git(&["add", "--all"]);
    register.git(&["commit", "--quiet", "--message=removed"]);
    // The notice is published too.
    register.remove("ash");
    assert_eq!(register.since(), ["new record/vanished", STANDING[2]]);
}

#[test]
fn a_state_that_had_no_readable_site_makes_all_of_it_new() {
    let register = Register::new();
    register.write("content/site.yaml", "title: [\n");
    register.git(&["commit", "--quiet", "--all", "--message=broken"]);
    register.write("content/site.yaml", SITE);
    assert!(register.since().iter().all(|found| found.starts_with("new ")), "{:?}", register.since());
}

#[test]
fn accepted_warnings_are_quiet_and_errors_never() {
    let register = Register::new();
    let checks = |text: &str| {
        register.write("content/site.yaml", &format!("{SITE}checks:\n  {text}\n"));
        let report = stdout(&register.check(&["--format", "json"]));
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let found = report["diagnostics"].as_array().expect("an array").iter();
        found.map(|of| of["code"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    let all = ["value/phone", "record/shared-contact", "site/demonstration"];
    assert_eq!(checks("severity: {site/demonstration: warning}"), all);
    assert_eq!(checks("severity: {site/demonstration: off, record/shared-contact: off}"), ["value/phone"]);
    assert_eq!(checks("severity: {value/phone: off}"), ["value/phone", all[1], "site/demonstration", "value/choice"]);
    let accepted =
        |rest: &str| checks(&format!("accepted: [{{code: record/shared-contact, reason: One desk., {rest}}}]"));
    let file = "path: content/registry/libraries/birch.yaml";
    for rest in
        ["path: content/registry", file, &format!("{file}, field: phones"), &format!("{file}, field: \"phones[0]\"")]
    {
        assert_eq!(accepted(rest), ["value/phone", "site/demonstration"], "{rest}");
    }
    let quiet_for = |day: &str| accepted(&format!("{file}, until: {day}"));
    assert_eq!(quiet_for("2026-07-01"), ["value/phone", "site/demonstration"]);
    assert_eq!(quiet_for("2026-06-30"), ["value/phone", all[1], "site/demonstration", "checks/unused"]);
    for rest in [format!("{file}, field: emails"), "path: content/registry/libraries/ash.yaml".to_owned()] {
        assert_eq!(accepted(&rest), ["value/phone", all[1], "site/demonstration", "checks/unused"], "{rest}");
    }
}

#[test]
fn github_shows_the_most_important_and_has_all_in_the_summary() {
    let register = Register::new();
    (0..30).for_each(|number| {
        register.record(&format!("a-{number:02}"), &record(&format!("T{number}"), "", "a@example.org"))
    });
    register.record("z", &record("Zed", "89 525", "zed@example.org"));
    let summary = register.path().join("summary.md");
    fs::write(&summary, "before\n").expect("writable");
    let mut command = register.command(&["--since", "HEAD", "--format", "github"]);
    let told = stdout(&command.env("GITHUB_STEP_SUMMARY", &summary).assert().code(1));
    let kinds: Vec<&str> = told.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
    assert!(kinds.is_sorted() && kinds.len() > 30, "{told}");
    assert!(told.lines().next().is_some_and(|line| line.contains("z.yaml")), "what is new comes first: {told}");
    let summary = fs::read_to_string(summary).expect("it is there");
    assert!(summary.starts_with("before\n### 2 errors, "), "{summary}");
    assert_eq!(summary.lines().filter(|line| line.starts_with("- ")).count(), kinds.len(), "{summary}");
}
