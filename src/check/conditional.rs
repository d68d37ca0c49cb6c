//! `conditional`: words that call for others before them, such as an abbreviation for its full name.

use super::phrases::{Exceptions, Matching, message};
use super::{Check, Inspector, Read};
use crate::draft::Draft;
use crate::rule::Resources;
use crate::scan::{Hit, Term};
use crate::table::Table;
use rustc_hash::{FxHashMap, FxHashSet};

/// Where what is called for has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Before,
    Anywhere,
}

/// Terms that call for others.
#[derive(Debug)]
pub(crate) struct Conditional {
    /// Those of `if`, then those of `then`.
    terms: Vec<Term>,
    ifs: usize,
    order: Order,
    exceptions: Exceptions,
}

impl Read for Conditional {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let mut matching = Matching::read(table);
        // Abbreviations and names are what this is for: a pattern of capitals should not match every word.
        matching.match_case |= table.key_span("match-case").is_none();
        let exceptions = Exceptions::read(table, matching);
        let order = table.choice("order", &[("before", Order::Before), ("anywhere", Order::Anywhere)]);
        let side = |key, remedy: &str| {
            let texts = table.strings(key);
            if texts.is_empty() && table.key_span(key).is_none() {
                table.file().mistake(table.span(), format!("`{key}` is missing"), Some(remedy.to_owned()));
            }
            matching.terms(table, &texts)
        };
        let mut terms = side("if", "Add `if`: what calls for something else.");
        let ifs = terms.len();
        let thens = side("then", "Add `then`: what it calls for.");
        let complete = ifs > 0 && !thens.is_empty();
        terms.extend(thens);
        complete.then_some(Self { terms, ifs, order: order.unwrap_or(Order::Before), exceptions })
    }
}

impl Check for Conditional {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let met = Met::new(self, inspector);
        let mut told: FxHashSet<&str> = FxHashSet::default();
        for hit in inspector.hits().filter(|hit| (hit.term as usize) < self.ifs) {
            let group = self.group(draft, hit);
            let first = met.first(group);
            if first.is_some_and(|first| self.order == Order::Anywhere || first <= hit.span.start) {
                continue;
            }
            let same = group.unwrap_or(&draft.folded.lower[draft.folded.range_of(hit.span).range()]);
            if self.exceptions.cover(inspector, hit.span) || !told.insert(same) {
                continue;
            }
            let text = draft.text(hit.span);
            let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
                format!("“{text}”: {}", inspector.rule.summary)
            });
            let mut finding = inspector.finding(hit.span, message).about_draft(same);
            if let Some(late) = met.place(group) {
                finding = finding.evidence(late.span, "only here");
            }
            inspector.report(finding);
        }
    }
}

/// Where `then` is first met: by the text of its group, and whatever its group.
struct Met<'d> {
    by_group: FxHashMap<&'d str, Hit>,
    /// Matches of `then` without a group do for any `if`.
    without_group: Option<Hit>,
    any: Option<Hit>,
}

impl<'d> Met<'d> {
    fn new(check: &Conditional, inspector: &Inspector<'d>) -> Self {
        let mut met = Self { by_group: FxHashMap::default(), without_group: None, any: None };
        // What explains a word may stand anywhere, also where the rule does not look.
        for &hit in inspector.all_hits().iter().filter(|hit| hit.term as usize >= check.ifs) {
            met.any.get_or_insert(hit);
            match check.group(inspector.draft, hit) {
                Some(group) => {
                    met.by_group.entry(group).or_insert(hit);
                }
                None => {
                    met.without_group.get_or_insert(hit);
                }
            }
        }
        met
    }

    fn place(&self, group: Option<&str>) -> Option<Hit> {
        match group {
            None => self.any,
            Some(group) => {
                let same = self.by_group.get(group).copied();
                same.into_iter().chain(self.without_group).min_by_key(|hit| hit.span.start)
            }
        }
    }

    fn first(&self, group: Option<&str>) -> Option<u32> {
        self.place(group).map(|hit| hit.span.start)
    }
}

impl Conditional {
    /// The text of the first group of a hit's pattern, in lower case.
    fn group<'d>(&self, draft: &'d Draft, hit: Hit) -> Option<&'d str> {
        let term = &self.terms[hit.term as usize];
        if !term.has_group() {
            return None;
        }
        let block = draft.block_at(hit.span.start)?;
        let window = draft.folded.range_of(draft.blocks[block].prose).range();
        let at = draft.folded.range_of(hit.span).range();
        let at = at.start - window.start..at.end - window.start;
        let group = term.first_group(&draft.folded.cased[window.clone()], &at)?;
        Some(&draft.folded.lower[window.start + group.start..window.start + group.end])
    }
}
