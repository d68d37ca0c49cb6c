//! The one line at the end of a run.

use crate::diagnostic::{Diagnostic, Level, Standing};
use std::fmt;

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Reported, by level, weakest first.
    shown: [usize; Level::ALL.len()],
    /// Below the level asked for, by level.
    hidden: [usize; Level::ALL.len()],
    allowed: usize,
    drafts: usize,
    excluded: usize,
}

impl Summary {
    pub(super) fn new(diagnostics: &[Diagnostic], drafts: usize, excluded: usize, lowest: Level) -> Self {
        let mut summary = Self { drafts, excluded, ..Self::default() };
        for one in diagnostics {
            match one.standing {
                Standing::Reported => summary.shown[one.level as usize] += 1,
                Standing::BelowLevel => summary.hidden[one.level as usize] += 1,
                Standing::Allowed { .. } if one.level >= lowest => summary.allowed += 1,
                Standing::Allowed { .. } | Standing::Overshadowed { .. } => {}
            }
        }
        summary
    }
}

/// `3 errors`, `1 warning`, `2 advice`.
fn counted(count: usize, level: Level) -> String {
    let plural = if count == 1 || level == Level::Advice { "" } else { "s" };
    format!("{count} {level}{plural}")
}

/// The counts of the levels that occur, strongest first.
fn listed(counts: &[usize]) -> String {
    let parts: Vec<String> = Level::ALL
        .into_iter()
        .rev()
        .filter(|&level| counts[level as usize] > 0)
        .map(|level| counted(counts[level as usize], level))
        .collect();
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => "no problems".to_owned(),
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drafts = match self.drafts {
            0 if self.shown.iter().all(|&count| count == 0) => {
                f.write_str("no drafts to check")?;
                String::new()
            }
            0 => listed(&self.shown),
            1 => format!("{} in 1 draft", listed(&self.shown)),
            many => format!("{} in {many} drafts", listed(&self.shown)),
        };
        f.write_str(&drafts)?;
        let mut notes = Vec::new();
        if let Some(weakest) = Level::ALL.into_iter().find(|&level| self.hidden[level as usize] > 0) {
            let them = if self.hidden.iter().sum::<usize>() == 1 { "it" } else { "them" };
            notes.push(format!("{} not shown; --level {weakest} shows {them}", listed(&self.hidden)));
        }
        if self.allowed > 0 {
            notes.push(format!("{} allowed", self.allowed));
        }
        if self.excluded > 0 {
            let (paths, them) = if self.excluded == 1 { ("path is", "it") } else { ("paths are", "them") };
            let excluded = format!("{} {paths} excluded by the settings", self.excluded);
            notes.push(format!("{excluded}; --no-force-exclude checks {them}"));
        }
        if notes.is_empty() { Ok(()) } else { write!(f, " ({})", notes.join("; ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_sentence() {
        let clean = Summary { drafts: 5, ..Summary::default() };
        assert_eq!(clean.to_string(), "no problems in 5 drafts");
        let found = Summary { shown: [0, 5, 3], hidden: [2, 0, 0], drafts: 5, ..Summary::default() };
        let wanted = "3 errors and 5 warnings in 5 drafts (2 advice not shown; --level advice shows them)";
        assert_eq!(found.to_string(), wanted);
        let nothing = Summary { excluded: 1, ..Summary::default() };
        let wanted = "no drafts to check (1 path is excluded by the settings; --no-force-exclude checks it)";
        assert_eq!(nothing.to_string(), wanted);
    }
}
