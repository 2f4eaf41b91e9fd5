//! A schema and a mapping for a table that the register has no collection for yet.
//!
//! What is proposed is written down with comments, for a person to read and change: nothing of it is decided for good.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::column::{Column, Proposed, Use, field_name};
use super::keying::key;
use super::mapping::Mapping;
use super::table::{Found, find};
use super::words::{concept_of, fold};
use crate::diagnostic::Text;
use crate::model::Country;
use crate::say;
use crate::sheet::{Cell, Sheet};
use crate::validate::Portal;
use crate::yaml::scalar;

/// What is proposed.
#[derive(Debug)]
pub struct Proposal {
    /// The text of `_schema.yaml`.
    pub schema: String,
    /// The text of the mapping, to be kept beside the content.
    pub mapping: String,
}

/// Proposes a collection for a table.
///
/// **Errors**: a table without a column that could be a name.
pub fn propose(portal: &Portal, collection: &str, sheet: &Sheet, mapping: &Mapping) -> Result<Proposal, Text> {
    let found = find(sheet, mapping.header);
    let columns: Vec<Column<'_>> = (0..found.heads.len()).map(|at| Column::new(&found, at)).collect();
    let Some(name) = name_column(&columns) else {
        return Err(say!("Żadna kolumna nie może być nazwą.", "No column could be a name."));
    };
    let mut taken = BTreeSet::new();
    let uses: Vec<Use> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| if at == name { Use::Name } else { column.used(portal, &mut taken) })
        .collect();
    let uses = without_half_addresses(with_town(uses), &columns, portal.site.country, &mut taken);
    Ok(Proposal {
        schema: schema(portal, collection, &uses),
        mapping: written_mapping(&found, sheet, &columns, &uses, &mapping.header),
    })
}

/// The column that names records: the one that is called so, else the first one of texts that hardly repeat.
fn name_column(columns: &[Column<'_>]) -> Option<usize> {
    let called = columns.iter().position(|column| concept_of(column.head) == Some("name") && !column.cells.is_empty());
    let is_telling = |column: &&Column<'_>| {
        let words = column
            .cells
            .iter()
            .filter(|cell| matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic)))
            .count();
        words * 10 >= column.rows * 9 && column.distinct().len() * 10 >= column.rows * 6
    };
    let named = columns.iter().position(|column| {
        is_telling(&column)
            && fold(column.head)
                .split(' ')
                .any(|word| matches!(word, "name" | "nazwa" | "title" | "nazva" | "naimenovanie" | "nazvanie"))
    });
    called.or(named).or_else(|| columns.iter().position(|column| is_telling(&column)))
}

/// Where no column is called a town, the place that is named is the town.
fn with_town(mut uses: Vec<Use>) -> Vec<Use> {
    let find = |uses: &[Use], path: &str| uses.iter().position(|of| matches!(of, Use::Part(own) if *own == path));
    if let (None, Some(at)) = (find(&uses, "address.town"), find(&uses, "address.locality")) {
        uses[at] = Use::Part("address.town");
    }
    uses
}

/// An address needs a town, a position both its numbers: what is there without them stays a text.
fn without_half_addresses(
    uses: Vec<Use>,
    columns: &[Column<'_>],
    country: Option<&Country>,
    taken: &mut BTreeSet<String>,
) -> Vec<Use> {
    let has = |path: &str| uses.iter().any(|of| matches!(of, Use::Part(own) if *own == path));
    let town = columns
        .iter()
        .zip(&uses)
        .any(|(column, of)| matches!(of, Use::Part("address.town")) && column.cells.len() == column.rows);
    let (position, address) = (has("position.lat") && has("position.lon"), town);
    let kept = |of: &Use| match of {
        Use::Part(path) if path.starts_with("address.") => address,
        Use::Part(_) => position,
        _ => true,
    };
    uses.into_iter()
        .zip(columns)
        .map(|(of, column)| {
            if kept(&of) {
                return of;
            }
            let name = field_name(column.head, taken);
            let kind = match of {
                Use::Part("address.postal_code") if column.holds_postal_codes(country) => "type: postal_code",
                _ => "type: text",
            };
            let lines = vec![kind.to_owned(), format!("label: {}", scalar(column.head))];
            Use::Field(Proposed { name, lines, is_facet: false })
        })
        .collect()
}

fn schema(portal: &Portal, collection: &str, uses: &[Use]) -> String {
    let has = |path: &str| uses.iter().any(|of| matches!(of, Use::Part(own) if own.starts_with(path)));
    let (address, position) = (has("address."), has("position."));
    let polish = portal.site.languages.default_language().as_str() == "pl";
    let say = |pl: &'static str, en: &'static str| if polish { pl } else { en };
    let mut out = String::new();
    let mut line = |text: &str| writeln!(out, "{text}").expect("a text takes all that is written");
    line(say(
        "# Propozycja z tabeli: przeczytaj i zmień, co trzeba.",
        "# Proposed from a table: read it, and change what should be another way.",
    ));
    line(&format!("label: {}", scalar(collection)));
    line("noun:");
    for language in portal.site.languages.iter() {
        line(&format!("  {}: {}", language.as_str(), noun(language.as_str())));
    }
    line(if address { "title: \"{name}, {address.town}\"" } else { "title: \"{name}\"" });
    line("sort: [title]");
    line("fields:");
    if address {
        line("  address:");
        line("    type: address");
        line(&format!("    label: {}", say("Adres", "Address")));
    }
    if position {
        line("  position:");
        line("    type: position");
        line(&format!("    label: {}", say("Miejsce na mapie", "Place on the map")));
    }
    let fields: Vec<&Proposed> =
        uses.iter().filter_map(|of| if let Use::Field(field) = of { Some(field) } else { None }).collect();
    for field in &fields {
        line(&format!("  {}:", field.name));
        field.lines.iter().for_each(|definition| line(&format!("    {definition}")));
    }
    let facets: Vec<&str> = fields.iter().filter(|field| field.is_facet).map(|field| field.name.as_str()).collect();
    line(&format!("facets: [{}]", facets.join(", ")));
    let of_kind = |kind: &str| fields.iter().find(|field| field.lines.first().is_some_and(|line| line == kind));
    let shown = ["type: area", "type: phone"].into_iter().filter_map(of_kind).map(|field| field.name.as_str());
    let columns = ["title"].into_iter().chain(address.then_some("address")).chain(facets.first().copied());
    let mut table: Vec<&str> = Vec::new();
    columns.chain(shown).for_each(|name| {
        if !table.contains(&name) {
            table.push(name)
        }
    });
    line(&format!("table: [{}]", table.join(", ")));
    out
}

fn noun(language: &str) -> &'static str {
    match language {
        "pl" => "{one: wpis, few: wpisy, many: wpisów, other: wpisu}",
        "uk" => "{one: запис, few: записи, many: записів, other: запису}",
        // Languages with more forms ask for them: `check` names those that are missing.
        _ => "{one: entry, other: entries}",
    }
}

fn written_mapping(
    found: &Found<'_>,
    sheet: &Sheet,
    columns: &[Column<'_>],
    uses: &[Use],
    header: &Option<usize>,
) -> String {
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{text}").expect("a text takes all that is written");
    if !sheet.name.is_empty() {
        line(format!("sheet: {}", scalar(&sheet.name)));
    }
    header.iter().for_each(|row| line(format!("header: {row}")));
    let key = key(columns, uses).into_iter().map(scalar).collect::<Vec<_>>().join(", ");
    line(format!("key: [{key}]"));
    line("columns:".to_owned());
    let mut seen = BTreeSet::new();
    for (head, of) in found.heads.iter().zip(uses).filter(|(head, _)| !head.trim().is_empty()) {
        if !seen.insert(head) {
            continue;
        }
        let path = match of {
            Use::Name => "name",
            Use::Part(path) => path,
            Use::Field(field) => &field.name,
            Use::Skip => "skip",
        };
        line(format!("  {}: {path}", scalar(head)));
    }
    let has = |path: &str| uses.iter().any(|of| matches!(of, Use::Part(own) if *own == path));
    if has("position.lat") && !has("position.precision") {
        line("constants:".to_owned());
        line("  position.precision: building".to_owned());
    }
    out
}
