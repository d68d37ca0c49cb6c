//! The arguments of `copydesk check`.

use super::{Colour, From, LevelName, STDIN, Selected, Written, date};
use crate::diagnostic::Level;
use crate::fix::Allowed;
use crate::report::Format;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// Drafts and folders to check, `-` for standard input; the current folder if none is given
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) written: Written,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    pub(in crate::cli) format: Format,
    /// Write the report to a file too, in some format: `sarif=report.sarif`; may be repeated
    #[arg(long, value_parser = output, value_name = "FORMAT=PATH")]
    pub(in crate::cli) output: Vec<Output>,
    /// The lowest level to show
    #[arg(long, value_enum, default_value_t = LevelName::Warning, value_name = "LEVEL")]
    pub(in crate::cli) level: LevelName,
    /// The lowest level that makes the exit status 1; what is shown has no influence on it
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    pub(in crate::cli) fail_on: FailOn,
    #[command(flatten)]
    pub(in crate::cli) selected: Selected,
    #[command(flatten)]
    pub(in crate::cli) from: From,
    /// Whether to use colour; NO_COLOR and CLICOLOR_FORCE are honoured
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(in crate::cli) color: Colour,
    /// Print findings only, no summary
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
    /// Print at the end how often each rule reported something, and what the statements of the drafts rest on
    #[arg(long)]
    pub(in crate::cli) statistics: bool,
    /// How many findings of one rule to print for a draft, 0 for all; errors are always printed
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub(in crate::cli) max_per_rule: usize,
    /// The date of the story, for all drafts, as YYYY-MM-DD; it is never taken from the clock
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: Option<jiff::civil::Date>,
    /// The name to check standard input under: its folder decides on settings, its ending on the format
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) stdin_filename: Option<String>,
    /// Check what is staged in git, as it is staged, not the working tree; of PATHs that are given, what is staged there
    #[arg(long)]
    pub(in crate::cli) staged: bool,
    /// Tell only of lines that differ from the last commit
    #[arg(long, conflicts_with = "since")]
    pub(in crate::cli) changed: bool,
    /// Tell only of lines that have changed since the history parted from that of a branch, tag or commit
    #[arg(long, value_name = "REV")]
    pub(in crate::cli) since: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) mending: Mending,
    #[command(flatten)]
    pub(in crate::cli) cache: Caching,
    /// Check also paths that are named here but left out by `include` or `exclude` in copydesk.toml
    #[arg(long)]
    pub(in crate::cli) no_force_exclude: bool,
    /// Let rest what this baseline lists instead of the one beside copydesk.toml or named there
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Let nothing rest
    #[arg(long)]
    pub(in crate::cli) no_baseline: bool,
    /// The run is for `copydesk baseline`, which writes the file that may be missing.
    #[arg(skip)]
    pub(in crate::cli) is_for_baseline: bool,
}

/// What is kept from one run to the next.
#[derive(Debug, Args)]
pub(in crate::cli) struct Caching {
    /// Where to keep what was found in drafts for later runs; else COPYDESK_CACHE_DIR says so, or the user's cache folder is used
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    pub(in crate::cli) cache_dir: Option<PathBuf>,
    /// Keep nothing from run to run, and look at every draft anew
    #[arg(long)]
    pub(in crate::cli) no_cache: bool,
}

/// Whether to mend what can be mended, and what that is.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Mending {
    /// Make the fixes that cannot change what is meant, list every edit, and exit with 1 if there was one
    #[arg(long, group = "mending", conflicts_with = "staged")]
    pub(in crate::cli) fix: bool,
    /// Change nothing, print what --fix would change as a diff, and exit with 1 if that is anything
    #[arg(long, group = "mending", conflicts_with_all = ["staged", "output", "statistics"])]
    pub(in crate::cli) diff: bool,
    /// With --fix or --diff, make also the fixes after which the text may mean something else
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,
    /// With --fix or --diff, make also the fixes that change what stands in a quotation
    #[arg(long, requires = "mending")]
    fix_quotations: bool,
}

impl Mending {
    pub(in crate::cli) fn is_asked_for(&self) -> bool {
        self.fix || self.diff
    }

    pub(in crate::cli) fn allowed(&self) -> Allowed {
        Allowed { unsafe_fixes: self.unsafe_fixes, quotations: self.fix_quotations }
    }
}

impl Check {
    /// Whether standard input is to be checked.
    pub(in crate::cli) fn reads_stdin(&self) -> bool {
        let is_named = self.paths.iter().any(|path| path.as_os_str() == STDIN);
        is_named || (self.paths.is_empty() && self.stdin_filename.is_some())
    }

    /// What is wrong with the options together, where no single one is.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        let Self { mending, format, .. } = self;
        if mending.diff && *format != Format::Terminal {
            Some("the argument '--diff' cannot be used with '--format': a diff is what it prints")
        } else if mending.fix && self.reads_stdin() {
            Some("the argument '--fix' cannot be used with standard input: '--diff' prints what it would change there")
        } else if mending.diff && self.reads_stdin() && self.paths.len() > 1 {
            Some("the argument '--diff' takes standard input alone: check the other drafts by themselves")
        } else {
            None
        }
    }
}

/// A report that goes to a file.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Output {
    pub(in crate::cli) format: Format,
    pub(in crate::cli) path: PathBuf,
}

/// Reads `FORMAT=PATH`.
fn output(text: &str) -> Result<Output, String> {
    let Some((name, path)) = text.split_once('=') else {
        return Err("write it like sarif=report.sarif: a format, `=` and a file".to_owned());
    };
    let format = Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("there is no format `{name}`, only {}", names.join(", "))
    })?;
    match path {
        "" => Err("the name of a file is missing after `=`".to_owned()),
        "-" => Err("standard output is what --format is for; name a file here".to_owned()),
        _ => Ok(Output { format, path: path.into() }),
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum FailOn {
    /// Any finding
    Advice,
    /// Warnings and errors
    Warning,
    /// Errors only
    Error,
    /// No finding
    Never,
}

impl FailOn {
    pub(in crate::cli) fn level(self) -> Option<Level> {
        match self {
            Self::Advice => Some(Level::Advice),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
            Self::Never => None,
        }
    }
}
