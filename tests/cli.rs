//! The program as people and machines use it: arguments, output, exit codes.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::assert::{Assert, OutputAssertExt};
use serde_json::Value;
use tempfile::TempDir;

/// A register begun with `spis init`.
struct Register {
    folder: TempDir,
}

impl Register {
    fn new() -> Self {
        let register = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        spis(&["init", register.root()]).success();
        register
    }

    fn root(&self) -> &str {
        self.folder.path().to_str().expect("temporary folders have plain names")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command on this register, at a fixed day.
    fn run(&self, arguments: &[&str]) -> Assert {
        spis(&[arguments, &["--root", self.root(), "--build-date", "2026-07-01"]].concat())
    }

    /// Makes the content wrong in one place.
    fn break_it(&self) {
        self.replace("content/registry/libraries/downham-village.yaml", "district: E3", "district: E33");
    }

    fn mend_it(&self) {
        self.replace("content/registry/libraries/downham-village.yaml", "district: E33", "district: E3");
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).expect("readable");
        assert!(text.contains(from));
        fs::write(self.path(name), text.replace(from, to)).expect("writable");
    }
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spis"));
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command
}

fn spis(arguments: &[&str]) -> Assert {
    command().args(arguments).assert()
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text")
}

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("text")
}

#[test]
fn help_is_there_for_every_command() {
    for arguments in [&["--help"][..], &["build", "--help"], &["serve", "--help"], &["check", "-h"], &["help", "init"]]
    {
        let help = stdout(&spis(arguments).success());
        assert!(help.contains("Usage: spis"), "{help}");
    }
    spis(&["--version"]).success().stdout(format!("spis {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_could_not_run() {
    for arguments in [
        &[][..],
        &["publish"],
        &["build", "--colour"],
        &["build", "--base-url", "office"],
        &["build", "--build-date", "31.12.2026"],
        &["build", "--build-date", "2026-02-30"],
        &["check", "--format", "xml"],
        &["check", "--lang", "la"],
        &["check", "--root", "/no such folder"],
        &["build", "--root", "/no such folder"],
        &["init"],
    ] {
        let assert = spis(arguments).code(2);
        assert!(!stderr(&assert).is_empty() && stdout(&assert).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_folder_without_a_register_is_told_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let refused = spis(&["check", "--root", folder.path().to_str().expect("plain")]).code(2);
    assert!(stderr(&refused).ends_with("name the register's with --root, or begin one with `spis init`\n"));
}

#[test]
fn a_new_register_builds_with_one_warning() {
    let register = Register::new();
    let checked = register.run(&["check"]).success();
    assert!(stdout(&checked).starts_with("warning[site/demonstration]: "), "{}", stdout(&checked));
    assert!(stdout(&checked).ends_with("\n1 warning in 1 file.\n"), "{}", stdout(&checked));
    let built = register.run(&["build"]).success();
    assert!(stdout(&built).starts_with("Records: 6, files: "), "{}", stdout(&built));
    assert_eq!(stderr(&built), "1 warning in 1 file; to see them: spis check\n");
    assert!(register.path("public/index.html").is_file());
    assert!(register.path("public/404.html").is_file());
    let library = fs::read_to_string(register.path("public/libraries/saltwick-central/index.html")).expect("built");
    assert!(library.contains(">1904<"), "a year has no thousands");
}

#[test]
fn a_language_of_ones_own_may_be_written_from_right_to_left() {
    let register = Register::new();
    register.replace("content/site.yaml", "languages: [en, pl]", "languages: [en, pl, he]");
    let checked = register.run(&["check"]).code(1);
    assert!(stdout(&checked).contains("save it as themes/default/translations/he.yaml"), "{}", stdout(&checked));
    let english = include_str!("../themes/default/translations/en.yaml");
    let forms = |line: &str| line.strip_prefix("  other:").map(|text| format!("  two:{text}\n"));
    let lines = english.lines().map(|line| forms(line).unwrap_or_default() + line + "\n");
    fs::create_dir_all(register.path("themes/default/translations")).expect("writable");
    fs::write(register.path("themes/default/translations/he.yaml"), lines.collect::<String>()).expect("writable");
    register.run(&["build"]).success();
    let read = |name: &str| fs::read_to_string(register.path(name)).expect("built");
    assert!(read("public/he/libraries/index.html").contains("<html lang=\"he\" dir=\"rtl\">"));
    assert!(read("public/libraries/index.html").contains("<html lang=\"en\">"));
}

#[test]
fn a_site_without_a_home_page_gets_a_plain_one() {
    let register = Register::new();
    for page in ["index.md", "index.pl.md"] {
        fs::remove_file(register.path(&format!("content/pages/{page}"))).expect("it was there");
    }
    register.run(&["build"]).success();
    let home = fs::read_to_string(register.path("public/index.html")).expect("built");
    assert!(home.contains("<h1>Libraries of Eastmere County</h1>"), "{home}");
    assert!(register.path("public/pl/index.html").is_file());
}

#[test]
fn init_touches_no_folder_that_holds_something() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("register");
    fs::create_dir(&root).expect("the folder is new");
    fs::write(root.join("notes.txt"), "mine").expect("writable");
    let refused = spis(&["init", root.to_str().expect("plain")]).code(2);
    assert!(stderr(&refused).contains("the folder is not empty"));
    assert_eq!(fs::read_dir(&root).expect("readable").count(), 1);
    spis(&["init", root.join("notes.txt").to_str().expect("plain")]).code(2);
    assert_eq!(fs::read_to_string(root.join("notes.txt")).expect("readable"), "mine");
}

#[test]
fn faulty_content_is_reported_and_not_published() {
    let register = Register::new();
    register.run(&["build"]).success();
    let marker = register.path("public/index.html");
    let before = fs::metadata(&marker).expect("it is published").modified().expect("the disk keeps times");
    register.break_it();
    let built = register.run(&["build"]).code(1);
    assert_eq!(stdout(&built), "");
    assert!(stderr(&built).contains("error[area/unknown]: "), "{}", stderr(&built));
    assert!(stderr(&built).ends_with("Nothing was published.\n"), "{}", stderr(&built));
    assert_eq!(fs::metadata(&marker).expect("it is still there").modified().expect("the disk keeps times"), before);
    assert!(stdout(&register.run(&["check"]).code(1)).contains("downham-village.yaml:3:11"));
    assert!(stdout(&register.run(&["check", "--lang", "pl"]).code(1)).contains("błąd[area/unknown]: "));
}

#[test]
fn reports_have_forms_for_machines() {
    let register = Register::new();
    register.break_it();
    let json = register.run(&["check", "--format", "json"]).code(1);
    let report: Value = serde_json::from_str(&stdout(&json)).expect("JSON");
    let fault = report["diagnostics"].as_array().expect("an array").iter().find(|fault| fault["severity"] == "error");
    let fault = fault.expect("there is an error");
    assert_eq!(fault["code"], "area/unknown");
    assert_eq!(fault["path"], "content/registry/libraries/downham-village.yaml");
    assert!(fault["line"].as_u64() > Some(0) && fault["help"].is_string() && fault["related"].is_array(), "{fault}");
    let sarif = register.run(&["check", "--format", "sarif"]).code(1);
    let log: Value = serde_json::from_str(&stdout(&sarif)).expect("JSON");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    let github = stdout(&register.run(&["check", "--format", "github"]).code(1));
    assert_eq!(github.lines().filter(|line| line.starts_with("::error file=")).count(), 1, "{github}");
}

#[test]
fn search_answers_without_a_build() {
    let register = Register::new();
    let found = register.run(&["search", "weavers", "hall", "--json", "--limit", "3"]).success();
    let answers: Value = serde_json::from_str(&stdout(&found)).expect("JSON");
    let answers = answers.as_array().expect("an array");
    assert!((1..=3).contains(&answers.len()), "{answers:?}");
    assert_eq!(answers[0]["id"], "millford-weavers-hall");
    assert_eq!(answers[0]["collection"], "libraries");
    assert_eq!(answers[0]["url"], "/libraries/millford-weavers-hall/");
    assert!(answers[0]["title"].is_string() && answers[0]["score"].is_number(), "{answers:?}");
    assert!(
        stdout(&register.run(&["search", "0113 496 0203"]).success()).contains("/libraries/millford-weavers-hall/")
    );
    assert_eq!(stdout(&register.run(&["search", "xyzzyxyzzy", "--json"]).success()), "[]\n");
    assert!(!register.path("public").exists());
    register.run(&["search", "x", "--limit", "0"]).code(2);
}

#[test]
fn search_knows_the_other_names_of_an_area() {
    let register = Register::new();
    assert_eq!(stdout(&register.run(&["search", "Nordhöhen", "--json"]).success()), "[]\n");
    let names = "parent: {prefix: 1}\n    other_names: {E3: {de: [Nordhöhen], uk: [Верховина]}}";
    register.replace("content/geo/areas.yaml", "parent: {prefix: 1}", names);
    for name in ["Nordhöhen", "nordhohen", "Верховина", "library Nordhöhen"] {
        let found = stdout(&register.run(&["search", name, "--json", "--limit", "1"]).success());
        let answers: Value = serde_json::from_str(&found).expect("JSON");
        let url = answers[0]["url"].as_str().expect("an answer");
        assert!(url.contains("downham") || url.contains("north-downs"), "{name}: {url}");
    }
}

#[test]
fn files_of_others_in_the_published_folder_stay() {
    let register = Register::new();
    fs::create_dir(register.path("public")).expect("the folder is new");
    fs::write(register.path("public/thesis.txt"), "mine").expect("writable");
    let refused = register.run(&["build"]).code(2);
    assert!(stderr(&refused).contains("did not write: thesis.txt."), "{}", stderr(&refused));
    assert_eq!(fs::read_dir(register.path("public")).expect("readable").count(), 1);
    register.run(&["build", "--force"]).success();
    assert!(!register.path("public/thesis.txt").exists());
    register.run(&["build", "--out", register.path("content").to_str().expect("plain"), "--force"]).code(2);
    assert!(register.path("content/site.yaml").exists());
}

#[test]
fn the_day_comes_from_the_environment_too() {
    let register = Register::new();
    let run =
        |seconds: &str| command().args(["check", "--root", register.root()]).env("SOURCE_DATE_EPOCH", seconds).assert();
    run("1767225600").success();
    let refused = run("yesterday").code(2);
    assert!(stderr(&refused).contains("SOURCE_DATE_EPOCH"), "{}", stderr(&refused));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let register = Register::new();
    let mut child = command()
        .args(["check", "--root", register.root()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn colours_are_for_terminals() {
    let register = Register::new();
    let coloured = |name: &str| {
        let mut command = command();
        command.args(["check", "--root", register.root()]).env(name, "1").assert().success()
    };
    assert!(!stdout(&register.run(&["check"])).contains('\u{1b}'));
    assert!(stdout(&coloured("CLICOLOR_FORCE")).contains('\u{1b}'));
    assert!(!stdout(&coloured("NO_COLOR")).contains('\u{1b}'));
}

/// A preview that is ended with the test.
struct Preview {
    child: std::process::Child,
    port: u16,
}

impl Preview {
    fn start(root: &Path) -> Self {
        let mut child = command()
            .args(["serve", "--port", "18400", "--root"])
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut announced = String::new();
        let stdout = child.stdout.as_mut().expect("it is piped");
        let mut byte = [0];
        while !announced.ends_with('\n') && stdout.read(&mut byte).expect("readable") > 0 {
            announced.push(byte[0].into());
        }
        let address = announced.split("127.0.0.1:").nth(1).expect(&announced);
        let port = address.split('/').next().and_then(|port| port.parse().ok()).expect(&announced);
        Self { child, port }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("writable");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("text");
        answer
    }

    /// Asks until the answer is as wanted.
    fn wait_for(&self, path: &str, wanted: impl Fn(&str) -> bool) {
        let begin = Instant::now();
        while !wanted(&self.get(path)) {
            assert!(begin.elapsed() < Duration::from_secs(30), "{}", self.get(path));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn end(mut self) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::INT).expect("it is ours");
        assert!(self.child.wait().expect("it ends").success());
    }
}

#[test]
fn the_preview_follows_the_content() {
    let register = Register::new();
    let preview = Preview::start(register.folder.path());
    assert!(preview.get("/").starts_with("HTTP/1.1 200 "));
    assert!(preview.get("/no-such-page/").starts_with("HTTP/1.1 404 "));
    assert!(preview.get("/%2e%2e/content/site.yaml").starts_with("HTTP/1.1 404 "));
    register.break_it();
    preview.wait_for("/", |page| page.starts_with("HTTP/1.1 200 ") && page.contains("error[area/unknown]"));
    register.mend_it();
    preview.wait_for("/", |page| !page.contains("error[area/unknown]"));
    let second = Preview::start(register.folder.path());
    assert_ne!(second.port, preview.port);
    second.end();
    preview.end();
}

#[test]
fn the_preview_waits_for_content_that_never_was_right() {
    let register = Register::new();
    register.break_it();
    let preview = Preview::start(register.folder.path());
    let page = preview.get("/");
    assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("error[area/unknown]"), "{page}");
    register.mend_it();
    preview.wait_for("/", |page| page.starts_with("HTTP/1.1 200 "));
    preview.end();
}

#[test]
fn schemas_are_written_for_editors() {
    let register = Register::new();
    let settings: Value =
        serde_json::from_str(&fs::read_to_string(register.path(".vscode/settings.json")).expect("it is there"))
            .expect("it is JSON");
    let wired = settings["yaml.schemas"].as_object().expect("schemas are wired");
    assert!(wired.values().any(|files| files[0] == "content/registry/libraries/*.yaml"), "{settings}");
    for schema in wired.keys() {
        assert!(register.path(schema).is_file(), "{schema}");
    }
    let told = stdout(&register.run(&["schema", "--out", register.path("forms").to_str().expect("plain")]).success());
    assert!(told.contains("libraries.schema.json  content/registry/libraries/*.yaml"), "{told}");
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(register.path("forms/libraries.schema.json")).expect("it is there"))
            .expect("it is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    fs::write(register.path("content/site.yaml"), "title: [\n").expect("writable");
    register.run(&["schema"]).code(1);
}

#[test]
fn a_record_is_begun_with_what_is_given() {
    let register = Register::new();
    let file = register.path("content/registry/libraries/zrodlo-millford.yaml");
    let given = |set: &[&str]| -> Vec<String> {
        let sets = set.iter().flat_map(|set| ["--set".to_owned(), (*set).to_owned()]);
        ["new".to_owned(), "libraries".to_owned()].into_iter().chain(sets).collect()
    };
    let run = |set: &[&str]| {
        let arguments = given(set);
        register.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let whole = [
        "name=Źródło",
        "address.town=Millford",
        "district=E1",
        "source.place=p. 9",
        "status.value=active",
        "status.as_of=2026-05-01",
        "services=lending",
        "phones=020 7946 0018",
        "phones={number: 020 7946 0019, kind: fax}",
    ];
    let told = stdout(&run(&whole[..2]).code(1));
    assert!(told.contains("required field “district”") && told.contains("Nothing was written"), "{told}");
    assert!(!file.exists());
    run(&whole).success();
    let text = fs::read_to_string(&file).expect("it was written");
    assert!(text.contains("  - 020 7946 0018\n  - number: 020 7946 0019\n    kind: fax\n"), "{text}");
    assert!(text.contains("# E-mail") && text.contains("# emails:"), "what was left out is explained: {text}");
    register.run(&["check"]).success();
    // The name is taken now: the next one of it gets a number, and one that is asked for is refused.
    run(&whole).success();
    assert!(register.path("content/registry/libraries/zrodlo-millford-2.yaml").exists());
    let taken = [&whole[..], &["id=zrodlo-millford"]].concat();
    assert!(stderr(&run(&taken).code(2)).contains("already"));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), text);
    assert!(stderr(&register.run(&["new", "librarys"]).code(2)).contains("libraries"));
    assert!(stderr(&run(&["no value"]).code(2)).contains("--set"));
}

#[test]
fn a_register_is_begun_in_each_language() {
    for (language, collection, search) in
        [("pl", "biblioteki", "szukaj"), ("en", "libraries", "search"), ("uk", "biblioteky", "poshuk")]
    {
        let folder = tempfile::tempdir().expect("a temporary folder");
        // A clone of an empty repository.
        fs::create_dir(folder.path().join(".git")).expect("the folder can be made");
        let root = folder.path().to_str().expect("temporary folders have plain names");
        spis(&["init", "--language", language, root]).success();
        let dated = ["--root", root, "--build-date", "2026-07-01"];
        let report = stdout(&spis(&[&["check", "--format", "json"][..], &dated].concat()).success());
        let report: Value = serde_json::from_str(&report).expect("it is JSON");
        let codes: Vec<&str> = report["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|found| found["code"].as_str())
            .collect();
        // Nobody has said yet who publishes it.
        assert_eq!(codes, ["site/demonstration"], "{language}");
        spis(&[&["build"][..], &dated].concat()).success();
        let page = |path: &str| fs::read_to_string(folder.path().join("public").join(path)).expect("it is published");
        assert!(page("index.html").contains(&format!("<html lang=\"{language}\"")), "{language}");
        assert!(page(&format!("{search}/index.html")).contains("<form"), "{language}");
        assert!(page(&format!("{}/index.html", if language == "en" { "map" } else { "mapa" })).contains("<svg"));
        assert!(folder.path().join(format!(".vscode/schemas/{collection}.schema.json")).is_file());
        let workflow = fs::read_to_string(folder.path().join(".github/workflows/register.yml")).expect("it is there");
        assert!(workflow.contains("cargo install --locked --git") && workflow.contains("vars.SPIS_REPOSITORY"));
        // What lies there already is never touched.
        spis(&["init", "--language", language, root]).code(2);
    }
}

#[test]
fn a_noun_of_a_site_in_one_language_needs_no_language() {
    let register = Register::new();
    let schema = "content/registry/libraries/_schema.yaml";
    fs::create_dir_all(register.path("one/content/registry/libraries")).expect("the folder can be made");
    fs::write(register.path("one/content/site.yaml"), "title: One\nlanguages: [en]\n").expect("writable");
    let write = |noun: &str| {
        let text = format!("label: Libraries\nnoun: {noun}\nfields: {{}}\n");
        fs::write(register.path("one").join(schema), text).expect("writable");
        let root = register.path("one");
        spis(&["check", "--root", root.to_str().expect("plain"), "--build-date", "2026-07-01"])
    };
    write("{one: library, other: libraries}").success();
    write("{en: {one: library, other: libraries}}").success();
    assert!(stdout(&write("{one: library}").code(1)).contains("value/plural"));
}

#[test]
fn what_could_not_run_is_told_in_the_sites_language() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().to_str().expect("temporary folders have plain names");
    spis(&["init", "--language", "pl", root]).success();
    let run = |more: &[&str]| stderr(&spis(&[&["--root", root], more].concat()).code(2));
    let told = run(&["diff", "brak", "HEAD"]);
    assert!(told.starts_with("spis: nie można"), "{told}");
    assert!(run(&["import", "brak.xlsx", "--collection", "biblioteki"]).contains("nie ma takiego pliku"));
    assert!(run(&["new", "biblioteka"]).contains("nie ma takiego zbioru"));
    assert!(run(&["export", "brak", "--out", "x.csv"]).contains("nie ma zbioru"));
    assert!(
        run(&["--lang", "en", "import", "brak.xlsx", "--collection", "biblioteki"]).starts_with("spis: cannot read")
    );
    assert!(stderr(&spis(&["--lang", "pl", "init", root]).code(2)).contains("folder nie jest pusty"));
}

#[test]
fn a_repository_takes_reports_and_edits() {
    let register = Register::new();
    assert!(register.path(".github/ISSUE_TEMPLATE/error.yml").is_file());
    let page = || {
        register.run(&["build"]).success();
        fs::read_to_string(register.path("public/libraries/downham-village/index.html")).expect("it is published")
    };
    assert!(!page().contains("github.example"));
    let site = "content/site.yaml";
    register.replace(site, "theme: default\n", "theme: default\nrepository: {url: https://github.example/a/b/}\n");
    let shown = page();
    assert!(shown.contains("https://github.example/a/b/issues/new?template=error.yml&amp;title="), "{shown}");
    assert!(shown.contains("libraries%2Fdownham-village"), "{shown}");
    assert!(!shown.contains("/edit/"));
    register.replace(site, "b/}", "b/, branch: live, root: register, edit: true}");
    let edited = "https://github.example/a/b/edit/live/register/content/registry/libraries/downham-village.yaml";
    assert!(page().contains(edited));
    register.replace(site, "edit: true", "edits: true");
    register.run(&["check"]).code(1);
}
