//! `timeframe`: statements about times that cannot all be true.

mod across;
mod inside;
mod reckoning;

use super::{Check, Inspector, Read};
use crate::desk::Group;
use crate::diagnostic::Diagnostic;
use crate::rule::{Resources, Rule};
use crate::table::Table;

/// What a rule reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    /// Two statements about one event, or two that are tied, in one draft.
    Conflict,
    /// “In its third year” of what is in its fourth.
    Nth,
    /// Statements of two drafts.
    Across,
}

/// Compares what drafts say of when things happened and how long they went on.
#[derive(Debug)]
pub(crate) struct Timeframe {
    report: Report,
}

impl Read for Timeframe {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let known = [("conflict", Report::Conflict), ("nth", Report::Nth), ("conflict-across", Report::Across)];
        Some(Self { report: super::choice(table, "report", &known)? })
    }
}

impl Check for Timeframe {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let events = inspector.readings.events();
        if events.anchors.is_empty() {
            return;
        }
        match self.report {
            Report::Conflict => inside::report_conflicts(inspector, events),
            Report::Nth => {
                inside::report_ordinals(inspector, events);
                across::note_rounds(inspector, events);
            }
            Report::Across => across::note_last_times(inspector, events),
        }
    }

    fn spans_drafts(&self) -> bool {
        matches!(self.report, Report::Nth | Report::Across)
    }

    fn compare(&self, rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
        match self.report {
            Report::Nth => across::rounds_in_order(rule, group),
            Report::Across => across::last_times(rule, group),
            Report::Conflict => Vec::new(),
        }
    }
}
