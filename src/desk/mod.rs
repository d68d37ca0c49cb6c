//! Facts that drafts state, and the contradictions between them.
//!
//! The function that finds a contradiction inside one draft is the one that would find it between drafts: facts in, by
//! rule and key, in a fixed order; diagnostics out.

use crate::diagnostic::{Diagnostic, Level, Standing};
use crate::reading::sketch::hash_of_bytes;
use crate::rule::Rule;
use crate::source::Place;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Something a draft states that another place may contradict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The rule that asked for it.
    pub rule: Arc<str>,
    /// What it is about: only facts of one key are compared.
    pub key: Box<str>,
    /// The file.
    pub path: Arc<str>,
    /// Where it stands.
    pub place: Place,
    /// The words. Facts that speak of the same words share them.
    pub text: Arc<str>,
    /// What they state. Facts that state the same share it.
    pub value: Arc<str>,
    /// The level in force for the rule in that draft.
    pub level: Level,
}

impl Fact {
    /// A diagnostic at the place of the fact.
    #[must_use]
    pub fn diagnostic(&self, rule: &Rule, message: String) -> Diagnostic {
        Diagnostic {
            path: self.path.clone(),
            rule: rule.id.clone(),
            family: rule.family.clone(),
            level: self.level,
            message,
            place: self.place,
            text: self.text.to_string(),
            evidence: Vec::new(),
            remedy: Some(rule.remedy.clone()),
            fixes: Vec::new(),
            standing: Standing::Reported,
            fingerprint: String::new(),
        }
    }
}

/// The drafts in which a run may report something. The others, an archive, only contribute facts.
#[derive(Clone, Copy, Debug)]
pub enum Subjects<'s> {
    /// All of them.
    All,
    /// Those whose paths are in the set.
    Only(&'s FxHashSet<Arc<str>>),
}

impl Subjects<'_> {
    fn has(self, path: &Arc<str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(paths) => paths.contains(path),
        }
    }
}

/// The facts of one rule under one key, by path and place.
#[derive(Clone, Copy, Debug)]
pub struct Group<'f> {
    facts: &'f [&'f Fact],
    subjects: Subjects<'f>,
}

impl<'f> Group<'f> {
    /// All facts.
    #[must_use]
    pub fn facts(&self) -> &'f [&'f Fact] {
        self.facts
    }

    /// The facts of one draft.
    #[must_use]
    pub fn of_path(&self, path: &str) -> &'f [&'f Fact] {
        let from = self.facts.partition_point(|fact| *fact.path < *path);
        let count = self.facts[from..].partition_point(|fact| *fact.path == *path);
        &self.facts[from..from + count]
    }

    /// Whether something may be reported in the draft of a fact.
    #[must_use]
    pub fn is_subject(&self, fact: &Fact) -> bool {
        self.subjects.has(&fact.path)
    }

    /// The facts of drafts in which something may be reported.
    pub fn subjects(&self) -> impl Iterator<Item = &'f Fact> + use<'f> {
        let subjects = self.subjects;
        self.facts.iter().copied().filter(move |fact| subjects.has(&fact.path))
    }

    /// Whether it holds facts of two drafts or more. Facts stand by path.
    fn is_between_drafts(&self) -> bool {
        self.facts.first().map(|fact| &fact.path) != self.facts.last().map(|fact| &fact.path)
    }
}

/// Compares facts: groups them by rule and key, in a fixed order, and hands the groups of each rule to its check. The order
/// in which facts are given makes no difference. Facts of rules that are not among `rules` are left alone.
///
/// The diagnostics come by path and place. Several groups may see one fault: of the diagnostics of a rule about one place,
/// one is kept.
#[must_use]
pub fn compare(rules: &[&Rule], facts: &[Fact], subjects: Subjects<'_>) -> Vec<Diagnostic> {
    let number = |fact: &Fact| rules.iter().position(|rule| rule.id == fact.rule);
    // Keys are told apart by their hashes first: they are many, they lie all over the memory, and most are alone.
    let sortable = |fact| Some((number(fact)?, hash_of_bytes(fact.key.as_bytes()), fact));
    let mut sorted: Vec<(usize, u64, &Fact)> = facts.iter().filter_map(sortable).collect();
    sorted.par_sort_unstable_by(|(a_rule, a_key, a), (b_rule, b_key, b)| {
        let by_key = (a_rule, a_key, &a.key).cmp(&(b_rule, b_key, &b.key));
        by_key.then_with(|| (&a.path, a.place, &a.value).cmp(&(&b.path, b.place, &b.value)))
    });
    let mut diagnostics = Vec::new();
    for of_rule in sorted.chunk_by(|a, b| a.0 == b.0) {
        let rule = rules[of_rule[0].0];
        let sorted: Vec<&Fact> = of_rule.iter().map(|(_, _, fact)| *fact).collect();
        let groups = sorted.chunk_by(|a, b| a.key == b.key);
        let groups: Vec<Group<'_>> = groups
            .map(|facts| Group { facts, subjects })
            .filter(|group| !rule.check.spans_drafts() || group.is_between_drafts())
            .collect();
        diagnostics.extend(rule.check.compare_all(rule, &groups));
    }
    diagnostics.sort_unstable_by(|a, b| (&a.path, a.order()).cmp(&(&b.path, b.order())));
    diagnostics.dedup_by(|a, b| a.path == b.path && a.rule == b.rule && a.place == b.place);
    diagnostics
}
