//! `spis serve`.

use std::path::PathBuf;
use std::time::Instant;

use super::arguments::ServeArguments;
use super::{Common, Outcome, build, output};
use crate::diagnostic::MessageLanguage;
use crate::serve::{Built, Settings};
use crate::source::{Error, Folder};
use crate::write::{Durability, WriteOptions};
use crate::{BuildOptions, say};

/// Serves the site on this machine until told to end.
pub(super) fn serve(common: &Common, arguments: &ServeArguments) -> Result<Outcome, Error> {
    let preview = Preview {
        options: common.site_options(&arguments.site)?,
        published: common.published(&arguments.target),
        // A preview is built anew after a power cut anyway.
        how: WriteOptions { foreign: build::foreign(arguments.target.force), durability: Durability::Kill },
        language: common.language,
    };
    let site = || crate::spoken(&Folder::new(&common.root)).unwrap_or_default();
    let language = common.language.unwrap_or_else(site);
    let settings =
        Settings { published: preview.published.clone(), watched: watched(common), port: arguments.port, language };
    let ready = move |address: &str| {
        let text = say!("Podgląd: {address} (koniec: Ctrl-C)\n", "Preview: {address} (end: Ctrl-C)\n");
        // A terminal that has gone away is no reason to end: the browser still shows the site.
        output::print(text.in_language(language)).unwrap_or(());
    };
    crate::serve::serve(&settings, move || preview.build(), ready)?;
    Ok(Outcome::Done)
}

/// The folders that a site is made from, whether they are there or not.
fn watched(common: &Common) -> Vec<PathBuf> {
    vec![common.root.join("content"), common.root.join("themes")]
}

struct Preview {
    options: BuildOptions,
    published: PathBuf,
    how: WriteOptions,
    language: Option<MessageLanguage>,
}

impl Preview {
    fn build(&self) -> Built {
        let begin = Instant::now();
        let report = match crate::build(&self.options, &self.published, self.how, &()) {
            Ok(report) => report,
            Err(error) => {
                let report = format!("spis: {error}\n");
                output::note(&report).unwrap_or(());
                return Built::Faulty { report };
            }
        };
        let language = self.language.unwrap_or(report.language);
        let Some(written) = &report.written else {
            let shown = |colour| build::faults(&report, &self.options.root, colour, language);
            output::note(&shown(output::note_has_colour())).unwrap_or(());
            return Built::Faulty { report: shown(false) };
        };
        let text = [
            build::remarks(&report, written, language),
            build::summary(&report, written, &self.published, begin.elapsed(), language),
        ];
        output::note(&text.concat()).unwrap_or(());
        Built::Published { base: report.base_path }
    }
}
