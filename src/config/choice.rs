//! Which level a rule has, and who says so. Layers lie on one another: the rule itself, `[rules]`, each `[[override]]`
//! whose paths match, the command line. In each layer what is said of a rule beats what is said of its family.

use super::{Override, Settings};
use crate::diagnostic::Level;
use crate::rule::Rule;
use crate::source::Span;
use std::collections::BTreeMap;

/// What can be said of a rule or a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Off,
    On,
    Level(Level),
}

impl Choice {
    /// The words for it in the settings.
    pub(super) const NAMES: [&'static str; 5] = ["advice", "warning", "error", "off", "on"];

    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            "on" => Some(Self::On),
            _ => Level::from_name(name).map(Self::Level),
        }
    }
}

/// A choice and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chosen {
    pub(super) choice: Choice,
    /// The name, in the settings file.
    pub(super) span: Span,
}

/// Choices by the id or family they are about.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices(pub(super) BTreeMap<String, Chosen>);

/// Where the level of a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// The rule itself.
    Rule,
    /// `[rules]` in the settings file, at this place.
    Settings(Span),
    /// An `[[override]]` in the settings file, at this place.
    Override(Span),
    /// `--select` or `--ignore`.
    CommandLine,
}

/// What the command line says of rules and families.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these run; empty for all. A rule that is named by its id runs even if it is off.
    pub select: Vec<String>,
    /// These do not run. Of a rule and its family, what is said of the rule counts.
    pub ignore: Vec<String>,
}

impl Selection {
    /// What becomes of a rule that has this level without a selection.
    fn apply(&self, rule: &Rule, level: Option<Level>) -> (Option<Level>, bool) {
        let names = |list: &[String], name: &str| list.iter().any(|one| one == name);
        let by_id = names(&self.select, &rule.id);
        if names(&self.ignore, &rule.id) || (names(&self.ignore, &rule.family) && !by_id) {
            return (None, true);
        }
        if self.select.is_empty() {
            return (level, false);
        }
        match (by_id, names(&self.select, &rule.family)) {
            (true, _) => (level.or(Some(rule.level)), level.is_none()),
            (false, true) => (level, false),
            (false, false) => (None, true),
        }
    }
}

/// The settings for one draft: which overrides match is found once, not rule by rule.
#[derive(Debug)]
pub struct PathSettings<'s> {
    settings: &'s Settings,
    overrides: Vec<&'s Override>,
    relative: String,
}

/// The level of a rule while the layers are laid on.
#[derive(Clone, Copy)]
struct State {
    level: Level,
    on: bool,
    from: Provenance,
}

impl<'s> PathSettings<'s> {
    pub(super) fn new(settings: &'s Settings, path: &str) -> Self {
        let relative = settings.root.relative(path);
        let overrides = settings.overrides.iter().filter(|one| one.paths.matches(&relative)).collect();
        Self { settings, overrides, relative }
    }

    /// The settings that hold where no override does.
    pub(super) fn everywhere(settings: &'s Settings) -> Self {
        Self { settings, overrides: Vec::new(), relative: String::new() }
    }

    /// The draft's path from the folder of the settings file, with `/`.
    #[must_use]
    pub fn relative(&self) -> &str {
        &self.relative
    }

    /// Whether the draft is one of those that are never checked.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        self.settings.exclude.matches(&self.relative)
    }

    /// Whether the settings name it as a draft, or name none.
    #[must_use]
    pub fn is_included(&self) -> bool {
        self.settings.include.globs.is_empty() || self.settings.include.globs.matches(&self.relative)
    }

    /// The level of a rule; `None` where it is off.
    #[must_use]
    pub fn level_of(&self, rule: &Rule) -> Option<Level> {
        self.level_and_provenance(rule).0
    }

    /// The level of a rule, and where that comes from.
    #[must_use]
    pub fn level_and_provenance(&self, rule: &Rule) -> (Option<Level>, Provenance) {
        let mut state = State { level: rule.level, on: rule.on, from: Provenance::Rule };
        lay(&mut state, rule, &self.settings.rules, Provenance::Settings);
        for one in &self.overrides {
            lay(&mut state, rule, &one.rules, Provenance::Override);
        }
        let level = state.on.then_some(state.level);
        let (level, selected) = self.settings.selection.apply(rule, level);
        (level, if selected { Provenance::CommandLine } else { state.from })
    }

    /// The level a rule would have if these choices were laid on top of those of the settings.
    pub(super) fn level_with(&self, rule: &Rule, choices: &Choices) -> Option<Level> {
        let mut state = State { level: rule.level, on: rule.on, from: Provenance::Rule };
        lay(&mut state, rule, &self.settings.rules, Provenance::Settings);
        lay(&mut state, rule, choices, Provenance::Override);
        self.settings.selection.apply(rule, state.on.then_some(state.level)).0
    }
}

fn lay(state: &mut State, rule: &Rule, choices: &Choices, from: impl Fn(Span) -> Provenance) {
    let own = choices.0.get(&*rule.id);
    let Some(chosen) = own.or_else(|| choices.0.get(&*rule.family)) else { return };
    match chosen.choice {
        Choice::Off => state.on = false,
        Choice::On => state.on = true,
        Choice::Level(level) => {
            state.level = level;
            // A level for a whole family is not meant to switch on what its rules leave to each newsroom.
            state.on |= own.is_some();
        }
    }
    state.from = from(chosen.span);
}
