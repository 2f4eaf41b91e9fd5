use std::path::Path;
use std::sync::Arc;

use super::{Block, Directive};
use crate::model::{LanguageTag, Slug, UrlPath};
use crate::source::{Location, SourceFile};

/// A narrative page in one language.
#[derive(Debug)]
pub struct Page {
    /// Where it lies, without the language's prefix.
    pub path: UrlPath,
    /// Its language.
    pub language: LanguageTag,
    /// Its title.
    pub title: String,
    /// What it is called in menus where there is little room.
    pub short_title: Option<String>,
    /// One sentence for lists and search engines.
    pub description: Option<String>,
    /// What the theme adds to its text.
    pub layout: Layout,
    /// Its place among its siblings.
    pub order: i64,
    /// Whether it begins with a table of contents.
    pub toc: bool,
    /// Whether its headings are numbered.
    pub numbered: bool,
    /// Old addresses that lead to it, each with its place in the file.
    pub aliases: Vec<(UrlPath, Location)>,
    /// The file it comes from.
    pub file: Arc<SourceFile>,
    /// Where its Markdown begins in the file. **Units**: bytes.
    pub body: usize,
    /// Its directives, in the order of its text.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Its Markdown.
    pub fn markdown(&self) -> &str {
        &self.file.text()[self.body..]
    }

    /// Whether charts, tables or shaded maps stand in its text.
    pub fn has_figures(&self) -> bool {
        let is_figure = |of: &Directive| matches!(of, Directive::Chart(_) | Directive::Table(_) | Directive::Shaded(_));
        self.blocks.iter().any(|block| is_figure(&block.directive))
    }

    /// Where the whole report can be printed, for a page with the layout `report`.
    pub fn whole_report(&self) -> UrlPath {
        self.path.join(&Slug::word("print"))
    }

    /// The folder of its file below `content/pages`. **Shape**: empty or ending with `/`.
    pub fn folder(&self) -> String {
        let inner = self.file.path().strip_prefix("content/pages").unwrap_or(self.file.path());
        let folders = inner.parent().into_iter().flat_map(Path::iter);
        folders.map(|folder| format!("{}/", folder.to_string_lossy())).collect()
    }

    /// Whether no file was written for it: the home page of a site without one.
    pub fn is_made_up(&self) -> bool {
        self.file.text().is_empty()
    }

    /// The place of a byte range of its Markdown.
    pub fn at(&self, range: std::ops::Range<usize>) -> Location {
        self.file.location(self.body + range.start..self.body + range.end)
    }
}

/// What the theme adds to a page's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Nothing.
    Page,
    /// Ways into the register.
    Home,
    /// All collections as tables, grouped.
    Directory,
    /// The map.
    Map,
    /// The search.
    Search,
    /// The glossary.
    Glossary,
    /// The open data.
    Downloads,
    /// Corrections, doubts and contradictions of the source.
    SourceNotes,
    /// The accessibility statement.
    Accessibility,
    /// What was added to the register, changed and removed.
    Changes,
    /// Which areas are served.
    Coverage,
    /// The contents of the pages below it.
    Report,
}
