//! What may be typed behind `spis`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::BaseUrl;
use crate::diagnostic::MessageLanguage;
use crate::model::{Date, LanguageTag, parse_date};
use crate::report;

/// Turns a folder of YAML records, Markdown pages and GeoJSON into a public register on the web.
#[derive(Debug, Parser)]
#[command(name = "spis", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    /// Folder that holds content/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of messages [default: the site's own, where there are messages in it, else en]
    #[arg(long, global = true, value_name = "pl|en", hide_possible_values = true)]
    pub lang: Option<Language>,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 the content has errors, 2 could not run.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site and publish it into a folder, if the content has no errors
    Build(BuildArguments),
    /// Show the site on this machine, rebuilt and reloaded on every save
    Serve(ServeArguments),
    /// Say what is wrong with the content, where, and what to write instead
    Check(CheckArguments),
    /// Tell what changed between two states of the register, in words of its schema
    Diff(DiffArguments),
    /// Search the register from the command line; needs no build before it
    Search(SearchArguments),
    /// Take the rows of a table (XLSX, ODS, CSV, JSON, YAML, GeoJSON) into the register; shows what it would do
    Import(ImportArguments),
    /// Write a collection as a table that can be edited and imported again
    Export(ExportArguments),
    /// Begin a record: asks for what it needs, or takes it from --set
    New(NewArguments),
    /// Write JSON Schemas of the files in content/, for editors that complete and explain while one types
    Schema(SchemaArguments),
    /// Begin a register of your own: a small working example to change
    Init(InitArguments),
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    #[command(flatten)]
    pub target: TargetArguments,
    /// Do not wait for the disk: faster, but after a power cut the site may have to be built again
    #[arg(long)]
    pub no_sync: bool,
}

#[derive(Debug, Args)]
pub(super) struct TargetArguments {
    /// Folder to publish into [default: public, beside content]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Delete what is in that folder even if spis did not write it: 1 MB at most, and no git repository
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    /// Where the site will be published, such as https://office.example/register/ [default: from site.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<BaseUrl>,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Debug, Args)]
pub(super) struct DateArguments {
    /// Day that counts as today [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub build_date: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    #[command(flatten)]
    pub target: TargetArguments,
    /// Port to listen on; if it is taken, the next free one
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    pub port: u16,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Tell what is new since a git revision, or since the state in another folder
    #[arg(long, value_name = "REV", conflicts_with = "fix")]
    pub since: Option<String>,
    /// Mend what can be mended without changing what is said, then say what is left
    #[arg(long)]
    pub fix: bool,
    /// With --fix: only show what would be mended
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The state before: a git revision, or a folder that holds content/
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The state after: a git revision, or a folder that holds content/
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Form of the account
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ChangesFormat,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ChangesFormat {
    /// For people
    Text,
    /// One JSON object: {changes: [{collection, id, kind, fields: [{field, old, new}]}]}
    Json,
    /// For a comment on a pull request
    Markdown,
}

impl From<ChangesFormat> for report::ChangesFormat {
    fn from(format: ChangesFormat) -> Self {
        match format {
            ChangesFormat::Text => Self::Text,
            ChangesFormat::Json => Self::Json,
            ChangesFormat::Markdown => Self::Markdown,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// Words to look for, as they would be typed on the site
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// Print a JSON array of {id, collection, title, url, score}
    #[arg(long)]
    pub json: bool,
    /// Print no more than this many results
    #[arg(long, value_name = "N", default_value = "10")]
    pub limit: NonZeroUsize,
    /// Language of the pages to search [default: the site's first]
    #[arg(long = "language", value_name = "TAG", value_parser = language)]
    pub pages: Option<LanguageTag>,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The table
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The sheet of a workbook [default: its first one]
    #[arg(long, value_name = "S")]
    pub sheet: Option<String>,
    /// Propose a schema for a collection that there is not yet
    #[arg(long, value_name = "COLLECTION", conflicts_with = "collection", required_unless_present = "collection")]
    pub new: Option<String>,
    /// Update a collection
    #[arg(long, value_name = "C")]
    pub collection: Option<String>,
    /// File that says which column goes where [default: imports/COLLECTION.yaml, where there is one]
    #[arg(long, value_name = "MAP")]
    pub map: Option<PathBuf>,
    /// Write what is shown
    #[arg(long)]
    pub write: bool,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The collection
    #[arg(value_name = "COLLECTION")]
    pub collection: String,
    /// Form of the table
    #[arg(long, value_name = "FORMAT", default_value = "xlsx")]
    pub format: TableFormat,
    /// File to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum TableFormat {
    /// A workbook with lists to choose from and a sheet that explains it
    Xlsx,
    /// Comma-separated text
    Csv,
    /// A list of objects
    Json,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The collection
    #[arg(value_name = "COLLECTION")]
    pub collection: String,
    /// What stands in a field, such as name=…, address.town=…, phones=…; id=… is the file's name
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Folder to write them into [default: .vscode/schemas, beside content]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub date: DateArguments,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Language of the register [default: that of --lang, else en]
    #[arg(long, value_name = "pl|en|uk", hide_possible_values = true)]
    pub language: Option<Starter>,
    /// Folder to begin in; must be empty, an empty clone, or not exist yet
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// The languages that a register can be begun in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Starter {
    Pl,
    En,
    Uk,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Language {
    Pl,
    En,
}

impl From<Language> for MessageLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Pl => Self::Polish,
            Language::En => Self::English,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// Annotations beside the lines of a GitHub pull request
    Github,
    /// One JSON object
    Json,
    /// SARIF 2.1.0
    Sarif,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Github => Self::Github,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
        }
    }
}

fn base_url(text: &str) -> Result<BaseUrl, &'static str> {
    BaseUrl::parse(text).ok_or("write the whole address of a folder, such as https://office.example/register/")
}

fn date(text: &str) -> Result<Date, &'static str> {
    parse_date(text).map_err(|_| "write a day of the calendar as YYYY-MM-DD, such as 2026-01-31")
}

fn language(text: &str) -> Result<LanguageTag, &'static str> {
    LanguageTag::parse(text).ok_or("write the code of a language, such as en")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
