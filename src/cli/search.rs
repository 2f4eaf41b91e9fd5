//! `spis search`.

use super::arguments::SearchArguments;
use super::{Common, Outcome, build, output};
use crate::report::Tally;
use crate::source::Error;
use crate::{Answer, say};

/// Answers a query as the site's search would.
pub(super) fn search(common: &Common, arguments: &SearchArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let (answers, report) =
        crate::search(&options, &arguments.query.join(" "), arguments.limit.get(), arguments.pages.as_ref())?;
    let language = common.language.unwrap_or(report.language);
    let outcome = Outcome::of(&report.diagnostics);
    let Some(answers) = answers else {
        output::note(&build::faults(&report, &common.root, output::note_has_colour(), language))?;
        return Ok(outcome);
    };
    if outcome == Outcome::Faulty {
        let tally = Tally::of(&report.diagnostics).sentence(language);
        let text = say!("{tally}; pokaże je: spis check\n", "{tally}; to see them: spis check\n");
        output::note(text.in_language(language))?;
    }
    if arguments.json {
        output::print(&json(&answers))?;
    } else if answers.is_empty() {
        output::note(say!("Nic nie znaleziono.\n", "Nothing was found.\n").in_language(language))?;
    } else {
        output::print(&list(&answers))?;
    }
    Ok(outcome)
}

fn json(answers: &[Answer]) -> String {
    let mut text = serde_json::to_string_pretty(answers).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

/// Two lines an answer: its heading and its address.
fn list(answers: &[Answer]) -> String {
    let entry =
        |(place, answer): (usize, &Answer)| format!("{:>3}. {}\n     {}\n", place + 1, answer.title, answer.url);
    answers.iter().enumerate().map(entry).collect()
}
