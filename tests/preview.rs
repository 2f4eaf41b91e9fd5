//! The preview outlives what happens to its folders and its browsers, and does not grow.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "the laboratory says what it tried")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a change may take to be built, on a slow machine that does other things.
const PATIENCE: Duration = Duration::from_secs(60);

/// A register and its preview. The process ends with it.
struct Preview {
    root: tempfile::TempDir,
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it ends");
    }
}

impl Preview {
    fn start() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let spis = env!("CARGO_BIN_EXE_spis");
        let begun = Command::new(spis).arg("init").arg(root.path().join("site")).stdout(Stdio::null()).status();
        assert!(begun.expect("the program starts").success());
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("it has one").port();
        let child = Command::new(spis)
            .args(["serve", "--port", &port.to_string(), "--root"])
            .arg(root.path().join("site"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let preview = Self { root, child, port };
        preview.shows("/", "200", "Eastmere");
        preview
    }

    fn site(&self) -> std::path::PathBuf {
        self.root.path().join("site")
    }

    /// What the preview says to a request; nothing where it does not listen.
    fn ask(&self, head: &str) -> String {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return String::new() };
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a plain setting");
        let mut answer = Vec::new();
        let request = format!("{head}\r\nConnection: close\r\n\r\n");
        if stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_end(&mut answer)).is_err() {
            return String::new();
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}", self.port))
    }

    /// Waits until a page has a status and words.
    fn shows(&self, path: &str, status: &str, words: &str) {
        let begin = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(words) {
                return;
            }
            assert!(begin.elapsed() < PATIENCE, "{path} does not show “{words}”: {}", &answer[..answer.len().min(600)]);
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn generation(&self) -> String {
        let answer = self.get("/__spis/generation?after=0");
        answer.rsplit("\r\n").next().unwrap_or_default().to_owned()
    }

    /// Waits for a build after the given one.
    fn is_built_after(&self, generation: &str) {
        let begin = Instant::now();
        while self.generation() == generation {
            assert!(begin.elapsed() < PATIENCE, "no build comes after {generation}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The memory that the process holds. **Units**: kilobytes.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    fn open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.child.id())).expect("it runs").count()
    }
}

fn page(words: &str) -> String {
    format!("---\ntitle: Fresh\ndescription: Words\n---\n{words}\n")
}

fn move_folder(from: &Path, to: &Path) {
    fs::rename(from, to).expect("both lie in one folder");
}

#[test]
fn folders_may_go_come_back_and_be_made_later() {
    let preview = Preview::start();
    let (content, aside) = (preview.site().join("content"), preview.site().join("aside"));
    preview.write("content/pages/fresh.md", &page("first words"));
    preview.shows("/fresh/", "200", "first words");
    move_folder(&content, &aside);
    preview.shows("/fresh/", "200", "spis-preview");
    preview.shows("/fresh/", "200", "first words");
    move_folder(&aside, &content);
    preview.write("content/pages/fresh.md", &page("second words"));
    preview.shows("/fresh/", "200", "second words");
    preview.write(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}{% block main %}<h1>own look</h1>{% endblock %}",
    );
    preview.shows("/fresh/", "200", "own look");
    preview.write(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}{% block main %}<h1>other look</h1>{% endblock %}",
    );
    preview.shows("/fresh/", "200", "other look");
    fs::remove_dir_all(preview.site().join("themes")).expect("it is there");
    preview.shows("/fresh/", "200", "second words");
}

#[test]
fn what_is_asked_wrongly_is_refused() {
    let preview = Preview::start();
    let answer = preview.ask("GET / HTTP/1.1\r\nHost: evil.example");
    assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("Eastmere"), "{answer}");
    let answer = preview.ask(&format!("DELETE / HTTP/1.1\r\nHost: 127.0.0.1:{}", preview.port));
    assert!(answer.starts_with("HTTP/1.1 405") && answer.to_lowercase().contains("allow: get, head"), "{answer}");
    preview.shows("/.spis-manifest", "404", "");
    std::os::unix::fs::symlink("/etc", preview.site().join("public/etc")).expect("writable");
    preview.shows("/etc/passwd", "404", "");
    fs::remove_file(preview.site().join("public/etc")).expect("it is there");
}

#[test]
fn slow_browsers_keep_nobody_waiting_and_are_hung_up_on() {
    let preview = Preview::start();
    let mut slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("it listens");
            stream.write_all(b"GET / HTTP/1.1\r\nHo").expect("it takes bytes");
            stream
        })
        .collect();
    preview.shows("/", "200", "Eastmere");
    let one = slow.last_mut().expect("there are many");
    one.set_read_timeout(Some(Duration::from_secs(30))).expect("a plain setting");
    let mut rest = Vec::new();
    let ended = one.read_to_end(&mut rest);
    assert!(ended.is_ok() || ended.is_err_and(|cause| cause.kind() == std::io::ErrorKind::ConnectionReset));
    assert!(!String::from_utf8_lossy(&rest).contains("Eastmere"));
}

#[test]
fn rebuilds_do_not_make_it_grow() {
    let rebuilds: usize = std::env::var("SPIS_REBUILDS").map_or(12, |count| count.parse().expect("a number"));
    let preview = Preview::start();
    let mut build = |number: usize| {
        let before = preview.generation();
        preview.write("content/pages/fresh.md", &page(&format!("words {number}")));
        preview.is_built_after(&before);
    };
    (0..rebuilds / 2).for_each(&mut build);
    let (memory, files) = (preview.memory(), preview.open_files());
    (rebuilds / 2..rebuilds).for_each(&mut build);
    let (after, files_after) = (preview.memory(), preview.open_files());
    println!(
        "{rebuilds} rebuilds: {memory} kB and {files} files at half, {after} kB and {files_after} files at the end"
    );
    assert!(after < memory + memory / 4 + 8_000, "{memory} kB became {after} kB");
    assert!(files_after <= files + 4, "{files} open files became {files_after}");
}
