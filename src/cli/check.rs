//! `spis check`.

use std::fs::OpenOptions;
use std::io::Write;

use super::arguments::CheckArguments;
use super::progress::Bar;
use super::{Common, Outcome, diff, output};
use crate::edit::{self, Mended};
use crate::report::{self, Format, Style};
use crate::source::{Error, Folder};
use crate::{BuildOptions, BuildReport, desk};

/// Says all that is wrong with the content, after mending what it may.
pub(super) fn check(common: &Common, arguments: &CheckArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let mended = if arguments.fix { mend(&options, arguments.dry_run)? } else { Vec::new() };
    let bar = Bar::new();
    let report = find(common, arguments, &options, &bar);
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
    if style.format == Format::Github {
        summarise(&report, style)?;
    }
    Ok(Outcome::of(&report.diagnostics))
}

fn find(common: &Common, arguments: &CheckArguments, options: &BuildOptions, bar: &Bar) -> Result<BuildReport, Error> {
    match &arguments.since {
        Some(name) => desk::check_since(options, &*diff::tree(&common.root, name)?, bar),
        None => crate::check(options, bar),
    }
}

fn mend(options: &BuildOptions, dry_run: bool) -> Result<Vec<Mended>, Error> {
    let mended = desk::mend(options)?;
    if !dry_run {
        edit::write(&Folder::new(&options.root), &mended)?;
    }
    Ok(mended)
}

/// Adds all faults to the summary of the job, where GitHub gives a file for it.
fn summarise(report: &BuildReport, style: Style<'_>) -> Result<(), Error> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let fail = |cause| Error::new("write", &path, cause);
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(fail)?;
    file.write_all(report::summary(&report.diagnostics, style).as_bytes()).map_err(fail)
}
