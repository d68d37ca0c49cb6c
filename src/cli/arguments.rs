//! The arguments of every command.

mod check;

pub(super) use check::{Caching, Check, FailOn, Mending, Output};

use crate::config::{Selection, Settings};
use crate::diagnostic::Level;
use crate::draft::{self, ReadOptions};
use crate::input::project::SettingsFrom;
use crate::report::Format;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// What stands for standard input, and its name where it is given none.
pub(super) const STDIN: &str = "-";

/// Reads drafts as a copy editor would and reports what needs an editor's eye.
///
/// `copydesk draft.md` checks a draft, `copydesk drafts/` a folder. A finding names its rule in square brackets, and
/// `copydesk explain RULE` tells what that rule is for. Settings come from the nearest copydesk.toml upward from each
/// draft; `copydesk init` writes one to start from.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 clean, 1 findings at or above --fail-on or something mended, 2 could not run as asked."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: Check,
}

impl Arguments {
    /// Reads the arguments, the name of the program first.
    pub(super) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let read = Self::try_parse_from(arguments)?;
        let check = match &read.command {
            None => Some(&read.check),
            Some(Command::Check(check)) => Some(check),
            Some(_) => None,
        };
        match check.and_then(Check::contradiction) {
            Some(message) => Err(Self::command().error(ErrorKind::ArgumentConflict, message)),
            None => Ok(read),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts (the default when paths are given)
    ///
    /// Findings go to standard output, what is wrong with settings and rules to standard error. In folders, hidden
    /// files, binary files and what .gitignore names are passed over.
    #[command(
        after_help = "Exit status: 0 clean, 1 findings at or above --fail-on or something mended, 2 could not run as asked."
    )]
    Check(Check),
    /// Show what the linter sees in a draft: blocks and their roles, sentences, quotations
    Inspect(Inspect),
    /// Explain a rule: what it finds, why that matters, what to do, and examples
    Explain(Explain),
    /// List the rules with their levels
    Rules(Rules),
    /// Run the examples of house rules, which are their tests
    #[command(after_help = "Exit status: 0 all hold, 1 some do not, 2 could not run as asked.")]
    Test(Test),
    /// List what is found now, so that it rests and only what is new is told of
    ///
    /// Checks drafts as `copydesk check` does and adds what it would show to the baseline, copydesk-baseline.jsonl beside
    /// copydesk.toml. Entries that no longer match anything are taken out. What is listed is neither shown nor counted any
    /// more. In CI, where the variable CI is set, the baseline never grows: findings that are not in it are told of, with
    /// the exit status 1, and nothing is written.
    #[command(after_help = "Exit status: 0 done, 1 it would have grown in CI, 2 could not run as asked.")]
    Baseline(Baseline),
    /// Write a commented copydesk.toml in the current folder
    Init,
    /// Show the settings in force for a file, and where each comes from
    Config(Config),
    /// Print a JSON Schema of copydesk.toml or of rule files, for editors
    ///
    /// An editor that knows it completes keys, shows what they are for and marks mistakes. A rule or a word list of your
    /// own is no mistake to it.
    Schema(Schema),
    /// Print a script that completes commands and options in a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// The arguments as clap describes them.
pub(super) fn command() -> clap::Command {
    Arguments::command()
}

/// The names of all commands.
pub(super) fn command_names() -> Vec<String> {
    let mut all = command();
    // Adds `help`.
    all.build();
    all.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[derive(Debug, Args)]
pub(super) struct Baseline {
    /// Drafts and folders to check; the current folder if none is given
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) written: Written,
    /// Add nothing: only take out entries that no longer match anything
    #[arg(long)]
    pub(super) prune: bool,
    /// The file to write, instead of the one beside copydesk.toml or named there
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// The lowest level to add
    #[arg(long, value_enum, default_value_t = LevelName::Warning, value_name = "LEVEL")]
    pub(super) level: LevelName,
    #[command(flatten)]
    pub(super) selected: Selected,
    #[command(flatten)]
    pub(super) from: From,
    /// The date of the story, for all drafts, as YYYY-MM-DD; it is never taken from the clock
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<jiff::civil::Date>,
    #[command(flatten)]
    pub(super) cache: Caching,
    /// Check also paths that are named here but left out by `include` or `exclude` in copydesk.toml
    #[arg(long)]
    pub(super) no_force_exclude: bool,
}

/// Which rules run.
#[derive(Debug, Args)]
pub(super) struct Selected {
    /// Run only these rules or families (repeat, or separate by commas)
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    select: Vec<String>,
    /// Do not run these rules or families (repeat, or separate by commas)
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    ignore: Vec<String>,
}

impl Selected {
    pub(super) fn selection(&self) -> Selection {
        let names = |given: &[String]| given.iter().map(|name| name.trim().to_owned()).collect();
        Selection { select: names(&self.select), ignore: names(&self.ignore) }
    }
}

/// How drafts are written.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Written {
    /// Read drafts as written in this format, whatever their names say
    #[arg(long, value_name = "FORMAT", value_parser = draft_format())]
    pub(super) format_in: Option<draft::Format>,
}

fn draft_format() -> impl TypedValueParser<Value = draft::Format> {
    let names = draft::Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.title()));
    PossibleValuesParser::new(names).try_map(|name| draft::Format::from_name(&name).ok_or("no such format"))
}

impl Written {
    /// How to read a draft with this path: as the command line says, or else the settings.
    pub(super) fn read_options(self, settings: &Settings, path: &str, date: Option<jiff::civil::Date>) -> ReadOptions {
        let options = settings.read_options(path);
        ReadOptions { format: self.format_in.or(options.format), date, ..options }
    }
}

/// Where settings come from.
#[derive(Debug, Args)]
pub(super) struct From {
    /// Use this settings file instead of the nearest copydesk.toml
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Use no settings file
    #[arg(long)]
    no_config: bool,
}

impl From {
    /// Whether a settings file was named.
    pub(super) fn is_named(&self) -> bool {
        self.config.is_some()
    }

    pub(super) fn settings(&self) -> SettingsFrom {
        match &self.config {
            Some(file) => SettingsFrom::File(file.clone()),
            None if self.no_config => SettingsFrom::Nowhere,
            None => SettingsFrom::Nearest,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// The draft, `-` for standard input
    #[arg(value_name = "DRAFT")]
    pub(super) draft: PathBuf,
    #[command(flatten)]
    pub(super) written: Written,
    /// How to print it
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(super) format: InspectFormat,
    /// The date of the story, as YYYY-MM-DD; it is never taken from the clock
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<jiff::civil::Date>,
    /// The name to read standard input under: its folder decides on settings, its ending on the format
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
    #[command(flatten)]
    pub(super) from: From,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule's id, as it stands in square brackets in a finding; of a family, its rules are listed
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) from: From,
}

#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Only these rules or families
    #[arg(value_name = "RULE")]
    pub(super) names: Vec<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) from: From,
}

#[derive(Debug, Args)]
pub(super) struct Test {
    /// Only these rules or families
    #[arg(value_name = "RULE")]
    pub(super) rules: Vec<String>,
    /// The built-in rules too
    #[arg(long)]
    pub(super) all: bool,
    /// How to print what failed
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) from: From,
}

#[derive(Debug, Args)]
pub(super) struct Config {
    /// The draft; it need not exist yet
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Only these rules or families
    #[arg(value_name = "RULE")]
    pub(super) names: Vec<String>,
    #[command(flatten)]
    pub(super) selected: Selected,
    #[command(flatten)]
    pub(super) from: From,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// What it describes
    #[arg(value_enum, value_name = "FILE")]
    pub(super) of: SchemaOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// copydesk.toml
    Config,
    /// A rule file
    Rule,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// Indented text
    Text,
    /// One JSON object a line
    Jsonl,
    /// A page that shows it all in the text, for a browser
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Aligned columns
    Text,
    /// One JSON document
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LevelName {
    /// Worth considering
    Advice,
    /// An editor has to look
    Warning,
    /// Must not be published as it stands
    Error,
}

impl LevelName {
    pub(super) fn level(self) -> Level {
        match self {
            Self::Advice => Level::Advice,
            Self::Warning => Level::Warning,
            Self::Error => Level::Error,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

fn date(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "write it like 2025-06-02".to_owned())
}
