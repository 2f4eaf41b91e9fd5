//! `spis build`.

use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::BuildArguments;
use super::progress::Bar;
use super::{Common, Outcome, output};
use crate::diagnostic::{MessageLanguage, Text};
use crate::report::{self, Format, Style, Tally};
use crate::source::Error;
use crate::write::{Durability, ForeignFiles, WriteOptions, WriteSummary};
use crate::{BuildReport, say};

/// Builds and publishes; says what was published, or what is wrong.
pub(super) fn build(common: &Common, arguments: &BuildArguments) -> Result<Outcome, Error> {
    let begin = Instant::now();
    let options = common.site_options(&arguments.site)?;
    let out = common.published(&arguments.target);
    let durability = if arguments.no_sync { Durability::Kill } else { Durability::PowerCut };
    let how = WriteOptions { foreign: foreign(arguments.target.force), durability };
    let bar = Bar::new();
    let report = crate::build(&options, &out, how, &bar);
    bar.finish();
    let report = report?;
    let language = common.language.unwrap_or(report.language);
    if let Some(written) = &report.written {
        output::note(&remarks(&report, written, language))?;
        output::print(&summary(&report, written, &out, begin.elapsed(), language))?;
        return Ok(Outcome::Done);
    }
    output::note(&faults(&report, &common.root, output::note_has_colour(), language))?;
    let text = say!("Nic nie opublikowano.\n", "Nothing was published.\n");
    output::note(text.in_language(language))?;
    Ok(Outcome::Faulty)
}

pub(super) fn foreign(force: bool) -> ForeignFiles {
    if force { ForeignFiles::Delete } else { ForeignFiles::Refuse }
}

/// All that is wrong, in the form for people.
pub(super) fn faults(report: &BuildReport, root: &Path, colour: bool, language: MessageLanguage) -> String {
    report::render(&report.diagnostics, Style { format: Format::Human, language, colour, root })
}

/// What else there is to know about a site that was published.
pub(super) fn remarks(report: &BuildReport, written: &WriteSummary, language: MessageLanguage) -> String {
    let mut lines = Vec::new();
    if !report.diagnostics.is_empty() {
        let tally = Tally::of(&report.diagnostics).sentence(language);
        lines.push(say!("{tally}; pokaże je: spis check\n", "{tally}; to see them: spis check\n"));
    }
    for folder in &written.remains.kept {
        let folder = folder.display();
        lines.push(say!(
            "pliki, których nie zapisał spis, są teraz w {folder}\n",
            "files that spis did not write are now in {folder}\n"
        ));
    }
    for (folder, cause) in &written.remains.stuck {
        let folder = folder.display();
        lines.push(say!(
            "nie udało się usunąć {folder} ({cause}); stronę i tak opublikowano, a ten folder może usunąć jego właściciel\n",
            "{folder} could not be removed ({cause}); the site is published all the same, and the folder's owner may remove it\n"
        ));
    }
    lines.iter().map(|line| line.in_language(language)).collect()
}

/// One line: what was built, where, and how long it took.
pub(super) fn summary(
    report: &BuildReport,
    written: &WriteSummary,
    out: &Path,
    time: Duration,
    language: MessageLanguage,
) -> String {
    let (records, files, out) = (report.records, written.files, out.display());
    let (megabytes, seconds) = (format!("{:.1}", written.bytes as f64 / 1e6), format!("{:.2}", time.as_secs_f64()));
    let (megabajty, sekundy) = (megabytes.replace('.', ","), seconds.replace('.', ","));
    let text: Text = say!(
        "Wpisy: {records}, pliki: {files}, {megabajty} MB w {sekundy} s → {out}\n",
        "Records: {records}, files: {files}, {megabytes} MB in {seconds} s → {out}\n"
    );
    text.in_language(language).to_owned()
}
