//! A site's files are the same whether they lie in a folder or in a revision of a git repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use spis::source::{Bytes, Folder, MAXIMUM_FILE_SIZE, Revision, Tree};
use tempfile::TempDir;

/// A git repository in a temporary folder.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a temporary folder"));
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
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

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, bytes).expect("writable");
    }

    fn commit(&self) {
        self.git(&["add", "--all", "--force"]);
        self.git(&["commit", "--quiet", "--message=test"]);
    }
}

fn nothing(_: &str) -> bool {
    false
}

/// Every file below `content` with its bytes.
fn everything(tree: &dyn Tree) -> Vec<(PathBuf, Bytes)> {
    let files = tree.files(Path::new("content"), &nothing).expect("readable").expect("it is there");
    files.into_iter().map(|path| (path.clone(), tree.read(&path).expect("readable"))).collect()
}

fn failure(root: &Path, name: &str) -> String {
    Revision::open(root, name).err().expect("it cannot be opened").to_string()
}

#[test]
fn a_revision_has_the_files_of_the_folder_that_was_committed() {
    let repository = Repository::new();
    for (path, bytes) in [
        ("content/site.yaml", &b"title: \xef\xbb\xbfx\r\n"[..]),
        ("content/registry/a-b/x.yaml", b""),
        ("content/registry/a/y.yaml", b"no line end"),
        ("content/registry/a.yaml", &[0, 159, 146, 150]),
        ("content/pages/za\u{17c}\u{f3}\u{142}\u{107} \"g\u{119}\u{15b}l\u{105}\"\ttab.md", b"x\n"),
        ("content/pages/-c.md", b"y\n"),
        ("content/pages/.well-known/z", b"z"),
    ] {
        repository.write(path, bytes);
    }
    repository.commit();
    let before = everything(&Folder::new(repository.path()));
    assert_eq!(before.len(), 7);
    let revision = Revision::open(repository.path(), "HEAD").expect("it is there");
    assert_eq!(everything(&revision), before);
    // What the folder holds later does not show in the revision.
    repository.write("content/site.yaml", b"title: another\n");
    fs::remove_dir_all(repository.path().join("content/registry")).expect("it was there");
    assert_eq!(everything(&revision), before);
}

#[test]
fn what_is_skipped_is_skipped_with_all_that_lies_in_it() {
    let repository = Repository::new();
    repository.write("content/.git-not/a/b.yaml", b"");
    repository.write("content/a/.b.yaml", b"");
    repository.write("content/a/b.yaml", b"");
    repository.commit();
    let hidden = |name: &str| name.starts_with('.');
    let trees: [Box<dyn Tree>; 2] = [
        Box::new(Folder::new(repository.path())),
        Box::new(Revision::open(repository.path(), "main").expect("it is there")),
    ];
    for tree in trees {
        let files = tree.files(Path::new("content"), &hidden).expect("readable");
        assert_eq!(files, Some(vec![PathBuf::from("content/a/b.yaml")]));
        assert_eq!(tree.files(Path::new("themes"), &hidden).expect("readable"), None);
        assert_eq!(tree.files(Path::new("content/a/b.yaml/c"), &hidden).ok().flatten(), None);
    }
}

#[test]
fn a_site_may_lie_below_the_top_of_its_repository() {
    let repository = Repository::new();
    repository.write("offices/north/content/site.yaml", b"title: North\n");
    repository.write("content/site.yaml", b"title: another\n");
    repository.commit();
    let root = repository.path().join("offices/north");
    let revision = Revision::open(&root, "HEAD").expect("it is there");
    assert_eq!(everything(&revision), everything(&Folder::new(&root)));
    let missing = revision.read(Path::new("content/none.yaml")).expect_err("it is not there").to_string();
    assert_eq!(missing, "cannot read HEAD:offices/north/content/none.yaml: the revision has no such file");
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_repository_only() {
    use std::os::unix::fs::symlink;
    let repository = Repository::new();
    repository.write("shared/geo/a.csv", b"code\n");
    repository.write("content/a.yaml", b"a: b\n");
    let link = |target: &str, path: &str| symlink(target, repository.path().join(path)).expect("writable");
    link("a.yaml", "content/b.yaml");
    link("../shared/geo", "content/geo");
    repository.commit();
    let revision = Revision::open(repository.path(), "HEAD").expect("it is there");
    assert_eq!(everything(&revision), everything(&Folder::new(repository.path())));
    assert_eq!(everything(&revision).len(), 3);
    link("/etc/hostname", "content/out.yaml");
    link("nothing", "content/dangling.yaml");
    repository.commit();
    let revision = Revision::open(repository.path(), "HEAD").expect("it is there");
    for path in ["content/out.yaml", "content/dangling.yaml"] {
        let refused = revision.read(Path::new(path)).expect_err("it leads nowhere").to_string();
        assert!(refused.contains("a link that leads out"), "{refused}");
    }
    link("../content", "content/loop");
    repository.commit();
    let revision = Revision::open(repository.path(), "HEAD").expect("it is there");
    let refused = revision.files(Path::new("content"), &nothing).expect_err("it has no end").to_string();
    assert!(refused.ends_with("a folder contains itself through a link"), "{refused}");
}

#[test]
fn a_revision_that_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outside = failure(folder.path(), "HEAD");
    assert!(outside.contains("not a git repository"), "{outside}");
    let repository = Repository::new();
    let empty = failure(repository.path(), "HEAD");
    assert!(empty.contains("has no such revision"), "{empty}");
    repository.write("content/a.yaml", b"1");
    repository.commit();
    repository.write("content/a.yaml", b"2");
    repository.commit();
    for name in ["none", "", "--help", "HEAD:content", "a b", "HEAD\nHEAD"] {
        let refused = failure(repository.path(), name);
        assert!(refused.contains("the repository has no such revision"), "{name}: {refused}");
    }
    let before = Revision::open(repository.path(), "HEAD~1").expect("it is there");
    assert_eq!(before.read(Path::new("content/a.yaml")).expect("readable"), Bytes::Whole(b"1".to_vec()));
    assert_eq!(before.commit().len(), 40);
    // A shallow clone has the last commit and says what is needed for the one before.
    let clone = tempfile::tempdir().expect("a temporary folder");
    let from = format!("file://{}", repository.path().display());
    let depth = ["clone", "--quiet", "--depth=1", &from, clone.path().to_str().expect("plain")];
    assert!(Command::new("git").args(depth).status().expect("git is installed").success());
    let last = Revision::open(clone.path(), "HEAD").expect("it is there");
    assert_eq!(last.read(Path::new("content/a.yaml")).expect("readable"), Bytes::Whole(b"2".to_vec()));
    let shallow = failure(clone.path(), "HEAD~1");
    assert!(shallow.contains("git fetch --unshallow"), "{shallow}");
}

#[test]
fn many_threads_read_one_revision() {
    let repository = Repository::new();
    for number in 0..300 {
        repository.write(&format!("content/{number}.yaml"), format!("number: {number}\n").repeat(number).as_bytes());
    }
    repository.commit();
    let revision = Revision::open(repository.path(), "HEAD").expect("it is there");
    std::thread::scope(|scope| {
        for first in 0..4 {
            let revision = &revision;
            scope.spawn(move || {
                for number in (first..300).step_by(4) {
                    let read = revision.read(Path::new(&format!("content/{number}.yaml"))).expect("readable");
                    assert_eq!(read, Bytes::Whole(format!("number: {number}\n").repeat(number).into_bytes()));
                }
            });
        }
    });
}

#[test]
fn a_large_file_is_passed_over_and_the_next_one_read() {
    let repository = Repository::new();
    let file = fs::File::create(repository.path().join("large")).expect("writable");
    file.set_len(MAXIMUM_FILE_SIZE + 1).expect("a file with a hole");
    repository.write("next", b"next");
    repository.commit();
    let revision = Revision::open(repository.path(), "HEAD").expect("it is there");
    for tree in [&revision as &dyn Tree, &Folder::new(repository.path())] {
        assert_eq!(tree.read(Path::new("large")).expect("measured"), Bytes::TooLarge(MAXIMUM_FILE_SIZE + 1));
        assert_eq!(tree.read(Path::new("next")).expect("readable"), Bytes::Whole(b"next".to_vec()));
    }
}

/// The codes and paths of all that is wrong with a site.
#[cfg(unix)]
fn faults(root: &Path) -> Vec<String> {
    let build_date = spis::model::parse_date("2026-02-01").expect("a day of the calendar");
    let options = spis::BuildOptions { root: root.to_owned(), base_url: None, build_date };
    let report = spis::check(&options, &()).expect("the site is readable");
    let fault = |of: &spis::diagnostic::Diagnostic| format!("{} {}", of.code, of.location.path().display());
    report.diagnostics.iter().filter(|of| of.code.name.starts_with("file/")).map(fault).collect()
}

/// Where inputs of every kind lie.
#[cfg(unix)]
const INPUTS: [&str; 12] = [
    "content/datasets/x.yaml",
    "content/geo/x.csv",
    "content/geo/x.geojson",
    "content/glossary.yaml",
    "content/pages/x.md",
    "content/pages/x.pdf",
    "content/registry/a/_schema.yaml",
    "content/registry/a/x.yaml",
    "content/stray",
    "themes/default/assets/x.css",
    "themes/default/templates/page.html",
    "themes/default/translations/en.yaml",
];

#[cfg(unix)]
#[test]
fn what_is_no_file_of_the_site_is_refused_at_once_wherever_it_lies() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::NamedTempFile::new().expect("a temporary file");
    let pipe = |path: &Path| {
        assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo is installed").success());
    };
    let link = |to: &Path| {
        let to = to.to_owned();
        move |path: &Path| symlink(&to, path).expect("writable")
    };
    let makers: [(&str, &dyn Fn(&Path)); 5] = [
        ("file/special", &pipe),
        ("file/outside", &link(Path::new("/dev/zero"))),
        ("file/outside", &link(outside.path())),
        ("file/outside", &link(outside.path().parent().expect("it lies in a folder"))),
        ("file/link", &link(Path::new("gone"))),
    ];
    for (code, make) in makers {
        let repository = Repository::new();
        repository.write("content/site.yaml", b"title: Test\nlanguages: [en]\nbase_url: https://a.example/\n");
        for input in INPUTS {
            let path = repository.path().join(input);
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
            make(&path);
        }
        assert_eq!(faults(repository.path()), INPUTS.map(|input| format!("{code} {input}")), "{code}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_stay_in_the_site_are_followed_and_those_of_editors_passed_over() {
    use std::os::unix::fs::symlink;
    let repository = Repository::new();
    repository.write("content/site.yaml", b"title: Test\nlanguages: [en]\nbase_url: https://a.example/\n");
    repository.write("content/pages/a/b.md", b"---\ntitle: T\n---\n");
    symlink("a", repository.path().join("content/pages/c")).expect("writable");
    symlink("editor@host.1:2", repository.path().join("content/pages/.#b.md")).expect("writable");
    assert_eq!(faults(repository.path()), Vec::<String>::new());
    symlink(".", repository.path().join("content/pages/a/again")).expect("writable");
    assert_eq!(faults(repository.path()), ["file/link content/pages/a/again", "file/link content/pages/c/again"]);
    // The folder of the content itself may lie elsewhere.
    let other = tempfile::tempdir().expect("a temporary folder");
    symlink(repository.path().join("content"), other.path().join("content")).expect("writable");
    fs::remove_file(repository.path().join("content/pages/a/again")).expect("it is there");
    assert_eq!(faults(other.path()), Vec::<String>::new());
}
