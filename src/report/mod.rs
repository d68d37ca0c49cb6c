//! Reports: diagnostics as people and other programs read them. One file for each format, and no decisions here: what
//! became of a diagnostic was decided before.

mod clean;
mod json;
mod select;
mod short;
mod summary;

#[cfg(feature = "cli")]
mod columns;
#[cfg(feature = "cli")]
mod ink;
#[cfg(feature = "cli")]
mod notes;
#[cfg(feature = "cli")]
mod rows;
#[cfg(feature = "cli")]
mod terminal;

#[cfg(feature = "cli")]
pub(crate) use clean::one_line;
pub use summary::summary;

use crate::diagnostic::Diagnostic;
use crate::reading::attribution::Sourcing;
use crate::source::Source;
use std::io;
use std::sync::Arc;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the text with what was found underlined.
    #[cfg(feature = "cli")]
    Terminal,
    /// One line for each diagnostic, as compilers write them.
    Short,
    /// One JSON object (see `docs/json.md`).
    Json,
    /// One JSON object a line for each diagnostic (see `docs/json.md`).
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "cli")]
        Self::Terminal,
        Self::Short,
        Self::Json,
        Self::Jsonl,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Self::Terminal => "terminal",
            Self::Short => "short",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}

/// What a report needs to know beside the diagnostics.
#[derive(Clone, Copy)]
pub struct Options<'r> {
    /// The text of the file of that path, as the diagnostics give it, if it is still at hand.
    pub sources: &'r (dyn Fn(&str) -> Option<Arc<Source>> + Sync),
    /// How wide a line may be, in columns of the terminal.
    pub width: usize,
    /// Whether to use colours.
    pub colour: bool,
    /// How many diagnostics of one rule people are shown for one file; 0 for all. Errors are always shown.
    pub max_per_rule: usize,
    /// Whether to leave out everything but the diagnostics.
    pub quiet: bool,
    /// Whether to count the diagnostics of each rule, in the formats for people.
    pub statistics: bool,
    /// How many drafts were checked.
    pub files: usize,
    /// How many files were passed over.
    pub skipped: usize,
    /// How many words the drafts have.
    pub words: usize,
    /// What the statements of each draft rest on, by its path; empty unless statistics are asked for.
    pub sourcing: &'r [(Arc<str>, Sourcing)],
    /// Whether to say how to learn more about a rule.
    pub explain_hint: bool,
}

/// Writes a report.
///
/// # Errors
///
/// When `out` cannot be written to.
pub fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    options: &Options<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Terminal => terminal::render(diagnostics, options, out),
        Format::Short => short::render(diagnostics, options, out),
        Format::Json => json::object(diagnostics, options, out),
        Format::Jsonl => json::lines(diagnostics, out),
    }
}

#[cfg(all(test, feature = "cli"))]
mod alignment;
#[cfg(test)]
mod fixture;
#[cfg(all(test, feature = "cli"))]
mod pictures;
