//! Settings.

use crate::diagnostic::Level;
use crate::rule::Rule;

/// Settings in force, checked.
#[derive(Clone, Debug, Default)]
pub struct Settings {}

impl Settings {
    /// The level of a rule for a draft at `path`; `None` where the rule is off.
    #[must_use]
    pub fn level_of(&self, rule: &Rule, path: &str) -> Option<Level> {
        let _ = path;
        rule.on.then_some(rule.level)
    }

    /// Whether a rule is in force for any path.
    pub(crate) fn may_run(&self, rule: &Rule) -> bool {
        rule.on
    }

    /// Whether levels differ from path to path.
    pub(crate) fn has_overrides(&self) -> bool {
        false
    }
}
