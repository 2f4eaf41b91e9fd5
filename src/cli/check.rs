//! `spis check`.

use super::arguments::CheckArguments;
use super::progress::Bar;
use super::{Common, Outcome, output};
use crate::report::{self, Style};
use crate::source::Error;

/// Says all that is wrong with the content.
pub(super) fn check(common: &Common, arguments: &CheckArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let bar = Bar::new();
    let report = crate::check(&options, &bar);
    bar.finish();
    let report = report?;
    let style = Style {
        format: arguments.format.into(),
        language: common.language.unwrap_or(report.language),
        colour: output::has_colour(),
        root: &common.root,
    };
    output::print(&report::render(&report.diagnostics, style))?;
    Ok(Outcome::of(&report.diagnostics))
}
