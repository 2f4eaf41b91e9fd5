//! `spis check`.

use super::arguments::CheckArguments;
use super::progress::Bar;
use super::{Common, Outcome, output};
use crate::BuildOptions;
use crate::edit::{self, Mended};
use crate::report::{self, Format, Style};
use crate::source::{Error, Folder};

/// Says all that is wrong with the content.
pub(super) fn check(common: &Common, arguments: &CheckArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let mended = if arguments.fix { mend(&options, arguments.dry_run)? } else { Vec::new() };
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
    if arguments.fix {
        let told = report::mended(&mended, arguments.dry_run, style);
        // Machines read the report alone.
        if style.format == Format::Human { output::print(&told)? } else { output::note(&told)? }
    }
    output::print(&report::render(&report.diagnostics, style))?;
    Ok(Outcome::of(&report.diagnostics))
}

fn mend(options: &BuildOptions, dry_run: bool) -> Result<Vec<Mended>, Error> {
    let mended = crate::mend(options)?;
    if !dry_run {
        edit::write(&Folder::new(&options.root), &mended)?;
    }
    Ok(mended)
}
