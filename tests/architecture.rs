//! The house is built as `ARCHITECTURE.md` says: a module uses only modules declared above it in `src/lib.rs`.

use std::collections::{BTreeMap, BTreeSet};
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

/// A file's place in the tree of modules: `render/maps/area.rs` is `render::maps::area`, `render/mod.rs` is `render`.
fn module_of(file: &Path) -> Vec<String> {
    let inner = file.strip_prefix(root().join("src")).expect("it lies in src").with_extension("");
    let parts = inner.iter().map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

/// The paths of a `use` declaration, one for each name: `a::{b, c::D}` is `a::b` and `a::c::D`.
fn flattened(path: &str) -> Vec<String> {
    let Some((before, inner)) = path.split_once('{') else { return vec![path.trim().to_owned()] };
    let inner = inner.trim().trim_end_matches('}');
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().expect("there is one").push(c),
        }
    }
    let closed = |part: &String| if part.contains('{') { format!("{part}}}") } else { part.clone() };
    let each = parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| flattened(closed(part).trim()));
    each.map(|part| format!("{before}{part}")).collect()
}

/// The declarations of a file that begin with `use` or `pub use`, as paths.
fn declared(text: &str, keyword: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(keyword) {
        let begins_line = text[..at].ends_with('\n') || at == 0;
        if let Some(declaration) = text[at + keyword.len()..].split(';').next().filter(|_| begins_line) {
            found.extend(flattened(&declaration.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    found
}

/// The modules that each file of a module uses, through what folders export too. Tests at a file's end do not count.
fn arrows(module: &str) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut files = Vec::new();
    rust_files(&root().join("src").join(module), &mut files);
    let text = |file: &Path| read(file).split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    let texts: BTreeMap<Vec<String>, String> = files.iter().map(|file| (module_of(file), text(file))).collect();
    let folders: BTreeSet<Vec<String>> =
        files.iter().filter(|file| file.ends_with("mod.rs")).map(|file| module_of(file)).collect();
    let absolute = |path: &str, from: &[String]| -> Vec<String> {
        let mut parts: Vec<String> = from.to_vec();
        for part in path.split("::").map(str::trim) {
            match part {
                "crate" => parts.clear(),
                "self" => {}
                "super" => drop(parts.pop()),
                part => parts.push(part.to_owned()),
            }
        }
        parts
    };
    // What a folder exports: the name there, and the path behind it.
    let exports: BTreeMap<Vec<String>, Vec<String>> = folders
        .iter()
        .flat_map(|folder| {
            let exported = declared(&texts[folder], "pub use ");
            exported.into_iter().map(move |path| {
                let (path, name) =
                    path.split_once(" as ").map_or((path.clone(), None), |(a, b)| (a.to_owned(), Some(b.to_owned())));
                let name = name.unwrap_or_else(|| path.rsplit("::").next().unwrap_or_default().to_owned());
                ([folder.clone(), vec![name]].concat(), absolute(&path, folder))
            })
        })
        .collect();
    let file_of = |path: &[String]| {
        let real = exports.get(path).map_or(path, Vec::as_slice);
        (1..=real.len()).rev().map(|length| real[..length].to_vec()).find(|path| texts.contains_key(path))
    };
    let used = |(from, text): (&Vec<String>, &String)| {
        let paths = declared(text, "use ").into_iter().chain(declared(text, "    use "));
        let relative = paths.filter(|path| ["super", "crate", "self"].iter().any(|start| path.starts_with(start)));
        let targets =
            relative.filter_map(|path| file_of(&absolute(path.split(" as ").next().unwrap_or_default(), from)));
        let targets = targets.filter(|target| target != from && !folders.contains(target)).collect();
        (from.clone(), targets)
    };
    texts.iter().filter(|(from, _)| !folders.contains(*from)).map(used).collect()
}

/// Takes away, again and again, the files that use none that is left or that none uses: what stays goes round in circles.
fn circles(mut arrows: BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Vec<String> {
    loop {
        let left: BTreeSet<Vec<String>> = arrows.keys().cloned().collect();
        let used: BTreeSet<Vec<String>> = arrows.values().flatten().cloned().collect();
        arrows.retain(|file, uses| used.contains(file) && uses.iter().any(|file| left.contains(file)));
        if arrows.len() == left.len() {
            return left.iter().map(|file| file.join("::")).collect();
        }
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    for module in modules().iter().filter(|module| root().join("src").join(module).is_dir()) {
        let found = circles(arrows(module));
        assert!(found.is_empty(), "{module}: {found:#?}");
    }
}

#[test]
fn a_room_of_the_renderer_uses_only_rooms_above_it() {
    let text = read(&root().join("src/render/mod.rs"));
    let rooms = text.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let rooms: Vec<&str> = rooms.filter(|room| root().join("src/render").join(room).is_dir()).collect();
    assert!(rooms.len() > 5, "the rooms were not found");
    let place = |path: &[String]| rooms.iter().position(|room| path.get(1).is_some_and(|part| part == room));
    let mut wrong = Vec::new();
    for (from, used) in arrows("render") {
        for target in used.iter().filter(|target| place(target) > place(&from)) {
            wrong.push(format!("{} uses {}", from.join("::"), target.join("::")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The public functions of a file that can fail, and whether their comment says how. Tests at a file's end do not count.
fn functions_that_can_fail(text: &str) -> Vec<(String, bool)> {
    let lines: Vec<&str> = text.split("#[cfg(test)]").next().unwrap_or_default().lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("pub fn ")) {
        let end = (at..lines.len()).find(|end| lines[*end].contains('{')).unwrap_or(at);
        let signature = lines[at..=end].join(" ");
        let returned = signature.rsplit_once("->").map_or("", |(_, returned)| returned);
        if returned.contains("Result<") || returned.contains("Checked<") {
            let mut above = lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with(['/', '#']));
            found.push((line.trim().to_owned(), above.any(|line| line.contains("**Errors**"))));
        }
    }
    found
}

#[test]
fn a_public_function_that_can_fail_says_how() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let found = files.iter().flat_map(|file| {
        functions_that_can_fail(&read(file))
            .into_iter()
            .map(move |(name, told)| (format!("{}: {name}", file.display()), told))
    });
    let (told, silent): (Vec<_>, Vec<_>) = found.partition(|(_, told)| *told);
    assert!(told.len() > 50, "the functions were not found");
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_module_has_its_question_in_the_architecture() {
    let architecture = read(&root().join("ARCHITECTURE.md"));
    for module in modules() {
        assert!(architecture.contains(&format!("`{module}/`")), "ARCHITECTURE.md says nothing of {module}/");
    }
}

/// Words of the flagship register: what is described in `content/` must not be known to the generator.
const WORDS_OF_ONE_REGISTER: [&str; 14] = [
    "powiat", "gmina", "gminy", "centrum", "centra", "klub", "kluby", "warmi", "mazur", "teryt", "kis", "cis", "mops",
    "gops",
];

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

#[test]
fn a_place_in_a_list_of_the_register_is_a_handle() {
    const LISTS: [&str; 5] = ["area", "level", "collection", "dataset", "page"];
    let numbers = ["usize", "&usize", "Option<usize>", "Vec<usize>", "&[usize]"];
    let mut files = Vec::new();
    // What draws and measures knows no register: its areas are those of one drawing.
    const REGISTER: [&str; 7] = ["validate", "index", "plan", "render", "export", "diff", "import"];
    REGISTER.iter().for_each(|room| rust_files(&root().join("src").join(room), &mut files));
    let bare = |line: &str| {
        let parameter = |list: &str| numbers.iter().any(|number| line.contains(&format!("{list}: {number}")));
        let parted = |list: &str| line.contains(&format!("_{list}: "));
        LISTS.iter().any(|list| parameter(list) && !parted(list))
    };
    let lines = files.iter().flat_map(|file| {
        let text = read(file);
        let found: Vec<String> = text.lines().filter(|line| bare(line)).map(str::to_owned).collect();
        found.into_iter().map(move |line| format!("{}: {line}", file.display()))
    });
    let found: Vec<String> = lines.collect();
    assert!(found.is_empty(), "{found:#?}");
}
