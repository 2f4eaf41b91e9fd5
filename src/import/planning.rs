//! From a table to what it would change.

use super::cells::{AreaWords, Within};
use super::mapping::{Target, targets};
use super::plan::{Asked, Plan};
use super::planner::Planner;
use super::rows;
use super::table::{Found, find};
use super::words::fold;
use crate::diagnostic::{Diagnostic, Text};
use crate::say;
use crate::source::{Error, Folder, Tree};
use crate::validate::Portal;

/// Plans an import. `read` validates a tree as `check` does.
///
/// **Errors**: any I/O failure.
pub fn plan(
    asked: &Asked<'_>,
    folder: &Folder,
    read: &dyn Fn(&dyn Tree) -> Result<(Option<Portal>, Vec<Diagnostic>), Error>,
) -> Result<Result<Plan, Text>, Error> {
    let Some(collection) = asked.portal.collections.iter().find(|of| of.schema.id == asked.collection) else {
        let (id, known) =
            (asked.collection, asked.portal.collections.iter().map(|of| &*of.schema.id).collect::<Vec<_>>().join(", "));
        return Ok(Err(say!("Nie ma zbioru „{id}”. Są: {known}", "There is no collection “{id}”. There are: {known}")));
    };
    let found = find(asked.sheet, asked.mapping.header);
    let targets = match targets(&found.heads, &collection.schema, asked.mapping) {
        Ok(targets) => targets,
        Err(fault) => return Ok(Err(fault)),
    };
    let areas = AreaWords::new(asked.portal, &collection.schema);
    let within = Within {
        areas: &areas,
        country: asked.portal.site.country,
        language: asked.portal.site.languages.default_language().as_str(),
    };
    let rows = rows::read(&found, &targets, &collection.schema, asked.mapping, within);
    let mut plan = Plan { left_out: found.left_out.clone(), unplaced: unplaced(&found, &targets), ..Plan::default() };
    let column = |head: &String| found.heads.iter().position(|known| known == head || fold(known) == fold(head));
    let keys = asked.mapping.key.iter().map(column).collect();
    let planner = Planner { asked, collection, found: &found, targets: &targets, keys, within };
    let drafts = planner.drafts(&rows, &mut plan);
    planner.judge(drafts, folder, read, &mut plan)?;
    Ok(Ok(plan))
}

fn unplaced(found: &Found<'_>, targets: &[Target]) -> Vec<(String, String)> {
    let heads = found.heads.iter().enumerate().zip(targets);
    heads
        .filter(|(_, target)| **target == Target::Unknown)
        .map(|((column, head), _)| (crate::sheet::letters(column), head.clone()))
        .collect()
}
