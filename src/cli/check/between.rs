//! What the drafts of a run say against one another.

use super::Outcome;
use crate::desk::{Fact, Subjects};
use crate::diagnostic::Diagnostic;
use crate::linter::Linter;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the drafts of each project, and those it keeps for reference, say against one another: by path.
pub(super) fn compare(
    linters: &[Linter],
    outcomes: &mut [Outcome],
    archived: Vec<(usize, Vec<Fact>)>,
) -> FxHashMap<Arc<str>, Vec<Diagnostic>> {
    let mut facts: Vec<Vec<Fact>> = vec![Vec::new(); linters.len()];
    let mut subjects: Vec<FxHashSet<Arc<str>>> = vec![FxHashSet::default(); linters.len()];
    for outcome in outcomes {
        if let Some(fact) = outcome.facts.first() {
            subjects[outcome.project].insert(fact.path.clone());
        }
        facts[outcome.project].append(&mut outcome.facts);
    }
    for (project, more) in archived {
        facts[project].extend(more);
    }
    let mut between: FxHashMap<Arc<str>, Vec<Diagnostic>> = FxHashMap::default();
    for (linter, (facts, subjects)) in linters.iter().zip(facts.iter().zip(&subjects)) {
        for diagnostic in linter.compare(facts, Subjects::Only(subjects)) {
            between.entry(diagnostic.path.clone()).or_default().push(diagnostic);
        }
    }
    between
}

/// The paths of which a report shows lines because of something between drafts.
pub(super) fn shown(outcomes: &[Outcome]) -> BTreeSet<Arc<str>> {
    let reported = outcomes.iter().flat_map(|outcome| &outcome.diagnostics).filter(|one| one.is_reported());
    let between = reported.filter(|one| one.evidence.iter().any(|evidence| evidence.path != one.path));
    between.flat_map(|one| one.evidence.iter().map(|evidence| &evidence.path).chain([&one.path])).cloned().collect()
}
