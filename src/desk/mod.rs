//! What whoever keeps a register asks besides building it: what can be mended, what changed, what is newly wrong.
//!
//! In: the options of a build, and the states to compare. Out: what came of it, for `report` to put into words. Nothing is
//! written here and nothing printed; the stages do the work.

mod answers;
mod draft;
mod questions;

use std::io;
use std::path::Path;

use crate::diagnostic::{self, Checked, MessageLanguage};
use crate::diff::{self, Changes, Telling};
use crate::edit::{self, Mended};
use crate::faults;
use crate::model::LanguageTag;
use crate::source::{Error, Folder, Tree};
use crate::theme::Theme;
use crate::validate::{self, Portal};
pub use answers::Answers;
pub use draft::{Draft, draft, judge};
pub use questions::{Question, questions};

use crate::{BuildOptions, BuildReport, Progress, examine, load, message_language, read_tree};

/// What could be mended without anybody's judgement: safe fixes of faults, and what can be written in a better form.
/// Nothing is written; [`edit::write`] does that.
///
/// **Errors**: any I/O failure.
pub fn mend(options: &BuildOptions) -> Result<Vec<Mended>, Error> {
    edit::mend(&Folder::new(&options.root), |tree| {
        let mut diagnostics = Vec::new();
        let sources = load::load(tree)?.into_value(&mut diagnostics);
        let texts = sources.texts();
        let validated = validate::validate(sources, options.base_url.clone(), options.build_date);
        let portal = validated.into_value(&mut diagnostics);
        let tidied = portal.map(|portal| edit::tidy(&portal, &texts)).unwrap_or_default();
        Ok(diagnostics.into_iter().filter_map(|found| found.fix).filter(|fix| fix.safe).chain(tidied).collect())
    })
}

/// What changed between two states of a register, told in a language of messages or in the register's own; and in which.
///
/// **Errors**: any I/O failure; a state of which not even `site.yaml` can be read.
pub fn diff(
    options: &BuildOptions,
    old: &dyn Tree,
    new: &dyn Tree,
    language: Option<MessageLanguage>,
) -> Result<(Changes, MessageLanguage), Error> {
    let (before, now) = (state(options, old)?, state(options, new)?);
    let message = language.unwrap_or_else(|| message_language(now.site.languages.default_language()));
    Ok((compare(&before, &now, new, message)?, message))
}

/// One state of a register, for comparing; its faults are for `check`.
fn state(options: &BuildOptions, tree: &dyn Tree) -> Result<Portal, Error> {
    let Checked { value, diagnostics } = read_tree(options, tree)?;
    value.ok_or_else(|| {
        let fault = diagnostics.iter().find(|found| found.is_error()).map_or("no reason", |found| &found.message.en);
        let cause = io::Error::other(format!("its content/site.yaml cannot be used: {fault}"));
        Error::new("compare with", tree.name(Path::new("")), cause)
    })
}

fn compare(before: &Portal, now: &Portal, tree: &dyn Tree, message: MessageLanguage) -> Result<Changes, Error> {
    let site = &now.site;
    let spoken = site.languages.iter().find(|tag| tag.as_str() == message.code());
    let language = spoken.unwrap_or_else(|| site.languages.default_language());
    let languages: Vec<LanguageTag> = site.languages.iter().cloned().collect();
    let theme = Theme::load(tree, &site.theme, &languages, site.base_url.path(), &site.location)?.value;
    let wording = theme.texts.language(language.as_str()).expect("a theme has texts in each of the site's languages");
    Ok(diff::diff(before, now, Telling { message, language, wording }))
}

/// Says all that is wrong with the content, and what of it is new since another state: faults that were not there, and
/// records whose published addresses lead nowhere any more.
///
/// **Errors**: any I/O failure.
pub fn check_since(options: &BuildOptions, old: &dyn Tree, progress: &dyn Progress) -> Result<BuildReport, Error> {
    let folder = Folder::new(&options.root);
    let (before, earlier) = examine(options, old, &())?;
    let (now, mut report) = examine(options, &folder, progress)?;
    now.iter().for_each(|now| report.accept(now, options));
    if let (Some(before), Some(now)) = (&before, &now) {
        let changes = compare(before, now, &folder, report.language)?;
        report.diagnostics.extend(faults::vanished(&changes));
    }
    report.diagnostics = faults::compare(report.diagnostics, &earlier.diagnostics);
    diagnostic::sort(&mut report.diagnostics);
    Ok(report)
}
