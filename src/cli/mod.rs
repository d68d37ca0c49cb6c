//! The command line: arguments, and one file per command. Nothing here prints or exits by itself; all output goes to
//! what [`Surroundings`] holds.

mod arguments;
mod baseline;
mod cache;
mod check;
mod completions;
mod config;
mod explain;
mod guard;
mod init;
mod inspect;
mod manual;
mod output;
mod rules;
mod schema;
mod session;
mod test;

use arguments::{Arguments, Command};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// How a run ended; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing was found at or above `--fail-on`.
    Clean = 0,
    /// Something was.
    Findings = 1,
    /// The run could not be done as asked.
    CouldNotRun = 2,
}

/// What a run sees of the world around it.
pub struct Surroundings<'w> {
    /// Standard output.
    pub out: &'w mut dyn Write,
    /// Standard error.
    pub err: &'w mut dyn Write,
    /// Standard input.
    pub input: &'w mut dyn Read,
    /// The current folder, absolute.
    pub current: PathBuf,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub err_is_terminal: bool,
    /// Width of the terminal in columns, if there is one.
    pub width: Option<usize>,
    /// Looks up an environment variable.
    pub variable: fn(&str) -> Option<String>,
}

impl Surroundings<'_> {
    /// Whether to use colour in output to a terminal or not. `NO_COLOR` and `CLICOLOR_FORCE` are described at
    /// <https://no-color.org> and <https://bixense.com/clicolors>.
    fn colour(&self, asked: arguments::Colour, is_terminal: bool) -> bool {
        let set = |name: &str| (self.variable)(name).filter(|value| !value.is_empty());
        match asked {
            arguments::Colour::Always => true,
            arguments::Colour::Never => false,
            arguments::Colour::Auto if set("NO_COLOR").is_some() => false,
            arguments::Colour::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            arguments::Colour::Auto => is_terminal && set("TERM").is_none_or(|terminal| terminal != "dumb"),
        }
    }

    /// Width for output in columns. `COLUMNS` beats what the terminal says.
    fn columns(&self) -> usize {
        /// Narrower than this nothing can be read.
        const NARROWEST: usize = 40;
        let asked = (self.variable)("COLUMNS").and_then(|columns| columns.parse().ok());
        asked.or(self.width).unwrap_or(WITHOUT_TERMINAL).max(NARROWEST)
    }
}

/// How wide a report is where there is no terminal, in columns: what fits most windows and print-outs.
const WITHOUT_TERMINAL: usize = 100;

/// Runs copydesk with these arguments, the name of the program first.
///
/// # Errors
/// When the output cannot be written, unless that is because nobody reads it any more.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let arguments = match Arguments::read(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, world),
    };
    let status = match arguments.command {
        None => check::run(&arguments.check, world),
        Some(Command::Check(options)) => check::run(&options, world),
        Some(Command::Inspect(options)) => inspect::run(&options, world),
        Some(Command::Explain(options)) => explain::run(&options, world),
        Some(Command::Rules(options)) => rules::run(&options, world),
        Some(Command::Test(options)) => test::run(&options, world),
        Some(Command::Baseline(options)) => baseline::run(options, world),
        Some(Command::Init) => init::run(world),
        Some(Command::Config(options)) => config::run(&options, world),
        Some(Command::Schema(options)) => schema::run(&options, world),
        Some(Command::Completions(options)) => completions::run(&options, world),
        Some(Command::Man) => manual::run(world),
    };
    match status {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Clean),
        other => other,
    }
}

/// Success, if the only thing that went wrong is that the reader of the output has gone.
///
/// # Errors
/// All other errors.
pub fn unless_pipe_is_closed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Shows help where it was asked for, and what is wrong with the arguments otherwise.
fn usage(error: &clap::Error, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let is_help = !error.use_stderr();
    // Without any argument clap counts its help as an error; here it is an answer.
    let is_greeting = error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let to_out = is_help || is_greeting;
    let is_terminal = if to_out { world.out_is_terminal } else { world.err_is_terminal };
    let text = error.render();
    let colour = world.colour(arguments::Colour::Auto, is_terminal);
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    let out: &mut dyn Write = if to_out { &mut *world.out } else { &mut *world.err };
    unless_pipe_is_closed(out.write_all(text.as_bytes()))?;
    Ok(if to_out { Status::Clean } else { Status::CouldNotRun })
}
