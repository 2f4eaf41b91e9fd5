//! `spis new`.

use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use super::arguments::NewArguments;
use super::{Common, Outcome, output};
use crate::desk::{self, Answers, Question};
use crate::diagnostic::{Diagnostic, MessageLanguage, did_you_mean};
use crate::edit;
use crate::model::Step;
use crate::report::{self, Format, Style};
use crate::source::{Error, Folder};
use crate::validate::{Collection, Portal};
use crate::{message_language, read, say, yaml};

/// The most words of a choice that are listed below a question.
const LISTED: usize = 12;

/// Begins a record: with what was given, and with what somebody at a terminal answers.
pub(super) fn new(common: &Common, arguments: &NewArguments) -> Result<Outcome, Error> {
    let options = common.options(&arguments.date)?;
    let read = read(&options)?;
    let language = read.value.as_ref().map(|portal| message_language(portal.site.languages.default_language()));
    let language = common.language.or(language).unwrap_or_default();
    let style = Style { format: Format::Human, language, colour: output::has_colour(), root: &common.root };
    let Some(portal) = &read.value else {
        output::print(&report::render(&read.diagnostics, style))?;
        return Ok(Outcome::Faulty);
    };
    let collection = find(portal, arguments, language)?;
    let mut given = Answers::default();
    for typed in &arguments.set {
        given.set(typed, &collection.schema).map_err(|fault| fail(arguments, fault.in_language(language)))?;
    }
    let asking = Asking { portal, collection, language };
    let asks = io::stdin().is_terminal();
    loop {
        if asks {
            asking.ask(&mut io::stdin().lock(), &mut given, &mut |text| output::print(text))?;
        }
        let draft = desk::draft(portal, collection, &given, language);
        if draft.is_taken {
            return Err(taken(arguments, draft.file.path(), language));
        }
        let found = desk::judge(&options, &draft.file)?;
        output::print(&report::render(&found, style))?;
        if Outcome::of(&found) == Outcome::Done {
            edit::create(&Folder::new(&options.root), std::slice::from_ref(&draft.file))?;
            let path = draft.file.path().display();
            output::print(say!("Zapisano {path}\n", "Written: {path}\n").in_language(language))?;
            return Ok(Outcome::Done);
        }
        if !asks || !forget_faults(&mut given, &found) {
            output::print(
                say!(
                    "Nic nie zapisano. Podaj, czego brakuje: --set pole=wartość\n",
                    "Nothing was written. Give what is missing: --set field=value\n"
                )
                .in_language(language),
            )?;
            return Ok(Outcome::Faulty);
        }
    }
}

fn taken(arguments: &NewArguments, path: &Path, language: MessageLanguage) -> Error {
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let fault = say!(
        "wpis „{id}” już jest; wybierz inny identyfikator: --set id=…",
        "there is a record “{id}” already; choose another identifier: --set id=…"
    );
    fail(arguments, fault.in_language(language))
}

fn fail(arguments: &NewArguments, fault: &str) -> Error {
    Error::new("begin a record of", &arguments.collection, io::Error::other(fault.to_owned()))
}

fn find<'p>(portal: &'p Portal, arguments: &NewArguments, language: MessageLanguage) -> Result<&'p Collection, Error> {
    let name = &arguments.collection;
    portal.collections.iter().find(|of| of.schema.id == *name).ok_or_else(|| {
        let known: Vec<&str> = portal.collections.iter().map(|of| of.schema.id.as_str()).collect();
        let help = did_you_mean(name, known.iter().copied());
        let list = known.join(", ");
        let fault = say!("nie ma takiego zbioru; są: {list}", "there is no such collection; there are: {list}");
        let meant = help.map(|help| format!(". {}", help.in_language(language))).unwrap_or_default();
        fail(arguments, &format!("{}{meant}", fault.in_language(language)))
    })
}

/// Asks somebody at a terminal for what a record needs.
struct Asking<'w> {
    portal: &'w Portal,
    collection: &'w Collection,
    language: MessageLanguage,
}

impl Asking<'_> {
    /// Asks for everything that a record needs and was not given. An empty answer leaves it to the check.
    fn ask(
        &self,
        input: &mut impl BufRead,
        given: &mut Answers,
        print: &mut dyn FnMut(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for question in desk::questions(self.portal, self.collection, given, self.language) {
            print(&self.asked(&question))?;
            let mut line = String::new();
            input.read_line(&mut line).map_err(|cause| Error::new("read", "standard input", cause))?;
            let answer = line.trim();
            if !answer.is_empty() {
                given.put(&question.path, &question.word(answer), &self.collection.schema);
            }
        }
        Ok(())
    }

    fn asked(&self, question: &Question) -> String {
        let mut text = question.help.iter().map(|help| format!("  {help}\n")).collect::<String>();
        for (word, meaning) in question.choices.iter().take(LISTED) {
            text.push_str(&if word == meaning { format!("  {word}\n") } else { format!("  {word} – {meaning}\n") });
        }
        if question.choices.len() > LISTED {
            let more = question.choices.len() - LISTED;
            let told = say!("  … i {more} innych: kod albo nazwa\n", "  … and {more} more: the code or the name\n");
            text.push_str(told.in_language(self.language));
        }
        format!("{text}{}: ", question.label)
    }
}

/// Forgets the answers that were wrong, so that they are asked for again. Says whether there were some.
fn forget_faults(given: &mut Answers, found: &[Diagnostic]) -> bool {
    let mut forgotten = false;
    for fault in found.iter().filter(|found| found.is_error()) {
        let tree = yaml::parse(fault.location.file()).value;
        let path = tree.and_then(|node| node.path_to(fault.location.span().start));
        if let Some(Step::Key(key)) = path.as_ref().and_then(|path| path.steps().first()) {
            forgotten |= given.get(key).is_some();
            given.forget(key);
        }
    }
    forgotten
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::BuildOptions;
    use crate::model::parse_date;

    #[test]
    fn whoever_is_asked_may_answer_with_words_or_their_meanings() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter/en");
        let build_date = parse_date("2026-07-01").expect("a day of the calendar");
        let options = BuildOptions { root, base_url: None, build_date };
        let portal = read(&options).expect("readable").value.expect("whole");
        let collection = &portal.collections.iter().next().expect("there is one");
        let asking = Asking { portal: &portal, collection, language: MessageLanguage::English };
        let (mut given, mut shown) = (Answers::default(), String::new());
        let questions = desk::questions(&portal, collection, &given, MessageLanguage::English);
        assert!(questions.iter().any(|question| !question.choices.is_empty()), "{questions:?}");
        let answers: Vec<String> = questions
            .iter()
            .map(|question| question.choices.first().map_or("North Mill".to_owned(), |(_, label)| label.clone()))
            .collect();
        let mut input = io::Cursor::new(format!("{}\n", answers.join("\n")));
        let mut print = |text: &str| {
            shown.push_str(text);
            Ok(())
        };
        asking.ask(&mut input, &mut given, &mut print).expect("memory is readable");
        for question in &questions {
            assert!(shown.contains(&question.label), "{shown}");
            assert!(given.has(&question.path), "{question:?}");
        }
        assert!(desk::questions(&portal, collection, &given, MessageLanguage::English).is_empty());
        let draft = desk::draft(&portal, collection, &given, MessageLanguage::English);
        for (word, _) in questions.iter().filter_map(|question| question.choices.first()) {
            assert!(draft.file.text().contains(word.as_str()), "{}", draft.file.text());
        }
    }
}
