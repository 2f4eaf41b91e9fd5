//! The commands: arguments in, text and an exit code out.
//!
//! Nothing is decided here that the library could decide: a command reads its arguments, calls one function and prints
//! what came of it.

mod arguments;
mod build;
mod check;
mod diff;
mod export;
mod import;
mod init;
mod new;
mod output;
mod progress;
mod schema;
mod search;
mod serve;
mod today;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::BuildOptions;
use crate::diagnostic::{Diagnostic, MessageLanguage};
use crate::report;
use crate::source::{Error, Folder};
use crate::write;
use arguments::{Arguments, Command, DateArguments, SiteArguments, TargetArguments};

/// How a command ended that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    /// The content has errors.
    Faulty,
}

impl Outcome {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        if diagnostics.iter().any(Diagnostic::is_error) { Self::Faulty } else { Self::Done }
    }
}

/// Runs the program: 0 done, 1 the content has errors, 2 could not run.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(&arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Err(error) => {
            // Where even this cannot be printed, the exit code is all that is left to say.
            output::note(&report::failure(&error, language(&arguments))).unwrap_or(());
            ExitCode::from(2)
        }
    }
}

/// The language of whoever typed a command that could not run: the one chosen, else that of the site, as far as it can be read.
fn language(arguments: &Arguments) -> MessageLanguage {
    let site = || match &arguments.command {
        // It is about a register that there is not yet.
        Command::Init(begun) => init::language(begun),
        _ => crate::spoken(&Folder::new(&arguments.root)).unwrap_or_default(),
    };
    arguments.lang.map_or_else(site, MessageLanguage::from)
}

fn dispatch(arguments: &Arguments) -> Result<Outcome, Error> {
    let common = Common { root: arguments.root.clone(), language: arguments.lang.map(Into::into) };
    common.put_back(&arguments.command)?;
    match &arguments.command {
        Command::Build(arguments) => build::build(&common, arguments),
        Command::Serve(arguments) => serve::serve(&common, arguments),
        Command::Check(arguments) => check::check(&common, arguments),
        Command::Diff(arguments) => diff::diff(&common, arguments),
        Command::Search(arguments) => search::search(&common, arguments),
        Command::Import(arguments) => import::import(&common, arguments),
        Command::Export(arguments) => export::export(&common, arguments),
        Command::New(arguments) => new::new(&common, arguments),
        Command::Schema(arguments) => schema::schema(&common, arguments),
        Command::Init(arguments) => init::init(&common, arguments),
    }
}

/// What every command is told.
#[derive(Clone, Debug)]
struct Common {
    root: PathBuf,
    /// The language of messages, where the user chose one.
    language: Option<MessageLanguage>,
}

impl Common {
    /// The options of a command that is not told where the site will be published.
    fn options(&self, arguments: &DateArguments) -> Result<BuildOptions, Error> {
        let build_date = arguments.build_date.map_or_else(today::today, Ok)?;
        Ok(BuildOptions { root: self.root.clone(), base_url: None, build_date })
    }

    fn site_options(&self, arguments: &SiteArguments) -> Result<BuildOptions, Error> {
        Ok(BuildOptions { base_url: arguments.base_url.clone(), ..self.options(&arguments.date)? })
    }

    /// Puts back a site that an earlier run, killed at the wrong moment, had moved away.
    fn put_back(&self, command: &Command) -> Result<(), Error> {
        let published = match command {
            Command::Init(_) | Command::Import(_) | Command::Export(_) | Command::Schema(_) | Command::New(_) => {
                return Ok(());
            }
            Command::Build(arguments) => self.published(&arguments.target),
            Command::Serve(arguments) => self.published(&arguments.target),
            Command::Check(_) | Command::Diff(_) | Command::Search(_) => self.root.join("public"),
        };
        match write::put_back(&published) {
            Ok(_) => Ok(()),
            // A build would say so itself; what only reads can do its work all the same.
            Err(error) => output::note(&report::failure(&error, self.language.unwrap_or_default())),
        }
    }

    fn published(&self, arguments: &TargetArguments) -> PathBuf {
        arguments.out.clone().unwrap_or_else(|| self.root.join("public"))
    }
}
