//! Directives: what stands between `{{` and `}}` in a page's text.
//!
//! In: the pages' Markdown and everything that a directive may name. Out: [`Block`]s whose every name is known, or what
//! is wrong, at the wrong word.
//!
//! A directive with a fault stands for nothing, and the fault keeps the site from being published: no page shows a
//! figure that its data does not have. What a block looks like in a language is decided by `render`.

mod arguments;
mod blocks;
mod fault;
mod inline;
mod numbers;
mod records;
mod syntax;

use std::ops::Range;

use super::portal::{Block, Directive, Page, Portal};
use crate::diagnostic::{Checked, Diagnostic, codes};
use crate::markdown::{Directive as Found, find_directives};
use crate::say;
use arguments::Arguments;
use fault::Fault;

const NAMES: &[&str] =
    &["count", "areas", "cell", "sum", "share", "change", "chart", "table", "map", "helpers", "figure"];

/// The blocks of each page, in the order of the portal's pages and of their text.
///
/// **Errors**: `directive/syntax`, `directive/unknown`, `directive/argument`.
pub fn read_blocks(portal: &Portal) -> Checked<Vec<Vec<Block>>> {
    let mut diagnostics = Vec::new();
    let value = portal.pages.iter().map(|page| of_page(portal, page, &mut diagnostics)).collect();
    Checked { value, diagnostics }
}

fn of_page(portal: &Portal, page: &Page, sink: &mut Vec<Diagnostic>) -> Vec<Block> {
    let markdown = page.markdown();
    let mut blocks = Vec::new();
    for found in find_directives(markdown) {
        let read = match found {
            Found::Whole(range) => block(portal, page, range),
            Found::Open(start) => Err(fault::never_closed(start)),
        };
        match read {
            Ok(block) => blocks.push(block),
            // What a directive names may be among the areas that could not be read.
            Err(fault) if portal.areas.unread && fault.code == codes::DIRECTIVE_ARGUMENT => {}
            Err(fault) => sink.extend(fault.on(page)),
        }
    }
    blocks
}

fn block(portal: &Portal, page: &Page, range: Range<usize>) -> Result<Block, Fault> {
    let directive = read(portal, page, range.clone())?;
    if directive.is_block() && !alone(page.markdown(), &range) {
        return Err(not_alone(range));
    }
    Ok(Block { range, directive })
}

/// Reads one directive of a page; `range` is its place in the Markdown, braces included.
fn read(portal: &Portal, page: &Page, range: Range<usize>) -> Result<Directive, Fault> {
    let call = syntax::parse(page.markdown(), range)?;
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
        "helpers" => Directive::Helpers(records::helpers(&mut arguments)?),
        "figure" => Directive::Picture(blocks::picture(&mut arguments, page)?),
        wrong => {
            let message = say!("Nie ma dyrektywy „{wrong}”.", "There is no directive “{wrong}”.");
            return Err(Fault::new(codes::DIRECTIVE_UNKNOWN, name.range, message).known(wrong, NAMES.iter().copied()));
        }
    };
    arguments.close()?;
    Ok(directive)
}

/// Whether a directive is a paragraph of its own.
fn alone(markdown: &str, range: &Range<usize>) -> bool {
    // The first of each is the rest of the directive's own line.
    let mut before = markdown[..range.start].rsplit('\n').map(str::trim);
    let mut after = markdown[range.end..].split('\n').map(str::trim);
    let empty = |line: Option<&str>| line.is_none_or(str::is_empty);
    empty(before.next()) && empty(before.next()) && empty(after.next()) && empty(after.next())
}

fn not_alone(range: Range<usize>) -> Fault {
    let message = say!(
        "Wykres, tabela, mapa, lista i obraz muszą stać w osobnym akapicie.",
        "A chart, table, map, list or picture must be a paragraph of its own."
    );
    Fault::new(codes::DIRECTIVE_SYNTAX, range, message)
        .help(say!("Zostaw nad nimi i pod nimi pusty wiersz.", "Leave an empty line above and below."))
}
