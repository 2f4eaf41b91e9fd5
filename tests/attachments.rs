//! Files that records show and lead to: measured, published, and told of where they are too large for a phone.

use std::fs;
use std::path::Path;

use spis::BuildOptions;
use spis::diagnostic::codes;
use spis::model::parse_date;
use spis::write::WriteOptions;

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
    fs::write(path, bytes).expect("the file can be written");
}

/// A JPEG with so many bytes of what a camera says of it before its size, which is 640 by 480.
fn jpeg(before: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut rest = before;
    while rest > 0 {
        let length = rest.min(65_000);
        let length_bytes = u16::try_from(length + 2).expect("a segment is short").to_be_bytes();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(length_bytes);
        bytes.extend(vec![0; length]);
        rest -= length;
    }
    bytes.extend([0xff, 0xc0, 0, 11, 8, 1, 0xe0, 2, 0x80, 1, 1, 0x11, 0]);
    bytes.extend([0xff, 0xd9]);
    bytes
}

fn site(photo: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    write(
        root,
        "site.yaml",
        b"title: Mills\ndescription: Where they stand.\nlanguages: [en]\nbase_url: https://mills.example.org/list/\n",
    );
    write(
        root,
        "registry/mills/_schema.yaml",
        b"label: Mills\nnoun: {en: {one: mill, other: mills}}\nfields:\n  photo: {type: image, label: Photograph, schema_org: image}\n  rules: {type: file, label: Rules}\n",
    );
    write(
        root,
        "registry/mills/weir.yaml",
        b"name: Weir Mill\nsource: {title: A list}\nphoto: {file: photos/weir.jpg, alt: The weir}\nrules: {file: rules.pdf, label: House rules}\n",
    );
    write(root, "pages/photos/weir.jpg", photo);
    write(root, "pages/rules.pdf", &vec![b'%'; 1_234_567]);
    folder
}

fn options(root: &Path) -> BuildOptions {
    BuildOptions { root: root.to_owned(), base_url: None, build_date: parse_date("2025-06-01").expect("a day") }
}

#[test]
fn a_picture_has_its_size_however_much_the_camera_says_before() {
    for before in [0, 60_000, 200_000] {
        let photo = jpeg(before);
        let folder = site(&photo);
        let out = folder.path().join("public");
        let report = spis::build(&options(folder.path()), &out, WriteOptions::default(), &()).expect("writable");
        assert!(!report.diagnostics.iter().any(|fault| fault.is_error()), "{:?}", report.diagnostics);
        let page = fs::read_to_string(out.join("mills/weir/index.html")).expect("it was built");
        let image =
            "<img src=\"/list/photos/weir.jpg\" width=\"640\" height=\"480\" alt=\"The weir\" loading=\"lazy\">";
        assert!(page.contains(image), "{before}: {page}");
        assert!(
            page.contains("<a href=\"/list/rules.pdf\">House rules</a> <span class=\"note\">(PDF, 1.3\u{a0}MB)</span>"),
            "{page}"
        );
        assert_eq!(fs::read(out.join("photos/weir.jpg")).expect("it was published"), photo);
    }
}

#[test]
fn what_is_long_to_load_on_a_phone_is_told_of() {
    let folder = site(&jpeg(600_000));
    let found = spis::check(&options(folder.path()), &()).expect("readable").diagnostics;
    let heavy: Vec<String> = found
        .iter()
        .filter(|fault| fault.code == codes::FILE_HEAVY)
        .map(|fault| format!("{}:{}", fault.location.path().display(), fault.location.line()))
        .collect();
    assert_eq!(heavy, ["content/registry/mills/weir.yaml:3", "content/registry/mills/weir.yaml:4"]);
}
