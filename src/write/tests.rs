//! Publishing on a real disk: what changes, what does not, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::{ForeignFiles, Remains, Staging, WriteOptions, WriteSummary};
use crate::model::OutputPath;

struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("content")).expect("the folder is new");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn begin_with(&self, name: &str, foreign: ForeignFiles) -> Result<Staging, String> {
        let options = WriteOptions { foreign, ..WriteOptions::default() };
        Staging::begin(&self.path(name), &[self.path("content")], options).map_err(|error| error.to_string())
    }

    fn begin(&self) -> Staging {
        self.begin_with("public", ForeignFiles::Refuse).expect("the folder may be published into")
    }

    fn publish(&self, outputs: &[(&str, &str)]) -> WriteSummary {
        let staging = self.begin();
        for (path, text) in outputs {
            staging.write(&output(path), text.as_bytes()).expect("the output is new");
        }
        staging.commit().expect("nothing stands in the way")
    }

    /// Every file below the folder, with its text. **Shape**: sorted by path.
    fn files(&self, name: &str) -> Vec<(String, String)> {
        let root = self.path(name);
        let entries =
            walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.expect("readable"));
        let files = entries.filter(|entry| entry.file_type().is_file());
        let read = |path: &Path| fs::read_to_string(path).expect("readable");
        files
            .map(|entry| (entry.path().strip_prefix(&root).expect("below").display().to_string(), read(entry.path())))
            .filter(|(path, _)| path != super::manifest::FILE_NAME)
            .collect()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("readable");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn output(path: &str) -> OutputPath {
    OutputPath::parse(path).expect("a plain path")
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_new_site_replaces_the_old_one_whole() {
    let site = Site::new();
    let summary = site.publish(&[("index.html", "one"), ("a/b/index.html", "ż")]);
    assert_eq!(summary, WriteSummary { files: 2, bytes: 5, remains: Remains::default() });
    site.publish(&[("index.html", "two"), ("c/index.html", "c")]);
    assert_eq!(site.files("public"), pairs(&[("c/index.html", "c"), ("index.html", "two")]));
    assert!(!site.path("public/a").exists());
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn many_threads_write_at_once() {
    let site = Site::new();
    let staging = site.begin();
    (0..600).into_par_iter().for_each(|number| {
        let path = format!("{}/{}/{number}/index.html", number % 3, number % 7);
        staging.write(&output(&path), &vec![b'x'; number]).expect("the output is new");
    });
    let summary = staging.commit().expect("nothing stands in the way");
    assert_eq!((summary.files, summary.bytes), (600, (0..600).sum()));
    assert_eq!(site.files("public").len(), 600);
}

#[test]
fn a_build_that_is_given_up_leaves_nothing() {
    let site = Site::new();
    site.publish(&[("index.html", "old")]);
    let staging = site.begin();
    staging.write(&output("index.html"), b"new").expect("the output is new");
    drop(staging);
    assert_eq!(site.files("public"), pairs(&[("index.html", "old")]));
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn foreign_files_are_named_and_stay() {
    let site = Site::new();
    site.publish(&[("a/index.html", "old")]);
    fs::write(site.path("public/a/notes.txt"), "mine").expect("writable");
    fs::create_dir_all(site.path("public/.cache/objects")).expect("writable");
    let error = site.begin_with("public", ForeignFiles::Refuse).expect_err("there are foreign files");
    assert!(error.contains("did not write: .cache/, a/notes.txt. "), "{error}");
    assert_eq!(site.files("public"), pairs(&[("a/index.html", "old"), ("a/notes.txt", "mine")]));
    let staging = site.begin_with("public", ForeignFiles::Delete).expect("they may be deleted");
    staging.commit().expect("nothing stands in the way");
    assert_eq!(site.files("public"), []);
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn a_folder_that_spis_never_wrote_is_refused() {
    let site = Site::new();
    fs::create_dir(site.path("public")).expect("the folder is new");
    site.begin();
    fs::write(site.path("public/thesis.txt"), "mine").expect("writable");
    assert!(site.begin_with("public", ForeignFiles::Refuse).is_err());
    assert_eq!(site.files("public"), pairs(&[("thesis.txt", "mine")]));
}

#[test]
fn a_file_that_appears_during_a_build_is_kept() {
    let site = Site::new();
    site.publish(&[("a/index.html", "old")]);
    let staging = site.begin();
    fs::write(site.path("public/a/notes.txt"), "mine").expect("writable");
    let summary = staging.commit().expect("nothing stands in the way");
    let [kept] = &summary.remains.kept[..] else { panic!("one folder is kept: {summary:?}") };
    assert_eq!(fs::read_to_string(kept.join("a/notes.txt")).expect("it is kept"), "mine");
    site.publish(&[("index.html", "newer")]);
    assert!(kept.join("a/notes.txt").exists());
}

#[test]
fn what_a_killed_run_left_is_removed_and_a_living_one_spared() {
    let site = Site::new();
    let living = site.begin();
    fs::create_dir_all(site.path(".public.staging-999999-0/a")).expect("the folder is new");
    fs::create_dir_all(site.path(".public2.staging-999999-0")).expect("the folder is new");
    site.publish(&[("index.html", "one")]);
    assert!(!site.path(".public.staging-999999-0").exists());
    assert!(site.path(".public2.staging-999999-0").exists());
    living.write(&output("index.html"), b"two").expect("its folder is still there");
    living.commit().expect("nothing stands in the way");
    assert_eq!(site.files("public"), pairs(&[("index.html", "two")]));
}

#[test]
fn a_site_that_a_killed_run_had_moved_away_comes_back() {
    let site = Site::new();
    site.publish(&[("index.html", "old")]);
    fs::rename(site.path("public"), site.path(".public.previous-999999-0")).expect("both are beside each other");
    fs::create_dir(site.path(".public.staging-999999-0")).expect("the folder is new");
    site.begin();
    assert_eq!(site.files("public"), pairs(&[("index.html", "old")]));
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn folders_that_must_not_be_replaced_are_refused() {
    let site = Site::new();
    fs::write(site.path("file"), "").expect("writable");
    fs::create_dir(site.path("real")).expect("the folder is new");
    std::os::unix::fs::symlink(site.path("real"), site.path("link")).expect("writable");
    let before = site.names();
    for (name, reason) in [
        ("file", "not a folder"),
        ("file/below", "Not a directory"),
        ("link", "a link"),
        ("link/", "a link"),
        ("content", "would replace"),
        ("content/../content/", "would replace"),
        ("content/site/public", "it lies in"),
        (".", "would replace"),
        ("..", "would replace"),
        ("/", "root of the file system"),
    ] {
        let error = site.begin_with(name, ForeignFiles::Delete).expect_err(name);
        assert!(error.contains(reason), "{name}: {error}");
    }
    assert_eq!(site.names(), before);
}

#[test]
fn two_outputs_for_one_path_are_an_error() {
    let site = Site::new();
    let staging = site.begin();
    staging.write(&output("a"), b"1").expect("the output is new");
    let error = staging.write(&output("a"), b"2").expect_err("the output is there").to_string();
    assert!(error.contains("public/a"), "{error}");
}

#[test]
fn a_failed_write_leaves_the_old_site() {
    let site = Site::new();
    site.publish(&[("index.html", "old")]);
    let staging = site.begin();
    staging.write(&output("a"), b"").expect("the output is new");
    staging.write(&output("a/b"), b"").expect_err("a is no folder");
    drop(staging);
    assert_eq!(site.files("public"), pairs(&[("index.html", "old")]));
}

#[test]
fn builds_at_the_same_moment_do_not_disturb_one_another() {
    let site = Site::new();
    (0..4).into_par_iter().for_each(|builder| {
        for count in 1..9 {
            let staging = site.begin();
            for number in 0..count {
                staging.write(&output(&format!("{builder}/{number}/index.html")), b"").expect("the output is new");
            }
            staging.commit().expect("nothing stands in the way");
        }
    });
    assert_eq!(site.files("public").len(), 8);
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn force_spares_repositories_and_what_is_large() {
    let site = Site::new();
    site.publish(&[("a/index.html", "old")]);
    for (make, reason) in [
        (&(|path: &Path| fs::create_dir_all(path.join(".git/objects"))) as &dyn Fn(&Path) -> _, "mine/.git"),
        (&|path: &Path| fs::write(path.join(".git"), "gitdir: elsewhere"), "mine/.git"),
        (
            &|path: &Path| {
                fs::create_dir_all(path.join("bare/objects"))?;
                fs::create_dir_all(path.join("bare/refs"))?;
                fs::write(path.join("bare/HEAD"), "")
            },
            "mine/bare",
        ),
        (&|path: &Path| fs::write(path.join("thesis.pdf"), vec![0; 1_000_001]), "1 MB at most: a/mine/"),
        (
            &|path: &Path| (0..11).try_for_each(|n| fs::write(path.join(n.to_string()), vec![0; 100_000])),
            "1 MB at most: a/mine/",
        ),
    ] {
        let mine = site.path("public/a/mine");
        fs::create_dir(&mine).expect("the folder is new");
        make(&mine).expect("writable");
        let error = site.begin_with("public", ForeignFiles::Delete).expect_err(reason);
        assert!(error.contains(reason), "{error}");
        assert!(mine.exists());
        fs::remove_dir_all(&mine).expect("it is there");
    }
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn force_deletes_only_what_was_there_when_it_was_asked() {
    let site = Site::new();
    site.publish(&[("index.html", "old")]);
    fs::write(site.path("public/asked.txt"), "").expect("writable");
    let staging = site.begin_with("public", ForeignFiles::Delete).expect("it may be deleted");
    fs::write(site.path("public/later.txt"), "mine").expect("writable");
    let summary = staging.commit().expect("nothing stands in the way");
    let [kept] = &summary.remains.kept[..] else { panic!("one folder is kept: {summary:?}") };
    assert!(kept.join("later.txt").exists() && !kept.join("asked.txt").exists());
}

#[test]
fn files_are_replaced_one_by_one_where_the_folder_cannot_be_moved() {
    let site = Site::new();
    site.publish(&[("a", "file"), ("b/c/index.html", "old"), ("d.html", "old"), ("e/f.css", "old")]);
    fs::create_dir(site.path("public/.public.staging-1-0")).expect("the folder is new");
    let mut target = super::Target::new(&site.path("public"), &[]).expect("it may be published into");
    (target.is_mounted, target.workshop) = (true, target.published.clone());
    assert_eq!(super::foreign::judge(&target, ForeignFiles::Refuse).expect("nothing foreign"), Vec::<String>::new());
    let staging = site.path("public/.public.staging-1-0");
    let new = [("a/index.html", "new"), ("b", "now a file"), ("d.html", "new")];
    for (path, text) in new {
        fs::create_dir_all(staging.join(path).parent().expect("below")).expect("writable");
        fs::write(staging.join(path), text).expect("writable");
    }
    let manifest = super::Manifest::new(new.iter().map(|(path, _)| (*path).to_owned()).collect());
    super::in_place::publish(&staging, &target, &manifest).expect("nothing stands in the way");
    assert_eq!(site.files("public"), pairs(&new));
    assert!(!site.path("public/e").exists() && !staging.exists());
    assert_eq!(super::Manifest::read(&site.path("public")).expect("readable"), Some(manifest));
}

#[test]
fn a_site_that_was_moved_away_is_put_back_by_whoever_comes() {
    let site = Site::new();
    site.publish(&[("index.html", "old")]);
    let public = site.path("public");
    fs::rename(&public, site.path(".public.previous-999999-0")).expect("both are beside each other");
    assert!(super::put_back(&public).expect("nothing stands in the way"));
    assert_eq!(site.files("public"), pairs(&[("index.html", "old")]));
    assert!(!super::put_back(&public).expect("nothing is to be done"));
}
