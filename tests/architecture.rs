//! The house is built as `ARCHITECTURE.md` says: a module uses only modules declared above it in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The modules of the library in the order of their declaration.
fn modules() -> Vec<String> {
    let library = read(&root().join("src/lib.rs"));
    let declared = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    declared.map(str::to_owned).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules named behind `crate::` in a line, also within braces: `use crate::{a::B, c::D};`.
fn used<'m>(text: &str, modules: &'m [String]) -> Vec<&'m str> {
    let names = |module: &&String| {
        text.match_indices("crate::").any(|(at, _)| {
            let rest = &text[at + "crate::".len()..];
            let begins = |rest: &str| rest.strip_prefix(module.as_str()).is_some_and(|rest| rest.starts_with("::"));
            match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or(list).split(',').any(|item| begins(item.trim())),
                None => begins(rest),
            }
        })
    };
    modules.iter().filter(names).map(String::as_str).collect()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let modules = modules();
    assert!(modules.len() > 10, "the list of modules was not found");
    let mut wrong = Vec::new();
    for (place, module) in modules.iter().enumerate() {
        let mut files = Vec::new();
        let folder = root().join("src").join(module);
        if folder.is_dir() {
            rust_files(&folder, &mut files)
        } else {
            files.push(folder.with_extension("rs"))
        }
        for file in files {
            let code: String =
                read(&file).lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            for other in used(&code, &modules[place + 1..]) {
                wrong.push(format!("{} uses {other}, which is declared below {module}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The modules that read or write the disk themselves; all others get what was read, from a folder or a revision.
const WITH_DISK: [&str; 5] = ["source", "write", "edit", "serve", "cli"];

#[test]
fn the_disk_is_touched_in_few_places() {
    const DOORS: [&str; 6] = ["std::fs", "fs::", "File::open", "WalkDir", "Command::new", ".is_file()"];
    let mut wrong = Vec::new();
    for module in modules().iter().filter(|module| !WITH_DISK.contains(&module.as_str())) {
        let mut files = Vec::new();
        rust_files(&root().join("src").join(module), &mut files);
        for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
            let text = read(file);
            let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
            let used = DOORS.iter().filter(|door| code.contains(**door));
            wrong.extend(used.map(|door| format!("{} uses {door}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_question_in_the_architecture() {
    let architecture = read(&root().join("ARCHITECTURE.md"));
    for module in modules() {
        assert!(architecture.contains(&format!("`{module}/`")), "ARCHITECTURE.md says nothing of {module}/");
    }
}

/// Words of the flagship register: what is described in `content/` must not be known to the generator.
const WORDS_OF_ONE_REGISTER: [&str; 10] =
    ["powiat", "gmina", "gminy", "centrum", "centra", "klub", "kluby", "warmi", "mazur", "teryt"];

#[test]
fn the_generator_knows_no_particular_register() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let mut found = Vec::new();
    for file in files {
        for (number, line) in read(&file).lines().enumerate() {
            let line = line.to_lowercase();
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            let known = WORDS_OF_ONE_REGISTER.iter().find(|word| words.contains(word));
            found.extend(known.map(|word| format!("{}:{}: {word}", file.display(), number + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
