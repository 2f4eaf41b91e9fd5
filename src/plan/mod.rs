//! What will be published: every file of the site, before a byte of it is made.
//!
//! In: portal, indexes and theme. Out: [`Plan`], and what is wrong with it: two sources for one file, names that some
//! disk cannot hold, links that lead nowhere. No other stage judges these; `render` makes what stands here and nothing
//! else, and whoever needs to know what the site has (links, the sitemap, the progress of a build) asks the plan. Which
//! places a page has only the page itself knows, for templates give some under conditions: links to places that do not
//! follow from the page's own text are kept as [`Promise`]s, and `render` holds them against the page.
//!
//! A plan owns what it holds: handles into the portal, no references. The address of an output follows from its path, and
//! the place in the sources that it comes from is asked for, not stored. The parts of a search index are the one thing
//! that cannot be listed, for their names follow from their content: their folder is reserved.

mod conflicts;
mod downloads;
mod drawings;
pub mod hsds;
mod html;
mod links;
mod lists;
mod names;
mod origin;
mod outputs;
mod resolve;

use std::collections::HashMap;
use std::path::PathBuf;

use crate::diagnostic::Checked;
use crate::index::Indexes;
use crate::model::{AreaIx, CollectionIx, DatasetIx, Date, LanguageTag, LevelIx, OutputPath, PageIx, UrlPath};
use crate::source::Location;
use crate::theme::Theme;
use crate::validate::{Dataset, Portal, RecordRef};

pub use downloads::{Format, Holds, PAGE, record_path};
pub use drawings::Drawing;
pub use lists::{List, term_path};
pub use outputs::MAP_DATA;
pub use resolve::{Broken, Found, From, address, split};

/// Every file that the site will have.
#[derive(Debug)]
pub struct Plan {
    /// The languages' tags, in the site's order: the default one first.
    languages: Vec<LanguageTag>,
    outputs: Vec<Output>,
    /// The outputs by their paths; of two with one path, which is reported, the first.
    by_path: HashMap<String, OutputIx>,
    lists: Vec<List>,
    aliases: Vec<Alias>,
    drawings: Vec<Drawing>,
    promises: Vec<Promise>,
    /// When files of the sources were last changed, by their paths, as far as that is known.
    changes: HashMap<PathBuf, Date>,
}

/// A link to a place within a page, which the page must have once it is made.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The page.
    pub at: OutputIx,
    /// The place's name, decoded.
    pub anchor: String,
    /// Where the link stands.
    pub location: Location,
}

/// One file of the site.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it lies below the published folder.
    pub path: OutputPath,
    /// What it shows.
    pub subject: Subject,
    /// The language that it is in; none for what all languages share.
    pub language: Option<LanguageIx>,
    /// Whether search engines are told of it.
    pub listed: bool,
}

/// A handle to an output. **Shape**: in the order of planning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputIx(u32);

/// A handle to one of the site's languages; 0 is the default one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageIx(u16);

/// A handle to a [`List`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListIx(u32);

/// A handle to an [`Alias`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AliasIx(u32);

/// A handle to a [`Drawing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DrawingIx(u32);

/// What an output shows. Plain numbers are indexes into the part of the portal or theme that the name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The home page.
    Home,
    /// The page that a server sends for an address that does not exist.
    Lost,
    /// The description of the site's search for browsers.
    OpenSearch,
    /// A narrative page.
    Page(PageIx),
    /// A whole report on one page.
    PrintedReport(PageIx),
    /// What the script of a page of maps draws.
    MapData(PageIx),
    /// A page of a list of records. **Units**: pages are counted from 1.
    List(ListIx, u32),
    /// The page of a level of areas.
    Level(LevelIx),
    /// The page of an area.
    Area(AreaIx),
    /// Who to call in an area, on paper.
    Leaflet(AreaIx),
    /// The page of a record.
    Record(RecordRef),
    /// The notice at the address of a removed entry. Its collection and its place
    /// among what was removed from it.
    Gravestone(CollectionIx, usize),
    /// An old address that leads to a present one.
    Alias(AliasIx),
    /// A file that is published as it is. Index into [`Portal::files`].
    File(usize),
    /// A file of the theme. Index into [`Theme::assets`].
    Asset(usize),
    /// The register, or a part of it, for other programs.
    Download(Holds, Format),
    /// A dataset: its figures as CSV, or with all that is known of them as JSON.
    Dataset(DatasetIx, Format),
    /// A chart or shaded map as SVG.
    Drawing(DrawingIx),
    /// The search index of a language: the file that is asked for first, and its parts.
    Search,
    /// A list of pages for search engines: the only one or the list of lists (0), or one of several (from 1).
    Sitemap(u32),
    /// What search engines are told.
    Robots,
    /// What programs are told that read text.
    Llms,
}

/// An old address that leads to a present one.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The old address.
    pub from: UrlPath,
    /// What it leads to.
    pub to: AliasTarget,
    /// Its place in the file.
    location: Location,
}

/// What an old address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasTarget {
    /// A record.
    Record(RecordRef),
    /// The notice of a removed entry, as in [`Subject::Gravestone`].
    Gravestone(CollectionIx, usize),
    /// A narrative page.
    Page(PageIx),
}

/// Lists every file of the site and judges the list.
///
/// **Errors**: `output/conflict`, `output/name`, `link/broken`, `link/anchor`, `link/file`, `footnote/undefined`.
pub fn plan(portal: &Portal, indexes: &Indexes, theme: &Theme) -> Checked<Plan> {
    let mut plan = outputs::list(portal, indexes, theme);
    let mut diagnostics = names::check(&plan, portal, indexes);
    diagnostics.extend(conflicts::check(&plan, portal, indexes));
    let (wrong, promises) = links::check(&plan, portal);
    diagnostics.extend(wrong);
    plan.promises = promises;
    Checked { value: plan, diagnostics }
}

/// Where a dataset lies in a format, relative to the site's root.
pub fn dataset_path(portal: &Portal, dataset: &Dataset, format: Format) -> String {
    format!("{}v1/datasets/{}{}", portal.site.open_data.path.as_str(), dataset.id, format.ending())
}

impl Plan {
    /// The most addresses that one sitemap may list. **Source**: sitemaps.org protocol 0.9.
    pub const SITEMAP: usize = 50_000;

    /// How many parts the sitemap has: none where one file is enough.
    pub fn sitemaps(&self) -> u32 {
        let parts = self.outputs.iter().filter(|output| matches!(output.subject, Subject::Sitemap(1..)));
        index(parts.count())
    }

    /// The outputs with their handles, in the order of planning.
    pub fn outputs(&self) -> impl ExactSizeIterator<Item = (OutputIx, &Output)> {
        self.outputs.iter().enumerate().map(|(at, output)| (OutputIx(index(at)), output))
    }

    /// An output by its handle.
    pub fn output(&self, at: OutputIx) -> &Output {
        &self.outputs[at.0 as usize]
    }

    /// The output with a path.
    pub fn at_path(&self, path: &str) -> Option<OutputIx> {
        self.by_path.get(path).copied()
    }

    /// Lets the plan know when files of the sources were last changed, by their paths.
    pub fn date(&mut self, changes: HashMap<PathBuf, Date>) {
        self.changes = changes;
    }

    /// When the file was last changed that an output comes from; nothing where that is not known, or where it comes from
    /// many.
    pub fn changed(&self, at: OutputIx, portal: &Portal) -> Option<Date> {
        let file = match self.output(at).subject {
            Subject::Record(at) => &portal.record(at).file,
            Subject::Page(page) => &portal.pages[page].file,
            _ => return None,
        };
        self.changes.get(file.path()).copied()
    }

    /// Whether the site has a live map.
    pub fn has_live_map(&self) -> bool {
        self.outputs.iter().any(|output| matches!(output.subject, Subject::MapData(_)))
    }

    /// The links to places that only the pages themselves can show to be there.
    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    /// The downloads that people choose from, in order: what each holds, and in which format.
    pub fn downloads(&self) -> impl Iterator<Item = (OutputIx, &OutputPath, Holds, Format)> {
        self.outputs().filter_map(|(at, output)| match output.subject {
            Subject::Download(holds, format) if holds.is_offered() => Some((at, &output.path, holds, format)),
            _ => None,
        })
    }

    /// A list by its handle.
    pub fn list(&self, at: ListIx) -> &List {
        &self.lists[at.0 as usize]
    }

    /// An old address by its handle.
    pub fn alias(&self, at: AliasIx) -> &Alias {
        &self.aliases[at.0 as usize]
    }

    /// A drawing by its handle.
    pub fn drawing(&self, at: DrawingIx) -> &Drawing {
        &self.drawings[at.0 as usize]
    }

    /// The languages with their handles, in the site's order.
    pub fn languages(&self) -> impl Iterator<Item = (LanguageIx, &LanguageTag)> {
        self.languages.iter().enumerate().map(|(at, tag)| (LanguageIx(language_index(at)), tag))
    }

    /// The handle of a language; the default one's for a language that the site does not have.
    pub fn language(&self, tag: &LanguageTag) -> LanguageIx {
        self.languages().find(|(_, known)| *known == tag).map_or(LanguageIx::DEFAULT, |(at, _)| at)
    }

    /// What stands before the paths of a language's pages: nothing or `en/`.
    pub fn prefix(&self, language: LanguageIx) -> String {
        match language {
            LanguageIx::DEFAULT => String::new(),
            other => format!("{}/", self.languages[usize::from(other.0)]),
        }
    }

    /// The path in which a language's page at an address is published, whether there is such a page or not.
    pub fn page_path(&self, address: &UrlPath, language: LanguageIx) -> String {
        [&self.prefix(language), address.as_str(), "index.html"].concat()
    }
}

impl LanguageIx {
    /// The site's default language.
    pub const DEFAULT: Self = Self(0);

    /// Its place among the site's languages.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl OutputIx {
    /// Its place among the outputs.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a site has fewer than four thousand million files")
}

fn language_index(at: usize) -> u16 {
    u16::try_from(at).expect("a site has few languages")
}
