//! `names`: what is wrong with the names of a draft, and of drafts that are checked together.

mod across;
mod first_mention;
mod forms;
mod near_miss;
mod offices;
mod spellings;
mod stale;
mod variant;

use super::{Check, Inspector, Read};
use crate::desk::Group;
use crate::diagnostic::Diagnostic;
use crate::rule::{Resources, Rule};
use crate::table::Table;

/// What a rule reports about names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    /// One name in two spellings, in one draft.
    Variant,
    /// The same between drafts.
    Across,
    /// A public figure with a given name that is not theirs.
    NearMiss,
    /// A surname before the full name.
    FirstMention,
    /// One person with two offices.
    TwoOffices,
    /// An office that its holder has left.
    FormerOffice,
    /// A place under its old name.
    OldName,
}

/// Reports on names.
#[derive(Debug)]
pub(crate) struct Names {
    report: Report,
    /// The spellings that the house prefers.
    preferred: Vec<String>,
}

impl Read for Names {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let known = [
            ("variant", Report::Variant),
            ("variant-across", Report::Across),
            ("near-miss", Report::NearMiss),
            ("first-mention", Report::FirstMention),
            ("two-offices", Report::TwoOffices),
            ("former-office", Report::FormerOffice),
            ("old-name", Report::OldName),
        ];
        let report = super::choice(table, "report", &known)?;
        Some(Self { report, preferred: Vec::new() })
    }
}

impl Check for Names {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self.report {
            Report::Variant => {
                spellings::note_variants(inspector, &self.preferred);
                variant::report(inspector, &self.preferred);
            }
            Report::Across => across::note(inspector),
            Report::NearMiss => near_miss::report(inspector),
            Report::FirstMention => first_mention::report(inspector),
            Report::TwoOffices => offices::report_conflicts(inspector),
            Report::FormerOffice => stale::report_stale(inspector),
            Report::OldName => spellings::report_old_names(inspector, &self.preferred),
        }
    }

    fn prefer(&mut self, names: &[&str]) {
        self.preferred = names.iter().map(|name| (*name).to_owned()).collect();
    }

    fn spans_drafts(&self) -> bool {
        self.report == Report::Across
    }

    fn compare(&self, rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
        match self.report {
            Report::Across => across::compare(rule, group, &self.preferred),
            _ => spellings::compare(rule, group.facts(), &self.preferred),
        }
    }
}
