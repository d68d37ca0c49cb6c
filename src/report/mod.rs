//! Reports: diagnostics as people and other programs read them. One file for each format, and no decisions here: what
//! became of a diagnostic was decided before.

mod checkstyle;
mod clean;
mod fixed;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod path;
mod rdjsonl;
mod sarif;
mod select;
mod short;
mod summary;
mod xml;

#[cfg(feature = "cli")]
mod columns;
#[cfg(feature = "cli")]
mod diff;
#[cfg(feature = "cli")]
mod ink;
#[cfg(feature = "cli")]
mod notes;
#[cfg(feature = "cli")]
mod rows;
#[cfg(feature = "cli")]
mod terminal;

#[cfg(feature = "cli")]
pub(crate) use clean::{one_line, shown};
#[cfg(feature = "cli")]
pub(crate) use diff::diff;
#[cfg(feature = "cli")]
pub(crate) use notes::put_fixes_into_words;
pub use summary::summary;

use crate::diagnostic::Diagnostic;
use crate::fix::Left;
use crate::reading::attribution::Sourcing;
use crate::rule::RuleSet;
use crate::source::Source;
use rustc_hash::FxHashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// How diagnostics are written. `docs/formats.md` tells what each is for.
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
    /// SARIF 2.1.0, which code scanning reads.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Tables for a comment or a job summary.
    Markdown,
    /// The code quality report of GitLab.
    Gitlab,
    /// Checkstyle's XML.
    Checkstyle,
    /// JUnit's XML.
    Junit,
    /// One diagnostic of reviewdog a line.
    Rdjsonl,
}

impl Format {
    /// All formats.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "cli")]
        Self::Terminal,
        Self::Short,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Markdown,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Junit,
        Self::Rdjsonl,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.told().0
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.told().1
    }

    const fn told(self) -> (&'static str, &'static str) {
        match self {
            #[cfg(feature = "cli")]
            Self::Terminal => ("terminal", "Each finding with the lines it is about, for people"),
            Self::Short => ("short", "One line each: `path:line:column: level[rule]: message`"),
            Self::Json => ("json", "One JSON document"),
            Self::Jsonl => ("jsonl", "One JSON object a line"),
            Self::Sarif => ("sarif", "SARIF 2.1.0, for code scanning"),
            Self::Github => ("github", "Annotations of GitHub Actions"),
            Self::Markdown => ("markdown", "Tables for a comment on a pull request or for a job summary"),
            Self::Gitlab => ("gitlab", "GitLab's code quality report"),
            Self::Checkstyle => ("checkstyle", "Checkstyle's XML"),
            Self::Junit => ("junit", "JUnit's XML, each finding a test that failed"),
            Self::Rdjsonl => ("rdjsonl", "reviewdog's format, one JSON object a line"),
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// Whether a report in it needs the texts that diagnostics and their evidence are about: to show lines of them, or to
    /// count in another unit than characters.
    #[must_use]
    pub const fn needs_texts(self) -> bool {
        match self {
            #[cfg(feature = "cli")]
            Self::Terminal => true,
            _ => matches!(self, Self::Rdjsonl),
        }
    }
}

/// What a run has to do with fixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixing {
    /// Nothing.
    #[default]
    No,
    /// It was not asked to make any, but might have been.
    Possible,
    /// Some were made, but for these.
    Made(Left),
    /// It was shown what would be made, but for these.
    Shown(Left),
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
    /// What was mended, or might be.
    pub fixing: Fixing,
    /// The rules that ran, for formats that tell about them: a set for each of the settings that were in force.
    pub rules: &'r [&'r RuleSet],
    /// The folder that paths start from which are not absolute, itself absolute; formats that know files only by where they
    /// are in a repository take it off the others.
    pub folder: Option<&'r Path>,
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
        Format::Sarif => sarif::render(diagnostics, options, out),
        Format::Github => github::render(diagnostics, options, out),
        Format::Markdown => markdown::render(diagnostics, options, out),
        Format::Gitlab => gitlab::render(diagnostics, options, out),
        Format::Checkstyle => checkstyle::render(diagnostics, options, out),
        Format::Junit => junit::render(diagnostics, options, out),
        Format::Rdjsonl => rdjsonl::render(diagnostics, options, out),
    }
}

/// What is reported, file by file, the files in the order of their first diagnostic.
fn by_path(diagnostics: &[Diagnostic]) -> Vec<(&str, Vec<&Diagnostic>)> {
    let mut files: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_reported()) {
        let place = *places.entry(&diagnostic.path).or_insert_with(|| {
            files.push((&diagnostic.path, Vec::new()));
            files.len() - 1
        });
        files[place].1.push(diagnostic);
    }
    files
}

#[cfg(all(test, feature = "cli"))]
mod alignment;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
#[cfg(all(test, feature = "cli"))]
mod pictures;
