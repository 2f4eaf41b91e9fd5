use std::path::Path;
use std::sync::Arc;

use super::amounts;
use super::portal::{Layout, Page, StaticFile};
use crate::config::Site;
use crate::diagnostic::{Checked, Diagnostic, codes};
use crate::load::{Beside, Sources};
use crate::model::{Attachment, LanguageTag, OutputPath, UrlPath, is_slug};
use crate::reading::{Languages, Reading, read_path};
use crate::say;
use crate::source::SourceFile;
use crate::yaml;

/// The words for layouts in front matter.
pub const LAYOUTS: &[(&str, Layout)] = &[
    ("page", Layout::Page),
    ("home", Layout::Home),
    ("directory", Layout::Directory),
    ("map", Layout::Map),
    ("search", Layout::Search),
    ("glossary", Layout::Glossary),
    ("downloads", Layout::Downloads),
    ("source-notes", Layout::SourceNotes),
    ("accessibility", Layout::Accessibility),
    ("changes", Layout::Changes),
    ("coverage", Layout::Coverage),
    ("report", Layout::Report),
];

/// Reads the front matter and address of each narrative page.
///
/// A site without a home page of its own gets one with its title and description, so that no address leads nowhere.
///
/// **Errors**: `page/front-matter`, `file/name`, and what its keys say.
pub fn read_pages(sources: &Sources, site: &Site) -> Checked<Vec<Page>> {
    let (mut diagnostics, languages) = (Vec::new(), &site.languages);
    let mut pages: Vec<Page> =
        sources.pages.iter().filter_map(|file| read_page(file, languages, &mut diagnostics)).collect();
    let is_home = |page: &Page| page.path == UrlPath::home() && page.language == *languages.default_language();
    if !pages.iter().any(is_home) {
        pages.push(plain_home(site));
    }
    pages.sort_by(|a, b| (&a.path, &a.language).cmp(&(&b.path, &b.language)));
    Checked { value: pages, diagnostics }
}

fn plain_home(site: &Site) -> Page {
    Page {
        path: UrlPath::home(),
        language: site.languages.default_language().clone(),
        title: site.title.original().to_owned(),
        short_title: None,
        description: Some(site.description.original().to_owned()),
        layout: Layout::Home,
        order: 0,
        toc: false,
        numbered: false,
        aliases: Vec::new(),
        file: SourceFile::new("content/pages/index.md", ""),
        body: 0,
        blocks: Vec::new(),
    }
}

/// The files beside the pages that are published as they are.
///
/// **Errors**: `file/name`.
pub fn static_files(sources: &Sources) -> Checked<Vec<StaticFile>> {
    let mut checked: Checked<Vec<StaticFile>> = Checked::default();
    for Beside { path, size, picture } in &sources.files {
        let inner = path.strip_prefix("content/pages").unwrap_or(path);
        let output = inner.to_str().and_then(OutputPath::parse);
        match output {
            Some(output) => {
                let attachment = Attachment { path: output, size: *size, picture: *picture };
                checked.value.push(StaticFile { path: path.clone(), attachment });
            }
            None => {
                let message = say!("Nazwa pliku nie może być adresem.", "The file name cannot be an address.");
                checked.diagnostics.push(Diagnostic::new(codes::FILE_NAME, SourceFile::new(path, "").start(), message));
            }
        }
    }
    checked.value.sort_by(|a, b| a.attachment.path.as_str().cmp(b.attachment.path.as_str()));
    checked
}

fn read_page(file: &Arc<SourceFile>, languages: &Languages, sink: &mut Vec<Diagnostic>) -> Option<Page> {
    let (path, language) = address(file, languages, sink)?;
    let Some((matter, body)) = split_front_matter(file.text()) else {
        sink.push(no_front_matter(file));
        return None;
    };
    sink.extend(yaml::check_characters(file, body..file.text().len()));
    amounts::check(file, body, sink);
    let node = yaml::parse_part(file, matter).into_value(sink)?;
    let reading = Reading::new(file, languages);
    let page = reading.fields(&node).map(|fields| {
        let page = Page {
            title: fields.need_text("title").unwrap_or_default().to_owned(),
            short_title: fields.text("short_title").map(str::to_owned),
            description: fields.text("description").map(str::to_owned),
            layout: fields.take("layout").and_then(|node| reading.word(node, LAYOUTS)).unwrap_or(Layout::Page),
            order: fields.integer("order").unwrap_or(0),
            toc: fields.boolean("toc").unwrap_or(false),
            numbered: fields.boolean("numbered").unwrap_or(false),
            aliases: fields
                .texts("aliases")
                .iter()
                .filter_map(|(text, span)| Some((read_path(&reading, text, span)?, reading.at(span))))
                .collect(),
            path,
            language,
            file: Arc::clone(file),
            body,
            blocks: Vec::new(),
        };
        fields.close();
        page
    });
    sink.extend(reading.finish());
    page
}

/// The address that a page's file gives, whatever its language; nothing for a file that makes no page.
pub fn path_of(file: &Path) -> Option<UrlPath> {
    let inner = file.strip_prefix("content/pages").ok()?;
    let stem = inner.file_stem()?.to_str()?;
    let name = stem.split('.').next().unwrap_or(stem);
    let folders = inner.parent().unwrap_or(Path::new("")).iter().filter_map(|part| part.to_str());
    let parts: Vec<&str> = folders.chain((name != "index").then_some(name)).collect();
    UrlPath::parse(&parts.join("/"))
}

/// The address and language that a page's path gives: `pages/a/b.en.md` is `a/b/` in English, `index` its folder.
fn address(
    file: &Arc<SourceFile>,
    languages: &Languages,
    sink: &mut Vec<Diagnostic>,
) -> Option<(UrlPath, LanguageTag)> {
    let inner = file.path().strip_prefix("content/pages").unwrap_or(file.path());
    let stem = inner.file_stem()?.to_str()?;
    let (name, code) = stem.split_once('.').map_or((stem, None), |(name, code)| (name, Some(code)));
    let language = match code {
        None => languages.default_language().clone(),
        Some(code) => {
            let reading = Reading::new(file, languages);
            let language = reading.language(code, &(0..0));
            sink.extend(reading.finish());
            language?
        }
    };
    let folders = inner.parent().unwrap_or(Path::new("")).iter().filter_map(|part| part.to_str());
    let parts: Vec<&str> = folders.chain((name != "index").then_some(name)).collect();
    if let Some(bad) = parts.iter().find(|part| !is_slug(part)) {
        let slug = crate::model::slugify(bad);
        let message =
            say!("Nazwa „{bad}” nie może być częścią adresu.", "The name “{bad}” cannot be part of an address.");
        let diagnostic = Diagnostic::new(codes::FILE_NAME, file.start(), message);
        sink.push(diagnostic.help(say!("Zmień ją na „{slug}”.", "Rename it to “{slug}”.")));
        return None;
    }
    Some((UrlPath::parse(&parts.join("/"))?, language))
}

/// The byte ranges of the YAML between the `---` lines and of the text after them.
fn split_front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn no_front_matter(file: &Arc<SourceFile>) -> Diagnostic {
    let message = if file.text().starts_with("---") {
        say!(
            "Nagłówek strony nie jest zamknięty wierszem „---”.",
            "The page's front matter is never closed by a line “---”."
        )
    } else {
        say!("Strona nie zaczyna się od nagłówka „---”.", "The page does not begin with front matter “---”.")
    };
    let help = say!(
        "Zacznij plik tak:\n---\ntitle: Tytuł strony\n---",
        "Begin the file like this:\n---\ntitle: The page's title\n---"
    );
    Diagnostic::new(codes::PAGE_FRONT_MATTER, file.start(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_hyphens() {
        assert_eq!(split_front_matter("---\ntitle: a\n---\ntext"), Some((4..13, 17)));
        assert_eq!(split_front_matter("---\r\ntitle: a\r\n---"), Some((5..15, 18)));
        assert_eq!(split_front_matter("---\ntitle: a\n"), None);
        assert_eq!(split_front_matter("title: a"), None);
        assert_eq!(split_front_matter(""), None);
    }
}
