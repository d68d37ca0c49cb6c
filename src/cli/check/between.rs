//! What the drafts of a run say against one another.

use super::worker::Outcome;
use crate::desk::{Fact, Subjects};
use crate::diagnostic::Diagnostic;
use crate::input::read;
use crate::linter::Linter;
use crate::source::Source;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::hash::BuildHasher as _;
use std::path::Path;
use std::sync::Arc;

/// What the drafts of each project, and those it keeps for reference, say against one another: by path.
pub(super) fn compare(
    linters: &[Linter],
    outcomes: &mut [Outcome],
    archived: &mut [Outcome],
) -> FxHashMap<Arc<str>, Vec<Diagnostic>> {
    let mut facts: Vec<Vec<Fact>> = vec![Vec::new(); linters.len()];
    let mut subjects: Vec<FxHashSet<Arc<str>>> = vec![FxHashSet::default(); linters.len()];
    for outcome in outcomes {
        if let Some(fact) = outcome.facts.first() {
            subjects[outcome.project].insert(fact.path.clone());
        }
        facts[outcome.project].append(&mut outcome.facts);
    }
    for outcome in archived {
        facts[outcome.project].append(&mut outcome.facts);
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

/// What tells a text from what it may have become when it is read again. It is not kept from one run to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub(super) path: Arc<str>,
    hash: u64,
}

impl Fingerprint {
    pub(super) fn of(source: &Source) -> Self {
        Self { path: source.path().clone(), hash: FxBuildHasher.hash_one(source.text()) }
    }

    /// Reads the file again; `None` where it is not what it was, so that no line is shown that says something else by now.
    pub(super) fn read_again(&self, file: &Path) -> Option<Arc<Source>> {
        let source = read::read(file, &self.path).ok()?.source;
        (Self::of(&source) == *self).then_some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_is_not_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ferry.txt");
        let write = |text: &str| std::fs::write(&file, text).expect("a draft");
        write("The ferry left.");
        let first = read::read(&file, "ferry.txt").expect("a draft").source;
        let known = Fingerprint::of(&first);
        assert!(known.read_again(&file).is_some_and(|again| again.text() == first.text()));
        write("The ferry stayed.");
        assert!(known.read_again(&file).is_none());
        std::fs::remove_file(&file).expect("no draft");
        assert!(known.read_again(&file).is_none());
    }
}
