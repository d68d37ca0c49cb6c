//! What becomes of each diagnostic: small filters in a row, none of which deletes one.
//!
//! An exception made in the draft or in the settings comes first, then the stronger of two that speak of the same
//! words, then the level asked for, then lines that have not changed where changes are asked for, then the baseline. An
//! exception that excepted nothing is a diagnostic itself.

mod allow;
pub mod baseline;
mod changed;
mod overshadow;

pub use changed::{Lines, keep_changed};

pub use allow::{AllowUse, Exceptions, has_looked, unused_in_settings};

use crate::diagnostic::{Diagnostic, Level, Standing};
use crate::fingerprint;
use crate::linter::Linter;

/// What a run was asked for, as far as judging goes.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// The lowest level that is shown.
    pub lowest: Level,
    /// All drafts were checked that the settings are for.
    pub is_whole: bool,
}

/// Gives every diagnostic of one draft its standing, and adds those about exceptions that excepted nothing.
///
/// Returns which exceptions of the settings were of use, to be merged over
/// all drafts and handed to [`unused_in_settings`].
pub fn judge(diagnostics: &mut Vec<Diagnostic>, draft: &Exceptions, linter: &Linter, run: Run) -> AllowUse {
    let unused = allow::by_comments(diagnostics, draft, linter, run.is_whole);
    let of_settings = allow::by_settings(diagnostics, draft, linter, run.is_whole);
    diagnostics.extend(unused);
    overshadow::overshadow(diagnostics);
    hide_below(diagnostics, run.lowest);
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    fingerprint::number(diagnostics, draft.opening());
    of_settings
}

/// Hides what is below the level asked for.
pub fn hide_below(diagnostics: &mut [Diagnostic], lowest: Level) {
    for diagnostic in diagnostics.iter_mut().filter(|one| one.is_reported() && one.level < lowest) {
        diagnostic.standing = Standing::BelowLevel;
    }
}

/// Whether a diagnostic counts towards the exit status when findings from `fail_on` up fail a run. The level that is
/// shown has no say in it.
#[must_use]
pub fn counts(diagnostic: &Diagnostic, fail_on: Level) -> bool {
    diagnostic.level >= fail_on && matches!(diagnostic.standing, Standing::Reported | Standing::BelowLevel)
}
