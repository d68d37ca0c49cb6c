//! Facts that drafts state, and the contradictions between them.
//!
//! The function that finds a contradiction inside one draft is the one that would find it between drafts: facts in, by
//! rule and key, in a fixed order; diagnostics out.

use crate::diagnostic::{Diagnostic, Level};
use crate::rule::Rule;
use crate::source::Place;
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
    /// The words.
    pub text: Box<str>,
    /// What they state.
    pub value: Box<str>,
    /// The level in force for the rule in that draft.
    pub level: Level,
}

/// Compares facts, all of one rule: groups them by key and hands each group to the rule's check.
#[must_use]
pub fn compare(rule: &Rule, facts: &[Fact]) -> Vec<Diagnostic> {
    let mut sorted: Vec<&Fact> = facts.iter().filter(|fact| fact.rule == rule.id).collect();
    sorted.sort_by(|a, b| (&a.key, &a.path, a.place, &a.value).cmp(&(&b.key, &b.path, b.place, &b.value)));
    let mut diagnostics = Vec::new();
    for group in sorted.chunk_by(|a, b| a.key == b.key) {
        diagnostics.extend(rule.check.compare(rule, group));
    }
    diagnostics
}
