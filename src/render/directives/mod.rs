//! Directives: what stands between `{{` and `}}` in a page's text.
//!
//! In: the words of a directive and the portal. Out: a [`Directive`] whose every name is known, or a [`Fault`] at the
//! wrong word; then the text that an inline one stands for in a language. Charts, tables and maps are made by
//! [`figures`](super::figures).
//!
//! A directive with a fault stands for nothing, and the fault keeps the site from being published: no page shows a
//! figure that its data does not have.

mod arguments;
mod blocks;
mod fault;
mod inline;
mod numbers;
mod records;
mod syntax;

pub use blocks::{ChartOf, FigureOf, MapOf, TableOf, YEARS};
pub use inline::Figure;
pub use numbers::{Style, UnitStyle, format};
pub use records::{Areas, Count};

use super::Scene;
use crate::diagnostic::{Diagnostic, codes};
use crate::markdown::{Directive as Found, find_directives};
use crate::model::UrlPath;
use crate::say;
use crate::validate::{Dataset, Page, Portal};
use arguments::Arguments;
use fault::Fault;

/// A directive whose names are all known.
#[derive(Clone, Debug)]
pub enum Directive<'p> {
    /// How many records there are.
    Count(Count),
    /// How many areas there are.
    Areas(Areas),
    /// A figure of a dataset, or computed from it.
    Figure(Figure<'p>),
    /// A dataset drawn.
    Chart(ChartOf<'p>),
    /// A dataset as a table.
    Table(TableOf<'p>),
    /// A collection on a map. Index into [`Portal::collections`].
    Map(usize),
    /// A dataset on a map.
    Shaded(MapOf<'p>),
    /// A picture.
    Picture(FigureOf),
}

const NAMES: &[&str] = &["count", "areas", "cell", "sum", "share", "change", "chart", "table", "map", "figure"];

/// Reads one directive on the page at `path`; `range` is its place in the Markdown, braces included.
///
/// **Errors**: `directive/syntax`, `directive/unknown`, `directive/argument`.
fn read<'p>(
    portal: &'p Portal,
    path: &UrlPath,
    markdown: &str,
    range: std::ops::Range<usize>,
) -> Result<Directive<'p>, Fault> {
    let call = syntax::parse(markdown, range)?;
    let name = call.name.clone();
    let mut arguments = Arguments::new(portal, call);
    let directive = match name.text {
        "count" => Directive::Count(records::count(&mut arguments)?),
        "areas" => Directive::Areas(records::areas(&mut arguments)?),
        "cell" => Directive::Figure(inline::cell(&mut arguments)?),
        "sum" => Directive::Figure(inline::sum(&mut arguments)?),
        "share" => Directive::Figure(inline::share(&mut arguments)?),
        "change" => Directive::Figure(inline::change(&mut arguments)?),
        "chart" => Directive::Chart(blocks::chart(&mut arguments)?),
        "table" => Directive::Table(blocks::table(&mut arguments)?),
        "map" => blocks::map(&mut arguments)?,
        "figure" => Directive::Picture(blocks::picture(&mut arguments, path)?),
        wrong => {
            let message = say!("Nie ma dyrektywy „{wrong}”.", "There is no directive “{wrong}”.");
            return Err(Fault::new(codes::DIRECTIVE_UNKNOWN, name.range, message).known(wrong, NAMES.iter().copied()));
        }
    };
    arguments.close()?;
    Ok(directive)
}

/// The directives of a page that can be read, with their text between the braces.
pub fn of_page<'p>(portal: &'p Portal, page: &'p Page) -> impl Iterator<Item = (&'p str, Directive<'p>)> {
    let markdown = page.markdown();
    find_directives(markdown).into_iter().filter_map(move |found| match found {
        Found::Whole(range) => {
            let directive = read(portal, &page.path, markdown, range.clone()).ok()?;
            Some((inside(markdown, &range), directive))
        }
        Found::Open(_) => None,
    })
}

fn inside<'m>(markdown: &'m str, range: &std::ops::Range<usize>) -> &'m str {
    markdown[range.start + 2..range.end - 2].trim()
}

/// What is wrong with the directives of all pages.
pub fn check(portal: &Portal) -> Vec<Diagnostic> {
    portal.pages.iter().flat_map(|page| faults(portal, page)).collect()
}

fn faults(portal: &Portal, page: &Page) -> Vec<Diagnostic> {
    let markdown = page.markdown();
    // What a directive names may be among the areas that could not be read.
    let is_known = |fault: &Fault| !(portal.areas.unread && fault.code == codes::DIRECTIVE_ARGUMENT);
    let fault = |found: Found| match found {
        Found::Whole(range) => match read(portal, &page.path, markdown, range.clone()) {
            Ok(directive) if directive.is_block() && !alone(markdown, &range) => Some(not_alone(range)),
            Ok(_) => None,
            Err(fault) => Some(fault),
        },
        Found::Open(start) => Some(fault::never_closed(start)),
    };
    find_directives(markdown)
        .into_iter()
        .filter_map(fault)
        .filter(is_known)
        .filter_map(|fault| fault.on(page))
        .collect()
}

impl<'p> Directive<'p> {
    /// The dataset that it shows, if it shows one.
    pub fn dataset(&self) -> Option<&'p Dataset> {
        match self {
            Self::Figure(figure) => Some(figure.dataset()),
            Self::Chart(of) => Some(of.dataset),
            Self::Table(of) => Some(of.dataset),
            Self::Shaded(of) => Some(of.dataset),
            Self::Count(_) | Self::Areas(_) | Self::Map(_) | Self::Picture(_) => None,
        }
    }

    /// Whether it stands for a block of the page instead of some words.
    fn is_block(&self) -> bool {
        match self {
            Self::Chart(_) | Self::Table(_) | Self::Map(_) | Self::Shaded(_) | Self::Picture(_) => true,
            Self::Count(_) | Self::Areas(_) | Self::Figure(_) => false,
        }
    }
}

/// Whether a directive is a paragraph of its own.
fn alone(markdown: &str, range: &std::ops::Range<usize>) -> bool {
    let mut before = markdown[..range.start].rsplit('\n').map(str::trim);
    let mut after = markdown[range.end..].split('\n').map(str::trim);
    let empty = |line: Option<&str>| line.is_none_or(str::is_empty);
    empty(before.next()) && empty(before.next()) && empty(after.next()) && empty(after.next())
}

fn not_alone(range: std::ops::Range<usize>) -> Fault {
    let message = say!(
        "Wykres, tabela, mapa i obraz muszą stać w osobnym akapicie.",
        "A chart, table, map or picture must be a paragraph of its own."
    );
    Fault::new(codes::DIRECTIVE_SYNTAX, range, message)
        .help(say!("Zostaw nad nimi i pod nimi pusty wiersz.", "Leave an empty line above and below."))
}

/// The text that an inline directive stands for; nothing for any other and for one with a fault.
pub fn text(scene: &Scene<'_>, path: &UrlPath, inside: &str) -> Option<String> {
    let whole = format!("{{{{{inside}}}}}");
    match read(scene.portal, path, &whole, 0..whole.len()).ok()? {
        Directive::Count(count) => Some(count.text(scene)),
        Directive::Areas(areas) => Some(areas.text(scene)),
        Directive::Figure(figure) => Some(figure.text(scene)),
        Directive::Chart(_)
        | Directive::Table(_)
        | Directive::Map(_)
        | Directive::Shaded(_)
        | Directive::Picture(_) => None,
    }
}
