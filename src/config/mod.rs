//! Settings: what `copydesk.toml` and the command line choose. Rules define, settings choose.
//!
//! Reading collects every mistake with its place. What can only be judged against the rules of a run, the names of
//! rules, families and word lists, is checked by [`Settings::check_names`] once they are loaded.

mod choice;
mod formats;
mod globs;
mod names;
mod read;

pub use choice::{PathSettings, Provenance, Selection};
pub use globs::{Globs, Root};

#[cfg(feature = "cli")]
pub(crate) use globs::clean;
pub(crate) use names::{is_known, is_trouble, unknown_name};

use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::{FieldNames, Language};
use crate::rule::{LexiconChange, Rule};
use crate::source::{Source, Span};
use choice::Choices;
use std::path::PathBuf;
use std::sync::Arc;

/// The name of the file that settings are read from.
pub const FILE_NAME: &str = "copydesk.toml";

/// The usual name of the file that lists the findings to let rest.
pub const BASELINE_NAME: &str = "copydesk-baseline.jsonl";

/// Settings in force, checked.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    file: Option<Arc<Source>>,
    root: Root,
    house_rules: Option<Named>,
    baseline: Option<Named>,
    language: Option<Language>,
    formats: Vec<formats::Written>,
    fields: Arc<FieldNames>,
    include: Placed,
    exclude: Globs,
    archive: Placed,
    rules: Choices,
    overrides: Vec<Override>,
    allows: Vec<Allow>,
    lexicons: Lexicons,
    preferred: Vec<Named>,
    selection: Selection,
}

/// A name or path that somebody wrote, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What is written.
    pub value: String,
    /// Where, in the settings file.
    pub span: Span,
}

/// Patterns for paths, and where each of them stands.
#[derive(Clone, Debug, Default)]
struct Placed {
    globs: Globs,
    spans: Vec<Span>,
}

/// Levels for some paths only: `[[override]]`.
#[derive(Clone, Debug)]
struct Override {
    paths: Globs,
    rules: Choices,
}

/// An exception that the settings make: `[[allow]]`.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The drafts it is for.
    pub paths: Globs,
    /// The rules or families it allows.
    pub rules: Vec<Named>,
    /// If given, only reports whose text holds these words are allowed.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands in the settings file.
    pub span: Span,
}

/// What the settings add to word lists and remove from them.
#[derive(Clone, Debug, Default)]
struct Lexicons {
    changes: Vec<LexiconChange>,
    /// For each change: where the list is named, and where each term to be removed stands.
    places: Vec<(Span, Vec<Span>)>,
}

impl Settings {
    /// The same settings with what the command line selects on top.
    #[must_use]
    pub fn with_selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// The settings file, if there is one.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<Source>> {
        self.file.as_ref()
    }

    /// What paths are relative to.
    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The folder of house rules, relative to the folder of the settings file; never outside it.
    #[must_use]
    pub fn house_rules(&self) -> Option<&Named> {
        self.house_rules.as_ref()
    }

    /// The folder of house rules as an absolute path.
    #[must_use]
    pub fn house_folder(&self) -> Option<PathBuf> {
        self.house_rules.as_ref().map(|house| self.root.folder().join(&house.value))
    }

    /// The file that lists the findings to let rest, relative to the folder of the settings file; never outside it. `None`
    /// for the usual one, [`BASELINE_NAME`].
    #[must_use]
    pub fn baseline(&self) -> Option<&Named> {
        self.baseline.as_ref()
    }

    /// The language of drafts that name none.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// Which files of a folder are drafts; empty for all that can be read.
    #[must_use]
    pub fn include(&self) -> &Globs {
        &self.include.globs
    }

    /// Which files are never checked.
    #[must_use]
    pub fn exclude(&self) -> &Globs {
        &self.exclude
    }

    /// Which drafts others are compared with; they are not checked themselves on that account.
    #[must_use]
    pub fn archive(&self) -> &Globs {
        &self.archive.globs
    }

    /// What to say of patterns for the archive that match none of the drafts found for it, given as they are shown.
    #[must_use]
    pub fn unused_archive<'p>(&self, found: impl Iterator<Item = &'p str>) -> Vec<Diagnostic> {
        self.unused(&self.archive, found, |pattern| format!("the archive has no draft that matches `{pattern}`"))
    }

    /// The same of the patterns for what is checked, where all of that was looked for.
    #[must_use]
    pub fn unused_include<'p>(&self, found: impl Iterator<Item = &'p str>) -> Vec<Diagnostic> {
        self.unused(&self.include, found, |pattern| format!("there is no draft that matches `{pattern}`"))
    }

    fn unused<'p>(
        &self,
        patterns: &Placed,
        found: impl Iterator<Item = &'p str>,
        message: impl Fn(&str) -> String,
    ) -> Vec<Diagnostic> {
        let Some(file) = &self.file else { return Vec::new() };
        let unused = patterns.globs.matching_none(found.map(|path| self.root.relative(path)));
        let told = unused.into_iter().filter_map(|index| {
            let message = message(patterns.globs.written().get(index)?);
            let span = *patterns.spans.get(index)?;
            let mistake = Diagnostic::trouble(file, span, trouble::SETTINGS, Level::Warning, message);
            Some(mistake.with_remedy(
                "Correct it, or delete it. Patterns are like `published/**`, from the folder of this file, and lead to \
                 nothing outside.",
            ))
        });
        told.collect()
    }

    /// The exceptions.
    #[must_use]
    pub fn allows(&self) -> &[Allow] {
        &self.allows
    }

    /// What the settings add to word lists and remove from them.
    #[must_use]
    pub fn lexicon_changes(&self) -> &[LexiconChange] {
        &self.lexicons.changes
    }

    /// The spellings of names that the house prefers.
    #[must_use]
    pub fn preferred_names(&self) -> &[Named] {
        &self.preferred
    }

    /// The settings for the draft at `path`, which may be absolute or relative to the current folder.
    #[must_use]
    pub fn for_path(&self, path: &str) -> PathSettings<'_> {
        PathSettings::new(self, path)
    }

    /// The level of a rule for a draft at `path`; `None` where the rule is off.
    ///
    /// For many rules ask [`Settings::for_path`] once.
    #[must_use]
    pub fn level_of(&self, rule: &Rule, path: &str) -> Option<Level> {
        self.for_path(path).level_of(rule)
    }

    /// Whether a rule may be in force for some path.
    pub(crate) fn may_run(&self, rule: &Rule) -> bool {
        let everywhere = PathSettings::everywhere(self);
        everywhere.level_of(rule).is_some()
            || self.overrides.iter().any(|one| everywhere.level_with(rule, &one.rules).is_some())
    }

    /// Whether levels differ from path to path.
    pub(crate) fn has_overrides(&self) -> bool {
        !self.overrides.is_empty()
    }
}
